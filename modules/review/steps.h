/* SPDX-License-Identifier: MIT */
/*
 * The state machine of one review round (requirements 7.3).  Pure: no SQL, no
 * slip.  A resubmission is a new round with a row of its own, so RETURNED is
 * an end here.  The second look of CANCEL businesses comes with their issue.
 */
#ifndef REVIEW_STEPS_H
#define REVIEW_STEPS_H

#include <stddef.h>

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

struct review_step {
	enum review_state	from;
	enum review_act		act;
	enum review_state	to;
	unsigned		who;	/* any of these rights (base/work.h) */
};

extern const struct review_step review_steps[];
extern const size_t review_nsteps;

/* The row that answers, or NULL: then the act is refused with 409. */
const struct review_step *review_step(enum review_state from, enum review_act act);

int	review_state_final(enum review_state s);

const char	*review_state_code(enum review_state s);	/* "NONE" for REVIEW_NONE */
const char	*review_state_words(enum review_state s);
int		 review_state_of(const char *code);		/* -1: none */
const char	*review_act_code(enum review_act a);

#endif
