/* SPDX-License-Identifier: MIT */
/* Refunds as finance and an order's page read them; the caller has the right. */
#include "pay.h"

#define FILTER " WHERE (? IS NULL OR r.state = ?) AND (? = 0 OR r.order_id = ?)" \
	" AND (? IS NULL OR INSTR(CONVERT(r.refund_no USING utf8mb4), ?) > 0 OR EXISTS" \
	" (SELECT 1 FROM pay_group_order y WHERE y.group_id = a.group_id" \
	" AND (r.order_id = 0 OR y.order_id = r.order_id)" \
	" AND INSTR(CONVERT(y.order_no USING utf8mb4), ?) > 0))"
#define NFILTER	7
#define FROM " FROM pay_refund r JOIN pay_attempt a ON a.id = r.attempt_id"
#define EVENT(what, acts) "(SELECT e." what " FROM pay_event e WHERE e.attempt_id = a.id" \
	" AND e.refund_id = r.id AND e.act IN (" acts ") ORDER BY e.id DESC LIMIT 1)"
#define OF_GROUP " FROM pay_group_order x WHERE x.group_id = a.group_id" \
	" AND (r.order_id = 0 OR x.order_id = r.order_id)"

DB_SQL(sql_list, "pay.refund_list",
    "SELECT r.pid, IF(r.order_id = 0, NULL, (SELECT x.order_pid" OF_GROUP "))," \
    " r.refund_no, r.reason, r.state, r.requester, " EVENT("actor", "'APPROVE', 'REJECT'") ","
    " " EVENT("words", "'REJECT', 'FAIL'") ","
    " (SELECT GROUP_CONCAT(x.order_no ORDER BY x.order_id SEPARATOR ' ')" OF_GROUP "),"
    " r.fen, r.requester_id, r.order_id, r.created_at, r.ended_at" FROM FILTER
    " ORDER BY r.id DESC LIMIT ? OFFSET ?", NFILTER + 2, 14);
DB_SQL(sql_count, "pay.refund_count", "SELECT COUNT(*)" FROM FILTER, NFILTER, 1);

static void
filter_args(const struct refund_filter *f, struct db_val v[NFILTER])
{
	const char *state = f->state == NULL || *f->state == '\0' ? NULL : f->state;
	const char *q = f->q == NULL || *f->q == '\0' ? NULL : f->q;

	v[0] = v[1] = DB_V(state);
	v[2] = v[3] = DB_V(f->order_id);
	v[4] = v[5] = v[6] = DB_V(q);
}

int
pay_refund_list(struct work *w, const struct refund_filter *f, struct refund_row **out,
    size_t *n)
{
	static const struct db_col c[] = {
		DB_COL(refund_row, pid), DB_COL(refund_row, order_pid), DB_COL(refund_row, no),
		DB_COL(refund_row, reason), DB_COL(refund_row, state_code),
		DB_COL(refund_row, requester), DB_COL(refund_row, approver),
		DB_COL(refund_row, words), DB_COL(refund_row, order_no),
		DB_COL(refund_row, fen), DB_COL(refund_row, requester_id),
		DB_COL(refund_row, order_id), DB_COL(refund_row, created_at),
		DB_COL(refund_row, ended_at),
	};
	struct db_val v[NFILTER + 2];

	filter_args(f, v);
	v[NFILTER] = DB_V(f->size);
	v[NFILTER + 1] = DB_V((f->page - 1) * f->size);
	return db_list(w, &sql_list, c, out, n, ((struct db_args){ v, NFILTER + 2 }));
}

int
pay_refund_count(struct work *w, const struct refund_filter *f, int64_t *out)
{
	struct db_val v[NFILTER];

	filter_args(f, v);
	return db_int(w, &sql_count, out, ((struct db_args){ v, NFILTER }));
}
