/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "entered.h"
#include "held_item.h"
#include "idem.h"
#include "modules/base/clock.h"
#include "modules/base/conf.h"
#include "modules/base/json.h"
#include "modules/base/text.h"
#include "modules/catalog/number.h"
#include "restate.h"
#include "services.h"

struct submission {
	const struct held_form	*form;
	const char	**numbers;	/* taken before the transaction */
	size_t		 taken;
	struct order	*orders;
	size_t		 n;
};

/* What was held that day, beside the platforms of the order: 原关联平台. */
static const char *
data_text(struct work *w, const struct held_form *f, const struct held_item *it)
{
	struct json *o = js_object(w), *held = js_array(w);

	for (size_t i = 0; i < it->nhad; i++)
		js_add_text(held, it->had[i]);
	js_put(o, "held", held);
	js_put_int(o, "not_after", it->cert->not_after);	/* what the months were counted to */
	if (it->kind->asks_bids) {
		js_put_text(o, "bids", f->bids);
		js_put_text(o, "bid_day", f->bid_day);
	}
	return js_canonical(w, o);
}

static struct order *
order_of(struct work *w, const struct held_form *f, const struct held_item *it, const char *no)
{
	const struct cert *c = it->cert;
	int traits = it->policy->traits & (POLICY_STEPS | TRAIT_EFFECT);
	struct order *o = ARENA_NEW(w->arena, struct order);

	*o = (struct order){
		.no = no, .cert_id = c->id, .account_id = w->actor->account_id,
		.buyer = w->actor->name, .company_id = it->company.id,
		.company = it->company.name, .person_id = c->person_id,
		.holder = it->holder.name, .channel = it->company.channel,
		.service = it->kind->service, .lock_type = c->lock_type,
		.medium = c->medium, .vendor = c->vendor, .years = 1,
		.city = it->company.city,
		.traits = it->price.fen == 0 ? traits & ~TRAIT_PAID : traits,
		.reviewers = it->policy->reviewers, .tariff_id = it->price.tariff_id,
		.policy_id = it->policy->id, .fen = it->price.fen,
		.price_lines = js_canonical(w, price_lines_json(w, &it->price)),
		.data = data_text(w, f, it), .paper_scope = "",
		.pay_due_at = w->now + w->conf->order_hours * 3600,
	};
	return o;
}

static struct order_platform *
platforms_of(struct work *w, const struct held_item *it)
{
	struct order_platform *p = ARENA_ARRAY(w->arena, struct order_platform, it->nnow + 1);

	for (size_t i = 0; i < it->nnow; i++)
		p[i] = (struct order_platform){ it->now[i],
		    catalog_platform_words(it->cat, it->now[i], it->cert->medium) };
	return p;
}

static int
submit_item(struct work *w, struct submission *s, const struct held_item *it, size_t i)
{
	struct order *o = order_of(w, s->form, it, s->numbers[i]);

	if (order_add(w, o, platforms_of(w, it), it->nnow) < 0 ||
	    order_move(w, o, ACT_SUBMIT, NULL) < 0 || service_entered(w, o) < 0)
		return -1;
	s->orders[i] = *o;
	return service_restate_new(w, o);
}

static int
same_sum(struct work *w, const struct submission *s, const struct held_item *items)
{
	struct json *extra = js_object(w), *price = js_object(w);
	int64_t fen = 0;

	for (size_t i = 0; i < s->n; i++)
		fen += items[i].price.fen;
	if (fen == s->form->fen)
		return 0;
	refuse(w, ERR_PRICE, "price is %lld now", (long long)fen);
	js_put_int(price, "fen", fen);
	js_put(extra, "price", price);
	w->fault.extra = extra;
	return -1;
}

static int
submit_tx(struct work *w, void *arg)
{
	struct submission *s = arg;
	struct held_item *items;

	if (held_items_load(w, s->form, 1, &items, &s->n) < 0 ||
	    held_items_price(w, items, s->n) < 0 || same_sum(w, s, items) < 0)
		return -1;
	if (s->n != s->taken)
		return refuse(w, ERR_CONFLICT, "choice changed while its numbers were taken");
	s->orders = ARENA_ARRAY(w->arena, struct order, s->n);
	for (size_t i = 0; i < s->n; i++)
		if (submit_item(w, s, &items[i], i) < 0)
			return -1;
	return idem_keep(w, &s->orders[0].pid);
}

/* Numbers come from a counter that must not stay locked in the transaction. */
static int
take_numbers(struct work *w, struct submission *s)
{
	struct held_item *items;

	if (held_items_load(w, s->form, 0, &items, &s->taken) < 0)
		return -1;
	s->numbers = ARENA_ARRAY(w->arena, const char *, s->taken);
	for (size_t i = 0; i < s->taken; i++)
		if (number_next(w, items[i].cat, items[i].cert->vendor, items[i].kind->service,
			items[i].cert->medium, s->taken > 1, &s->numbers[i]) < 0)
			return -1;
	return 0;
}

static struct json *
submitted(struct work *w, const struct order *orders, size_t n)
{
	struct json *o = js_object(w), *list = js_array(w);
	const char *next = "DONE";

	for (size_t i = 0; i < n; i++) {
		js_add_text(list, pid_text(w, &orders[i].pid));
		if (orders[i].state == ORDER_UNPAID)
			next = "CHECKOUT";
	}
	js_put(o, "orders", list);
	js_put_text(o, "next", next);
	return o;
}

/* The question is answered, a bid under way with its day when it is known. */
static int
bids_answered(struct work *w, const struct held_form *f)
{
	const struct held_kind *k = held_kind_find(f->service);
	struct civil day;

	if (k == NULL || !k->asks_bids)
		return 0;
	if (strcmp(f->bids, "NONE") != 0 && strcmp(f->bids, "OPEN") != 0)
		return fault_field(w, "bids", "请确认当前是否有正在进行的投标项目");
	if (!text_empty(f->bid_day) && date_parse(f->bid_day, &day) < 0)
		return fault_field(w, "bid_day", "请填写开标日期，例如2026-11-20");
	return 0;
}

int
held_submit(struct work *w, const struct held_form *f, struct json **out)
{
	struct submission s = { .form = f };

	if (!f->confirmed)
		return fault_field(w, "confirmed", "请先阅读并确认用户须知");
	if (bids_answered(w, f) < 0 || take_numbers(w, &s) < 0 || db_tx(w, submit_tx, &s) < 0)
		return -1;
	*out = submitted(w, s.orders, s.n);
	return 0;
}

/* Orders of one submission share applicant, moment and kind of business. */
int
held_submitted(struct work *w, const struct pid *order, struct json **out)
{
	struct order *first, *all;
	size_t n;

	if (order_get(w, order, &first) < 0 || order_beside(w, first, &all, &n) < 0)
		return -1;
	*out = submitted(w, all, n);
	return 0;
}
