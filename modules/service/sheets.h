/* SPDX-License-Identifier: MIT */
/*
 * Papers of an order that are for reading only: nobody stamps or sends them back,
 * so none is kept; each is drawn from the rows when it is asked for.
 *
 *	notice	 缴费通知	while the order waits for its payment
 *	receipt	 订单收据	as soon as it was paid, with what went back
 *	result	 办理结果单	when it is over: done, or not to be done
 *
 * Besides: the enterprise's 签章格式彩色扫描件模板 (Q2, D4:22) and the courier's
 * 邮寄清单 of a day (courier.h).
 */
#ifndef SERVICE_SHEETS_H
#define SERVICE_SHEETS_H

#include "modules/order/order.h"

struct json;

/* [{code, words, url}]: what can be had of the order now. */
struct json *sheets_json(struct work *w, const struct order *o);
/* NOTFOUND: no such sheet; CONFLICT: not yet. */
int	sheets_draw(struct work *w, const struct pid *order, const char *code,
	    struct blob *pdf);
/* The template of the enterprise of the chosen identity. */
int	sheets_template(struct work *w, struct blob *pdf);
/* 邮寄清单 of a day, as courier_list() gives it. */
int	sheets_courier(struct work *w, const char *day, struct blob *pdf);

#endif
