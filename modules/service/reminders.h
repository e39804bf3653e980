/* SPDX-License-Identifier: MIT */
/*
 * What time does by itself: reminders before a certificate ends, reminders of
 * applications that were returned, and their end.
 *
 * A certificate is reminded of once for each mark of the setting expiry_days:
 * the mark whose turn it is with so many days left, in the hour after it came,
 * or as soon as the house is awake again.  The reminder goes to the holder's
 * account, else to that of who applied, else to the holder's number; by the
 * ways and on the days that account chose.  One that was renewed and whose key was not
 * updated yet is told so (event cert.updating).
 *
 * An application that was returned and not touched for so many days is reminded
 * of (returned_remind_days) and then closed (returned_close_days; 7.3), never
 * sooner after its last reminder than that says.  What was paid goes back through the rooms of refunds, once: the order ends when the
 * money is back (refunds.h), else at once.
 */
#ifndef SERVICE_REMINDERS_H
#define SERVICE_REMINDERS_H

#include "db/db.h"
#include "modules/outbox/task.h"

/* 到期日历: the ends of the certificates in the actor's scope (base/ics.h), with the
 * alarms the actor chose. */
int	reminders_calendar(struct work *w, struct blob *out);

/* Tasks timer.expiry and timer.returned. */
int	run_expiry(struct work *w, const struct task *t, int64_t *again);
int	run_returned(struct work *w, const struct task *t, int64_t *again);

#endif
