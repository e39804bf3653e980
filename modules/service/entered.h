/* SPDX-License-Identifier: MIT */
/*
 * What a new state of an order asks of the neighbouring rooms.  Called after
 * every order_move() that may bring an order there, in the same transaction and
 * before service_restate():
 *
 *	REVIEW			a new round waits in the pool (review_open)
 *	MAKE			the voucher or the parcel begins (handout_open)
 *	CANCELLED, EXPIRED	round and certificate end
 *
 * Other states need nothing; calling it twice in one state changes nothing.
 */
#ifndef SERVICE_ENTERED_H
#define SERVICE_ENTERED_H

#include "modules/order/order.h"

int	service_entered(struct work *w, struct order *o);

#endif
