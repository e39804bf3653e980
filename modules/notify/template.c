/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "modules/base/json.h"
#include "modules/base/text.h"
#include "template.h"

DB_SQL(sql_event, "notify.event",
    "SELECT event, words, urgent, reach, must, places FROM notify_event WHERE event = ?", 1, 6);
DB_SQL(sql_events, "notify.events",
    "SELECT event, words, urgent, reach, must, places FROM notify_event ORDER BY event", 0, 6);
DB_SQL(sql_texts, "notify.texts",
    "SELECT t.kind, t.subject, t.body, COALESCE(e.urgent, 0) AS urgent FROM notify_template t"
    " LEFT JOIN notify_event e ON e.event = t.event WHERE t.event = ?", 1, 4);
DB_SQL(sql_put, "notify.put",
    "INSERT INTO notify_template (event, kind, subject, body) VALUES (?, ?, ?, ?)"
    " ON DUPLICATE KEY UPDATE subject = ?, body = ?", 6, 0);
DB_SQL(sql_drop, "notify.drop", "DELETE FROM notify_template WHERE event = ? AND kind = ?", 2, 0);

static const struct db_col event_cols[] = {
	DB_COL(notify_event, event), DB_COL(notify_event, words), DB_COL(notify_event, urgent),
	DB_COL(notify_event, reach), DB_COL(notify_event, must), DB_COL(notify_event, places),
};
static const struct db_col text_cols[] = {
	DB_COL(notify_template, kind), DB_COL(notify_template, subject),
	DB_COL(notify_template, body), DB_COL(notify_template, urgent),
};

/* What a way takes, in characters: a text message of several parts, a column. */
static const struct {
	const char	*kind;
	size_t		 longest;
} kinds[] = { { "SMS", 300 }, { "MAIL", 2000 }, { "SITE", 1000 } };

int
template_kind_ok(const char *kind)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (strcmp(kinds[i].kind, kind) == 0)
			return 1;
	return 0;
}

int
notify_event_find(struct work *w, const char *event, struct notify_event *out)
{
	return db_maybe(w, &sql_event, event_cols, out, DB_ARGS(DB_V(event)));
}

int
notify_event_list(struct work *w, struct notify_event **out, size_t *n)
{
	return db_list(w, &sql_events, event_cols, out, n, DB_NO_ARGS);
}

int
template_list(struct work *w, const char *event, struct notify_template **out, size_t *n)
{
	return db_list(w, &sql_texts, text_cols, out, n, DB_ARGS(DB_V(event)));
}

/* ---- places ---- */

struct place {
	const char	*name, *sample;
	int		 must;
};

/* The next one of "no=1|!code=2"; 0: there are no more. */
static int
next_place(struct work *w, const char **places, struct place *out)
{
	const char *s = *places;
	size_t n = strcspn(s, "|"), name;

	if (n == 0)
		return 0;
	*places = s + n + (s[n] == '|');
	out->must = *s == '!';
	s += out->must;
	n -= (size_t)out->must;
	name = strcspn(s, "=");
	out->name = arena_strndup(w->arena, s, name < n ? name : n);
	out->sample = name < n ? arena_strndup(w->arena, s + name + 1, n - name - 1) : "";
	return 1;
}

struct json *
template_samples(struct work *w, const struct notify_event *e)
{
	struct json *values = js_object(w);
	const char *places = e->places;
	struct place p;

	while (next_place(w, &places, &p))
		js_put_text(values, p.name, p.sample);
	return values;
}

static const char *
all_places(struct work *w, const struct notify_event *e)
{
	const char *places = e->places, *all = "";
	struct place p;

	while (next_place(w, &places, &p))
		all = arena_printf(w->arena, "%s%s{%s}", all, *all == '\0' ? "" : "、", p.name);
	return *all == '\0' ? "无" : all;
}

static int
check_text(struct work *w, const struct notify_event *e, const char *field, const char *text)
{
	struct json *known = template_samples(w, e);
	const char *open, *close;

	for (; (open = strpbrk(text, "{}")) != NULL; text = close + 1) {
		const char *name;

		close = *open == '{' ? strpbrk(open + 1, "{}") : NULL;
		if (close == NULL || *close != '}')
			return fault_field(w, field, "大括号没有成对，请检查");
		name = arena_strndup(w->arena, open + 1, (size_t)(close - open - 1));
		if (js_get(known, name) == NULL)
			return fault_field(w, field, "没有名为{%s}的位置；可用的位置：%s", name,
			    all_places(w, e));
	}
	return 0;
}

static int
check_needed(struct work *w, const struct notify_event *e, const char *body)
{
	const char *places = e->places;
	struct place p;

	while (next_place(w, &places, &p))
		if (p.must && strstr(body, arena_printf(w->arena, "{%s}", p.name)) == NULL)
			return fault_field(w, "body", "正文必须包含{%s}", p.name);
	return 0;
}

static int
check_length(struct work *w, const char *kind, const char *body)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (strcmp(kinds[i].kind, kind) == 0 && utf8_count(body) > kinds[i].longest)
			return fault_field(w, "body", "正文最多%zu个字", kinds[i].longest);
	return 0;
}

int
template_check(struct work *w, const char *kind, const char *event, const char *title,
    const char *body)
{
	struct notify_event e;
	int found = notify_event_find(w, event, &e);

	if (found < 0)
		return -1;
	if (found == 0)
		return fault_field(w, "slug", "没有代码为“%s”的消息事件", event);
	if (strcmp(e.reach, "PHONE") == 0 && strcmp(kind, "SMS") != 0)
		return fault_field(w, "slug", "“%s”只能用短信发送", e.words);
	return check_length(w, kind, body) < 0 || check_text(w, &e, "title", title) < 0 ||
	    check_text(w, &e, "body", body) < 0 || check_needed(w, &e, body) < 0 ? -1 : 0;
}

/* ---- in force ---- */

int
template_put(struct work *w, const char *kind, const char *event, const char *title,
    const char *body)
{
	/* A text message has no subject: its title is for the list of texts. */
	const char *subject = strcmp(kind, "SMS") == 0 ? "" : title;

	return db_exec(w, &sql_put, DB_ARGS(DB_V(event), DB_V(kind), DB_V(subject), DB_V(body),
	    DB_V(subject), DB_V(body))) < 0 ? -1 : 0;
}

int
template_drop(struct work *w, const char *kind, const char *event)
{
	struct notify_event e;
	int found = notify_event_find(w, event, &e);

	if (found < 0)
		return -1;
	if (found == 1 && strcmp(e.must, kind) == 0)
		return refuse_say(w, ERR_CONFLICT, NULL,
		    "“%s”必须以这种方式发送，不能撤下，只能发布新版本", e.words);
	return db_exec(w, &sql_drop, DB_ARGS(DB_V(event), DB_V(kind))) < 0 ? -1 : 0;
}
