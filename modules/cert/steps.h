/* SPDX-License-Identifier: MIT */
/*
 * The state machines of a certificate and of the USB key that carries it
 * (requirements 7.5, base/machine.h).  Pure: no SQL, no slip.  Each state says
 * who moves next.
 */
#ifndef CERT_STEPS_H
#define CERT_STEPS_H

#include "modules/base/machine.h"

#define CERT_STATES(X) \
	X(APPLYING,         "申请中")		/* the order's road: review, making */ \
	X(READY,            "待领取")		/* courier or desk hands it out */ \
	X(NEEDS_ACTIVATION, "待激活")		/* the holder, once the platform knows them (D4:32) */ \
	X(ACTIVE,           "使用中")		/* the holder, or time */ \
	X(RENEWAL_PENDING,  "待更新")		/* the holder updates the key */ \
	X(CHANGE_PENDING,   "待变更")		/* the holder updates the key */ \
	X(SUSPENDED,        "已挂失")		/* the holder: found again, or a new one */ \
	X(EXPIRED,          "已过期")		/* the holder renews or replaces it */ \
	X(REPLACED,         "已补办")		/* nobody */ \
	X(REVOKED,          "已注销")		/* nobody */ \
	X(DROPPED,          "已取消")		/* nobody: the order was cancelled */

#define CERT_ACTS(X) \
	X(APPLY)	/* the row's first event */ \
	X(IMPORT)	/* the first event of a certificate of the old platform */ \
	X(ISSUE) \
	X(RETRACT)	/* its key failed the check: written anew */ \
	X(HANDOUT) \
	X(ACTIVATE) \
	X(GRANT)	/* platforms were added: no step, an event */ \
	X(RENEW) \
	X(UNDO)		/* the money of a renewal went back before the update */ \
	X(CHANGE) \
	X(UPDATE) \
	X(REPLACE) \
	X(EXPIRE) \
	X(SUSPEND) \
	X(RESUME) \
	X(REVOKE) \
	X(DROP)

enum cert_state {
#define X(name, words)	CERT_##name,
	CERT_STATES(X)
#undef X
	CERT_STATE__MAX
};

enum cert_act {
#define X(name)	CERT_ACT_##name,
	CERT_ACTS(X)
#undef X
	CERT_ACT__MAX
};

enum cert_trait {
	CERT_WAITS	= 1 << 0,	/* the policy wants an activation after hand-out */
	CERT_TRAIT__ALL	= (1 << 1) - 1
};

#define TOKEN_STATES(X) \
	X(IN_STOCK,     "库存")		/* the maker */ \
	X(ALLOCATED,    "已分配")	/* the maker, for one pickup point */ \
	X(PERSONALISED, "已制证")	/* courier or desk; the maker who checks it */ \
	X(CHECKED,      "已质检")	/* courier or desk */ \
	X(HANDED_OUT,   "已发放")	/* the holder */ \
	X(LOST,         "已丢失")	/* staff retires it */ \
	X(DAMAGED,      "已损坏")	/* staff retires it */ \
	X(FAULTY,       "质量问题")	/* staff retires it (12 months' warranty, D4:48) */ \
	X(PIN_LOCKED,   "密码锁定")	/* the desk unlocks it */ \
	X(RETURNED,     "已交回")	/* staff retires it */ \
	X(DEFECT,       "不良品")	/* staff retires it: it failed before anybody had it */ \
	X(RETIRED,      "已停用")	/* nobody */

#define TOKEN_ACTS(X) \
	X(STOCK)	/* the row's first event */ \
	X(ALLOCATE) \
	X(RECALL)	/* back to the central stock */ \
	X(PERSONALISE) \
	X(CHECK)	/* the quality check, passed */ \
	X(SPOIL)	/* it could not be written, or failed the check */ \
	X(HANDOUT) \
	X(LOSE) \
	X(BREAK) \
	X(FAIL) \
	X(LOCK) \
	X(UNLOCK) \
	X(GIVE_BACK) \
	X(RETIRE)

enum token_state {
#define X(name, words)	TOKEN_##name,
	TOKEN_STATES(X)
#undef X
	TOKEN_STATE__MAX
};

enum token_act {
#define X(name)	TOKEN_ACT_##name,
	TOKEN_ACTS(X)
#undef X
	TOKEN_ACT__MAX
};

extern const struct machine cert_machine;
extern const struct machine token_machine;
MACHINE_NAMES(cert)
MACHINE_NAMES(token)

/* The row that answers, or NULL: then the act is refused with 409. */
static inline const struct step *
cert_step(enum cert_state from, enum cert_act act, unsigned traits)
{
	return machine_step(&cert_machine, (int)from, (int)act, traits, 0);
}

static inline const struct step *
token_step(enum token_state from, enum token_act act)
{
	return machine_step(&token_machine, (int)from, (int)act, 0, 0);
}

int	cert_state_live(enum cert_state s);	/* counts as held: E8's main lock */

#endif
