/* SPDX-License-Identifier: MIT */
/*
 * One struct of functions per provider; setting pay_drivers names those that
 * are offered.  Only the clerk calls create, query, close, refund and
 * parse_notify: workers hold no provider key.  None of them runs inside a
 * transaction.  A fault says why an outcome is not OK.
 */
#ifndef PAY_DRIVER_H
#define PAY_DRIVER_H

#include "modules/outbox/outside.h"
#include "pay.h"

enum pay_trade { PAY_TRADE_ABSENT, PAY_TRADE_UNPAID, PAY_TRADE_PAID, PAY_TRADE_CLOSED };

struct pay_driver {
	const char	*name, *words;		/* "sandbox", 模拟支付 */
	const char	*merchant;
	/* OK: *code is the text of the QR; the same trade again gives the same. */
	enum outside	(*create)(struct work *w, const struct pay_attempt *a,
			    const char **code);
	/* OK: what the provider knows; evidence is filled when PAID. */
	enum outside	(*query)(struct work *w, const struct pay_attempt *a,
			    enum pay_trade *trade, struct pay_evidence *ev);
	/* OK: cannot be paid any more, or was paid: ask. */
	enum outside	(*close)(struct work *w, const struct pay_attempt *a);
	/* OK: done under this refund_no, now or before. */
	enum outside	(*refund)(struct work *w, const struct pay_attempt *a,
			    const struct pay_refund *r, const char **ref);
	/* 0: signed by the provider and read; -1: refused, changes nothing. */
	int		(*parse_notify)(struct work *w, const struct pay_inbox *in,
			    struct pay_evidence *out);
};

extern const struct pay_driver pay_sandbox;

/* NULL: not offered by this installation. */
const struct pay_driver	*pay_driver_find(const struct work *w, const char *name);
/* The i-th offered one, or NULL. */
const struct pay_driver	*pay_driver_at(const struct work *w, size_t i);

#endif
