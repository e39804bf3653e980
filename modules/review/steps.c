/* SPDX-License-Identifier: MIT */
#include "modules/base/work.h"
#include "steps.h"

#define REVIEWER (RIGHT_REVIEW | RIGHT_SECOND)
#define SECOND	RIGHT_SECOND
#define LEAD	RIGHT_LEAD
#define CLOCK	RIGHT_CLOCK
#define OWNER	(RIGHT_APPLY | RIGHT_COMPANY | RIGHT_ENTERPRISE | RIGHT_MEMBER)
#define TWO	REVIEW_TWO

/* clang-format off */
static const struct step steps[] = {
 /* from              act                  to                who            has  hasn't way */
 { REVIEW_PENDING,   REVIEW_ACT_CLAIM,    REVIEW_IN_REVIEW, REVIEWER,      ALWAYS },
 { REVIEW_PENDING,   REVIEW_ACT_DROP,     REVIEW_VOID,      OWNER | CLOCK, ALWAYS },
 { REVIEW_IN_REVIEW, REVIEW_ACT_CLAIM,    REVIEW_IN_REVIEW, REVIEWER,      ALWAYS },	/* the lease ended, or is renewed */
 { REVIEW_IN_REVIEW, REVIEW_ACT_RELEASE,  REVIEW_PENDING,   REVIEWER,      ALWAYS },
 { REVIEW_IN_REVIEW, REVIEW_ACT_REASSIGN, REVIEW_PENDING,   LEAD,          ALWAYS },
 { REVIEW_IN_REVIEW, REVIEW_ACT_LAPSE,    REVIEW_PENDING,   CLOCK,         ALWAYS },
 { REVIEW_IN_REVIEW, REVIEW_ACT_RETURN,   REVIEW_RETURNED,  REVIEWER,      ALWAYS },
 { REVIEW_IN_REVIEW, REVIEW_ACT_APPROVE,  REVIEW_APPROVED,  REVIEWER,      0,   TWO,   0 },
 { REVIEW_IN_REVIEW, REVIEW_ACT_APPROVE,  REVIEW_SECOND,    REVIEWER,      TWO, 0,     0 },
 { REVIEW_IN_REVIEW, REVIEW_ACT_REFUSE,   REVIEW_REFUSED,   LEAD,          ALWAYS },
 { REVIEW_IN_REVIEW, REVIEW_ACT_DROP,     REVIEW_VOID,      OWNER | CLOCK, ALWAYS },

 { REVIEW_SECOND,    REVIEW_ACT_CLAIM,    REVIEW_IN_SECOND, SECOND,        ALWAYS },
 { REVIEW_SECOND,    REVIEW_ACT_DROP,     REVIEW_VOID,      OWNER | CLOCK, ALWAYS },
 { REVIEW_IN_SECOND, REVIEW_ACT_CLAIM,    REVIEW_IN_SECOND, SECOND,        ALWAYS },
 { REVIEW_IN_SECOND, REVIEW_ACT_RELEASE,  REVIEW_SECOND,    SECOND,        ALWAYS },
 { REVIEW_IN_SECOND, REVIEW_ACT_LAPSE,    REVIEW_SECOND,    CLOCK,         ALWAYS },
 { REVIEW_IN_SECOND, REVIEW_ACT_APPROVE,  REVIEW_APPROVED,  SECOND,        ALWAYS },
 { REVIEW_IN_SECOND, REVIEW_ACT_SENDBACK, REVIEW_PENDING,   SECOND,        ALWAYS },
 { REVIEW_IN_SECOND, REVIEW_ACT_REFUSE,   REVIEW_REFUSED,   LEAD,          ALWAYS },
 { REVIEW_IN_SECOND, REVIEW_ACT_DROP,     REVIEW_VOID,      OWNER | CLOCK, ALWAYS },

 { REVIEW_APPROVED,  REVIEW_ACT_REVOKE,   REVIEW_REVOKED,   LEAD,          ALWAYS },
};
/* clang-format on */

/* One more than there are states: REVIEW_NONE is shown, never stored. */
static const struct machine_word states[] = {
	REVIEW_STATES(MACHINE_WORD) { "NONE", "无需审核" },
};
static const struct machine_word acts[] = { REVIEW_ACTS(MACHINE_CODE) };
static const char *const traits[] = { "two" };

const struct machine review_machine = {
	.name = "review",
	.states = states, .nstates = REVIEW_STATE__MAX,
	.acts = acts, .nacts = REVIEW_ACT__MAX,
	.final = 1u << REVIEW_RETURNED | 1u << REVIEW_REFUSED | 1u << REVIEW_REVOKED |
	    1u << REVIEW_VOID,
	.traits = traits, .ntraits = 1,
	.steps = steps, .nsteps = sizeof(steps) / sizeof(*steps),
};
