/* SPDX-License-Identifier: MIT */
/*
 * The courier's road (F1, requirements 7.4): a maker types the waybill, which
 * must have one of the carrier's shapes (modules/deliver/parcel.h); the
 * applicant confirms receipt, or the clerk does after conf->receive_days; a
 * parcel that comes back brings its order back to SHIP and is told to the
 * applicant with the reason.
 *
 * Functions with an `out` give the API's objects.
 */
#ifndef SERVICE_COURIER_H
#define SERVICE_COURIER_H

#include "modules/order/order.h"
#include "modules/outbox/task.h"

struct json;

struct shipping {
	const char	*carrier;	/* code or name */
	const char	*waybill;
};
/* By field `carrier` when no such courier is in use. */
int	courier_known(struct work *w, const char *carrier);
/* In a transaction of its own. */
int	courier_send(struct work *w, const struct pid *order, const struct shipping *s);
/* The same; `out`: the order's page. */
int	courier_ship(struct work *w, const struct pid *order, const struct shipping *s,
	    struct json **out);
/* 退回寄件人, with the courier's reason. */
int	courier_sent_back(struct work *w, const struct pid *order, const char *words,
	    struct json **out);
int	courier_receive(struct work *w, const struct pid *order, struct json **out);

/* Puts "carriers": [{code, words, hint}] into an object. */
int	courier_carriers(struct work *w, struct json *out);

/*
 * 发货清单 of a day ("2026-11-20"; NULL or "": today): {day, sent: [order],
 * waiting: [order]}.  What waits for the courier is on today's list alone; 200
 * rows each at most.
 */
int	courier_list(struct work *w, const char *day, struct json **out);

/* Task timer.receive. */
int	run_courier_received(struct work *w, const struct task *t, int64_t *again);

#endif
