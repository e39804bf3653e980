/* SPDX-License-Identifier: MIT */
/*
 * The owner in the WHERE, the same everywhere (design 3).  A query about
 * somebody's rows exists once per scope; the actor's rights choose which one
 * runs, so every variant keeps its own index and no flag can open all rows.
 *
 *	SCOPED_SQL(sql_get, "order.get", "SELECT id, pid FROM orders", "",
 *	    " AND pid = ?", 1, 2);
 *	struct db_val v[4];
 *	size_t n = scope_args(w, v);
 *	v[n++] = DB_V(pid);
 *	if (scope_sql(w, &sql_get, &sql) < 0 || db_one(w, sql, cols, o, SCOPE_ARGS(v, n)) < 0)
 *
 * The tables carry company_id, account_id, person_id and point_id under these
 * names; `prefix` is "" or an alias with its dot ("o.").
 */
#ifndef DB_SCOPE_H
#define DB_SCOPE_H

#include "db.h"

enum scope {
	SCOPE_NONE,		/* sees nothing: NOTFOUND */
	SCOPE_ALL,		/* staff by right, the clerk */
	SCOPE_POINT,		/* a desk clerk: one pickup point */
	SCOPE_COMPANY,		/* 管理员: the enterprise of the chosen identity */
	SCOPE_OWN,		/* oneself as applicant or holder */
	SCOPE__MAX
};

struct scoped_sql {
	const struct db_sql	*by[SCOPE__MAX];
};

#define SCOPE_ARGS_MAX	2	/* how many values scope_args() writes at most */
#define SCOPE_ARGS(v, n)	((struct db_args){ (v), (n) })

#define SCOPED_SQL(var, name, head, prefix, tail, in, out) \
	DB_SQL(var##_all, name ".all", head " WHERE 1 = 1" tail, in, out); \
	DB_SQL(var##_point, name ".point", \
	    head " WHERE " prefix "point_id = ?" tail, (in) + 1, out); \
	DB_SQL(var##_company, name ".company", \
	    head " WHERE " prefix "company_id = ?" tail, (in) + 1, out); \
	DB_SQL(var##_own, name ".own", \
	    head " WHERE (" prefix "account_id = ? OR " prefix "person_id = ?)" tail, \
	    (in) + 2, out); \
	static const struct scoped_sql var = { { NULL, &var##_all, &var##_point, \
	    &var##_company, &var##_own } }

enum scope scope_of(const struct work *w);
size_t	scope_args(const struct work *w, struct db_val *v);
/* The variant for this actor, or NOTFOUND. */
int	scope_sql(struct work *w, const struct scoped_sql *s, const struct db_sql **out);

#endif
