/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "checkout.h"
#include "invoices.h"
#include "modules/base/conf.h"
#include "modules/base/json.h"
#include "modules/catalog/catalog.h"
#include "modules/order/order.h"
#include "modules/pay/driver.h"
#include "order_view.h"

static struct json *
providers_json(struct work *w)
{
	struct json *list = js_array(w);
	const struct pay_driver *d;

	for (size_t i = 0; (d = pay_driver_at(w, i)) != NULL; i++) {
		struct json *o = js_object(w);

		js_put_text(o, "code", d->name);
		js_put_text(o, "words", d->words);
		js_add(list, o);
	}
	return list;
}

static int
orders_json(struct work *w, int64_t group_id, struct json *list)
{
	struct pay_group_order *share;
	const struct catalog *c;
	size_t n;

	if (catalog_get(w, &c) < 0 || pay_group_orders(w, group_id, &share, &n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		struct json *j = js_object(w);
		struct order *o;

		if (order_get(w, &share[i].order_pid, &o) < 0)
			return -1;
		js_put_text(j, "pid", pid_text(w, &o->pid));
		js_put_text(j, "no", o->no);
		js_put_text(j, "service_words", order_service_words(c, o));
		js_put_text(j, "holder", o->holder);
		js_put_int(j, "fen", share[i].fen);
		js_add(list, j);
	}
	return 0;
}

/* The page behind the sandbox's QR, without the host; never in production. */
static const char *
cashier(struct work *w, const struct pay_attempt *a)
{
	const char *at = a->code == NULL ? NULL : strstr(a->code, "/sandbox/");

	if (w->conf->env == ENV_PRODUCTION || strcmp(a->provider, "sandbox") != 0)
		return NULL;
	return at;
}

struct json *
checkout_attempt_json(struct work *w, const struct pay_attempt *a)
{
	struct json *o = js_object(w);
	int shown = a->code != NULL && pay_state_open(a->state);

	js_put_text(o, "pid", pid_text(w, &a->pid));
	js_put_text(o, "no", a->out_trade_no);
	js_put_text(o, "provider", a->provider);
	js_put_int(o, "fen", a->fen);
	js_put_text(o, "state", a->state_code);
	js_put_text(o, "state_words", pay_state_words(a->state));
	js_put_text(o, "qr", !shown ? NULL : arena_printf(w->arena, "/api/attempts/%s/qr",
	    pid_text(w, &a->pid)));
	js_put_text(o, "cashier", shown ? cashier(w, a) : NULL);
	js_put_int(o, "expires_at", a->expires_at);
	return o;
}

/* The attempt that counts is the successful one, else the newest. */
static const struct pay_attempt *
shown_attempt(const struct pay_attempt *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (list[i].state == PAY_SUCCESS)
			return &list[i];
	return n == 0 ? NULL : &list[0];
}

int
checkout_group_json(struct work *w, const struct pay_group *g, struct json **out)
{
	struct json *o = js_object(w), *orders = js_array(w), *invoice;
	const struct pay_attempt *a;
	struct pay_attempt *list;
	size_t n;

	if (orders_json(w, g->id, orders) < 0 || pay_attempts(w, g->id, &list, &n) < 0 ||
	    invoices_of_group(w, g->id, &invoice) < 0)
		return -1;
	a = shown_attempt(list, n);
	js_put_text(o, "pid", pid_text(w, &g->pid));
	js_put_text(o, "no", g->no);
	js_put_int(o, "fen", g->fen);
	js_put_text(o, "state", g->state);
	js_put_int(o, "expires_at", g->expires_at);
	js_put(o, "paid_at", a == NULL || a->state != PAY_SUCCESS ? NULL :
	    js_int(w, a->paid_at));
	js_put(o, "orders", orders);
	js_put(o, "invoice", invoice);
	js_put(o, "attempt", a == NULL ? NULL : checkout_attempt_json(w, a));
	js_put(o, "providers", providers_json(w));
	*out = o;
	return 0;
}

int
checkout_group(struct work *w, const struct pid *pid, struct json **out)
{
	struct pay_group *g;

	return pay_group_get(w, pid, &g) < 0 ? -1 : checkout_group_json(w, g, out);
}

int
checkout_attempt(struct work *w, const struct pid *pid, struct json **out)
{
	struct pay_attempt *a;

	if (pay_attempt_get(w, pid, &a) < 0)
		return -1;
	*out = checkout_attempt_json(w, a);
	return 0;
}

int
checkout_code(struct work *w, const struct pid *pid, const char **text)
{
	struct pay_attempt *a;

	if (pay_attempt_get(w, pid, &a) < 0)
		return -1;
	*text = a->code;
	return a->code != NULL && pay_state_open(a->state) ? 0 :
	    refuse(w, ERR_NOTFOUND, "attempt %s has no code", a->out_trade_no);
}
