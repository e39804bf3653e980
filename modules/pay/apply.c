/* SPDX-License-Identifier: MIT */
/* Where claims about money become state: notify, query and hand alike. */
#include <string.h>

#include "modules/base/log.h"
#include "pay.h"

DB_SQL(sql_txn, "pay.txn_owner",
    "SELECT COUNT(*) FROM pay_attempt WHERE provider = ? AND txn = ? AND id <> ?", 3, 1);
DB_SQL(sql_got, "pay.attempt_got", "UPDATE pay_attempt SET got_fen = ? WHERE id = ?", 2, 0);
DB_SQL(sql_accept, "pay.attempt_accept",
    "UPDATE pay_attempt SET accept_id = ?, accept_by = ?, accept_words = ? WHERE id = ?", 4, 0);
DB_SQL(sql_by_pid, "pay.attempt_pid", "SELECT id, group_id FROM pay_attempt WHERE pid = ?", 1, 2);

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
	if (pay_attempt_move(w, a, PAY_ACT_MISMATCH, group,
		arena_printf(w->arena, "%s（流水号%s）", why, ev->txn)) < 0)
		return -1;
	/* What came first is what a person decides about. */
	return a->state != PAY_SUSPECT || a->got_fen != 0 ? 0 :
	    db_exec(w, &sql_got, DB_ARGS(DB_V(ev->fen), DB_V(a->id))) < 0 ? -1 : 0;
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
	return pay_refund_add(w, a, &(struct refund_wish){ .fen = a->fen,
	    .reason = "重复或过期付款自动退回", .automatic = 1 });
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

/* ---- by hand ---- */

struct found {
	int64_t	id, group_id;
};

static int
take_suspect(struct work *w, const struct pid *pid, struct pay_result *out)
{
	static const struct db_col c[] = { DB_COL(found, id), DB_COL(found, group_id) };
	struct found f;

	BUG_ON(!db_in_tx(w));
	*out = (struct pay_result){ .verdict = PAY_V_SEEN };
	if (db_one(w, &sql_by_pid, c, &f, DB_ARGS(DB_V(pid))) < 0 ||
	    pay_group_take(w, f.group_id, &out->group) < 0 ||
	    pay_attempt_take(w, f.id, &out->attempt) < 0)
		return -1;
	return out->attempt->state == PAY_SUSPECT ? 0 : refuse_say(w, ERR_CONFLICT, NULL,
	    "该笔收款当前状态为“%s”，不需要处理", pay_state_words(out->attempt->state));
}

/* The second person's word stands for the provider's evidence. */
static int
accept(struct work *w, struct pay_attempt *a, const char *words, struct pay_result *out)
{
	enum pay_group_is is = pay_group_is_open(out->group) ? GROUP_OPEN : GROUP_TAKEN;

	a->paid_at = w->now;
	if (pay_attempt_move(w, a, PAY_ACT_ACCEPT, is, words) < 0)
		return -1;
	if (a->state == PAY_SUCCESS) {
		out->verdict = PAY_V_COUNTED;
		return pay_group_end(w, out->group, "PAID") < 0 ? -1 : 1;
	}
	out->verdict = PAY_V_SURPLUS;
	return pay_refund_add(w, a, &(struct refund_wish){ .fen = a->got_fen,
	    .reason = "多付款项退回", .automatic = 1 }) < 0 ? -1 : 1;
}

int
pay_suspect_accept(struct work *w, const struct pid *pid, const char *words,
    struct pay_result *out)
{
	struct pay_attempt *a;

	if (take_suspect(w, pid, out) < 0)
		return -1;
	a = out->attempt;
	if (a->accept_id == w->actor->account_id)
		return refuse_say(w, ERR_CONFLICT, NULL, "您已确认，请由另一位财务人员复核");
	if (a->accept_id != 0)
		return accept(w, a, words, out);
	return db_exec(w, &sql_accept, DB_ARGS(DB_V(w->actor->account_id),
	    DB_V(w->actor->name), DB_V(words), DB_V(a->id))) < 0 ? -1 : 0;
}

int
pay_suspect_return(struct work *w, const struct pid *pid, const char *words)
{
	struct pay_result r;

	if (take_suspect(w, pid, &r) < 0)
		return -1;
	if (r.attempt->got_fen <= 0)
		return refuse_say(w, ERR_CONFLICT, NULL, "没有收到款项，无需退回");
	if (pay_attempt_move(w, r.attempt, PAY_ACT_RETURN, GROUP_TAKEN, words) < 0)
		return -1;
	return pay_refund_add(w, r.attempt, &(struct refund_wish){ .fen = r.attempt->got_fen,
	    .reason = words });
}
