/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "dated.h"
#include "modules/base/clock.h"

#define DAY		86400
#define AHEAD_MAX	(3 * 366)	/* days */

int
dated_start(struct work *w, const char *date, int now_too, int64_t *out)
{
	struct civil day;

	if (date_parse(date, &day) < 0)
		return refuse_say(w, ERR_INVALID, "date", "生效日期应为YYYY-MM-DD格式的日期");
	*out = civil_epoch(&day);
	if (now_too && strcmp(date, date_text(w->arena, w->now)) == 0) {
		*out = w->now;
		return 0;
	}
	if (*out <= w->now || *out > w->now + (int64_t)AHEAD_MAX * DAY)
		return refuse_say(w, ERR_INVALID, "date", now_too ? "生效日期应为今天或以后、三年之内" :
		    "生效日期应在今天之后、三年之内");
	return 0;
}
