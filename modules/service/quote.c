/* SPDX-License-Identifier: MIT */
#include "quote.h"

#include "modules/base/json.h"
#include "modules/catalog/price.h"
#include "modules/company/company.h"

#define ITEMS_MAX	50		/* people in one application */
#define CODES_MAX	64

struct quote_form {
	const char	*service, *lock_type, *medium;
	struct json	*items;
};
const struct field quote_fields[] = {
	FIELD_TEXT(quote_form, service, 1, 16, "业务", NULL),
	FIELD_TEXT(quote_form, lock_type, 1, 16, "锁类型", NULL),
	FIELD_TEXT(quote_form, medium, 1, 16, "介质", NULL),
	FIELD_SHAPE(quote_form, items, 1, ITEMS_MAX, "申请内容", "[quote_item]"),
};

struct item_form {
	struct json	*platforms;
	int64_t		 years;
};
static const struct field item_fields[] = {
	FIELD_JSON(item_form, platforms, 0, CODES_MAX, "应用平台"),
	FIELD_INT(item_form, years, 1, TARIFF_YEARS_MAX, "证书有效期"),
};

/* The enterprise of the chosen identity; visitors have none. */
static int
company_of(struct work *w, struct company *out)
{
	*out = (struct company){ 0 };
	return w->actor->company_id == 0 ? 0 : company_get(w, w->actor->company_id, out);
}

static int
codes_of(struct work *w, const struct json *list, struct price_ask *ask)
{
	const char **codes = ARENA_ARRAY(w->arena, const char *, js_size(list) + 1);

	for (size_t i = 0; i < js_size(list); i++)
		if ((codes[i] = js_as_text(js_at(list, i))) == NULL)
			return refuse_say(w, ERR_INVALID, "platforms", "没有这个应用平台");
	ask->platforms = codes;
	ask->nplatforms = js_size(list);
	return 0;
}

static int
quote_item(struct work *w, const struct catalog *c, struct price_ask *ask,
    const struct json *item, struct price *out)
{
	struct item_form form = { 0 };

	if (fields_read(w, item, item_fields, N_FIELDS(item_fields), &form) < 0 ||
	    codes_of(w, form.platforms, ask) < 0)
		return -1;
	ask->years = (int)form.years;
	*out = (struct price){ 0 };
	return ask->nplatforms == 0 ? 0 : price_ask(w, c, ask, out);
}

/* Only a new certificate is priced by platforms and years alone. */
static int
ask_of(struct work *w, const struct quote_form *form, struct price_ask *ask)
{
	struct company mine;

	if (strcmp(form->service, "new") != 0)
		return refuse_say(w, ERR_INVALID, "service", "该业务暂未开放办理");
	if (company_of(w, &mine) < 0)
		return -1;
	*ask = (struct price_ask){ .channel = w->actor->channel, .service = form->service,
	    .lock_type = form->lock_type, .medium = form->medium, .city = mine.city,
	    .at = w->now, .test = mine.is_test, .offered = 1 };
	return 0;
}

int
quote(struct work *w, const struct json *body, struct json **out)
{
	struct json *items = js_array(w);
	const struct catalog *c;
	struct quote_form form;
	struct price_ask ask;
	int64_t fen = 0;

	if (fields_read(w, body, quote_fields, N_FIELDS(quote_fields), &form) < 0 ||
	    ask_of(w, &form, &ask) < 0 || catalog_get(w, &c) < 0)
		return -1;
	for (size_t i = 0; i < js_size(form.items); i++) {
		struct price p;

		if (quote_item(w, c, &ask, js_at(form.items, i), &p) < 0)
			return -1;
		js_add(items, price_json(w, &p));
		fen += p.fen;
	}
	*out = js_object(w);
	js_put_int(*out, "fen", fen);
	js_put(*out, "items", items);
	return 0;
}

int
quote_case(struct work *w, const struct json *kase, struct json **out)
{
	const struct catalog *c;
	struct price p;

	if (catalog_get(w, &c) < 0 || price_case(w, c, kase, &p) < 0)
		return -1;
	*out = price_json(w, &p);
	return 0;
}
