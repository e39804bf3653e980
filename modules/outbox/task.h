/* SPDX-License-Identifier: MIT */
/*
 * The outbox: what has to happen outside a request.  A task is written in the
 * transaction of its cause, so cause and task exist both or not at all; the
 * clerk takes it, works, and writes the outcome.  The room knows nothing of
 * what a kind means: that table is modules/service/tasks.c.
 *
 *	kind	"pool.verb": the part before the dot names the pool that does it
 *		(pay, talk, scan, timer), so slow messages never delay payment
 *	key	what makes it the same task: a second add of (kind, key) changes
 *		nothing and is no error
 *	payload	JSON, sealed in the row, wiped when done (it may hold SMS codes)
 *	due	epoch seconds; 0 means at once
 *
 *	task_add(w, "talk.sms", "order:BJCAXZ1:approved", payload, 0);
 *
 * QUEUED -> CLAIMED -> DONE, or back to QUEUED with a growing pause, or DEAD
 * after the kind's tries; only a person wakes a dead task.  A claim is one
 * conditional UPDATE on a random one of the first due rows, committed before
 * the work begins (no queue locks: they are blind on a cluster, fastcgi.md 8).  A claim is a lease: when a
 * clerk dies its task is taken again, so a kind's work must be repeatable, and
 * a clerk that comes back too late cannot end the task of its successor.
 *
 * After the commit task_bell() wakes the clerk; without it the clerk looks
 * every 5 seconds.
 */
#ifndef OUTBOX_TASK_H
#define OUTBOX_TASK_H

#include "db/db.h"

struct json;

enum task_pool { TASK_PAY, TASK_TALK, TASK_SCAN, TASK_TIMER, TASK__POOLS };

struct task {
	int64_t		 id;
	struct pid	 pid;
	const char	*kind, *pool, *tkey, *state, *error;
	int64_t		 due_at, tries, version, added_at, ended_at;
	struct json	*payload;	/* only after task_claim; NULL when none */
};

const char	*task_pool_name(enum task_pool pool);
/* -1: no pool has this name (a kind may be given too) */
int		 task_pool_of(const char *kind);

/* Inside the caller's transaction. */
int	task_add(struct work *w, const char *kind, const char *key,
	    struct json *payload, int64_t due);

/* For the clerk.  1: taken (committed), 0: nothing due, -1: fault. */
int	task_claim(struct work *w, enum task_pool pool, struct task **out);
int	task_done(struct work *w, const struct task *t);
int	task_again(struct work *w, const struct task *t, int64_t due);	/* not a failure */
/* Queues with a pause, or buries it when tries >= max_tries: 1 when buried. */
int	task_failed(struct work *w, const struct task *t, int max_tries, const char *error);
/* Seconds until the next try: 2, 4, 8 ... 1800, plus up to a quarter by dice. */
int64_t	task_pause(int64_t tries, unsigned char dice);
/* When the next task of the pool is due; 0 when there is none. */
int	task_next_due(struct work *w, enum task_pool pool, int64_t *out);

/* For the system administrator; state NULL means all but DONE. */
int	task_list(struct work *w, const char *state, int64_t skip, int64_t size,
	    struct task **rows, size_t *n);
int	task_get(struct work *w, const struct pid *pid, struct task **out);
int	task_retry(struct work *w, const struct pid *pid);	/* DEAD only */

/* Open and dead tasks for /metrics: one row per pool and state. */
struct task_count {
	const char	*pool, *state;
	int64_t		 n, oldest_due;
};
int	task_counts(struct work *w, struct task_count **rows, size_t *n);

/* Forgets what was done before the given time: 500 rows at most, returns how many. */
int64_t	task_sweep(struct work *w, int64_t before);

/*
 * Rings for the pools that got a due task since the last call: one datagram
 * "pay\n", "talk\n" ... to <socket_dir>/clerk.bell.  Called by the router and
 * the clerk after every commit; a bell nobody hears is no fault.
 */
void	task_bell(struct work *w);

#endif
