/* SPDX-License-Identifier: MIT */
#include "handlers.h"
#include "modules/service/certs.h"

static const struct field certs_query[] = {
	QUERY_PAGE,
};
QUERY(certs_list_web, certs_query);

int
certs_list_web(struct call *c)
{
	int64_t page, size;
	struct json *list;

	call_page(c, &page, &size);
	return certs_list(c->w, page, size, &list) < 0 ? -1 : answer_json(c, 200, list);
}

QUERY(certs_blocked_web, certs_query);

int
certs_blocked_web(struct call *c)
{
	int64_t page, size;
	struct json *list;

	call_page(c, &page, &size);
	return certs_blocked(c->w, page, size, &list) < 0 ? -1 : answer_json(c, 200, list);
}

int
certs_count_web(struct call *c)
{
	struct json *j = js_object(c->w);
	int64_t total;

	if (certs_count(c->w, &total) < 0)
		return -1;
	js_put_int(j, "total", total);
	return answer_json(c, 200, j);
}
