/* SPDX-License-Identifier: MIT */
/*
 * Names of the rights of modules/base/work.h as rows and answers spell them:
 * member apply company staff view review second make desk finance system
 * security audit full enterprise lead.  RIGHT_CLOCK has no name: nobody is given it.
 */
#ifndef ACCOUNT_RIGHT_H
#define ACCOUNT_RIGHT_H

#include "modules/base/work.h"

struct json;

unsigned	 right_find(const char *name);		/* 0: no such right */
const char	*right_name(unsigned one);		/* NULL: not one right */
/* "view,review" to bits; unknown names are our mistake in the seed: BUG. */
unsigned	 rights_of(const char *names);
struct json	*rights_json(struct work *w, unsigned rights);	/* ["view","review"] */

#endif
