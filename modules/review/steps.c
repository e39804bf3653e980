/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "modules/base/work.h"
#include "steps.h"

#define REVIEWER (RIGHT_REVIEW | RIGHT_SECOND)
#define CLOCK	RIGHT_CLOCK
#define OWNER	(RIGHT_APPLY | RIGHT_COMPANY)

/* clang-format off */
const struct review_step review_steps[] = {
 /* from              act                 to                who */
 { REVIEW_PENDING,   REVIEW_ACT_CLAIM,   REVIEW_IN_REVIEW, REVIEWER },
 { REVIEW_PENDING,   REVIEW_ACT_DROP,    REVIEW_VOID,      OWNER | CLOCK },
 { REVIEW_IN_REVIEW, REVIEW_ACT_CLAIM,   REVIEW_IN_REVIEW, REVIEWER },	/* the lease ended, or is renewed */
 { REVIEW_IN_REVIEW, REVIEW_ACT_RELEASE, REVIEW_PENDING,   REVIEWER },
 { REVIEW_IN_REVIEW, REVIEW_ACT_LAPSE,   REVIEW_PENDING,   CLOCK },
 { REVIEW_IN_REVIEW, REVIEW_ACT_RETURN,  REVIEW_RETURNED,  REVIEWER },
 { REVIEW_IN_REVIEW, REVIEW_ACT_APPROVE, REVIEW_APPROVED,  REVIEWER },
 { REVIEW_IN_REVIEW, REVIEW_ACT_DROP,    REVIEW_VOID,      OWNER | CLOCK },
};
/* clang-format on */
const size_t review_nsteps = sizeof(review_steps) / sizeof(*review_steps);

const struct review_step *
review_step(enum review_state from, enum review_act act)
{
	for (size_t i = 0; i < review_nsteps; i++)
		if (review_steps[i].from == from && review_steps[i].act == act)
			return &review_steps[i];
	return NULL;
}

int
review_state_final(enum review_state s)
{
	return s == REVIEW_RETURNED || s == REVIEW_APPROVED || s == REVIEW_VOID;
}

#define X(name, words)	{ #name, words },
static const struct {
	const char	*code, *words;
} states[] = { REVIEW_STATES(X) { "NONE", "无需审核" } };
#undef X

#define X(name)	#name,
static const char *const acts[] = { REVIEW_ACTS(X) };
#undef X

const char *
review_state_code(enum review_state s)
{
	return states[s].code;
}

const char *
review_state_words(enum review_state s)
{
	return states[s].words;
}

int
review_state_of(const char *code)
{
	for (int i = 0; i < REVIEW_STATE__MAX; i++)
		if (strcmp(states[i].code, code) == 0)
			return i;
	return -1;
}

const char *
review_act_code(enum review_act a)
{
	return acts[a];
}
