/* SPDX-License-Identifier: MIT */
/*
 * What a returned order opens for correction: the fields the reviewer marked,
 * or, when the reviewer gave only general words, every field the service lets
 * the applicant edit.  Fields that decide the price never open (K1).
 */
#ifndef SERVICE_OPENED_H
#define SERVICE_OPENED_H

#include "modules/review/review.h"
#include "services.h"

struct opened {
	struct review		*verdict;	/* NULL: nothing is open */
	struct review_mark	*marks;
	size_t			 n;
};

/* Nothing is open unless the order is RETURNED. */
int	opened_load(struct work *w, const struct order *o, struct opened *out);
/* The reviewer's reason for a field; NULL when it was not marked. */
const char	*opened_mark(const struct opened *op, const char *field);
/* May the applicant correct it now? */
int	opened_field(const struct opened *op, const struct order_field *f);

#endif
