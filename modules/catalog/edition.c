/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "edition.h"
#include "entry.h"
#include "load.h"
#include "modules/base/json.h"

DB_SQL(sql_add, "edition.add",
    "INSERT INTO catalog_edition (pid, list, code, body, valid_from, author, written_at)"
    " VALUES (?, ?, ?, ?, ?, ?, ?)", 7, 0);
/* A point has a number of its own: keys and orders name it. */
DB_SQL(sql_add_point, "edition.add_point",
    "INSERT INTO pickup_point (pid, code, words, address, hours, phone, position, valid_from,"
    " valid_to) SELECT ?, ?, '', '', '', '', COALESCE(MAX(position), 0) + 1, ?, NULL"
    " FROM pickup_point HAVING SUM(code = ?) = 0 OR COUNT(*) = 0", 4, 0);
DB_SQL(sql_get, "edition.get",
    "SELECT list, code, valid_from FROM catalog_edition WHERE pid = ? FOR UPDATE", 1, 3);
DB_SQL(sql_drop, "edition.drop",
    "DELETE FROM catalog_edition WHERE pid = ? AND valid_from > ?", 2, 0);
DB_SQL(sql_later, "edition.later",
    "SELECT COUNT(*) FROM catalog_edition WHERE list = ? AND code = ? AND valid_from > ?", 3, 1);
DB_SQL(sql_drop_point, "edition.drop_point",
    "DELETE FROM pickup_point WHERE code = ? AND valid_from = ? AND valid_from > ?", 3, 0);

static const struct db_col cols[] = {
	DB_COL(edition, list), DB_COL(edition, code), DB_COL(edition, valid_from),
};

/* ---- reading ---- */

static int
lay_one(struct work *w, struct catalog *c, const struct edition *e)
{
	const struct entry_list *l = entry_list_find(e->list);
	struct entry_values v;
	struct json *j;

	if (l == NULL)
		return refuse(w, ERR_BUG, "edition of an unknown list %s", e->list);
	if (js_parse(w, e->body, strlen(e->body), &j) < 0 || entry_read(w, l, j, &v) < 0)
		return -1;
	if (l->periods || e->valid_from <= w->now)
		l->put(w, c, e->code, e->valid_from, &v);
	return 0;
}

int
edition_lay(struct work *w, struct catalog *c)
{
	for (size_t i = 0; i < c->n_editions; i++) {
		const struct edition *e = &c->editions[i];

		if (lay_one(w, c, e) < 0)
			return -1;
		if (e->valid_from <= w->now)
			c->holds_from = e->valid_from;
		else if (c->holds_to == 0)
			c->holds_to = e->valid_from;
	}
	return 0;
}

int
edition_preview(struct work *w, int64_t at, const struct edition *more, const struct catalog **out)
{
	struct catalog *c = ARENA_NEW(w->arena, struct catalog);
	struct work then = *w;
	int rc;

	then.now = at;
	rc = load_rows(&then, c) < 0 || edition_lay(&then, c) < 0 ||
	    (more != NULL && lay_one(&then, c, more) < 0) ? -1 : 0;
	w->fault = then.fault;
	*out = c;
	return rc;
}

/* ---- writing ---- */

int
edition_add(struct work *w, struct edition *e)
{
	struct pid point = pid_new();
	int64_t made;

	e->pid = pid_new();
	e->author = w->actor->name;
	e->written_at = w->now;
	made = db_exec_unique(w, &sql_add, DB_ARGS(DB_V(&e->pid), DB_V(e->list), DB_V(e->code),
	    DB_V(e->body), DB_V(e->valid_from), DB_V(e->author), DB_V(e->written_at)));
	if (made < 0)
		return -1;
	if (made == 0)
		return refuse_say(w, ERR_CONFLICT, "date", "这一天已有另一个版本生效");
	if (strcmp(e->list, "POINT") != 0)
		return 0;
	return db_exec(w, &sql_add_point, DB_ARGS(DB_V(&point), DB_V(e->code),
	    DB_V(e->valid_from), DB_V(e->code))) < 0 ? -1 : 0;
}

int
edition_withdraw(struct work *w, const struct pid *pid)
{
	int64_t later, gone;
	struct edition e;

	if (db_one(w, &sql_get, cols, &e, DB_ARGS(DB_V(pid))) < 0 ||
	    db_int(w, &sql_later, &later, DB_ARGS(DB_V(e.list), DB_V(e.code), DB_V(e.valid_from))) < 0)
		return -1;
	if (later > 0)
		return refuse_say(w, ERR_CONFLICT, NULL, "请先撤回之后生效的版本");
	gone = db_exec(w, &sql_drop, DB_ARGS(DB_V(pid), DB_V(w->now)));
	if (gone == 0)
		return refuse_say(w, ERR_CONFLICT, NULL, "这个版本已经生效，不能撤回");
	if (gone < 0 || strcmp(e.list, "POINT") != 0)
		return gone < 0 ? -1 : 0;
	return db_exec(w, &sql_drop_point, DB_ARGS(DB_V(e.code), DB_V(e.valid_from),
	    DB_V(w->now))) < 0 ? -1 : 0;
}
