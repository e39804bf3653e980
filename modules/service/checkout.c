/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "checkout.h"
#include "idem.h"
#include "invoices.h"
#include "modules/base/conf.h"
#include "modules/base/json.h"
#include "modules/base/text.h"
#include "modules/order/order.h"
#include "restate.h"
#include "settle.h"
#include "shown.h"

const struct field checkout_fields[] = {
	FIELD_SHAPE(checkout_form, orders, 1, CHECKOUT_MAX, "要支付的订单", "[pid]"),
	FIELD_TEXT(checkout_form, way, 0, 10, "领取方式", NULL),
	FIELD_TEXT(checkout_form, point, 0, 26, "办理点", NULL),
	FIELD_TEXT(checkout_form, address, 0, 26, "收件人信息", NULL),
	FIELD_SHAPE(checkout_form, recipient, 0, 10, "收件人信息", "recipient"),
	FIELD_INT(checkout_form, fen, 0, INT64_C(100000000000), "应付金额"),
	FIELD_SHAPE(checkout_form, invoice, 0, 20, "发票", "invoice_choice"),
};

/* What the transaction works with; nothing in it is remembered by a re-run. */
struct checkout {
	struct checkout_form	 form;
	struct pid		 pids[CHECKOUT_MAX];
	size_t			 n;
	struct delivery		 delivery;
	struct invoice_choice	 invoice;
	struct order		*orders[CHECKOUT_MAX];
	struct pay_group	*group;
};

/* ---- reading ---- */

static int
by_bytes(const void *a, const void *b)
{
	return memcmp(a, b, sizeof(struct pid));
}

/* Sorted, so that two checkouts lock the same orders in the same order. */
static int
read_pids(struct work *w, struct checkout *c)
{
	c->n = js_is_array(c->form.orders) ? js_size(c->form.orders) : 0;
	if (c->n == 0)
		return fault_field(w, "orders", "请选择要支付的订单");
	for (size_t i = 0; i < c->n; i++)
		if (pid_parse(w, js_as_text(js_at(c->form.orders, i)), &c->pids[i]) < 0)
			return -1;
	qsort(c->pids, c->n, sizeof(*c->pids), by_bytes);
	for (size_t i = 1; i < c->n; i++)
		if (by_bytes(&c->pids[i - 1], &c->pids[i]) == 0)
			return fault_field(w, "orders", "同一订单不能重复支付");
	return 0;
}

static int
read_way(struct work *w, struct checkout *c)
{
	struct delivery_form f = { c->form.way, c->form.point, c->form.address,
	    c->form.recipient };

	return delivery_read(w, &f, &c->delivery);
}

/* ---- the transaction ---- */

/* Groups before orders (pay.h); an order may have several rounds of this. */
static int
give_up_old_groups(struct work *w, struct checkout *c)
{
	struct order *o;

	for (size_t i = 0; i < c->n; i++)
		if (order_get(w, &c->pids[i], &o) < 0 ||
		    invoices_same(w, o->id, &c->invoice) < 0 || settle_release(w, o->id) < 0)
			return -1;
	return 0;
}

static int
payable(struct work *w, const struct checkout *c, const struct order *o)
{
	if (o->state != ORDER_UNPAID)
		return refuse_say(w, ERR_CONFLICT, "orders", "订单%s当前不需要支付", o->no);
	if (o->pay_due_at != 0 && o->pay_due_at <= w->now)
		return refuse_say(w, ERR_CONFLICT, "orders", "订单%s已超过支付期限", o->no);
	if (o->company_id != c->orders[0]->company_id)
		return refuse_say(w, ERR_INVALID, "orders", "不同企业的订单不能合并支付");
	if ((o->traits & TRAIT_HANDED) && c->delivery.way == WAY_NONE)
		return fault_field(w, "way", "请选择领取方式");
	return 0;
}

static int
take_orders(struct work *w, struct checkout *c)
{
	for (size_t i = 0; i < c->n; i++)
		if (order_take(w, &c->pids[i], &c->orders[i]) < 0 ||
		    payable(w, c, c->orders[i]) < 0)
			return -1;
	return 0;
}

static int
same_sum(struct work *w, const struct checkout *c)
{
	int64_t fen = 0;

	for (size_t i = 0; i < c->n; i++)
		fen += c->orders[i]->fen;
	return shown_sum(w, fen, c->form.fen);
}

static int
set_ways(struct work *w, struct checkout *c)
{
	for (size_t i = 0; i < c->n; i++) {
		int handed = (c->orders[i]->traits & TRAIT_HANDED) != 0;

		if (delivery_set(w, c->orders[i], handed ? &c->delivery : NULL) < 0)
			return -1;
	}
	return 0;
}

/* Never longer than the first order that would expire. */
static int64_t
end_of(const struct work *w, const struct checkout *c)
{
	int64_t end = w->now + w->conf->pay_minutes * 60;

	for (size_t i = 0; i < c->n; i++)
		if (c->orders[i]->pay_due_at != 0 && c->orders[i]->pay_due_at < end)
			end = c->orders[i]->pay_due_at;
	return end;
}

static int
add_group(struct work *w, struct checkout *c)
{
	struct pay_group_order list[CHECKOUT_MAX];

	for (size_t i = 0; i < c->n; i++)
		list[i] = (struct pay_group_order){ c->orders[i]->id, c->orders[i]->pid,
		    c->orders[i]->no, c->orders[i]->fen };
	return pay_group_add(w, list, c->n, c->delivery.point_id, end_of(w, c), &c->group);
}

static int
open_tx(struct work *w, void *arg)
{
	struct checkout *c = arg;

	if (give_up_old_groups(w, c) < 0 || take_orders(w, c) < 0 || same_sum(w, c) < 0 ||
	    set_ways(w, c) < 0 || add_group(w, c) < 0 ||
	    invoices_choose(w, c->group, &c->invoice) < 0)
		return -1;
	for (size_t i = 0; i < c->n; i++)
		if (service_restate(w, c->orders[i]) < 0)
			return -1;
	return idem_keep(w, &c->group->pid);
}

int
checkout_open(struct work *w, const struct json *body, struct json **out)
{
	struct checkout *c = ARENA_NEW(w->arena, struct checkout);

	if (fields_read(w, body, checkout_fields, N_FIELDS(checkout_fields), &c->form) < 0 ||
	    read_pids(w, c) < 0 || read_way(w, c) < 0 ||
	    invoices_read(w, c->form.invoice, c->delivery.recipient, &c->invoice) < 0 || db_tx(w, open_tx, c) < 0)
		return -1;
	return checkout_group_json(w, c->group, out);
}

/* ---- paying ---- */

struct paying {
	const struct pid	*group;
	const char		*provider;
	struct pay_attempt	*attempt;
};

static int
still_open(struct work *w, const struct pay_group *g)
{
	if (strcmp(g->state, "PAID") == 0)
		return refuse_say(w, ERR_CONFLICT, NULL, "该笔订单已支付，无需重复支付");
	if (!pay_group_is_open(g) || g->expires_at <= w->now)
		return refuse_say(w, ERR_CONFLICT, NULL, "支付已超时，请返回订单重新支付");
	return 0;
}

/* Another provider's open code is closed, this provider's is used again. */
static int
use_open_attempt(struct work *w, const struct pay_group *g, struct paying *p)
{
	struct pay_attempt *list;
	size_t n;

	p->attempt = NULL;
	if (pay_attempts(w, g->id, &list, &n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		if (!pay_state_open(list[i].state))
			continue;
		if (p->attempt == NULL && strcmp(list[i].provider, p->provider) == 0)
			p->attempt = &list[i];
		else if (settle_close_attempt(w, &list[i]) < 0)
			return -1;
	}
	return 0;
}

static int
pay_tx(struct work *w, void *arg)
{
	struct paying *p = arg;
	struct pay_group *g;

	if (pay_group_get(w, p->group, &g) < 0 || pay_group_take(w, g->id, &g) < 0 ||
	    still_open(w, g) < 0 || use_open_attempt(w, g, p) < 0 ||
	    (p->attempt == NULL && pay_attempt_add(w, g, p->provider, &p->attempt) < 0) ||
	    settle_restate(w, g->id) < 0)
		return -1;
	return idem_keep(w, &p->attempt->pid);
}

int
checkout_pay(struct work *w, const struct pid *group, const char *provider,
    struct json **out)
{
	struct paying p = { .group = group, .provider = provider == NULL ? "" : provider };

	if (db_tx(w, pay_tx, &p) < 0)
		return -1;
	*out = checkout_attempt_json(w, p.attempt);
	return 0;
}
