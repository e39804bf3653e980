/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "delivery.h"
#include "entered.h"
#include "held_paper.h"
#include "idem.h"
#include "modules/base/conf.h"
#include "modules/base/json.h"
#include "modules/catalog/number.h"
#include "restate.h"
#include "services.h"
#include "shown.h"

struct submission {
	const struct held_form	*form;
	struct delivery	 delivery;
	const char	**numbers;	/* taken before the transaction */
	size_t		 taken;
	struct held_draft draft;	/* .draft NULL: the business wants no paper */
	struct order	*orders;
	size_t		 n;
};

/* What was typed, in the draft where there is one. */
static void
put_answers(struct json *o, const struct submission *s, const struct held_item *it)
{
	const struct held_draft *d = &s->draft;

	if (it->kind->flags & HELD_BIDS) {
		js_put_text(o, "bids", d->draft == NULL ? s->form->bids : d->bids);
		js_put_text(o, "bid_day", d->draft == NULL ? s->form->bid_day : d->bid_day);
	}
	if (d->draft == NULL)
		return;
	js_put_text(o, "handler", d->item->handler);
	js_put_text(o, "handler_phone", d->item->handler_phone);
	js_put_text(o, "remark", d->item->remark);
	if (it->kind->flags & HELD_REASON)
		js_put_text(o, "reason", d->reason);
}

/* What was held that day, beside the platforms of the order: 原关联平台. */
static int
data_text(struct work *w, const struct submission *s, const struct held_item *it,
    const char **out)
{
	struct json *o = js_object(w), *held = js_array(w);
	int months;

	if (held_months(w, it->cert, &months) < 0)
		return -1;
	for (size_t i = 0; i < it->nhad; i++)
		js_add_text(held, it->had[i]);
	js_put(o, "held", held);
	js_put_int(o, "not_after", it->cert->not_after);	/* what the months were counted to */
	if (it->kind->flags & HELD_REASON)
		js_put_int(o, "months_since", months);
	put_answers(o, s, it);
	*out = js_canonical(w, o);
	return 0;
}

/*
 * What comes out free is not paid.  A free reissue is reviewed first, so that a
 * reviewer who finds another reason may still ask for its price (D4:76).
 */
static int
traits_of(const struct held_item *it)
{
	int traits = it->policy->traits & (POLICY_STEPS | TRAIT_EFFECT);

	if (it->price.fen != 0 || !(traits & TRAIT_PAID))
		return traits;
	traits &= ~TRAIT_PAID;
	return (traits & TRAIT_REVIEWED) ? traits | TRAIT_FIRST : traits;
}

static struct order *
order_of(struct work *w, const struct submission *s, const struct held_item *it, const char *no)
{
	const struct cert *c = it->cert;
	const struct held_draft *d = &s->draft;
	struct order *o = ARENA_NEW(w->arena, struct order);

	*o = (struct order){
		.no = no, .cert_id = c->id, .account_id = w->actor->account_id,
		.draft_id = d->draft == NULL ? 0 : d->draft->id,
		.buyer = w->actor->name, .company_id = it->company.id,
		.company = it->company.name, .person_id = c->person_id,
		.holder = it->holder.name, .channel = it->company.channel,
		.service = it->kind->service, .lock_type = c->lock_type,
		.medium = c->medium, .vendor = c->vendor, .years = 1,
		.city = it->company.city, .traits = traits_of(it),
		.reviewers = it->policy->reviewers, .tariff_id = it->price.tariff_id,
		.policy_id = it->policy->id, .fen = it->price.fen,
		.price_lines = js_canonical(w, price_lines_json(w, &it->price)),
		.paper_scope = d->draft == NULL ? "" : application_scope(w, d->draft, d->item),
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

/* Chosen at checkout; where nothing is paid, now. */
static int
deliver(struct work *w, const struct submission *s, struct order *o)
{
	if (!(o->traits & TRAIT_HANDED) || (o->traits & TRAIT_PAID))
		return 0;
	if (s->delivery.way == WAY_NONE)
		return fault_field(w, "way", "请选择领取方式");
	return delivery_set(w, o, &s->delivery);
}

static int
submit_item(struct work *w, struct submission *s, const struct held_item *it, size_t i)
{
	const struct held_draft *d = &s->draft;
	struct order *o = order_of(w, s, it, s->numbers[i]);

	if (data_text(w, s, it, &o->data) < 0 ||
	    order_add(w, o, platforms_of(w, it), it->nnow) < 0 || deliver(w, s, o) < 0 ||
	    (it->kind->begun != NULL && it->kind->begun(w, o, it->cert) < 0) ||
	    (d->draft != NULL &&
		upload_move(w, &d->draft->pid, &it->holder.pid, d->service->slot, &o->pid) < 0) ||
	    order_move(w, o, ACT_SUBMIT, NULL) < 0 || service_entered(w, o) < 0)
		return -1;
	s->orders[i] = *o;
	return service_restate_new(w, o);
}

static int
same_sum(struct work *w, const struct submission *s, const struct held_item *items)
{
	int64_t fen = 0;

	for (size_t i = 0; i < s->n; i++)
		fen += items[i].price.fen;
	return shown_sum(w, fen, s->form->fen);
}

/* The draft this business wants: of this certificate, its scan in hand. */
static int
take_draft(struct work *w, struct submission *s, const struct held_item *it)
{
	struct held_draft *d = &s->draft;

	d->draft = NULL;
	if (it->kind->title == NULL)
		return 0;
	if (held_draft_take(w, s->form->draft, d) < 0)
		return -1;
	if (s->n != 1 || strcmp(d->draft->service, s->form->service) != 0 ||
	    strcmp(d->cert, pid_text(w, &it->cert->pid)) != 0)
		return refuse(w, ERR_NOTFOUND, "draft is of another certificate");
	return held_draft_ready(w, it, d);
}

static int
submit_all(struct work *w, struct submission *s, struct held_item *items)
{
	s->orders = ARENA_ARRAY(w->arena, struct order, s->n);
	for (size_t i = 0; i < s->n; i++)
		if (submit_item(w, s, &items[i], i) < 0)
			return -1;
	if (s->draft.draft != NULL && draft_end(w, s->draft.draft, "SENT") < 0)
		return -1;
	return idem_keep(w, &s->orders[0].pid);
}

static int
submit_tx(struct work *w, void *arg)
{
	struct submission *s = arg;
	struct held_item *items;

	if (held_items_load(w, s->form, 1, &items, &s->n) < 0 || take_draft(w, s, items) < 0 ||
	    held_items_price(w, items, s->n, s->draft.reason) < 0 || same_sum(w, s, items) < 0)
		return -1;
	if (s->n != s->taken)
		return refuse(w, ERR_CONFLICT, "choice changed while its numbers were taken");
	return submit_all(w, s, items);
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
		if (orders[i].state == ORDER_UNPAID || orders[i].state == ORDER_REVIEW)
			next = orders[i].state == ORDER_UNPAID ? "CHECKOUT" : "REVIEW";
	}
	js_put(o, "orders", list);
	js_put_text(o, "next", next);
	return o;
}

/* Where there is a paper, its draft was asked when it was printed. */
static int
read_form(struct work *w, struct submission *s)
{
	const struct held_form *f = s->form;
	const struct held_kind *k = held_kind_find(f->service);
	struct delivery_form to = { f->way, f->point, f->address, f->recipient };

	if (!f->confirmed)
		return fault_field(w, "confirmed", "请先阅读并确认用户须知");
	if (k != NULL && k->title == NULL && held_answers(w, k, NULL, f) < 0)
		return -1;
	return delivery_read(w, &to, &s->delivery);
}

int
held_submit(struct work *w, const struct held_form *f, struct json **out)
{
	struct submission s = { .form = f };

	if (read_form(w, &s) < 0 || take_numbers(w, &s) < 0 || db_tx(w, submit_tx, &s) < 0)
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
