/* SPDX-License-Identifier: MIT */
/* The dry run of an edition: what speaks against it, and whom it touches. */
#include <string.h>

#include "editions.h"
#include "modules/base/json.h"
#include "modules/catalog/policy.h"
#include "modules/catalog/price.h"
#include "modules/catalog/tariff_file.h"
#include "modules/cert/cert.h"
#include "modules/cert/stock.h"
#include "modules/order/draft.h"
#include "modules/order/order.h"

#define SAY(w, list, ...)	js_add_text((list), arena_printf((w)->arena, __VA_ARGS__))

static int
is(const struct edition_plan *p, const char *list)
{
	return strcmp(p->list->code, list) == 0;
}

/* ---- what speaks against it ---- */

static int
code_sound(const struct edition_plan *p)
{
	const char *s = p->e.code;

	return (int)strlen(s) <= p->list->code_max && *s >= 'A' && *s <= 'Z' && strchr(s, '.') == NULL;
}

static void
check_code(struct work *w, const struct edition_plan *p, struct json *out)
{
	struct entry_values was;

	if (p->list->get(w, p->before, p->e.code, p->e.valid_from, &was)) {
		if (js_equal(entry_json(w, p->list, &was), entry_json(w, p->list, &p->v)))
			js_add_text(out, "内容与当天的现行版本相同");
		return;
	}
	if (p->list->code_max == 0)
		js_add_text(out, "没有这项业务");
	else if (!code_sound(p))
		SAY(w, out, "代码应以大写字母开头，由大写字母、数字和下划线组成，不超过%d个字符",
		    p->list->code_max);
}

/* Imports and people find things by their names. */
static void
check_name(struct work *w, const struct edition_plan *p, struct json *out)
{
	const struct platform *named = catalog_platform_named(p->before, p->v.words);
	const char *code;

	if (p->list->code_max == 0)
		return;
	for (size_t i = 0; (code = p->list->at(w, p->before, i)) != NULL; i++) {
		struct entry_values v;

		if (strcmp(code, p->e.code) != 0 && p->list->get(w, p->before, code, p->e.valid_from, &v) &&
		    strcmp(v.words, p->v.words) == 0)
			SAY(w, out, "名称已被%s使用", code);
	}
	if (is(p, "PLATFORM") && named != NULL && strcmp(named->code, p->e.code) != 0 &&
	    strcmp(named->words, p->v.words) != 0)
		SAY(w, out, "这是%s的别名", named->words);
}

typedef int known_fn(const struct catalog *, const char *);

static int
vendor_known(const struct catalog *c, const char *code)
{
	return catalog_vendor(c, code) != NULL;
}

static int
platform_known(const struct catalog *c, const char *code)
{
	return catalog_platform(c, code) != NULL;
}

static void
check_list(struct work *w, const struct catalog *c, const struct json *codes, const char *words,
    known_fn *known, struct json *out)
{
	for (size_t i = 0; i < js_size(codes); i++) {
		const char *code = js_as_text(js_at(codes, i));

		if (code == NULL || !known(c, code))
			SAY(w, out, "当天没有这个%s：%s", words, code == NULL ? "" : code);
		for (size_t k = 0; code != NULL && k < i; k++)
			if (js_equal(js_at(codes, k), js_at(codes, i)))
				SAY(w, out, "%s重复：%s", words, code);
	}
}

static void
check_codes(struct work *w, const struct edition_plan *p, struct json *out)
{
	check_list(w, p->before, p->v.vendors, "证书厂商", vendor_known, out);
	check_list(w, p->before, p->v.platforms, "应用平台", platform_known, out);
	if (is(p, "PLATFORM") && catalog_class(p->before, p->v.class) == NULL)
		js_add_text(out, "没有这个平台类别");
	if (is(p, "MODEL") && catalog_media_vendor(p->before, p->v.media_vendor) == NULL)
		js_add_text(out, "没有这个介质厂商");
	if (is(p, "MODEL") && p->v.blocked && *p->v.note == '\0')
		js_add_text(out, "请填写停止支持的说明，申请人会看到");
}

/* Whoever applies that day finds a vendor, a platform and a road. */
static void
check_offer(const struct edition_plan *p, struct json *out)
{
	struct offer k;

	if (!is(p, "OFFER") || !p->v.offered || !entry_offer(p->before, p->e.code, &k))
		return;
	if (js_size(p->v.vendors) == 0)
		js_add_text(out, "开放办理的业务至少要有一个证书厂商");
	if (js_size(p->v.platforms) == 0)
		js_add_text(out, "开放办理的业务至少要有一个应用平台");
	if (policy_find(p->before, k.channel, "new", k.medium, k.lock_type, p->e.valid_from) == NULL)
		js_add_text(out, "当天没有新办的业务流程");
}

/* Everything that is offered that day has a price, in the tariff of that day. */
static int
check_prices(struct work *w, struct edition_plan *p, struct json *out)
{
	const struct tariff *t = price_tariff(p->before, p->e.valid_from, 0);
	struct work then = *w;

	if (edition_preview(w, p->e.valid_from, &p->e, &p->after) < 0)
		return -1;
	if (t == NULL) {
		js_add_text(out, "当天没有收费标准");
		return 0;
	}
	then.now = p->e.valid_from;
	if (tariff_complete(&then, p->after, t) < 0)
		for (size_t i = 0; i < then.fault.nfields; i++)
			SAY(w, out, "收费标准%s：%s", t->code, then.fault.fields[i].words);
	return 0;
}

/* Someone must be able to fetch a key somewhere. */
static void
check_points(const struct edition_plan *p, struct json *out)
{
	if (!is(p, "POINT") || p->v.open)
		return;
	for (size_t i = 0; i < p->after->n_points; i++)
		if (catalog_valid(p->after->points[i].valid_from, p->after->points[i].valid_to,
			p->e.valid_from))
			return;
	js_add_text(out, "至少要有一个办理点开放领取");
}

int
edition_problems(struct work *w, struct edition_plan *p, struct json **out)
{
	*out = js_array(w);
	check_code(w, p, *out);
	check_name(w, p, *out);
	check_codes(w, p, *out);
	check_offer(p, *out);
	if (js_size(*out) > 0)
		return 0;
	if (check_prices(w, p, *out) < 0)
		return -1;
	check_points(p, *out);
	return 0;
}

/* ---- whom it touches ---- */

static int
offer_effects(struct work *w, const struct edition_plan *p, struct json *out)
{
	struct offer k;
	int64_t n;

	if (!entry_offer(p->before, p->e.code, &k))
		return 0;
	if (draft_open_count(w, k.channel, k.lock_type, &n) < 0)
		return -1;
	if (n > 0)
		SAY(w, out, "%lld份未提交的申请将在提交时按新的范围核对", (long long)n);
	js_add_text(out, "已提交的订单和已办理的证书不变");
	return 0;
}

static int
platform_effects(struct work *w, const struct edition_plan *p, struct json *out)
{
	int64_t n;

	if (cert_on_platform_count(w, p->e.code, &n) < 0)
		return -1;
	if (n > 0)
		SAY(w, out, "%lld张有效证书关联该平台，证书和订单上的名称不变", (long long)n);
	return 0;
}

static int
model_effects(struct work *w, const struct edition_plan *p, struct json *out)
{
	struct json *models = js_array(w);
	int64_t n;

	js_add_text(models, p->e.code);
	if (cert_on_models_count(w, models, &n) < 0)
		return -1;
	if (n > 0)
		SAY(w, out, p->v.blocked ? "%lld张有效证书在这种介质上，持有人只能补办" :
		    "%lld张有效证书在这种介质上", (long long)n);
	return 0;
}

static int
keys_at(struct work *w, int64_t point_id, int64_t *out)
{
	struct stock_level *l;
	size_t n;

	*out = 0;
	if (stock_levels(w, &l, &n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		if (l[i].point_id == point_id && token_state_of(l[i].state) < TOKEN_HANDED_OUT)
			*out += l[i].n;
	return 0;
}

static int
point_effects(struct work *w, const struct edition_plan *p, struct json *out)
{
	int64_t orders, keys;

	for (size_t i = 0; i < p->before->n_points; i++) {
		const struct pickup_point *at = &p->before->points[i];

		if (strcmp(at->code, p->e.code) != 0)
			continue;
		if (order_at_point_count(w, at->id, &orders) < 0 || keys_at(w, at->id, &keys) < 0)
			return -1;
		if (orders > 0)
			SAY(w, out, "%lld个办理中的订单在这里领取%s", (long long)orders,
			    p->v.open ? "" : "，请先通知申请人变更办理点或改为邮寄");
		if (keys > 0)
			SAY(w, out, "这里有%lld把介质%s", (long long)keys, p->v.open ? "" : "，请安排调拨");
	}
	return 0;
}

static const struct { const char *list; int (*fn)(struct work *, const struct edition_plan *, struct json *); }
effects[] = {
	{ "OFFER", offer_effects }, { "PLATFORM", platform_effects },
	{ "MODEL", model_effects }, { "POINT", point_effects },
};

int
edition_effects(struct work *w, const struct edition_plan *p, struct json **out)
{
	*out = js_array(w);
	for (size_t i = 0; i < sizeof(effects) / sizeof(*effects); i++)
		if (is(p, effects[i].list))
			return effects[i].fn(w, p, *out);
	return 0;
}
