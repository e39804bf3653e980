/* SPDX-License-Identifier: MIT */
/*
 * Working time: hours of D4:81, days of the State Council's yearly notices
 * (rows of calendar_day; the rest of a year is Monday to Friday).  A year
 * without rows is reckoned by weekdays alone and warned about in the log.
 */
#ifndef CATALOG_CALENDAR_H
#define CATALOG_CALENDAR_H

#include "catalog.h"

int	calendar_known(const struct catalog *c, int year);
int	calendar_working_day(const struct catalog *c, int64_t at);
/* The earliest moment at which that much working time has passed. */
int64_t	calendar_add(const struct catalog *c, int64_t at, int64_t minutes);
/* Working minutes between two moments; 0 when `to` is not later. */
int64_t	calendar_between(const struct catalog *c, int64_t from, int64_t to);

#endif
