/* SPDX-License-Identifier: MIT */
/*
 * The sandbox provider: a bank that exists only in our database, so that the
 * road of the money is walked from the first day as with a real one.
 *
 * Two halves that talk over HTTP only:
 *	sandbox.c	our driver: create, query, close, refund, parse_notify
 *	sandbox_bank.c	the provider: its books, the cashier's click, the signed
 *			notify it posts to setting notify_url
 *
 * Notify: POST, JSON body
 *	{"out_trade_no", "txn", "merchant", "currency", "fen", "paid_at",
 *	 "nonce", "timestamp"}
 * signed as modules/outbox/signed.h says.
 */
#ifndef PAY_SANDBOX_H
#define PAY_SANDBOX_H

#include "modules/outbox/signed.h"
#include "pay.h"

#define SANDBOX_MERCHANT	"CAPORTAL-SANDBOX"

struct http_request;

struct sandbox_trade {
	const char	*out_trade_no, *merchant, *currency, *words, *state, *txn;
	struct pid	 token;
	int64_t		 fen, expires_at, paid_at;
};

/* What the cashier page shows: {fen, words, state of our attempt}. */
int	sandbox_cashier(struct work *w, const struct pid *token, struct json **out);
/* The click, inside a transaction: only a task; the clerk is the bank. */
int	sandbox_click(struct work *w, const struct pid *token);
/* The bank's half, for the clerk: books the payment (inside a transaction) and
 * adds task pay.notify; an expired or closed trade is not paid. */
int	sandbox_pay(struct work *w, const struct pid *token);
/* One notify as a request: headers, body. */
int	sandbox_notify(struct work *w, const char *out_trade_no, struct http_request *out);
/* Posts it; -1: not received, the provider tries again later. */
int	sandbox_send(struct work *w, const char *out_trade_no);

#endif
