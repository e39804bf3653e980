/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "entry.h"
#include "modules/base/json.h"
#include "tariff.h"

#define CODES_MAX	60		/* in one offer */

/* ---- fields ---- */

#define TEXT(m, min, max, words)	FIELD_TEXT(entry_values, m, min, max, words, NULL)

static const struct field offer_fields[] = {
	FIELD_BOOL(entry_values, offered, "开放办理"),
	TEXT(words, 0, 40, "办理页名称"),
	TEXT(note, 0, 600, "办理页说明"),
	FIELD_INT(entry_values, max_years, 1, TARIFF_YEARS_MAX, "最长年限"),
	FIELD_SHAPE(entry_values, vendors, 0, CODES_MAX, "证书厂商", "[text]"),
	FIELD_SHAPE(entry_values, platforms, 0, CODES_MAX, "应用平台", "[text]"),
};
static const struct field vendor_fields[] = { TEXT(words, 1, 80, "名称") };
static const struct field platform_fields[] = {
	TEXT(words, 1, 120, "名称"), TEXT(class, 1, 16, "类别"),
};
static const struct field model_fields[] = {
	TEXT(words, 1, 40, "名称"), TEXT(media_vendor, 1, 16, "介质厂商"),
	FIELD_BOOL(entry_values, blocked, "停止支持"),
	TEXT(note, 0, 400, "停止支持的说明"),
};
static const struct field point_fields[] = {
	TEXT(words, 1, 80, "名称"), TEXT(address, 1, 200, "地址"),
	TEXT(hours, 1, 200, "办理时间"), TEXT(phone, 1, 80, "电话"),
	FIELD_BOOL(entry_values, open, "开放领取"),
};

/* ---- lists that may be written into ---- */

static void *
own(struct work *w, const void *list, size_t n, size_t size, size_t more)
{
	char *copy = arena_alloc(w->arena, (n + more) * size + 1);

	if (n > 0)
		memcpy(copy, list, n * size);
	return copy;
}

#define OWN(w, c, list, more) \
	((c)->list = own(w, (c)->list, (c)->n_##list, sizeof(*(c)->list), more))

/* The row of a code, which is its first member; a new one at the end otherwise. */
static void *
row_at(void *list, size_t *n, size_t size, const char *code)
{
	for (size_t i = 0; i <= *n; i++) {
		void *row = (char *)list + i * size;
		const char **at = row;

		if (i == *n) {
			*at = code;
			(*n)++;
			return row;
		}
		if (strcmp(*at, code) == 0)
			return row;
	}
	return NULL;
}

#define ROW(w, c, list, code) \
	(OWN(w, c, list, 1), row_at((c)->list, &(c)->n_##list, sizeof(*(c)->list), code))

/* ---- offers ---- */

int
entry_offer(const struct catalog *c, const char *code, struct offer *out)
{
	char part[3][17];
	const struct channel *ch;
	const struct lock_type *l;
	const struct medium *m;

	if (sscanf(code, "%16[^.].%16[^.].%16[^.]", part[0], part[1], part[2]) != 3 ||
	    strlen(code) != strlen(part[0]) + strlen(part[1]) + strlen(part[2]) + 2 ||
	    (ch = catalog_channel(c, part[0])) == NULL || (l = catalog_lock(c, part[1])) == NULL ||
	    (m = catalog_medium(c, part[2])) == NULL)
		return 0;
	*out = (struct offer){ .channel = ch->code, .lock_type = l->code, .medium = m->code };
	return 1;
}

static const char *
offer_at(struct work *w, const struct catalog *c, size_t i)
{
	size_t locks = c->n_locks * c->n_media, l = i % locks;

	if (i >= c->n_channels * locks)
		return NULL;
	return arena_printf(w->arena, "%s.%s.%s", c->channels[i / locks].code,
	    c->locks[l / c->n_media].code, c->media[l % c->n_media].code);
}

static const char *
offer_name(struct work *w, const struct catalog *c, const char *code)
{
	struct offer k;

	if (!entry_offer(c, code, &k))
		return code;
	return arena_printf(w->arena, "%s · %s · %s", catalog_lock_words(c, k.lock_type),
	    catalog_medium(c, k.medium)->words, catalog_channel(c, k.channel)->brand);
}

static struct json *
offered_codes(struct work *w, const struct catalog *c, const struct offer *k, int64_t at, int vendors)
{
	struct json *list = js_array(w);

	for (size_t i = 0; vendors && i < c->n_vendors; i++)
		if (catalog_vendor_offered(c, k->channel, k->lock_type, k->medium, c->vendors[i].code, at))
			js_add_text(list, c->vendors[i].code);
	for (size_t i = 0; !vendors && i < c->n_platforms; i++)
		if (catalog_platform_offered(c, k->channel, k->lock_type, k->medium, c->platforms[i].code, at))
			js_add_text(list, c->platforms[i].code);
	return list;
}

static int
offer_get(struct work *w, const struct catalog *c, const char *code, int64_t at,
    struct entry_values *out)
{
	const struct lock_offer *o;
	struct offer k;

	if (!entry_offer(c, code, &k))
		return 0;
	o = catalog_lock_offer(c, k.channel, k.lock_type, k.medium, at);
	*out = (struct entry_values){ .offered = o != NULL, .words = o == NULL ? "" : o->words,
	    .note = o == NULL ? "" : o->note, .max_years = o == NULL ? 1 : o->max_years,
	    .vendors = offered_codes(w, c, &k, at, 1), .platforms = offered_codes(w, c, &k, at, 0) };
	return 1;
}

/* What ends at `from` when something else begins there. */
#define CUT(row, k, from) do { \
		if (strcmp((row)->channel, (k)->channel) == 0 && \
		    strcmp((row)->lock_type, (k)->lock_type) == 0 && \
		    strcmp((row)->medium, (k)->medium) == 0 && \
		    ((row)->valid_to == 0 || (row)->valid_to > (from))) \
			(row)->valid_to = (from) > (row)->valid_from ? (from) : (row)->valid_from; \
	} while (0)

static void
add_offers(struct offer *list, size_t *n, const struct offer *k, int64_t from,
    const struct json *codes)
{
	for (size_t i = 0; i < js_size(codes); i++) {
		list[*n] = *k;
		list[*n].code = js_as_text(js_at(codes, i));
		list[(*n)++].valid_from = from;
	}
}

static void
offer_put(struct work *w, struct catalog *c, const char *code, int64_t from,
    const struct entry_values *v)
{
	struct offer k;

	if (!entry_offer(c, code, &k))
		return;
	OWN(w, c, lock_offers, 1);
	OWN(w, c, vendor_offers, CODES_MAX);
	OWN(w, c, platform_offers, CODES_MAX);
	for (size_t i = 0; i < c->n_lock_offers; i++)
		CUT(&c->lock_offers[i], &k, from);
	for (size_t i = 0; i < c->n_vendor_offers; i++)
		CUT(&c->vendor_offers[i], &k, from);
	for (size_t i = 0; i < c->n_platform_offers; i++)
		CUT(&c->platform_offers[i], &k, from);
	if (!v->offered)
		return;
	c->lock_offers[c->n_lock_offers++] = (struct lock_offer){ .channel = k.channel,
	    .lock_type = k.lock_type, .medium = k.medium, .words = v->words, .note = v->note,
	    .max_years = (int)v->max_years, .valid_from = from };
	add_offers(c->vendor_offers, &c->n_vendor_offers, &k, from, v->vendors);
	add_offers(c->platform_offers, &c->n_platform_offers, &k, from, v->platforms);
}

/* ---- registers ---- */

#define AT(list) \
static const char * \
list##_at(struct work *w, const struct catalog *c, size_t i) \
{ \
	(void)w; \
	return i < c->n_##list ? c->list[i].code : NULL; \
}
AT(vendors)
AT(platforms)
AT(models)
AT(points)

static int
vendor_get(struct work *w, const struct catalog *c, const char *code, int64_t at,
    struct entry_values *out)
{
	const struct vendor *r = catalog_vendor(c, code);

	(void)w, (void)at;
	if (r != NULL)
		*out = (struct entry_values){ .words = r->words };
	return r != NULL;
}

static void
vendor_put(struct work *w, struct catalog *c, const char *code, int64_t from,
    const struct entry_values *v)
{
	struct vendor *r = ROW(w, c, vendors, code);

	(void)from;
	r->words = v->words;
}

static int
platform_get(struct work *w, const struct catalog *c, const char *code, int64_t at,
    struct entry_values *out)
{
	const struct platform *r = catalog_platform(c, code);

	(void)w, (void)at;
	if (r != NULL)
		*out = (struct entry_values){ .words = r->words, .class = r->class };
	return r != NULL;
}

static void
platform_put(struct work *w, struct catalog *c, const char *code, int64_t from,
    const struct entry_values *v)
{
	struct platform *r = ROW(w, c, platforms, code);

	(void)from;
	r->words = v->words;
	r->class = v->class;
	if (r->position == 0)
		r->position = (int)c->n_platforms;
}

static int
model_get(struct work *w, const struct catalog *c, const char *code, int64_t at,
    struct entry_values *out)
{
	const struct key_model *r = catalog_model(c, code);

	(void)w, (void)at;
	if (r != NULL)
		*out = (struct entry_values){ .words = r->words, .media_vendor = r->media_vendor,
		    .blocked = r->blocked, .note = r->note };
	return r != NULL;
}

static void
model_put(struct work *w, struct catalog *c, const char *code, int64_t from,
    const struct entry_values *v)
{
	struct key_model *r = ROW(w, c, models, code);

	(void)from;
	r->words = v->words;
	r->media_vendor = v->media_vendor;
	r->blocked = v->blocked;
	r->note = v->note;
}

static const struct pickup_point *
point_of(const struct catalog *c, const char *code)
{
	for (size_t i = 0; i < c->n_points; i++)
		if (strcmp(c->points[i].code, code) == 0)
			return &c->points[i];
	return NULL;
}

static int
point_get(struct work *w, const struct catalog *c, const char *code, int64_t at,
    struct entry_values *out)
{
	const struct pickup_point *r = point_of(c, code);

	(void)w;
	if (r != NULL)
		*out = (struct entry_values){ .words = r->words, .address = r->address,
		    .hours = r->hours, .phone = r->phone,
		    .open = catalog_valid(r->valid_from, r->valid_to, at) };
	return r != NULL;
}

/* Keys and orders name a point by its id: one that is not there is not made here. */
static void
point_put(struct work *w, struct catalog *c, const char *code, int64_t from,
    const struct entry_values *v)
{
	struct pickup_point *r;

	if (point_of(c, code) == NULL)
		return;
	r = ROW(w, c, points, code);
	r->words = v->words;
	r->address = v->address;
	r->hours = v->hours;
	r->phone = v->phone;
	r->valid_to = v->open ? 0 : from;
}

/* ---- THE ENTRY TABLE ---- */

#define FIELDS(t)	t, N_FIELDS(t)

/* A vendor's code stands in order numbers: BJCAXZ20211115093000123. */
const struct entry_list entry_lists[] = {
 { "OFFER",    "在售业务", 0, 1, FIELDS(offer_fields), offer_at, offer_name, offer_get, offer_put },
 { "VENDOR",   "证书厂商", 6, 0, FIELDS(vendor_fields), vendors_at, NULL, vendor_get, vendor_put },
 { "PLATFORM", "应用平台", 16, 0, FIELDS(platform_fields), platforms_at, NULL, platform_get, platform_put },
 { "MODEL",    "介质型号", 16, 0, FIELDS(model_fields), models_at, NULL, model_get, model_put },
 { "POINT",    "办理点",   16, 0, FIELDS(point_fields), points_at, NULL, point_get, point_put },
};
const size_t nentry_lists = sizeof(entry_lists) / sizeof(*entry_lists);

const struct entry_list *
entry_list_find(const char *code)
{
	for (size_t i = 0; i < nentry_lists; i++)
		if (strcmp(entry_lists[i].code, code) == 0)
			return &entry_lists[i];
	return NULL;
}

const char *
entry_name(struct work *w, const struct catalog *c, const struct entry_list *l, const char *code)
{
	struct entry_values v;

	if (l->name != NULL)
		return l->name(w, c, code);
	return l->get(w, c, code, w->now, &v) ? v.words : code;
}

/* ---- values as an object ---- */

static void
put_member(struct json *j, const struct field *f, const struct entry_values *v)
{
	switch (f->type) {
	case FIELD_TYPE_INT:
		js_put_int(j, f->name, ENTRY_MEMBER(v, f, int64_t));
		return;
	case FIELD_TYPE_BOOL:
		js_put_bool(j, f->name, ENTRY_MEMBER(v, f, int));
		return;
	case FIELD_TYPE_JSON:
		js_put(j, f->name, ENTRY_MEMBER(v, f, struct json *));
		return;
	case FIELD_TYPE_TEXT:
	case FIELD_TYPE_RAW:
		break;
	}
	js_put_text(j, f->name, ENTRY_MEMBER(v, f, const char *));
}

struct json *
entry_json(struct work *w, const struct entry_list *l, const struct entry_values *v)
{
	struct json *j = js_object(w);

	for (size_t i = 0; i < l->nfields; i++)
		put_member(j, &l->fields[i], v);
	return j;
}

int
entry_read(struct work *w, const struct entry_list *l, const struct json *j,
    struct entry_values *out)
{
	*out = (struct entry_values){ .words = "" };
	if (fields_read(w, j, l->fields, l->nfields, out) < 0)
		return -1;
	if (out->vendors == NULL)
		out->vendors = js_array(w);
	if (out->platforms == NULL)
		out->platforms = js_array(w);
	return 0;
}
