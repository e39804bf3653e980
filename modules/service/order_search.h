/* SPDX-License-Identifier: MIT */
/*
 * Searching orders: what a page asks in words becomes the filter of
 * modules/order/list.h.  The same for lists, their number, the CSV and the
 * filters staff keep; who sees which orders is the scope of the actor.
 *
 * Days are Shanghai's, both included.  `after` is the pid of the last order
 * seen: the next page from there, however deep.  A value that cannot be meant
 * is INVALID with its field; a code no order has finds nothing.
 */
#ifndef SERVICE_ORDER_SEARCH_H
#define SERVICE_ORDER_SEARCH_H

#include "modules/base/fields.h"
#include "modules/order/list.h"

struct json;

struct order_search {
	const char	*q, *pay, *review, *ship, *state, *service, *point, *from, *to;
};

/* Rows of a field table: members of an object or of an address behind "?". */
#define ORDER_SEARCH_FIELDS \
	FIELD_TEXT(order_search, q, 0, 60, "订单号、姓名或企业", NULL), \
	FIELD_TEXT(order_search, pay, 0, 120, "支付状态", NULL), \
	FIELD_TEXT(order_search, review, 0, 120, "审核状态", NULL), \
	FIELD_TEXT(order_search, ship, 0, 120, "收货状态", NULL), \
	FIELD_TEXT(order_search, state, 0, 16, "订单状态", NULL), \
	FIELD_TEXT(order_search, service, 0, 16, "业务类型", NULL), \
	FIELD_TEXT(order_search, point, 0, 26, "办理点", NULL), \
	FIELD_TEXT(order_search, from, 0, 10, "开始日期", NULL), \
	FIELD_TEXT(order_search, to, 0, 10, "结束日期", NULL)

/* Fills the filter but for page and size. */
int	order_search_read(struct work *w, const struct json *query, struct order_filter *f);
/* What of a question filters, as one writes it behind "?": nothing empty, nothing else. */
struct json *order_search_kept(struct work *w, const struct json *query);

/* {items, page, size, next}: next is the last order of a full page, else null. */
int	order_search_rows(struct work *w, const struct json *query, const char *after,
	    int64_t page, int64_t size, struct json **out);
int	order_search_count(struct work *w, const struct json *query, int64_t *out);

/* [{code, words}]: the businesses one may filter by. */
struct json *order_services_json(struct work *w);

#endif
