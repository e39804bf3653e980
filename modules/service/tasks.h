/* SPDX-License-Identifier: MIT */
/*
 * THE TASK TABLE: what the clerk can do, one row per kind (tasks.c).  The
 * part of the kind before the dot is its pool (modules/outbox/task.h).
 *
 * run() does the work of one claimed task, outside a transaction; it opens
 * its own.  It may run again after a crash or a late answer, so it looks at
 * the state first and repeating it changes nothing.
 *	returns 0		done, unless it set *again
 *	sets *again = time	not a failure: take it up then (pollers, timers)
 *	returns -1		the fault's detail is kept, next try after a pause
 *	sets *again = TASK_BURY and returns -1: no further try makes sense
 * A kind with `every` > 0 has one eternal row (key "every") that tasks_start()
 * makes; it runs every so many seconds whatever the outcome.
 */
#ifndef SERVICE_TASKS_H
#define SERVICE_TASKS_H

#include <stdio.h>

#include "modules/outbox/task.h"

#define TASK_BURY	(-1)

struct task_kind {
	const char	*kind;
	int		(*run)(struct work *w, const struct task *t, int64_t *again);
	int		 max_tries;
	int		 every;		/* seconds; 0: only when somebody adds it */
	const char	*doc;
};

extern const struct task_kind task_kinds[];
extern const size_t n_task_kinds;

const struct task_kind	*task_kind_find(const char *kind);

/* Makes the rows of the timers; the clerk calls it once when it starts. */
int	tasks_start(struct work *w);
/*
 * Takes one due task of the pool, does it and writes the outcome.  1: did
 * one, 0: nothing due, -1: the database does not answer.  Fills w->now and
 * w->actor; leaves no fault behind; the caller resets the arena.
 */
int	tasks_run(struct work *w, enum task_pool pool);
/* The table as Markdown: `caportal-admin print tasks`. */
void	tasks_print_docs(FILE *to);

#endif
