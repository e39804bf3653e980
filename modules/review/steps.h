/* SPDX-License-Identifier: MIT */
/*
 * The state machine of one review round (requirements 7.3, base/machine.h).
 * Pure: no SQL, no slip.  A resubmission is a new round with a row of its own,
 * so RETURNED is an end here.  The second look of CANCEL businesses comes with their issue.
 */
#ifndef REVIEW_STEPS_H
#define REVIEW_STEPS_H

#include "modules/base/machine.h"

#define REVIEW_STATES(X) \
	X(PENDING,   "待审核")		/* any reviewer claims it */ \
	X(IN_REVIEW, "审核中")		/* the reviewer who claimed it, until the lease ends */ \
	X(RETURNED,  "审核未通过")	/* nobody: the applicant's next round is a new row */ \
	X(APPROVED,  "审核通过")	/* nobody */ \
	X(VOID,      "已撤销")		/* nobody: the order was cancelled meanwhile */

#define REVIEW_ACTS(X) \
	X(OPEN)		/* the row's first event */ \
	X(CLAIM) \
	X(RELEASE) \
	X(LAPSE)	/* the lease ended */ \
	X(RETURN) \
	X(APPROVE) \
	X(DROP)

enum review_state {
#define X(name, words)	REVIEW_##name,
	REVIEW_STATES(X)
#undef X
	REVIEW_STATE__MAX,
	REVIEW_NONE = REVIEW_STATE__MAX	/* the order was never under review */
};

enum review_act {
#define X(name)	REVIEW_ACT_##name,
	REVIEW_ACTS(X)
#undef X
	REVIEW_ACT__MAX
};

extern const struct machine review_machine;
MACHINE_NAMES(review)	/* code and words also of REVIEW_NONE */

#endif
