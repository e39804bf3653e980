/* SPDX-License-Identifier: MIT */
/*
 * From when a version holds: 0:00 of a day to come, within three years.  What
 * people were shown today (prices, roads) stays; `now_too` lets today mean this
 * moment, for what must be right at once (an address, a key that fails).
 */
#ifndef SERVICE_DATED_H
#define SERVICE_DATED_H

#include "modules/base/work.h"

/* "2026-01-01"; refuses at field `date`. */
int	dated_start(struct work *w, const char *date, int now_too, int64_t *out);

#endif
