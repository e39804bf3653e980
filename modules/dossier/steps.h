/* SPDX-License-Identifier: MIT */
/*
 * The state machine of a dossier (requirements 7.6, base/machine.h).  Pure.
 *
 * The approved version stays in force until a newer one is approved, which
 * makes it REPLACED in the same transaction.  Trait `reviewed`: the policy
 * wants a reviewer; without it a submission is the approval.
 */
#ifndef DOSSIER_STEPS_H
#define DOSSIER_STEPS_H

#include "modules/base/machine.h"

#define DOSSIER_STATES(X) \
	X(DRAFT,    "填写中")		/* its owner types */ \
	X(PENDING,  "待审核")		/* a reviewer */ \
	X(RETURNED, "审核不通过")	/* its owner corrects what was marked */ \
	X(APPROVED, "审核通过")		/* nobody: in force until a newer version is */ \
	X(REPLACED, "已被新版本取代")	/* nobody */ \
	X(REFUSED,  "不予办理")		/* nobody */ \
	X(DROPPED,  "已放弃")		/* nobody */

#define DOSSIER_ACTS(X) \
	X(OPEN,     "开始填写") \
	X(SUBMIT,   "提交审核") \
	X(RETURN,   "审核不通过") \
	X(RESUBMIT, "重新提交") \
	X(APPROVE,  "审核通过") \
	X(REFUSE,   "不予办理") \
	X(REPLACE,  "新版本生效") \
	X(DROP,     "放弃填写")

enum dossier_state {
#define X(name, words)	DOSSIER_##name,
	DOSSIER_STATES(X)
#undef X
	DOSSIER_STATE__MAX
};

enum dossier_act {
#define X(name, words)	DOSSIER_ACT_##name,
	DOSSIER_ACTS(X)
#undef X
	DOSSIER_ACT__MAX
};

enum dossier_trait {
	DOSSIER_REVIEWED = 1 << 0	/* the policy wants a reviewer */
};

extern const struct machine dossier_machine;
MACHINE_NAMES(dossier)

/* Its owner may type. */
static inline int
dossier_state_typing(enum dossier_state s)
{
	return s == DOSSIER_DRAFT || s == DOSSIER_RETURNED;
}

#endif
