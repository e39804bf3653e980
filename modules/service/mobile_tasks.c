/* SPDX-License-Identifier: MIT */
/* The clerk's half: nothing here talks to the app inside a transaction, and
 * every function may run again after a crash. */
#include <string.h>

#include "entered.h"
#include "mobile.h"
#include "modules/base/json.h"
#include "modules/base/log.h"
#include "modules/catalog/catalog.h"
#include "modules/cert/cert.h"
#include "modules/deliver/download.h"
#include "modules/deliver/phone.h"
#include "order_view.h"
#include "restate.h"
#include "tasks.h"
#include "tell.h"

#define ASK_EVERY	600	/* seconds between questions about a link that waits */

static int
task_download(struct work *w, const struct task *t, const struct phone_driver **driver,
    struct download **out)
{
	struct pid pid;

	if ((*driver = phone_driver(w)) == NULL)
		return refuse(w, ERR_BUG, "no driver for certificates in phones");
	return pid_parse(w, js_get_text(t->payload, "download"), &pid) < 0 ||
	    download_get(w, &pid, out) < 0 ? -1 : 0;
}

/* ---- the link ---- */

struct linked {
	struct pid	 download;
	const char	*link;
};

static int
linked_tx(struct work *w, void *arg)
{
	struct json *p = js_object(w);
	struct linked *l = arg;
	struct download *d;
	struct order *o;

	if (download_get(w, &l->download, &d) < 0 || order_take_id(w, d->order_id, &o) < 0 ||
	    download_take(w, &l->download, &d) < 0)
		return -1;
	if (d->state != DOWNLOAD_WAITING || d->link != NULL)
		return 0;
	js_put_text(p, "download", pid_text(w, &d->pid));
	return download_link_set(w, d, l->link) < 0 ||
	    task_add(w, "talk.phone_query", pid_text(w, &d->pid), p, w->now + ASK_EVERY) < 0 ||
	    tell_applicant(w, o, "mobile.ready", (int)d->id, js_object(w)) < 0 ? -1 : 0;
}

static int
wish_of(struct work *w, const struct download *d, struct phone_wish *out)
{
	const struct catalog *c;
	struct order *o;

	if (catalog_get(w, &c) < 0 || order_get_id(w, d->order_id, &o) < 0)
		return -1;
	*out = (struct phone_wish){ .download = d->pid, .vendor = o->vendor, .years = o->years,
	    .words = arena_printf(w->arena, "%s %s", order_service_words(c, o), o->holder),
	    .expires_at = d->expires_at };
	return 0;
}

int
mobile_run_open(struct work *w, const struct task *t, int64_t *again)
{
	const struct phone_driver *driver;
	struct phone_wish wish;
	struct download *d;
	struct linked l;

	if (task_download(w, t, &driver, &d) < 0)
		return -1;
	if (d->state != DOWNLOAD_WAITING || d->link != NULL)
		return 0;
	if (wish_of(w, d, &wish) < 0)
		return -1;
	switch (driver->open(w, &wish, &l.link)) {
	case OUTSIDE_OK:
		l.download = d->pid;
		return db_tx(w, linked_tx, &l);
	case OUTSIDE_REJECTED:
		*again = TASK_BURY;
		break;
	case OUTSIDE_RETRY:
	case OUTSIDE_UNKNOWN:		/* the same wish again gives the same link */
		break;
	}
	return -1;
}

/* ---- evidence ---- */

struct loading {
	const struct phone_evidence	*ev;
	const struct pay_inbox		*in;	/* NULL: asked, not told */
	const char			*serial;
};

/* The certificate exists from now on, in the phone and in use at once. */
static int
in_phone(struct work *w, struct order *o, struct download *d, const struct loading *l)
{
	struct cert *c;

	if (cert_of_order(w, o->id, &c) < 0)
		return -1;
	if (c == NULL)
		return refuse(w, ERR_BUG, "order %s has no certificate", o->no);
	return cert_issue(w, c, l->serial, l->ev->not_before, l->ev->not_after) < 0 ||
	    cert_move(w, c, CERT_ACT_HANDOUT, 0, NULL) < 0 ||
	    download_move(w, d, DOWNLOAD_ACT_LOAD, l->serial) < 0 ||
	    order_move(w, o, ACT_DOWNLOADED, NULL) < 0 || service_entered(w, o) < 0 ||
	    service_restate(w, o) < 0 ? -1 : 0;
}

static int
end_note(struct work *w, const struct loading *l, const char *verdict)
{
	return l->in == NULL ? 0 : pay_inbox_end(w, l->in, "DONE", verdict);
}

/* A link that was given up and yet loaded: people have to look, nothing moves. */
static int
late(struct work *w, const struct download *d, const struct order *o, const struct loading *l)
{
	log_line(LOG_ERROR, "alarm=phone_late order=%s link=%s serial=%s", o->no,
	    d->state_code, l->serial);
	return end_note(w, l, "LATE");
}

static int
loaded_tx(struct work *w, void *arg)
{
	struct loading *l = arg;
	struct download *d;
	struct order *o;

	if (download_get(w, &l->ev->download, &d) < 0 || order_take_id(w, d->order_id, &o) < 0 ||
	    download_take(w, &l->ev->download, &d) < 0)
		return -1;
	if (d->state == DOWNLOAD_LOADED)
		return end_note(w, l, "REPLAY");
	if (d->state != DOWNLOAD_WAITING || o->state != ORDER_DOWNLOAD)
		return late(w, d, o, l);
	return in_phone(w, o, d, l) < 0 ? -1 : end_note(w, l, "COUNTED");
}

static int
apply(struct work *w, const struct phone_evidence *ev, const struct pay_inbox *in)
{
	struct loading l = { ev, in, cert_serial_normal(w, ev->serial) };

	if (l.serial == NULL || ev->not_after <= ev->not_before || ev->not_after <= w->now)
		return refuse(w, ERR_INVALID, "certificate %s of the app has impossible dates",
		    ev->serial);
	return db_tx(w, loaded_tx, &l);
}

static int
inbox_refuse(struct work *w, const struct pay_inbox *in)
{
	const char *why = w->fault.detail == NULL ? "" : w->fault.detail;

	log_line(LOG_ERROR, "alarm=phone_note_refused detail=\"%s\"", why);
	fault_clear(w);
	return pay_inbox_end(w, in, "REFUSED", why);
}

/* A good signature is not believed alone: the app is asked back. */
static int
confirmed(struct work *w, const struct phone_driver *driver, struct phone_evidence *ev)
{
	enum phone_found found = PHONE_ABSENT;
	struct phone_evidence truth;

	if (driver->query(w, &ev->download, &found, &truth) != OUTSIDE_OK)
		return -1;
	if (found != PHONE_LOADED || strcmp(truth.serial, ev->serial) != 0)
		return refuse(w, ERR_INVALID, "the app does not confirm its note of %s", ev->serial);
	*ev = truth;
	return 0;
}

int
mobile_inbox(struct work *w, const struct pay_inbox *in)
{
	const struct phone_driver *driver = phone_driver(w);
	struct phone_evidence ev;

	if (driver == NULL)
		return pay_inbox_end(w, in, "REFUSED", "no such driver");
	if (driver->parse(w, in->headers, in->body, in->received_at, &ev) < 0 ||
	    confirmed(w, driver, &ev) < 0 || apply(w, &ev, in) < 0)
		return w->fault.code == ERR_DENIED || w->fault.code == ERR_INVALID ||
		    w->fault.code == ERR_NOTFOUND ? inbox_refuse(w, in) : -1;
	return 0;
}

/* ---- asking ---- */

static int
ask(struct work *w, const struct phone_driver *driver, const struct download *d)
{
	enum phone_found found = PHONE_ABSENT;
	struct phone_evidence ev;

	if (driver->query(w, &d->pid, &found, &ev) != OUTSIDE_OK)
		return -1;
	return found == PHONE_LOADED ? apply(w, &ev, NULL) : 0;
}

int
mobile_run_query(struct work *w, const struct task *t, int64_t *again)
{
	const struct phone_driver *driver;
	struct download *d;

	if (task_download(w, t, &driver, &d) < 0)
		return -1;
	if (d->state != DOWNLOAD_WAITING)
		return 0;
	if (ask(w, driver, d) < 0)
		return -1;
	if (w->now < d->expires_at)
		*again = w->now + ASK_EVERY;
	return 0;
}

/* Given up here at once; what was loaded in between comes to people. */
int
mobile_run_close(struct work *w, const struct task *t, int64_t *again)
{
	const struct phone_driver *driver;
	struct download *d;

	(void)again;
	if (task_download(w, t, &driver, &d) < 0)
		return -1;
	return driver->close(w, &d->pid) != OUTSIDE_OK ? -1 : ask(w, driver, d);
}

/* ---- the sandbox's app ---- */

static int
load_tx(struct work *w, void *arg)
{
	return phone_app_load(w, arg);
}

int
mobile_run_press(struct work *w, const struct task *t, int64_t *again)
{
	struct pid token;

	(void)again;
	return pid_parse(w, js_get_text(t->payload, "token"), &token) < 0 ||
	    db_tx(w, load_tx, &token) < 0 ? -1 : 0;
}

int
mobile_run_notify(struct work *w, const struct task *t, int64_t *again)
{
	struct pid token;

	(void)again;
	return pid_parse(w, js_get_text(t->payload, "token"), &token) < 0 ? -1 :
	    phone_app_send(w, &token);
}
