/* SPDX-License-Identifier: MIT */
#include "modules/base/work.h"
#include "steps.h"

#define CLOCK	RIGHT_CLOCK
#define FINANCE	RIGHT_FINANCE
#define OWNER	(RIGHT_APPLY | RIGHT_COMPANY)
#define ENDS	(OWNER | CLOCK | FINANCE | RIGHT_LEAD)	/* whoever gives a payment up */
#define MAIL	INVOICE_MAIL
#define RED	INVOICE_RED

/* clang-format off */
static const struct step steps[] = {
 /* from                   act                    to                     who              has   hasnt way */
 { INVOICE_NOT_WANTED,    INVOICE_ACT_CHOOSE,    INVOICE_CHOSEN,        OWNER,           0,    RED,  0 },
 { INVOICE_NOT_WANTED,    INVOICE_ACT_RED,       INVOICE_RED_REQUESTED, CLOCK,           RED,  0,    0 },
 { INVOICE_CHOSEN,        INVOICE_ACT_PAY,       INVOICE_WAIT_ISSUE,    CLOCK | FINANCE, ALWAYS },
 { INVOICE_CHOSEN,        INVOICE_ACT_DROP,      INVOICE_VOID,          ENDS,            ALWAYS },
 { INVOICE_WAIT_ISSUE,    INVOICE_ACT_EXPORT,    INVOICE_ISSUING,       FINANCE,         ALWAYS },
 { INVOICE_WAIT_ISSUE,    INVOICE_ACT_DROP,      INVOICE_VOID,          CLOCK | FINANCE, ALWAYS },	/* all of it went back */
 { INVOICE_ISSUING,       INVOICE_ACT_ISSUE,     INVOICE_ISSUED,        FINANCE,         ALWAYS },
 { INVOICE_ISSUING,       INVOICE_ACT_FAIL,      INVOICE_FAILED,        FINANCE,         ALWAYS },
 { INVOICE_FAILED,        INVOICE_ACT_RETRY,     INVOICE_WAIT_ISSUE,    FINANCE,         ALWAYS },
 { INVOICE_FAILED,        INVOICE_ACT_DROP,      INVOICE_VOID,          CLOCK | FINANCE, ALWAYS },
 { INVOICE_ISSUED,        INVOICE_ACT_SEND,      INVOICE_SENT,          CLOCK,           MAIL, 0,    0 },
 { INVOICE_ISSUED,        INVOICE_ACT_POST,      INVOICE_POSTED,        FINANCE,         0,    MAIL, 0 },
 { INVOICE_RED_REQUESTED, INVOICE_ACT_RED_ISSUE, INVOICE_RED_ISSUED,    FINANCE,         ALWAYS },
 { INVOICE_RED_REQUESTED, INVOICE_ACT_DROP,      INVOICE_VOID,          FINANCE,         ALWAYS },	/* its invoice was never issued */
};
/* clang-format on */

static const struct machine_word states[] = { INVOICE_STATES(MACHINE_WORD) };
static const struct machine_word acts[] = { INVOICE_ACTS(MACHINE_CODE) };
static const char *const traits[] = { "mail", "red" };

const struct machine invoice_machine = {
	.name = "invoice",
	.states = states, .nstates = INVOICE_STATE__MAX,
	.acts = acts, .nacts = INVOICE_ACT__MAX,
	.final = 1u << INVOICE_SENT | 1u << INVOICE_POSTED | 1u << INVOICE_RED_ISSUED |
	    1u << INVOICE_VOID,
	.traits = traits, .ntraits = 2,
	.steps = steps, .nsteps = sizeof(steps) / sizeof(*steps),
};
