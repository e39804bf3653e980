/* SPDX-License-Identifier: MIT */
#include <string.h>

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
#define ANY	WAY_ANY

/* clang-format off */
const struct order_step order_steps[] = {
 /* from            act           to               who       has               hasn't             way */
 { ORDER_DRAFT,     ACT_SUBMIT,   ORDER_UNPAID,    OWNER,    PAID,             FIRST,             ANY },
 { ORDER_DRAFT,     ACT_SUBMIT,   ORDER_UNPAID,    OWNER,    PAID | FIRST,     REVIEWED,          ANY },
 { ORDER_DRAFT,     ACT_SUBMIT,   ORDER_REVIEW,    OWNER,    PAID | FIRST | REVIEWED, 0,          ANY },
 { ORDER_DRAFT,     ACT_SUBMIT,   ORDER_REVIEW,    OWNER,    REVIEWED,         PAID,              ANY },
 { ORDER_DRAFT,     ACT_SUBMIT,   ORDER_MAKE,      OWNER,    HANDED,           PAID | REVIEWED,   ANY },
 { ORDER_DRAFT,     ACT_SUBMIT,   ORDER_DONE,      OWNER,    0,                PAID | REVIEWED | HANDED, ANY },

 { ORDER_UNPAID,    ACT_PAY,      ORDER_REVIEW,    CLOCK,    REVIEWED,         FIRST,             ANY },
 { ORDER_UNPAID,    ACT_PAY,      ORDER_MAKE,      CLOCK,    HANDED,           REVIEWED,          ANY },
 { ORDER_UNPAID,    ACT_PAY,      ORDER_MAKE,      CLOCK,    HANDED | REVIEWED | FIRST, 0,        ANY },
 { ORDER_UNPAID,    ACT_PAY,      ORDER_DONE,      CLOCK,    0,                REVIEWED | HANDED, ANY },
 { ORDER_UNPAID,    ACT_PAY,      ORDER_DONE,      CLOCK,    REVIEWED | FIRST, HANDED,            ANY },
 { ORDER_UNPAID,    ACT_CANCEL,   ORDER_CANCELLED, OWNER,    0,                0,                 ANY },
 { ORDER_UNPAID,    ACT_EXPIRE,   ORDER_EXPIRED,   CLOCK,    0,                0,                 ANY },

 { ORDER_REVIEW,    ACT_APPROVE,  ORDER_UNPAID,    REVIEWER, PAID | FIRST,     0,                 ANY },
 { ORDER_REVIEW,    ACT_APPROVE,  ORDER_MAKE,      REVIEWER, HANDED,           FIRST,             ANY },
 { ORDER_REVIEW,    ACT_APPROVE,  ORDER_MAKE,      REVIEWER, HANDED | FIRST,   PAID,              ANY },
 { ORDER_REVIEW,    ACT_APPROVE,  ORDER_DONE,      REVIEWER, 0,                FIRST | HANDED,    ANY },
 { ORDER_REVIEW,    ACT_APPROVE,  ORDER_DONE,      REVIEWER, FIRST,            PAID | HANDED,     ANY },
 { ORDER_REVIEW,    ACT_RETURN,   ORDER_RETURNED,  REVIEWER, 0,                0,                 ANY },
 { ORDER_REVIEW,    ACT_CANCEL,   ORDER_CANCELLED, OWNER,    FIRST,            0,                 ANY },
 { ORDER_REVIEW,    ACT_CANCEL,   ORDER_CANCELLED, OWNER,    0,                PAID | FIRST,      ANY },
 { ORDER_RETURNED,  ACT_RESUBMIT, ORDER_REVIEW,    OWNER,    0,                0,                 ANY },
 { ORDER_RETURNED,  ACT_CANCEL,   ORDER_CANCELLED, OWNER,    FIRST,            0,                 ANY },
 { ORDER_RETURNED,  ACT_CANCEL,   ORDER_CANCELLED, OWNER,    0,                PAID | FIRST,      ANY },

 { ORDER_MAKE,      ACT_MADE,     ORDER_SHIP,      MAKER,    0,                0,                 WAY_MAIL },
 { ORDER_MAKE,      ACT_MADE,     ORDER_PICKUP,    MAKER,    0,                0,                 WAY_PICKUP },
 { ORDER_SHIP,      ACT_SHIP,     ORDER_SENT,      MAKER,    0,                0,                 ANY },
 { ORDER_SENT,      ACT_RECEIVE,  ORDER_DONE,      OWNER | CLOCK, 0,           0,                 ANY },
 { ORDER_PICKUP,    ACT_HANDOUT,  ORDER_DONE,      DESK,     0,                0,                 ANY },
};
/* clang-format on */
const size_t order_nsteps = sizeof(order_steps) / sizeof(*order_steps);

static int
fits(const struct order_step *s, unsigned traits, enum order_way way)
{
	return (traits & s->has) == s->has && (traits & s->hasnt) == 0 &&
	    (s->way == WAY_ANY || s->way == way);
}

const struct order_step *
order_step(enum order_state from, enum order_act act, unsigned traits, enum order_way way)
{
	for (size_t i = 0; i < order_nsteps; i++)
		if (order_steps[i].from == from && order_steps[i].act == act &&
		    fits(&order_steps[i], traits, way))
			return &order_steps[i];
	return NULL;
}

int
order_state_final(enum order_state s)
{
	return s == ORDER_DONE || s == ORDER_CANCELLED || s == ORDER_EXPIRED;
}

struct word {
	const char	*code, *words;
};

#define X(name, words)	{ #name, words },
static const struct word states[] = { ORDER_STATES(X) };
static const struct word acts[] = { ORDER_ACTS(X) };
#undef X
static const struct word ways[] = {
	{ "NONE", "未选择" }, { "MAIL", "邮寄(顺丰到付)" }, { "PICKUP", "现场领取" },
};

static int
word_of(const struct word *list, int n, const char *code)
{
	for (int i = 0; i < n; i++)
		if (strcmp(list[i].code, code) == 0)
			return i;
	return -1;
}

const char *
order_state_code(enum order_state s)
{
	return states[s].code;
}

const char *
order_state_words(enum order_state s)
{
	return states[s].words;
}

int
order_state_of(const char *code)
{
	return word_of(states, ORDER_STATE__MAX, code);
}

const char *
order_act_code(enum order_act a)
{
	return acts[a].code;
}

const char *
order_act_words(enum order_act a)
{
	return acts[a].words;
}

const char *
order_way_code(enum order_way way)
{
	return ways[way].code;
}

const char *
order_way_words(enum order_way way)
{
	return ways[way].words;
}

int
order_way_of(const char *code)
{
	return word_of(ways, WAY__MAX, code);
}

int
order_act_of(const char *code)
{
	return word_of(acts, ACT__MAX, code);
}
