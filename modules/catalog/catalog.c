/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "catalog.h"
#include "load.h"
#include "modules/file/upload.h"

/* What this process holds; replaced as a whole, never changed. */
struct held {
	struct arena	*arena;
	struct catalog	*catalog;
};
static struct held held;

static void
drop(void *arena)
{
	struct arena *a = arena;

	arena_free(&a);
}

/*
 * The old one goes when the slip's arena is reset: until then somebody up the
 * stack may still read it.
 */
static void
replace(struct work *w, struct held new)
{
	if (held.arena != NULL)
		arena_defer(w->arena, drop, held.arena);
	held = new;
}

static int
load(struct work *w, int64_t version)
{
	struct held new = { .arena = arena_new(65536) };
	struct work loader = *w;

	loader.arena = new.arena;
	new.catalog = ARENA_NEW(new.arena, struct catalog);
	new.catalog->version = version;
	if (load_lists(&loader, new.catalog) < 0) {
		refuse(w, loader.fault.code, "catalogue: %s",
		    loader.fault.detail == NULL ? "" : loader.fault.detail);
		arena_free(&new.arena);
		return -1;
	}
	replace(w, new);
	return 0;
}

/* Clocks of tests go back too. */
static int
holds(const struct catalog *c, int64_t version, int64_t now)
{
	return c != NULL && c->version == version && catalog_valid(c->holds_from, c->holds_to, now);
}

/* The version is read first: rows changed meanwhile are read again next time. */
int
catalog_get(struct work *w, const struct catalog **out)
{
	int64_t version = w->catalog_version;

	if (version == 0 && load_version(w, &version) < 0)
		return -1;
	if (!holds(held.catalog, version, w->now) && load(w, version) < 0)
		return -1;
	*out = held.catalog;
	return 0;
}

/* ---- look-ups ---- */

/* Every row begins with its code. */
static const void *
by_code(const void *rows, size_t n, size_t size, const char *code)
{
	if (code == NULL)
		return NULL;
	for (size_t i = 0; i < n; i++) {
		const char *const *row = (const void *)((const char *)rows + i * size);

		if (strcmp(*row, code) == 0)
			return row;
	}
	return NULL;
}

#define BY_CODE(c, list, code)	by_code((c)->list, (c)->n_##list, sizeof(*(c)->list), code)

const struct channel *
catalog_channel(const struct catalog *c, const char *code)
{
	return BY_CODE(c, channels, code);
}

const struct medium *
catalog_medium(const struct catalog *c, const char *code)
{
	return BY_CODE(c, media, code);
}

const struct lock_type *
catalog_lock(const struct catalog *c, const char *code)
{
	return BY_CODE(c, locks, code);
}

const struct platform *
catalog_platform(const struct catalog *c, const char *code)
{
	return BY_CODE(c, platforms, code);
}

const struct platform_class *
catalog_class(const struct catalog *c, const char *code)
{
	return BY_CODE(c, classes, code);
}

const struct vendor *
catalog_vendor(const struct catalog *c, const char *code)
{
	return BY_CODE(c, vendors, code);
}

const struct media_vendor *
catalog_media_vendor(const struct catalog *c, const char *code)
{
	return BY_CODE(c, media_vendors, code);
}

const struct key_model *
catalog_model(const struct catalog *c, const char *code)
{
	return BY_CODE(c, models, code);
}

const struct reissue_reason *
catalog_reissue_reason(const struct catalog *c, const char *code)
{
	return BY_CODE(c, reissue_reasons, code);
}

const struct renewal_rule *
catalog_renewal_rule(const struct catalog *c, const char *channel, const char *lock_type)
{
	const struct renewal_rule *best = NULL;

	for (size_t i = 0; i < c->n_renewal_rules; i++) {
		const struct renewal_rule *r = &c->renewal_rules[i];

		if (strcmp(r->channel, channel) == 0 && (strcmp(r->lock_type, lock_type) == 0 ||
		    (*r->lock_type == '\0' && best == NULL)))
			best = r;
	}
	return best;
}

const struct return_reason *
catalog_return_reason(const struct catalog *c, const char *code)
{
	return BY_CODE(c, return_reasons, code);
}

const struct pickup_point *
catalog_point(const struct catalog *c, const struct pid *pid)
{
	for (size_t i = 0; i < c->n_points; i++)
		if (memcmp(&c->points[i].pid, pid, sizeof(*pid)) == 0)
			return &c->points[i];
	return NULL;
}

const struct pickup_point *
catalog_point_id(const struct catalog *c, int64_t id)
{
	for (size_t i = 0; i < c->n_points; i++)
		if (c->points[i].id == id)
			return &c->points[i];
	return NULL;
}

int
catalog_upload_rule(struct work *w, const struct catalog *c, const char *channel,
    const char *slot, struct upload_rule *out)
{
	for (size_t i = 0; i < c->n_slots; i++) {
		const struct upload_slot *s = &c->slots[i];

		if (strcmp(s->channel, channel) != 0 || strcmp(s->slot, slot) != 0)
			continue;
		*out = (struct upload_rule){ .slot = s->slot, .words = s->words,
		    .min_bytes = s->min_bytes, .max_bytes = s->max_bytes };
		return upload_types(w, s->types, &out->types);
	}
	return refuse(w, ERR_NOTFOUND, "no upload slot %s in %s", slot, channel);
}

const struct platform *
catalog_platform_named(const struct catalog *c, const char *words)
{
	for (size_t i = 0; i < c->n_platforms; i++)
		if (strcmp(c->platforms[i].words, words) == 0)
			return &c->platforms[i];
	for (size_t i = 0; i < c->n_aliases; i++)
		if (strcmp(c->aliases[i].words, words) == 0)
			return catalog_platform(c, c->aliases[i].platform);
	return NULL;
}

/* "沈阳" fits "沈阳市", "210102" fits "2101". */
const struct city *
catalog_city(const struct catalog *c, const char *region)
{
	size_t len = region == NULL ? 0 : strlen(region);

	if (len < 4)
		return NULL;
	for (size_t i = 0; i < c->n_cities; i++) {
		const struct city *city = &c->cities[i];

		if (strncmp(region, city->region, strlen(city->region)) == 0 ||
		    strncmp(city->words, region, len) == 0)
			return city;
	}
	return NULL;
}

const char *
catalog_platform_words(const struct catalog *c, const char *code, const char *medium)
{
	const struct platform *p = catalog_platform(c, code);

	for (size_t i = 0; medium != NULL && i < c->n_aliases; i++) {
		const struct platform_alias *a = &c->aliases[i];

		if (a->shown && strcmp(a->platform, code) == 0 &&
		    strcmp(a->medium, medium) == 0)
			return a->words;
	}
	return p == NULL ? code : p->words;
}

const char *
catalog_vendor_words(const struct catalog *c, const char *code)
{
	const struct vendor *v = catalog_vendor(c, code);

	return v == NULL ? code : v->words;
}

const char *
catalog_class_words(const struct catalog *c, const char *code)
{
	const struct platform_class *k = catalog_class(c, code);

	return k == NULL ? code : k->words;
}

const char *
catalog_lock_words(const struct catalog *c, const char *code)
{
	const struct lock_type *l = catalog_lock(c, code);

	return l == NULL ? code : l->words;
}

/* ---- offers ---- */

const struct lock_offer *
catalog_lock_offer(const struct catalog *c, const char *channel, const char *lock_type,
    const char *medium, int64_t at)
{
	for (size_t i = 0; i < c->n_lock_offers; i++) {
		const struct lock_offer *o = &c->lock_offers[i];

		if (strcmp(o->channel, channel) == 0 && strcmp(o->lock_type, lock_type) == 0 &&
		    strcmp(o->medium, medium) == 0 &&
		    catalog_valid(o->valid_from, o->valid_to, at))
			return o;
	}
	return NULL;
}

static int
offered(const struct offer *list, size_t n, const struct offer *what, int64_t at)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(list[i].code, what->code) == 0 &&
		    strcmp(list[i].channel, what->channel) == 0 &&
		    strcmp(list[i].lock_type, what->lock_type) == 0 &&
		    strcmp(list[i].medium, what->medium) == 0 &&
		    catalog_valid(list[i].valid_from, list[i].valid_to, at))
			return 1;
	return 0;
}

int
catalog_platform_offered(const struct catalog *c, const char *channel, const char *lock_type,
    const char *medium, const char *platform, int64_t at)
{
	struct offer what = { .code = platform, .channel = channel, .lock_type = lock_type,
	    .medium = medium };

	return offered(c->platform_offers, c->n_platform_offers, &what, at);
}

int
catalog_vendor_offered(const struct catalog *c, const char *channel, const char *lock_type,
    const char *medium, const char *vendor, int64_t at)
{
	struct offer what = { .code = vendor, .channel = channel, .lock_type = lock_type,
	    .medium = medium };

	return offered(c->vendor_offers, c->n_vendor_offers, &what, at);
}
