/* SPDX-License-Identifier: MIT */
#include "db/step.h"
#include "modules/base/json.h"
#include "modules/outbox/task.h"
#include "pay.h"

#define COLS "id, pid, attempt_id, refund_no, fen, reason, state, ref, version, order_id," \
	" cancels, requester_id, requester, created_at, ended_at"
#define OPEN "('REQUESTED', 'APPROVED', 'SENT', 'FAILED')"

static const struct db_col cols[] = {
	DB_COL(pay_refund, id), DB_COL(pay_refund, pid), DB_COL(pay_refund, attempt_id),
	DB_COL(pay_refund, refund_no), DB_COL(pay_refund, fen), DB_COL(pay_refund, reason),
	DB_COL(pay_refund, state_code), DB_COL(pay_refund, ref),
	DB_COL(pay_refund, version), DB_COL(pay_refund, order_id),
	DB_COL(pay_refund, cancels), DB_COL(pay_refund, requester_id),
	DB_COL(pay_refund, requester), DB_COL(pay_refund, created_at),
	DB_COL(pay_refund, ended_at),
};

DB_SQL(sql_add, "pay.refund_add",
    "INSERT INTO pay_refund (pid, attempt_id, refund_no, fen, reason, state, order_id,"
    " cancels, requester_id, requester, created_at)"
    " VALUES (?, ?, ?, ?, ?, 'REQUESTED', ?, ?, ?, ?, ?)", 10, 0);
DB_SQL(sql_total, "pay.refund_total",
    "SELECT COUNT(IF(order_id = ?, 1, NULL)),"
    " CAST(COALESCE(SUM(IF(state = 'REJECTED', 0, fen)), 0) AS SIGNED),"
    " CAST(COALESCE(SUM(IF(state <> 'REJECTED' AND order_id = ?, fen, 0)), 0) AS SIGNED)"
    " FROM pay_refund WHERE attempt_id = ?", 3, 3);
DB_SQL(sql_take, "pay.refund_take",
    "SELECT " COLS " FROM pay_refund WHERE pid = ? FOR UPDATE", 1, 15);
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
DB_SQL(sql_sums, "pay.order_refunds",
    "SELECT CAST(COALESCE(SUM(IF(state IN " OPEN ", fen, 0)), 0) AS SIGNED),"
    " CAST(COALESCE(SUM(IF(state = 'SUCCEEDED', fen, 0)), 0) AS SIGNED),"
    " COUNT(IF(cancels = 1 AND state IN " OPEN ", 1, NULL))"
    " FROM pay_refund WHERE order_id = ?", 1, 3);

static const struct step_book book = { &refund_machine, &sql_step, &sql_note };

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
pay_order_refunds(struct work *w, int64_t order_id, struct refund_sums *out)
{
	static const struct db_col c[] = {
		DB_COL(refund_sums, open), DB_COL(refund_sums, back),
		DB_COL(refund_sums, cancels),
	};

	return db_one(w, &sql_sums, c, out, DB_ARGS(DB_V(order_id)));
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
	const struct step *s = step_ask(w, &refund_machine, r->refund_no, r->state, act, 0, 0);
	struct db_val ended = { .type = DB_NULL };

	if (s == NULL)
		return -1;
	if (s->to == REFUND_SUCCEEDED || s->to == REFUND_FAILED || s->to == REFUND_REJECTED)
		ended = DB_V(w->now);
	if (step_write(w, &book, s, DB_ARGS(DB_V(r->attempt_id), DB_V(r->id)), &r->version,
		DB_ARGS(DB_V(ref), ended), words) < 0)
		return -1;
	r->state = s->to;
	r->state_code = refund_state_code(r->state);
	return 0;
}

/* Each try is a task of its own; the number at the provider stays. */
int
pay_refund_send(struct work *w, const struct pay_refund *r)
{
	struct json *p = js_object(w);

	js_put_text(p, "refund", pid_text(w, &r->pid));
	return task_add(w, "pay.refund",
	    arena_printf(w->arena, "%s:%d", r->refund_no, r->version), p, 0);
}

/* ---- asking ---- */

struct asked {
	int64_t	n, total, of_order;	/* refunds of the order, fen of the attempt, of the order */
};

static const char *
number_of(struct work *w, const struct pay_attempt *a, int64_t order_id, int64_t n)
{
	const char *tag = order_id == 0 ? "S" :
	    arena_printf(w->arena, "O%lld", (long long)order_id);

	return n == 0 ? arena_printf(w->arena, "%s%s", a->out_trade_no, tag) :
	    arena_printf(w->arena, "%s%s-%lld", a->out_trade_no, tag, (long long)n + 1);
}

static int
insert(struct work *w, const struct pay_attempt *a, const struct refund_wish *wish,
    int64_t fen, const char *no, struct pay_refund **out)
{
	struct pid pid = pid_new();
	int64_t who = wish->automatic ? 0 : w->actor->account_id;

	if (db_exec(w, &sql_add, DB_ARGS(DB_V(&pid), DB_V(a->id), DB_V(no), DB_V(fen),
		DB_V(wish->reason), DB_V(wish->order_id), DB_V(wish->cancels), DB_V(who),
		DB_V(w->actor->name), DB_V(w->now))) < 0 ||
	    pay_refund_take(w, &pid, out) < 0)
		return -1;
	return step_note(w, &book, DB_ARGS(DB_V(a->id), DB_V((*out)->id)), REFUND_ACT_REQUEST,
	    "NONE", (*out)->state, wish->reason);
}

/* What nobody asked back yet; an order's share is in the wish. */
static int64_t
due_fen(const struct refund_wish *wish, const struct asked *x)
{
	if (!wish->automatic)
		return wish->fen;
	return wish->order_id == 0 && x->n > 0 ? 0 : wish->fen - x->of_order;
}

int
pay_refund_add(struct work *w, const struct pay_attempt *a, const struct refund_wish *wish)
{
	static const struct db_col c[] = {
		DB_COL(asked, n), DB_COL(asked, total), DB_COL(asked, of_order),
	};
	int64_t paid = a->got_fen != 0 ? a->got_fen : a->fen, fen;
	struct pay_refund *r;
	struct asked x;
	const char *no;

	BUG_ON(!db_in_tx(w));
	if (db_one(w, &sql_total, c, &x, DB_ARGS(DB_V(wish->order_id), DB_V(wish->order_id),
		DB_V(a->id))) < 0)
		return -1;
	fen = due_fen(wish, &x);
	if (fen <= 0 && wish->automatic)
		return 0;		/* there already: the same refund */
	no = number_of(w, a, wish->order_id, x.n);
	if (fen <= 0 || x.total + fen > paid)
		return refuse(w, ERR_CONFLICT, "refund %s: %lld and %lld of %lld fen", no,
		    (long long)x.total, (long long)fen, (long long)paid);
	if (insert(w, a, wish, fen, no, &r) < 0)
		return -1;
	return !wish->automatic ? 0 :
	    pay_refund_move(w, r, REFUND_ACT_APPROVE, NULL, r->reason) < 0 ||
	    pay_refund_send(w, r) < 0 ? -1 : 0;
}
