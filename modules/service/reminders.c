/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "modules/account/account.h"
#include "modules/base/clock.h"
#include "modules/base/conf.h"
#include "modules/base/ics.h"
#include "modules/base/json.h"
#include "modules/base/log.h"
#include "modules/base/terms.h"
#include "modules/catalog/catalog.h"
#include "modules/cert/ending.h"
#include "modules/notify/notify.h"
#include "modules/person/person.h"
#include "reminders.h"
#include "tell.h"

#define DAY	86400

/* ---- whom ---- */

struct ear {
	int64_t			account_id;	/* 0: only a number */
	const char		*phone;
	struct notify_choice	 choice;
};

static int
ear_of(struct work *w, const struct cert *c, struct person *holder, struct ear *e)
{
	struct account a;
	int has = account_find_person(w, c->person_id, &a);

	if (has < 0 || person_get(w, c->person_id, holder) < 0)
		return -1;
	e->account_id = has && strcmp(a.state, "CLOSED") != 0 ? a.id : c->account_id;
	e->phone = holder->phone;
	return choice_get(w, e->account_id, &e->choice);
}

/* ---- certificates ---- */

struct reminding {
	int64_t	id;
	int	mark;
	int64_t	from, to;	/* ends between these have the mark's turn */
};

static struct json *
cert_values(struct work *w, const struct catalog *cat, const struct cert *c,
    const struct person *holder)
{
	struct json *values = js_object(w);

	js_put_text(values, "holder", holder->name);
	js_put_text(values, "lock", catalog_lock_words(cat, c->lock_type));
	js_put_text(values, "vendor", catalog_vendor_words(cat, c->vendor));
	js_put_text(values, "date", date_text(w->arena, c->not_after));
	js_put_int(values, "days", days_between(w->now, c->not_after));
	return values;
}

static int
remind_tx(struct work *w, void *arg)
{
	const struct reminding *r = arg;
	const struct catalog *cat;
	struct person holder;
	struct json *values;
	const char *key, *event;
	struct cert *c;
	struct ear e;
	int rc = cert_reminding(w, r->id, r->mark, r->from, r->to, &c);

	if (rc <= 0)
		return rc;
	if (catalog_get(w, &cat) < 0 || ear_of(w, c, &holder, &e) < 0)
		return -1;
	if (!days_has(e.choice.days, r->mark) || e.choice.kinds == 0)
		return 0;
	values = cert_values(w, cat, c, &holder);
	key = arena_printf(w->arena, "%s:%d:%d", pid_text(w, &c->pid),
	    date_number(c->not_after), r->mark);
	event = c->state == CERT_RENEWAL_PENDING ? "cert.updating" : "cert.expiring";
	return e.account_id == 0 ? notify_sms(w, event, key, e.phone, values) :
	    tell_by(w, e.account_id, e.choice.kinds, "/my/certs", event, key, values);
}

static int64_t
midnight(int64_t at)
{
	struct civil c = civil_of(at);

	c.hour = c.minute = c.second = 0;
	return civil_epoch(&c);
}

/* One that fails must not hold up the others; the next round meets it again. */
static void
skipped(struct work *w, const char *what)
{
	log_line(LOG_ERROR, "timer=%s err=%s at=%s:%d detail=\"%s\"", what,
	    err_name(w->fault.code), w->fault.file, w->fault.line,
	    w->fault.detail == NULL ? "" : w->fault.detail);
	fault_clear(w);
}

static int
remind_all(struct work *w, struct reminding *r, int64_t *again)
{
	int64_t *ids;
	size_t n;

	if (cert_ending(w, r->mark, r->from, r->to, &ids, &n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		r->id = ids[i];
		if (db_tx(w, remind_tx, r) < 0)
			skipped(w, "expiry");
	}
	if (n == CERT_ENDING_MAX)
		*again = w->now + 1;
	return 0;
}

int
run_expiry(struct work *w, const struct task *t, int64_t *again)
{
	int marks[DAYS_MAX];
	size_t n = days_read(w->conf->expiry_days, marks);
	int64_t today = midnight(w->now);

	(void)t;
	for (size_t i = 0; i < n; i++) {
		int next = i + 1 < n ? marks[i + 1] : 0;
		struct reminding r = { .mark = marks[i], .from = today + (next + 1) * DAY,
		    .to = today + (marks[i] + 1) * DAY };

		if (remind_all(w, &r, again) < 0)
			return -1;
	}
	return 0;
}

/* ---- the calendar ---- */

static const char *
to_do(const struct cert *c)
{
	return strcmp(c->state_code, "RENEWAL_PENDING") == 0 ?
	    "已办理延期，请在到期前更新CA，完成延期。" : "请在到期前登录平台办理延期年检。";
}

int
reminders_calendar(struct work *w, struct blob *out)
{
	struct ics *f = ics_begin(w, "证书到期日历");
	struct notify_choice choice;
	const struct catalog *cat;
	int alarms[DAYS_MAX];
	struct cert *list;
	size_t n, nalarms;

	if (catalog_get(w, &cat) < 0 || cert_ends(w, &list, &n) < 0 ||
	    choice_get(w, w->actor->account_id, &choice) < 0)
		return -1;
	nalarms = days_read(choice.days, alarms);
	for (size_t i = 0; i < n; i++) {
		struct person holder;

		if (person_get(w, list[i].person_id, &holder) < 0)
			return -1;
		ics_day(f, &(struct ics_day){
		    .uid = arena_printf(w->arena, "%s@caportal", pid_text(w, &list[i].pid)),
		    .at = list[i].not_after, .stamp = w->now, .version = list[i].version,
		    .summary = arena_printf(w->arena, "证书到期：%s，%s", holder.name,
			catalog_lock_words(cat, list[i].lock_type)),
		    .text = arena_printf(w->arena,
			"持锁人：%s\nCA锁类别：%s\n证书厂商：%s\n%s", holder.name,
			catalog_lock_words(cat, list[i].lock_type),
			catalog_vendor_words(cat, list[i].vendor), to_do(&list[i])),
		    .alarms = alarms, .nalarms = nalarms });
	}
	out->p = (const void *)ics_end(f, &out->n);
	return 0;
}
