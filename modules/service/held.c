/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "held.h"
#include "held_paper.h"
#include "modules/base/clock.h"
#include "modules/base/json.h"
#include "modules/base/text.h"
#include "modules/cert/token.h"
#include "services.h"

#define CHOICE \
	FIELD_TEXT(held_form, service, 1, 16, "业务", NULL), \
	FIELD_SHAPE(held_form, items, 1, HELD_MAX, "证书", "[held_choice]")

const struct field held_ask_fields[3] = {
	CHOICE,
	FIELD_TEXT(held_form, reason, 0, 16, "补办原因", NULL),
};
const struct field held_fields[11] = {
	CHOICE,
	FIELD_INT(held_form, fen, 0, INT64_C(100000000000), "应付金额"),
	FIELD_BOOL(held_form, confirmed, "用户须知"),
	FIELD_TEXT(held_form, bids, 0, 4, "在投项目", NULL),
	FIELD_TEXT(held_form, bid_day, 0, 10, "开标日期", NULL),
	FIELD_TEXT(held_form, draft, 0, 26, "申请材料", NULL),
	FIELD_TEXT(held_form, way, 0, 10, "领取方式", NULL),
	FIELD_TEXT(held_form, point, 0, 26, "办理点", NULL),
	FIELD_TEXT(held_form, address, 0, 26, "收件人信息", NULL),
	FIELD_SHAPE(held_form, recipient, 0, 10, "收件人信息", "recipient"),
};

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
	const char *refused, *blocked;

	if (held_refusal(w, it, &refused) < 0 || held_blocked(w, it, &blocked) < 0)
		return -1;
	js_put_bool(o, "blocked", blocked != NULL);
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

static struct json *
reasons_json(struct work *w, const struct held_item *it)
{
	struct json *list = js_array(w);

	for (size_t i = 0; (it->kind->flags & HELD_REASON) && i < it->cat->n_reissue_reasons; i++) {
		const struct reissue_reason *r = &it->cat->reissue_reasons[i];
		struct json *o = js_object(w);

		if (!held_reason_fits(it->cat, r->code, it->cert))
			continue;
		js_put_text(o, "code", r->code);
		js_put_text(o, "words", r->words);
		js_add(list, o);
	}
	return list;
}

/* What is printed and stamped, and what was begun for the only certificate. */
static int
put_paper(struct work *w, const struct held_item *items, size_t n, struct json *out)
{
	const struct held_kind *k = items->kind;
	struct json *paper = NULL, *draft = NULL;
	struct held_draft d;
	int found = 0;

	if (k->title != NULL) {
		paper = js_object(w);
		js_put_text(paper, "words", k->title);
		js_put_text(paper, "slot", service_find(k->service)->slot);
		js_put_text(paper, "label", k->label);
		js_put_bool(paper, "wanted", (k->flags & HELD_WORDS) != 0);
		js_put_bool(paper, "handed", items->policy != NULL &&
		    (items->policy->traits & POLICY_HANDED));
	}
	if (k->title != NULL && n == 1 &&
	    ((found = held_draft_find(w, k->service, items->cert, &d)) < 0 ||
	    (found == 1 && held_draft_json(w, items, &d, &draft) < 0)))
		return -1;
	js_put(out, "paper", paper);
	js_put(out, "draft", draft);
	js_put(out, "reasons", reasons_json(w, items));
	return 0;
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
	return put_paper(w, items, n, *out);
}

/* ---- price ---- */

/* Those of `codes` that are not in `without` (NULL: all). */
static struct json *
words_of(struct work *w, const struct held_item *it, const char *const *codes,
    const char *const *without)
{
	struct json *list = js_array(w);

	for (; *codes != NULL; codes++)
		if (without == NULL || !text_in(*codes, without))
			js_add_text(list, catalog_platform_words(it->cat, *codes, it->cert->medium));
	return list;
}

/*
 * What is added now ends with the certificate: when it may be renewed already,
 * a renewal with these platforms costs the same for a year more (idea 3).
 */
static int
put_renewal(struct work *w, const struct held_item *it, struct json *out)
{
	struct held_item other = *it;
	struct price p;
	const char *refused;

	js_put(out, "renew", NULL);
	other.kind = held_kind_find("renew");
	other.policy = policy_find(it->cat, it->company.channel, "renew", it->cert->medium,
	    it->cert->lock_type, w->now);
	if (it->kind->platforms != HELD_ADDS || it->price.fen == 0 ||
	    held_refusal(w, &other, &refused) < 0)
		return w->fault.code == ERR_NONE ? 0 : -1;
	if (refused != NULL)
		return 0;
	if (held_item_ask(w, it, "renew", it->now, it->nnow, NULL, &p) < 0)
		return -1;
	js_put_text(out, "renew", arena_printf(w->arena, "证书将于%s到期，本次新增的%s元只用到到期日。"
	    "如改为现在延期年检并勾选这些平台，共%s元，到期后再用一年，无需另付新增费用。",
	    date_text(w->arena, it->cert->not_after), yuan_text(w->arena, it->price.fen),
	    yuan_text(w->arena, p.fen)));
	return 0;
}

int
held_price(struct work *w, const struct held_form *f, struct json **out)
{
	struct json *list = js_array(w);
	struct held_item *items;
	int64_t fen = 0;
	size_t n;

	if (held_items_load(w, f, 0, &items, &n) < 0 || held_items_price(w, items, n, f->reason) < 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		struct json *o = js_object(w);

		js_put_text(o, "cert", pid_text(w, &items[i].cert->pid));
		js_put_int(o, "fen", items[i].price.fen);
		js_put(o, "lines", price_lines_json(w, &items[i].price));
		js_put(o, "was", words_of(w, &items[i], items[i].had, NULL));
		js_put(o, "now", words_of(w, &items[i], items[i].now, NULL));
		js_put(o, "dropped", words_of(w, &items[i], items[i].had, items[i].now));
		if (put_renewal(w, &items[i], o) < 0)
			return -1;
		js_add(list, o);
		fen += items[i].price.fen;
	}
	*out = js_object(w);
	js_put_int(*out, "fen", fen);
	js_put(*out, "items", list);
	return 0;
}
