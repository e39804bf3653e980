/* SPDX-License-Identifier: MIT */
/*
 * The state machine of a version of a text (base/machine.h).  Pure.  Publishing
 * the next version replaces the one in force in the same transaction; what
 * people agreed to (CONTENT_LASTING) can only be replaced, never be missing.
 */
#ifndef CONTENT_STEPS_H
#define CONTENT_STEPS_H

#include "modules/base/machine.h"

#define CONTENT_STATES(X) \
	X(DRAFT,     "草稿") \
	X(PUBLISHED, "已发布") \
	X(WITHDRAWN, "已撤下") \
	X(REPLACED,  "已被新版本取代") \
	X(DROPPED,   "已删除")

#define CONTENT_ACTS(X) \
	X(OPEN)		/* the row's first event */ \
	X(PUBLISH) \
	X(WITHDRAW) \
	X(REPLACE)	/* a newer version was published */ \
	X(DROP)

enum content_state {
#define X(name, words)	CONTENT_##name,
	CONTENT_STATES(X)
#undef X
	CONTENT_STATE__MAX
};

enum content_act {
#define X(name)	CONTENT_ACT_##name,
	CONTENT_ACTS(X)
#undef X
	CONTENT_ACT__MAX
};

enum content_trait {
	CONTENT_LASTING	= 1 << 0,	/* an agreement */
};

extern const struct machine content_machine;
MACHINE_NAMES(content)

#endif
