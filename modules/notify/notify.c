/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "driver.h"
#include "modules/base/conf.h"
#include "modules/base/json.h"
#include "modules/base/log.h"
#include "modules/base/text.h"

static const struct notify_driver *const drivers[] = { &notify_demo };

struct template {
	const char	*subject, *body;
};

DB_SQL(sql_template, "notify.template",
    "SELECT subject, body FROM notify_template WHERE event = ? AND kind = ?", 2, 2);

/* ---- words ---- */

static const char *
value_text(struct work *w, const struct json *values, const char *name)
{
	const struct json *v = js_get(values, name);

	if (js_is_int(v))
		return arena_printf(w->arena, "%lld", (long long)js_as_int(v, 0));
	if (js_is_text(v))
		return js_as_text(v);
	log_line(LOG_WARN, "notify: the event has no value called %s", name);
	return "";
}

static const char *
join(struct work *w, const char *done, const char *from, size_t n, const char *value)
{
	return arena_printf(w->arena, "%s%.*s%s", done, (int)n, from, value);
}

const char *
notify_render(struct work *w, const char *body, const struct json *values)
{
	const char *out = "", *open, *close;

	while ((open = strchr(body, '{')) != NULL &&
	    (close = strchr(open, '}')) != NULL) {
		const char *name = arena_strndup(w->arena, open + 1,
		    (size_t)(close - open - 1));

		out = join(w, out, body, (size_t)(open - body), value_text(w, values, name));
		body = close + 1;
	}
	return join(w, out, body, strlen(body), "");
}

/* ---- into the outbox ---- */

static int
queue(struct work *w, const char *kind, const char *task, const char *event,
    const char *key, const char *to, struct json *values)
{
	static const struct db_col cols[] = {
		DB_COL(template, subject), DB_COL(template, body),
	};
	struct template t;
	struct json *payload = js_object(w);

	if (text_empty(to))
		return 0;
	if (db_one(w, &sql_template, cols, &t, DB_ARGS(DB_V(event), DB_V(kind))) < 0)
		return -1;
	js_put_text(payload, "kind", kind);
	js_put_text(payload, "to", to);
	js_put_text(payload, "subject", notify_render(w, t.subject, values));
	js_put_text(payload, "words", notify_render(w, t.body, values));
	return task_add(w, task, arena_printf(w->arena, "%s:%s", event, key), payload, 0);
}

int
notify_sms(struct work *w, const char *event, const char *key, const char *phone,
    struct json *values)
{
	return queue(w, "SMS", "talk.sms", event, key, phone, values);
}

int
notify_mail(struct work *w, const char *event, const char *key, const char *address,
    struct json *values)
{
	return queue(w, "MAIL", "talk.mail", event, key, address, values);
}

/* ---- out of the house ---- */

enum outside
notify_deliver(struct work *w, const struct task *t)
{
	struct message m = {
		.kind = js_get_text(t->payload, "kind"),
		.to = js_get_text(t->payload, "to"),
		.subject = js_get_text(t->payload, "subject"),
		.words = js_get_text(t->payload, "words"),
		.pid = t->pid,
	};

	if (m.kind == NULL || m.to == NULL || m.subject == NULL || m.words == NULL) {
		refuse(w, ERR_BUG, "not a message");
		return OUTSIDE_REJECTED;
	}
	for (size_t i = 0; i < sizeof(drivers) / sizeof(*drivers); i++)
		if (strcmp(drivers[i]->name, w->conf->sms_driver) == 0)
			return drivers[i]->send(w, &m);
	refuse(w, ERR_BUG, "no message driver is called %s", w->conf->sms_driver);
	return OUTSIDE_RETRY;
}
