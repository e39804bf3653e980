/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "db/scope.h"
#include "modules/base/clock.h"
#include "modules/base/crypto.h"
#include "modules/base/text.h"
#include "pay.h"

#define COLS "id, pid, no, account_id, company_id, person_id, point_id, fen, state," \
	" attempts, created_at, expires_at, ended_at"
#define NCOLS	13

static const struct db_col cols[NCOLS] = {
	DB_COL(pay_group, id), DB_COL(pay_group, pid), DB_COL(pay_group, no),
	DB_COL(pay_group, account_id), DB_COL(pay_group, company_id),
	DB_COL(pay_group, person_id), DB_COL(pay_group, point_id),
	DB_COL(pay_group, fen), DB_COL(pay_group, state), DB_COL(pay_group, attempts),
	DB_COL(pay_group, created_at), DB_COL(pay_group, expires_at),
	DB_COL(pay_group, ended_at),
};

SCOPED_SQL(sql_get, "pay.group_get", "SELECT " COLS " FROM pay_group", "",
    " AND pid = ?", 1, NCOLS);
DB_SQL(sql_take, "pay.group_take",
    "SELECT " COLS " FROM pay_group WHERE id = ? FOR UPDATE", 1, NCOLS);
DB_SQL(sql_add, "pay.group_add",
    "INSERT INTO pay_group (pid, no, account_id, company_id, person_id, point_id, fen,"
    " state, created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, 'OPEN', ?, ?)", 9, 0);
DB_SQL(sql_add_order, "pay.group_add_order",
    "INSERT INTO pay_group_order (group_id, order_id, order_pid, order_no, fen,"
    " open_order) VALUES (?, ?, ?, ?, ?, ?)", 6, 0);
DB_SQL(sql_orders, "pay.group_orders",
    "SELECT order_id, order_pid, order_no, fen FROM pay_group_order"
    " WHERE group_id = ? ORDER BY order_id", 1, 4);
DB_SQL(sql_end, "pay.group_end",
    "UPDATE pay_group SET state = ?, ended_at = ? WHERE id = ? AND state = 'OPEN'",
    3, 0);
DB_SQL(sql_free, "pay.group_free",
    "UPDATE pay_group_order SET open_order = NULL WHERE group_id = ?", 1, 0);
DB_SQL(sql_open, "pay.open_group",
    "SELECT group_id FROM pay_group_order WHERE open_order = ?", 1, 1);
DB_SQL(sql_last, "pay.last_group",
    "SELECT g.pid FROM pay_group_order x JOIN pay_group g ON g.id = x.group_id"
    " WHERE x.order_id = ? AND g.state <> 'CLOSED'"
    " ORDER BY g.created_at DESC, g.id DESC LIMIT 1", 1, 1);
DB_SQL(sql_paying, "pay.order_paying",
    "SELECT COUNT(*) FROM pay_group_order x JOIN pay_attempt a ON a.group_id = x.group_id"
    " WHERE x.open_order = ? AND a.state IN ('CREATED', 'WAIT_SCAN')", 1, 1);
DB_SQL(sql_overdue, "pay.groups_overdue",
    "SELECT id FROM pay_group g WHERE state = 'OPEN' AND expires_at <= ?"
    " AND NOT EXISTS (SELECT 1 FROM pay_attempt a WHERE a.group_id = g.id"
    " AND a.state IN ('CREATED', 'WAIT_SCAN')) ORDER BY expires_at LIMIT 100", 1, 1);

int
pay_group_get(struct work *w, const struct pid *pid, struct pay_group **out)
{
	struct db_val v[SCOPE_ARGS_MAX + 1];
	size_t n = scope_args(w, v);
	const struct db_sql *sql;

	*out = ARENA_NEW(w->arena, struct pay_group);
	v[n++] = DB_V(pid);
	return scope_sql(w, &sql_get, &sql) < 0 ||
	    db_one(w, sql, cols, *out, SCOPE_ARGS(v, n)) < 0 ? -1 : 0;
}

int
pay_group_take(struct work *w, int64_t id, struct pay_group **out)
{
	*out = ARENA_NEW(w->arena, struct pay_group);
	return db_one(w, &sql_take, cols, *out, DB_ARGS(DB_V(id)));
}

int
pay_group_is_open(const struct pay_group *g)
{
	return strcmp(g->state, "OPEN") == 0;
}

int
pay_group_orders(struct work *w, int64_t group_id, struct pay_group_order **out, size_t *n)
{
	static const struct db_col c[] = {
		DB_COL(pay_group_order, order_id), DB_COL(pay_group_order, order_pid),
		DB_COL(pay_group_order, order_no), DB_COL(pay_group_order, fen),
	};

	return db_list(w, &sql_orders, c, out, n, DB_ARGS(DB_V(group_id)));
}

/* "P20261121" and 40 random bits: short enough for out_trade_no, no counter row
 * for every payment to queue at. */
static const char *
new_number(struct work *w)
{
	unsigned char r[5];

	crypto_random(r, sizeof(r));
	return arena_printf(w->arena, "P%d%s", date_number(w->now),
	    base32_text(w->arena, r, sizeof(r)));
}

static int
add_orders(struct work *w, int64_t group_id, const struct pay_group_order *o, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		int64_t rc = db_exec_unique(w, &sql_add_order, DB_ARGS(DB_V(group_id),
		    DB_V(o[i].order_id), DB_V(&o[i].order_pid), DB_V(o[i].order_no),
		    DB_V(o[i].fen), DB_V(o[i].order_id)));

		if (rc < 0)
			return -1;
		if (rc == 0)
			return refuse(w, ERR_CONFLICT, "order %s is being paid elsewhere",
			    o[i].order_no);
	}
	return 0;
}

int
pay_group_add(struct work *w, const struct pay_group_order *orders, size_t n,
    int64_t point_id, int64_t expires_at, struct pay_group **out)
{
	struct db_val point = point_id == 0 ? (struct db_val){ .type = DB_NULL } :
	    DB_V(point_id);
	const char *no = new_number(w);
	struct pid pid = pid_new();
	int64_t fen = 0;

	for (size_t i = 0; i < n; i++)
		fen += orders[i].fen;
	if (db_exec(w, &sql_add, DB_ARGS(DB_V(&pid), DB_V(no), DB_V(w->actor->account_id),
		DB_V(w->actor->company_id), DB_V(w->actor->person_id), point, DB_V(fen),
		DB_V(w->now), DB_V(expires_at))) < 0)
		return -1;
	return pay_group_take(w, db_last_id(w), out) < 0 ||
	    add_orders(w, (*out)->id, orders, n) < 0 ? -1 : 0;
}

int
pay_group_end(struct work *w, struct pay_group *g, const char *state)
{
	if (db_exec_one(w, &sql_end, DB_ARGS(DB_V(state), DB_V(w->now), DB_V(g->id))) < 0 ||
	    db_exec(w, &sql_free, DB_ARGS(DB_V(g->id))) < 0)
		return -1;
	g->state = state;
	g->ended_at = w->now;
	return 0;
}

struct id_row {
	int64_t	id;
};

static const struct db_col id_cols[] = { DB_COL(id_row, id) };

int
pay_open_group(struct work *w, int64_t order_id, int64_t *group_id)
{
	struct id_row row = { 0 };
	int rc = db_maybe(w, &sql_open, id_cols, &row, DB_ARGS(DB_V(order_id)));

	*group_id = row.id;
	return rc;
}

struct pid_row {
	struct pid	pid;
};

int
pay_last_group(struct work *w, int64_t order_id, struct pid *out)
{
	static const struct db_col c[] = { DB_COL(pid_row, pid) };
	struct pid_row row = { 0 };

	if (db_maybe(w, &sql_last, c, &row, DB_ARGS(DB_V(order_id))) < 0)
		return -1;
	*out = row.pid;
	return 0;
}

int
pay_order_paying(struct work *w, int64_t order_id, int *yes)
{
	int64_t n;

	if (db_int(w, &sql_paying, &n, DB_ARGS(DB_V(order_id))) < 0)
		return -1;
	*yes = n > 0;
	return 0;
}

int
pay_groups_overdue(struct work *w, int64_t **ids, size_t *n)
{
	struct id_row *rows;

	if (db_list(w, &sql_overdue, id_cols, &rows, n, DB_ARGS(DB_V(w->now))) < 0)
		return -1;
	*ids = ARENA_ARRAY(w->arena, int64_t, *n + 1);
	for (size_t i = 0; i < *n; i++)
		(*ids)[i] = rows[i].id;
	return 0;
}
