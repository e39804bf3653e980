/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "price.h"
#include "modules/base/clock.h"
#include "modules/base/json.h"

#define CODES_MAX	64
#define CART_MAX	200
#define NUMBER_MAX	10000

static int
codes_of(struct work *w, const struct json *list, const char *field,
    const char *const **out, size_t *n)
{
	const char **codes;

	*n = 0;
	*out = NULL;
	if (list == NULL)
		return 0;
	if (!js_is_array(list) || js_size(list) > CODES_MAX)
		return refuse_say(w, ERR_INVALID, field, "%s应为平台代码的列表", field);
	codes = ARENA_ARRAY(w->arena, const char *, js_size(list) + 1);
	for (size_t i = 0; i < js_size(list); i++)
		if ((codes[i] = js_as_text(js_at(list, i))) == NULL)
			return refuse_say(w, ERR_INVALID, field, "%s应为平台代码的列表", field);
	*out = codes;
	*n = js_size(list);
	return 0;
}

/* A Shanghai date, or what stands there when the member is missing. */
static int
day_of(struct work *w, const struct json *kase, const char *field, int64_t *at)
{
	const char *text = js_get_text(kase, field);
	struct civil day;

	if (js_get(kase, field) == NULL)
		return 0;
	if (text == NULL || date_parse(text, &day) < 0)
		return refuse_say(w, ERR_INVALID, field, "%s应为YYYY-MM-DD格式的日期", field);
	*at = civil_epoch(&day);
	return 0;
}

static int
small_number(const struct json *kase, const char *field, int otherwise, int wrong)
{
	int64_t n = js_get_int(kase, field, otherwise);

	return n < 0 || n > NUMBER_MAX ? wrong : (int)n;
}

static int
price_one(struct work *w, const struct catalog *c, const struct json *kase, struct price *out)
{
	const char *service = js_get_text(kase, "business");
	int adding = service != NULL && strcmp(service, "platform") == 0;
	struct price_ask ask = {
		.channel = js_get_text(kase, "channel"), .service = service,
		.lock_type = js_get_text(kase, "lock"), .medium = js_get_text(kase, "medium"),
		.city = js_get_text(kase, "city"), .reason = js_get_text(kase, "reason"),
		.years = small_number(kase, "years", 1, 0), .at = w->now,
		.months_since = small_number(kase, "months_since_handout", -1, -1),
	};

	if (codes_of(w, js_get(kase, adding ? "add" : "platforms"), "platforms",
		&ask.platforms, &ask.nplatforms) < 0 ||
	    codes_of(w, js_get(kase, "held"), "held", &ask.held, &ask.nheld) < 0 ||
	    day_of(w, kase, "today", &ask.at) < 0 ||
	    day_of(w, kase, "not_after", &ask.not_after) < 0)
		return -1;
	if (ask.channel != NULL && catalog_channel(c, ask.channel) == NULL)
		return refuse_say(w, ERR_INVALID, "channel", "没有这个渠道");
	if (!adding)
		ask.nheld = 0;
	return price_ask(w, c, &ask, out);
}

int
price_case(struct work *w, const struct catalog *c, const struct json *kase,
    struct price *out)
{
	const char *service = js_get_text(kase, "business");
	const struct json *items = js_get(kase, "items");
	struct price *parts;
	size_t n = js_size(items);

	if (service == NULL || strcmp(service, "cart") != 0)
		return price_one(w, c, kase, out);
	if (!js_is_array(items) || n == 0 || n > CART_MAX)
		return refuse_say(w, ERR_INVALID, "items", "items应为业务的列表");
	parts = ARENA_ARRAY(w->arena, struct price, n);
	for (size_t i = 0; i < n; i++)
		if (price_one(w, c, js_at(items, i), &parts[i]) < 0)
			return -1;
	price_join(w, parts, n, out);
	return 0;
}
