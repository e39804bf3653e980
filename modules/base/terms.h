/* SPDX-License-Identifier: MIT */
/*
 * Terms as a setting has them: hours of the day in which no telephone shall
 * ring, and marks in days before or after something.  Pure.
 *
 *	quiet_end("22:00-08:00", now)	0: not quiet now, else the moment it ends
 *	days_read("90 60 30 7 1", d)	how many; 0: the text is not a list of days
 *	days_mark(d, n, 45)		60: the mark whose turn it is with 45 days left
 *
 * The first minute belongs to the quiet, the last does not; "" is never quiet.
 */
#ifndef BASE_TERMS_H
#define BASE_TERMS_H

#include <stddef.h>
#include <stdint.h>

#define DAYS_MAX	12	/* marks of a list */
#define DAYS_FAR	365

int	quiet_ok(const char *hours);
int64_t	quiet_end(const char *hours, int64_t now);

/* Different days between 1 and 365, behind blanks, sorted: the greatest first. */
size_t	days_read(const char *text, int out[DAYS_MAX]);
int	days_ok(const char *text);		/* also an empty list */
int	days_has(const char *text, int day);
/* The smallest mark that is not below `left`; 0: none yet, or it is over. */
int	days_mark(const int *marks, size_t n, int64_t left);
/* Calendar days from one moment's day to another's, as people count them. */
int64_t	days_between(int64_t from, int64_t to);

#endif
