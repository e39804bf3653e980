/* SPDX-License-Identifier: MIT */
/*
 * The state machine of one review round (requirements 7.3, base/machine.h).
 * Pure: no SQL, no slip.  A resubmission is a new round with a row of its own,
 * so RETURNED is an end here; so is a revocation: REVOKED, and a new round.
 * Trait `two`: the policy wants two reviewers, and two different people look.
 */
#ifndef REVIEW_STEPS_H
#define REVIEW_STEPS_H

#include "modules/base/machine.h"

#define REVIEW_STATES(X) \
	X(PENDING,   "待审核")		/* any reviewer claims it */ \
	X(IN_REVIEW, "审核中")		/* the reviewer who claimed it, until the lease ends */ \
	X(SECOND,    "待复核")		/* any second reviewer but the first one claims it */ \
	X(IN_SECOND, "复核中")		/* the second reviewer, until the lease ends */ \
	X(RETURNED,  "审核未通过")	/* nobody: the applicant's next round is a new row */ \
	X(APPROVED,  "审核通过")	/* nobody, unless a lead takes it back */ \
	X(REFUSED,   "不予办理")	/* nobody */ \
	X(REVOKED,   "审核通过已撤销")	/* nobody: the next round is a new row */ \
	X(VOID,      "已撤销")		/* nobody: its subject ended meanwhile */

#define REVIEW_ACTS(X) \
	X(OPEN)		/* the row's first event */ \
	X(CLAIM) \
	X(RELEASE) \
	X(LAPSE)	/* the lease ended */ \
	X(RETURN) \
	X(APPROVE) \
	X(SENDBACK)	/* the second reviewer wants another first look */ \
	X(REASSIGN)	/* a lead hands the task to somebody */ \
	X(REFUSE)	/* for good */ \
	X(REVOKE)	/* the approval, before its effect began */ \
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

enum review_trait {
	REVIEW_TWO	= 1 << 0,	/* the policy wants two reviewers */
	REVIEW_TRAIT__ALL = (1 << 1) - 1
};

extern const struct machine review_machine;
MACHINE_NAMES(review)	/* code and words also of REVIEW_NONE */

/* Somebody has it in hand; somebody of the staff still has to look. */
static inline int
review_state_held(enum review_state s)
{
	return s == REVIEW_IN_REVIEW || s == REVIEW_IN_SECOND;
}

static inline int
review_state_waits(enum review_state s)
{
	return s == REVIEW_PENDING || s == REVIEW_SECOND || review_state_held(s);
}

#endif
