/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "modules/base/work.h"
#include "steps.h"

#define OWNER	(RIGHT_APPLY | RIGHT_COMPANY)
#define CLOCK	RIGHT_CLOCK
#define MAKER	RIGHT_MAKE
#define DESK	RIGHT_DESK
#define REVIEWER (RIGHT_REVIEW | RIGHT_SECOND)
/* A parcel's holder confirms receipt; a desk hands over. */
#define HANDS	(DESK | OWNER | CLOCK)
#define WAITS	CERT_WAITS

/* clang-format off */
const struct cert_step cert_steps[] = {
 /* from                   act                to                     who               has    hasn't */
 { CERT_APPLYING,         CERT_ACT_ISSUE,    CERT_READY,            MAKER | CLOCK,    0,     0 },
 { CERT_APPLYING,         CERT_ACT_DROP,     CERT_DROPPED,          OWNER | CLOCK,    0,     0 },
 { CERT_READY,            CERT_ACT_HANDOUT,  CERT_ACTIVE,           HANDS,            0,     WAITS },
 { CERT_READY,            CERT_ACT_HANDOUT,  CERT_NEEDS_ACTIVATION, HANDS,            WAITS, 0 },
 { CERT_READY,            CERT_ACT_REVOKE,   CERT_REVOKED,          REVIEWER,         0,     0 },
 { CERT_NEEDS_ACTIVATION, CERT_ACT_ACTIVATE, CERT_ACTIVE,           OWNER | CLOCK,    0,     0 },
 { CERT_NEEDS_ACTIVATION, CERT_ACT_REVOKE,   CERT_REVOKED,          REVIEWER,         0,     0 },
 { CERT_ACTIVE,           CERT_ACT_RENEW,    CERT_RENEWAL_PENDING,  CLOCK,            0,     0 },
 { CERT_ACTIVE,           CERT_ACT_CHANGE,   CERT_CHANGE_PENDING,   REVIEWER,         0,     0 },
 { CERT_ACTIVE,           CERT_ACT_REPLACE,  CERT_REPLACED,         HANDS,            0,     0 },
 { CERT_ACTIVE,           CERT_ACT_EXPIRE,   CERT_EXPIRED,          CLOCK,            0,     0 },
 { CERT_ACTIVE,           CERT_ACT_SUSPEND,  CERT_SUSPENDED,        OWNER,            0,     0 },
 { CERT_ACTIVE,           CERT_ACT_REVOKE,   CERT_REVOKED,          REVIEWER,         0,     0 },
 { CERT_RENEWAL_PENDING,  CERT_ACT_UPDATE,   CERT_ACTIVE,           OWNER | CLOCK,    0,     0 },
 { CERT_RENEWAL_PENDING,  CERT_ACT_REVOKE,   CERT_REVOKED,          REVIEWER,         0,     0 },
 { CERT_CHANGE_PENDING,   CERT_ACT_UPDATE,   CERT_ACTIVE,           OWNER | CLOCK,    0,     0 },
 { CERT_CHANGE_PENDING,   CERT_ACT_REVOKE,   CERT_REVOKED,          REVIEWER,         0,     0 },
 { CERT_SUSPENDED,        CERT_ACT_RESUME,   CERT_ACTIVE,           OWNER,            0,     0 },
 { CERT_SUSPENDED,        CERT_ACT_REPLACE,  CERT_REPLACED,         HANDS,            0,     0 },
 { CERT_SUSPENDED,        CERT_ACT_REVOKE,   CERT_REVOKED,          REVIEWER,         0,     0 },
 { CERT_EXPIRED,          CERT_ACT_RENEW,    CERT_RENEWAL_PENDING,  CLOCK,            0,     0 },
 { CERT_EXPIRED,          CERT_ACT_REPLACE,  CERT_REPLACED,         HANDS,            0,     0 },
 { CERT_EXPIRED,          CERT_ACT_REVOKE,   CERT_REVOKED,          REVIEWER,         0,     0 },
};

const struct token_step token_steps[] = {
 /* from                act                    to                  who */
 { TOKEN_IN_STOCK,     TOKEN_ACT_ALLOCATE,    TOKEN_ALLOCATED,    MAKER },
 { TOKEN_IN_STOCK,     TOKEN_ACT_PERSONALISE, TOKEN_PERSONALISED, MAKER },
 { TOKEN_IN_STOCK,     TOKEN_ACT_RETIRE,      TOKEN_RETIRED,      MAKER },
 { TOKEN_ALLOCATED,    TOKEN_ACT_PERSONALISE, TOKEN_PERSONALISED, MAKER },
 { TOKEN_ALLOCATED,    TOKEN_ACT_RETIRE,      TOKEN_RETIRED,      MAKER },
 { TOKEN_PERSONALISED, TOKEN_ACT_HANDOUT,     TOKEN_HANDED_OUT,   HANDS },
 { TOKEN_PERSONALISED, TOKEN_ACT_BREAK,       TOKEN_DAMAGED,      MAKER | DESK },
 { TOKEN_HANDED_OUT,   TOKEN_ACT_LOSE,        TOKEN_LOST,         HANDS },
 { TOKEN_HANDED_OUT,   TOKEN_ACT_BREAK,       TOKEN_DAMAGED,      HANDS },
 { TOKEN_HANDED_OUT,   TOKEN_ACT_FAIL,        TOKEN_FAULTY,       HANDS },
 { TOKEN_HANDED_OUT,   TOKEN_ACT_LOCK,        TOKEN_PIN_LOCKED,   HANDS },
 { TOKEN_HANDED_OUT,   TOKEN_ACT_GIVE_BACK,   TOKEN_RETURNED,     DESK },
 { TOKEN_PIN_LOCKED,   TOKEN_ACT_UNLOCK,      TOKEN_HANDED_OUT,   DESK },
 { TOKEN_LOST,         TOKEN_ACT_RETIRE,      TOKEN_RETIRED,      MAKER | DESK },
 { TOKEN_DAMAGED,      TOKEN_ACT_RETIRE,      TOKEN_RETIRED,      MAKER | DESK },
 { TOKEN_FAULTY,       TOKEN_ACT_RETIRE,      TOKEN_RETIRED,      MAKER | DESK },
 { TOKEN_RETURNED,     TOKEN_ACT_RETIRE,      TOKEN_RETIRED,      MAKER | DESK },
};
/* clang-format on */
const size_t cert_nsteps = sizeof(cert_steps) / sizeof(*cert_steps);
const size_t token_nsteps = sizeof(token_steps) / sizeof(*token_steps);

const struct cert_step *
cert_step(enum cert_state from, enum cert_act act, unsigned traits)
{
	for (size_t i = 0; i < cert_nsteps; i++) {
		const struct cert_step *s = &cert_steps[i];

		if (s->from == from && s->act == act && (traits & s->has) == s->has &&
		    (traits & s->hasnt) == 0)
			return s;
	}
	return NULL;
}

const struct token_step *
token_step(enum token_state from, enum token_act act)
{
	for (size_t i = 0; i < token_nsteps; i++)
		if (token_steps[i].from == from && token_steps[i].act == act)
			return &token_steps[i];
	return NULL;
}

int
cert_state_final(enum cert_state s)
{
	return s == CERT_REPLACED || s == CERT_REVOKED || s == CERT_DROPPED;
}

int
cert_state_live(enum cert_state s)
{
	return s == CERT_READY || s == CERT_NEEDS_ACTIVATION || s == CERT_ACTIVE ||
	    s == CERT_RENEWAL_PENDING || s == CERT_CHANGE_PENDING;
}

int
token_state_final(enum token_state s)
{
	return s == TOKEN_RETIRED;
}

struct word {
	const char	*code, *words;
};

#define X(name, words)	{ #name, words },
static const struct word cert_words[] = { CERT_STATES(X) };
static const struct word token_words[] = { TOKEN_STATES(X) };
#undef X
#define X(name)	#name,
static const char *const cert_acts[] = { CERT_ACTS(X) };
static const char *const token_acts[] = { TOKEN_ACTS(X) };
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
cert_state_code(enum cert_state s)
{
	return cert_words[s].code;
}

const char *
cert_state_words(enum cert_state s)
{
	return cert_words[s].words;
}

int
cert_state_of(const char *code)
{
	return word_of(cert_words, CERT_STATE__MAX, code);
}

const char *
cert_act_code(enum cert_act a)
{
	return cert_acts[a];
}

const char *
token_state_code(enum token_state s)
{
	return token_words[s].code;
}

const char *
token_state_words(enum token_state s)
{
	return token_words[s].words;
}

int
token_state_of(const char *code)
{
	return word_of(token_words, TOKEN_STATE__MAX, code);
}

const char *
token_act_code(enum token_act a)
{
	return token_acts[a];
}
