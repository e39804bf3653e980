/* SPDX-License-Identifier: MIT */
/*
 * The projection of the three words: the only writer of orders.pay_word,
 * review_word and ship_word.  Called in the transaction of every change in one
 * of the four rooms (order, pay, review, deliver).  service_check() recomputes
 * all of them and counts the differences: `caportal-admin check`.
 */
#ifndef SERVICE_RESTATE_H
#define SERVICE_RESTATE_H

#include "modules/order/order.h"

int	service_restate(struct work *w, struct order *o);
/* The same in the transaction that made the order: no neighbour knows it yet. */
int	service_restate_new(struct work *w, struct order *o);
/* *looked orders were recomputed, *wrong of them differ (their numbers are logged). */
int	service_check(struct work *w, int64_t *looked, int64_t *wrong);

#endif
