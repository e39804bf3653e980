/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "held_item.h"
#include "modules/base/json.h"
#include "modules/base/text.h"
#include "modules/review/review.h"
#include "restate.h"
#include "review.h"
#include "review_case.h"
#include "services.h"
#include "tell.h"

const struct field held_reclass_fields[3] = {
	FIELD_INT(held_reclass, version, 1, INT64_C(1000000000), "版本"),
	FIELD_TEXT(held_reclass, reason, 1, 16, "补办原因", NULL),
	FIELD_TEXT(held_reclass, words, 1, 200, "核定依据", NULL),
};

struct judging {
	struct pid			 review;
	const struct held_reclass	*r;
};

/* Only what was free: money that was taken goes back through finance. */
static int
may_reclassify(struct work *w, const struct catalog *cat, const struct order *o,
    const struct held_reclass *r, const struct json *data)
{
	const struct held_kind *k = held_kind_find(o->service);
	const char *was = js_get_text(data, "reason");
	struct cert *c;

	if (k == NULL || !(k->flags & HELD_REASON))
		return refuse_say(w, ERR_CONFLICT, "reason", "该业务没有补办原因");
	if ((o->traits & TRAIT_PAID) && !(o->traits & TRAIT_FIRST))
		return refuse_say(w, ERR_CONFLICT, "reason",
		    "订单已支付，如需退款请由财务办理部分退款");
	if (was != NULL && strcmp(was, r->reason) == 0)
		return fault_field(w, "reason", "补办原因没有变化");
	if (cert_get_id(w, o->cert_id, &c) < 0)
		return -1;
	return held_reason_fits(cat, r->reason, c) ? 0 :
	    fault_field(w, "reason", "请选择补办原因");
}

/* As of the day it was asked for: what the key was then does not change. */
static int
price_of(struct work *w, const struct catalog *cat, const struct order *o, const char *reason,
    const struct json *data, struct price *out)
{
	struct company company;
	struct price_ask ask = {
		.channel = o->channel, .service = o->service, .lock_type = o->lock_type,
		.medium = o->medium, .city = o->city, .years = o->years, .at = o->created_at,
		.reason = reason, .months_since = (int)js_get_int(data, "months_since", -1),
	};

	if (company_get(w, o->company_id, &company) < 0)
		return -1;
	ask.test = company.is_test;
	return price_ask(w, cat, &ask, out);
}

static int
tell(struct work *w, const struct order *o, const struct catalog *cat, const char *reason,
    int round)
{
	struct json *values = js_object(w);

	js_put_text(values, "reason", catalog_reissue_reason(cat, reason)->words);
	js_put_text(values, "sum", yuan_text(w->arena, o->fen));
	return tell_applicant(w, o, "review.reclassified", round, values);
}

static int
reclassify_tx(struct work *w, void *arg)
{
	struct judging *p = arg;
	const struct catalog *cat;
	struct review_case c;
	struct order *o;
	struct json *data;
	struct price price;
	int traits;

	if (case_judge(w, &p->review, p->r->version, &c) < 0)
		return -1;
	if (strcmp(c.on.of->kind, SUBJECT_ORDER) != 0)
		return refuse_say(w, ERR_CONFLICT, "reason", "该业务没有补办原因");
	o = c.on.thing;
	if (catalog_get(w, &cat) < 0 || order_data(w, o->data, &data) < 0 ||
	    may_reclassify(w, cat, o, p->r, data) < 0 ||
	    price_of(w, cat, o, p->r->reason, data, &price) < 0)
		return -1;
	js_put_text(data, "reason", p->r->reason);
	js_put_text(data, "reclassified", p->r->words);
	traits = price.fen > 0 ? o->traits | TRAIT_PAID : o->traits & ~TRAIT_PAID;
	if (order_price_set(w, o, traits, price.fen,
		js_canonical(w, price_lines_json(w, &price)), js_canonical(w, data)) < 0 ||
	    tell(w, o, cat, p->r->reason, o->version) < 0)
		return -1;
	return service_restate(w, o);
}

int
held_reclassify(struct work *w, const struct pid *review, const struct held_reclass *r,
    struct json **out)
{
	struct judging p = { *review, r };

	return db_tx(w, reclassify_tx, &p) < 0 ? -1 : reviewing_get(w, review, out);
}
