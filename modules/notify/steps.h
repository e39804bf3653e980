/* SPDX-License-Identifier: MIT */
/*
 * The state machine of a message (requirements 7.7, base/machine.h).  Pure.
 * Between its tries a message stays QUEUED; what nobody took in is DEAD until
 * the administrator sends it again.  What was sent stays so: to say it once more
 * is another message.  A message of the inbox begins as SENT.
 */
#ifndef NOTIFY_STEPS_H
#define NOTIFY_STEPS_H

#include "modules/base/machine.h"

#define MESSAGE_STATES(X) \
	X(QUEUED, "待发送")	/* the clerk */ \
	X(SENT,   "已发送")	/* nobody */ \
	X(DEAD,   "发送失败")	/* the administrator */

#define MESSAGE_ACTS(X) \
	X(SEND) \
	X(BURY)		/* no further try makes sense */ \
	X(AGAIN)

enum message_state {
#define X(name, words)	MESSAGE_##name,
	MESSAGE_STATES(X)
#undef X
	MESSAGE_STATE__MAX
};

enum message_act {
#define X(name)	MESSAGE_ACT_##name,
	MESSAGE_ACTS(X)
#undef X
	MESSAGE_ACT__MAX
};

extern const struct machine message_machine;
MACHINE_NAMES(message)

#endif
