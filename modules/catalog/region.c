/* SPDX-License-Identifier: MIT */
#include "modules/base/json.h"
#include "region.h"

struct region {
	const char	*code, *words;
};

struct region_names {
	const char	*province, *city, *district;
};

DB_SQL(sql_children, "region.children",
    "SELECT code, words FROM region WHERE parent = ? ORDER BY code", 1, 2);
DB_SQL(sql_path, "region.path",
    "SELECT p.words AS province, c.words AS city, d.words AS district FROM region d"
    " JOIN region c ON c.code = d.parent LEFT JOIN region p ON p.code = c.parent"
    " WHERE d.code = ? AND NOT EXISTS (SELECT 1 FROM region x WHERE x.parent = d.code)", 1, 3);

int
region_children(struct work *w, const char *parent, struct json **out)
{
	static const struct db_col cols[] = { DB_COL(region, code), DB_COL(region, words) };
	struct region *r;
	size_t n;

	if (db_list(w, &sql_children, cols, &r, &n, DB_ARGS(DB_V(parent))) < 0)
		return -1;
	*out = js_array(w);
	for (size_t i = 0; i < n; i++) {
		struct json *j = js_object(w);

		js_put_text(j, "code", r[i].code);
		js_put_text(j, "words", r[i].words);
		js_add(*out, j);
	}
	return 0;
}

int
region_path(struct work *w, const char *code, const char **out)
{
	static const struct db_col cols[] = {
		DB_COL(region_names, province), DB_COL(region_names, city),
		DB_COL(region_names, district),
	};
	struct region_names r;
	int found = db_maybe(w, &sql_path, cols, &r, DB_ARGS(DB_V(code)));

	/* A prefecture without districts stands one level higher. */
	if (found == 1)
		*out = arena_printf(w->arena, "%s%s%s/%s", r.province == NULL ? "" : r.province,
		    r.province == NULL ? "" : "/", r.city, r.district);
	return found;
}
