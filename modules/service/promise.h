/* SPDX-License-Identifier: MIT */
/*
 * The working-time promise (requirements 5.9): until when a review will be
 * decided, reckoned by the working calendar when it began, and what happens
 * when it is not: one message to the setting `overdue_phone`, by a task whose
 * key is the round, and a mark on both sides.  While an application is
 * returned nothing is due; the next round has a term of its own.
 */
#ifndef SERVICE_PROMISE_H
#define SERVICE_PROMISE_H

#include "modules/outbox/task.h"
#include "modules/review/review.h"

struct json;

/*
 * Puts due_at, promise ("预计 10月8日 16:00 前完成") and overdue into an object;
 * null, null, false when nothing is due (0).
 */
void	promise_put(struct work *w, int64_t due_at, struct json *out);
/* The same of a review: only an open round is due. */
void	promise_put_review(struct work *w, const struct review *r, struct json *out);

/* Inside the transaction that opened the round. */
int	promise_watch(struct work *w, const struct review *r);
/* Task timer.overdue. */
int	run_overdue(struct work *w, const struct task *t, int64_t *again);

#endif
