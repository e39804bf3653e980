/* SPDX-License-Identifier: MIT */
#include "modules/base/work.h"
#include "steps.h"

#define OWNER	(RIGHT_APPLY | RIGHT_COMPANY)
#define CLOCK	RIGHT_CLOCK
#define LEAD	RIGHT_LEAD	/* refuses the order it was for */
#define MAKER	RIGHT_MAKE
#define DESK	RIGHT_DESK
#define REVIEWER (RIGHT_REVIEW | RIGHT_SECOND)
/* A parcel's holder confirms receipt; a desk hands over. */
#define HANDS	(DESK | OWNER | CLOCK)
/* Who brings the new certificate into the key: its holder, or a maker for them. */
#define UPDATER	(MAKER | OWNER | CLOCK)
/* Does the certificate wait for an activation after hand-out? */
#define WAITS	CERT_WAITS, 0, 0
#define AT_ONCE	0, CERT_WAITS, 0

/* clang-format off */
static const struct step cert_steps[] = {
 /* from                   act                to                     who             when */
 { CERT_APPLYING,         CERT_ACT_ISSUE,    CERT_READY,            MAKER | CLOCK,  ALWAYS  },
 { CERT_APPLYING,         CERT_ACT_REPLACE,  CERT_REPLACED,         HANDS,          ALWAYS  },
 { CERT_APPLYING,         CERT_ACT_DROP,     CERT_DROPPED,          OWNER | LEAD | CLOCK, ALWAYS  },
 { CERT_READY,            CERT_ACT_RETRACT,  CERT_APPLYING,         MAKER,          ALWAYS  },
 { CERT_READY,            CERT_ACT_HANDOUT,  CERT_ACTIVE,           HANDS,          AT_ONCE },
 { CERT_READY,            CERT_ACT_HANDOUT,  CERT_NEEDS_ACTIVATION, HANDS,          WAITS   },
 { CERT_READY,            CERT_ACT_REPLACE,  CERT_REPLACED,         HANDS,          ALWAYS  },
 { CERT_READY,            CERT_ACT_REVOKE,   CERT_REVOKED,          REVIEWER,       ALWAYS  },
 { CERT_NEEDS_ACTIVATION, CERT_ACT_ACTIVATE, CERT_ACTIVE,           OWNER | CLOCK,  ALWAYS  },
 { CERT_NEEDS_ACTIVATION, CERT_ACT_REVOKE,   CERT_REVOKED,          REVIEWER,       ALWAYS  },
 { CERT_ACTIVE,           CERT_ACT_RENEW,    CERT_RENEWAL_PENDING,  OWNER | CLOCK,  ALWAYS  },
 { CERT_ACTIVE,           CERT_ACT_CHANGE,   CERT_CHANGE_PENDING,   REVIEWER,       ALWAYS  },
 { CERT_ACTIVE,           CERT_ACT_REPLACE,  CERT_REPLACED,         HANDS,          ALWAYS  },
 { CERT_ACTIVE,           CERT_ACT_EXPIRE,   CERT_EXPIRED,          CLOCK,          ALWAYS  },
 { CERT_ACTIVE,           CERT_ACT_SUSPEND,  CERT_SUSPENDED,        OWNER,          ALWAYS  },
 { CERT_ACTIVE,           CERT_ACT_REVOKE,   CERT_REVOKED,          REVIEWER,       ALWAYS  },
 { CERT_RENEWAL_PENDING,  CERT_ACT_UPDATE,   CERT_ACTIVE,           UPDATER,        ALWAYS  },
 { CERT_RENEWAL_PENDING,  CERT_ACT_UNDO,     CERT_ACTIVE,           CLOCK,          ALWAYS  },
 { CERT_RENEWAL_PENDING,  CERT_ACT_REVOKE,   CERT_REVOKED,          REVIEWER,       ALWAYS  },
 { CERT_CHANGE_PENDING,   CERT_ACT_UPDATE,   CERT_ACTIVE,           UPDATER,        ALWAYS  },
 { CERT_CHANGE_PENDING,   CERT_ACT_REVOKE,   CERT_REVOKED,          REVIEWER,       ALWAYS  },
 { CERT_SUSPENDED,        CERT_ACT_RESUME,   CERT_ACTIVE,           OWNER,          ALWAYS  },
 { CERT_SUSPENDED,        CERT_ACT_REPLACE,  CERT_REPLACED,         HANDS,          ALWAYS  },
 { CERT_SUSPENDED,        CERT_ACT_REVOKE,   CERT_REVOKED,          REVIEWER,       ALWAYS  },
 { CERT_EXPIRED,          CERT_ACT_RENEW,    CERT_RENEWAL_PENDING,  OWNER | CLOCK,  ALWAYS  },
 { CERT_EXPIRED,          CERT_ACT_REPLACE,  CERT_REPLACED,         HANDS,          ALWAYS  },
 { CERT_EXPIRED,          CERT_ACT_REVOKE,   CERT_REVOKED,          REVIEWER,       ALWAYS  },
};

static const struct step token_steps[] = {
 /* from                act                    to                  who */
 { TOKEN_IN_STOCK,     TOKEN_ACT_ALLOCATE,    TOKEN_ALLOCATED,    MAKER,        ALWAYS },
 { TOKEN_IN_STOCK,     TOKEN_ACT_PERSONALISE, TOKEN_PERSONALISED, MAKER,        ALWAYS },
 { TOKEN_IN_STOCK,     TOKEN_ACT_RETIRE,      TOKEN_RETIRED,      MAKER,        ALWAYS },
 { TOKEN_IN_STOCK,     TOKEN_ACT_SPOIL,       TOKEN_DEFECT,       MAKER,        ALWAYS },
 { TOKEN_ALLOCATED,    TOKEN_ACT_RECALL,      TOKEN_IN_STOCK,     MAKER,        ALWAYS },
 { TOKEN_ALLOCATED,    TOKEN_ACT_SPOIL,       TOKEN_DEFECT,       MAKER,        ALWAYS },
 { TOKEN_ALLOCATED,    TOKEN_ACT_PERSONALISE, TOKEN_PERSONALISED, MAKER,        ALWAYS },
 { TOKEN_ALLOCATED,    TOKEN_ACT_RETIRE,      TOKEN_RETIRED,      MAKER,        ALWAYS },
 { TOKEN_PERSONALISED, TOKEN_ACT_HANDOUT,     TOKEN_HANDED_OUT,   HANDS,        ALWAYS },
 { TOKEN_PERSONALISED, TOKEN_ACT_GIVE_BACK,   TOKEN_RETURNED,     HANDS,        ALWAYS },
 { TOKEN_PERSONALISED, TOKEN_ACT_CHECK,       TOKEN_CHECKED,      MAKER,        ALWAYS },
 { TOKEN_PERSONALISED, TOKEN_ACT_SPOIL,       TOKEN_DEFECT,       MAKER,        ALWAYS },
 { TOKEN_CHECKED,      TOKEN_ACT_HANDOUT,     TOKEN_HANDED_OUT,   HANDS,        ALWAYS },
 { TOKEN_CHECKED,      TOKEN_ACT_GIVE_BACK,   TOKEN_RETURNED,     HANDS,        ALWAYS },
 { TOKEN_CHECKED,      TOKEN_ACT_SPOIL,       TOKEN_DEFECT,       MAKER,        ALWAYS },
 { TOKEN_CHECKED,      TOKEN_ACT_BREAK,       TOKEN_DAMAGED,      MAKER | DESK, ALWAYS },
 { TOKEN_PERSONALISED, TOKEN_ACT_BREAK,       TOKEN_DAMAGED,      MAKER | DESK, ALWAYS },
 { TOKEN_HANDED_OUT,   TOKEN_ACT_LOSE,        TOKEN_LOST,         HANDS,        ALWAYS },
 { TOKEN_HANDED_OUT,   TOKEN_ACT_BREAK,       TOKEN_DAMAGED,      HANDS,        ALWAYS },
 { TOKEN_HANDED_OUT,   TOKEN_ACT_FAIL,        TOKEN_FAULTY,       HANDS,        ALWAYS },
 { TOKEN_HANDED_OUT,   TOKEN_ACT_LOCK,        TOKEN_PIN_LOCKED,   HANDS,        ALWAYS },
 { TOKEN_HANDED_OUT,   TOKEN_ACT_GIVE_BACK,   TOKEN_RETURNED,     HANDS,        ALWAYS },
 { TOKEN_PIN_LOCKED,   TOKEN_ACT_UNLOCK,      TOKEN_HANDED_OUT,   MAKER | DESK, ALWAYS },
 { TOKEN_LOST,         TOKEN_ACT_RETIRE,      TOKEN_RETIRED,      MAKER | DESK, ALWAYS },
 { TOKEN_DAMAGED,      TOKEN_ACT_RETIRE,      TOKEN_RETIRED,      MAKER | DESK, ALWAYS },
 { TOKEN_FAULTY,       TOKEN_ACT_RETIRE,      TOKEN_RETIRED,      MAKER | DESK, ALWAYS },
 { TOKEN_DEFECT,       TOKEN_ACT_RETIRE,      TOKEN_RETIRED,      MAKER | DESK, ALWAYS },
 { TOKEN_RETURNED,     TOKEN_ACT_RETIRE,      TOKEN_RETIRED,      MAKER | DESK, ALWAYS },
};
/* clang-format on */

static const struct machine_word cert_states[] = { CERT_STATES(MACHINE_WORD) };
static const struct machine_word cert_acts[] = { CERT_ACTS(MACHINE_CODE) };
static const char *const cert_traits[] = { "activation" };
static const struct machine_word token_states[] = { TOKEN_STATES(MACHINE_WORD) };
static const struct machine_word token_acts[] = { TOKEN_ACTS(MACHINE_CODE) };

const struct machine cert_machine = {
	.name = "certificate",
	.states = cert_states, .nstates = CERT_STATE__MAX,
	.acts = cert_acts, .nacts = CERT_ACT__MAX,
	.final = 1u << CERT_REPLACED | 1u << CERT_REVOKED | 1u << CERT_DROPPED,
	.traits = cert_traits, .ntraits = 1,
	.steps = cert_steps, .nsteps = sizeof(cert_steps) / sizeof(*cert_steps),
};

const struct machine token_machine = {
	.name = "key",
	.states = token_states, .nstates = TOKEN_STATE__MAX,
	.acts = token_acts, .nacts = TOKEN_ACT__MAX,
	.final = 1u << TOKEN_RETIRED,
	.steps = token_steps, .nsteps = sizeof(token_steps) / sizeof(*token_steps),
};

int
cert_state_live(enum cert_state s)
{
	return s == CERT_READY || s == CERT_NEEDS_ACTIVATION || s == CERT_ACTIVE ||
	    s == CERT_RENEWAL_PENDING || s == CERT_CHANGE_PENDING;
}
