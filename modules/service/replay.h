/* SPDX-License-Identifier: MIT */
/*
 * The dry run of a tariff: the orders of a period are priced once more with
 * it, as on their day, and what would have cost otherwise is told.  Nothing is
 * written.
 *
 * Each order is first priced with the tariff it has; only when that gives the
 * amount that was asked for is it compared, else it is told as "cannot be
 * computed": a wrong replay must not look like a difference of the tariff.
 * What an order on a held certificate was priced by stands in orders.data:
 * {held: [code], not_after, reason, months_since}.
 *
 * Only orders of the same mode count: a NORMAL tariff says nothing about test
 * enterprises.
 */
#ifndef SERVICE_REPLAY_H
#define SERVICE_REPLAY_H

#include "modules/catalog/catalog.h"
#include "modules/catalog/tariff.h"
#include "modules/order/past.h"

enum replay_kind {
	REPLAY_SAME,
	REPLAY_DIFFERS,		/* another amount */
	REPLAY_REFUSED,		/* no more offered at a price */
	REPLAY_UNKNOWN		/* its own tariff does not give its amount */
};

struct replay_row {
	enum replay_kind	 kind;
	const struct order_past	*order;
	int64_t			 fen;	/* in the new tariff; SAME and DIFFERS */
	const char		*words;	/* why: REFUSED, UNKNOWN */
};

struct replay_sum {
	int64_t	 orders, count[4];		/* by kind */
	int64_t	 fen_before, fen_after;		/* of SAME and DIFFERS */
};

/* Tells every order but those that stay the same; `each` may be NULL. */
int	replay(struct work *w, const struct catalog *c, const struct tariff *t, int64_t from,
	    int64_t to, void (*each)(void *arg, const struct replay_row *row), void *arg,
	    struct replay_sum *out);

#endif
