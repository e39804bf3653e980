/* SPDX-License-Identifier: MIT */
/* Applications that were returned and that nobody touches any more (7.3). */
#include "entered.h"
#include "modules/base/conf.h"
#include "modules/base/json.h"
#include "modules/base/log.h"
#include "modules/base/terms.h"
#include "modules/notify/message.h"
#include "refunds.h"
#include "reminders.h"
#include "restate.h"
#include "tell.h"

#define DAY	86400

/* Since when it lies is part of the key: after a change all begins anew. */
static const char *
key_of(struct work *w, const struct order *o, int64_t mark)
{
	return arena_printf(w->arena, "%s:%lld:%lld", o->no, (long long)o->updated_at,
	    (long long)mark);
}

/* The greatest mark of days that is not above `idle`, or 0. */
static int
mark_of(struct work *w, int64_t idle)
{
	int marks[DAYS_MAX];
	size_t n = days_read(w->conf->returned_remind_days, marks);

	for (size_t i = 0; i < n; i++)
		if (marks[i] <= idle)
			return marks[i];
	return 0;
}

static int
remind(struct work *w, const struct order *o, int64_t idle, int mark)
{
	struct json *values = js_object(w);
	int64_t close = w->conf->returned_close_days;

	js_put_int(values, "days", idle);
	js_put_int(values, "left", close > idle ? close - idle : close - mark);
	return tell_order(w, o, close > 0 ? "order.waiting" : "order.lies",
	    key_of(w, o, mark), values);
}

/* Nobody is closed down unwarned: the last reminder was given as long ago as it
 * comes before the end, also in a house that slept or is new. */
static int
is_over(struct work *w, const struct order *o, int64_t idle, int *over)
{
	int64_t close = w->conf->returned_close_days, said;
	int last = mark_of(w, close - 1);

	*over = close > 0 && idle >= close;
	if (!*over || last == 0)
		return 0;
	if (message_said(w, arena_printf(w->arena, "order.waiting:%s", key_of(w, o, last)),
		&said) < 0)
		return -1;
	*over = said != 0 && w->now - said >= (close - last) * DAY;
	return 0;
}

/* Money first: an order whose money goes back ends when it is back. */
static int
shut(struct work *w, struct order *o, int64_t idle)
{
	struct json *values = js_object(w);
	int paid = refunds_end(w, o, "退回后逾期未重新提交，订单关闭");

	if (paid < 0)
		return -1;
	if (!paid && (order_move(w, o, o->traits & TRAIT_PAID && !(o->traits & TRAIT_FIRST) ?
		ACT_REFUND : ACT_CANCEL, NULL) < 0 || service_entered(w, o) < 0))
		return -1;
	js_put_int(values, "days", idle);
	return service_restate(w, o) < 0 ? -1 : tell_order(w, o,
	    paid ? "order.closing" : "order.closed", key_of(w, o, 0), values);
}

static int
look_tx(struct work *w, void *arg)
{
	struct order *o;
	int64_t idle, close = w->conf->returned_close_days;
	int mark, over;

	if (order_take(w, arg, &o) < 0)
		return -1;
	idle = (w->now - o->updated_at) / DAY;
	if (o->state != ORDER_RETURNED)
		return 0;
	if (is_over(w, o, idle, &over) < 0)
		return -1;
	if (over)
		return shut(w, o, idle);
	mark = mark_of(w, close > 0 && idle >= close ? close - 1 : idle);
	return mark == 0 ? 0 : remind(w, o, idle, mark);
}

int
run_returned(struct work *w, const struct task *t, int64_t *again)
{
	int64_t after = 0;
	size_t n;

	(void)t;
	(void)again;
	do {
		struct order_idle *list;

		if (order_idle(w, w->now - DAY, after, &list, &n) < 0)
			return -1;
		for (size_t i = 0; i < n; i++)
			if (db_tx(w, look_tx, &list[i].pid) < 0) {
				log_line(LOG_ERROR, "timer=returned err=%s detail=\"%s\"",
				    err_name(w->fault.code),
				    w->fault.detail == NULL ? "" : w->fault.detail);
				fault_clear(w);
			}
		after = n == 0 ? 0 : list[n - 1].id;
	} while (n > 0);
	return 0;
}
