/* SPDX-License-Identifier: MIT */
/* One filter for the list and its count; rows nobody paid for are no matter. */
#include <string.h>

#include "db/scope.h"
#include "invoice.h"

#define FILTER \
	" AND i.paid_at IS NOT NULL AND (? IS NULL OR i.state = ?)" \
	" AND (? IS NULL OR i.batch = ?) AND (? IS NULL OR" \
	" INSTR(CONVERT(i.orders USING utf8mb4), ?) > 0 OR" \
	" INSTR(CONVERT(i.no USING utf8mb4), ?) > 0 OR" \
	" INSTR(CONVERT(i.number USING utf8mb4), ?) > 0 OR INSTR(i.title, ?) > 0)"
#define NFILTER	9

SCOPED_SQL(sql_list, "invoice.list", "SELECT " INVOICE_COLS " FROM invoice i", "i.",
    FILTER " ORDER BY i.id DESC LIMIT ? OFFSET ?", NFILTER + 2, INVOICE_NCOLS);
SCOPED_SQL(sql_count, "invoice.count", "SELECT COUNT(*) FROM invoice i", "i.", FILTER,
    NFILTER, 1);
DB_SQL(sql_waiting, "invoice.waiting",
    "SELECT id FROM invoice WHERE state = 'WAIT_ISSUE' ORDER BY id LIMIT 1000", 0, 1);

static const char *
asked(const char *s)
{
	return s == NULL || *s == '\0' ? NULL : s;
}

static size_t
filter_args(struct work *w, const struct invoice_filter *f, struct db_val *v)
{
	size_t n = scope_args(w, v);
	const char *state = asked(f->state), *batch = asked(f->batch), *q = asked(f->q);

	v[n++] = DB_V(state);
	v[n++] = DB_V(state);
	v[n++] = DB_V(batch);
	v[n++] = DB_V(batch);
	for (int i = 0; i < 5; i++)
		v[n++] = DB_V(q);
	return n;
}

int
invoice_list(struct work *w, const struct invoice_filter *f, struct invoice **out, size_t *n)
{
	struct db_val v[SCOPE_ARGS_MAX + NFILTER + 2];
	size_t nv = filter_args(w, f, v);
	const struct db_sql *sql;

	v[nv++] = DB_V(f->size);
	v[nv++] = DB_V((f->page - 1) * f->size);
	if (scope_sql(w, &sql_list, &sql) < 0 ||
	    db_list(w, sql, invoice_cols, out, n, SCOPE_ARGS(v, nv)) < 0)
		return -1;
	for (size_t i = 0; i < *n; i++)
		if (invoice_open(w, &(*out)[i]) < 0)
			return -1;
	return 0;
}

int
invoice_count(struct work *w, const struct invoice_filter *f, int64_t *out)
{
	struct db_val v[SCOPE_ARGS_MAX + NFILTER];
	size_t n = filter_args(w, f, v);
	const struct db_sql *sql;

	return scope_sql(w, &sql_count, &sql) < 0 ? -1 : db_int(w, sql, out, SCOPE_ARGS(v, n));
}

struct id_row {
	int64_t	id;
};

int
invoice_waiting(struct work *w, int64_t **ids, size_t *n)
{
	static const struct db_col c[] = { DB_COL(id_row, id) };
	struct id_row *rows;

	if (db_list(w, &sql_waiting, c, &rows, n, DB_NO_ARGS) < 0)
		return -1;
	*ids = ARENA_ARRAY(w->arena, int64_t, *n + 1);
	for (size_t i = 0; i < *n; i++)
		(*ids)[i] = rows[i].id;
	return 0;
}
