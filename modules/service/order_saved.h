/* SPDX-License-Identifier: MIT */
/*
 * Filters of 订单查询 a member of staff keeps: checked like a question when they
 * are put in, and only what filters is kept.
 */
#ifndef SERVICE_ORDER_SAVED_H
#define SERVICE_ORDER_SAVED_H

#include "db/db.h"

struct json;

/* {items: [{pid, name, filter}]}; filter as an address has it behind "?" */
int	order_saved_list(struct work *w, struct json **out);
/* One under that name is replaced; at most SAVED_MAX. */
int	order_saved_put(struct work *w, const char *name, const struct json *filter,
	    struct json **out);
int	order_saved_drop(struct work *w, const struct pid *pid);

#endif
