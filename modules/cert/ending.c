/* SPDX-License-Identifier: MIT */
#include "db/scope.h"
#include "ending.h"

/* In somebody's hands; one that was renewed and not yet updated still ends as before. */
#define IN_USE	"('ACTIVE', 'NEEDS_ACTIVATION', 'CHANGE_PENDING', 'RENEWAL_PENDING')"

DB_SQL(sql_ending, "cert.ending",
    "SELECT c.id FROM cert c LEFT JOIN cert_reminder r ON r.cert_id = c.id"
    " AND r.not_after = c.not_after AND r.mark = ? WHERE c.not_after >= ? AND c.not_after < ?"
    " AND c.state IN " IN_USE " AND r.cert_id IS NULL ORDER BY c.not_after, c.id LIMIT 200",
    3, 1);
DB_SQL(sql_remind, "cert.remind",
    "INSERT INTO cert_reminder (cert_id, not_after, mark, at) VALUES (?, ?, ?, ?)", 4, 0);
SCOPED_SQL(sql_ends, "cert.ends",
    "SELECT id, pid, person_id, vendor, lock_type, state, not_after, version FROM cert", "",
    " AND state IN " IN_USE " AND not_after >= ? ORDER BY not_after, id LIMIT 1000", 1, 8);

struct ending_row {
	int64_t	id;
};

int
cert_ending(struct work *w, int mark, int64_t from, int64_t to, int64_t **ids, size_t *n)
{
	static const struct db_col c[] = { DB_COL(ending_row, id) };
	struct ending_row *rows;

	if (db_list(w, &sql_ending, c, &rows, n,
		DB_ARGS(DB_V(mark), DB_V(from), DB_V(to))) < 0)
		return -1;
	*ids = ARENA_ARRAY(w->arena, int64_t, *n + 1);
	for (size_t i = 0; i < *n; i++)
		(*ids)[i] = rows[i].id;
	return 0;
}

static int
in_use(enum cert_state s)
{
	return s == CERT_ACTIVE || s == CERT_NEEDS_ACTIVATION || s == CERT_CHANGE_PENDING ||
	    s == CERT_RENEWAL_PENDING;
}

int
cert_reminding(struct work *w, int64_t id, int mark, int64_t from, int64_t to,
    struct cert **out)
{
	if (cert_take_id(w, id, out) < 0)
		return -1;
	if (!in_use((*out)->state) || (*out)->not_after < from || (*out)->not_after >= to)
		return 0;
	return (int)db_exec_unique(w, &sql_remind, DB_ARGS(DB_V(id), DB_V((*out)->not_after),
	    DB_V(mark), DB_V(w->now)));
}

int
cert_ends(struct work *w, struct cert **out, size_t *n)
{
	static const struct db_col c[] = {
		DB_COL(cert, id), DB_COL(cert, pid), DB_COL(cert, person_id), DB_COL(cert, vendor),
		DB_COL(cert, lock_type), DB_COL(cert, state_code), DB_COL(cert, not_after),
		DB_COL(cert, version),
	};
	struct db_val v[SCOPE_ARGS_MAX + 1];
	const struct db_sql *sql;
	size_t nv = scope_args(w, v);

	v[nv++] = DB_V(w->now);
	return scope_sql(w, &sql_ends, &sql) < 0 ||
	    db_list(w, sql, c, out, n, SCOPE_ARGS(v, nv)) < 0 ? -1 : 0;
}
