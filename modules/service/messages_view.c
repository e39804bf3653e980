/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "messages.h"
#include "modules/base/conf.h"
#include "modules/base/json.h"
#include "modules/base/terms.h"
#include "modules/base/text.h"
#include "modules/notify/notify.h"
#include "modules/notify/template.h"

struct choice_form {
	struct json	*days, *kinds;
	const char	*email;
};

const struct field message_choice_fields[3] = {
	FIELD_SHAPE(choice_form, days, 0, DAYS_MAX, "提醒时间", "[int]"),
	FIELD_SHAPE(choice_form, kinds, 0, 3, "提醒方式", "[text]"),
	FIELD_TEXT(choice_form, email, 0, 100, "电子邮箱", email_ok),
};

/* ---- the inbox ---- */

static int
inbox_row(struct work *w, const struct message *m, struct json **out)
{
	const char *to, *words;
	struct json *j = js_object(w);

	if (message_open(w, m, &to, &words) < 0)
		return -1;
	js_put_text(j, "pid", pid_text(w, &m->pid));
	js_put_text(j, "title", m->title);
	js_put_text(j, "words", words == NULL ? "" : words);
	js_put_text(j, "target", *m->target == '\0' ? NULL : m->target);
	js_put_int(j, "at", m->created_at);
	js_put_bool(j, "read", m->read_at != 0);
	*out = j;
	return 0;
}

int
messages_inbox(struct work *w, int unread, int64_t page, int64_t size, struct json **out)
{
	struct json *items = js_array(w), *row;
	struct message *rows;
	size_t n;

	if (message_inbox(w, unread, page, size, &rows, &n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		if (inbox_row(w, &rows[i], &row) < 0)
			return -1;
		js_add(items, row);
	}
	*out = js_page(w, items, page, size);
	return 0;
}

int
messages_inbox_count(struct work *w, struct json **out)
{
	int64_t total, unread;

	if (message_inbox_count(w, &total, &unread) < 0)
		return -1;
	*out = js_object(w);
	js_put_int(*out, "total", total);
	js_put_int(*out, "unread", unread);
	return 0;
}

static int
read_tx(struct work *w, void *arg)
{
	return arg == NULL ? message_read_all(w) : message_read(w, arg);
}

int
messages_read(struct work *w, const struct pid *pid, struct json **out)
{
	struct pid p = *pid;

	return db_tx(w, read_tx, &p) < 0 ? -1 : messages_inbox_count(w, out);
}

int
messages_read_all(struct work *w, struct json **out)
{
	return db_tx(w, read_tx, NULL) < 0 ? -1 : messages_inbox_count(w, out);
}

/* ---- what one chose ---- */

static struct json *
days_json(struct work *w, const char *text)
{
	struct json *list = js_array(w);
	int days[DAYS_MAX];
	size_t n = days_read(text, days);

	for (size_t i = 0; i < n; i++)
		js_add(list, js_int(w, days[i]));
	return list;
}

static struct json *
kinds_json(struct work *w, unsigned kinds)
{
	static const char *const codes[] = { "SMS", "MAIL", "SITE" };
	struct json *list = js_array(w);

	for (size_t i = 0; i < 3; i++)
		if (kinds & notify_kind_of(codes[i]))
			js_add_text(list, codes[i]);
	return list;
}

int
messages_choice(struct work *w, struct json **out)
{
	struct notify_choice c;

	if (choice_get(w, w->actor->account_id, &c) < 0)
		return -1;
	*out = js_object(w);
	js_put(*out, "offered", days_json(w, w->conf->expiry_days));
	js_put(*out, "days", days_json(w, c.days));
	js_put(*out, "kinds", kinds_json(w, c.kinds));
	js_put_text(*out, "email", c.email == NULL ? "" : c.email);
	return 0;
}

static int
read_choice(struct work *w, const struct choice_form *f, struct notify_choice *c)
{
	c->days = "";
	for (size_t i = 0; i < js_size(f->days); i++) {
		int64_t day = js_as_int(js_at(f->days, i), 0);

		if (!days_has(w->conf->expiry_days, (int)day) || days_has(c->days, (int)day))
			return fault_field(w, "days", "请在给出的天数中选择");
		c->days = arena_printf(w->arena, "%s%s%lld", c->days,
		    *c->days == '\0' ? "" : " ", (long long)day);
	}
	for (size_t i = 0; i < js_size(f->kinds); i++) {
		const char *code = js_as_text(js_at(f->kinds, i));
		unsigned bit = code == NULL ? 0 : notify_kind_of(code);

		if (bit == 0)
			return fault_field(w, "kinds", "请在给出的方式中选择");
		c->kinds |= bit;
	}
	c->email = text_empty(f->email) ? NULL : f->email;
	if ((c->kinds & NOTIFY_MAIL) && c->email == NULL)
		return fault_field(w, "email", "选择邮件时请填写电子邮箱");
	return *c->days != '\0' && c->kinds == 0 ?
	    fault_field(w, "kinds", "请至少选择一种提醒方式") : 0;
}

static int
choose_tx(struct work *w, void *arg)
{
	return choice_set(w, w->actor->account_id, arg);
}

int
messages_choose(struct work *w, const struct json *body, struct json **out)
{
	struct notify_choice c = { .kinds = 0 };
	struct choice_form f;

	if (fields_read(w, body, message_choice_fields, N_FIELDS(message_choice_fields), &f) < 0 ||
	    read_choice(w, &f, &c) < 0 || db_tx(w, choose_tx, &c) < 0)
		return -1;
	return messages_choice(w, out);
}

/* ---- the log ---- */

/* A code is told to its owner alone, also where it stays good for days. */
static int
secret(const struct message *m, const struct notify_event *events, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(events[i].event, m->event) == 0)
			return strstr(events[i].places, "code=") != NULL;
	return 0;
}

static const char *
waiting_words(const struct message *m)
{
	return m->state == MESSAGE_QUEUED && m->due_at > m->created_at ? "待早间发送" :
	    message_state_words(m->state);
}

static int
log_row(struct work *w, const struct message *m, int hide, struct json **out)
{
	const char *to, *words;
	struct json *j = js_object(w);
	int outside = notify_kind_of(m->kind) != NOTIFY_SITE;

	if (message_open(w, m, &to, &words) < 0)
		return -1;
	js_put_text(j, "pid", pid_text(w, &m->pid));
	js_put_text(j, "kind", m->kind);
	js_put_text(j, "event", m->event);
	js_put_text(j, "event_words", m->event_words);
	js_put_text(j, "to", m->masked);
	js_put_text(j, "words", hide || words == NULL ? NULL : words);
	js_put_text(j, "state", message_state_code(m->state));
	js_put_text(j, "state_words", waiting_words(m));
	js_put_int(j, "tries", m->tries);
	js_put_text(j, "error", *m->error == '\0' ? NULL : m->error);
	js_put_int(j, "at", m->created_at);
	js_put_int(j, "due_at", m->due_at);
	js_put(j, "sent_at", m->sent_at == 0 ? NULL : js_int(w, m->sent_at));
	js_put_bool(j, "again", work_may(w, RIGHT_SYSTEM) && outside && words != NULL &&
	    m->state != MESSAGE_QUEUED);
	*out = j;
	return 0;
}

int
messages_log(struct work *w, const struct message_filter *f, struct json **out)
{
	struct json *items = js_array(w), *row;
	struct notify_event *events;
	struct message *rows;
	size_t n, nevents;

	if (message_list(w, f, &rows, &n) < 0 || notify_event_list(w, &events, &nevents) < 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		if (log_row(w, &rows[i], secret(&rows[i], events, nevents), &row) < 0)
			return -1;
		js_add(items, row);
	}
	*out = js_page(w, items, f->page, f->size);
	return 0;
}

int
messages_log_count(struct work *w, const struct message_filter *f, int64_t *out)
{
	return message_count(w, f, out);
}

int
messages_events(struct work *w, struct json **out)
{
	struct json *items = js_array(w);
	struct notify_event *events;
	size_t n;

	if (notify_event_list(w, &events, &n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		struct json *e = js_object(w);

		js_put_text(e, "code", events[i].event);
		js_put_text(e, "words", events[i].words);
		js_add(items, e);
	}
	*out = js_object(w);
	js_put(*out, "items", items);
	return 0;
}

/* ---- once more ---- */

struct repeating {
	struct pid	 pid;
	struct message	 m;
};

/* What was sent stays so; this is another message of the same words. */
static int
say_anew(struct work *w, struct message *m, const char *to, const char *words)
{
	m->mkey = arena_printf(w->arena, "again:%s:%lld", pid_text(w, &m->pid),
	    (long long)w->now);
	switch (message_add(w, m, to, words)) {
	case 0:
		return refuse_say(w, ERR_CONFLICT, NULL, "该消息刚刚已经重发");
	case 1:
		return notify_queue(w, m, m->mkey, to, words, 0);
	}
	return -1;
}

static int
again_tx(struct work *w, void *arg)
{
	struct repeating *r = arg;
	const char *to, *words;

	if (message_take(w, &r->pid, &r->m) < 0 || message_open(w, &r->m, &to, &words) < 0)
		return -1;
	if (to == NULL)
		return refuse_say(w, ERR_CONFLICT, NULL, "站内消息已在对方的消息中，无需重发");
	if (words == NULL)
		return refuse_say(w, ERR_CONFLICT, NULL, "验证码不能重发，请对方重新获取");
	if (r->m.state == MESSAGE_QUEUED)
		return refuse_say(w, ERR_CONFLICT, NULL, "该消息正在等待发送，无需重发");
	if (r->m.state == MESSAGE_SENT)
		return say_anew(w, &r->m, to, words);
	if (message_move(w, &r->m, MESSAGE_ACT_AGAIN, NULL) < 0)
		return -1;
	return notify_queue(w, &r->m, arena_printf(w->arena, "again:%s:%d",
	    pid_text(w, &r->m.pid), r->m.version), to, words, 0);
}

int
messages_again(struct work *w, const struct pid *pid, struct json **out)
{
	struct repeating r = { .pid = *pid };

	return db_tx(w, again_tx, &r) < 0 || message_get(w, &r.m.pid, &r.m) < 0 ? -1 :
	    log_row(w, &r.m, 1, out);
}
