/* SPDX-License-Identifier: MIT */
/* What forms `statement` and `held` print: the comment of held.xml gives the shape. */
#include "held_paper.h"
#include "modules/base/clock.h"
#include "modules/base/json.h"
#include "modules/base/text.h"
#include "modules/cert/token.h"
#include "subject.h"

struct said {
	const struct held_kind	*kind;
	const struct catalog	*cat;
	const struct company	*company;
	const struct person	*holder;
	const struct cert	*cert;
	const char		*service_words, *platforms;
	const char		*reason, *remark, *handler, *handler_phone;
};

static int
put_key(struct work *w, const struct said *s, struct json *out)
{
	struct json *cert = js_object(w), *key = js_object(w);
	const struct media_vendor *v;
	struct token *t;

	if (token_of_cert(w, s->cert->id, &t) < 0)
		return -1;
	v = t == NULL ? NULL : catalog_media_vendor(s->cat, t->media_vendor);
	js_put_text(cert, "serial", s->cert->serial);
	js_put_text(cert, "not_after", date_text(w->arena, s->cert->not_after));
	js_put_text(key, "vendor", v == NULL ? "" : v->words);
	js_put_text(key, "serial", t == NULL ? "" : t->serial);
	js_put(out, "cert", cert);
	js_put(out, "key", key);
	return 0;
}

static int
all_values(struct work *w, const struct said *s, struct json **out)
{
	const struct reissue_reason *r = catalog_reissue_reason(s->cat, s->reason);
	struct json *o = js_object(w), *handler = js_object(w);

	js_put_text(o, "title", s->kind->title);
	js_put_text(o, "label", s->kind->label);
	js_put_text(o, "declaration", s->kind->declaration);
	js_put_text(o, "service", s->service_words);
	js_put(o, "company", subject_company(w, s->company));
	js_put(o, "holder", subject_person(w, s->holder));
	js_put_text(o, "lock", catalog_lock_words(s->cat, s->cert->lock_type));
	js_put_text(o, "vendor", catalog_vendor_words(s->cat, s->cert->vendor));
	js_put_text(o, "platforms", s->platforms);
	js_put_text(o, "reason", r == NULL ? "" : r->words);
	js_put_text(o, "remark", s->remark);
	js_put_text(handler, "name", s->handler);
	js_put_text(handler, "phone", s->handler_phone);
	js_put(o, "handler", handler);
	*out = o;
	return put_key(w, s, o);
}

int
held_values(struct work *w, const struct held_item *it, const struct held_draft *d,
    struct json **out)
{
	const char *words = "";
	struct said s = {
		.kind = it->kind, .cat = it->cat, .company = &it->company, .holder = &it->holder,
		.cert = it->cert, .reason = d->reason, .remark = d->item->remark,
		.handler = d->item->handler, .handler_phone = d->item->handler_phone,
		.service_words = it->policy == NULL ? d->service->words : it->policy->words,
	};

	for (size_t i = 0; i < it->nhad; i++)
		words = arena_printf(w->arena, "%s%s%s", words, i == 0 ? "" : "、",
		    catalog_platform_words(it->cat, it->had[i], it->cert->medium));
	s.platforms = words;
	return all_values(w, &s, out);
}

static const char *
platform_words(struct work *w, const struct order_platform *p, size_t n)
{
	const char *words = "";

	for (size_t i = 0; i < n; i++)
		words = arena_printf(w->arena, "%s%s%s", words, i == 0 ? "" : "、", p[i].words);
	return words;
}

int
held_order_values(struct work *w, const struct order *o, struct json **out)
{
	const struct policy *policy;
	struct order_platform *p;
	struct company company;
	struct person holder;
	struct cert *cert;
	struct json *data;
	size_t n;
	struct said s = { .kind = held_kind_find(o->service), .company = &company,
	    .holder = &holder };

	if (catalog_get(w, &s.cat) < 0 || company_get(w, o->company_id, &company) < 0 ||
	    person_get(w, o->person_id, &holder) < 0 || cert_get_id(w, o->cert_id, &cert) < 0 ||
	    order_platforms(w, o, &p, &n) < 0 || order_data(w, o->data, &data) < 0)
		return -1;
	policy = policy_by_id(s.cat, o->policy_id);
	s.service_words = policy == NULL ? o->service : policy->words;
	s.cert = cert;
	s.platforms = platform_words(w, p, n);
	s.reason = js_get_text(data, "reason");
	s.remark = js_get_text(data, "remark");
	s.handler = js_get_text(data, "handler");
	s.handler_phone = js_get_text(data, "handler_phone");
	return all_values(w, &s, out);
}
