/* SPDX-License-Identifier: MIT */
/*
 * Everything the applicant sent in for one order as one ZIP: every scan that was
 * taken, older rounds too, named by what it is, when it came and whether another
 * replaced it.  Made file by file as it leaves: one scan is in memory at a time.
 */
#ifndef SERVICE_BUNDLE_H
#define SERVICE_BUNDLE_H

#include "db/db.h"

struct bundle;

/* Scoped as the order; CONFLICT when nothing was sent.  *name is the file's. */
int	bundle_begin(struct work *w, const struct pid *order, struct bundle **out,
	    int *files, const char **name);
/* For answer_stream(). */
int	bundle_more(struct work *w, void *bundle, struct blob *piece);

#endif
