/* SPDX-License-Identifier: MIT */
/*
 * How a row of `orders` is read: this room's own (order.c, list.c).
 */
#ifndef ORDER_ROW_H
#define ORDER_ROW_H

#include "order.h"

#define COLS \
	"id, pid, no, draft_id, account_id, company_id, person_id, buyer, company," \
	" holder, channel, service, lock_type, medium, vendor, years, city, state," \
	" way, traits, reviewers, point_id, recipient, tariff_id, policy_id, fen," \
	" price_lines, data, paper_scope, pay_word, review_word, ship_word, version," \
	" created_at, pay_due_at, updated_at, cert_id"
#define NCOLS 37

extern const struct db_col order_cols[NCOLS];

/* The codes of state and way into their enums; a code nobody knows is a BUG. */
int	order_decode_all(struct work *w, struct order *o, size_t n);

#endif
