/* SPDX-License-Identifier: MIT */
/*
 * 柜台日结单: what one pickup desk handed out on one day, each key once, with the
 * clerk and the time; the total is counted by the database and must be the
 * length of the list.  Only the clerk's own point.
 */
#ifndef SERVICE_DESK_DAY_H
#define SERVICE_DESK_DAY_H

#include "db/db.h"

struct json;

/*
 * `day` "2026-11-20"; NULL or "": today.  {day, point, total, waiting, clerks: [{name, n}],
 * items: [{order, no, holder, company, lock_words, key_serial, at, clerk}]}
 */
int	desk_day(struct work *w, const char *day, struct json **out);

#endif
