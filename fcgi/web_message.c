/* SPDX-License-Identifier: MIT */
/* The inbox of applicants, what they chose, and the log of staff. */
#include <string.h>

#include "handlers.h"
#include "modules/base/text.h"
#include "modules/service/messages.h"
#include "modules/service/reminders.h"

static const struct field inbox_query[] = {
	QUERY_TEXT(unread, 1, "只看未读"), QUERY_PAGE,
};
QUERY(message_inbox_web, inbox_query);

int
message_inbox_web(struct call *c)
{
	int64_t page, size;
	struct json *j;

	call_page(c, &page, &size);
	if (messages_inbox(c->w, call_query_int(c, "unread", 0, 0, 1) == 1, page, size, &j) < 0)
		return -1;
	return answer_json(c, 200, j);
}

int
message_count_web(struct call *c)
{
	struct json *j;

	return messages_inbox_count(c->w, &j) < 0 ? -1 : answer_json(c, 200, j);
}

INPUT_NONE(message_read_web);

int
message_read_web(struct call *c)
{
	struct json *j;
	struct pid pid;

	if (call_pid(c, "message", &pid) < 0 || messages_read(c->w, &pid, &j) < 0)
		return -1;
	return answer_json(c, 200, j);
}

INPUT_NONE(message_read_all_web);

int
message_read_all_web(struct call *c)
{
	struct json *j;

	return messages_read_all(c->w, &j) < 0 ? -1 : answer_json(c, 200, j);
}

int
message_choice_web(struct call *c)
{
	struct json *j;

	return messages_choice(c->w, &j) < 0 ? -1 : answer_json(c, 200, j);
}

INPUT(message_choose_web, message_choice_fields);

int
message_choose_web(struct call *c)
{
	struct json *j;

	return messages_choose(c->w, c->body, &j) < 0 ? -1 : answer_json(c, 200, j);
}

int
certs_calendar_web(struct call *c)
{
	struct blob b;

	if (reminders_calendar(c->w, &b) < 0)
		return -1;
	c->status = 200;
	c->type = "text/calendar; charset=utf-8";
	c->out = b;
	answer_header(c, "Content-Disposition", "attachment; filename=\"caportal-expiry.ics\"");
	return 0;
}

/* ---- staff ---- */

#define LOG_FILTER \
	QUERY_TEXT(kind, 8, "方式"), QUERY_TEXT(state, 8, "状态"), \
	QUERY_TEXT(event, 40, "事件"), QUERY_TEXT(q, 100, "手机号或邮箱")

static const struct field log_query[] = { LOG_FILTER, QUERY_PAGE };
static const struct field log_count_query[] = { LOG_FILTER };
QUERY(message_log_web, log_query);
QUERY(message_log_count_web, log_count_query);

/* Codes, and the events with their dot: other letters are the code of nothing. */
static const char *
asked(struct call *c, const char *name)
{
	static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_.";
	const char *s = call_query(c, name);

	return s == NULL ? "" : strspn(s, alphabet) == strlen(s) ? s : "?";
}

static void
filter_read(struct call *c, struct message_filter *f)
{
	const char *q = call_query(c, "q");

	f->kind = asked(c, "kind");
	f->state = asked(c, "state");
	f->event = asked(c, "event");
	f->q = text_normal(c->w->arena, q == NULL ? "" : q);
	if (phone_ok(phone_normal(c->w->arena, f->q)))
		f->q = phone_normal(c->w->arena, f->q);
}

int
message_log_web(struct call *c)
{
	struct message_filter f;
	struct json *j;

	filter_read(c, &f);
	call_page(c, &f.page, &f.size);
	return messages_log(c->w, &f, &j) < 0 ? -1 : answer_json(c, 200, j);
}

int
message_log_count_web(struct call *c)
{
	struct json *j = js_object(c->w);
	struct message_filter f;
	int64_t total;

	filter_read(c, &f);
	if (messages_log_count(c->w, &f, &total) < 0)
		return -1;
	js_put_int(j, "total", total);
	return answer_json(c, 200, j);
}

int
message_events_web(struct call *c)
{
	struct json *j;

	return messages_events(c->w, &j) < 0 ? -1 : answer_json(c, 200, j);
}

INPUT_NONE(message_again_web);

int
message_again_web(struct call *c)
{
	struct json *j;
	struct pid pid;

	if (call_pid(c, "message", &pid) < 0 || messages_again(c->w, &pid, &j) < 0)
		return -1;
	return answer_json(c, 200, j);
}
