/* SPDX-License-Identifier: MIT */
/* What is offered, what is agreed to, what it costs. */
#include "handlers.h"
#include "modules/base/json.h"
#include "modules/catalog/catalog.h"
#include "modules/catalog/channel_word.h"
#include "modules/content/content.h"
#include "modules/service/order_search.h"
#include "modules/service/quote.h"

int
catalog_get_web(struct call *c)
{
	const struct catalog *cat;
	struct json *j, *words;

	if (catalog_get(c->w, &cat) < 0 ||
	    catalog_json(c->w, cat, c->w->actor->channel, c->w->now, &j) < 0 ||
	    channel_words_json(c->w, c->w->actor->channel, &words) < 0)
		return -1;
	js_put(j, "words", words);
	js_put(j, "services", order_services_json(c->w));
	return answer_json(c, 200, j);
}

static const struct field agreements_query[] = {
	QUERY_TEXT(event, 16, "使用场合"),
};
QUERY(agreements_list_web, agreements_query);

int
agreements_list_web(struct call *c)
{
	const char *event = call_query(c, "event");
	struct agreement *list;
	size_t n;

	if (event == NULL)
		return refuse_say(c->w, ERR_INVALID, "event", "请指明协议的使用场合");
	if (agreement_list(c->w, c->w->actor->channel, event, &list, &n) < 0)
		return -1;
	return answer_json(c, 200, agreements_json(c->w, list, n));
}

INPUT(quote_web, quote_fields);

int
quote_web(struct call *c)
{
	struct json *j;

	if (quote(c->w, c->body, &j) < 0)
		return -1;
	return answer_json(c, 200, j);
}
