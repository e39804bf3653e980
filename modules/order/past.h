/* SPDX-License-Identifier: MIT */
/*
 * Orders of a period as a tariff sees them: what they were priced by.  Read in
 * pieces above an id, so that a year of any size needs the memory of a piece.
 */
#ifndef ORDER_PAST_H
#define ORDER_PAST_H

#include "db/db.h"

#define ORDER_PAST_MAX	500		/* rows of a piece */

struct order_past {
	int64_t		 id;
	const char	*no, *service, *lock_type, *medium, *city;	/* city NULL: none */
	const char	*company, *holder;
	int		 years;
	int64_t		 fen, tariff_id, created_at;
	const char	*data;		/* JSON, as orders.data */
	const char	*platforms;	/* codes between commas; NULL: none */
};

/* Submitted at or after `from` and before `to`; n 0: that was all. */
int	order_past(struct work *w, int64_t above, int64_t from, int64_t to,
	    struct order_past **rows, size_t *n);

#endif
