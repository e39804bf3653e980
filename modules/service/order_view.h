/* SPDX-License-Identifier: MIT */
/*
 * Orders as the API shows them: one object for lists, one for the page.  The
 * same for applicants and staff; who may see the order was decided when it was
 * loaded, and full recipients and ID numbers never leave unmasked here.
 */
#ifndef SERVICE_ORDER_VIEW_H
#define SERVICE_ORDER_VIEW_H

#include "modules/order/list.h"

struct catalog;
struct json;

/* The business as the order's policy calls it. */
const char *order_service_words(const struct catalog *c, const struct order *o);
/* A row of a list. */
int	order_row(struct work *w, const struct order *o, struct json **out);
/* Everything of one order. */
int	order_page(struct work *w, const struct order *o, struct json **out);
/* {items, page, size} / {total} of the same filter. */
int	order_rows(struct work *w, const struct order_filter *f, struct json **out);
/* [{field, words, value, editable, mark}] */
int	order_fields_json(struct work *w, const struct order *o, struct json **out);
/* [{at, act, words, note, by}], oldest first; `note` may be null. */
int	order_timeline(struct work *w, const struct order *o, struct json **out);

/* GET by pid, scoped. */
int	order_page_get(struct work *w, const struct pid *pid, struct json **out);

#endif
