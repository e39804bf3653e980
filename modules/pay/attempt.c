/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "db/scope.h"
#include "db/step.h"
#include "driver.h"
#include "modules/base/json.h"
#include "modules/outbox/task.h"

#define COLS(a) a "id, " a "pid, " a "group_id, " a "provider, " a "out_trade_no, " \
	a "merchant, " a "currency, " a "fen, " a "state, " a "code, " a "txn, " \
	a "version, " a "created_at, " a "expires_at, " a "paid_at, " a "got_fen, " \
	a "accept_id, " a "accept_by, " a "accept_words"
#define NCOLS	19

static const struct db_col cols[NCOLS] = {
	DB_COL(pay_attempt, id), DB_COL(pay_attempt, pid), DB_COL(pay_attempt, group_id),
	DB_COL(pay_attempt, provider), DB_COL(pay_attempt, out_trade_no),
	DB_COL(pay_attempt, merchant), DB_COL(pay_attempt, currency),
	DB_COL(pay_attempt, fen), DB_COL(pay_attempt, state_code),
	DB_COL(pay_attempt, code), DB_COL(pay_attempt, txn), DB_COL(pay_attempt, version),
	DB_COL(pay_attempt, created_at), DB_COL(pay_attempt, expires_at),
	DB_COL(pay_attempt, paid_at), DB_COL(pay_attempt, got_fen),
	DB_COL(pay_attempt, accept_id), DB_COL(pay_attempt, accept_by),
	DB_COL(pay_attempt, accept_words),
};

SCOPED_SQL(sql_get, "pay.attempt_get",
    "SELECT " COLS("a.") " FROM pay_attempt a JOIN pay_group g ON g.id = a.group_id",
    "g.", " AND a.pid = ?", 1, NCOLS);
DB_SQL(sql_find, "pay.attempt_find",
    "SELECT " COLS("") " FROM pay_attempt WHERE provider = ? AND out_trade_no = ?",
    2, NCOLS);
DB_SQL(sql_by_id, "pay.attempt_by_id",
    "SELECT " COLS("") " FROM pay_attempt WHERE id = ?", 1, NCOLS);
DB_SQL(sql_take, "pay.attempt_take",
    "SELECT " COLS("") " FROM pay_attempt WHERE id = ? FOR UPDATE", 1, NCOLS);
DB_SQL(sql_of_group, "pay.attempts",
    "SELECT " COLS("") " FROM pay_attempt WHERE group_id = ? ORDER BY id DESC", 1, NCOLS);
DB_SQL(sql_count, "pay.group_count",
    "UPDATE pay_group SET attempts = attempts + 1 WHERE id = ?", 1, 0);
DB_SQL(sql_add, "pay.attempt_add",
    "INSERT INTO pay_attempt (pid, group_id, provider, out_trade_no, merchant, currency,"
    " fen, state, created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, 'CREATED', ?, ?)",
    9, 0);
DB_SQL(sql_step, "pay.attempt_step",
    "UPDATE pay_attempt SET state = ?, txn = ?, paid_at = ?, version = version + 1"
    " WHERE id = ? AND version = ?", 5, 0);
DB_SQL(sql_code, "pay.attempt_code",
    "UPDATE pay_attempt SET code = ?, version = version + 1 WHERE id = ? AND version = ?",
    3, 0);
DB_SQL(sql_note, "pay.attempt_note",
    "INSERT INTO pay_event (attempt_id, act, from_state, to_state, actor_id, actor,"
    " words, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", 8, 0);

static int
decode(struct work *w, struct pay_attempt *a)
{
	int s = pay_state_of(a->state_code);

	if (s < 0)
		return refuse(w, ERR_BUG, "attempt %s: state %s", a->out_trade_no,
		    a->state_code);
	a->state = (enum pay_state)s;
	return 0;
}

int
pay_attempt_get(struct work *w, const struct pid *pid, struct pay_attempt **out)
{
	struct db_val v[SCOPE_ARGS_MAX + 1];
	size_t n = scope_args(w, v);
	const struct db_sql *sql;

	*out = ARENA_NEW(w->arena, struct pay_attempt);
	v[n++] = DB_V(pid);
	if (scope_sql(w, &sql_get, &sql) < 0 ||
	    db_one(w, sql, cols, *out, SCOPE_ARGS(v, n)) < 0)
		return -1;
	return decode(w, *out);
}

int
pay_attempt_find(struct work *w, const char *provider, const char *out_trade_no,
    struct pay_attempt **out)
{
	int rc;

	*out = ARENA_NEW(w->arena, struct pay_attempt);
	rc = db_maybe(w, &sql_find, cols, *out, DB_ARGS(DB_V(provider), DB_V(out_trade_no)));
	return rc == 1 && decode(w, *out) < 0 ? -1 : rc;
}

static int
one(struct work *w, const struct db_sql *sql, int64_t id, struct pay_attempt **out)
{
	*out = ARENA_NEW(w->arena, struct pay_attempt);
	return db_one(w, sql, cols, *out, DB_ARGS(DB_V(id))) < 0 ? -1 : decode(w, *out);
}

int
pay_attempt_by_id(struct work *w, int64_t id, struct pay_attempt **out)
{
	return one(w, &sql_by_id, id, out);
}

int
pay_attempt_take(struct work *w, int64_t id, struct pay_attempt **out)
{
	return one(w, &sql_take, id, out);
}

int
pay_attempts(struct work *w, int64_t group_id, struct pay_attempt **out, size_t *n)
{
	if (db_list(w, &sql_of_group, cols, out, n, DB_ARGS(DB_V(group_id))) < 0)
		return -1;
	for (size_t i = 0; i < *n; i++)
		if (decode(w, &(*out)[i]) < 0)
			return -1;
	return 0;
}

static int
add_tasks(struct work *w, const struct pay_attempt *a)
{
	struct json *p = js_object(w);

	js_put_text(p, "provider", a->provider);
	js_put_text(p, "out_trade_no", a->out_trade_no);
	return task_add(w, "pay.create", a->out_trade_no, p, 0) < 0 ||
	    task_add(w, "pay.query", a->out_trade_no, p,
		pay_next_poll(a->created_at, a->expires_at, w->now)) < 0 ? -1 : 0;
}

int
pay_attempt_add(struct work *w, struct pay_group *g, const char *provider,
    struct pay_attempt **out)
{
	const struct pay_driver *d = pay_driver_find(w, provider);
	struct pid pid = pid_new();
	const char *no;

	if (d == NULL)
		return refuse_say(w, ERR_INVALID, "provider", "请选择支付方式");
	no = arena_printf(w->arena, "%s-%lld", g->no, (long long)++g->attempts);
	if (db_exec_one(w, &sql_count, DB_ARGS(DB_V(g->id))) < 0 ||
	    db_exec(w, &sql_add, DB_ARGS(DB_V(&pid), DB_V(g->id), DB_V(provider), DB_V(no),
		DB_V(d->merchant), DB_V(PAY_CURRENCY), DB_V(g->fen), DB_V(w->now),
		DB_V(g->expires_at))) < 0 ||
	    pay_attempt_take(w, db_last_id(w), out) < 0)
		return -1;
	return add_tasks(w, *out);
}

int
pay_attempt_move(struct work *w, struct pay_attempt *a, enum pay_act act,
    enum pay_group_is group, const char *words)
{
	static const struct step_book book = { &pay_machine, &sql_step, &sql_note };
	const struct step *s = step_ask(w, &pay_machine, a->out_trade_no, a->state, act, group, 0);
	struct db_val paid = a->paid_at == 0 ? (struct db_val){ .type = DB_NULL } :
	    DB_V(a->paid_at);

	if (s == NULL || step_write(w, &book, s, DB_ARGS(DB_V(a->id)), &a->version,
		DB_ARGS(DB_V(a->txn), paid), words) < 0)
		return -1;
	a->state = s->to;
	a->state_code = pay_state_code(a->state);
	return 0;
}

int
pay_attempt_code_set(struct work *w, struct pay_attempt *a, const char *code)
{
	if (db_exec_one(w, &sql_code, DB_ARGS(DB_V(code), DB_V(a->id), DB_V(a->version))) < 0)
		return -1;
	a->code = code;
	a->version++;
	return 0;
}

/* 5 s, 15 s, 60 s, then every five minutes (integrations.md 3). */
int64_t
pay_next_poll(int64_t created_at, int64_t expires_at, int64_t now)
{
	static const int64_t first[] = { 5, 15, 60 };
	int64_t age = now - created_at, last = expires_at + PAY_GRACE, next;

	if (now >= last)
		return 0;
	next = created_at + (age / 300 + 1) * 300;
	for (size_t i = 3; i-- > 0;)
		if (age < first[i])
			next = created_at + first[i];
	return next < last ? next : last;
}
