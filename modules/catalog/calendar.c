/* SPDX-License-Identifier: MIT */
#include "calendar.h"
#include "modules/base/clock.h"
#include "modules/base/log.h"

#define DAY		86400
#define DAYS_MAX	3660		/* a calendar without working days ends here */

int
calendar_known(const struct catalog *c, int year)
{
	for (size_t i = 0; i < c->n_years; i++)
		if (c->years[i].year == year)
			return 1;
	return 0;
}

/* Once a year and process: a log full of it would be read by nobody. */
static void
warn_of_missing(const struct catalog *c, int year)
{
	static int warned;

	if (warned == year || calendar_known(c, year))
		return;
	warned = year;
	log_line(LOG_WARN, "calendar=missing year=%d effect=weekdays_only", year);
}

int
calendar_working_day(const struct catalog *c, int64_t at)
{
	struct civil day = civil_of(at);
	int number = date_number(at);

	warn_of_missing(c, day.year);
	for (size_t i = 0; i < c->n_days; i++)
		if (c->days[i].day == number)
			return c->days[i].working;
	return day.weekday != 0 && day.weekday != 6;
}

static int64_t
midnight(int64_t at)
{
	struct civil day = civil_of(at);

	day.hour = day.minute = day.second = 0;
	return civil_epoch(&day);
}

int64_t
calendar_add(const struct catalog *c, int64_t at, int64_t minutes)
{
	int64_t left = minutes * 60, day = midnight(at);
	int most = c->n_hours == 0 ? 0 : DAYS_MAX;

	for (int n = 0; n < most && left > 0; n++, day += DAY) {
		if (!calendar_working_day(c, day))
			continue;
		for (size_t i = 0; i < c->n_hours; i++) {
			int64_t from = day + c->hours[i].from_minute * 60;
			int64_t to = day + c->hours[i].to_minute * 60;

			if (at > from)
				from = at;
			if (from >= to)
				continue;
			if (to - from >= left)
				return from + left;
			left -= to - from;
		}
	}
	return left > 0 ? at + minutes * 60 : at;
}

int64_t
calendar_between(const struct catalog *c, int64_t from, int64_t to)
{
	int64_t sum = 0, day = midnight(from);

	for (int n = 0; n < DAYS_MAX && day < to; n++, day += DAY) {
		if (!calendar_working_day(c, day))
			continue;
		for (size_t i = 0; i < c->n_hours; i++) {
			int64_t a = day + c->hours[i].from_minute * 60;
			int64_t b = day + c->hours[i].to_minute * 60;

			a = a < from ? from : a;
			b = b > to ? to : b;
			sum += b > a ? b - a : 0;
		}
	}
	return sum / 60;
}
