/* SPDX-License-Identifier: MIT */
#include "db/step.h"
#include "modules/base/json.h"
#include "modules/outbox/task.h"
#include "pay.h"

#define COLS "id, pid, attempt_id, refund_no, fen, reason, state, ref, version"

static const struct db_col cols[] = {
	DB_COL(pay_refund, id), DB_COL(pay_refund, pid), DB_COL(pay_refund, attempt_id),
	DB_COL(pay_refund, refund_no), DB_COL(pay_refund, fen), DB_COL(pay_refund, reason),
	DB_COL(pay_refund, state_code), DB_COL(pay_refund, ref),
	DB_COL(pay_refund, version),
};

DB_SQL(sql_add, "pay.refund_add",
    "INSERT INTO pay_refund (pid, attempt_id, refund_no, fen, reason, state, created_at)"
    " VALUES (?, ?, ?, ?, ?, 'REQUESTED', ?)", 6, 0);
DB_SQL(sql_total, "pay.refund_total",
    "SELECT COALESCE(SUM(fen), 0) FROM pay_refund WHERE attempt_id = ?", 1, 1);
DB_SQL(sql_take, "pay.refund_take",
    "SELECT " COLS " FROM pay_refund WHERE pid = ? FOR UPDATE", 1, 9);
DB_SQL(sql_step, "pay.refund_step",
    "UPDATE pay_refund SET state = ?, ref = COALESCE(?, ref), ended_at = ?,"
    " version = version + 1 WHERE id = ? AND version = ?", 5, 0);
DB_SQL(sql_note, "pay.refund_note",
    "INSERT INTO pay_event (attempt_id, refund_id, act, from_state, to_state, actor_id,"
    " actor, words, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", 9, 0);

DB_SQL(sql_share, "pay.paid_share",
    "SELECT a.id, s.fen FROM pay_group_order s JOIN pay_group g ON g.id = s.group_id"
    " JOIN pay_attempt a ON a.group_id = g.id AND a.state = 'SUCCESS'"
    " WHERE s.order_id = ? AND g.state = 'PAID'", 1, 2);
DB_SQL(sql_refunded, "pay.order_refunded",
    "SELECT COUNT(*) FROM pay_group_order s JOIN pay_attempt a ON a.group_id = s.group_id"
    " JOIN pay_refund r ON r.attempt_id = a.id AND r.refund_no = CONCAT(a.out_trade_no, ?)"
    " WHERE s.order_id = ? AND r.state = 'SUCCEEDED'", 2, 1);

const char *
pay_order_tag(struct work *w, int64_t order_id)
{
	return arena_printf(w->arena, "O%lld", (long long)order_id);
}

struct share {
	int64_t	 id, fen;
};

int
pay_paid_share(struct work *w, int64_t order_id, struct pay_attempt **out, int64_t *fen)
{
	static const struct db_col c[] = { DB_COL(share, id), DB_COL(share, fen) };
	struct share s;
	int found = db_maybe(w, &sql_share, c, &s, DB_ARGS(DB_V(order_id)));

	if (found <= 0)
		return found;
	*fen = s.fen;
	return pay_attempt_take(w, s.id, out) < 0 ? -1 : 1;
}

int
pay_order_refunded(struct work *w, int64_t order_id, int *yes)
{
	int64_t n;

	if (db_int(w, &sql_refunded, &n, DB_ARGS(DB_V(pay_order_tag(w, order_id)),
		DB_V(order_id))) < 0)
		return -1;
	*yes = n > 0;
	return 0;
}

int
pay_refund_take(struct work *w, const struct pid *pid, struct pay_refund **out)
{
	struct pay_refund *r = *out = ARENA_NEW(w->arena, struct pay_refund);
	int s;

	if (db_one(w, &sql_take, cols, r, DB_ARGS(DB_V(pid))) < 0)
		return -1;
	if ((s = refund_state_of(r->state_code)) < 0)
		return refuse(w, ERR_BUG, "refund %s: state %s", r->refund_no, r->state_code);
	r->state = (enum refund_state)s;
	return 0;
}

int
pay_refund_move(struct work *w, struct pay_refund *r, enum refund_act act, const char *ref,
    const char *words)
{
	static const struct step_book book = { &refund_machine, &sql_step, &sql_note };
	const struct step *s = step_ask(w, &refund_machine, r->refund_no, r->state, act, 0, 0);
	struct db_val ended = { .type = DB_NULL };

	if (s == NULL)
		return -1;
	if (s->to == REFUND_SUCCEEDED || s->to == REFUND_FAILED)
		ended = DB_V(w->now);
	if (step_write(w, &book, s, DB_ARGS(DB_V(r->attempt_id), DB_V(r->id)), &r->version,
		DB_ARGS(DB_V(ref), ended), words) < 0)
		return -1;
	r->state = s->to;
	r->state_code = refund_state_code(r->state);
	return 0;
}

static int
approve_at_once(struct work *w, const struct pid *pid, const char *no)
{
	struct json *p = js_object(w);
	struct pay_refund *r;

	js_put_text(p, "refund", pid_text(w, pid));
	return pay_refund_take(w, pid, &r) < 0 ||
	    pay_refund_move(w, r, REFUND_ACT_APPROVE, NULL, r->reason) < 0 ||
	    task_add(w, "pay.refund", no, p, 0) < 0 ? -1 : 0;
}

/* The caller holds the attempt's row, so the sum cannot grow beside us. */
int
pay_refund_add(struct work *w, const struct pay_attempt *a, const char *tag, int64_t fen,
    const char *reason, int automatic)
{
	const char *no = arena_printf(w->arena, "%s%s", a->out_trade_no, tag);
	struct pid pid = pid_new();
	int64_t total, rc;

	rc = db_exec_unique(w, &sql_add, DB_ARGS(DB_V(&pid), DB_V(a->id), DB_V(no),
	    DB_V(fen), DB_V(reason), DB_V(w->now)));
	if (rc <= 0)
		return (int)rc;		/* there already: the same refund */
	if (db_int(w, &sql_total, &total, DB_ARGS(DB_V(a->id))) < 0)
		return -1;
	if (fen <= 0 || total > a->fen)
		return refuse(w, ERR_CONFLICT, "refund %s: %lld of %lld fen", no,
		    (long long)total, (long long)a->fen);
	return automatic ? approve_at_once(w, &pid, no) : 0;
}
