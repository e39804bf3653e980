/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <string.h>

#include "parcel.h"

#define COLS	"code, words, shapes, hint"

static const struct db_col cols[] = {
	DB_COL(carrier, code), DB_COL(carrier, words), DB_COL(carrier, shapes),
	DB_COL(carrier, hint),
};

#define IN_USE	"valid_from <= ? AND (valid_to IS NULL OR valid_to > ?)"

DB_SQL(sql_list, "carrier.list",
    "SELECT " COLS " FROM carrier WHERE " IN_USE " ORDER BY position, code", 2, 4);
DB_SQL(sql_find, "carrier.find",
    "SELECT " COLS " FROM carrier WHERE " IN_USE
    " AND (CONVERT(code USING utf8mb4) = ? OR words = ?)"
    " ORDER BY position LIMIT 1", 4, 4);

int
carrier_list(struct work *w, struct carrier **out, size_t *n)
{
	return db_list(w, &sql_list, cols, out, n, DB_ARGS(DB_V(w->now), DB_V(w->now)));
}

int
carrier_find(struct work *w, const char *typed, struct carrier **out)
{
	struct carrier *c = ARENA_NEW(w->arena, struct carrier);
	int found = db_maybe(w, &sql_find, cols, c, DB_ARGS(DB_V(w->now), DB_V(w->now),
	    DB_V(typed), DB_V(typed)));

	*out = found == 1 ? c : NULL;
	return found < 0 ? -1 : 0;
}

static int
fits(const char *shape, size_t n, const char *waybill)
{
	for (size_t i = 0; i < n; i++, waybill++) {
		unsigned char c = (unsigned char)*waybill;

		if (shape[i] == '9' ? !isdigit(c) : shape[i] == 'A' ? !isupper(c) :
		    c != (unsigned char)shape[i])
			return 0;
	}
	return *waybill == '\0';
}

const char *
carrier_waybill(struct work *w, const char *shapes, const char *typed)
{
	char *out = arena_alloc(w->arena, strlen(typed) + 1), *p = out;

	for (; *typed != '\0'; typed++)
		if (*typed != ' ' && *typed != '-')
			*p++ = (char)toupper((unsigned char)*typed);
	*p = '\0';
	while (*shapes != '\0') {
		size_t n = strcspn(shapes, " ");

		if (n > 0 && fits(shapes, n, out))
			return out;
		shapes += n + (shapes[n] == ' ');
	}
	return NULL;
}
