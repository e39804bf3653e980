/* SPDX-License-Identifier: MIT */
/*
 * Filters of order lists that a member of staff keeps under a name; each sees
 * only the own ones.  `filter` is JSON of modules/service/order_search.h.
 */
#ifndef ORDER_SAVED_H
#define ORDER_SAVED_H

#include "db/db.h"

#define SAVED_MAX	20		/* of one account */

struct saved_filter {
	struct pid	 pid;
	const char	*name, *filter;
};

/* By name. */
int	saved_list(struct work *w, struct saved_filter **out, size_t *n);
/* In a transaction.  A name that is there gets the new filter and keeps its pid. */
int	saved_put(struct work *w, const char *name, const char *filter,
	    struct saved_filter *out);
/* NOTFOUND when it is nobody's or somebody else's. */
int	saved_drop(struct work *w, const struct pid *pid);

#endif
