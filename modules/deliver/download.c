/* SPDX-License-Identifier: MIT */
#include "db/step.h"
#include "download.h"

#define COLS "id, pid, order_id, cert_id, link, state, version, issued_at, expires_at"
#define NCOLS 9

static const struct db_col cols[NCOLS] = {
	DB_COL(download, id), DB_COL(download, pid), DB_COL(download, order_id),
	DB_COL(download, cert_id), DB_COL(download, link), DB_COL(download, state_code),
	DB_COL(download, version), DB_COL(download, issued_at), DB_COL(download, expires_at),
};

DB_SQL(sql_of_order, "download.of_order",
    "SELECT " COLS " FROM download WHERE order_id = ? ORDER BY id DESC LIMIT 1", 1, NCOLS);
DB_SQL(sql_get, "download.get", "SELECT " COLS " FROM download WHERE pid = ?", 1, NCOLS);
DB_SQL(sql_take, "download.take", "SELECT " COLS " FROM download WHERE pid = ? FOR UPDATE",
    1, NCOLS);
DB_SQL(sql_add, "download.add",
    "INSERT INTO download (pid, order_id, live_order, cert_id, state, version, issued_at,"
    " expires_at) VALUES (?, ?, ?, ?, ?, 1, ?, ?)", 7, 0);
DB_SQL(sql_link, "download.link", "UPDATE download SET link = ? WHERE id = ?", 2, 0);
DB_SQL(sql_move, "download.move",
    "UPDATE download SET state = ?, live_order = ?, version = version + 1"
    " WHERE id = ? AND version = ?", 4, 0);
DB_SQL(sql_note, "download.note",
    "INSERT INTO download_event (download_id, act, from_state, to_state, actor_id, actor,"
    " words, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", 8, 0);

static const struct step_book book = { &download_machine, &sql_move, &sql_note };

static int
decode(struct work *w, struct download *d)
{
	int state = download_state_of(d->state_code);

	if (state < 0)
		return refuse(w, ERR_BUG, "download %lld: state %s", (long long)d->id,
		    d->state_code);
	d->state = (enum download_state)state;
	return 0;
}

int
download_of_order(struct work *w, int64_t order_id, struct download **out)
{
	struct download *d = ARENA_NEW(w->arena, struct download);
	int found = db_maybe(w, &sql_of_order, cols, d, DB_ARGS(DB_V(order_id)));

	*out = found == 1 ? d : NULL;
	return found < 0 ? -1 : found == 0 ? 0 : decode(w, d);
}

static int
by_pid(struct work *w, const struct db_sql *sql, const struct pid *pid, struct download **out)
{
	*out = ARENA_NEW(w->arena, struct download);
	return db_one(w, sql, cols, *out, DB_ARGS(DB_V(pid))) < 0 ? -1 : decode(w, *out);
}

int
download_get(struct work *w, const struct pid *pid, struct download **out)
{
	return by_pid(w, &sql_get, pid, out);
}

int
download_take(struct work *w, const struct pid *pid, struct download **out)
{
	return by_pid(w, &sql_take, pid, out);
}

int
download_add(struct work *w, int64_t order_id, int64_t cert_id, int64_t expires_at,
    struct download **out)
{
	struct download *d = ARENA_NEW(w->arena, struct download);

	*d = (struct download){ .pid = pid_new(), .order_id = order_id, .cert_id = cert_id,
	    .state = DOWNLOAD_WAITING, .state_code = download_state_code(DOWNLOAD_WAITING),
	    .version = 1, .issued_at = w->now, .expires_at = expires_at };
	if (db_exec(w, &sql_add, DB_ARGS(DB_V(&d->pid), DB_V(order_id), DB_V(order_id),
		DB_V(cert_id), DB_V(d->state_code), DB_V(w->now), DB_V(expires_at))) < 0)
		return -1;
	d->id = db_last_id(w);
	*out = d;
	return step_note(w, &book, DB_ARGS(DB_V(d->id)), DOWNLOAD_ACT_ISSUE, "NONE", d->state,
	    NULL);
}

int
download_link_set(struct work *w, struct download *d, const char *link)
{
	d->link = link;
	return db_exec(w, &sql_link, DB_ARGS(DB_V(link), DB_V(d->id))) < 0 ? -1 : 0;
}

int
download_move(struct work *w, struct download *d, enum download_act act, const char *words)
{
	const char *no = arena_printf(w->arena, "%lld", (long long)d->id);
	const struct step *s = step_ask(w, &download_machine, no, d->state, act, 0, 0);

	if (s == NULL || step_write(w, &book, s, DB_ARGS(DB_V(d->id)), &d->version,
		DB_ARGS(DB_OR_NULL(s->to == DOWNLOAD_VOID ? 0 : d->order_id)), words) < 0)
		return -1;
	d->state = s->to;
	d->state_code = download_state_code(d->state);
	return 0;
}
