/* SPDX-License-Identifier: MIT */
/*
 * The state machine of an invoice (requirements 7.7, base/machine.h).  Pure.
 *
 * One row a payment group: whether and which is chosen with the click on
 * payment and frozen by it (D0:196).  A refund after the issue is a red letter:
 * a row of its own (trait RED), because it is a paper of its own with a number
 * of its own, and a group of two orders may get two of them; so 7.7's
 * "ISSUED -> RED_REQUESTED" is the first step of that row.  Mailing again
 * changes no state.  7.7 calls NOT_WANTED "NONE".
 */
#ifndef INVOICE_STEPS_H
#define INVOICE_STEPS_H

#include "modules/base/machine.h"

#define INVOICE_STATES(X) \
	X(NOT_WANTED,    "不开具")	/* nobody */ \
	X(CHOSEN,        "待支付")	/* the payer pays */ \
	X(WAIT_ISSUE,    "待开票")	/* finance exports it */ \
	X(ISSUING,       "开票中")	/* finance brings the result */ \
	X(ISSUED,        "已开票")	/* the clerk mails it, finance posts it */ \
	X(SENT,          "已发送")	/* nobody */ \
	X(POSTED,        "已寄出")	/* nobody */ \
	X(FAILED,        "开票失败")	/* finance tries again */ \
	X(RED_REQUESTED, "待冲红")	/* finance brings the red letter */ \
	X(RED_ISSUED,    "已冲红")	/* nobody */ \
	X(VOID,          "已取消")	/* nobody: not paid, or the money is back */

#define INVOICE_ACTS(X) \
	X(OPEN)		/* the row's first event */ \
	X(CHOOSE) \
	X(PAY) \
	X(EXPORT) \
	X(ISSUE) \
	X(FAIL) \
	X(RETRY) \
	X(SEND)		/* the mail is out */ \
	X(POST) \
	X(RED)		/* a refund wants a red letter */ \
	X(RED_ISSUE) \
	X(DROP) \
	X(RESEND)	/* only in the history */ \
	X(CHANGE)	/* the same: heading before payment, amount before the issue */

enum invoice_state {
#define X(name, words)	INVOICE_##name,
	INVOICE_STATES(X)
#undef X
	INVOICE_STATE__MAX
};

enum invoice_act {
#define X(name)	INVOICE_ACT_##name,
	INVOICE_ACTS(X)
#undef X
	INVOICE_ACT__MAX
};

enum invoice_trait {
	INVOICE_MAIL	= 1 << 0,	/* goes by e-mail, else by post */
	INVOICE_RED	= 1 << 1	/* a red letter */
};

extern const struct machine invoice_machine;
MACHINE_NAMES(invoice)

#endif
