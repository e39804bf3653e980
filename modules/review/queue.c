/* SPDX-License-Identifier: MIT */
/* What a reviewer has to do, has done, and what lies in the pool. */
#include <string.h>

#include "row.h"

/* A lease that ended counts as free before the clerk's timer says so. */
#define MINE \
	" FROM review WHERE (reviewer_id = ? AND state IN ('IN_REVIEW', 'IN_SECOND')" \
	" AND lease_until >= ?)" \
	" OR (prefer_id = ? AND state = 'PENDING')"
#define POOL \
	" FROM review WHERE state = 'PENDING' OR (state = 'IN_REVIEW' AND lease_until < ?)"
#define SECOND \
	" FROM review WHERE state = 'SECOND' OR (state = 'IN_SECOND' AND lease_until < ?)"
/* Waiting for the applicant: not those that came back in a later round. */
#define RETURNED \
	" FROM review WHERE state = 'RETURNED' AND NOT EXISTS (SELECT 1 FROM review n" \
	" WHERE n.subject = review.subject AND n.subject_id = review.subject_id" \
	" AND n.round > review.round)"
#define DONE	" FROM review WHERE state IN ('APPROVED', 'REFUSED', 'REVOKED')"
#define SOONEST	" ORDER BY due_at, id LIMIT ? OFFSET ?"
#define NEWEST	" ORDER BY decided_at DESC, id DESC LIMIT ? OFFSET ?"

DB_SQL(sql_mine, "review.list_mine", "SELECT " REVIEW_COLS MINE SOONEST, 5, REVIEW_NCOLS);
DB_SQL(sql_pool, "review.list_pool", "SELECT " REVIEW_COLS POOL SOONEST, 3, REVIEW_NCOLS);
DB_SQL(sql_second, "review.list_second", "SELECT " REVIEW_COLS SECOND SOONEST, 3,
    REVIEW_NCOLS);
DB_SQL(sql_returned, "review.list_returned", "SELECT " REVIEW_COLS RETURNED NEWEST, 2,
    REVIEW_NCOLS);
DB_SQL(sql_done, "review.list_done", "SELECT " REVIEW_COLS DONE NEWEST, 2, REVIEW_NCOLS);
DB_SQL(sql_mine_n, "review.count_mine", "SELECT COUNT(*)" MINE, 3, 1);
DB_SQL(sql_pool_n, "review.count_pool", "SELECT COUNT(*)" POOL, 1, 1);
DB_SQL(sql_second_n, "review.count_second", "SELECT COUNT(*)" SECOND, 1, 1);
DB_SQL(sql_returned_n, "review.count_returned", "SELECT COUNT(*)" RETURNED, 0, 1);
DB_SQL(sql_done_n, "review.count_done", "SELECT COUNT(*)" DONE, 0, 1);

static const struct queue {
	const char		*name;
	const struct db_sql	*list, *count;
	int			 me, now;	/* asks who and when */
} queues[] = {
	{ "mine",	&sql_mine,	&sql_mine_n,		1, 1 },
	{ "pool",	&sql_pool,	&sql_pool_n,		0, 1 },
	{ "second",	&sql_second,	&sql_second_n,		0, 1 },
	{ "returned",	&sql_returned,	&sql_returned_n,	0, 0 },
	{ "done",	&sql_done,	&sql_done_n,		0, 0 },
};

#define QUEUE_ARGS	5

static int
queue_find(struct work *w, const char *name, const struct queue **out, struct db_val *v,
    size_t *n)
{
	const struct queue *q = NULL;

	for (size_t i = 0; i < sizeof(queues) / sizeof(*queues); i++)
		if (name != NULL && strcmp(queues[i].name, name) == 0)
			q = &queues[i];
	if (q == NULL)
		return fault_field(w, "queue", "没有这样的列表，请重新选择");
	*n = 0;
	if (q->me)
		v[(*n)++] = DB_V(w->actor->account_id);
	if (q->now)
		v[(*n)++] = DB_V(w->now);
	if (q->me)
		v[(*n)++] = DB_V(w->actor->account_id);
	*out = q;
	return 0;
}

int
review_list(struct work *w, const char *queue, int64_t page, int64_t size,
    struct review **out, size_t *n)
{
	struct db_val v[QUEUE_ARGS];
	const struct queue *q;
	size_t nv;

	if (queue_find(w, queue, &q, v, &nv) < 0)
		return -1;
	v[nv++] = DB_V(size);
	v[nv++] = DB_V((page - 1) * size);
	if (db_list(w, q->list, review_cols, out, n, ((struct db_args){ v, nv })) < 0)
		return -1;
	for (size_t i = 0; i < *n; i++)
		if (review_decode(w, &(*out)[i]) < 0)
			return -1;
	return 0;
}

int
review_count(struct work *w, const char *queue, int64_t *out)
{
	struct db_val v[QUEUE_ARGS];
	const struct queue *q;
	size_t nv;

	if (queue_find(w, queue, &q, v, &nv) < 0)
		return -1;
	return db_int(w, q->count, out, (struct db_args){ v, nv });
}

/* ---- who has how much ---- */

DB_SQL(sql_loads, "review.loads",
    "SELECT a.pid, a.name, (SELECT COUNT(*) FROM review r WHERE"
    " (r.reviewer_id = a.id AND r.state IN ('IN_REVIEW', 'IN_SECOND') AND r.lease_until >= ?)"
    " OR (r.prefer_id = a.id AND r.state = 'PENDING')) AS held"
    " FROM account a WHERE a.kind = 'staff' AND a.state = 'ACTIVE' AND EXISTS (SELECT 1"
    " FROM account_role ar JOIN role_right rr ON rr.role = ar.role WHERE ar.account_id = a.id"
    " AND rr.right_name = 'review') ORDER BY held, a.name, a.id", 1, 3);

int
review_loads(struct work *w, struct review_load **out, size_t *n)
{
	static const struct db_col c[] = {
		DB_COL(review_load, pid), DB_COL(review_load, name), DB_COL(review_load, held),
	};

	return db_list(w, &sql_loads, c, out, n, DB_ARGS(DB_V(w->now)));
}
