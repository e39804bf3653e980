/* SPDX-License-Identifier: MIT */
#include "modules/base/work.h"
#include "steps.h"

#define OWNER	(RIGHT_APPLY | RIGHT_COMPANY)
#define CLOCK	RIGHT_CLOCK
#define REVIEWER (RIGHT_REVIEW | RIGHT_SECOND)
#define MAKER	RIGHT_MAKE
#define DESK	RIGHT_DESK
#define PAID	TRAIT_PAID
#define REVIEWED TRAIT_REVIEWED
#define FIRST	TRAIT_FIRST
#define HANDED	TRAIT_HANDED
#define UPDATED	TRAIT_UPDATED
#define LOADED	TRAIT_DOWNLOAD
#define KEYED	(HANDED | UPDATED)
#define AT_END	(HANDED | UPDATED | LOADED)	/* somebody has to do something yet */
#define LEAD	RIGHT_LEAD
#define ANY	WAY_ANY
/* Whoever handed the other key over, or says that it came. */
#define HANDS	(DESK | OWNER | CLOCK)

/* clang-format off */
static const struct step steps[] = {
 /* from            act           to               who       has               hasn't             way */
 { ORDER_DRAFT,     ACT_SUBMIT,   ORDER_UNPAID,    OWNER,    PAID,             FIRST,             ANY },
 { ORDER_DRAFT,     ACT_SUBMIT,   ORDER_UNPAID,    OWNER,    PAID | FIRST,     REVIEWED,          ANY },
 { ORDER_DRAFT,     ACT_SUBMIT,   ORDER_REVIEW,    OWNER,    PAID | FIRST | REVIEWED, 0,          ANY },
 { ORDER_DRAFT,     ACT_SUBMIT,   ORDER_REVIEW,    OWNER,    REVIEWED,         PAID,              ANY },
 { ORDER_DRAFT,     ACT_SUBMIT,   ORDER_MAKE,      OWNER,    HANDED,           PAID | REVIEWED,   ANY },
 { ORDER_DRAFT,     ACT_SUBMIT,   ORDER_UPDATE,    OWNER,    UPDATED,          PAID | REVIEWED | HANDED, ANY },
 { ORDER_DRAFT,     ACT_SUBMIT,   ORDER_DOWNLOAD,  OWNER,    LOADED,           PAID | REVIEWED | KEYED, ANY },
 { ORDER_DRAFT,     ACT_SUBMIT,   ORDER_DONE,      OWNER,    0,                PAID | REVIEWED | AT_END, ANY },

 { ORDER_UNPAID,    ACT_PAY,      ORDER_REVIEW,    CLOCK,    REVIEWED,         FIRST,             ANY },
 { ORDER_UNPAID,    ACT_PAY,      ORDER_MAKE,      CLOCK,    HANDED,           REVIEWED,          ANY },
 { ORDER_UNPAID,    ACT_PAY,      ORDER_MAKE,      CLOCK,    HANDED | REVIEWED | FIRST, 0,        ANY },
 { ORDER_UNPAID,    ACT_PAY,      ORDER_UPDATE,    CLOCK,    UPDATED,          REVIEWED | HANDED, ANY },
 { ORDER_UNPAID,    ACT_PAY,      ORDER_UPDATE,    CLOCK,    UPDATED | REVIEWED | FIRST, HANDED,  ANY },
 { ORDER_UNPAID,    ACT_PAY,      ORDER_DOWNLOAD,  CLOCK,    LOADED,           REVIEWED | KEYED,  ANY },
 { ORDER_UNPAID,    ACT_PAY,      ORDER_DOWNLOAD,  CLOCK,    LOADED | REVIEWED | FIRST, KEYED,    ANY },
 { ORDER_UNPAID,    ACT_PAY,      ORDER_DONE,      CLOCK,    0,                REVIEWED | AT_END, ANY },
 { ORDER_UNPAID,    ACT_PAY,      ORDER_DONE,      CLOCK,    REVIEWED | FIRST, AT_END,            ANY },
 { ORDER_UNPAID,    ACT_CANCEL,   ORDER_CANCELLED, OWNER,    0,                0,                 ANY },
 { ORDER_UNPAID,    ACT_EXPIRE,   ORDER_EXPIRED,   CLOCK,    0,                0,                 ANY },

 { ORDER_REVIEW,    ACT_APPROVE,  ORDER_UNPAID,    REVIEWER, PAID | FIRST,     0,                 ANY },
 { ORDER_REVIEW,    ACT_APPROVE,  ORDER_MAKE,      REVIEWER, HANDED,           FIRST,             ANY },
 { ORDER_REVIEW,    ACT_APPROVE,  ORDER_MAKE,      REVIEWER, HANDED | FIRST,   PAID,              ANY },
 { ORDER_REVIEW,    ACT_APPROVE,  ORDER_UPDATE,    REVIEWER, UPDATED,          FIRST | HANDED,    ANY },
 { ORDER_REVIEW,    ACT_APPROVE,  ORDER_UPDATE,    REVIEWER, UPDATED | FIRST,  PAID | HANDED,     ANY },
 { ORDER_REVIEW,    ACT_APPROVE,  ORDER_DOWNLOAD,  REVIEWER, LOADED,           FIRST | KEYED,     ANY },
 { ORDER_REVIEW,    ACT_APPROVE,  ORDER_DOWNLOAD,  REVIEWER, LOADED | FIRST,   PAID | KEYED,      ANY },
 { ORDER_REVIEW,    ACT_APPROVE,  ORDER_DONE,      REVIEWER, 0,                FIRST | AT_END,    ANY },
 { ORDER_REVIEW,    ACT_APPROVE,  ORDER_DONE,      REVIEWER, FIRST,            PAID | AT_END,     ANY },
 { ORDER_REVIEW,    ACT_RETURN,   ORDER_RETURNED,  REVIEWER, 0,                0,                 ANY },
 { ORDER_REVIEW,    ACT_CANCEL,   ORDER_CANCELLED, OWNER,    FIRST,            0,                 ANY },
 { ORDER_REVIEW,    ACT_CANCEL,   ORDER_CANCELLED, OWNER,    0,                PAID | FIRST,      ANY },
 { ORDER_REVIEW,    ACT_REFUND,   ORDER_CANCELLED, CLOCK,    PAID,             FIRST,             ANY },
 { ORDER_RETURNED,  ACT_REFUND,   ORDER_CANCELLED, CLOCK,    PAID,             FIRST,             ANY },
 { ORDER_MAKE,      ACT_REFUND,   ORDER_CANCELLED, CLOCK,    PAID,             0,                 ANY },
 { ORDER_UPDATE,    ACT_REFUND,   ORDER_CANCELLED, CLOCK,    PAID,             0,                 ANY },
 { ORDER_DOWNLOAD,  ACT_REFUND,   ORDER_CANCELLED, CLOCK,    PAID,             0,                 ANY },
 { ORDER_REVIEW,    ACT_REFUSE,   ORDER_REFUSED,   LEAD,     0,                0,                 ANY },
 { ORDER_RETURNED,  ACT_RESUBMIT, ORDER_REVIEW,    OWNER,    0,                0,                 ANY },
 { ORDER_RETURNED,  ACT_CANCEL,   ORDER_CANCELLED, OWNER | CLOCK, FIRST,       0,                 ANY },
 { ORDER_RETURNED,  ACT_CANCEL,   ORDER_CANCELLED, OWNER | CLOCK, 0,           PAID | FIRST,      ANY },

 { ORDER_UNPAID,    ACT_REVOKE,   ORDER_REVIEW,    LEAD,     REVIEWED | FIRST, 0,                 ANY },
 { ORDER_MAKE,      ACT_REVOKE,   ORDER_REVIEW,    LEAD,     REVIEWED,         FIRST,             ANY },
 { ORDER_DOWNLOAD,  ACT_REVOKE,   ORDER_REVIEW,    LEAD,     REVIEWED,         FIRST,             ANY },
 { ORDER_MAKE,      ACT_MADE,     ORDER_SHIP,      MAKER,    0,                0,                 WAY_MAIL },
 { ORDER_MAKE,      ACT_MADE,     ORDER_PICKUP,    MAKER,    0,                0,                 WAY_PICKUP },
 { ORDER_SHIP,      ACT_REMAKE,   ORDER_MAKE,      MAKER,    0,                0,                 WAY_MAIL },
 { ORDER_PICKUP,    ACT_REMAKE,   ORDER_MAKE,      MAKER,    0,                0,                 WAY_PICKUP },
 { ORDER_SHIP,      ACT_SHIP,     ORDER_SENT,      MAKER,    0,                0,                 ANY },
 { ORDER_SENT,      ACT_RECEIVE,  ORDER_DONE,      OWNER | CLOCK, 0,           0,                 ANY },
 { ORDER_SENT,      ACT_SENT_BACK, ORDER_SHIP,     MAKER,    0,                0,                 ANY },
 { ORDER_PICKUP,    ACT_HANDOUT,  ORDER_DONE,      DESK,     0,                0,                 ANY },
 { ORDER_PICKUP,    ACT_REPLACE,  ORDER_REPLACED,  HANDS,    0,                0,                 WAY_PICKUP },
 { ORDER_MAKE,      ACT_REPLACE,  ORDER_REPLACED,  HANDS,    0,                0,                 WAY_PICKUP },
 { ORDER_UPDATE,    ACT_UPDATED,  ORDER_DONE,      MAKER | OWNER | CLOCK, 0,   0,                 ANY },
 { ORDER_DOWNLOAD,  ACT_DOWNLOADED, ORDER_DONE,    CLOCK,    0,                0,                 ANY },
};
/* clang-format on */

static const struct machine_word states[] = { ORDER_STATES(MACHINE_WORD) };
static const struct machine_word acts[] = { ORDER_ACTS(MACHINE_WORD) };
static const struct machine_word ways[] = {
	{ "NONE", "未选择" }, { "MAIL", "邮寄(顺丰到付)" }, { "PICKUP", "现场领取" },
};
static const char *const traits[] = { "paid", "reviewed", "first", "handed", "updated", "effect",
	"download" };

const struct machine order_machine = {
	.name = "order",
	.states = states, .nstates = ORDER_STATE__MAX,
	.acts = acts, .nacts = ACT__MAX,
	.final = 1u << ORDER_DONE | 1u << ORDER_REPLACED | 1u << ORDER_REFUSED | 1u << ORDER_CANCELLED |
	    1u << ORDER_EXPIRED,
	.traits = traits, .ntraits = 7,
	.ways = ways, .nways = WAY__MAX,
	.steps = steps, .nsteps = sizeof(steps) / sizeof(*steps),
};
