/* SPDX-License-Identifier: MIT */
/* The operator's texts: versions, preview, publication. */
#include "handlers.h"
#include "modules/service/contents.h"
#include "modules/service/site.h"

static const struct field count_query[] = {
	QUERY_TEXT(kind, 10, "类别"), QUERY_TEXT(state, 12, "状态"),
};
static const struct field list_query[] = {
	QUERY_TEXT(kind, 10, "类别"), QUERY_TEXT(state, 12, "状态"), QUERY_PAGE,
};
QUERY(content_list_web, list_query);
QUERY(content_count_web, count_query);
INPUT(content_add_web, content_add_fields);
INPUT(content_save_web, content_save_fields);
INPUT(content_publish_web, content_act_fields);
INPUT(content_withdraw_web, content_act_fields);
INPUT(content_drop_web, content_act_fields);

static const char *
asked(struct call *c, const char *name)
{
	const char *s = call_code(c, name);

	return s == NULL ? "" : s;
}

int
content_list_web(struct call *c)
{
	int64_t page, size;
	struct json *j;

	call_page(c, &page, &size);
	if (contents_list(c->w, asked(c, "kind"), asked(c, "state"), page, size, &j) < 0)
		return -1;
	return answer_json(c, 200, j);
}

int
content_count_web(struct call *c)
{
	struct json *j;

	return contents_count(c->w, asked(c, "kind"), asked(c, "state"), &j) < 0 ? -1 :
	    answer_json(c, 200, j);
}

int
content_get_web(struct call *c)
{
	struct json *j;
	struct pid pid;

	if (call_pid(c, "content", &pid) < 0 || contents_get(c->w, &pid, &j) < 0)
		return -1;
	return answer_json(c, 200, j);
}

int
content_add_web(struct call *c)
{
	struct json *j;

	return contents_add(c->w, c->body, &j) < 0 ? -1 : answer_json(c, 201, j);
}

int
content_save_web(struct call *c)
{
	struct json *j;
	struct pid pid;

	if (call_pid(c, "content", &pid) < 0 || contents_save(c->w, &pid, c->body, &j) < 0)
		return -1;
	return answer_json(c, 200, j);
}

static int
act(struct call *c, enum content_act what)
{
	struct json *j;
	struct pid pid;

	if (call_pid(c, "content", &pid) < 0 || contents_act(c->w, &pid, what, c->body, &j) < 0)
		return -1;
	return answer_json(c, 200, j);
}

int
content_publish_web(struct call *c)
{
	return act(c, CONTENT_ACT_PUBLISH);
}

int
content_withdraw_web(struct call *c)
{
	return act(c, CONTENT_ACT_WITHDRAW);
}

int
content_drop_web(struct call *c)
{
	return act(c, CONTENT_ACT_DROP);
}

/* A page for a frame of our own: no script runs in it, only our style sheet. */
int
content_preview_web(struct call *c)
{
	struct blob b;
	struct pid pid;

	if (call_pid(c, "content", &pid) < 0 || site_preview(c->w, &pid, &b) < 0)
		return -1;
	c->status = 200;
	c->type = "text/html; charset=utf-8";
	c->out = b;
	answer_header(c, "Content-Security-Policy", "default-src 'none'; style-src 'self';"
	    " img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'");
	return 0;
}
