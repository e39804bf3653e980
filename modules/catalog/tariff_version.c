/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "db/step.h"
#include "tariff_version.h"

#define COLS	"id, pid, code, words, mode, body, state AS state_code, version, starts_at," \
		" author, created_at, updated_at"

static const struct db_col cols[] = {
	DB_COL(tariff_version, id), DB_COL(tariff_version, pid), DB_COL(tariff_version, code),
	DB_COL(tariff_version, words), DB_COL(tariff_version, mode),
	DB_COL(tariff_version, body), DB_COL(tariff_version, state_code),
	DB_COL(tariff_version, version), DB_COL(tariff_version, starts_at),
	DB_COL(tariff_version, author), DB_COL(tariff_version, created_at),
	DB_COL(tariff_version, updated_at),
};
static const struct db_col event_cols[] = {
	DB_COL(tariff_event, act), DB_COL(tariff_event, actor), DB_COL(tariff_event, words),
	DB_COL(tariff_event, at),
};

DB_SQL(sql_list, "tariff_version.list",
    "SELECT " COLS " FROM tariff_version WHERE state <> 'DROPPED' ORDER BY id DESC LIMIT 200",
    0, 12);
DB_SQL(sql_get, "tariff_version.get", "SELECT " COLS " FROM tariff_version WHERE pid = ?", 1, 12);
DB_SQL(sql_take, "tariff_version.take",
    "SELECT " COLS " FROM tariff_version WHERE pid = ? FOR UPDATE", 1, 12);
DB_SQL(sql_named, "tariff_version.named",
    "SELECT " COLS " FROM tariff_version WHERE code = ? AND live = 1", 1, 12);
DB_SQL(sql_events, "tariff_version.events",
    "SELECT act, actor, words, at FROM tariff_event WHERE tariff_version_id = ? ORDER BY id",
    1, 4);
DB_SQL(sql_add, "tariff_version.add",
    "INSERT INTO tariff_version (pid, code, words, mode, body, state, version, starts_at, author,"
    " created_at, updated_at) VALUES (?, ?, ?, ?, ?, 'DRAFT', 1, 0, ?, ?, ?)", 8, 0);
DB_SQL(sql_move, "tariff_version.move",
    "UPDATE tariff_version SET state = ?, starts_at = ?, updated_at = ?, version = version + 1"
    " WHERE id = ? AND version = ?", 5, 0);
DB_SQL(sql_note, "tariff_version.note",
    "INSERT INTO tariff_event (tariff_version_id, act, from_state, to_state, actor_id, actor,"
    " words, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", 8, 0);

DB_SQL(sql_code_used, "tariff_version.code_used", "SELECT COUNT(*) FROM tariff WHERE code = ?",
    1, 1);
DB_SQL(sql_moment_used, "tariff_version.moment_used",
    "SELECT COUNT(*) FROM tariff WHERE mode = ? AND valid_from = ?"
    " AND (valid_to IS NULL OR valid_to > valid_from)", 2, 1);
DB_SQL(sql_put, "tariff_version.put",
    "INSERT INTO tariff (code, words, mode, own_city_free, first_city_free, warranty_months,"
    " valid_from, valid_to) VALUES (?, ?, ?, ?, ?, ?, ?, NULL)", 7, 0);
DB_SQL(sql_put_base, "tariff_version.put_base",
    "INSERT INTO tariff_base (tariff_id, service, lock_type, medium, words, fen)"
    " VALUES (?, ?, ?, ?, ?, ?)", 6, 0);
DB_SQL(sql_put_platform, "tariff_version.put_platform",
    "INSERT INTO tariff_platform (tariff_id, lock_type, medium, subject, words, fen, bundled)"
    " VALUES (?, ?, ?, ?, ?, ?, ?)", 7, 0);
DB_SQL(sql_drop_bases, "tariff_version.drop_bases",
    "DELETE b FROM tariff_base b JOIN tariff t ON t.id = b.tariff_id"
    " WHERE t.code = ? AND t.valid_from > ?", 2, 0);
DB_SQL(sql_drop_platforms, "tariff_version.drop_platforms",
    "DELETE p FROM tariff_platform p JOIN tariff t ON t.id = p.tariff_id"
    " WHERE t.code = ? AND t.valid_from > ?", 2, 0);
DB_SQL(sql_drop, "tariff_version.drop", "DELETE FROM tariff WHERE code = ? AND valid_from > ?",
    2, 0);

static const struct step_book book = { &tariff_machine, &sql_move, &sql_note };

static void
read_states(struct tariff_version *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		int s = tariff_state_of(rows[i].state_code);

		BUG_ON(s < 0);
		rows[i].state = (enum tariff_state)s;
	}
}

int
tariff_versions(struct work *w, struct tariff_version **rows, size_t *n)
{
	if (db_list(w, &sql_list, cols, rows, n, DB_NO_ARGS) < 0)
		return -1;
	read_states(*rows, *n);
	return 0;
}

int
tariff_version_get(struct work *w, const struct pid *pid, struct tariff_version *out)
{
	if (db_one(w, &sql_get, cols, out, DB_ARGS(DB_V(pid))) < 0)
		return -1;
	read_states(out, 1);
	return 0;
}

int
tariff_version_take(struct work *w, const struct pid *pid, struct tariff_version *out)
{
	if (db_one(w, &sql_take, cols, out, DB_ARGS(DB_V(pid))) < 0)
		return -1;
	read_states(out, 1);
	return 0;
}

int
tariff_version_named(struct work *w, const char *code, struct tariff_version *out)
{
	if (db_one(w, &sql_named, cols, out, DB_ARGS(DB_V(code))) < 0)
		return -1;
	read_states(out, 1);
	return 0;
}

int
tariff_version_events(struct work *w, const struct tariff_version *v,
    struct tariff_event **rows, size_t *n)
{
	return db_list(w, &sql_events, event_cols, rows, n, DB_ARGS(DB_V(v->id)));
}

/* ---- writing ---- */

static int
code_taken(struct work *w)
{
	return refuse_say(w, ERR_CONFLICT, "code", "这个编号已有收费标准，请换一个编号");
}

int
tariff_version_add(struct work *w, struct tariff_version *v)
{
	int64_t used, made;

	if (db_int(w, &sql_code_used, &used, DB_ARGS(DB_V(v->code))) < 0)
		return -1;
	if (used > 0)
		return code_taken(w);
	v->pid = pid_new();
	v->version = 1;
	v->state = TARIFF_DRAFT;
	v->author = w->actor->name;
	v->created_at = v->updated_at = w->now;
	made = db_exec_unique(w, &sql_add, DB_ARGS(DB_V(&v->pid), DB_V(v->code), DB_V(v->words),
	    DB_V(v->mode), DB_V(v->body), DB_V(v->author), DB_V(w->now), DB_V(w->now)));
	if (made < 0)
		return -1;
	if (made == 0)
		return code_taken(w);
	v->id = db_last_id(w);
	return step_note(w, &book, DB_ARGS(DB_V(v->id)), TARIFF_ACT_LOAD, "NONE", TARIFF_DRAFT, NULL);
}

int
tariff_version_step(struct work *w, struct tariff_version *v, enum tariff_act act,
    const char *words)
{
	const struct step *s = step_ask(w, &tariff_machine, v->code, (int)v->state, (int)act, 0, 0);

	if (s == NULL || step_write(w, &book, s, DB_ARGS(DB_V(v->id)), &v->version,
		DB_ARGS(DB_V(v->starts_at), DB_V(w->now)), words) < 0)
		return -1;
	v->state = (enum tariff_state)s->to;
	v->updated_at = w->now;
	return 0;
}

static int
add_bases(struct work *w, int64_t id, const struct tariff *t)
{
	for (size_t i = 0; i < t->nbases; i++) {
		const struct tariff_base *b = &t->bases[i];

		if (db_exec_one(w, &sql_put_base, DB_ARGS(DB_V(id), DB_V(b->service),
			DB_V(b->lock_type), DB_V(b->medium), DB_V(b->words), DB_V(b->fen))) < 0)
			return -1;
	}
	return 0;
}

static int
add_platforms(struct work *w, int64_t id, const struct tariff *t)
{
	for (size_t i = 0; i < t->nprices; i++) {
		const struct tariff_platform *p = &t->prices[i];

		if (db_exec_one(w, &sql_put_platform, DB_ARGS(DB_V(id), DB_V(p->lock_type),
			DB_V(p->medium), DB_V(p->subject), DB_V(p->words), DB_V(p->fen),
			DB_V(p->bundled))) < 0)
			return -1;
	}
	return 0;
}

int
tariff_rows_add(struct work *w, const struct tariff_version *v, const struct tariff *t)
{
	int64_t used, made, id;

	if (db_int(w, &sql_moment_used, &used, DB_ARGS(DB_V(v->mode), DB_V(v->starts_at))) < 0)
		return -1;
	if (used > 0)
		return refuse_say(w, ERR_CONFLICT, "date", "这一天已有另一份收费标准生效");
	made = db_exec_unique(w, &sql_put, DB_ARGS(DB_V(v->code), DB_V(v->words), DB_V(v->mode),
	    DB_V(t->own_city_free), DB_V(t->first_city_free), DB_V(t->warranty_months),
	    DB_V(v->starts_at)));
	if (made < 0)
		return -1;
	if (made == 0)
		return code_taken(w);
	id = db_last_id(w);
	return add_bases(w, id, t) < 0 ? -1 : add_platforms(w, id, t);
}

int
tariff_rows_drop(struct work *w, const struct tariff_version *v)
{
	struct db_args args = DB_ARGS(DB_V(v->code), DB_V(w->now));

	return db_exec(w, &sql_drop_bases, args) < 0 || db_exec(w, &sql_drop_platforms, args) < 0 ?
	    -1 : db_exec_one(w, &sql_drop, args);
}
