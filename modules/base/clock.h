/* SPDX-License-Identifier: MIT */
/*
 * The only source of time.  Storage is UTC epoch seconds; people see
 * Asia/Shanghai (UTC+8, no summer time), and dates like "2021-11-15" are
 * Shanghai dates.
 *
 * In environment `test` all processes read one clock file: a text file with
 * a signed number of seconds that is added to the real time (re-read when its
 * mtime changes), so a test moves the whole house at once.
 */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stddef.h>
#include <stdint.h>

struct arena;

struct civil {		/* Asia/Shanghai */
	int	year, month, day;	/* month 1..12 */
	int	hour, minute, second;
	int	weekday;		/* 0 = Sunday */
};

void	clock_setup(const char *offset_file);	/* NULL: real time */
int64_t	clock_now(void);			/* epoch seconds */
int64_t	clock_ms(void);				/* epoch milliseconds */
int64_t	clock_monotonic_us(void);		/* for durations only */
/* The machine's own, whatever the clock file says: to compare with nginx. */
int64_t	clock_machine_ms(void);

struct civil civil_of(int64_t at);
int64_t	civil_epoch(const struct civil *c);	/* weekday ignored */

int	date_parse(const char *s, struct civil *out);	/* YYYY-MM-DD, real dates only */
int	date_number(int64_t at);			/* 20211115 */
char	*date_text(struct arena *a, int64_t at);	/* "2021-11-15" */
char	*time_text(struct arena *a, int64_t at);	/* "2021-11-15 16:30:05" */
int64_t	date_add_years(int64_t at, int years);		/* 29 Feb becomes 28 Feb */

#endif
