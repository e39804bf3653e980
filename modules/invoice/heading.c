/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "db/seal.h"
#include "heading.h"
#include "modules/base/json.h"

#define DATA	"invoice_heading.data"
#define COLS	"id, pid, account_id, name, tax_no, data, version"

static const struct db_col cols[] = {
	DB_COL(heading_row, id), DB_COL(heading_row, pid), DB_COL(heading_row, account_id),
	DB_COL(heading_row, name), DB_COL(heading_row, tax_no), DB_COL(heading_row, data),
	DB_COL(heading_row, version),
};

DB_SQL(sql_list, "heading.list",
    "SELECT " COLS " FROM invoice_heading WHERE company_id = ? AND account_id IN (0, ?)"
    " ORDER BY account_id, updated_at DESC, id DESC LIMIT 100", 2, 7);
DB_SQL(sql_get, "heading.get",
    "SELECT " COLS " FROM invoice_heading WHERE pid = ? AND company_id = ?"
    " AND account_id = ?", 3, 7);
DB_SQL(sql_add, "heading.add",
    "INSERT INTO invoice_heading (pid, company_id, account_id, name, tax_no, data, version,"
    " created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, 1, ?, ?)", 8, 0);
DB_SQL(sql_set, "heading.set",
    "UPDATE invoice_heading SET name = ?, tax_no = ?, data = ?, updated_at = ?,"
    " version = version + 1 WHERE id = ? AND version = ?", 6, 0);
DB_SQL(sql_drop, "heading.drop", "DELETE FROM invoice_heading WHERE id = ?", 1, 0);

/* Whose headings the actor writes: the enterprise's as its 管理员. */
static int64_t
owner(const struct work *w)
{
	return work_may(w, RIGHT_COMPANY) ? 0 : w->actor->account_id;
}

struct json *
heading_data(struct work *w, const struct heading *h)
{
	struct json *j = js_object(w);

	js_put_text(j, "address", h->address);
	js_put_text(j, "phone", h->phone);
	js_put_text(j, "bank", h->bank);
	js_put_text(j, "account", h->account);
	js_put_text(j, "email", h->email);
	return j;
}

static const char *
text_of(const struct json *j, const char *name)
{
	const char *s = js_get_text(j, name);

	return s == NULL ? "" : s;
}

void
heading_fill(const struct json *j, struct heading *h)
{
	h->address = text_of(j, "address");
	h->phone = text_of(j, "phone");
	h->bank = text_of(j, "bank");
	h->account = text_of(j, "account");
	h->email = text_of(j, "email");
}

static int
open_data(struct work *w, struct heading_row *r)
{
	const char *plain;
	struct json *j;

	if (seal_open(w, DATA, &r->pid, r->data, &plain) < 0 ||
	    js_parse(w, plain, strlen(plain), &j) < 0)
		return -1;
	r->h = (struct heading){ .name = r->name, .tax_no = r->tax_no };
	heading_fill(j, &r->h);
	return 0;
}

static struct blob
closed(struct work *w, const struct pid *pid, const struct heading *h)
{
	return seal_text(w, DATA, pid, js_canonical(w, heading_data(w, h)));
}

int
heading_list(struct work *w, struct heading_row **out, size_t *n)
{
	if (db_list(w, &sql_list, cols, out, n, DB_ARGS(DB_V(w->actor->company_id),
		DB_V(w->actor->account_id))) < 0)
		return -1;
	for (size_t i = 0; i < *n; i++)
		if (open_data(w, &(*out)[i]) < 0)
			return -1;
	return 0;
}

int
heading_may(const struct work *w, const struct heading_row *r)
{
	return r->account_id == owner(w);
}

int
heading_get(struct work *w, const struct pid *pid, struct heading_row **out)
{
	*out = ARENA_NEW(w->arena, struct heading_row);
	return db_one(w, &sql_get, cols, *out, DB_ARGS(DB_V(pid), DB_V(w->actor->company_id),
	    DB_V(owner(w)))) < 0 ? -1 : open_data(w, *out);
}

int
heading_add(struct work *w, const struct heading *h, struct heading_row **out)
{
	struct heading_row *r = *out = ARENA_NEW(w->arena, struct heading_row);

	BUG_ON(!db_in_tx(w));
	*r = (struct heading_row){ .pid = pid_new(), .account_id = owner(w), .version = 1,
	    .name = h->name, .tax_no = h->tax_no, .h = *h };
	if (db_exec(w, &sql_add, DB_ARGS(DB_V(&r->pid), DB_V(w->actor->company_id),
		DB_V(r->account_id), DB_V(h->name), DB_V(h->tax_no),
		DB_V(closed(w, &r->pid, h)), DB_V(w->now), DB_V(w->now))) < 0)
		return -1;
	r->id = db_last_id(w);
	return 0;
}

int
heading_set(struct work *w, struct heading_row *r, const struct heading *h)
{
	BUG_ON(!db_in_tx(w));
	if (db_exec_one(w, &sql_set, DB_ARGS(DB_V(h->name), DB_V(h->tax_no),
		DB_V(closed(w, &r->pid, h)), DB_V(w->now), DB_V(r->id),
		DB_V(r->version))) < 0)
		return -1;
	r->h = *h;
	r->version++;
	return 0;
}

int
heading_drop(struct work *w, const struct heading_row *r)
{
	return db_exec_one(w, &sql_drop, DB_ARGS(DB_V(r->id)));
}
