/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "entered.h"
#include "invoices.h"
#include "mobile.h"
#include "modules/account/account.h"
#include "modules/base/json.h"
#include "modules/base/log.h"
#include "modules/base/text.h"
#include "modules/cert/cert.h"
#include "modules/deliver/parcel.h"
#include "modules/deliver/voucher.h"
#include "order_view.h"
#include "refunds.h"
#include "restate.h"
#include "settle.h"
#include "settle_claim.h"
#include "tell.h"

/* ---- may it still end? ---- */

/* The step table allows it, and no certificate was issued yet. */
static int
can_end(struct work *w, const struct order *o, int *yes)
{
	struct cert *c;

	*yes = order_step(o->state, ACT_REFUND, (unsigned)o->traits, o->way) != NULL;
	if (!*yes)
		return 0;
	if (cert_of_order(w, o->id, &c) < 0)
		return -1;
	*yes = c == NULL || c->state == CERT_APPLYING;
	return 0;
}

int
refunds_hold(struct work *w, const struct order *o)
{
	struct refund_sums sums;

	if (pay_order_refunds(w, o->id, &sums) < 0)
		return -1;
	return sums.cancels == 0 ? 0 :
	    refuse_say(w, ERR_CONFLICT, NULL, "订单正在申请退款，暂停办理");
}

/* ---- asking ---- */

struct asking {
	const struct pid	*order;
	int64_t			 fen;		/* 0: all that is left */
	const char		*reason;
};

static int
ask(struct work *w, const struct order *o, const struct asking *x)
{
	struct refund_wish wish = { .order_id = o->id, .reason = x->reason, .fen = x->fen };
	struct refund_sums sums;
	struct pay_attempt *a;
	int64_t share, left;
	int end, found = pay_paid_share(w, o->id, &a, &share);

	if (found < 0 || pay_order_refunds(w, o->id, &sums) < 0 || can_end(w, o, &end) < 0)
		return -1;
	left = found == 0 ? 0 : share - sums.back - sums.open;
	if (sums.open > 0)
		return refuse_say(w, ERR_CONFLICT, NULL, "该订单已有退款正在处理");
	if (left <= 0)
		return refuse_say(w, ERR_CONFLICT, NULL, "该订单没有可退的款项");
	if (x->fen == 0 && !end)
		return refuse_say(w, ERR_CONFLICT, NULL, "订单已开始制证，不能申请退款");
	if (x->fen > left)
		return fault_field(w, "fen", "最多可退%s元", yuan_text(w->arena, left));
	wish.fen = x->fen == 0 ? left : x->fen;
	wish.cancels = end && wish.fen == left;
	return pay_refund_add(w, a, &wish) < 0 ||
	    (wish.cancels && mobile_void(w, o, "申请退款") < 0) ? -1 : 0;
}

static int
ask_tx(struct work *w, void *arg)
{
	struct asking *x = arg;
	struct order *o;

	if (order_take(w, x->order, &o) < 0 || ask(w, o, x) < 0)
		return -1;
	return service_restate(w, o);
}

int
refunds_ask(struct work *w, const struct pid *order, const char *reason, struct json **out)
{
	struct asking x = { order, 0, reason };

	return db_tx(w, ask_tx, &x) < 0 ? -1 : order_page_get(w, order, out);
}

int
refunds_ask_part(struct work *w, const struct pid *order, int64_t fen, const char *reason,
    struct json **out)
{
	struct asking x = { order, fen, reason };

	return db_tx(w, ask_tx, &x) < 0 ? -1 : order_page_get(w, order, out);
}

int
refunds_end(struct work *w, const struct order *o, const char *reason)
{
	struct refund_wish wish = { .order_id = o->id, .reason = reason, .automatic = 1,
		.cancels = 1 };
	struct refund_sums sums;
	struct pay_attempt *a;
	int found = pay_paid_share(w, o->id, &a, &wish.fen);

	if (found < 0 || pay_order_refunds(w, o->id, &sums) < 0)
		return -1;
	if (sums.open > 0)
		return 1;
	if (found == 0 || wish.fen - sums.back <= 0)
		return 0;
	return pay_refund_add(w, a, &wish) < 0 ? -1 : 1;
}

/* ---- the second person ---- */

struct deciding {
	const struct pid	*pid;
	const char		*words;
	struct pay_refund	*r;
	struct pay_attempt	*a;
	struct order		*o;	/* NULL: of no order */
};

/* Group before attempt before order (pay.h); the refund last. */
static int
take(struct work *w, struct deciding *d)
{
	struct pay_group *g;

	if (pay_refund_take(w, d->pid, &d->r) < 0 ||
	    pay_attempt_by_id(w, d->r->attempt_id, &d->a) < 0 ||
	    pay_group_take(w, d->a->group_id, &g) < 0)
		return -1;
	d->o = NULL;
	return d->r->order_id == 0 ? 0 : order_take_id(w, d->r->order_id, &d->o);
}

/* Two accounts of one person are one person. */
static int
same_person(struct work *w, int64_t account_id, int *yes)
{
	struct account a;

	*yes = account_id == w->actor->account_id;
	if (*yes || w->actor->person_id == 0 || account_id == 0)
		return 0;
	if (account_get(w, account_id, &a) < 0)
		return -1;
	*yes = a.person_id == w->actor->person_id;
	return 0;
}

static int
four_eyes(struct work *w, const struct deciding *d)
{
	int own, applicant = 0;

	if (same_person(w, d->r->requester_id, &own) < 0 ||
	    (d->o != NULL && same_person(w, d->o->account_id, &applicant) < 0))
		return -1;
	if (own)
		return refuse_say(w, ERR_DENIED, NULL, "不能审批本人提出的退款，请由另一位财务人员审批");
	return applicant || (d->o != NULL && w->actor->person_id != 0 &&
	    d->o->person_id == w->actor->person_id) ?
	    refuse_say(w, ERR_DENIED, NULL, "不能审批本人订单的退款") : 0;
}

static int
requested(struct work *w, const struct pay_refund *r)
{
	return r->state == REFUND_REQUESTED ? 0 : refuse_say(w, ERR_CONFLICT, NULL,
	    "该退款当前状态为“%s”，请刷新后查看", refund_state_words(r->state));
}

static int
approve_tx(struct work *w, void *arg)
{
	struct deciding *d = arg;
	int end = 1;

	if (take(w, d) < 0 || four_eyes(w, d) < 0 || requested(w, d->r) < 0 ||
	    (d->r->cancels && can_end(w, d->o, &end) < 0))
		return -1;
	if (!end)
		return refuse_say(w, ERR_CONFLICT, NULL, "订单已开始制证，不能退款取消，请驳回");
	return pay_refund_move(w, d->r, REFUND_ACT_APPROVE, NULL, NULL) < 0 ||
	    pay_refund_send(w, d->r) < 0 ? -1 : 0;
}

int
refunds_approve(struct work *w, const struct pid *refund)
{
	return db_tx(w, approve_tx, &(struct deciding){ .pid = refund });
}

static int
tell_rejected(struct work *w, const struct deciding *d)
{
	struct json *values = js_object(w);

	js_put_text(values, "no", d->o->no);
	js_put_text(values, "reason", d->words);
	return tell_account(w, d->o->account_id, "refund.rejected", d->r->refund_no, values);
}

/* What belongs to nobody, or to an order that ended, can only go back. */
static int
reject_tx(struct work *w, void *arg)
{
	struct deciding *d = arg;

	if (take(w, d) < 0 || four_eyes(w, d) < 0 || requested(w, d->r) < 0)
		return -1;
	if (d->o == NULL)
		return refuse_say(w, ERR_CONFLICT, NULL, "多付或异常款项只能退回");
	if (order_state_final(d->o->state) && d->o->state != ORDER_DONE &&
	    d->o->state != ORDER_REPLACED)
		return refuse_say(w, ERR_CONFLICT, NULL, "订单已终止（%s），款项应当退回",
		    order_state_words(d->o->state));
	if (pay_refund_move(w, d->r, REFUND_ACT_REJECT, NULL, d->words) < 0 ||
	    service_restate(w, d->o) < 0)
		return -1;
	return tell_rejected(w, d);
}

int
refunds_reject(struct work *w, const struct pid *refund, const char *words)
{
	return db_tx(w, reject_tx, &(struct deciding){ .pid = refund, .words = words });
}

static int
repeat_tx(struct work *w, void *arg)
{
	struct deciding *d = arg;

	if (take(w, d) < 0)
		return -1;
	return pay_refund_move(w, d->r, REFUND_ACT_REPEAT, NULL, NULL) < 0 ||
	    pay_refund_send(w, d->r) < 0 ? -1 : 0;
}

int
refunds_repeat(struct work *w, const struct pid *refund)
{
	return db_tx(w, repeat_tx, &(struct deciding){ .pid = refund });
}

/* ---- the money is back ---- */

static int
void_handout(struct work *w, const struct order *o)
{
	struct voucher *v;
	struct parcel *p;

	if (voucher_of_order(w, o->id, &v) < 0 || parcel_of_order(w, o->id, &p) < 0)
		return -1;
	if (v != NULL && strcmp(v->state, "ISSUED") == 0 && voucher_void(w, v) < 0)
		return -1;
	return p == NULL || p->state != PARCEL_TO_SHIP ? 0 : parcel_void(w, p);
}

static int
end_order(struct work *w, struct order *o)
{
	int end;

	if (order_state_final(o->state))
		return 0;		/* refused meanwhile */
	if (can_end(w, o, &end) < 0)
		return -1;
	if (!end) {
		log_line(LOG_ERROR, "alarm=refund_of_running_order order=%s state=%s", o->no,
		    o->state_code);
		return 0;
	}
	return void_handout(w, o) < 0 || order_move(w, o, ACT_REFUND, NULL) < 0 ||
	    service_entered(w, o) < 0 ? -1 : 0;
}

int
refunds_done(struct work *w, const struct pay_refund *r)
{
	struct pay_attempt *a;
	struct order *o;

	if (pay_attempt_by_id(w, r->attempt_id, &a) < 0)
		return -1;
	if (r->order_id != 0 && order_take_id(w, r->order_id, &o) < 0)
		return -1;
	if (r->order_id != 0 && r->cancels && end_order(w, o) < 0)
		return -1;
	if (settle_restate(w, a->group_id) < 0)
		return -1;
	/* Surplus money was on no invoice. */
	if (a->state == PAY_SUCCESS && invoices_refunded(w, a->group_id, r->id, r->fen) < 0)
		return -1;
	return r->order_id == 0 ? 0 :
	    settle_tell(w, "refund.done", r->refund_no, o->account_id, o->no, r->fen);
}

/* ---- money that does not fit ---- */

struct suspect {
	const struct pid	*attempt;
	const char		*words;
};

static int
accept_tx(struct work *w, void *arg)
{
	struct suspect *s = arg;
	struct pay_result r;
	const struct actor *was = w->actor;
	struct actor evidence = *was;
	int rc = pay_suspect_accept(w, s->attempt, s->words, &r);

	if (rc <= 0)
		return rc;
	/* From here it is evidence: what a provider's word would do. */
	evidence.rights |= RIGHT_CLOCK;
	w->actor = &evidence;
	rc = settle_accepted(w, &r);
	w->actor = was;
	return rc;
}

int
refunds_accept_suspect(struct work *w, const struct pid *attempt, const char *words)
{
	return db_tx(w, accept_tx, &(struct suspect){ attempt, words });
}

static int
return_tx(struct work *w, void *arg)
{
	struct suspect *s = arg;

	return pay_suspect_return(w, s->attempt, s->words);
}

int
refunds_return_suspect(struct work *w, const struct pid *attempt, const char *words)
{
	return db_tx(w, return_tx, &(struct suspect){ attempt, words });
}
