/* SPDX-License-Identifier: MIT */
#include "modules/base/work.h"
#include "steps.h"

#define CLOCK	RIGHT_CLOCK
#define STAFF	RIGHT_SYSTEM

/* clang-format off */
static const struct step steps[] = {
 /* from             act                to              who    has hasn't way */
 { MESSAGE_QUEUED,   MESSAGE_ACT_SEND,  MESSAGE_SENT,   CLOCK, ALWAYS },
 { MESSAGE_QUEUED,   MESSAGE_ACT_BURY,  MESSAGE_DEAD,   CLOCK, ALWAYS },
 { MESSAGE_DEAD,     MESSAGE_ACT_SEND,  MESSAGE_SENT,   CLOCK, ALWAYS },	/* its task was woken */
 { MESSAGE_DEAD,     MESSAGE_ACT_AGAIN, MESSAGE_QUEUED, STAFF, ALWAYS },
};
/* clang-format on */

static const struct machine_word states[] = { MESSAGE_STATES(MACHINE_WORD) };
static const struct machine_word acts[] = { MESSAGE_ACTS(MACHINE_CODE) };

const struct machine message_machine = {
	.name = "message",
	.states = states, .nstates = MESSAGE_STATE__MAX,
	.acts = acts, .nacts = MESSAGE_ACT__MAX,
	.final = 1u << MESSAGE_SENT,
	.steps = steps, .nsteps = sizeof(steps) / sizeof(*steps),
};
