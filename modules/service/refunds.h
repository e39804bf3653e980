/* SPDX-License-Identifier: MIT */
/*
 * Refunds asked for by people (requirements 7.2): who paid before the key was
 * begun, or finance for any paid order; a second person of finance approves or
 * rejects, never who asked, nor the applicant; then the clerk sends it
 * (settle_run_refund), again under the same number when it failed.
 *
 * A refund of all that is left of an order that may still end is a
 * cancellation: the order is held meanwhile (no key is bound) and CANCELLED
 * when the money is back.  Other refunds leave the order on its road; its word
 * is 部分退款 or 已退款.
 *
 * Shapes: refund_row (fcgi/shapes.c).
 */
#ifndef SERVICE_REFUNDS_H
#define SERVICE_REFUNDS_H

#include "modules/order/order.h"
#include "modules/pay/pay.h"

struct json;

/* The applicant: all of it, with a reason.  `out`: the order's page. */
int	refunds_ask(struct work *w, const struct pid *order, const char *reason,
	    struct json **out);
/* Finance: `fen` of it. */
int	refunds_ask_part(struct work *w, const struct pid *order, int64_t fen,
	    const char *reason, struct json **out);

int	refunds_list(struct work *w, const struct refund_filter *f, struct json **out);
int	refunds_count(struct work *w, const struct refund_filter *f, struct json **out);
int	refunds_approve(struct work *w, const struct pid *refund);
int	refunds_reject(struct work *w, const struct pid *refund, const char *words);
int	refunds_repeat(struct work *w, const struct pid *refund);

/* Puts "refunds": [{no, fen, reason, state, state_words, words, at}] of an order. */
int	refunds_put(struct work *w, const struct order *o, struct json *out);

/* Inside a transaction, the order taken: all that is left of its money goes back by
 * itself and the order ends when it is back.  1, also when that is under way; 0:
 * there is nothing to give back. */
int	refunds_end(struct work *w, const struct order *o, const char *reason);
/* Inside transactions: ERR_CONFLICT in words while a cancellation is under way. */
int	refunds_hold(struct work *w, const struct order *o);
/* The money of a refund is back: order, invoice, message. */
int	refunds_done(struct work *w, const struct pay_refund *r);

/* Money that does not fit (SUSPECT), see pay.h; two people accept. */
int	refunds_accept_suspect(struct work *w, const struct pid *attempt, const char *words);
int	refunds_return_suspect(struct work *w, const struct pid *attempt, const char *words);

#endif
