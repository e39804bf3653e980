/* SPDX-License-Identifier: MIT */
#include "modules/base/work.h"
#include "steps.h"

/* Whose dossier it is, the query has asked; a person's own needs no more. */
#define OWNER	(RIGHT_ENTERPRISE | RIGHT_COMPANY | RIGHT_MEMBER)
#define JUDGE	(RIGHT_REVIEW | RIGHT_SECOND)
#define LEAD	RIGHT_LEAD
#define REVIEWED DOSSIER_REVIEWED

/* clang-format off */
static const struct step steps[] = {
 /* from              act                   to                who            has       hasn't    way */
 { DOSSIER_DRAFT,    DOSSIER_ACT_SUBMIT,   DOSSIER_PENDING,  OWNER,         REVIEWED, 0,        0 },
 { DOSSIER_DRAFT,    DOSSIER_ACT_SUBMIT,   DOSSIER_APPROVED, OWNER,         0,        REVIEWED, 0 },
 { DOSSIER_DRAFT,    DOSSIER_ACT_DROP,     DOSSIER_DROPPED,  OWNER,         ALWAYS },
 { DOSSIER_PENDING,  DOSSIER_ACT_RETURN,   DOSSIER_RETURNED, JUDGE,         ALWAYS },
 { DOSSIER_PENDING,  DOSSIER_ACT_APPROVE,  DOSSIER_APPROVED, JUDGE,         ALWAYS },
 { DOSSIER_PENDING,  DOSSIER_ACT_REFUSE,   DOSSIER_REFUSED,  LEAD,          ALWAYS },
 { DOSSIER_RETURNED, DOSSIER_ACT_RESUBMIT, DOSSIER_PENDING,  OWNER,         REVIEWED, 0,        0 },
 { DOSSIER_RETURNED, DOSSIER_ACT_RESUBMIT, DOSSIER_APPROVED, OWNER,         0,        REVIEWED, 0 },
 { DOSSIER_RETURNED, DOSSIER_ACT_DROP,     DOSSIER_DROPPED,  OWNER,         ALWAYS },
 { DOSSIER_APPROVED, DOSSIER_ACT_REPLACE,  DOSSIER_REPLACED, JUDGE | OWNER, ALWAYS },
};
/* clang-format on */

static const struct machine_word states[] = { DOSSIER_STATES(MACHINE_WORD) };
static const struct machine_word acts[] = { DOSSIER_ACTS(MACHINE_WORD) };
static const char *const traits[] = { "reviewed" };

const struct machine dossier_machine = {
	.name = "dossier",
	.states = states, .nstates = DOSSIER_STATE__MAX,
	.acts = acts, .nacts = DOSSIER_ACT__MAX,
	.final = 1u << DOSSIER_REPLACED | 1u << DOSSIER_REFUSED | 1u << DOSSIER_DROPPED,
	.traits = traits, .ntraits = 1,
	.steps = steps, .nsteps = sizeof(steps) / sizeof(*steps),
};
