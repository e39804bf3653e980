/* SPDX-License-Identifier: MIT */
/* The clerk's half of a payment: nothing here talks to a provider inside a
 * transaction, and every function may run again after a crash. */
#include <string.h>

#include "entered.h"
#include "mobile.h"
#include "modules/base/json.h"
#include "modules/base/log.h"
#include "modules/notify/notify.h"
#include "modules/pay/driver.h"
#include "modules/pay/sandbox.h"
#include "refunds.h"
#include "restate.h"
#include "settle.h"
#include "settle_claim.h"
#include "tasks.h"

struct trade {
	const struct pay_driver	*driver;
	struct pay_attempt	*attempt;
};

static int
trade_of(struct work *w, const char *provider, const char *no, struct trade *out)
{
	out->driver = provider == NULL ? NULL : pay_driver_find(w, provider);
	if (out->driver == NULL || no == NULL)
		return refuse(w, ERR_BUG, "no payment driver is called %s",
		    provider == NULL ? "?" : provider);
	switch (pay_attempt_find(w, provider, no, &out->attempt)) {
	case 1:
		return 0;
	case 0:
		return refuse(w, ERR_NOTFOUND, "no attempt %s", no);
	}
	return -1;
}

static int
task_trade(struct work *w, const struct task *t, struct trade *out)
{
	return trade_of(w, js_get_text(t->payload, "provider"),
	    js_get_text(t->payload, "out_trade_no"), out);
}

/* ---- create ---- */

struct change {
	struct pay_attempt	*attempt;
	enum pay_act		 act;
	const char		*code, *words;
};

static int
late_close(struct work *w, const struct pay_attempt *a)
{
	struct json *p = js_object(w);

	js_put_text(p, "provider", a->provider);
	js_put_text(p, "out_trade_no", a->out_trade_no);
	return task_add(w, "pay.close", arena_printf(w->arena, "%s:late", a->out_trade_no),
	    p, 0);
}

static int
change_tx(struct work *w, void *arg)
{
	struct change *c = arg;
	struct pay_group *g;
	struct pay_attempt *a;

	if (pay_group_take(w, c->attempt->group_id, &g) < 0 ||
	    pay_attempt_take(w, c->attempt->id, &a) < 0)
		return -1;
	if (c->code != NULL && pay_state_open(a->state) &&
	    pay_attempt_code_set(w, a, c->code) < 0)
		return -1;
	if (c->act == PAY_ACT_QR && !pay_state_open(a->state))
		return late_close(w, a);	/* given up while the provider made it */
	if (pay_attempt_move(w, a, c->act, pay_group_is_open(g) ? GROUP_OPEN : GROUP_TAKEN,
		c->words) < 0)
		return -1;
	return settle_restate(w, g->id);
}

static int
change(struct work *w, struct pay_attempt *a, enum pay_act act, const char *code,
    const char *words)
{
	struct change c = { a, act, code, words };

	return db_tx(w, change_tx, &c);
}

int
settle_run_create(struct work *w, const struct task *t, int64_t *again)
{
	const char *code = NULL;
	struct trade d;

	(void)again;
	if (task_trade(w, t, &d) < 0)
		return -1;
	if (d.attempt->state != PAY_CREATED)
		return 0;
	switch (d.driver->create(w, d.attempt, &code)) {
	case OUTSIDE_OK:
		return change(w, d.attempt, PAY_ACT_QR, code, NULL);
	case OUTSIDE_REJECTED:
		fault_clear(w);
		return change(w, d.attempt, PAY_ACT_CLOSE, NULL, "支付机构拒绝");
	case OUTSIDE_RETRY:
	case OUTSIDE_UNKNOWN:		/* the same trade again gives the same QR */
		break;
	}
	return -1;
}

/* ---- query and close ---- */

/* OK: *trade is what the provider says, evidence was applied. */
static int
ask(struct work *w, const struct trade *d, enum pay_trade *trade)
{
	struct pay_evidence ev;
	enum pay_verdict verdict;

	if (d->driver->query(w, d->attempt, trade, &ev) != OUTSIDE_OK)
		return -1;
	return *trade == PAY_TRADE_PAID ? settle_evidence(w, &ev, &verdict) : 0;
}

static int
close_and_ask(struct work *w, const struct trade *d)
{
	enum pay_trade trade;

	if (d->driver->close(w, d->attempt) != OUTSIDE_OK || ask(w, d, &trade) < 0)
		return -1;
	if (trade == PAY_TRADE_PAID)
		return 0;
	if (trade == PAY_TRADE_UNPAID)
		return refuse(w, ERR_BUSY, "trade %s stays open", d->attempt->out_trade_no);
	return change(w, d->attempt, PAY_ACT_CLOSE, NULL, NULL);
}

int
settle_run_close(struct work *w, const struct task *t, int64_t *again)
{
	struct trade d;

	(void)again;
	return task_trade(w, t, &d) < 0 ? -1 : close_and_ask(w, &d);
}

/* A provider that does not answer is asked again at the next step. */
int
settle_run_query(struct work *w, const struct task *t, int64_t *again)
{
	enum pay_trade trade = PAY_TRADE_UNPAID;
	struct trade d;
	int64_t next;

	if (task_trade(w, t, &d) < 0)
		return -1;
	if (!pay_state_open(d.attempt->state))
		return 0;
	next = pay_next_poll(d.attempt->created_at, d.attempt->expires_at, w->now);
	if (next == 0)
		return close_and_ask(w, &d);
	if (ask(w, &d, &trade) < 0) {
		log_line(LOG_WARN, "pay=unanswered trade=%s detail=\"%s\"",
		    d.attempt->out_trade_no, w->fault.detail == NULL ? "" : w->fault.detail);
		fault_clear(w);
	}
	if (trade == PAY_TRADE_CLOSED)
		return change(w, d.attempt, PAY_ACT_CLOSE, NULL, NULL);
	if (trade != PAY_TRADE_PAID)
		*again = next;
	return 0;
}

/* ---- notify ---- */

static int
refused_by_us(const struct work *w)
{
	return w->fault.code == ERR_DENIED || w->fault.code == ERR_INVALID;
}

static int
inbox_refuse(struct work *w, const struct pay_inbox *in)
{
	const char *why = w->fault.detail == NULL ? "" : w->fault.detail;

	log_line(LOG_ERROR, "alarm=pay_notify_refused provider=%s detail=\"%s\"",
	    in->provider, why);
	fault_clear(w);
	return pay_inbox_end(w, in, "REFUSED", why);
}

/* A good signature is not believed alone: the provider is asked back. */
static int
confirmed(struct work *w, const struct pay_driver *d, const struct pay_evidence *ev)
{
	enum pay_trade trade = PAY_TRADE_PAID;
	struct pay_evidence truth;
	struct pay_attempt *a;
	int rc = pay_attempt_find(w, ev->provider, ev->out_trade_no, &a);

	if (rc <= 0)
		return rc;			/* a stranger: pay_apply says so */
	if (d->query(w, a, &trade, &truth) != OUTSIDE_OK)
		return -1;
	return trade == PAY_TRADE_PAID ? 0 :
	    refuse(w, ERR_BUSY, "%s notified of trade %s but does not confirm it",
	    d->name, ev->out_trade_no);
}

int
settle_run_inbox(struct work *w, const struct task *t, int64_t *again)
{
	const struct pay_driver *d;
	struct pay_evidence ev;
	struct pay_inbox *in;
	enum pay_verdict verdict;
	struct pid pid;

	(void)again;
	if (pid_parse(w, js_get_text(t->payload, "inbox"), &pid) < 0 ||
	    pay_inbox_get(w, &pid, &in) < 0)
		return -1;
	if (strcmp(in->state, "NEW") != 0)
		return 0;
	if (strcmp(in->provider, MOBILE_PROVIDER) == 0)
		return mobile_inbox(w, in);
	if ((d = pay_driver_find(w, in->provider)) == NULL)
		return pay_inbox_end(w, in, "REFUSED", "no such driver");
	if (d->parse_notify(w, in, &ev) < 0)
		return refused_by_us(w) ? inbox_refuse(w, in) : -1;
	return confirmed(w, d, &ev) < 0 ? -1 : settle_claim(w, &ev, in, &verdict);
}

/* ---- refund ---- */

struct refund_change {
	struct pid		 pid;
	enum refund_act		 act;
	const char		*ref, *words;
	struct pay_refund	*refund;
};

static int
refund_tx(struct work *w, void *arg)
{
	struct refund_change *c = arg;

	if (pay_refund_take(w, &c->pid, &c->refund) < 0)
		return -1;
	if (c->act == REFUND_ACT_SEND && c->refund->state == REFUND_SUCCEEDED)
		return 0;
	if (pay_refund_move(w, c->refund, c->act, c->ref, c->words) < 0)
		return -1;
	return c->act == REFUND_ACT_SUCCEED ? refunds_done(w, c->refund) : 0;
}

static int
refund_step_to(struct work *w, struct refund_change *c, enum refund_act act,
    const char *words)
{
	c->act = act;
	c->words = words;
	return db_tx(w, refund_tx, c);
}

static int
refund_rejected(struct work *w, struct refund_change *c)
{
	const char *why = w->fault.detail == NULL ? "" : w->fault.detail;

	log_line(LOG_ERROR, "alarm=refund_failed refund=%s detail=\"%s\"",
	    c->refund->refund_no, why);
	fault_clear(w);
	return refund_step_to(w, c, REFUND_ACT_FAIL, why);
}

/* SENT is committed before the call goes out, so a crash repeats the call
 * under the same number and never makes a second refund. */
int
settle_run_refund(struct work *w, const struct task *t, int64_t *again)
{
	struct refund_change c = { 0 };
	struct pay_attempt *a;
	const struct pay_driver *d;

	(void)again;
	if (pid_parse(w, js_get_text(t->payload, "refund"), &c.pid) < 0 ||
	    refund_step_to(w, &c, REFUND_ACT_SEND, NULL) < 0)
		return -1;
	if (c.refund->state != REFUND_SENT)
		return 0;
	if (pay_attempt_by_id(w, c.refund->attempt_id, &a) < 0)
		return -1;
	if ((d = pay_driver_find(w, a->provider)) == NULL)
		return refuse(w, ERR_BUG, "no payment driver is called %s", a->provider);
	switch (d->refund(w, a, c.refund, &c.ref)) {
	case OUTSIDE_OK:
		return refund_step_to(w, &c, REFUND_ACT_SUCCEED, NULL);
	case OUTSIDE_REJECTED:
		return refund_rejected(w, &c);
	case OUTSIDE_RETRY:
	case OUTSIDE_UNKNOWN:
		break;
	}
	return -1;
}

/* ---- the sandbox bank ---- */

static int
bank_tx(struct work *w, void *arg)
{
	return sandbox_pay(w, arg);
}

int
settle_run_click(struct work *w, const struct task *t, int64_t *again)
{
	struct pid token;

	(void)again;
	return pid_parse(w, js_get_text(t->payload, "token"), &token) < 0 ||
	    db_tx(w, bank_tx, &token) < 0 ? -1 : 0;
}

int
settle_run_notify(struct work *w, const struct task *t, int64_t *again)
{
	const char *no = js_get_text(t->payload, "out_trade_no");

	(void)again;
	return no == NULL ? refuse(w, ERR_BUG, "notify of no trade") : sandbox_send(w, no);
}

/* ---- timers ---- */

static int
group_tx(struct work *w, void *arg)
{
	struct pay_group *g;

	if (pay_group_take(w, *(int64_t *)arg, &g) < 0)
		return -1;
	return pay_group_is_open(g) ? settle_close_group(w, g) : 0;
}

/* One that fails must not hold up the others; the next round meets it again. */
static void
skipped(struct work *w, const char *what)
{
	log_line(LOG_ERROR, "timer=%s err=%s at=%s:%d detail=\"%s\"", what,
	    err_name(w->fault.code), w->fault.file, w->fault.line,
	    w->fault.detail == NULL ? "" : w->fault.detail);
	fault_clear(w);
}

/* Attempts are closed by their own poller; a group follows its last one. */
int
settle_run_groups(struct work *w, const struct task *t, int64_t *again)
{
	int64_t *ids;
	size_t n;

	(void)t;
	(void)again;
	if (pay_groups_overdue(w, &ids, &n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		if (db_tx(w, group_tx, &ids[i]) < 0)
			skipped(w, "groups");
	return 0;
}

static int
expire_tx(struct work *w, void *arg)
{
	struct order *o;

	if (order_take(w, arg, &o) < 0)
		return -1;
	if (o->state != ORDER_UNPAID || o->pay_due_at >= w->now)
		return 0;
	if (settle_release(w, o->id) < 0 || order_take_id(w, o->id, &o) < 0 ||
	    order_move(w, o, ACT_EXPIRE, NULL) < 0 || service_entered(w, o) < 0 ||
	    service_restate(w, o) < 0)
		return -1;
	return settle_tell(w, "order.expired", o->no, o->account_id, o->no, o->fen);
}

/* Somebody may be paying in this moment: such an order waits for its group. */
static int
expire(struct work *w, struct pid *pid)
{
	struct order *o;
	int paying;

	if (order_get(w, pid, &o) < 0 || pay_order_paying(w, o->id, &paying) < 0)
		return -1;
	return paying ? 0 : db_tx(w, expire_tx, pid);
}

int
settle_run_orders(struct work *w, const struct task *t, int64_t *again)
{
	struct pid *list;
	size_t n;

	(void)t;
	(void)again;
	if (order_overdue(w, &list, &n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		if (expire(w, &list[i]) < 0)
			skipped(w, "orders");
	return 0;
}
