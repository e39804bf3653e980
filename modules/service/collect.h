/* SPDX-License-Identifier: MIT */
/*
 * Keys that are not collected (requirements 7.4): every conf->collect_days days
 * the applicant is told once more, conf->collect_times times at most; 0 times:
 * never.  Each code has a task of its own, which ends with it.
 */
#ifndef SERVICE_COLLECT_H
#define SERVICE_COLLECT_H

#include "modules/deliver/voucher.h"
#include "modules/order/order.h"
#include "modules/outbox/task.h"

/* Inside the transaction that made the key ready at its point. */
int	collect_later(struct work *w, const struct order *o, const struct voucher *v);

/* Task timer.collect. */
int	run_collect(struct work *w, const struct task *t, int64_t *again);

#endif
