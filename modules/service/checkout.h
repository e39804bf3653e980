/* SPDX-License-Identifier: MIT */
/*
 * Checkout (C4-C7): several unpaid orders of one enterprise become one payment
 * group with one way of delivery.  The sum the person saw must be the sum that
 * is due, else ERR_PRICE with {"price": {"fen": …}}.  Checking out again
 * replaces an unpaid group: its attempts are closed first, and money that
 * comes through them nevertheless goes back.
 *
 * Groups and attempts are seen by who may see their orders' enterprise
 * (db/scope.h).  Shapes: group {pid, no, fen, state, expires_at, paid_at,
 * orders: [{pid, no, service_words, holder, fen}], invoice, attempt, providers: [{code,
 * words}]}; attempt {pid, state, state_words, qr, cashier, expires_at}.
 */
#ifndef SERVICE_CHECKOUT_H
#define SERVICE_CHECKOUT_H

#include "db/db.h"
#include "delivery.h"
#include "modules/base/fields.h"

struct json;
struct pay_attempt;
struct pay_group;

#define CHECKOUT_MAX	50	/* orders in one payment */

struct checkout_form {
	struct json	*orders;	/* pids */
	const char	*way;		/* "MAIL", "PICKUP"; "" when nothing is handed over */
	const char	*point;		/* pid, way PICKUP */
	const char	*address;	/* pid of the address book, way MAIL; or */
	struct json	*recipient;	/* {name, phone, address} as typed */
	int64_t		 fen;		/* the sum on the screen */
	struct json	*invoice;	/* a choice of invoices.h; none: 不开具 */
};

extern const struct field checkout_fields[7];

/* Body of POST /api/checkout to form, and the whole business. */
int	checkout_open(struct work *w, const struct json *body, struct json **group);
int	checkout_group(struct work *w, const struct pid *pid, struct json **group);
/* The open attempt at that provider, or a new one; the page polls its QR. */
int	checkout_pay(struct work *w, const struct pid *group, const char *provider,
	    struct json **attempt);
int	checkout_attempt(struct work *w, const struct pid *pid, struct json **attempt);
/* The text of the QR; NOTFOUND while there is none. */
int	checkout_code(struct work *w, const struct pid *pid, const char **text);

/* Shapes. */
int	checkout_group_json(struct work *w, const struct pay_group *g, struct json **out);
struct json *checkout_attempt_json(struct work *w, const struct pay_attempt *a);

#endif
