/* SPDX-License-Identifier: MIT */
#include "entered.h"
#include "invoices.h"
#include "modules/base/json.h"
#include "modules/base/log.h"
#include "modules/base/text.h"
#include "modules/pay/sandbox.h"
#include "restate.h"
#include "settle.h"
#include "settle_claim.h"
#include "tell.h"

/* ---- words for people ---- */

int
settle_tell(struct work *w, const char *event, const char *key, int64_t account_id,
    const char *no, int64_t fen)
{
	struct json *values = js_object(w);

	js_put_text(values, "no", no);
	js_put_text(values, "yuan", yuan_text(w->arena, fen));
	return tell_by(w, account_id, 0, "/my/orders", event, key, values);
}

/* ---- evidence ---- */

static int
give_back(struct work *w, const struct pay_attempt *a, const struct order *o, int64_t fen,
    const char *reason)
{
	return pay_refund_add(w, a, &(struct refund_wish){ .order_id = o->id, .fen = fen,
	    .reason = reason, .automatic = 1 });
}

/* A paid order goes on by itself: to the reviewers, or to the makers. */
static int
pay_order(struct work *w, const struct pay_result *r, const struct pay_group_order *share)
{
	struct order *o;

	if (order_take_id(w, share->order_id, &o) < 0)
		return -1;
	if (order_step(o->state, ACT_PAY, (unsigned)o->traits, o->way) == NULL) {
		log_line(LOG_ERROR, "alarm=pay_order_gone order=%s state=%s", o->no,
		    o->state_code);
		return give_back(w, r->attempt, o, share->fen, "订单已关闭，款项退回") < 0 ? -1 :
		    service_restate(w, o);
	}
	if (order_move(w, o, ACT_PAY, NULL) < 0 || service_entered(w, o) < 0 ||
	    service_restate(w, o) < 0)
		return -1;
	return settle_tell(w, "pay.paid", o->no, o->account_id, o->no, share->fen);
}

static int
add_close_task(struct work *w, const struct pay_attempt *a)
{
	struct json *p = js_object(w);

	js_put_text(p, "provider", a->provider);
	js_put_text(p, "out_trade_no", a->out_trade_no);
	return task_add(w, "pay.close", a->out_trade_no, p, 0);
}

/* The other QR codes of a paid group should not lead anywhere any more. */
static int
close_others(struct work *w, const struct pay_result *r)
{
	struct pay_attempt *list;
	size_t n;

	if (pay_attempts(w, r->group->id, &list, &n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		if (list[i].id != r->attempt->id && pay_state_open(list[i].state) &&
		    add_close_task(w, &list[i]) < 0)
			return -1;
	return 0;
}

static int
pay_orders(struct work *w, const struct pay_result *r)
{
	struct pay_group_order *list;
	size_t n;

	if (pay_group_orders(w, r->group->id, &list, &n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		if (pay_order(w, r, &list[i]) < 0)
			return -1;
	return invoices_paid(w, r->group->id) < 0 ? -1 : close_others(w, r);
}

static int
effects(struct work *w, const struct pay_result *r)
{
	struct pay_attempt *a = r->attempt;

	log_line(LOG_INFO, "pay=%s trade=%s fen=%lld", pay_verdict_code(r->verdict),
	    a == NULL ? "-" : a->out_trade_no, (long long)(a == NULL ? 0 : a->fen));
	if (r->verdict == PAY_V_COUNTED)
		return pay_orders(w, r);
	if (r->verdict == PAY_V_SURPLUS)
		return settle_tell(w, "pay.refund", a->out_trade_no, r->group->account_id,
		    r->group->no, a->fen);
	return r->verdict == PAY_V_SUSPECT ? settle_restate(w, r->group->id) : 0;
}

int
settle_accepted(struct work *w, const struct pay_result *r)
{
	return effects(w, r);
}

struct claim {
	const struct pay_evidence	*ev;
	const struct pay_inbox		*in;	/* NULL: not from a notify */
	struct pay_result		 result;
};

static int
claim_tx(struct work *w, void *arg)
{
	struct claim *c = arg;

	if (pay_apply(w, c->ev, &c->result) < 0 || effects(w, &c->result) < 0)
		return -1;
	return c->in == NULL ? 0 :
	    pay_inbox_end(w, c->in, "DONE", pay_verdict_code(c->result.verdict));
}

int
settle_claim(struct work *w, const struct pay_evidence *ev, const struct pay_inbox *in,
    enum pay_verdict *out)
{
	struct claim c = { .ev = ev, .in = in };

	if (db_tx(w, claim_tx, &c) < 0)
		return -1;
	*out = c.result.verdict;
	return 0;
}

int
settle_evidence(struct work *w, const struct pay_evidence *ev, enum pay_verdict *out)
{
	return settle_claim(w, ev, NULL, out);
}

/* ---- giving up ---- */

int
settle_restate(struct work *w, int64_t group_id)
{
	struct pay_group_order *list;
	struct order *o;
	size_t n;

	if (pay_group_orders(w, group_id, &list, &n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		if (order_take_id(w, list[i].order_id, &o) < 0 || service_restate(w, o) < 0)
			return -1;
	return 0;
}

/* Closed here at once, at the provider by a task: what is paid in between is
 * late money and goes back. */
int
settle_close_attempt(struct work *w, struct pay_attempt *a)
{
	if (!pay_state_open(a->state))
		return 0;
	return pay_attempt_take(w, a->id, &a) < 0 ||
	    pay_attempt_move(w, a, PAY_ACT_CLOSE, GROUP_TAKEN, NULL) < 0 ||
	    add_close_task(w, a) < 0 ? -1 : 0;
}

int
settle_close_group(struct work *w, struct pay_group *g)
{
	struct pay_attempt *list;
	size_t n;

	if (pay_attempts(w, g->id, &list, &n) < 0 || pay_group_end(w, g, "CLOSED") < 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		if (settle_close_attempt(w, &list[i]) < 0)
			return -1;
	return invoices_closed(w, g->id) < 0 ? -1 : settle_restate(w, g->id);
}

int
settle_refund_order(struct work *w, const struct order *o, const char *reason)
{
	struct pay_attempt *a;
	int64_t fen;
	int found = pay_paid_share(w, o->id, &a, &fen);

	return found <= 0 ? found : give_back(w, a, o, fen, reason);
}

int
settle_release(struct work *w, int64_t order_id)
{
	struct pay_group *g;
	int64_t id;
	int rc = pay_open_group(w, order_id, &id);

	if (rc <= 0)
		return rc;
	if (pay_group_take(w, id, &g) < 0)
		return -1;
	return pay_group_is_open(g) ? settle_close_group(w, g) : 0;
}

/* ---- from outside ---- */

struct note {
	const char	*provider;
	struct json	*headers;
	struct blob	 body;
};

static int
keep_tx(struct work *w, void *arg)
{
	struct note *n = arg;

	return pay_inbox_add(w, n->provider, n->headers, n->body);
}

int
settle_keep_notify(struct work *w, const char *provider, struct json *headers,
    struct blob body)
{
	struct note n = { provider, headers, body };

	return db_tx(w, keep_tx, &n);
}

static int
click_tx(struct work *w, void *arg)
{
	return sandbox_click(w, arg);
}

int
settle_click(struct work *w, const struct pid *token)
{
	struct pid p = *token;

	return db_tx(w, click_tx, &p);
}
