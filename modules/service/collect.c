/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "collect.h"
#include "modules/base/clock.h"
#include "modules/base/conf.h"
#include "modules/base/json.h"
#include "modules/catalog/catalog.h"
#include "tell.h"

#define DAY	86400

int
collect_later(struct work *w, const struct order *o, const struct voucher *v)
{
	struct json *payload = js_object(w);

	if (w->conf->collect_times == 0)
		return 0;
	js_put_text(payload, "order", pid_text(w, &o->pid));
	js_put_int(payload, "voucher", v->id);
	js_put_int(payload, "ready", w->now);
	return task_add(w, "timer.collect", arena_printf(w->arena, "%s:%lld",
	    pid_text(w, &v->pid), (long long)w->now), payload,
	    w->now + w->conf->collect_days * DAY);
}

struct waiting {
	struct pid	order;
	int64_t		voucher, ready, round;	/* which of the reminders */
	int		over;			/* collected, or another code is out */
};

static int
tell(struct work *w, const struct order *o, const struct waiting *x)
{
	const struct pickup_point *p;
	const struct catalog *c;
	struct json *values = js_object(w);

	if (catalog_get(w, &c) < 0)
		return -1;
	p = catalog_point_id(c, o->point_id);
	js_put_text(values, "no", o->no);
	js_put_text(values, "service", service_words_of(o->service));
	js_put_text(values, "since", date_text(w->arena, x->ready));
	js_put_text(values, "point", p == NULL ? NULL : p->words);
	js_put_text(values, "address", p == NULL ? NULL : p->address);
	return tell_account(w, o->account_id, "pickup.waiting", arena_printf(w->arena,
	    "%s:%lld:%lld", o->no, (long long)x->voucher, (long long)x->round), values);
}

static int
remind_tx(struct work *w, void *arg)
{
	struct waiting *x = arg;
	struct voucher *v;
	struct order *o;

	if (order_take(w, &x->order, &o) < 0 || voucher_of_order(w, o->id, &v) < 0)
		return -1;
	x->over = o->state != ORDER_PICKUP || v == NULL || v->id != x->voucher ||
	    strcmp(v->state, "ISSUED") != 0;
	return x->over ? 0 : tell(w, o, x);
}

int
run_collect(struct work *w, const struct task *t, int64_t *again)
{
	int64_t days = w->conf->collect_days * DAY;
	struct waiting x = { .voucher = js_get_int(t->payload, "voucher", 0),
	    .ready = js_get_int(t->payload, "ready", 0) };

	x.round = (w->now - x.ready) / days;
	if (pid_parse(w, js_get_text(t->payload, "order"), &x.order) < 0)
		return -1;
	if (x.round < 1 || x.round > w->conf->collect_times)
		return 0;
	if (db_tx(w, remind_tx, &x) < 0)
		return -1;
	if (!x.over && x.round < w->conf->collect_times)
		*again = x.ready + (x.round + 1) * days;
	return 0;
}
