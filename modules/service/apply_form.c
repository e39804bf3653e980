/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "apply.h"
#include "modules/base/json.h"
#include "modules/base/text.h"
#include "subject.h"

/*
 * The values of form `apply`: the comment of modules/paper/forms/apply.xml
 * gives their shape.  Nothing of the day of printing is among them, so the same
 * data stays the same version (N7).
 */
struct form_data {
	const struct catalog	*catalog;
	const struct company	*company;
	const struct person	*person;
	const char		*identity_words;
	const char		*channel, *lock_type, *medium, *vendor;
	int64_t			 years, fen;
	const char		*handler, *handler_phone, *remark;
	const char *const	*codes;		/* chosen platforms */
	size_t			 ncodes;
	struct json		*lines;		/* [{words, rule, fen}] */
	const char		*service_words;
	int64_t			 at;		/* decides what is offered */
};

static struct json *
holder_values(struct work *w, const struct form_data *f)
{
	struct json *o = subject_person(w, f->person);

	js_put_text(o, "identity", f->identity_words);
	js_put_text(o, "id_kind", "居民身份证");
	return o;
}

/* One box of a row of boxes. */
static void
add_box(struct work *w, struct json *list, const char *words, int on)
{
	struct json *o = js_object(w);

	js_put_text(o, "words", words);
	js_put_bool(o, "on", on);
	js_add(list, o);
}

static struct json *
lock_boxes(struct work *w, const struct form_data *f)
{
	struct json *list = js_array(w);

	for (size_t i = 0; i < f->catalog->n_locks; i++) {
		const struct lock_type *l = &f->catalog->locks[i];
		int on = strcmp(l->code, f->lock_type) == 0;

		if (on || catalog_lock_offer(f->catalog, f->channel, l->code, f->medium, f->at))
			add_box(w, list, l->words, on);
	}
	return list;
}

static struct json *
vendor_boxes(struct work *w, const struct form_data *f)
{
	struct json *list = js_array(w);

	for (size_t i = 0; i < f->catalog->n_vendors; i++) {
		const struct vendor *v = &f->catalog->vendors[i];
		int on = strcmp(v->code, f->vendor) == 0;

		if (on || catalog_vendor_offered(f->catalog, f->channel, f->lock_type,
			f->medium, v->code, f->at))
			add_box(w, list, v->words, on);
	}
	return list;
}

static struct json *
medium_boxes(struct work *w, const struct form_data *f)
{
	struct json *list = js_array(w);

	for (size_t i = 0; i < f->catalog->n_media; i++)
		add_box(w, list, f->catalog->media[i].words,
		    strcmp(f->catalog->media[i].code, f->medium) == 0);
	return list;
}

static int
chosen(const struct form_data *f, const char *code)
{
	for (size_t i = 0; i < f->ncodes; i++)
		if (strcmp(f->codes[i], code) == 0)
			return 1;
	return 0;
}

/* The boxes of one class, in the order of the catalogue. */
static struct json *
class_boxes(struct work *w, const struct form_data *f, const char *class)
{
	struct json *list = js_array(w);

	for (size_t i = 0; i < f->catalog->n_platforms; i++) {
		const struct platform *p = &f->catalog->platforms[i];
		int on = chosen(f, p->code);

		if (strcmp(p->class, class) == 0 && (on || catalog_platform_offered(f->catalog,
			f->channel, f->lock_type, f->medium, p->code, f->at)))
			add_box(w, list, catalog_platform_words(f->catalog, p->code, f->medium), on);
	}
	return list;
}

/* Everything that is offered, so that the paper shows what was left out. */
static struct json *
platform_groups(struct work *w, const struct form_data *f)
{
	struct json *groups = js_array(w);

	for (size_t i = 0; i < f->catalog->n_classes; i++) {
		struct json *o = js_object(w);
		struct json *options = class_boxes(w, f, f->catalog->classes[i].code);

		if (js_size(options) == 0)
			continue;
		js_put_text(o, "words", f->catalog->classes[i].words);
		js_put(o, "options", options);
		js_add(groups, o);
	}
	return groups;
}

static struct json *
all_values(struct work *w, const struct form_data *f)
{
	struct json *o = js_object(w), *price = js_object(w), *handler = js_object(w);

	js_put(o, "company", subject_company(w, f->company));
	js_put(o, "holder", holder_values(w, f));
	js_put_text(o, "service", f->service_words);
	js_put_int(o, "years", f->years);
	js_put(o, "lock_types", lock_boxes(w, f));
	js_put(o, "vendors", vendor_boxes(w, f));
	js_put(o, "media", medium_boxes(w, f));
	js_put(o, "platform_groups", platform_groups(w, f));
	js_put_int(price, "fen", f->fen);
	js_put(price, "lines", f->lines);
	js_put(o, "price", price);
	js_put_text(handler, "name", f->handler);
	js_put_text(handler, "phone", f->handler_phone);
	js_put(o, "handler", handler);
	js_put_text(o, "remark", f->remark);
	return o;
}

int
apply_values(struct work *w, const struct apply *a, const struct application_item *item,
    const struct price *price, struct json **out)
{
	struct form_data f = {
		.catalog = a->catalog, .company = &a->company,
		.person = &item->member.person, .identity_words = item->member.type_words,
		.channel = a->draft->channel, .lock_type = a->draft->lock_type,
		.medium = item->medium, .vendor = item->vendor, .years = item->years,
		.fen = price->fen, .handler = item->handler,
		.handler_phone = item->handler_phone, .remark = item->remark,
		.codes = item->codes, .ncodes = item->ncodes,
		.lines = price_lines_json(w, price), .at = w->now,
		.service_words = item->policy == NULL ? item->service->words : item->policy->words,
	};

	*out = all_values(w, &f);
	return 0;
}

static int
order_codes(struct work *w, const struct order *o, struct form_data *f)
{
	struct order_platform *p;
	const char **codes;
	size_t n;

	if (order_platforms(w, o, &p, &n) < 0)
		return -1;
	codes = ARENA_ARRAY(w->arena, const char *, n + 1);
	for (size_t i = 0; i < n; i++)
		codes[i] = p[i].platform;
	f->codes = codes;
	f->ncodes = n;
	return 0;
}

/* What the identity was called when the application was made. */
static const char *
identity_words(struct work *w, const struct order *o)
{
	struct member *m;
	size_t n;

	if (person_list_members(w, o->company_id, &m, &n) < 0)
		return "";
	for (size_t i = 0; i < n; i++)
		if (m[i].person.id == o->person_id)
			return m[i].type_words;
	return "";
}

int
apply_order_values(struct work *w, const struct order *o, struct json **out)
{
	const struct policy *policy;
	struct company company;
	struct person person;
	struct json *data;
	struct form_data f = {
		.company = &company, .person = &person, .channel = o->channel,
		.lock_type = o->lock_type, .medium = o->medium, .vendor = o->vendor,
		.years = o->years, .fen = o->fen, .at = o->created_at,
	};

	if (catalog_get(w, &f.catalog) < 0 || company_get(w, o->company_id, &company) < 0 ||
	    person_get(w, o->person_id, &person) < 0 || order_codes(w, o, &f) < 0 ||
	    order_data(w, o->data, &data) < 0 ||
	    js_parse(w, o->price_lines, strlen(o->price_lines), &f.lines) < 0)
		return -1;
	policy = policy_by_id(f.catalog, o->policy_id);
	f.service_words = policy == NULL ? o->service : policy->words;
	f.identity_words = identity_words(w, o);
	f.handler = js_get_text(data, "handler");
	f.handler_phone = js_get_text(data, "handler_phone");
	f.remark = js_get_text(data, "remark");
	*out = all_values(w, &f);
	return 0;
}
