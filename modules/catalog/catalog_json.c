/* SPDX-License-Identifier: MIT */
/* GET /api/catalog: what a channel offers for keys, as the pages read it. */
#include <string.h>

#include "catalog.h"
#include "modules/base/json.h"
#include "modules/file/upload.h"

#define MEDIUM	"UKEY"		/* what lists of lock types, prices and platforms show */

struct ask {
	struct work		*w;
	const struct catalog	*c;
	const char		*channel, *medium;
	int64_t			 at;
};

static struct json *
named(struct work *w, const char *code, const char *words)
{
	struct json *j = js_object(w);

	js_put_text(j, "code", code);
	js_put_text(j, "words", words);
	return j;
}

static struct json *
locks_json(const struct ask *a)
{
	struct json *list = js_array(a->w);

	for (size_t i = 0; i < a->c->n_locks; i++) {
		const struct lock_type *l = &a->c->locks[i];
		const struct lock_offer *o = catalog_lock_offer(a->c, a->channel, l->code,
		    a->medium, a->at);
		struct json *j;

		if (o == NULL)
			continue;
		j = named(a->w, l->code, l->words);
		js_put_text(j, "cert_words", l->cert_words);
		js_put_text(j, "kind", l->kind);
		js_put_text(j, "note", l->note);
		js_put_int(j, "max_years", o->max_years);
		js_add(list, j);
	}
	return list;
}

typedef int offered_fn(const struct catalog *, const char *, const char *, const char *,
	    const char *, int64_t);

/* The lock types something is offered for; empty: not shown at all. */
static struct json *
lock_codes(const struct ask *a, const char *code, offered_fn *offered)
{
	struct json *list = js_array(a->w);

	for (size_t i = 0; i < a->c->n_locks; i++) {
		const char *lock = a->c->locks[i].code;

		if (catalog_lock_offer(a->c, a->channel, lock, a->medium, a->at) != NULL &&
		    offered(a->c, a->channel, lock, a->medium, code, a->at))
			js_add_text(list, lock);
	}
	return list;
}

static struct json *
vendors_json(const struct ask *a)
{
	struct json *list = js_array(a->w);

	for (size_t i = 0; i < a->c->n_vendors; i++) {
		const struct vendor *v = &a->c->vendors[i];
		struct json *locks = lock_codes(a, v->code, catalog_vendor_offered);
		struct json *j = named(a->w, v->code, v->words);

		js_put(j, "lock_types", locks);
		if (js_size(locks) > 0)
			js_add(list, j);
	}
	return list;
}

static struct json *
platforms_json(const struct ask *a)
{
	struct json *list = js_array(a->w);

	for (size_t i = 0; i < a->c->n_platforms; i++) {
		const struct platform *p = &a->c->platforms[i];
		struct json *locks = lock_codes(a, p->code, catalog_platform_offered);
		struct json *j = named(a->w, p->code,
		    catalog_platform_words(a->c, p->code, a->medium));

		js_put_text(j, "class", p->class);
		js_put_text(j, "class_words", catalog_class_words(a->c, p->class));
		js_put(j, "lock_types", locks);
		if (js_size(locks) > 0)
			js_add(list, j);
	}
	return list;
}

/* What a medium takes: vendors and platforms by the names they have there. */
static struct json *
media_json(const struct ask *all)
{
	struct json *list = js_array(all->w);

	for (size_t i = 0; i < all->c->n_media; i++) {
		const struct medium *m = &all->c->media[i];
		struct ask a = *all;
		struct json *j = named(a.w, m->code, m->words);

		a.medium = m->code;
		js_put(j, "vendors", vendors_json(&a));
		js_put(j, "platforms", platforms_json(&a));
		js_add(list, j);
	}
	return list;
}

static struct json *
points_json(const struct ask *a)
{
	struct json *list = js_array(a->w);

	for (size_t i = 0; i < a->c->n_points; i++) {
		const struct pickup_point *p = &a->c->points[i];
		struct json *j = js_object(a->w);

		js_put_text(j, "pid", pid_text(a->w, &p->pid));
		js_put_text(j, "words", p->words);
		js_put_text(j, "address", p->address);
		js_put_text(j, "hours", p->hours);
		js_put_text(j, "phone", p->phone);
		if (catalog_valid(p->valid_from, p->valid_to, a->at))
			js_add(list, j);
	}
	return list;
}

static struct json *
contacts_json(const struct ask *a)
{
	struct json *list = js_array(a->w);

	for (size_t i = 0; i < a->c->n_contacts; i++) {
		struct json *j = js_object(a->w);

		js_put_text(j, "words", a->c->contacts[i].words);
		js_put_text(j, "value", a->c->contacts[i].value);
		if (strcmp(a->c->contacts[i].channel, a->channel) == 0)
			js_add(list, j);
	}
	return list;
}

static int
rules_json(const struct ask *a, struct json *rules)
{
	for (size_t i = 0; i < a->c->n_slots; i++) {
		const struct upload_slot *s = &a->c->slots[i];
		struct json *j = js_object(a->w);
		struct upload_rule r;

		if (strcmp(s->channel, a->channel) != 0)
			continue;
		if (catalog_upload_rule(a->w, a->c, a->channel, s->slot, &r) < 0)
			return -1;
		js_put_text(j, "words", r.words);
		js_put(j, "types", upload_types_json(a->w, r.types));
		js_put_int(j, "min_bytes", r.min_bytes);
		js_put_int(j, "max_bytes", r.max_bytes);
		js_put_text(j, "note", s->note);
		js_put_text(j, "sample", SAMPLE_URL(a->w, s));
		js_put(rules, s->slot, j);
	}
	return 0;
}

static struct json *
reasons_json(const struct ask *a)
{
	struct json *list = js_array(a->w);

	for (size_t i = 0; i < a->c->n_return_reasons; i++)
		js_add(list, named(a->w, a->c->return_reasons[i].code,
		    a->c->return_reasons[i].words));
	return list;
}

static struct json *
reissue_reasons_json(const struct ask *a)
{
	struct json *list = js_array(a->w);

	for (size_t i = 0; i < a->c->n_reissue_reasons; i++)
		js_add(list, named(a->w, a->c->reissue_reasons[i].code,
		    a->c->reissue_reasons[i].words));
	return list;
}

static struct json *
years_json(const struct ask *a)
{
	struct json *list = js_array(a->w);
	int most = 0;

	for (size_t i = 0; i < a->c->n_lock_offers; i++) {
		const struct lock_offer *o = &a->c->lock_offers[i];

		if (strcmp(o->channel, a->channel) == 0 && o->max_years > most &&
		    catalog_valid(o->valid_from, o->valid_to, a->at))
			most = o->max_years;
	}
	for (int y = 1; y <= most; y++)
		js_add(list, js_int(a->w, y));
	return list;
}

static struct json *
models_json(const struct ask *a, const char *media_vendor)
{
	struct json *list = js_array(a->w);

	for (size_t i = 0; i < a->c->n_models; i++) {
		const struct key_model *m = &a->c->models[i];
		struct json *j = named(a->w, m->code, m->words);

		js_put_bool(j, "blocked", m->blocked);
		js_put_text(j, "note", m->note);
		if (strcmp(m->media_vendor, media_vendor) == 0)
			js_add(list, j);
	}
	return list;
}

static struct json *
media_vendors_json(const struct ask *a)
{
	struct json *list = js_array(a->w);

	for (size_t i = 0; i < a->c->n_media_vendors; i++) {
		const struct media_vendor *v = &a->c->media_vendors[i];
		struct json *j = named(a->w, v->code, v->words);

		js_put_text(j, "serial_prefix", v->serial_prefix);
		js_put(j, "models", models_json(a, v->code));
		js_add(list, j);
	}
	return list;
}

static struct json *
notices_json(const struct ask *a)
{
	struct json *places = js_object(a->w);

	for (size_t i = 0; i < a->c->n_notices; i++) {
		const struct page_notice *n = &a->c->notices[i];

		if (strcmp(n->channel, a->channel) != 0 ||
		    !catalog_valid(n->valid_from, n->valid_to, a->at))
			continue;
		if (js_get(places, n->place) == NULL)
			js_put(places, n->place, js_array(a->w));
		js_add_text(js_get(places, n->place), n->words);
	}
	return places;
}

int
catalog_json(struct work *w, const struct catalog *c, const char *channel, int64_t at,
    struct json **out)
{
	const struct ask a = { w, c, channel, MEDIUM, at };
	struct json *j = *out = js_object(w), *rules = js_object(w);

	if (rules_json(&a, rules) < 0)
		return -1;
	js_put(j, "lock_types", locks_json(&a));
	js_put(j, "vendors", vendors_json(&a));
	js_put(j, "platforms", platforms_json(&a));
	js_put(j, "media", media_json(&a));
	js_put(j, "points", points_json(&a));
	js_put(j, "contacts", contacts_json(&a));
	js_put(j, "upload_rules", rules);
	js_put(j, "return_reasons", reasons_json(&a));
	js_put(j, "reissue_reasons", reissue_reasons_json(&a));
	js_put(j, "years", years_json(&a));
	js_put(j, "media_vendors", media_vendors_json(&a));
	js_put(j, "notices", notices_json(&a));
	return 0;
}
