/* SPDX-License-Identifier: MIT */
/*
 * Parcels: TO_SHIP (a maker types the waybill) -> SHIPPED (the applicant
 * confirms, later the courier) -> RECEIVED; VOID when the order ended before.
 * Callers hold the order.
 */
#ifndef DELIVER_PARCEL_H
#define DELIVER_PARCEL_H

#include "db/db.h"

struct parcel {
	int64_t		 id;
	struct pid	 pid;
	int64_t		 order_id;
	const char	*carrier, *waybill;	/* NULL until sent */
	const char	*state;			/* "TO_SHIP", "SHIPPED", "RECEIVED", "VOID" */
	int		 version;
	int64_t		 created_at, shipped_at, received_at;
};

const char	*parcel_state_words(const char *state);

/* NULL in *out when the order has none. */
int	parcel_of_order(struct work *w, int64_t order_id, struct parcel **out);

/* Inside a transaction. */
int	parcel_add(struct work *w, int64_t order_id, struct parcel **out);
int	parcel_ship(struct work *w, struct parcel *p, const char *carrier, const char *waybill);
int	parcel_receive(struct work *w, struct parcel *p);
int	parcel_void(struct work *w, struct parcel *p);

#endif
