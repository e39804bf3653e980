/* SPDX-License-Identifier: MIT */
/*
 * The state machine of a version of the tariff (base/machine.h).  Pure.  From
 * its date on a scheduled one holds until a later one does, and can no more be
 * withdrawn (modules/service/tariffs.c looks at the date).
 */
#ifndef CATALOG_STEPS_H
#define CATALOG_STEPS_H

#include "modules/base/machine.h"

#define TARIFF_STATES(X) \
	X(DRAFT,     "草稿")		/* the system administrator: looks at the differences */ \
	X(SCHEDULED, "已定生效日期")	/* nobody: holds from its date on */ \
	X(WITHDRAWN, "已撤回")		/* nobody */ \
	X(DROPPED,   "已删除")		/* nobody */

#define TARIFF_ACTS(X) \
	X(LOAD,     "载入") \
	X(ACTIVATE, "确定生效日期") \
	X(WITHDRAW, "撤回") \
	X(DROP,     "删除")

enum tariff_state {
#define X(name, words)	TARIFF_##name,
	TARIFF_STATES(X)
#undef X
	TARIFF_STATE__MAX
};

enum tariff_act {
#define X(name, words)	TARIFF_ACT_##name,
	TARIFF_ACTS(X)
#undef X
	TARIFF_ACT__MAX
};

extern const struct machine tariff_machine;
MACHINE_NAMES(tariff)

#endif
