/* SPDX-License-Identifier: MIT */
/* Orders before their reviewers: the row of THE SUBJECT TABLE. */
#include "entered.h"
#include "mobile.h"
#include "modules/base/json.h"
#include "modules/catalog/calendar.h"
#include "modules/catalog/policy.h"
#include "modules/file/upload.h"
#include "order_view.h"
#include "restate.h"
#include "review_subject.h"
#include "services.h"
#include "settle.h"
#include "tell.h"

/* The fields as handed in; the vendor is a column of its own in the order. */
static int
snapshot(struct work *w, const struct order *o, const char **out)
{
	struct json *data;

	if (order_data(w, o->data, &data) < 0)
		return -1;
	js_put_text(data, "vendor", o->vendor);
	*out = js_canonical(w, data);
	return 0;
}

static int
due_at(struct work *w, const struct order *o, int64_t *out)
{
	const struct catalog *c;
	const struct policy *p;

	if (catalog_get(w, &c) < 0)
		return -1;
	p = policy_by_id(c, o->policy_id);
	*out = p == NULL || p->review_minutes == 0 ? 0 :
	    calendar_add(c, w->now, p->review_minutes);
	return 0;
}

static int
load(struct work *w, int64_t id, int lock, struct reviewed *r)
{
	const struct service *s;
	struct order *o;

	if ((lock ? order_take_id : order_get_id)(w, id, &o) < 0 ||
	    service_of_order(w, o, &s) < 0 || snapshot(w, o, &r->data) < 0 ||
	    due_at(w, o, &r->due_at) < 0)
		return -1;
	r->thing = o;
	r->id = o->id;
	r->pid = o->pid;
	r->no = o->no;
	r->code = service_key(w, s);
	r->channel = o->channel;
	r->lock_type = o->lock_type;
	r->holder = o->holder;
	r->company = o->company;
	r->fen = o->fen;
	r->account_id = o->account_id;
	r->person_id = o->person_id;
	r->version = o->version;
	r->reviewers = o->reviewers;
	r->uploads = SCOPE_ORDER;
	r->form = s->form;
	r->paper_scope = o->paper_scope;
	return 0;
}

static unsigned
flags_of(const struct order_field *f)
{
	unsigned paper = REVIEW_FIELD_PAPER | REVIEW_FIELD_WANTED;

	return (order_field_open(f) ? REVIEW_FIELD_OPEN : 0) |
	    (f->flags & ORDER_FIELD_PAPER ? paper : 0);
}

static int
fields(struct work *w, const struct reviewed *r, const char *text, struct review_field **out,
    size_t *n)
{
	const struct service *s;
	struct json *data;

	if (service_get(w, r->code, &s) < 0 || order_data(w, text, &data) < 0)
		return -1;
	*out = ARENA_ARRAY(w->arena, struct review_field, s->nfields);
	*n = s->nfields;
	for (size_t i = 0; i < s->nfields; i++) {
		const struct order_field *f = &s->fields[i];

		(*out)[i] = (struct review_field){ .name = f->name, .words = f->words,
		    .value = f->value == NULL ? "" : f->value(w, r->thing, data),
		    .flags = flags_of(f) };
	}
	return 0;
}

/* ---- verdicts ---- */

static int
approved(struct work *w, struct order *o, const struct review_settling *s)
{
	if (order_move(w, o, ACT_APPROVE, s->words) < 0 || service_entered(w, o) < 0)
		return -1;
	return tell_applicant(w, o, "review.approved", s->round, js_object(w));
}

static struct json *
with_reason(struct work *w, const struct review_settling *s)
{
	struct json *values = js_object(w);

	js_put_text(values, "reason", s->line);
	return values;
}

static int
returned(struct work *w, struct order *o, const struct review_settling *s)
{
	if (order_move(w, o, ACT_RETURN, s->line) < 0)
		return -1;
	return tell_applicant(w, o, "review.returned", s->round, with_reason(w, s));
}

/* What was paid goes back by itself: two people have looked at the refusal of a
 * paid order already, the payer and the lead. */
static int
refused(struct work *w, struct order *o, const struct review_settling *s)
{
	if (order_move(w, o, ACT_REFUSE, s->line) < 0 || service_entered(w, o) < 0 ||
	    settle_refund_order(w, o, "不予办理，款项退回") < 0)
		return -1;
	return tell_applicant(w, o, "review.refused", s->round, with_reason(w, s));
}

/* Back before the reviewers; a payment that waits is given up. */
static int
revoked(struct work *w, struct order *o, const struct review_settling *s)
{
	if (order_move(w, o, ACT_REVOKE, s->line) < 0 || settle_release(w, o->id) < 0 ||
	    mobile_void(w, o, "撤销审核通过") < 0 ||
	    service_entered(w, o) < 0)
		return -1;
	return tell_applicant(w, o, "review.revoked", s->round, with_reason(w, s));
}

static int
settle(struct work *w, struct reviewed *r, const struct review_settling *s)
{
	static int (*const by[])(struct work *, struct order *,
	    const struct review_settling *) = {
		[OUTCOME_APPROVED] = approved, [OUTCOME_RETURNED] = returned,
		[OUTCOME_REFUSED] = refused, [OUTCOME_REVOKED] = revoked,
	};

	return by[s->outcome](w, r->thing, s);
}

static int
restate(struct work *w, struct reviewed *r)
{
	return service_restate(w, r->thing);
}

static int
page(struct work *w, const struct reviewed *r, struct json *out)
{
	struct json *order;

	if (order_page(w, r->thing, &order) < 0)
		return -1;
	js_put(out, "order", order);
	js_put(out, "documents", js_get(order, "documents"));
	return 0;
}

const struct review_subject review_of_orders = {
	.kind = SUBJECT_ORDER, .words = service_words_of, .load = load, .fields = fields,
	.settle = settle, .restate = restate, .page = page,
};
