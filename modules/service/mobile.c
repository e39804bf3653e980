/* SPDX-License-Identifier: MIT */
/* The pages; mobile_tasks.c is the clerk's half. */
#include <string.h>

#include "mobile.h"
#include "modules/base/conf.h"
#include "modules/base/json.h"
#include "modules/catalog/catalog.h"
#include "modules/cert/cert.h"
#include "modules/deliver/download.h"
#include "modules/deliver/phone.h"
#include "order_view.h"
#include "refunds.h"
#include "settle.h"

/* ---- links ---- */

static int
add_task(struct work *w, const char *kind, const struct download *d)
{
	struct json *p = js_object(w);

	js_put_text(p, "download", pid_text(w, &d->pid));
	return task_add(w, kind, pid_text(w, &d->pid), p, 0);
}

static int
issue(struct work *w, const struct order *o)
{
	struct download *d;
	struct cert *c;

	if (cert_of_order(w, o->id, &c) < 0)
		return -1;
	if (c == NULL)
		return refuse(w, ERR_BUG, "order %s has no certificate", o->no);
	return download_add(w, o->id, c->id, w->now + w->conf->phone_hours * 3600, &d) < 0 ||
	    add_task(w, "talk.phone", d) < 0 ? -1 : 0;
}

int
mobile_open(struct work *w, const struct order *o)
{
	struct download *d;

	if (download_of_order(w, o->id, &d) < 0)
		return -1;
	return d != NULL && d->state != DOWNLOAD_VOID ? 0 : issue(w, o);
}

int
mobile_void(struct work *w, const struct order *o, const char *why)
{
	struct download *d;

	if (download_of_order(w, o->id, &d) < 0)
		return -1;
	if (d == NULL || d->state != DOWNLOAD_WAITING)
		return 0;
	return download_take(w, &d->pid, &d) < 0 ||
	    download_move(w, d, DOWNLOAD_ACT_VOID, why) < 0 ||
	    add_task(w, "talk.phone_close", d) < 0 ? -1 : 0;
}

static int
again_tx(struct work *w, void *arg)
{
	struct download *d;
	struct order *o;

	if (order_take(w, arg, &o) < 0 || download_of_order(w, o->id, &d) < 0)
		return -1;
	if (o->state != ORDER_DOWNLOAD)
		return refuse_say(w, ERR_CONFLICT, NULL, "订单当前状态为“%s”，不能下载证书",
		    order_state_words(o->state));
	if (refunds_hold(w, o) < 0)
		return -1;
	if (d != NULL && d->state == DOWNLOAD_WAITING && d->expires_at > w->now)
		return 0;		/* pressed twice */
	return mobile_void(w, o, "下载链接已过期") < 0 || issue(w, o) < 0 ? -1 : 0;
}

int
mobile_again(struct work *w, const struct pid *order, struct json **out)
{
	struct pid pid = *order;

	return db_tx(w, again_tx, &pid) < 0 ? -1 : mobile_page(w, order, out);
}

/* ---- the page ---- */

static int
usable(const struct work *w, const struct download *d)
{
	return d != NULL && d->link != NULL && d->state == DOWNLOAD_WAITING &&
	    d->expires_at > w->now;
}

/* The sandbox's app without the host; never in production. */
static const char *
app_of(const struct work *w, const struct download *d)
{
	return !usable(w, d) || w->conf->env == ENV_PRODUCTION ? NULL :
	    strstr(d->link, "/sandbox/phone/");
}

static const char *
page_words(const struct work *w, const struct order *o, const struct download *d)
{
	if (o->state == ORDER_DONE)
		return "证书已下载到手机，可以使用";
	if (o->state != ORDER_DOWNLOAD)
		return "审核通过后可以下载证书";
	if (d != NULL && d->state == DOWNLOAD_WAITING && d->expires_at > w->now)
		return d->link == NULL ? "正在生成下载二维码，请稍候" : "请用辽易通APP扫码下载证书";
	return d != NULL && d->state == DOWNLOAD_VOID ? "下载二维码已作废，请重新获取" :
	    "下载二维码已过期，请重新获取";
}

static int
put_cert(struct work *w, const struct order *o, struct json *j)
{
	struct cert *c;

	if (cert_of_order(w, o->id, &c) < 0)
		return -1;
	js_put_text(j, "serial", c == NULL ? NULL : c->serial);
	js_put_int(j, "not_after", c == NULL ? 0 : c->not_after);
	return 0;
}

int
mobile_page(struct work *w, const struct pid *order, struct json **out)
{
	struct json *j = js_object(w);
	const struct catalog *c;
	struct download *d;
	struct order *o;
	int on;

	if (order_get(w, order, &o) < 0 || catalog_get(w, &c) < 0 ||
	    download_of_order(w, o->id, &d) < 0 || put_cert(w, o, j) < 0)
		return -1;
	if ((o->traits & TRAIT_DOWNLOAD) == 0)
		return refuse_say(w, ERR_CONFLICT, NULL, "该订单不是移动证书");
	on = usable(w, d);
	js_put_text(j, "order", pid_text(w, &o->pid));
	js_put_text(j, "no", o->no);
	js_put_text(j, "service_words", order_service_words(c, o));
	js_put_text(j, "holder", o->holder);
	js_put_text(j, "state", o->ship_word);
	js_put_text(j, "words", page_words(w, o, d));
	js_put_text(j, "qr", !on ? NULL :
	    arena_printf(w->arena, "/api/orders/%s/phone/qr", pid_text(w, &o->pid)));
	js_put_text(j, "app", app_of(w, d));
	js_put_int(j, "expires_at", on ? d->expires_at : 0);
	js_put_bool(j, "waits", o->state == ORDER_DOWNLOAD && d != NULL && d->link == NULL &&
	    d->state == DOWNLOAD_WAITING);
	js_put_bool(j, "again", o->state == ORDER_DOWNLOAD && (d == NULL ||
	    d->state != DOWNLOAD_WAITING || d->expires_at <= w->now));
	*out = j;
	return 0;
}

int
mobile_code(struct work *w, const struct pid *order, const char **link)
{
	struct download *d;
	struct order *o;

	if (order_get(w, order, &o) < 0 || download_of_order(w, o->id, &d) < 0)
		return -1;
	if (!usable(w, d))
		return refuse_say(w, ERR_CONFLICT, NULL, "当前没有可用的下载二维码");
	*link = d->link;
	return 0;
}

/* ---- from outside ---- */

int
mobile_keep_note(struct work *w, struct json *headers, struct blob body)
{
	return settle_keep_notify(w, MOBILE_PROVIDER, headers, body);
}

static int
press_tx(struct work *w, void *arg)
{
	return phone_app_press(w, arg);
}

int
mobile_press(struct work *w, const struct pid *token)
{
	struct pid p = *token;

	return db_tx(w, press_tx, &p);
}
