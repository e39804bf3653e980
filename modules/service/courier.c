/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "courier.h"
#include "entered.h"
#include "handout.h"
#include "modules/base/clock.h"
#include "modules/base/conf.h"
#include "modules/base/json.h"
#include "modules/base/text.h"
#include "modules/deliver/parcel.h"
#include "order_view.h"
#include "quality.h"
#include "restate.h"
#include "tell.h"

#define DAY	86400

int
courier_carriers(struct work *w, struct json *out)
{
	struct json *list = js_array(w);
	struct carrier *c;
	size_t n;

	if (carrier_list(w, &c, &n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		struct json *j = js_object(w);

		js_put_text(j, "code", c[i].code);
		js_put_text(j, "words", c[i].words);
		js_put_text(j, "hint", c[i].hint);
		js_add(list, j);
	}
	js_put(out, "carriers", list);
	return 0;
}

/* The order and its parcel; *parcel is NULL when there is none. */
static int
take(struct work *w, const struct pid *order, struct order **o, struct parcel **p)
{
	return order_take(w, order, o) < 0 ? -1 : parcel_of_order(w, (*o)->id, p);
}

/* ---- ship ---- */

struct sending {
	struct pid	 order;
	const char	*carrier, *waybill;	/* name and normal form */
};

static int
known(struct work *w, const char *typed, struct carrier **c)
{
	if (carrier_find(w, typed, c) < 0)
		return -1;
	return *c != NULL ? 0 : fault_field(w, "carrier", "没有这家快递公司，请重新选择");
}

int
courier_known(struct work *w, const char *carrier)
{
	struct carrier *c;

	return known(w, carrier, &c);
}

static int
check_sending(struct work *w, const struct shipping *s, struct sending *out)
{
	struct carrier *c;

	if (known(w, s->carrier, &c) < 0)
		return -1;
	out->carrier = c->words;
	out->waybill = carrier_waybill(w, c->shapes, s->waybill);
	if (out->waybill == NULL)
		return fault_field(w, "waybill", "%s的运单号应为%s，请核对", c->words, c->hint);
	return 0;
}

static int
tell_sent(struct work *w, const struct order *o, const struct parcel *p)
{
	struct json *values = js_object(w);

	js_put_text(values, "carrier", p->carrier);
	js_put_text(values, "waybill", p->waybill);
	return tell_applicant(w, o, "parcel.sent", p->version, values);
}

/* A parcel that was sent, came back and is sent again has a term of its own. */
static int
receive_later(struct work *w, const struct order *o, const struct parcel *p)
{
	struct json *payload = js_object(w);
	const char *pid = pid_text(w, &o->pid);

	js_put_text(payload, "order", pid);
	js_put_int(payload, "parcel", p->version);
	return task_add(w, "timer.receive", arena_printf(w->arena, "%s:%d", pid, p->version),
	    payload, p->shipped_at + w->conf->receive_days * DAY);
}

static int
ship_tx(struct work *w, void *arg)
{
	struct sending *s = arg;
	struct order *o;
	struct parcel *p;

	if (take(w, &s->order, &o, &p) < 0)
		return -1;
	if (o->state != ORDER_SHIP)
		return refuse_say(w, ERR_CONFLICT, NULL, "订单当前状态为“%s”，不能发货",
		    order_state_words(o->state));
	if (quality_sent(w, o) < 0 || (p == NULL && parcel_add(w, o->id, &p) < 0))
		return -1;
	if (parcel_ship(w, p, s->carrier, s->waybill) < 0 ||
	    order_move(w, o, ACT_SHIP, NULL) < 0 || tell_sent(w, o, p) < 0 ||
	    receive_later(w, o, p) < 0)
		return -1;
	return service_restate(w, o);
}

int
courier_send(struct work *w, const struct pid *order, const struct shipping *s)
{
	struct sending args = { .order = *order };

	return check_sending(w, s, &args) < 0 ? -1 : db_tx(w, ship_tx, &args);
}

int
courier_ship(struct work *w, const struct pid *order, const struct shipping *s,
    struct json **out)
{
	return courier_send(w, order, s) < 0 ? -1 : order_page_get(w, order, out);
}

/* ---- back to the sender ---- */

struct coming_back {
	struct pid	 order;
	const char	*words;
};

static int
back_tx(struct work *w, void *arg)
{
	struct coming_back *b = arg;
	struct json *values = js_object(w);
	struct order *o;
	struct parcel *p;

	if (take(w, &b->order, &o, &p) < 0)
		return -1;
	if (o->state != ORDER_SENT || p == NULL)
		return refuse_say(w, ERR_CONFLICT, NULL, "订单当前状态为“%s”，不能登记退回",
		    order_state_words(o->state));
	js_put_text(values, "reason", b->words);
	if (parcel_sent_back(w, p, b->words) < 0 ||
	    order_move(w, o, ACT_SENT_BACK, b->words) < 0 ||
	    tell_applicant(w, o, "parcel.back", p->version, values) < 0)
		return -1;
	return service_restate(w, o);
}

int
courier_sent_back(struct work *w, const struct pid *order, const char *words,
    struct json **out)
{
	struct coming_back b = { *order, text_normal(w->arena, words) };

	if (text_empty(b.words))
		return fault_field(w, "words", "请填写退回原因");
	if (db_tx(w, back_tx, &b) < 0)
		return -1;
	return order_page_get(w, order, out);
}

/* ---- received ---- */

static int
receive(struct work *w, struct order *o, struct parcel *p, const char *words)
{
	if (parcel_receive(w, p) < 0 || handout_in_hand(w, o) < 0 ||
	    order_move(w, o, ACT_RECEIVE, words) < 0 || service_entered(w, o) < 0)
		return -1;
	return service_restate(w, o);
}

static int
receive_tx(struct work *w, void *arg)
{
	struct order *o;
	struct parcel *p;

	if (take(w, arg, &o, &p) < 0)
		return -1;
	if (o->state != ORDER_SENT || p == NULL)
		return refuse_say(w, ERR_CONFLICT, NULL, "订单当前状态为“%s”，不能确认收货",
		    order_state_words(o->state));
	return receive(w, o, p, NULL);
}

int
courier_receive(struct work *w, const struct pid *order, struct json **out)
{
	struct pid pid = *order;

	return db_tx(w, receive_tx, &pid) < 0 ? -1 : order_page_get(w, order, out);
}

struct waiting_long {
	struct pid	order;
	int64_t		version;	/* of the parcel when it was sent */
};

static int
long_ago_tx(struct work *w, void *arg)
{
	struct waiting_long *l = arg;
	struct order *o;
	struct parcel *p;

	if (take(w, &l->order, &o, &p) < 0)
		return -1;
	if (o->state != ORDER_SENT || p == NULL || p->version != l->version)
		return 0;		/* received, or on its way once more */
	return receive(w, o, p, "超过确认期限，系统自动确认");
}

int
run_courier_received(struct work *w, const struct task *t, int64_t *again)
{
	struct waiting_long l = { .version = js_get_int(t->payload, "parcel", 0) };

	(void)again;
	if (pid_parse(w, js_get_text(t->payload, "order"), &l.order) < 0)
		return -1;
	return db_tx(w, long_ago_tx, &l);
}

/* ---- the list ---- */

#define LIST_MAX	200

static int
put_sent(struct work *w, int64_t from, struct json *out)
{
	struct json *list = js_array(w), *j;
	struct order *o;
	int64_t *ids;
	size_t n;

	if (parcel_sent_between(w, from, from + DAY, &ids, &n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		if (order_get_id(w, ids[i], &o) < 0 || order_page(w, o, &j) < 0)
			return -1;
		js_add(list, j);
	}
	js_put(out, "sent", list);
	return 0;
}

static int
put_waiting(struct work *w, int today, struct json *out)
{
	struct order_filter f = { .page = 1, .size = LIST_MAX, .waiting = 1,
	    .state = order_state_code(ORDER_SHIP) };
	struct json *list = js_array(w), *j;
	struct order *o;
	size_t n = 0;

	if (today && order_list(w, &f, &o, &n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		if (order_page(w, &o[i], &j) < 0)
			return -1;
		js_add(list, j);
	}
	js_put(out, "waiting", list);
	return 0;
}

int
courier_list(struct work *w, const char *day, struct json **out)
{
	const char *today = date_text(w->arena, w->now);
	struct civil c;

	if (text_empty(day))
		day = today;
	if (date_parse(day, &c) < 0)
		return fault_field(w, "day", "请选择日期，例如2026-11-20");
	*out = js_object(w);
	js_put_text(*out, "day", day);
	if (put_sent(w, civil_epoch(&c), *out) < 0 ||
	    put_waiting(w, strcmp(day, today) == 0, *out) < 0)
		return -1;
	return 0;
}
