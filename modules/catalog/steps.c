/* SPDX-License-Identifier: MIT */
#include "modules/base/work.h"
#include "steps.h"

/* clang-format off */
static const struct step steps[] = {
 /* from              act                  to                who */
 { TARIFF_DRAFT,     TARIFF_ACT_ACTIVATE, TARIFF_SCHEDULED, RIGHT_SYSTEM, ALWAYS },
 { TARIFF_DRAFT,     TARIFF_ACT_DROP,     TARIFF_DROPPED,   RIGHT_SYSTEM, ALWAYS },
 { TARIFF_SCHEDULED, TARIFF_ACT_WITHDRAW, TARIFF_WITHDRAWN, RIGHT_SYSTEM, ALWAYS },
};
/* clang-format on */

static const struct machine_word states[] = { TARIFF_STATES(MACHINE_WORD) };
static const struct machine_word acts[] = { TARIFF_ACTS(MACHINE_WORD) };

const struct machine tariff_machine = {
	.name = "tariff",
	.states = states, .nstates = TARIFF_STATE__MAX,
	.acts = acts, .nacts = TARIFF_ACT__MAX,
	.final = 1u << TARIFF_WITHDRAWN | 1u << TARIFF_DROPPED,
	.steps = steps, .nsteps = sizeof(steps) / sizeof(*steps),
};
