/* SPDX-License-Identifier: MIT */
/*
 * How a row of a room moves: the only place that says that a step is refused
 * with 409 where no row of the table answers and with 403 where the right is
 * missing, that it is guarded by the row's version, and that the row and its
 * event are written in one transaction.  The SQL stays in the room:
 *
 *	DB_SQL(sql_move, "key.move", "UPDATE token SET state = ?, cert_id = ?,"
 *	    " version = version + 1 WHERE id = ? AND version = ?", 4, 0);
 *	DB_SQL(sql_note, "key.note", "INSERT INTO token_event (token_id, act, from_state,"
 *	    " to_state, actor_id, actor, words, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", 8, 0);
 *	static const struct step_book book = { &token_machine, &sql_move, &sql_note };
 *
 *	const struct step *s = step_ask(w, &token_machine, t->serial, t->state, act, 0, 0);
 *
 *	if (s == NULL || step_write(w, &book, s, DB_ARGS(DB_V(t->id)), &t->version,
 *		DB_ARGS(DB_V(t->cert_id)), words) < 0)
 *		return -1;
 *	t->state = s->to;
 */
#ifndef DB_STEP_H
#define DB_STEP_H

#include "db.h"
#include "modules/base/machine.h"

struct step_book {
	const struct machine	*machine;
	const struct db_sql	*move;	/* takes: state, `more`, id, version */
	const struct db_sql	*note;	/* takes: `whose`, act, from, to, actor id, actor, words, at */
};

/* The step that answers and the actor may do, or NULL; `no` names the row in the log. */
const struct step *step_ask(struct work *w, const struct machine *m, const char *no,
	    int from, int act, unsigned traits, int way);

/*
 * Writes the row and its event, counts `*version` up.  `whose`: the row's id,
 * after the ids of the rows it belongs to.  `more`: the room's own columns.
 * A step that changes nothing writes nothing.
 */
int	step_write(struct work *w, const struct step_book *b, const struct step *s,
	    struct db_args whose, int *version, struct db_args more, const char *words);

/* Only the event, where the room writes the row by itself; a first one is from "NONE". */
int	step_note(struct work *w, const struct step_book *b, struct db_args whose, int act,
	    const char *from, int to, const char *words);

#endif
