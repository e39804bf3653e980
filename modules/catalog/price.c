/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "price.h"
#include "modules/base/json.h"

const struct tariff *
price_tariff(const struct catalog *c, int64_t at, int test)
{
	const struct tariff *best = NULL;

	for (size_t i = 0; i < c->n_tariffs; i++) {
		const struct tariff *t = &c->tariffs[i];

		if (catalog_valid(t->valid_from, t->valid_to, at) &&
		    strcmp(t->mode, test ? "TEST" : "NORMAL") == 0 &&
		    (best == NULL || t->valid_from > best->valid_from))
			best = t;
	}
	return best;
}

static int
by_position(const void *a, const void *b)
{
	const struct platform *const *x = a, *const *y = b;

	return (*x)->position - (*y)->position;
}

/* Codes to items in the order of the catalogue, named as the medium names them. */
static int
items_of(struct work *w, const struct catalog *c, const char *medium,
    const char *const *codes, size_t n, const struct tariff_item **out)
{
	const struct platform **found = ARENA_ARRAY(w->arena, const struct platform *, n + 1);
	struct tariff_item *items = ARENA_ARRAY(w->arena, struct tariff_item, n + 1);

	for (size_t i = 0; i < n; i++)
		if ((found[i] = catalog_platform(c, codes[i])) == NULL)
			return refuse_say(w, ERR_INVALID, "platforms", "没有这个应用平台");
	qsort(found, n, sizeof(*found), by_position);
	for (size_t i = 0; i < n; i++)
		items[i] = (struct tariff_item){ found[i]->code, found[i]->class,
		    catalog_platform_words(c, found[i]->code, medium) };
	*out = items;
	return 0;
}

static int
must_be_offered(struct work *w, const struct catalog *c, const struct price_ask *ask)
{
	const struct lock_offer *o;

	if (!ask->offered)
		return 0;
	o = catalog_lock_offer(c, ask->channel, ask->lock_type, ask->medium, ask->at);
	if (o == NULL)
		return refuse_say(w, ERR_INVALID, "lock_type", "该业务暂未开放办理");
	if (ask->years > o->max_years)
		return refuse_say(w, ERR_INVALID, "years", "证书有效期最长为%d年", o->max_years);
	for (size_t i = 0; i < ask->nplatforms; i++)
		if (!catalog_platform_offered(c, ask->channel, ask->lock_type, ask->medium,
			ask->platforms[i], ask->at))
			return refuse_say(w, ERR_INVALID, "platforms", "该类证书不能关联%s",
			    catalog_platform_words(c, ask->platforms[i], ask->medium));
	return 0;
}

static int
reason_of(struct work *w, const struct catalog *c, const struct price_ask *ask, int *warranty)
{
	const struct reissue_reason *r = catalog_reissue_reason(c, ask->reason);

	*warranty = 0;
	if (ask->service == NULL || strcmp(ask->service, "reissue") != 0)
		return 0;
	if (r == NULL)
		return refuse_say(w, ERR_INVALID, "reason", "请选择补办原因");
	*warranty = r->warranty;
	return 0;
}

/* What a person is charged is what the lines say. */
static void
lines_add_up(const struct price *p)
{
	int64_t sum = 0;

	for (size_t i = 0; i < p->n; i++) {
		BUG_ON(p->lines[i].fen < 0);
		sum += p->lines[i].fen;
	}
	BUG_ON(sum != p->fen);
}

int
price_with(struct work *w, const struct catalog *c, const struct tariff *t,
    const struct price_ask *ask, struct price *out)
{
	struct tariff_ask q = { .service = ask->service, .lock_type = ask->lock_type,
	    .medium = ask->medium, .city = ask->city, .nitems = ask->nplatforms,
	    .nheld = ask->nheld, .years = ask->years, .today = ask->at,
	    .not_after = ask->not_after, .months_since = ask->months_since };

	if (items_of(w, c, ask->medium, ask->platforms, ask->nplatforms, &q.items) < 0 ||
	    items_of(w, c, ask->medium, ask->held, ask->nheld, &q.held) < 0 ||
	    must_be_offered(w, c, ask) < 0 || reason_of(w, c, ask, &q.warranty) < 0 ||
	    tariff_price(w, t, &q, out) < 0)
		return -1;
	lines_add_up(out);
	return 0;
}

int
price_ask(struct work *w, const struct catalog *c, const struct price_ask *ask,
    struct price *out)
{
	const struct tariff *t = price_tariff(c, ask->at, ask->test);

	if (t == NULL)
		return refuse(w, ERR_BUG, "no tariff in force at %lld", (long long)ask->at);
	return price_with(w, c, t, ask, out);
}

void
price_join(struct work *w, const struct price *parts, size_t n, struct price *out)
{
	size_t lines = 0;

	for (size_t i = 0; i < n; i++)
		lines += parts[i].n;
	*out = (struct price){ .tariff_id = n > 0 ? parts[0].tariff_id : 0 };
	out->lines = ARENA_ARRAY(w->arena, struct price_line, lines + 1);
	for (size_t i = 0; i < n; i++) {
		memcpy(out->lines + out->n, parts[i].lines, parts[i].n * sizeof(*out->lines));
		out->n += parts[i].n;
		out->fen += parts[i].fen;
	}
}

struct json *
price_lines_json(struct work *w, const struct price *p)
{
	struct json *lines = js_array(w);

	for (size_t i = 0; i < p->n; i++) {
		struct json *l = js_object(w);

		js_put_text(l, "words", p->lines[i].words);
		js_put_text(l, "rule", p->lines[i].rule);
		js_put_int(l, "fen", p->lines[i].fen);
		js_add(lines, l);
	}
	return lines;
}

struct json *
price_json(struct work *w, const struct price *p)
{
	struct json *j = js_object(w);

	js_put_int(j, "fen", p->fen);
	js_put(j, "lines", price_lines_json(w, p));
	return j;
}
