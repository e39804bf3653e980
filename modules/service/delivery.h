/* SPDX-License-Identifier: MIT */
/*
 * How a key reaches its holder (C4): by courier to a typed address or one of
 * the address book, or over the counter of a pickup point.  Chosen at checkout;
 * when nothing is to be paid, with the application.
 */
#ifndef SERVICE_DELIVERY_H
#define SERVICE_DELIVERY_H

#include "modules/order/order.h"

struct json;

struct delivery_form {
	const char	*way;		/* "MAIL", "PICKUP"; "" when nothing is handed over */
	const char	*point;		/* pid, way PICKUP */
	const char	*address;	/* pid of the address book, way MAIL; or */
	struct json	*recipient;	/* {name, phone, address} as typed */
};

struct delivery {
	enum order_way	 way;
	int64_t		 point_id;
	struct json	*recipient;	/* cleaned; NULL: not by courier */
};

/* INVALID: way, point, name, phone, address. */
int	delivery_read(struct work *w, const struct delivery_form *f, struct delivery *out);
/* `d` NULL: nothing is handed over. */
int	delivery_set(struct work *w, struct order *o, const struct delivery *d);

#endif
