/* SPDX-License-Identifier: MIT */
#include "past.h"

/* The piece is cut before its platforms are joined: 500 orders, not 500 rows. */
DB_SQL(sql_past, "order.past",
    "SELECT o.id, o.no, o.service, o.lock_type, o.medium, o.city, o.company, o.holder, o.years,"
    " o.fen, o.tariff_id, o.created_at, o.data,"
    " GROUP_CONCAT(p.platform ORDER BY p.position SEPARATOR ',') AS platforms"
    " FROM (SELECT id FROM orders WHERE id > ? AND created_at >= ? AND created_at < ?"
    "  ORDER BY id LIMIT 500) piece JOIN orders o ON o.id = piece.id"
    " LEFT JOIN order_platform p ON p.order_id = o.id GROUP BY o.id ORDER BY o.id", 3, 14);

static const struct db_col cols[] = {
	DB_COL(order_past, id), DB_COL(order_past, no), DB_COL(order_past, service),
	DB_COL(order_past, lock_type), DB_COL(order_past, medium), DB_COL(order_past, city),
	DB_COL(order_past, company), DB_COL(order_past, holder), DB_COL(order_past, years),
	DB_COL(order_past, fen), DB_COL(order_past, tariff_id), DB_COL(order_past, created_at),
	DB_COL(order_past, data), DB_COL(order_past, platforms),
};

int
order_past(struct work *w, int64_t above, int64_t from, int64_t to,
    struct order_past **rows, size_t *n)
{
	return db_list(w, &sql_past, cols, rows, n, DB_ARGS(DB_V(above), DB_V(from), DB_V(to)));
}
