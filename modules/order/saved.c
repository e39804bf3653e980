/* SPDX-License-Identifier: MIT */
#include "saved.h"

#define COLS	"pid, name, filter"

static const struct db_col cols[] = {
	DB_COL(saved_filter, pid), DB_COL(saved_filter, name), DB_COL(saved_filter, filter),
};

DB_SQL(sql_list, "saved.list",
    "SELECT " COLS " FROM saved_filter WHERE account_id = ? ORDER BY name LIMIT 100", 1, 3);
DB_SQL(sql_get, "saved.get",
    "SELECT " COLS " FROM saved_filter WHERE account_id = ? AND name = ?", 2, 3);
DB_SQL(sql_put, "saved.put",
    "INSERT INTO saved_filter (pid, account_id, name, filter, created_at)"
    " VALUES (?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE filter = ?", 6, 0);
DB_SQL(sql_drop, "saved.drop", "DELETE FROM saved_filter WHERE account_id = ? AND pid = ?",
    2, 0);

int
saved_list(struct work *w, struct saved_filter **out, size_t *n)
{
	return db_list(w, &sql_list, cols, out, n, DB_ARGS(DB_V(w->actor->account_id)));
}

int
saved_put(struct work *w, const char *name, const char *filter, struct saved_filter *out)
{
	int64_t me = w->actor->account_id;
	struct pid pid = pid_new();

	if (db_exec(w, &sql_put, DB_ARGS(DB_V(&pid), DB_V(me), DB_V(name), DB_V(filter),
		DB_V(w->now), DB_V(filter))) < 0)
		return -1;
	return db_one(w, &sql_get, cols, out, DB_ARGS(DB_V(me), DB_V(name)));
}

int
saved_drop(struct work *w, const struct pid *pid)
{
	int64_t n = db_exec(w, &sql_drop, DB_ARGS(DB_V(w->actor->account_id), DB_V(pid)));

	return n == 0 ? refuse(w, ERR_NOTFOUND, "no such filter") : n < 0 ? -1 : 0;
}
