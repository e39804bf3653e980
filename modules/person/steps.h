/* SPDX-License-Identifier: MIT */
/*
 * The state machine of an identity (requirements 7.6, base/machine.h): a person
 * in an enterprise.  Pure: no SQL, no slip.
 *
 * A request is decided by the enterprise's 管理员 (D0:272).  Where there is none
 * yet, the request to be it is founded in the same transaction (FOUND) and the
 * review of the enterprise's data decides (issue 3).
 */
#ifndef PERSON_STEPS_H
#define PERSON_STEPS_H

#include "modules/base/machine.h"

#define IDENTITY_STATES(X) \
	X(REQUESTED, "管理员待审核")	/* the administrator of the enterprise */ \
	X(FOUNDING,  "随企业信息审核")	/* whoever reviews the enterprise's data */ \
	X(ACTIVE,    "已生效")		/* the person, or the administrator */ \
	X(REJECTED,  "已拒绝")		/* nobody: the next request is a new row */ \
	X(REMOVED,   "已移除")		/* nobody */

#define IDENTITY_ACTS(X) \
	X(OPEN)		/* the row's first event */ \
	X(FOUND)	/* the first administrator of an enterprise */ \
	X(WITHDRAW)	/* the person took the request back */ \
	X(APPROVE)	/* the administrator let in */ \
	X(REJECT) \
	X(CONFIRM)	/* the enterprise's data were approved */ \
	X(REFUSE)	/* the enterprise's data were refused */ \
	X(LEAVE)	/* the person left the enterprise */ \
	X(REMOVE)	/* the administrator took the person out */ \
	X(HANDOVER)	/* another administrator took over */

enum identity_state {
#define X(name, words)	IDENTITY_##name,
	IDENTITY_STATES(X)
#undef X
	IDENTITY_STATE__MAX
};

enum identity_act {
#define X(name)	IDENTITY_ACT_##name,
	IDENTITY_ACTS(X)
#undef X
	IDENTITY_ACT__MAX
};

extern const struct machine identity_machine;
MACHINE_NAMES(identity)

#endif
