/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "address.h"
#include "db/seal.h"
#include "modules/base/json.h"

#define DATA	"address.data"		/* name of the sealed column */
#define COLS	"id, pid, data, preferred IS NOT NULL AS is_preferred, version"

static const struct db_col cols[] = {
	DB_COL(address, id), DB_COL(address, pid), DB_COL(address, data),
	DB_COL(address, is_preferred), DB_COL(address, version),
};

DB_SQL(sql_list, "address.list",
    "SELECT " COLS " FROM address WHERE account_id = ?"
    " ORDER BY preferred IS NULL, updated_at DESC, id DESC LIMIT 100", 1, 5);
DB_SQL(sql_get, "address.get",
    "SELECT " COLS " FROM address WHERE pid = ? AND account_id = ?", 2, 5);
DB_SQL(sql_add, "address.add",
    "INSERT INTO address (pid, account_id, data, preferred, version, created_at, updated_at)"
    " VALUES (?, ?, ?, NULL, 1, ?, ?)", 5, 0);
DB_SQL(sql_set, "address.set",
    "UPDATE address SET data = ?, updated_at = ?, version = version + 1"
    " WHERE id = ? AND account_id = ? AND version = ?", 5, 0);
DB_SQL(sql_drop, "address.drop", "DELETE FROM address WHERE id = ? AND account_id = ?", 2, 0);
DB_SQL(sql_unprefer, "address.unprefer",
    "UPDATE address SET preferred = NULL WHERE preferred = ?", 1, 0);
DB_SQL(sql_prefer, "address.prefer",
    "UPDATE address SET preferred = account_id WHERE id = ? AND account_id = ?", 2, 0);

static int
open_data(struct work *w, struct address *a)
{
	struct json *j;
	const char *plain;

	if (seal_open(w, DATA, &a->pid, a->data, &plain) < 0 ||
	    js_parse(w, plain, strlen(plain), &j) < 0)
		return -1;
	a->name = js_get_text(j, "name");
	a->phone = js_get_text(j, "phone");
	a->region = js_get_text(j, "region");
	a->address = js_get_text(j, "address");
	return 0;
}

static struct blob
closed_data(struct work *w, const struct address *a)
{
	struct json *j = js_object(w);

	js_put_text(j, "name", a->name);
	js_put_text(j, "phone", a->phone);
	js_put_text(j, "region", a->region);
	js_put_text(j, "address", a->address);
	return seal_text(w, DATA, &a->pid, js_canonical(w, j));
}

int
address_list(struct work *w, struct address **out, size_t *n)
{
	if (db_list(w, &sql_list, cols, out, n, DB_ARGS(DB_V(w->actor->account_id))) < 0)
		return -1;
	for (size_t i = 0; i < *n; i++)
		if (open_data(w, &(*out)[i]) < 0)
			return -1;
	return 0;
}

int
address_get(struct work *w, const struct pid *pid, struct address **out)
{
	*out = ARENA_NEW(w->arena, struct address);
	if (db_one(w, &sql_get, cols, *out, DB_ARGS(DB_V(pid), DB_V(w->actor->account_id))) < 0)
		return -1;
	return open_data(w, *out);
}

const char *
address_line(struct work *w, const struct address *a)
{
	char *region = arena_strndup(w->arena, a->region, strlen(a->region)), *to = region;

	for (const char *s = region; *s != '\0'; s++)
		if (*s != '/')
			*to++ = *s;
	*to = '\0';
	return arena_printf(w->arena, "%s%s", region, a->address);
}

int
address_add(struct work *w, struct address *a)
{
	a->pid = pid_new();
	a->version = 1;
	a->is_preferred = 0;
	if (db_exec(w, &sql_add, DB_ARGS(DB_V(&a->pid), DB_V(w->actor->account_id),
		DB_V(closed_data(w, a)), DB_V(w->now), DB_V(w->now))) < 0)
		return -1;
	a->id = db_last_id(w);
	return 0;
}

int
address_set(struct work *w, struct address *a)
{
	if (db_exec_one(w, &sql_set, DB_ARGS(DB_V(closed_data(w, a)), DB_V(w->now), DB_V(a->id),
		DB_V(w->actor->account_id), DB_V(a->version))) < 0)
		return -1;
	a->version++;
	return 0;
}

int
address_drop(struct work *w, const struct address *a)
{
	return db_exec_one(w, &sql_drop, DB_ARGS(DB_V(a->id), DB_V(w->actor->account_id)));
}

int
address_prefer(struct work *w, const struct address *a)
{
	if (db_exec(w, &sql_unprefer, DB_ARGS(DB_V(w->actor->account_id))) < 0)
		return -1;
	return a == NULL ? 0 :
	    db_exec(w, &sql_prefer, DB_ARGS(DB_V(a->id), DB_V(w->actor->account_id))) < 0 ? -1 : 0;
}
