/* SPDX-License-Identifier: MIT */
/*
 * Lists of orders: one filter, one WHERE for the rows and for their number, so
 * list and count cannot disagree.  What a filter leaves out (NULL, "", 0) does
 * not filter.
 *
 *	struct order_filter f = { .pay = "PAID", .review = "PENDING,SECOND",
 *	    .from = monday, .page = 1, .size = 20 };
 *	if (order_list(w, &f, &o, &n) < 0 || order_count(w, &f, &total) < 0)
 *
 * Newest first.  The first pages go by number; a deep reader passes the last
 * order it saw as `below` (keyset on created_at and id), which costs the same
 * everywhere.  Rows cost the same among 10^4 and 10^6 orders because every
 * filter is answered from an index that ends in (created_at, id) and holds the
 * other words (db/migrations/0103_order_lists.sql, docs/BENCH.md); the number
 * costs what it counts.  A part of a name is looked for through a whole index.
 *
 * `q` with 8 letters and digits or more, 4 of them digits, is the beginning of
 * an order number; anything else is a part of number, holder or company.
 */
#ifndef ORDER_LIST_H
#define ORDER_LIST_H

#include "order.h"

#define ORDER_WORDS_MAX	12		/* of one column: no column has more */

/* A place in the list; all zero: the top. */
struct order_key {
	int64_t		 at, id;
};

struct order_filter {
	const char	*q;
	const char	*pay, *review, *ship;	/* codes, several behind commas */
	const char	*state, *service;
	int64_t		 point_id;
	int64_t		 from, until;		/* from <= created_at < until */
	struct order_key below;
	int64_t		 page, size;
	int		 waiting;		/* who waits longest comes first; without q, below */
};

int	order_list(struct work *w, const struct order_filter *f, struct order **out, size_t *n);
int	order_count(struct work *w, const struct order_filter *f, int64_t *out);

#endif
