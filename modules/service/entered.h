/* SPDX-License-Identifier: MIT */
/*
 * What a new state of an order asks of the neighbouring rooms.  Called after
 * every order_move() that may bring an order there, in the same transaction and
 * before service_restate():
 *
 *	UNPAID	the term of payment begins (again after a review that comes first)
 *	REVIEW	a new round waits in the pool (review_open)
 *	MAKE	the voucher or the parcel begins (handout_open)
 *	DOWNLOAD	the link into the holder's phone is asked for (mobile_open)
 *	UPDATE, DONE	what a business does to a held certificate (held_entered)
 *	CANCELLED, EXPIRED, REFUSED	the open round and the certificate end
 *
 * Other states need nothing; a second call in one state does no harm.
 */
#ifndef SERVICE_ENTERED_H
#define SERVICE_ENTERED_H

#include "modules/order/order.h"

int	service_entered(struct work *w, struct order *o);

#endif
