/* SPDX-License-Identifier: MIT */
/*
 * Parcels: rows, steps, history (steps.h), and the couriers that carry them.
 * Callers hold the order.
 *
 * A courier is a row: its name, and the shapes its waybills may have.  In a
 * shape `9` is a digit, `A` a letter, everything else itself; shapes stand
 * side by side, parted by blanks ("SF9999999999999 999999999999").
 */
#ifndef DELIVER_PARCEL_H
#define DELIVER_PARCEL_H

#include "db/db.h"
#include "steps.h"

struct parcel {
	int64_t		 id;
	struct pid	 pid;
	int64_t		 order_id;
	const char	*carrier, *waybill;	/* the last ones; NULL until sent */
	const char	*state_code;
	enum parcel_state state;		/* from the code */
	int		 version;
	int64_t		 created_at, shipped_at, received_at;
};

/* NULL in *out when the order has none. */
int	parcel_of_order(struct work *w, int64_t order_id, struct parcel **out);

/* Orders whose parcels were sent in [from, to), as sent; 200 at most. */
int	parcel_sent_between(struct work *w, int64_t from, int64_t to, int64_t **order_ids,
	    size_t *n);

/* Inside a transaction. */
int	parcel_add(struct work *w, int64_t order_id, struct parcel **out);
/* By field when the waybill belongs to another parcel; also after a return. */
int	parcel_ship(struct work *w, struct parcel *p, const char *carrier, const char *waybill);
int	parcel_receive(struct work *w, struct parcel *p);
int	parcel_sent_back(struct work *w, struct parcel *p, const char *words);
int	parcel_void(struct work *w, struct parcel *p);

struct carrier {
	const char	*code, *words, *shapes, *hint;
};

/* Those in use today, in their order. */
int	carrier_list(struct work *w, struct carrier **out, size_t *n);
/* By code or name; NULL in *out when there is none. */
int	carrier_find(struct work *w, const char *typed, struct carrier **out);
/* Upper case without blanks; NULL when it has none of the shapes.  Pure. */
const char	*carrier_waybill(struct work *w, const char *shapes, const char *typed);

#endif
