/* SPDX-License-Identifier: MIT */
#include "modules/base/work.h"
#include "steps.h"

#define SELF	RIGHT_MEMBER
#define ADMIN	RIGHT_COMPANY
#define REVIEWER (RIGHT_REVIEW | RIGHT_SECOND)
/* A policy without reviewers decides when the data are submitted. */
#define DECIDER	(REVIEWER | RIGHT_ENTERPRISE | RIGHT_CLOCK)

/* clang-format off */
static const struct step steps[] = {
 /* from               act                    to                  who */
 { IDENTITY_REQUESTED, IDENTITY_ACT_FOUND,    IDENTITY_FOUNDING,  SELF,                   ALWAYS },
 { IDENTITY_REQUESTED, IDENTITY_ACT_WITHDRAW, IDENTITY_REMOVED,   SELF,                   ALWAYS },
 { IDENTITY_REQUESTED, IDENTITY_ACT_APPROVE,  IDENTITY_ACTIVE,    ADMIN,                  ALWAYS },
 { IDENTITY_REQUESTED, IDENTITY_ACT_REJECT,   IDENTITY_REJECTED,  ADMIN,                  ALWAYS },
 { IDENTITY_FOUNDING,  IDENTITY_ACT_WITHDRAW, IDENTITY_REMOVED,   SELF,                   ALWAYS },
 { IDENTITY_FOUNDING,  IDENTITY_ACT_CONFIRM,  IDENTITY_ACTIVE,    DECIDER,                ALWAYS },
 { IDENTITY_FOUNDING,  IDENTITY_ACT_REFUSE,   IDENTITY_REJECTED,  DECIDER,                ALWAYS },
 { IDENTITY_ACTIVE,    IDENTITY_ACT_LEAVE,    IDENTITY_REMOVED,   SELF,                   ALWAYS },
 { IDENTITY_ACTIVE,    IDENTITY_ACT_REMOVE,   IDENTITY_REMOVED,   ADMIN,                  ALWAYS },
 { IDENTITY_ACTIVE,    IDENTITY_ACT_HANDOVER, IDENTITY_REMOVED,   REVIEWER | RIGHT_CLOCK, ALWAYS },
};
/* clang-format on */

static const struct machine_word states[] = { IDENTITY_STATES(MACHINE_WORD) };
static const struct machine_word acts[] = { IDENTITY_ACTS(MACHINE_CODE) };

const struct machine identity_machine = {
	.name = "identity",
	.states = states, .nstates = IDENTITY_STATE__MAX,
	.acts = acts, .nacts = IDENTITY_ACT__MAX,
	.final = 1u << IDENTITY_REJECTED | 1u << IDENTITY_REMOVED,
	.steps = steps, .nsteps = sizeof(steps) / sizeof(*steps),
};
