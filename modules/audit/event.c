/* SPDX-License-Identifier: MIT */
#include "db/db.h"
#include "event.h"

DB_SQL(sql_add, "event.add",
    "INSERT INTO people_event (noun, noun_id, act, detail, account_id, at)"
    " VALUES (?, ?, ?, ?, ?, ?)", 6, 0);

int
event_add(struct work *w, const char *noun, int64_t noun_id, const char *act,
    const char *detail)
{
	int64_t who = w->actor == NULL ? 0 : w->actor->account_id;

	BUG_ON(!db_in_tx(w));
	return db_exec(w, &sql_add, DB_ARGS(DB_V(noun), DB_V(noun_id), DB_V(act),
	    DB_V(detail), DB_V(who), DB_V(w->now))) < 0 ? -1 : 0;
}
