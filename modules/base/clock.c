/* SPDX-License-Identifier: MIT */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "arena.h"
#include "clock.h"

#define SHANGHAI	(8 * 3600)
#define DAY		86400

static char offset_path[PATH_MAX];

void
clock_setup(const char *offset_file)
{
	snprintf(offset_path, sizeof(offset_path), "%s",
	    offset_file == NULL ? "" : offset_file);
}

/* The file is read again only when it was replaced. */
static int64_t
offset_seconds(void)
{
	static struct timespec seen;
	static int64_t offset;
	struct stat st;
	FILE *f;
	long long n;

	if (offset_path[0] == '\0' || stat(offset_path, &st) < 0)
		return 0;
	if (st.st_mtim.tv_sec == seen.tv_sec && st.st_mtim.tv_nsec == seen.tv_nsec)
		return offset;
	if ((f = fopen(offset_path, "re")) == NULL)
		return offset;
	if (fscanf(f, "%lld", &n) == 1) {
		offset = n;
		seen = st.st_mtim;
	}
	fclose(f);
	return offset;
}

int64_t
clock_machine_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_REALTIME, &ts);
	return ts.tv_sec * INT64_C(1000) + ts.tv_nsec / 1000000;
}

int64_t
clock_ms(void)
{
	return clock_machine_ms() + offset_seconds() * 1000;
}

int64_t
clock_now(void)
{
	return clock_ms() / 1000;
}

int64_t
clock_monotonic_us(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (int64_t)ts.tv_sec * 1000000 + ts.tv_nsec / 1000;
}

/* Days since 1970-01-01 of a proleptic Gregorian date (Hinnant's algorithm). */
static int64_t
days_of(int y, int m, int d)
{
	int64_t era, yoe, doy, doe;

	y -= m <= 2;
	era = (y >= 0 ? y : y - 399) / 400;
	yoe = y - era * 400;
	doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
	doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
	return era * 146097 + doe - 719468;
}

static void
date_of_days(int64_t z, struct civil *c)
{
	int64_t era, doe, yoe, doy, mp;

	z += 719468;
	era = (z >= 0 ? z : z - 146096) / 146097;
	doe = z - era * 146097;
	yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	mp = (5 * doy + 2) / 153;
	c->day = (int)(doy - (153 * mp + 2) / 5 + 1);
	c->month = (int)(mp < 10 ? mp + 3 : mp - 9);
	c->year = (int)(yoe + era * 400 + (c->month <= 2));
}

static int64_t
floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

struct civil
civil_of(int64_t at)
{
	int64_t local = at + SHANGHAI, days = floor_div(local, DAY);
	int in_day = (int)(local - days * DAY);
	struct civil c;

	date_of_days(days, &c);
	c.hour = in_day / 3600;
	c.minute = in_day / 60 % 60;
	c.second = in_day % 60;
	c.weekday = (int)(((days + 4) % 7 + 7) % 7);	/* 1970-01-01 was a Thursday */
	return c;
}

int64_t
civil_epoch(const struct civil *c)
{
	return days_of(c->year, c->month, c->day) * DAY +
	    c->hour * 3600 + c->minute * 60 + c->second - SHANGHAI;
}

int
date_parse(const char *s, struct civil *out)
{
	struct civil c = { 0 }, back;
	int used = 0;

	if (strlen(s) != 10 ||
	    sscanf(s, "%4d-%2d-%2d%n", &c.year, &c.month, &c.day, &used) != 3 ||
	    used != 10 || c.year < 1900 || c.month < 1 || c.day < 1)
		return -1;
	back = civil_of(civil_epoch(&c));
	if (back.year != c.year || back.month != c.month || back.day != c.day)
		return -1;
	*out = back;
	return 0;
}

int
date_number(int64_t at)
{
	struct civil c = civil_of(at);

	return c.year * 10000 + c.month * 100 + c.day;
}

char *
date_text(struct arena *a, int64_t at)
{
	struct civil c = civil_of(at);

	return arena_printf(a, "%04d-%02d-%02d", c.year, c.month, c.day);
}

char *
time_text(struct arena *a, int64_t at)
{
	struct civil c = civil_of(at);

	return arena_printf(a, "%04d-%02d-%02d %02d:%02d:%02d",
	    c.year, c.month, c.day, c.hour, c.minute, c.second);
}

int64_t
date_add_years(int64_t at, int years)
{
	struct civil c = civil_of(at), back;
	int64_t out;

	c.year += years;
	out = civil_epoch(&c);
	back = civil_of(out);
	if (back.month != c.month) {		/* 29 February of a common year */
		c.day = 28;
		out = civil_epoch(&c);
	}
	return out;
}
