/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "db/scope.h"
#include "db/seal.h"
#include "db/step.h"
#include "modules/base/json.h"
#include "order.h"
#include "row.h"

const struct db_col order_cols[NCOLS] = {
	DB_COL(order, id), DB_COL(order, pid), DB_COL(order, no),
	DB_COL(order, draft_id), DB_COL(order, account_id), DB_COL(order, company_id),
	DB_COL(order, person_id), DB_COL(order, buyer), DB_COL(order, company),
	DB_COL(order, holder), DB_COL(order, channel), DB_COL(order, service),
	DB_COL(order, lock_type), DB_COL(order, medium), DB_COL(order, vendor),
	DB_COL(order, years), DB_COL(order, city), DB_COL(order, state_code),
	DB_COL(order, way_code), DB_COL(order, traits), DB_COL(order, reviewers),
	DB_COL(order, point_id), DB_COL(order, recipient), DB_COL(order, tariff_id),
	DB_COL(order, policy_id), DB_COL(order, fen), DB_COL(order, price_lines),
	DB_COL(order, data), DB_COL(order, paper_scope), DB_COL(order, pay_word), DB_COL(order, review_word),
	DB_COL(order, ship_word), DB_COL(order, version), DB_COL(order, created_at),
	DB_COL(order, pay_due_at), DB_COL(order, updated_at), DB_COL(order, cert_id),
};

SCOPED_SQL(sql_get, "order.get", "SELECT " COLS " FROM orders", "", " AND pid = ?",
    1, NCOLS);
SCOPED_SQL(sql_take, "order.take", "SELECT " COLS " FROM orders", "",
    " AND pid = ? FOR UPDATE", 1, NCOLS);
DB_SQL(sql_get_id, "order.get_id", "SELECT " COLS " FROM orders WHERE id = ?", 1, NCOLS);
DB_SQL(sql_find_no, "order.find_no", "SELECT " COLS " FROM orders WHERE no = ?", 1, NCOLS);
DB_SQL(sql_take_id, "order.take_id", "SELECT " COLS " FROM orders WHERE id = ? FOR UPDATE",
    1, NCOLS);
DB_SQL(sql_add, "order.add",
    "INSERT INTO orders (pid, no, draft_id, account_id, buyer, company_id, company,"
    " person_id, holder, channel, service, lock_type, medium, vendor, years, city, state,"
    " traits, reviewers, way, tariff_id, policy_id, fen, price_lines, data, paper_scope, pay_word,"
    " review_word, ship_word, version, created_at, pay_due_at, updated_at, cert_id)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'DRAFT', ?, ?, 'NONE', ?, ?,"
    " ?, ?, ?, ?, 'UNPAID', 'NOT_REQUIRED', 'NONE', 1, ?, ?, ?, ?)", 28, 0);
DB_SQL(sql_add_platform, "order.add_platform",
    "INSERT INTO order_platform (order_id, platform, words, position)"
    " SELECT ?, p.platform, p.words, p.position - 1 FROM JSON_TABLE(?, '$[*]' COLUMNS ("
    " position FOR ORDINALITY, platform VARCHAR(16) PATH '$[0]',"
    " words VARCHAR(120) PATH '$[1]')) p", 2, 0);
DB_SQL(sql_platforms, "order.platforms",
    "SELECT platform, words FROM order_platform WHERE order_id = ? ORDER BY position", 1, 2);
DB_SQL(sql_step, "order.step",
    "UPDATE orders SET state = ?, version = version + 1, updated_at = ?"
    " WHERE id = ? AND version = ?", 4, 0);
DB_SQL(sql_note, "order.note",
    "INSERT INTO order_event (order_id, act, from_state, to_state, actor_id, actor, words, at)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)", 8, 0);
DB_SQL(sql_events, "order.events",
    "SELECT act, from_state, to_state, actor, words, actor_id, at FROM order_event"
    " WHERE order_id = ? ORDER BY id", 1, 7);
DB_SQL(sql_data, "order.data",
    "UPDATE orders SET vendor = ?, data = ?, version = version + 1, updated_at = ?"
    " WHERE id = ? AND version = ?", 5, 0);
DB_SQL(sql_way, "order.way",
    "UPDATE orders SET way = ?, point_id = ?, recipient = ?, version = version + 1,"
    " updated_at = ? WHERE id = ? AND version = ?", 6, 0);
DB_SQL(sql_point, "order.point",
    "UPDATE orders SET point_id = ?, version = version + 1, updated_at = ?"
    " WHERE id = ? AND version = ? AND way = 'PICKUP'", 4, 0);
DB_SQL(sql_price, "order.price",
    "UPDATE orders SET traits = ?, fen = ?, price_lines = ?, data = ?, version = version + 1,"
    " updated_at = ? WHERE id = ? AND version = ?", 7, 0);
DB_SQL(sql_due, "order.due",
    "UPDATE orders SET pay_due_at = ?, version = version + 1 WHERE id = ? AND version = ?",
    3, 0);
DB_SQL(sql_words, "order.words",
    "UPDATE orders SET pay_word = ?, review_word = ?, ship_word = ? WHERE id = ?", 4, 0);
DB_SQL(sql_of_draft, "order.of_draft",
    "SELECT " COLS " FROM orders WHERE draft_id = ? AND account_id = ? ORDER BY id", 2, NCOLS);
DB_SQL(sql_of_cert, "order.of_cert",
    "SELECT " COLS " FROM orders WHERE cert_id = ? ORDER BY id DESC LIMIT 20", 1, NCOLS);
DB_SQL(sql_at_point, "order.at_point_count",
    "SELECT COUNT(*) FROM orders WHERE way = 'PICKUP' AND point_id = ?"
    " AND state NOT IN ('DONE', 'REPLACED', 'REFUSED', 'CANCELLED', 'EXPIRED')", 1, 1);
DB_SQL(sql_beside, "order.beside",
    "SELECT " COLS " FROM orders WHERE account_id = ? AND created_at = ? AND service = ?"
    " AND cert_id IS NOT NULL ORDER BY id", 3, NCOLS);
DB_SQL(sql_after, "order.after",
    "SELECT " COLS " FROM orders WHERE id > ? ORDER BY id LIMIT 200", 1, NCOLS);
DB_SQL(sql_idle, "order.idle",
    "SELECT id, pid FROM orders WHERE state = 'RETURNED' AND updated_at <= ? AND id > ?"
    " ORDER BY id LIMIT 200", 2, 2);
DB_SQL(sql_overdue, "order.overdue",
    "SELECT pid FROM orders WHERE state = 'UNPAID' AND pay_due_at < ?"
    " ORDER BY pay_due_at LIMIT 100", 1, 1);

static int
decode(struct work *w, struct order *o)
{
	int state = order_state_of(o->state_code), way = order_way_of(o->way_code);

	if (state < 0 || way < 0)
		return refuse(w, ERR_BUG, "order %s: state %s way %s", o->no, o->state_code,
		    o->way_code);
	o->state = (enum order_state)state;
	o->way = (enum order_way)way;
	return 0;
}

int
order_decode_all(struct work *w, struct order *o, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (decode(w, &o[i]) < 0)
			return -1;
	return 0;
}

static int
scoped_one(struct work *w, const struct scoped_sql *s, const struct pid *pid,
    struct order **out)
{
	struct db_val v[SCOPE_ARGS_MAX + 1];
	size_t n = scope_args(w, v);
	const struct db_sql *sql;

	*out = ARENA_NEW(w->arena, struct order);
	v[n++] = DB_V(pid);
	if (scope_sql(w, s, &sql) < 0 || db_one(w, sql, order_cols, *out, SCOPE_ARGS(v, n)) < 0)
		return -1;
	return decode(w, *out);
}

int
order_get(struct work *w, const struct pid *pid, struct order **out)
{
	return scoped_one(w, &sql_get, pid, out);
}

int
order_take(struct work *w, const struct pid *pid, struct order **out)
{
	return scoped_one(w, &sql_take, pid, out);
}

static int
by_id(struct work *w, const struct db_sql *sql, int64_t id, struct order **out)
{
	*out = ARENA_NEW(w->arena, struct order);
	if (db_one(w, sql, order_cols, *out, DB_ARGS(DB_V(id))) < 0)
		return -1;
	return decode(w, *out);
}

int
order_take_id(struct work *w, int64_t id, struct order **out)
{
	return by_id(w, &sql_take_id, id, out);
}

int
order_get_id(struct work *w, int64_t id, struct order **out)
{
	return by_id(w, &sql_get_id, id, out);
}

int
order_find_no(struct work *w, const char *no, struct order **out)
{
	struct order *o = ARENA_NEW(w->arena, struct order);
	int rc = db_maybe(w, &sql_find_no, order_cols, o, DB_ARGS(DB_V(no)));

	*out = rc == 1 ? o : NULL;
	return rc < 0 ? -1 : rc == 0 ? 0 : order_decode_all(w, o, 1);
}

int
order_platforms(struct work *w, const struct order *o, struct order_platform **out, size_t *n)
{
	static const struct db_col c[] = {
		DB_COL(order_platform, platform), DB_COL(order_platform, words),
	};

	return db_list(w, &sql_platforms, c, out, n, DB_ARGS(DB_V(o->id)));
}

int
order_events(struct work *w, const struct order *o, struct order_event **out, size_t *n)
{
	static const struct db_col c[] = {
		DB_COL(order_event, act), DB_COL(order_event, from_state),
		DB_COL(order_event, to_state), DB_COL(order_event, actor),
		DB_COL(order_event, words), DB_COL(order_event, actor_id),
		DB_COL(order_event, at),
	};

	return db_list(w, &sql_events, c, out, n, DB_ARGS(DB_V(o->id)));
}

int
order_of_draft(struct work *w, int64_t draft_id, struct order **out, size_t *n)
{
	if (db_list(w, &sql_of_draft, order_cols, out, n, DB_ARGS(DB_V(draft_id),
		DB_V(w->actor->account_id))) < 0)
		return -1;
	return order_decode_all(w, *out, *n);
}

int
order_of_cert(struct work *w, int64_t cert_id, struct order **out, size_t *n)
{
	if (db_list(w, &sql_of_cert, order_cols, out, n, DB_ARGS(DB_V(cert_id))) < 0)
		return -1;
	return order_decode_all(w, *out, *n);
}

int
order_beside(struct work *w, const struct order *o, struct order **out, size_t *n)
{
	if (db_list(w, &sql_beside, order_cols, out, n, DB_ARGS(DB_V(o->account_id),
		DB_V(o->created_at), DB_V(o->service))) < 0)
		return -1;
	return order_decode_all(w, *out, *n);
}

int
order_after(struct work *w, int64_t id, struct order **out, size_t *n)
{
	if (db_list(w, &sql_after, order_cols, out, n, DB_ARGS(DB_V(id))) < 0)
		return -1;
	return order_decode_all(w, *out, *n);
}

/* ---- writing ---- */

/* All rows in one statement: [["SY","沈阳市公共资源平台"],...] */
static const char *
platforms_text(struct work *w, const struct order_platform *p, size_t n)
{
	struct json *all = js_array(w);

	for (size_t i = 0; i < n; i++)
		js_add_pair(all, p[i].platform, p[i].words);
	return js_canonical(w, all);
}

int
order_add(struct work *w, struct order *o, const struct order_platform *p, size_t n)
{
	o->pid = pid_new();
	if (db_exec(w, &sql_add, DB_ARGS(DB_V(&o->pid), DB_V(o->no), DB_V(o->draft_id),
		DB_V(o->account_id), DB_V(o->buyer), DB_V(o->company_id), DB_V(o->company),
		DB_V(o->person_id), DB_V(o->holder), DB_V(o->channel), DB_V(o->service),
		DB_V(o->lock_type), DB_V(o->medium), DB_V(o->vendor), DB_V(o->years),
		DB_V(o->city), DB_V(o->traits), DB_V(o->reviewers), DB_V(o->tariff_id),
		DB_V(o->policy_id), DB_V(o->fen), DB_V(o->price_lines), DB_V(o->data),
		DB_V(o->paper_scope), DB_V(w->now), DB_V(o->pay_due_at), DB_V(w->now),
		DB_OR_NULL(o->cert_id))) < 0)
		return -1;
	o->id = db_last_id(w);
	if (db_exec(w, &sql_add_platform, DB_ARGS(DB_V(o->id),
		DB_V(platforms_text(w, p, n)))) < 0)
		return -1;
	o->state = ORDER_DRAFT;
	o->state_code = order_state_code(ORDER_DRAFT);
	o->way = WAY_NONE;
	o->way_code = order_way_code(WAY_NONE);
	o->version = 1;
	o->created_at = o->updated_at = w->now;
	return 0;
}

static const struct step_book book = { &order_machine, &sql_step, &sql_note };

int
order_move(struct work *w, struct order *o, enum order_act act, const char *words)
{
	const struct step *s = step_ask(w, &order_machine, o->no, o->state, act,
	    (unsigned)o->traits, o->way);

	if (s == NULL || step_write(w, &book, s, DB_ARGS(DB_V(o->id)), &o->version,
		DB_ARGS(DB_V(w->now)), words) < 0)
		return -1;
	o->state = s->to;
	o->state_code = order_state_code(o->state);
	return 0;
}

int
order_note(struct work *w, const struct order *o, enum order_act act, const char *words)
{
	return step_note(w, &book, DB_ARGS(DB_V(o->id)), (int)act, o->state_code, (int)o->state,
	    words);
}

int
order_data_set(struct work *w, struct order *o, const char *vendor, const char *data)
{
	if (db_exec_one(w, &sql_data, DB_ARGS(DB_V(vendor), DB_V(data), DB_V(w->now),
		DB_V(o->id), DB_V(o->version))) < 0)
		return -1;
	o->vendor = vendor;
	o->data = data;
	o->version++;
	return 0;
}

int
order_price_set(struct work *w, struct order *o, int traits, int64_t fen,
    const char *price_lines, const char *data)
{
	if (db_exec_one(w, &sql_price, DB_ARGS(DB_V(traits), DB_V(fen), DB_V(price_lines),
		DB_V(data), DB_V(w->now), DB_V(o->id), DB_V(o->version))) < 0)
		return -1;
	o->traits = traits;
	o->fen = fen;
	o->price_lines = price_lines;
	o->data = data;
	o->version++;
	return 0;
}

int
order_due_set(struct work *w, struct order *o, int64_t at)
{
	if (o->pay_due_at == at)
		return 0;
	if (db_exec_one(w, &sql_due, DB_ARGS(DB_V(at), DB_V(o->id), DB_V(o->version))) < 0)
		return -1;
	o->pay_due_at = at;
	o->version++;
	return 0;
}

#define RECIPIENT	"orders.recipient"

int
order_way_set(struct work *w, struct order *o, enum order_way way, int64_t point_id,
    struct json *recipient)
{
	const char *plain = recipient == NULL ? NULL : js_canonical(w, recipient);
	struct blob sealed = seal_text(w, RECIPIENT, &o->pid, plain);

	if (db_exec_one(w, &sql_way, DB_ARGS(DB_V(order_way_code(way)),
		DB_OR_NULL(point_id), DB_V(sealed),
		DB_V(w->now), DB_V(o->id), DB_V(o->version))) < 0)
		return -1;
	o->way = way;
	o->way_code = order_way_code(way);
	o->point_id = point_id;
	o->recipient = sealed;
	o->version++;
	return 0;
}

int
order_point_set(struct work *w, struct order *o, int64_t point_id)
{
	if (db_exec_one(w, &sql_point, DB_ARGS(DB_V(point_id), DB_V(w->now), DB_V(o->id),
		DB_V(o->version))) < 0)
		return -1;
	o->point_id = point_id;
	o->version++;
	return 0;
}

int
order_recipient(struct work *w, const struct order *o, struct json **out)
{
	const char *plain;

	*out = NULL;
	if (seal_open(w, RECIPIENT, &o->pid, o->recipient, &plain) < 0)
		return -1;
	return plain == NULL ? 0 : js_parse(w, plain, strlen(plain), out);
}

int
order_words_set(struct work *w, struct order *o, const char *pay, const char *review,
    const char *ship)
{
	o->pay_word = pay;
	o->review_word = review;
	o->ship_word = ship;
	return db_exec(w, &sql_words, DB_ARGS(DB_V(pay), DB_V(review), DB_V(ship),
	    DB_V(o->id))) < 0 ? -1 : 0;
}

struct overdue_row {
	struct pid	pid;
};

int
order_overdue(struct work *w, struct pid **out, size_t *n)
{
	static const struct db_col c[] = { DB_COL(overdue_row, pid) };
	struct overdue_row *rows;

	if (db_list(w, &sql_overdue, c, &rows, n, DB_ARGS(DB_V(w->now))) < 0)
		return -1;
	*out = ARENA_ARRAY(w->arena, struct pid, *n + 1);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = rows[i].pid;
	return 0;
}

int
order_idle(struct work *w, int64_t before, int64_t after_id, struct order_idle **out,
    size_t *n)
{
	static const struct db_col c[] = { DB_COL(order_idle, id), DB_COL(order_idle, pid) };

	return db_list(w, &sql_idle, c, out, n, DB_ARGS(DB_V(before), DB_V(after_id)));
}

int
order_at_point_count(struct work *w, int64_t point_id, int64_t *out)
{
	return db_int(w, &sql_at_point, out, DB_ARGS(DB_V(point_id)));
}
