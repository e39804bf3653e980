/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "apply.h"
#include "entered.h"
#include "modules/base/conf.h"
#include "modules/base/json.h"
#include "modules/base/text.h"
#include "modules/catalog/number.h"
#include "modules/cert/cert.h"
#include "modules/content/content.h"
#include "modules/file/upload.h"
#include "modules/paper/paper.h"
#include "idem.h"
#include "restate.h"
#include "shown.h"

/* ---- printing (N7) ---- */


/* What must be known before anything can be printed. */
static int
printable(struct work *w, const struct apply *a, size_t i)
{
	const struct application_item *item = &a->app.items[i];
	const char *name = item->member.person.name;

	if (item->ncodes == 0 || a->prices[i].n == 0)
		return fault_field(w, "platforms", "%s：请先选择应用平台", name);
	if (text_empty(item->vendor))
		return fault_field(w, "vendor", "%s：请先选择证书厂商", name);
	if (text_empty(item->handler))
		return fault_field(w, "handler", "%s：请先填写经办人", name);
	return 0;
}

static int
print_item(struct work *w, const struct apply *a, size_t i)
{
	const struct application_item *item = &a->app.items[i];
	struct paper_ask ask = {
		.form = item->service->form, .scope = application_scope(w, a->draft, item),
		.account_id = a->draft->account_id, .company_id = a->draft->company_id,
		.person_id = item->member.person.id,
	};
	struct paper p;

	if (printable(w, a, i) < 0 ||
	    apply_values(w, a, item, &a->prices[i], &ask.values) < 0)
		return -1;
	return paper_make(w, &ask, &p);
}

int
apply_print(struct work *w, const struct pid *pid, struct json **out)
{
	struct apply a;

	if (apply_load(w, pid, 0, &a) < 0)
		return -1;
	if (a.app.n == 0)
		return fault_field(w, "persons", "请先选择办证人员");
	for (size_t i = 0; i < a.app.n; i++)
		if (print_item(w, &a, i) < 0)
			return -1;
	return apply_get(w, pid, out);
}

/* ---- submission (N8) ---- */

struct submission {
	const struct pid *pid;
	int		  version;
	int64_t		  fen;
	const char	**numbers;	/* taken before the transaction */
	struct order	 *orders;
	size_t		  n;
};

/* Everything that is missing, as one fault with all its fields. */
static int
complete(struct work *w, const struct apply *a)
{
	struct json *missing = js_array(w);

	if (apply_missing(w, a, missing) < 0)
		return -1;
	for (size_t i = 0; i < js_size(missing); i++) {
		struct json *m = js_at(missing, i);

		fault_field(w, js_get_text(m, "field"), "%s", js_get_text(m, "words"));
	}
	return js_size(missing) == 0 ? 0 : -1;
}

static int
stale_price(struct work *w, const struct apply *a)
{
	struct json *draft;

	return apply_json(w, a, &draft) < 0 ? -1 :
	    shown_stale(w, a->fen, js_get(draft, "price"));
}

static int
priced(const struct apply *a)
{
	for (size_t i = 0; i < a->app.n; i++)
		if (a->unpriced[i] != NULL)
			return 0;
	return 1;
}

/*
 * The form carries the amount, so a new price also makes it old: the price is
 * told first, else nobody would learn why the form is to be printed again.
 */
static int
load_fresh(struct work *w, struct submission *s, struct apply *a)
{
	if (apply_load(w, s->pid, 1, a) < 0)
		return -1;
	if (a->draft->version != s->version)
		return refuse_say(w, ERR_CONFLICT, NULL,
		    "这份申请已在另一个窗口中修改，请刷新后继续填写");
	if (a->fen != s->fen && priced(a))
		return stale_price(w, a);
	return complete(w, a);
}

static const char *
data_text(struct work *w, const struct application_item *item)
{
	struct json *o = js_object(w);

	js_put_text(o, "handler", item->handler);
	js_put_text(o, "handler_phone", item->handler_phone);
	js_put_text(o, "remark", item->remark);
	return js_canonical(w, o);
}

static struct order *
order_of(struct work *w, const struct apply *a, size_t i, const char *no)
{
	const struct application_item *item = &a->app.items[i];
	struct order *o = ARENA_NEW(w->arena, struct order);
	int traits = item->policy->traits & POLICY_STEPS;

	*o = (struct order){
		.no = no, .draft_id = a->draft->id, .account_id = a->draft->account_id,
		.buyer = w->actor->name, .company_id = a->company.id,
		.company = a->company.name, .person_id = item->member.person.id,
		.holder = item->member.person.name, .channel = a->draft->channel,
		.service = item->service->code, .lock_type = a->draft->lock_type,
		.medium = item->medium, .vendor = item->vendor,
		.years = (int)item->years, .city = a->company.city,
		.traits = a->prices[i].fen == 0 ? traits & ~TRAIT_PAID : traits,
		.reviewers = item->policy->reviewers, .tariff_id = a->prices[i].tariff_id,
		.policy_id = item->policy->id, .fen = a->prices[i].fen,
		.price_lines = js_canonical(w, price_lines_json(w, &a->prices[i])),
		.data = data_text(w, item),
		.paper_scope = application_scope(w, a->draft, item),
		.pay_due_at = w->now + w->conf->order_hours * 3600,
	};
	return o;
}

static struct order_platform *
platforms_of(struct work *w, const struct apply *a, size_t i)
{
	const struct application_item *item = &a->app.items[i];
	struct order_platform *p = ARENA_ARRAY(w->arena, struct order_platform, item->ncodes + 1);

	for (size_t k = 0; k < item->ncodes; k++)
		p[k] = (struct order_platform){ item->codes[k],
		    catalog_platform_words(a->catalog, item->codes[k], item->medium) };
	return p;
}

/* The certificate begins its life with the application (7.5). */
static int
add_cert(struct work *w, const struct order *o, const struct order_platform *p, size_t n)
{
	struct cert c = {
		.company_id = o->company_id, .person_id = o->person_id,
		.account_id = o->account_id, .order_id = o->id, .vendor = o->vendor,
		.lock_type = o->lock_type, .medium = o->medium, .applied_at = w->now,
	};
	struct cert_platform *cp = ARENA_ARRAY(w->arena, struct cert_platform, n + 1);

	for (size_t i = 0; i < n; i++)
		cp[i] = (struct cert_platform){ p[i].platform, p[i].words, NULL };
	return cert_add(w, &c, cp, n);
}

static int
submit_item(struct work *w, struct submission *s, const struct apply *a, size_t i)
{
	const struct application_item *item = &a->app.items[i];
	struct order *o = order_of(w, a, i, s->numbers[i]);
	struct order_platform *p = platforms_of(w, a, i);

	if (order_add(w, o, p, item->ncodes) < 0 || add_cert(w, o, p, item->ncodes) < 0 ||
	    upload_move(w, &a->draft->pid, &item->member.person.pid, item->service->slot,
		&o->pid) < 0 ||
	    order_move(w, o, ACT_SUBMIT, NULL) < 0 || service_entered(w, o) < 0)
		return -1;
	s->orders[i] = *o;
	return service_restate_new(w, o);
}

static int
submit_tx(struct work *w, void *arg)
{
	struct submission *s = arg;
	struct apply a;

	if (load_fresh(w, s, &a) < 0)
		return -1;
	if (a.app.n != s->n)
		return refuse(w, ERR_CONFLICT, "draft changed while its numbers were taken");
	for (size_t i = 0; i < a.app.n; i++)
		if (submit_item(w, s, &a, i) < 0)
			return -1;
	if (agreement_tick(w, a.draft->channel, "VENDOR", w->actor->account_id, s->pid) < 0 ||
	    draft_end(w, a.draft, "SENT") < 0)
		return -1;
	return idem_keep(w, s->pid);
}

/* A batch is of several persons: key and phone of one are two single orders (D0:382). */
static int
take_number(struct work *w, const struct apply *a, size_t i, const char **out)
{
	const struct application_item *item = &a->app.items[i];
	int batch = 0;

	for (size_t k = 0; k < a->app.n; k++)
		batch |= strcmp(a->app.items[k].person, item->person) != 0;
	return number_next(w, a->catalog, item->vendor, item->service->code, item->medium,
	    batch, out);
}

/* Numbers come from a counter that must not stay locked in the transaction. */
static int
take_numbers(struct work *w, struct submission *s)
{
	struct apply a = { 0 };

	if (draft_get(w, s->pid, &a.draft) < 0 ||
	    catalog_get(w, &a.catalog) < 0 || application_read(w, a.draft, &a.app) < 0)
		return -1;
	s->n = a.app.n;
	s->orders = ARENA_ARRAY(w->arena, struct order, s->n + 1);
	s->numbers = ARENA_ARRAY(w->arena, const char *, s->n + 1);
	for (size_t i = 0; i < s->n; i++)
		if (take_number(w, &a, i, &s->numbers[i]) < 0)
			return -1;
	return 0;
}

/* Where the browser goes next depends on the road, so the first order tells. */
static struct json *
submitted_json(struct work *w, const struct order *orders, size_t n)
{
	struct json *o = js_object(w), *list = js_array(w);

	for (size_t i = 0; i < n; i++)
		js_add_text(list, pid_text(w, &orders[i].pid));
	js_put(o, "orders", list);
	js_put_text(o, "next", n > 0 && orders[0].state == ORDER_UNPAID ? "CHECKOUT" : "REVIEW");
	return o;
}

int
apply_submitted(struct work *w, const struct pid *pid, struct json **out)
{
	struct draft *d;
	struct order *orders;
	size_t n;

	if (draft_get_sent(w, pid, &d) < 0 || order_of_draft(w, d->id, &orders, &n) < 0)
		return -1;
	*out = submitted_json(w, orders, n);
	return 0;
}

int
apply_submit(struct work *w, const struct pid *pid, int version, int64_t fen,
    struct json **out)
{
	struct submission s = { .pid = pid, .version = version, .fen = fen };

	if (take_numbers(w, &s) < 0 || db_tx(w, submit_tx, &s) < 0)
		return -1;
	*out = submitted_json(w, s.orders, s.n);
	return 0;
}
