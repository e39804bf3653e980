/* SPDX-License-Identifier: MIT */
/*
 * Demo data: the enterprises, people and main locks of db/demo/people.csv (an
 * import with one known password and no change of it) and the staff of
 * db/demo/staff.csv with fixed TOTP seeds.  Only in environments demo and test;
 * running it again changes nothing.
 */
#ifndef SERVICE_DEMO_H
#define SERVICE_DEMO_H

#include <stdio.h>

struct work;

#define DEMO_PASSWORD	"qinghe-bridge-42"

/* `dir` holds the two files; the logins are printed to `out`. */
int	demo_make(struct work *w, const char *dir, FILE *out);

#endif
