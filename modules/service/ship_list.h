/* SPDX-License-Identifier: MIT */
/*
 * 批量发货 (S29): a maker brings the courier's list, a line "order number,
 * waybill" (comma, full-width comma, tab or blanks between them; a heading is
 * passed over).  Each line is a transaction of its own and has its own result:
 * good ones go, bad ones are named and change nothing.  A line that was sent
 * before with the same waybill is good: who did not get the answer brings the
 * list once more.
 */
#ifndef SERVICE_SHIP_LIST_H
#define SERVICE_SHIP_LIST_H

#include "db/db.h"

struct json;

#define SHIP_LIST_MAX	500		/* lines */

/* {done, bad, lines: [{line, no, waybill, ok, words}]} */
int	ship_list(struct work *w, const char *carrier, const char *list, struct json **out);

#endif
