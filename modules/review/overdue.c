/* SPDX-License-Identifier: MIT */
#include "review.h"

DB_SQL(sql_overdue, "review.overdue",
    "SELECT COUNT(*) FROM review WHERE state IN ('PENDING', 'IN_REVIEW', 'SECOND')"
    " AND due_at > 0 AND due_at < ?", 1, 1);

int
review_overdue_count(struct work *w, int64_t *out)
{
	return db_int(w, &sql_overdue, out, DB_ARGS(DB_V(w->now)));
}
