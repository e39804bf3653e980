/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "driver.h"
#include "message.h"
#include "modules/base/conf.h"
#include "modules/base/json.h"
#include "modules/base/log.h"
#include "modules/base/text.h"
#include "template.h"

static const struct notify_driver *const drivers[] = { &notify_demo };

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

/* ---- into the house's books ---- */

/* Its key is that of the cause; sent once more it is another task. */
int
notify_queue(struct work *w, const struct message *m, const char *key, const char *to,
    const char *words, int urgent)
{
	struct json *payload = js_object(w);
	const char *task = strcmp(m->kind, "SMS") == 0 ? "talk.sms" : "talk.mail";

	js_put_text(payload, "message", pid_text(w, &m->pid));
	js_put_text(payload, "kind", m->kind);
	js_put_text(payload, "to", to);
	js_put_text(payload, "subject", m->title);
	js_put_text(payload, "words", words);
	js_put_bool(payload, "urgent", urgent);
	return task_add(w, task, key, payload, 0);
}

static const char *
way_of(const struct notice *n, const char *kind)
{
	switch (notify_kind_of(kind)) {
	case NOTIFY_SMS:
		return n->phone;
	case NOTIFY_MAIL:
		return n->mail;
	case NOTIFY_SITE:
		return n->account_id == 0 ? NULL : "site";
	}
	return NULL;
}

static int
say(struct work *w, const struct notice *n, const struct notify_template *t)
{
	const char *to = way_of(n, t->kind), *words;
	struct message m = { .kind = t->kind, .event = n->event, .account_id = n->account_id };
	int rc;

	if (text_empty(to) || (n->kinds != 0 && !(n->kinds & notify_kind_of(t->kind))))
		return 0;
	m.mkey = arena_printf(w->arena, "%s:%s", n->event, n->key);
	m.title = notify_render(w, t->subject, n->values);
	m.target = n->target == NULL ? "" : n->target;
	words = notify_render(w, t->body, n->values);
	rc = message_add(w, &m, to, t->urgent ? NULL : words);
	if (rc <= 0 || notify_kind_of(t->kind) == NOTIFY_SITE)
		return rc < 0 ? -1 : 0;
	return notify_queue(w, &m, m.mkey, to, words, t->urgent);
}

int
notify_send(struct work *w, const struct notice *n)
{
	struct notify_template *texts;
	size_t ntexts;

	if (template_list(w, n->event, &texts, &ntexts) < 0)
		return -1;
	if (ntexts == 0)
		log_line(LOG_ERROR, "notify: no text for event=%s", n->event);
	for (size_t i = 0; i < ntexts; i++)
		if (say(w, n, &texts[i]) < 0)
			return -1;
	return 0;
}

int
notify_sms(struct work *w, const char *event, const char *key, const char *phone,
    struct json *values)
{
	return text_empty(phone) ? 0 : notify_send(w, &(struct notice){ .event = event,
	    .key = key, .phone = phone, .values = values });
}

int
notify_mail(struct work *w, const char *event, const char *key, const char *address,
    struct json *values)
{
	return text_empty(address) ? 0 : notify_send(w, &(struct notice){ .event = event,
	    .key = key, .mail = address, .values = values });
}

/* ---- out of the house ---- */

enum outside
notify_deliver(struct work *w, const struct task *t)
{
	struct outgoing m = {
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
