/* SPDX-License-Identifier: MIT */
#include "handlers.h"
#include "modules/base/json.h"
#include "modules/service/held.h"

static const struct field held_query[] = {
	QUERY_TEXT(service, 16, "业务"),
	QUERY_TEXT(certs, HELD_MAX * 27, "证书"),
};
QUERY(held_show_web, held_query);

int
held_show_web(struct call *c)
{
	struct json *j;

	if (held_show(c->w, call_query(c, "service"), call_query(c, "certs"), &j) < 0)
		return -1;
	return answer_json(c, 200, j);
}

INPUT(held_price_web, held_ask_fields);

int
held_price_web(struct call *c)
{
	struct held_form f;
	struct json *j;

	if (fields_read(c->w, c->body, held_ask_fields, N_FIELDS(held_ask_fields), &f) < 0 ||
	    held_price(c->w, &f, &j) < 0)
		return -1;
	return answer_json(c, 200, j);
}

INPUT(held_submit_web, held_fields);

int
held_submit_web(struct call *c)
{
	struct held_form f;
	struct json *j;
	struct pid done;

	if (fields_read(c->w, c->body, held_fields, N_FIELDS(held_fields), &f) < 0 ||
	    (call_replayed(c, &done) ? held_submitted(c->w, &done, &j) :
		held_submit(c->w, &f, &j)) < 0)
		return -1;
	return answer_json(c, 201, j);
}
