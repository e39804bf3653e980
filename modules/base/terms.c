/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "terms.h"

#define DAY	86400

/* ---- quiet hours ---- */

/* "22:00" at the beginning of s: minutes of the day, or -1. */
static int
minute_of(const char *s)
{
	int hour, minute;

	for (int i = 0; i < 5; i++)
		if (i == 2 ? s[i] != ':' : !isdigit((unsigned char)s[i]))
			return -1;
	hour = (s[0] - '0') * 10 + s[1] - '0';
	minute = (s[3] - '0') * 10 + s[4] - '0';
	return hour > 23 || minute > 59 ? -1 : hour * 60 + minute;
}

static int
read_hours(const char *s, int *from, int *to)
{
	if (strlen(s) != 11 || s[5] != '-')
		return 0;
	*from = minute_of(s);
	*to = minute_of(s + 6);
	return *from >= 0 && *to >= 0 && *from != *to;
}

int
quiet_ok(const char *hours)
{
	int from, to;

	return *hours == '\0' || read_hours(hours, &from, &to);
}

int64_t
quiet_end(const char *hours, int64_t now)
{
	struct civil c = civil_of(now);
	int at = c.hour * 60 + c.minute, from, to, quiet;

	if (!read_hours(hours, &from, &to))
		return 0;
	quiet = from < to ? at >= from && at < to : at >= from || at < to;
	if (!quiet)
		return 0;
	c.hour = to / 60;
	c.minute = to % 60;
	c.second = 0;
	return civil_epoch(&c) + (at < to ? 0 : DAY);
}

/* ---- days ---- */

static int
greater_first(const void *a, const void *b)
{
	return *(const int *)b - *(const int *)a;
}

size_t
days_read(const char *text, int out[DAYS_MAX])
{
	size_t n = 0;

	for (const char *s = text; *s != '\0';) {
		char *end;
		long day;

		if (!isdigit((unsigned char)*s))
			return 0;
		day = strtol(s, &end, 10);
		if (day < 1 || day > DAYS_FAR || n == DAYS_MAX || (*end != '\0' && *end != ' '))
			return 0;
		for (size_t i = 0; i < n; i++)
			if (out[i] == day)
				return 0;
		out[n++] = (int)day;
		s = *end == ' ' ? end + 1 : end;
	}
	qsort(out, n, sizeof(*out), greater_first);
	return n;
}

int
days_ok(const char *text)
{
	int days[DAYS_MAX];

	return *text == '\0' || days_read(text, days) > 0;
}

int
days_has(const char *text, int day)
{
	int days[DAYS_MAX];
	size_t n = days_read(text, days);

	for (size_t i = 0; i < n; i++)
		if (days[i] == day)
			return 1;
	return 0;
}

int
days_mark(const int *marks, size_t n, int64_t left)
{
	int mark = 0;

	for (size_t i = 0; i < n && left > 0; i++)
		if (marks[i] >= left)
			mark = marks[i];
	return mark;
}

static int64_t
day_of(int64_t at)
{
	struct civil c = civil_of(at);

	c.hour = c.minute = c.second = 0;
	return civil_epoch(&c);
}

int64_t
days_between(int64_t from, int64_t to)
{
	return (day_of(to) - day_of(from)) / DAY;
}
