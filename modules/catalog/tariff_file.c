/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "tariff_file.h"
#include "modules/base/json.h"
#include "modules/base/text.h"
#include "modules/base/work.h"

#define WARRANTY_MAX	120

/* Where a mistake stands: "platforms", row 3 of it; row 0: the file itself. */
struct place {
	const char	*list;
	size_t		 row;
	const struct json *o;
};

static const char *
name_of(struct work *w, const struct place *at, const char *member)
{
	return at->row == 0 ? member :
	    arena_printf(w->arena, "%s[%zu].%s", at->list, at->row, member);
}

/* Says it at its place and goes on; reading ends when all is said. */
static void
wrong(struct work *w, const struct place *at, const char *member, const char *words)
{
	fault_field(w, name_of(w, at, member), "%s%s", at->row == 0 ? "" :
	    arena_printf(w->arena, "第%zu行：", at->row), words);
}

static const char *
text_of(struct work *w, const struct place *at, const char *member, int min, int max)
{
	const char *s = js_get_text(at->o, member);
	int n = s == NULL ? -1 : (int)utf8_count(s);

	if (n < min || n > max) {
		wrong(w, at, member, min > 0 && n <= 0 ? "请填写" : arena_printf(w->arena,
		    "应为不超过%d个字的文字", max));
		return "";
	}
	return s;
}

static int64_t
number_of(struct work *w, const struct place *at, const char *member, int64_t max)
{
	const struct json *j = js_get(at->o, member);
	int64_t n = js_as_int(j, -1);

	if (j == NULL || !js_is_int(j) || n < 0 || n > max) {
		wrong(w, at, member, max == TARIFF_FEN_MAX ? "应为以分为单位的整数，例如250元填25000" :
		    arena_printf(w->arena, "应为0至%lld的整数", (long long)max));
		return 0;
	}
	return n;
}

static int
flag_of(struct work *w, const struct place *at, const char *member)
{
	const struct json *j = js_get(at->o, member);

	if (j == NULL || !js_is_bool(j))
		wrong(w, at, member, "应为true或false");
	return js_as_bool(j);
}

/* "" or a code of the catalogue. */
static const char *
lock_of(struct work *w, const struct catalog *c, const struct place *at)
{
	const char *s = text_of(w, at, "lock_type", 0, TARIFF_CODE_MAX);

	if (*s != '\0' && catalog_lock(c, s) == NULL)
		wrong(w, at, "lock_type", "没有这种锁类型");
	return s;
}

static const char *
medium_of(struct work *w, const struct catalog *c, const struct place *at)
{
	const char *s = text_of(w, at, "medium", 0, TARIFF_CODE_MAX);

	if (*s != '\0' && catalog_medium(c, s) == NULL)
		wrong(w, at, "medium", "没有这种介质");
	return s;
}

/* ---- rows ---- */

static struct tariff_base
read_base(struct work *w, const struct catalog *c, const struct place *at)
{
	struct tariff_base b = {
		.service = text_of(w, at, "service", 1, TARIFF_CODE_MAX),
		.lock_type = lock_of(w, c, at), .medium = medium_of(w, c, at),
		.words = text_of(w, at, "words", 1, 120),
		.fen = number_of(w, at, "fen", TARIFF_FEN_MAX),
	};

	if (*b.service != '\0' && !tariff_service_ok(b.service))
		wrong(w, at, "service", "没有这项业务");
	return b;
}

static struct tariff_platform
read_platform(struct work *w, const struct catalog *c, const struct place *at)
{
	struct tariff_platform p = {
		.lock_type = lock_of(w, c, at), .medium = medium_of(w, c, at),
		.subject = text_of(w, at, "subject", 1, TARIFF_CODE_MAX),
		.words = text_of(w, at, "words", 1, 80),
		.fen = number_of(w, at, "fen", TARIFF_FEN_MAX),
		.bundled = flag_of(w, at, "bundled"),
	};

	if (*p.subject != '\0' && catalog_platform(c, p.subject) == NULL && catalog_class(c, p.subject) == NULL)
		wrong(w, at, "subject", "没有这个应用平台或平台类别");
	return p;
}

static int
same_base(const struct tariff_base *a, const struct tariff_base *b)
{
	return strcmp(a->service, b->service) == 0 && strcmp(a->lock_type, b->lock_type) == 0 &&
	    strcmp(a->medium, b->medium) == 0;
}

static int
same_platform(const struct tariff_platform *a, const struct tariff_platform *b)
{
	return strcmp(a->subject, b->subject) == 0 && strcmp(a->lock_type, b->lock_type) == 0 &&
	    strcmp(a->medium, b->medium) == 0;
}

/* The rows of a list, or NULL: it is none. */
static const struct json *
list_of(struct work *w, const struct json *file, const char *name)
{
	const struct json *list = js_get(file, name);

	if (list != NULL && js_is_array(list) && js_size(list) > 0 &&
	    js_size(list) <= TARIFF_ROWS_MAX)
		return list;
	fault_field(w, name, "应为1至%d行的列表", TARIFF_ROWS_MAX);
	return NULL;
}

static void
read_bases(struct work *w, const struct catalog *c, const struct json *file, struct tariff *t)
{
	const struct json *list = list_of(w, file, "bases");
	struct tariff_base *rows = ARENA_ARRAY(w->arena, struct tariff_base, js_size(list) + 1);

	for (size_t i = 0; i < js_size(list); i++) {
		struct place at = { "bases", i + 1, js_at(list, i) };

		rows[i] = read_base(w, c, &at);
		for (size_t j = 0; j < i; j++)
			if (same_base(&rows[i], &rows[j]))
				wrong(w, &at, "service", arena_printf(w->arena, "与第%zu行重复", j + 1));
	}
	t->bases = rows;
	t->nbases = js_size(list);
}

static void
read_platforms(struct work *w, const struct catalog *c, const struct json *file, struct tariff *t)
{
	const struct json *list = list_of(w, file, "platforms");
	struct tariff_platform *rows = ARENA_ARRAY(w->arena, struct tariff_platform,
	    js_size(list) + 1);

	for (size_t i = 0; i < js_size(list); i++) {
		struct place at = { "platforms", i + 1, js_at(list, i) };

		rows[i] = read_platform(w, c, &at);
		for (size_t j = 0; j < i; j++)
			if (same_platform(&rows[i], &rows[j]))
				wrong(w, &at, "subject", arena_printf(w->arena, "与第%zu行重复", j + 1));
	}
	t->prices = rows;
	t->nprices = js_size(list);
}

static void
read_head(struct work *w, const struct json *file, struct tariff *t)
{
	struct place at = { NULL, 0, file };
	size_t n;

	t->code = text_of(w, &at, "code", 1, TARIFF_CODE_MAX);
	n = strlen(t->code);
	if (strspn(t->code, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-") != n)
		wrong(w, &at, "code", "编号只能用字母、数字、下划线和短横线");
	t->words = text_of(w, &at, "words", 1, 80);
	t->mode = text_of(w, &at, "mode", 1, 8);
	if (strcmp(t->mode, "NORMAL") != 0 && strcmp(t->mode, "TEST") != 0)
		wrong(w, &at, "mode", "应为NORMAL（正式）或TEST（测试企业）");
	t->own_city_free = flag_of(w, &at, "own_city_free");
	t->first_city_free = flag_of(w, &at, "first_city_free");
	t->warranty_months = (int)number_of(w, &at, "warranty_months", WARRANTY_MAX);
}

/* ---- is everything that is offered priced? ---- */

static void
must_price(struct work *w, const struct tariff *t, const char *service, const struct lock_offer *o,
    const struct tariff_item *items, size_t n)
{
	struct work probe = { .arena = w->arena, .now = w->now };
	struct tariff_ask ask = { .service = service, .lock_type = o->lock_type,
	    .medium = o->medium, .items = items, .nitems = n, .years = 1, .today = w->now,
	    .not_after = w->now };
	struct price p;

	if (tariff_price(&probe, t, &ask, &p) == 0)
		return;
	fault_field(w, "platforms", "%s %s %s：%s", o->lock_type, o->medium, service,
	    probe.fault.nfields > 0 ? probe.fault.fields[0].words : probe.fault.words);
}

int
tariff_complete(struct work *w, const struct catalog *c, const struct tariff *t)
{
	static const char *const services[] = { "new", "renew", "platform" };
	struct tariff_item *items = ARENA_ARRAY(w->arena, struct tariff_item, c->n_platforms + 1);

	for (size_t i = 0; i < c->n_lock_offers; i++) {
		const struct lock_offer *o = &c->lock_offers[i];
		size_t n = 0;

		if (!catalog_valid(o->valid_from, o->valid_to, w->now))
			continue;
		for (size_t k = 0; k < c->n_platforms; k++)
			if (catalog_platform_offered(c, o->channel, o->lock_type, o->medium,
				c->platforms[k].code, w->now))
				items[n++] = (struct tariff_item){ c->platforms[k].code,
				    c->platforms[k].class, c->platforms[k].words };
		for (size_t s = 0; n > 0 && s < sizeof(services) / sizeof(*services); s++)
			must_price(w, t, services[s], o, items, n);
	}
	return w->fault.code == ERR_NONE ? 0 : -1;
}

int
tariff_read(struct work *w, const struct catalog *c, const struct json *file, struct tariff *out)
{
	*out = (struct tariff){ .id = 0 };
	if (!js_is_object(file))
		return refuse_say(w, ERR_INVALID, "file", "收费标准文件应为JSON对象");
	read_head(w, file, out);
	read_bases(w, c, file, out);
	read_platforms(w, c, file, out);
	return w->fault.code == ERR_NONE ? 0 : -1;
}

/* ---- writing ---- */

static struct json *
base_json(struct work *w, const struct tariff_base *b)
{
	struct json *j = js_object(w);

	js_put_text(j, "service", b->service);
	js_put_text(j, "lock_type", b->lock_type);
	js_put_text(j, "medium", b->medium);
	js_put_text(j, "words", b->words);
	js_put_int(j, "fen", b->fen);
	return j;
}

static struct json *
platform_json(struct work *w, const struct tariff_platform *p)
{
	struct json *j = js_object(w);

	js_put_text(j, "lock_type", p->lock_type);
	js_put_text(j, "medium", p->medium);
	js_put_text(j, "subject", p->subject);
	js_put_text(j, "words", p->words);
	js_put_int(j, "fen", p->fen);
	js_put_bool(j, "bundled", p->bundled);
	return j;
}

struct json *
tariff_json(struct work *w, const struct tariff *t)
{
	struct json *j = js_object(w), *bases = js_array(w), *platforms = js_array(w);

	for (size_t i = 0; i < t->nbases; i++)
		js_add(bases, base_json(w, &t->bases[i]));
	for (size_t i = 0; i < t->nprices; i++)
		js_add(platforms, platform_json(w, &t->prices[i]));
	js_put_text(j, "code", t->code);
	js_put_text(j, "words", t->words);
	js_put_text(j, "mode", t->mode);
	js_put_bool(j, "own_city_free", t->own_city_free);
	js_put_bool(j, "first_city_free", t->first_city_free);
	js_put_int(j, "warranty_months", t->warranty_months);
	js_put(j, "bases", bases);
	js_put(j, "platforms", platforms);
	return j;
}
