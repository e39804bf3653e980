/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "modules/base/work.h"
#include "steps.h"

#define CLOCK	RIGHT_CLOCK
#define OWNER	(RIGHT_APPLY | RIGHT_COMPANY)
#define FINANCE	RIGHT_FINANCE
#define OPEN	GROUP_OPEN
#define TAKEN	GROUP_TAKEN
#define ANY	GROUP_ANY

/* clang-format off */
const struct pay_step pay_steps[] = {
 /* from           act                group  to             who */
 { PAY_CREATED,    PAY_ACT_QR,        ANY,   PAY_WAIT_SCAN, CLOCK },
 { PAY_CREATED,    PAY_ACT_SUCCEED,   OPEN,  PAY_SUCCESS,   CLOCK },	/* notified before the QR's answer came */
 { PAY_CREATED,    PAY_ACT_SUCCEED,   TAKEN, PAY_SURPLUS,   CLOCK },
 { PAY_CREATED,    PAY_ACT_MISMATCH,  ANY,   PAY_SUSPECT,   CLOCK },
 { PAY_CREATED,    PAY_ACT_CLOSE,     ANY,   PAY_CLOSED,    CLOCK | OWNER },

 { PAY_WAIT_SCAN,  PAY_ACT_QR,        ANY,   PAY_WAIT_SCAN, CLOCK },
 { PAY_WAIT_SCAN,  PAY_ACT_SUCCEED,   OPEN,  PAY_SUCCESS,   CLOCK },
 { PAY_WAIT_SCAN,  PAY_ACT_SUCCEED,   TAKEN, PAY_SURPLUS,   CLOCK },
 { PAY_WAIT_SCAN,  PAY_ACT_MISMATCH,  ANY,   PAY_SUSPECT,   CLOCK },
 { PAY_WAIT_SCAN,  PAY_ACT_CLOSE,     ANY,   PAY_CLOSED,    CLOCK | OWNER },

 { PAY_CLOSED,     PAY_ACT_QR,        ANY,   PAY_CLOSED,    CLOCK },
 { PAY_CLOSED,     PAY_ACT_SUCCEED,   OPEN,  PAY_SUCCESS,   CLOCK },	/* late, but nobody else has paid */
 { PAY_CLOSED,     PAY_ACT_SUCCEED,   TAKEN, PAY_SURPLUS,   CLOCK },
 { PAY_CLOSED,     PAY_ACT_MISMATCH,  ANY,   PAY_SUSPECT,   CLOCK },
 { PAY_CLOSED,     PAY_ACT_CLOSE,     ANY,   PAY_CLOSED,    CLOCK | OWNER },

 { PAY_SUCCESS,    PAY_ACT_QR,        ANY,   PAY_SUCCESS,   CLOCK },
 { PAY_SUCCESS,    PAY_ACT_SUCCEED,   ANY,   PAY_SUCCESS,   CLOCK },	/* the same message again */
 { PAY_SUCCESS,    PAY_ACT_MISMATCH,  ANY,   PAY_SUCCESS,   CLOCK },	/* alarm, no change */
 { PAY_SUCCESS,    PAY_ACT_CLOSE,     ANY,   PAY_SUCCESS,   CLOCK | OWNER },

 { PAY_SURPLUS,    PAY_ACT_QR,        ANY,   PAY_SURPLUS,   CLOCK },
 { PAY_SURPLUS,    PAY_ACT_SUCCEED,   ANY,   PAY_SURPLUS,   CLOCK },
 { PAY_SURPLUS,    PAY_ACT_MISMATCH,  ANY,   PAY_SURPLUS,   CLOCK },
 { PAY_SURPLUS,    PAY_ACT_CLOSE,     ANY,   PAY_SURPLUS,   CLOCK | OWNER },

 { PAY_SUSPECT,    PAY_ACT_QR,        ANY,   PAY_SUSPECT,   CLOCK },
 { PAY_SUSPECT,    PAY_ACT_SUCCEED,   ANY,   PAY_SUSPECT,   CLOCK },	/* contradicts itself: a person decides */
 { PAY_SUSPECT,    PAY_ACT_MISMATCH,  ANY,   PAY_SUSPECT,   CLOCK },
 { PAY_SUSPECT,    PAY_ACT_CLOSE,     ANY,   PAY_SUSPECT,   CLOCK | OWNER },
 { PAY_SUSPECT,    PAY_ACT_ACCEPT,    OPEN,  PAY_SUCCESS,   FINANCE },
 { PAY_SUSPECT,    PAY_ACT_ACCEPT,    TAKEN, PAY_SURPLUS,   FINANCE },
 { PAY_SUSPECT,    PAY_ACT_RETURN,    ANY,   PAY_SURPLUS,   FINANCE },
};
const size_t pay_nsteps = sizeof(pay_steps) / sizeof(*pay_steps);

const struct refund_step refund_steps[] = {
 /* from              act                 to                who */
 { REFUND_REQUESTED,  REFUND_ACT_APPROVE, REFUND_APPROVED,  CLOCK | FINANCE },	/* the clock only for SURPLUS */
 { REFUND_APPROVED,   REFUND_ACT_SEND,    REFUND_SENT,      CLOCK },
 { REFUND_SENT,       REFUND_ACT_SEND,    REFUND_SENT,      CLOCK },	/* same number again after a lost answer */
 { REFUND_SENT,       REFUND_ACT_SUCCEED, REFUND_SUCCEEDED, CLOCK },
 { REFUND_SENT,       REFUND_ACT_FAIL,    REFUND_FAILED,    CLOCK },
 { REFUND_SUCCEEDED,  REFUND_ACT_SUCCEED, REFUND_SUCCEEDED, CLOCK },
 { REFUND_FAILED,     REFUND_ACT_REPEAT,  REFUND_APPROVED,  FINANCE },
 { REFUND_FAILED,     REFUND_ACT_SUCCEED, REFUND_SUCCEEDED, CLOCK },	/* it went through after all */
};
/* clang-format on */
const size_t refund_nsteps = sizeof(refund_steps) / sizeof(*refund_steps);

const struct pay_step *
pay_step(enum pay_state from, enum pay_act act, enum pay_group_is group)
{
	for (size_t i = 0; i < pay_nsteps; i++)
		if (pay_steps[i].from == from && pay_steps[i].act == act &&
		    (pay_steps[i].group & group) != 0)
			return &pay_steps[i];
	return NULL;
}

const struct refund_step *
refund_step(enum refund_state from, enum refund_act act)
{
	for (size_t i = 0; i < refund_nsteps; i++)
		if (refund_steps[i].from == from && refund_steps[i].act == act)
			return &refund_steps[i];
	return NULL;
}

int
pay_state_open(enum pay_state s)
{
	return s == PAY_CREATED || s == PAY_WAIT_SCAN;
}

struct word {
	const char	*code, *words;
};

#define X(name, words)	{ #name, words },
static const struct word states[] = { PAY_STATES(X) };
static const struct word acts[] = { PAY_ACTS(X) };
static const struct word rstates[] = { REFUND_STATES(X) };
static const struct word racts[] = { REFUND_ACTS(X) };
#undef X

static int
word_of(const struct word *list, int n, const char *code)
{
	for (int i = 0; i < n; i++)
		if (strcmp(list[i].code, code) == 0)
			return i;
	return -1;
}

const char *
pay_state_code(enum pay_state s)
{
	return states[s].code;
}

const char *
pay_state_words(enum pay_state s)
{
	return states[s].words;
}

int
pay_state_of(const char *code)
{
	return word_of(states, PAY_STATE__MAX, code);
}

const char *
pay_act_code(enum pay_act a)
{
	return acts[a].code;
}

const char *
refund_state_code(enum refund_state s)
{
	return rstates[s].code;
}

const char *
refund_state_words(enum refund_state s)
{
	return rstates[s].words;
}

int
refund_state_of(const char *code)
{
	return word_of(rstates, REFUND_STATE__MAX, code);
}

const char *
refund_act_code(enum refund_act a)
{
	return racts[a].code;
}
