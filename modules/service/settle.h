/* SPDX-License-Identifier: MIT */
/*
 * Settling: what evidence about money does to orders, and the clerk's half of
 * a payment.  Evidence of notify, query and hand enters through one function;
 * a replay changes nothing; money that nobody needs goes back by itself.
 */
#ifndef SERVICE_SETTLE_H
#define SERVICE_SETTLE_H

#include "modules/order/order.h"
#include "modules/outbox/task.h"
#include "modules/pay/pay.h"

struct json;

/*
 * The one door for evidence, its own transaction.  COUNTED: the group is paid,
 * each order made its step and its payer gets a message.  An order that cannot
 * take the money any more gets its share refunded, the others are paid.
 */
int	settle_evidence(struct work *w, const struct pay_evidence *ev,
	    enum pay_verdict *out);
/* A provider's notify as it came: kept, and a task for the clerk. */
int	settle_keep_notify(struct work *w, const char *provider, struct json *headers,
	    struct blob body);
/* The click in the sandbox cashier: a task. */
int	settle_click(struct work *w, const struct pid *token);

/*
 * Inside a transaction: gives up the open group an order is in, if any, with
 * all its attempts (money that comes late goes back).  Cancel and expiry call
 * it before they take the order; the other orders of the group are unpaid
 * again.
 */
int	settle_release(struct work *w, int64_t order_id);
/* The same for a group that was taken. */
int	settle_close_group(struct work *w, struct pay_group *g);
/* Inside a transaction, the order taken: its share of what was paid goes back,
 * once; an unpaid order has none. */
int	settle_refund_order(struct work *w, const struct order *o, const char *reason);
/* One open attempt; the clerk closes it at the provider. */
int	settle_close_attempt(struct work *w, struct pay_attempt *a);
/* Inside a transaction, the group taken: the words of all its orders. */
int	settle_restate(struct work *w, int64_t group_id);

/* Rows of the task table. */
int	settle_run_create(struct work *w, const struct task *t, int64_t *again);
int	settle_run_query(struct work *w, const struct task *t, int64_t *again);
int	settle_run_close(struct work *w, const struct task *t, int64_t *again);
int	settle_run_inbox(struct work *w, const struct task *t, int64_t *again);
int	settle_run_refund(struct work *w, const struct task *t, int64_t *again);
int	settle_run_click(struct work *w, const struct task *t, int64_t *again);
int	settle_run_notify(struct work *w, const struct task *t, int64_t *again);
int	settle_run_groups(struct work *w, const struct task *t, int64_t *again);
int	settle_run_orders(struct work *w, const struct task *t, int64_t *again);

#endif
