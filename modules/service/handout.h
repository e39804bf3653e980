/* SPDX-License-Identifier: MIT */
/*
 * How the finished key reaches its holder (requirements 7.4, F1-F3, S10).
 *
 * PICKUP: the code exists from approval on (on the review-first road from
 * payment on) and is marked 制证中 until the key is ready.  A desk clerk sees
 * only the orders of the own pickup point; codes and key serials that are
 * typed wrong are counted before they are looked at (modules/account/limit.h).
 * MAIL: courier.h.
 *
 * At hand-out the certificate becomes ACTIVE, or NEEDS_ACTIVATION where the
 * policy says so (D4:32), and the key's warranty starts.
 * Functions with an `out` give the API's objects.
 */
#ifndef SERVICE_HANDOUT_H
#define SERVICE_HANDOUT_H

#include "modules/order/order.h"

struct json;

/* Inside the transaction that brought the order to MAKE; once per order. */
int	handout_open(struct work *w, struct order *o);
/* Inside a transaction: the live code is void, another takes its place; *renewed 0: there is none. */
int	handout_renew(struct work *w, struct order *o, int *renewed);
/* Inside a transaction: nobody collects with the live code any more. */
int	handout_void(struct work *w, const struct order *o);
/* Inside the transaction that gave the key away: certificate, key and warranty begin. */
int	handout_in_hand(struct work *w, struct order *o);
/* Inside the transaction that finished the key: tells the holder (PICKUP). */
int	handout_ready(struct work *w, struct order *o);

/* The applicant's page; the code is null while there is none to show. */
int	handout_voucher(struct work *w, const struct pid *order, struct json **out);
/* 补发领取码: the old one is void at once; five a day.  Tells the holder as handout_ready(). */
int	handout_again(struct work *w, const struct pid *order, struct json **out);
/* What the QR on the applicant's screen says; NOTFOUND when there is none to show. */
int	handout_code(struct work *w, const struct pid *order, const char **code);
/* 领取凭证 as PDF, kept when the voucher was issued. */
int	handout_slip(struct work *w, const struct pid *order, struct blob *pdf);

/* The desk. */
int	handout_waiting(struct work *w, int64_t page, int64_t size, struct json **out);
int	handout_lookup(struct work *w, const char *code, struct json **out);

struct handing {
	const char	*code, *key_serial;
	int		 id_checked;
};
int	handout_hand(struct work *w, const struct handing *h, struct json **out);

#endif
