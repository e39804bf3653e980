/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "invoice.h"

#define COLS	"code, words, sends, wants, notices"

static const struct db_col cols[] = {
	DB_COL(invoice_type, code), DB_COL(invoice_type, words), DB_COL(invoice_type, sends),
	DB_COL(invoice_type, wants), DB_COL(invoice_type, notices),
};

DB_SQL(sql_types, "invoice.types",
    "SELECT " COLS " FROM invoice_type WHERE valid_from <= ?"
    " AND (valid_to IS NULL OR valid_to > ?) ORDER BY position, code", 2, 5);
DB_SQL(sql_words, "invoice.type_words",
    "SELECT " COLS " FROM invoice_type WHERE code = ?", 1, 5);

int
invoice_types(struct work *w, struct invoice_type **out, size_t *n)
{
	return db_list(w, &sql_types, cols, out, n, DB_ARGS(DB_V(w->now), DB_V(w->now)));
}

int
invoice_type_find(struct work *w, const char *code, struct invoice_type **out)
{
	struct invoice_type *list;
	size_t n;

	*out = NULL;
	if (invoice_types(w, &list, &n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		if (strcmp(list[i].code, code) == 0)
			*out = &list[i];
	return 0;
}

int
invoice_type_words(struct work *w, const char *code, const char **out)
{
	struct invoice_type t = { 0 };
	int found = db_maybe(w, &sql_words, cols, &t, DB_ARGS(DB_V(code)));

	*out = found == 1 ? t.words : code;
	return found < 0 ? -1 : 0;
}

int
invoice_type_wants(const struct invoice_type *t, const char *field)
{
	size_t n = strlen(field);

	for (const char *p = t->wants; (p = strstr(p, field)) != NULL; p += n)
		if ((p == t->wants || p[-1] == ' ') && (p[n] == ' ' || p[n] == '\0'))
			return 1;
	return 0;
}
