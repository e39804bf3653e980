/* SPDX-License-Identifier: MIT */
#include "modules/base/work.h"
#include "steps.h"

/* clang-format off */
static const struct step steps[] = {
 /* from               act                   to                 who           has  hasnt            way */
 { CONTENT_DRAFT,      CONTENT_ACT_PUBLISH,  CONTENT_PUBLISHED, RIGHT_SYSTEM, ALWAYS },
 { CONTENT_DRAFT,      CONTENT_ACT_DROP,     CONTENT_DROPPED,   RIGHT_SYSTEM, ALWAYS },
 { CONTENT_PUBLISHED,  CONTENT_ACT_REPLACE,  CONTENT_REPLACED,  RIGHT_SYSTEM, ALWAYS },
 { CONTENT_PUBLISHED,  CONTENT_ACT_WITHDRAW, CONTENT_WITHDRAWN, RIGHT_SYSTEM, 0,   CONTENT_LASTING, 0 },
};
/* clang-format on */

static const struct machine_word states[] = { CONTENT_STATES(MACHINE_WORD) };
static const struct machine_word acts[] = { CONTENT_ACTS(MACHINE_CODE) };
static const char *const traits[] = { "lasting" };

const struct machine content_machine = {
	.name = "content",
	.states = states, .nstates = CONTENT_STATE__MAX,
	.acts = acts, .nacts = CONTENT_ACT__MAX,
	.final = 1u << CONTENT_WITHDRAWN | 1u << CONTENT_REPLACED | 1u << CONTENT_DROPPED,
	.traits = traits, .ntraits = 1,
	.steps = steps, .nsteps = sizeof(steps) / sizeof(*steps),
};
