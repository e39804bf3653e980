/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "tariff.h"
#include "modules/base/clock.h"
#include "modules/base/text.h"
#include "modules/base/work.h"

#define ITEMS_MAX	64
#define MONTHS		12

/* What one platform costs a year, and why. */
struct share {
	const struct tariff_item *item;
	const struct tariff_platform *price;
	int64_t		 fen;
	int		 free;		/* the city of the bundle */
};

/* ---- rows ---- */

/* 0: does not fit; more is closer. */
static int
fits(const char *row, const char *asked, int weight)
{
	if (*row == '\0')
		return 1;
	return asked != NULL && strcmp(row, asked) == 0 ? 1 + weight : 0;
}

static const struct tariff_base *
base_of(const struct tariff *t, const char *service, const struct tariff_ask *ask)
{
	const struct tariff_base *best = NULL;
	int best_score = 0;

	for (size_t i = 0; i < t->nbases; i++) {
		const struct tariff_base *b = &t->bases[i];
		int l = fits(b->lock_type, ask->lock_type, 2), m = fits(b->medium, ask->medium, 1);

		if (strcmp(b->service, service) == 0 && l > 0 && m > 0 && l + m > best_score) {
			best = b;
			best_score = l + m;
		}
	}
	return best;
}

static const struct tariff_platform *
price_of(const struct tariff *t, const struct tariff_item *item, const struct tariff_ask *ask)
{
	const struct tariff_platform *best = NULL;
	int best_score = 0;

	for (size_t i = 0; i < t->nprices; i++) {
		const struct tariff_platform *p = &t->prices[i];
		int l = fits(p->lock_type, ask->lock_type, 2), m = fits(p->medium, ask->medium, 1);
		int itself = strcmp(p->subject, item->code) == 0;

		if ((!itself && strcmp(p->subject, item->class) != 0) || l == 0 || m == 0)
			continue;
		/* a lock's own row goes before a platform's, a platform's before its class's */
		if (l * 4 + itself * 2 + m > best_score) {
			best = p;
			best_score = l * 4 + itself * 2 + m;
		}
	}
	return best;
}

static int
base_need(struct work *w, const struct tariff *t, const char *service,
    const struct tariff_ask *ask, const struct tariff_base **out)
{
	if ((*out = base_of(t, service, ask)) == NULL)
		return refuse_say(w, ERR_INVALID, "lock_type", "该业务暂未开放办理");
	return 0;
}

static int
years_need(struct work *w, const struct tariff_ask *ask)
{
	if (ask->years < 1 || ask->years > TARIFF_YEARS_MAX)
		return refuse_say(w, ERR_INVALID, "years", "请选择证书有效期");
	return 0;
}

/* ---- shares ---- */

static int
shares_of(struct work *w, const struct tariff *t, const struct tariff_ask *ask,
    const struct tariff_item *items, size_t n, struct share *out)
{
	if (n == 0 || n > ITEMS_MAX)
		return refuse_say(w, ERR_INVALID, "platforms", "请至少选择一个应用平台");
	for (size_t i = 0; i < n; i++) {
		const struct tariff_platform *p = price_of(t, &items[i], ask);

		for (size_t j = 0; j < i; j++)
			if (strcmp(items[j].code, items[i].code) == 0)
				return refuse_say(w, ERR_INVALID, "platforms",
				    "应用平台重复：%s", items[i].words);
		if (p == NULL)
			return refuse_say(w, ERR_INVALID, "platforms", "暂不支持关联%s",
			    items[i].words);
		out[i] = (struct share){ .item = &items[i], .price = p, .fen = p->fen };
	}
	return 0;
}

/* The one the bundle includes, or NULL. */
static struct share *
free_city(const struct tariff *t, const char *city, struct share *s, size_t n)
{
	for (size_t i = 0; t->own_city_free && city != NULL && i < n; i++)
		if (s[i].price->bundled && strcmp(s[i].item->code, city) == 0)
			return &s[i];
	for (size_t i = 0; t->first_city_free && i < n; i++)
		if (s[i].price->bundled)
			return &s[i];
	return NULL;
}

static void
give_free(struct share *s)
{
	if (s == NULL)
		return;
	s->fen = 0;
	s->free = 1;
}

/* ---- lines ---- */

static struct price_line *
line_add(struct price *p, int64_t fen, const char *words, const char *rule)
{
	struct price_line *l = &p->lines[p->n++];

	*l = (struct price_line){ .words = words, .rule = rule, .fen = fen };
	p->fen += fen;
	return l;
}

static const char *
rule_of(struct work *w, const struct tariff *t, const char *rule)
{
	return arena_printf(w->arena, "%s.%s", t->code, rule);
}

static void
base_line(struct work *w, const struct tariff *t, const struct tariff_base *b, int years,
    struct price *out)
{
	const char *words = b->words;

	if (years > 1)
		words = arena_printf(w->arena, "%s %s × %d年", words,
		    yuan_text(w->arena, b->fen), years);
	line_add(out, b->fen * years, words, rule_of(w, t, b->service));
}

/* "大连市公共资源平台（市级平台 50.00 × 2/12）" */
static void
share_line(struct work *w, const struct tariff *t, const struct share *s, int64_t fen,
    const char *times, struct price *out)
{
	const char *words, *how = s->price->words;

	if (s->free)
		how = "本市平台，套餐内";
	else if (*times != '\0' && s->fen > 0)
		how = arena_printf(w->arena, "%s %s × %s", how, yuan_text(w->arena, s->fen), times);
	words = arena_printf(w->arena, "%s（%s）", s->item->words, how);
	line_add(out, fen, words, rule_of(w, t, s->free ? "own_city" : s->price->subject));
}

static void
lines_room(struct work *w, const struct tariff *t, size_t nitems, struct price *out)
{
	*out = (struct price){ .tariff_id = t->id };
	out->lines = ARENA_ARRAY(w->arena, struct price_line, nitems + 2);
}

/* ---- businesses ---- */

static int
price_years(struct work *w, const struct tariff *t, const struct tariff_ask *ask,
    const struct tariff_base *first, const struct tariff_base *further, struct price *out)
{
	struct share s[ITEMS_MAX];
	const char *times = ask->years > 1 ?
	    arena_printf(w->arena, "%d年", ask->years) : "";

	if (shares_of(w, t, ask, ask->items, ask->nitems, s) < 0)
		return -1;
	give_free(free_city(t, ask->city, s, ask->nitems));
	lines_room(w, t, ask->nitems, out);
	if (first != NULL && first->fen > 0)
		base_line(w, t, first, 1, out);
	if (further != NULL && further->fen > 0)
		base_line(w, t, further, ask->years - (first != NULL), out);
	for (size_t i = 0; i < ask->nitems; i++)
		if (s[i].fen > 0 || s[i].free)
			share_line(w, t, &s[i], s[i].fen * ask->years, times, out);
	return 0;
}

static int
price_new(struct work *w, const struct tariff *t, const struct tariff_ask *ask, struct price *out)
{
	const struct tariff_base *first, *further = NULL;

	if (years_need(w, ask) < 0 || base_need(w, t, "new", ask, &first) < 0 ||
	    (ask->years > 1 && base_need(w, t, "renew", ask, &further) < 0))
		return -1;
	return price_years(w, t, ask, first, further, out);
}

static int
price_renew(struct work *w, const struct tariff *t, const struct tariff_ask *ask,
    struct price *out)
{
	const struct tariff_base *each;

	if (years_need(w, ask) < 0 || base_need(w, t, "renew", ask, &each) < 0)
		return -1;
	return price_years(w, t, ask, NULL, each, out);
}

/* Hands the total out so that the parts are whole fen: largest remainder. */
static void
share_out(const struct share *s, size_t n, int months, int64_t total, int64_t *fen)
{
	int64_t left = total, rest[ITEMS_MAX];

	for (size_t i = 0; i < n; i++) {
		fen[i] = s[i].fen * months / MONTHS;
		rest[i] = s[i].fen * months % MONTHS;
		left -= fen[i];
	}
	while (left-- > 0) {
		size_t most = 0;

		for (size_t i = 1; i < n; i++)
			if (rest[i] > rest[most])
				most = i;
		fen[most]++;
		rest[most] = -1;
	}
}

/* What is asked for and not yet held. */
static size_t
really_new(const struct tariff_ask *ask, struct tariff_item *out)
{
	size_t n = 0;

	for (size_t i = 0; i < ask->nitems; i++) {
		int have = 0;

		for (size_t j = 0; j < ask->nheld; j++)
			have |= strcmp(ask->held[j].code, ask->items[i].code) == 0;
		if (!have)
			out[n++] = ask->items[i];
	}
	return n;
}

/* The bundle's free city is given once: only when nothing held has used it. */
static int
free_if_unused(struct work *w, const struct tariff *t, const struct tariff_ask *ask,
    struct share *s, size_t n)
{
	struct share held[ITEMS_MAX];

	if (ask->nheld > 0 && shares_of(w, t, ask, ask->held, ask->nheld, held) < 0)
		return -1;
	if (free_city(t, ask->city, held, ask->nheld) == NULL)
		give_free(free_city(t, ask->city, s, n));
	return 0;
}

static int
price_platform(struct work *w, const struct tariff *t, const struct tariff_ask *ask,
    struct price *out)
{
	int months = tariff_months_left(ask->today, ask->not_after);
	struct tariff_item plus[ITEMS_MAX];
	struct share s[ITEMS_MAX];
	int64_t sum = 0, fen[ITEMS_MAX];
	const struct tariff_base *base;
	const char *times;
	size_t n;

	if (months == 0)
		return refuse_say(w, ERR_INVALID, "not_after", "证书已到期，请先办理延期年检");
	if (ask->nitems > ITEMS_MAX || (n = really_new(ask, plus)) == 0)
		return refuse_say(w, ERR_INVALID, "platforms", "请选择需要新增的平台");
	if (base_need(w, t, "platform", ask, &base) < 0 ||
	    shares_of(w, t, ask, plus, n, s) < 0 || free_if_unused(w, t, ask, s, n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		sum += s[i].fen;
	share_out(s, n, months, (2 * sum * months + MONTHS) / (2 * MONTHS), fen);
	lines_room(w, t, n, out);
	if (base->fen > 0)
		base_line(w, t, base, 1, out);
	times = arena_printf(w->arena, "%d/%d", months, MONTHS);
	for (size_t i = 0; i < n; i++)
		share_line(w, t, &s[i], fen[i], times, out);
	return 0;
}

static int
price_reissue(struct work *w, const struct tariff *t, const struct tariff_ask *ask,
    struct price *out)
{
	const struct tariff_base *b;

	if (base_need(w, t, "reissue", ask, &b) < 0)
		return -1;
	lines_room(w, t, 0, out);
	if (ask->warranty && ask->months_since >= 0 && ask->months_since < t->warranty_months)
		line_add(out, 0, arena_printf(w->arena, "%s（质保期%d个月内因产品本身质量问题免费更换）",
		    b->words, t->warranty_months), rule_of(w, t, "warranty"));
	else
		base_line(w, t, b, 1, out);
	return 0;
}

static int
price_medium_first(struct work *w, const struct tariff *t, const struct tariff_ask *ask,
    struct price *out)
{
	const struct tariff_base *b;

	if (base_need(w, t, "medium_first", ask, &b) < 0)
		return -1;
	lines_room(w, t, 0, out);
	base_line(w, t, b, 1, out);
	return 0;
}

static const struct {
	const char	*service, *words;
	int		(*price)(struct work *, const struct tariff *, const struct tariff_ask *,
			    struct price *);
} engines[] = {
	{ "new", "新办", price_new },
	{ "renew", "延期年检", price_renew },
	{ "platform", "新增平台", price_platform },
	{ "reissue", "补办", price_reissue },
	{ "medium_first", "首次介质", price_medium_first },
};

int
tariff_service_ok(const char *service)
{
	return tariff_service_words(service) != service;
}

const char *
tariff_service_words(const char *service)
{
	for (size_t i = 0; i < sizeof(engines) / sizeof(*engines); i++)
		if (strcmp(engines[i].service, service) == 0)
			return engines[i].words;
	return service;
}

int
tariff_price(struct work *w, const struct tariff *t, const struct tariff_ask *ask,
    struct price *out)
{
	for (size_t i = 0; i < sizeof(engines) / sizeof(*engines); i++)
		if (ask->service != NULL && strcmp(engines[i].service, ask->service) == 0)
			return engines[i].price(w, t, ask, out);
	return refuse_say(w, ERR_INVALID, "service", "没有这项业务");
}

/* ---- months ---- */

int
tariff_months_left(int64_t today, int64_t not_after)
{
	struct civil a = civil_of(today), b = civil_of(not_after);
	int months = 12 * (b.year - a.year) + b.month - a.month + (b.day > a.day);

	if (date_number(not_after) < date_number(today))
		return 0;
	return months < 1 ? 1 : months;
}

int
tariff_months_since(int64_t from, int64_t today)
{
	struct civil a = civil_of(from), b = civil_of(today);
	int months = 12 * (b.year - a.year) + b.month - a.month - (b.day < a.day);

	return months < 0 ? 0 : months;
}
