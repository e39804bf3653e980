/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "held.h"
#include "held_item.h"
#include "modules/base/json.h"
#include "modules/base/text.h"
#include "modules/cert/token.h"
#include "services.h"

#define CHOICE \
	FIELD_TEXT(held_form, service, 1, 16, "业务", NULL), \
	FIELD_SHAPE(held_form, items, 1, HELD_MAX, "证书", "[held_choice]")

const struct field held_ask_fields[2] = { CHOICE };
const struct field held_fields[4] = {
	CHOICE,
	FIELD_INT(held_form, fen, 0, INT64_C(100000000000), "应付金额"),
	FIELD_BOOL(held_form, confirmed, "用户须知"),
};

/* ---- THE HELD TABLE ---- */

static const char *
in_use(const struct work *w, const struct cert *c)
{
	if (c->state == CERT_ACTIVE && c->not_after > w->now)
		return NULL;
	return c->state == CERT_ACTIVE || c->state == CERT_EXPIRED ? "证书已过期，请先办理延期年检" :
	    c->state == CERT_RENEWAL_PENDING ? "证书已延期，请先更新证书" : "证书当前状态不能办理";
}

const struct held_kind held_kinds[] = {
	{ "platform", 1, in_use },
};

const struct held_kind *
held_kind_find(const char *service)
{
	for (size_t i = 0; i < sizeof(held_kinds) / sizeof(*held_kinds); i++)
		if (service != NULL && strcmp(held_kinds[i].service, service) == 0)
			return &held_kinds[i];
	return NULL;
}

/* ---- may it ---- */

/* A model whose maker ended its support takes nothing but a reissue (D3:56). */
static int
blocked_words(struct work *w, const struct catalog *cat, const struct cert *c, const char **out)
{
	const struct key_model *m;
	struct token *t;

	if (token_of_cert(w, c->id, &t) < 0)
		return -1;
	m = t == NULL ? NULL : catalog_model(cat, t->model);
	*out = m == NULL || !m->blocked ? NULL :
	    text_empty(m->note) ? "该介质已停止支持，请办理CA补办" : m->note;
	return 0;
}

/* One business at a time, or two prices would be made from the same platforms. */
static int
open_words(struct work *w, const struct cert *c, const char **out)
{
	struct order *o;
	size_t n;

	*out = NULL;
	if (order_of_cert(w, c->id, &o, &n) < 0)
		return -1;
	for (size_t i = 0; i < n && *out == NULL; i++)
		if (!order_state_final(o[i].state))
			*out = arena_printf(w->arena, "该证书有未完成的订单%s，请先完成或取消", o[i].no);
	return 0;
}

int
held_refusal(struct work *w, const struct catalog *cat, const char *service,
    const struct cert *c, const char **words)
{
	const struct held_kind *k = held_kind_find(service);

	*words = k == NULL ? "没有这项业务" : k->refusal(w, c);
	if (*words != NULL || blocked_words(w, cat, c, words) < 0)
		return *words != NULL ? 0 : -1;
	return *words != NULL ? 0 : open_words(w, c, words);
}

/* The cheap half of it: pages say the rest when the business is opened. */
struct json *
held_acts(struct work *w, const struct catalog *cat, const struct cert *c)
{
	struct json *list = js_array(w);

	for (size_t i = 0; i < sizeof(held_kinds) / sizeof(*held_kinds); i++)
		if (held_kinds[i].refusal(w, c) == NULL && policy_find(cat, w->actor->channel,
			held_kinds[i].service, c->medium, c->lock_type, w->now) != NULL)
			js_add_text(list, held_kinds[i].service);
	return list;
}

/* ---- what the page shows ---- */

static int
put_platforms(struct work *w, const struct held_item *it, struct json *out)
{
	struct json *held = js_array(w), *offered = js_array(w);

	for (size_t i = 0; i < it->cat->n_platforms; i++) {
		const char *code = it->cat->platforms[i].code;
		int has = text_in(code, it->had);
		struct json *o = js_object(w);

		if (!has && !catalog_platform_offered(it->cat, it->company.channel,
			it->cert->lock_type, it->cert->medium, code, w->now))
			continue;
		js_put_text(o, "code", code);
		js_put_text(o, "words", catalog_platform_words(it->cat, code, it->cert->medium));
		js_add(has ? held : offered, o);
	}
	js_put(out, "held", held);
	js_put(out, "offered", offered);
	return 0;
}

static int
put_key(struct work *w, const struct held_item *it, struct json *out)
{
	const struct media_vendor *v;
	struct token *t;

	if (token_of_cert(w, it->cert->id, &t) < 0)
		return -1;
	v = t == NULL ? NULL : catalog_media_vendor(it->cat, t->media_vendor);
	js_put_text(out, "media_words", v == NULL ? NULL : v->words);
	js_put_text(out, "key_serial", t == NULL ? NULL : t->serial);
	return 0;
}

static int
cert_json(struct work *w, const struct held_item *it, struct json **out)
{
	const struct cert *c = it->cert;
	struct json *o = js_object(w);
	const char *refused;

	if (held_refusal(w, it->cat, it->kind->service, c, &refused) < 0)
		return -1;
	js_put_text(o, "pid", pid_text(w, &c->pid));
	js_put_text(o, "company", it->company.name);
	js_put_text(o, "credit_code", it->company.credit_code);
	js_put_text(o, "holder", it->holder.name);
	js_put_text(o, "vendor_words", catalog_vendor_words(it->cat, c->vendor));
	js_put_text(o, "lock_words", catalog_lock_words(it->cat, c->lock_type));
	js_put_text(o, "serial", c->serial);
	js_put_int(o, "applied_at", c->applied_at);
	js_put_int(o, "not_after", c->not_after);
	js_put_text(o, "refused", refused);
	*out = o;
	return put_key(w, it, o) < 0 ? -1 : put_platforms(w, it, o);
}

/* "PID,PID" as the items of a form without platforms. */
static struct json *
items_of(struct work *w, const char *certs)
{
	struct json *list = js_array(w);

	for (const char *s = certs == NULL ? "" : certs; *s != '\0';) {
		size_t n = strcspn(s, ",");
		struct json *o = js_object(w);

		js_put_text(o, "cert", arena_strndup(w->arena, s, n));
		js_put(o, "platforms", js_array(w));
		js_add(list, o);
		s += n + (s[n] == ',');
	}
	return list;
}

int
held_show(struct work *w, const char *service, const char *certs, struct json **out)
{
	struct held_form f = { .service = service, .items = items_of(w, certs) };
	struct json *list = js_array(w), *j;
	struct held_item *items;
	size_t n;

	if (held_items_load(w, &f, 0, &items, &n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		if (cert_json(w, &items[i], &j) < 0)
			return -1;
		js_add(list, j);
	}
	*out = js_object(w);
	js_put_text(*out, "service", service);
	js_put_text(*out, "words", service_find(service)->words);
	js_put(*out, "certs", list);
	return 0;
}

/* ---- price ---- */

static struct json *
words_of(struct work *w, const struct held_item *it, const char *const *codes)
{
	struct json *list = js_array(w);

	for (; *codes != NULL; codes++)
		js_add_text(list, catalog_platform_words(it->cat, *codes, it->cert->medium));
	return list;
}

int
held_price(struct work *w, const struct held_form *f, struct json **out)
{
	struct json *list = js_array(w);
	struct held_item *items;
	int64_t fen = 0;
	size_t n;

	if (held_items_load(w, f, 0, &items, &n) < 0 || held_items_price(w, items, n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		struct json *o = js_object(w);

		js_put_text(o, "cert", pid_text(w, &items[i].cert->pid));
		js_put_int(o, "fen", items[i].price.fen);
		js_put(o, "lines", price_lines_json(w, &items[i].price));
		js_put(o, "was", words_of(w, &items[i], items[i].had));
		js_put(o, "now", words_of(w, &items[i], items[i].now));
		js_add(list, o);
		fen += items[i].price.fen;
	}
	*out = js_object(w);
	js_put_int(*out, "fen", fen);
	js_put(*out, "items", list);
	return 0;
}
