/* SPDX-License-Identifier: MIT */
#include <limits.h>
#include <string.h>

#include "login.h"
#include "modules/audit/chain.h"
#include "modules/base/clock.h"
#include "modules/base/conf.h"
#include "modules/base/log.h"
#include "collect.h"
#include "courier.h"
#include "idem.h"
#include "invoices.h"
#include "messages.h"
#include "mobile.h"
#include "promise.h"
#include "register.h"
#include "reminders.h"
#include "review.h"
#include "scan_job.h"
#include "settle.h"
#include "site.h"
#include "slip.h"
#include "tasks.h"

#define DAY	86400

/* Done tasks are kept for a month: their keys answer late duplicates. */
static int
run_sweep_tasks(struct work *w, const struct task *t, int64_t *again)
{
	int64_t n = task_sweep(w, w->now - 30 * DAY);

	(void)t;
	if (n == 500)
		*again = w->now + 1;
	return n < 0 ? -1 : 0;
}

/* A key that old is not sent again by any page. */
static int
run_sweep_keys(struct work *w, const struct task *t, int64_t *again)
{
	int64_t n = idem_sweep(w, w->now - DAY);

	(void)t;
	if (n == 500)
		*again = w->now + 1;
	return n < 0 ? -1 : 0;
}

/* What anybody can send must not fill the house; true evidence is kept. */
static int
run_sweep_inbox(struct work *w, const struct task *t, int64_t *again)
{
	int64_t n = pay_inbox_sweep(w, w->now - 30 * DAY);

	(void)t;
	if (n == 500)
		*again = w->now + 1;
	return n < 0 ? -1 : 0;
}

/* An invoice is sent when its mail is. */
static int
run_mail(struct work *w, const struct task *t, int64_t *again)
{
	return run_message(w, t, again) < 0 ? -1 : invoices_mail_out(w, t);
}

static int
run_audit_heads(struct work *w, const struct task *t, int64_t *again)
{
	(void)t;
	(void)again;
	return audit_log_heads(w);
}

static int
run_sweep_people(struct work *w, const struct task *t, int64_t *again)
{
	(void)t;
	(void)again;
	return login_sweep(w);
}

/* clang-format off */
const struct task_kind task_kinds[] = {
 /* kind                 run                   tries  every  what it does */
 { "talk.sms",           run_message,          8,     0,     "sends one text message" },
 { "talk.code",          run_phone_code,       5,     0,     "chooses the message that goes with a code: known number or not" },
 { "talk.mail",          run_mail,             8,     0,     "sends one mail" },
 { "talk.phone",         mobile_run_open,      20,    0,     "asks the app's maker for a link by which a certificate is loaded" },
 { "talk.phone_query",   mobile_run_query,     20,    0,     "asks whether a certificate was loaded into its phone" },
 { "talk.phone_close",   mobile_run_close,     20,    0,     "ends a link that was given up" },
 { "talk.phone_press",   mobile_run_press,     5,     0,     "sandbox app: makes the certificate" },
 { "talk.phone_notify",  mobile_run_notify,    12,    0,     "sandbox app: posts the signed note" },
 { "scan.preview",       run_scan_preview,     5,     0,     "looks into an uploaded file and makes its preview" },
 { "pay.create",         settle_run_create,    10,    0,     "asks the provider for a QR" },
 { "pay.query",          settle_run_query,     20,    0,     "asks whether an open attempt was paid, closes it after its time" },
 { "pay.close",          settle_run_close,     20,    0,     "closes an attempt at the provider and asks once more" },
 { "pay.inbox",          settle_run_inbox,     12,    0,     "verifies a notify and applies it" },
 { "pay.refund",         settle_run_refund,    20,    0,     "sends money back" },
 { "pay.click",          settle_run_click,     5,     0,     "sandbox bank: books the click in the cashier" },
 { "pay.notify",         settle_run_notify,    12,    0,     "sandbox bank: posts the signed notify" },
 { "timer.audit",        run_audit_heads,      0,     600,   "writes the heads of the audit book into the log" },
 { "timer.collect",      run_collect,          20,    0,     "reminds of a key that waits at its pickup point" },
 { "timer.expiry",        run_expiry,           0,     3600,  "reminds of certificates that end soon" },
 { "timer.files",        run_sweep_files,      0,     3600,  "takes away stored files without a row" },
 { "timer.keys",         run_sweep_keys,       0,     3600,  "forgets idempotency keys of yesterday" },
 { "timer.lease",        run_review_lease,     20,    0,     "gives a review back whose lease ended" },
 { "timer.overdue",      run_overdue,          20,    0,     "tells once that a review is overdue" },
 { "timer.print",         run_site,             20,    0,     "prints the public site: something was published" },
 { "timer.receive",      run_courier_received, 20,    0,     "closes an order whose parcel was sent long ago" },
 { "timer.slip",         run_slip,             20,    0,     "prints the slip of an issued voucher" },
 { "timer.people",       run_sweep_people,     0,     3600,  "forgets used-up limits and sessions ended a month ago" },
 { "timer.groups",       settle_run_groups,    0,     30,    "closes payments whose time is over" },
 { "timer.inbox",        run_sweep_inbox,      0,     3600,  "forgets refused notifies a month old" },
 { "timer.messages",      run_sweep_messages,   0,     3600,  "forgets messages older than message_days" },
 { "timer.orders",       settle_run_orders,    0,     60,    "lets unpaid orders expire" },
 { "timer.returned",      run_returned,         0,     3600,  "reminds of returned applications, closes those nobody touched" },
 { "timer.site",          run_site,             0,     600,   "prints the public site: prices and texts change by date" },
 { "timer.tasks",        run_sweep_tasks,      0,     3600,  "forgets tasks done a month ago" },
};
/* clang-format on */
const size_t n_task_kinds = sizeof(task_kinds) / sizeof(*task_kinds);

const struct task_kind *
task_kind_find(const char *kind)
{
	for (size_t i = 0; i < n_task_kinds; i++)
		if (strcmp(task_kinds[i].kind, kind) == 0)
			return &task_kinds[i];
	return NULL;
}

static int
start_timers(struct work *w, void *arg)
{
	(void)arg;
	for (size_t i = 0; i < n_task_kinds; i++)
		if (task_kinds[i].every > 0 &&
		    task_add(w, task_kinds[i].kind, "every", NULL, 0) < 0)
			return -1;
	return 0;
}

int
tasks_start(struct work *w)
{
	return db_tx(w, start_timers, NULL);
}

/* Nobody's hands: evidence of providers and the passing of time. */
static const struct actor *
clerk_actor(struct work *w)
{
	struct actor *a = ARENA_NEW(w->arena, struct actor);

	a->rights = RIGHT_CLOCK;
	a->name = "系统";
	a->channel = w->conf == NULL ? NULL : w->conf->channel;
	return a;
}

static int
end_failed(struct work *w, const struct task *t, const struct task_kind *k, int bury)
{
	const char *why = w->fault.detail != NULL ? w->fault.detail :
	    w->fault.words != NULL ? w->fault.words : err_name(w->fault.code);
	int tries = bury ? 0 : k->every > 0 ? INT_MAX : k->max_tries;
	int rc;

	log_line(LOG_WARN, "task=%s pid=%s try=%lld err=%s at=%s:%d detail=\"%s\"",
	    t->kind, pid_text(w, &t->pid), (long long)t->tries, err_name(w->fault.code),
	    w->fault.file == NULL ? "-" : w->fault.file, w->fault.line, why);
	fault_clear(w);
	rc = task_failed(w, t, tries, why);
	if (rc == 1)
		log_line(LOG_ERROR, "task=%s pid=%s dead=1", t->kind, pid_text(w, &t->pid));
	return rc < 0 ? -1 : 0;
}

static int
end_task(struct work *w, const struct task *t, const struct task_kind *k, int rc,
    int64_t again)
{
	w->now = clock_now();
	if (rc < 0)
		return end_failed(w, t, k, again == TASK_BURY);
	if (again <= 0 && k->every > 0)
		again = w->now + k->every;
	return again > 0 ? task_again(w, t, again) : task_done(w, t);
}

static int
do_task(struct work *w, const struct task *t)
{
	static const struct task_kind none = { "", NULL, 0, 0, "" };
	const struct task_kind *k = task_kind_find(t->kind);
	int64_t again = 0;
	int rc;

	if (k == NULL)		/* of another release: a person decides */
		rc = refuse(w, ERR_BUG, "no row of the task table is called %s", t->kind);
	else
		rc = k->run(w, t, &again);
	db_abandon(w);
	if (rc == 0)
		fault_clear(w);
	return end_task(w, t, k == NULL ? &none : k, rc, again);
}

int
tasks_run(struct work *w, enum task_pool pool)
{
	struct task *t;
	int rc;

	w->now = clock_now();
	w->actor = clerk_actor(w);
	rc = task_claim(w, pool, &t);
	if (rc > 0 && do_task(w, t) < 0 && w->fault.code != ERR_CONFLICT)
		rc = -1;		/* CONFLICT: the lease ended, another has it */
	if (w->fault.code != ERR_NONE)
		log_line(LOG_WARN, "task end err=%s detail=\"%s\"", err_name(w->fault.code),
		    w->fault.detail == NULL ? "" : w->fault.detail);
	fault_clear(w);
	task_bell(w);
	return rc;
}

void
tasks_print_docs(FILE *to)
{
	fputs("| kind | pool | tries | every | what it does |\n|---|---|---|---|---|\n", to);
	for (size_t i = 0; i < n_task_kinds; i++) {
		const struct task_kind *k = &task_kinds[i];

		fprintf(to, "| `%s` | %s | %d | %d s | %s |\n", k->kind,
		    task_pool_name((enum task_pool)task_pool_of(k->kind)), k->max_tries,
		    k->every, k->doc);
	}
}
