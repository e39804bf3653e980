/* SPDX-License-Identifier: MIT */
#include "modules/base/work.h"
#include "steps.h"

#define CLOCK	RIGHT_CLOCK
#define LEAD	RIGHT_LEAD	/* refuses an order, takes an approval back */
#define OWNER	(RIGHT_APPLY | RIGHT_COMPANY | LEAD)
#define FINANCE	RIGHT_FINANCE
#define OPEN	GROUP_OPEN, 0, 0
#define TAKEN	0, GROUP_OPEN, 0

/* clang-format off */
static const struct step pay_steps[] = {
 /* from            act                to              who             the group is */
 { PAY_CREATED,    PAY_ACT_QR,        PAY_WAIT_SCAN,  CLOCK,          ALWAYS },
 { PAY_CREATED,    PAY_ACT_SUCCEED,   PAY_SUCCESS,    CLOCK,          OPEN   },	/* notified before the QR's answer came */
 { PAY_CREATED,    PAY_ACT_SUCCEED,   PAY_SURPLUS,    CLOCK,          TAKEN  },
 { PAY_CREATED,    PAY_ACT_MISMATCH,  PAY_SUSPECT,    CLOCK,          ALWAYS },
 { PAY_CREATED,    PAY_ACT_CLOSE,     PAY_CLOSED,     CLOCK | OWNER,  ALWAYS },

 { PAY_WAIT_SCAN,  PAY_ACT_QR,        PAY_WAIT_SCAN,  CLOCK,          ALWAYS },
 { PAY_WAIT_SCAN,  PAY_ACT_SUCCEED,   PAY_SUCCESS,    CLOCK,          OPEN   },
 { PAY_WAIT_SCAN,  PAY_ACT_SUCCEED,   PAY_SURPLUS,    CLOCK,          TAKEN  },
 { PAY_WAIT_SCAN,  PAY_ACT_MISMATCH,  PAY_SUSPECT,    CLOCK,          ALWAYS },
 { PAY_WAIT_SCAN,  PAY_ACT_CLOSE,     PAY_CLOSED,     CLOCK | OWNER,  ALWAYS },

 { PAY_CLOSED,     PAY_ACT_QR,        PAY_CLOSED,     CLOCK,          ALWAYS },
 { PAY_CLOSED,     PAY_ACT_SUCCEED,   PAY_SUCCESS,    CLOCK,          OPEN   },	/* late, but nobody else has paid */
 { PAY_CLOSED,     PAY_ACT_SUCCEED,   PAY_SURPLUS,    CLOCK,          TAKEN  },
 { PAY_CLOSED,     PAY_ACT_MISMATCH,  PAY_SUSPECT,    CLOCK,          ALWAYS },
 { PAY_CLOSED,     PAY_ACT_CLOSE,     PAY_CLOSED,     CLOCK | OWNER,  ALWAYS },

 { PAY_SUCCESS,    PAY_ACT_QR,        PAY_SUCCESS,    CLOCK,          ALWAYS },
 { PAY_SUCCESS,    PAY_ACT_SUCCEED,   PAY_SUCCESS,    CLOCK,          ALWAYS },	/* the same message again */
 { PAY_SUCCESS,    PAY_ACT_MISMATCH,  PAY_SUCCESS,    CLOCK,          ALWAYS },	/* alarm, no change */
 { PAY_SUCCESS,    PAY_ACT_CLOSE,     PAY_SUCCESS,    CLOCK | OWNER,  ALWAYS },

 { PAY_SURPLUS,    PAY_ACT_QR,        PAY_SURPLUS,    CLOCK,          ALWAYS },
 { PAY_SURPLUS,    PAY_ACT_SUCCEED,   PAY_SURPLUS,    CLOCK,          ALWAYS },
 { PAY_SURPLUS,    PAY_ACT_MISMATCH,  PAY_SURPLUS,    CLOCK,          ALWAYS },
 { PAY_SURPLUS,    PAY_ACT_CLOSE,     PAY_SURPLUS,    CLOCK | OWNER,  ALWAYS },

 { PAY_SUSPECT,    PAY_ACT_QR,        PAY_SUSPECT,    CLOCK,          ALWAYS },
 { PAY_SUSPECT,    PAY_ACT_SUCCEED,   PAY_SUSPECT,    CLOCK,          ALWAYS },	/* contradicts itself: a person decides */
 { PAY_SUSPECT,    PAY_ACT_MISMATCH,  PAY_SUSPECT,    CLOCK,          ALWAYS },
 { PAY_SUSPECT,    PAY_ACT_CLOSE,     PAY_SUSPECT,    CLOCK | OWNER,  ALWAYS },
 { PAY_SUSPECT,    PAY_ACT_ACCEPT,    PAY_SUCCESS,    FINANCE,        OPEN   },
 { PAY_SUSPECT,    PAY_ACT_ACCEPT,    PAY_SURPLUS,    FINANCE,        TAKEN  },
 { PAY_SUSPECT,    PAY_ACT_RETURN,    PAY_SURPLUS,    FINANCE,        ALWAYS },
};

static const struct step refund_steps[] = {
 /* from              act                 to                who */
 { REFUND_REQUESTED,  REFUND_ACT_APPROVE, REFUND_APPROVED,  CLOCK | FINANCE | LEAD, ALWAYS },	/* the clock only for SURPLUS, the lead of an order refused */
 { REFUND_REQUESTED,  REFUND_ACT_REJECT,  REFUND_REJECTED,  FINANCE,         ALWAYS },
 { REFUND_APPROVED,   REFUND_ACT_SEND,    REFUND_SENT,      CLOCK,           ALWAYS },
 { REFUND_SENT,       REFUND_ACT_SEND,    REFUND_SENT,      CLOCK,           ALWAYS },	/* same number again after a lost answer */
 { REFUND_SENT,       REFUND_ACT_SUCCEED, REFUND_SUCCEEDED, CLOCK,           ALWAYS },
 { REFUND_SENT,       REFUND_ACT_FAIL,    REFUND_FAILED,    CLOCK,           ALWAYS },
 { REFUND_SUCCEEDED,  REFUND_ACT_SUCCEED, REFUND_SUCCEEDED, CLOCK,           ALWAYS },
 { REFUND_FAILED,     REFUND_ACT_REPEAT,  REFUND_APPROVED,  FINANCE,         ALWAYS },
 { REFUND_FAILED,     REFUND_ACT_SUCCEED, REFUND_SUCCEEDED, CLOCK,           ALWAYS },	/* it went through after all */
};
/* clang-format on */

static const struct machine_word pay_states[] = { PAY_STATES(MACHINE_WORD) };
static const struct machine_word pay_acts[] = { PAY_ACTS(MACHINE_WORD) };
static const char *const pay_traits[] = { "open group" };
static const struct machine_word refund_states[] = { REFUND_STATES(MACHINE_WORD) };
static const struct machine_word refund_acts[] = { REFUND_ACTS(MACHINE_WORD) };

const struct machine pay_machine = {
	.name = "payment attempt",
	.states = pay_states, .nstates = PAY_STATE__MAX,
	.acts = pay_acts, .nacts = PAY_ACT__MAX,
	.final = 1u << PAY_SUCCESS | 1u << PAY_SURPLUS,	/* CLOSED: late money still comes */
	.traits = pay_traits, .ntraits = 1,
	.steps = pay_steps, .nsteps = sizeof(pay_steps) / sizeof(*pay_steps),
};

const struct machine refund_machine = {
	.name = "refund",
	.states = refund_states, .nstates = REFUND_STATE__MAX,
	.acts = refund_acts, .nacts = REFUND_ACT__MAX,
	.final = 1u << REFUND_SUCCEEDED | 1u << REFUND_REJECTED,
	.steps = refund_steps, .nsteps = sizeof(refund_steps) / sizeof(*refund_steps),
};

int
pay_state_open(enum pay_state s)
{
	return s == PAY_CREATED || s == PAY_WAIT_SCAN;
}
