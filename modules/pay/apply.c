/* SPDX-License-Identifier: MIT */
/* Where claims about money become state: notify, query and hand alike. */
#include <string.h>

#include "modules/base/log.h"
#include "pay.h"

DB_SQL(sql_txn, "pay.txn_owner",
    "SELECT COUNT(*) FROM pay_attempt WHERE provider = ? AND txn = ? AND id <> ?", 3, 1);

static const char *const verdicts[] = {
	[PAY_V_STRANGER] = "STRANGER", [PAY_V_COUNTED] = "COUNTED",
	[PAY_V_SURPLUS] = "SURPLUS", [PAY_V_SUSPECT] = "SUSPECT", [PAY_V_SEEN] = "SEEN",
};

const char *
pay_verdict_code(enum pay_verdict v)
{
	return verdicts[v];
}

/* What does not fit, or NULL when everything is as it was asked for. */
static const char *
misfit(struct work *w, const struct pay_attempt *a, const struct pay_evidence *ev)
{
	if (ev->fen != a->fen)
		return arena_printf(w->arena, "金额不符：应为%lld分，通知为%lld分",
		    (long long)a->fen, (long long)ev->fen);
	if (strcmp(ev->currency, a->currency) != 0)
		return arena_printf(w->arena, "币种不符：%s", ev->currency);
	if (strcmp(ev->merchant, a->merchant) != 0)
		return "商户号不符";
	if (a->txn != NULL && strcmp(a->txn, ev->txn) != 0)
		return "同一笔交易出现两个流水号";
	return NULL;
}

/* A provider's number belongs to one trade; twice is somebody's trick. */
static int
txn_taken(struct work *w, const struct pay_attempt *a, const struct pay_evidence *ev,
    int64_t *n)
{
	return db_int(w, &sql_txn, n, DB_ARGS(DB_V(a->provider), DB_V(ev->txn), DB_V(a->id)));
}

static int
park(struct work *w, const struct pay_evidence *ev, const char *why, struct pay_result *out)
{
	struct pay_attempt *a = out->attempt;
	enum pay_group_is group = pay_group_is_open(out->group) ? GROUP_OPEN : GROUP_TAKEN;

	log_line(LOG_ERROR, "alarm=pay_suspect trade=%s source=%s state=%s fen=%lld of=%lld",
	    a->out_trade_no, ev->source, a->state_code, (long long)ev->fen,
	    (long long)a->fen);
	out->verdict = PAY_V_SUSPECT;
	return pay_attempt_move(w, a, PAY_ACT_MISMATCH, group,
	    arena_printf(w->arena, "%s（流水号%s）", why, ev->txn));
}

static int
receive(struct work *w, const struct pay_evidence *ev, struct pay_result *out)
{
	struct pay_attempt *a = out->attempt;
	int was_open = pay_group_is_open(out->group);
	enum pay_state before = a->state;

	if (a->txn == NULL) {
		a->txn = ev->txn;
		a->paid_at = ev->paid_at;
	}
	if (pay_attempt_move(w, a, PAY_ACT_SUCCEED, was_open ? GROUP_OPEN : GROUP_TAKEN,
		ev->source) < 0)
		return -1;
	out->verdict = PAY_V_SEEN;
	if (a->state == before)
		return 0;
	if (a->state == PAY_SUCCESS) {
		out->verdict = PAY_V_COUNTED;
		return pay_group_end(w, out->group, "PAID");
	}
	out->verdict = PAY_V_SURPLUS;
	return pay_refund_add(w, a, "S", a->fen, "重复或过期付款自动退回", 1);
}

int
pay_apply(struct work *w, const struct pay_evidence *ev, struct pay_result *out)
{
	const char *why;
	int64_t taken;
	int rc;

	*out = (struct pay_result){ .verdict = PAY_V_STRANGER };
	rc = pay_attempt_find(w, ev->provider, ev->out_trade_no, &out->attempt);
	if (rc <= 0) {
		if (rc == 0)
			log_line(LOG_ERROR, "alarm=pay_stranger provider=%s trade=%s",
			    ev->provider, ev->out_trade_no);
		return rc;
	}
	if (pay_group_take(w, out->attempt->group_id, &out->group) < 0 ||
	    pay_attempt_take(w, out->attempt->id, &out->attempt) < 0 ||
	    txn_taken(w, out->attempt, ev, &taken) < 0)
		return -1;
	why = taken > 0 ? "流水号已属于另一笔交易" : misfit(w, out->attempt, ev);
	return why != NULL ? park(w, ev, why, out) : receive(w, ev, out);
}
