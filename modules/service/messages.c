/* SPDX-License-Identifier: MIT */
/* The clerk's half of sending, and texts of messages as versions. */
#include <string.h>

#include "messages.h"
#include "modules/base/conf.h"
#include "modules/base/json.h"
#include "modules/base/terms.h"
#include "modules/content/markup.h"
#include "modules/notify/notify.h"
#include "modules/notify/template.h"
#include "tasks.h"

#define DAY	86400

/* ---- sending ---- */

struct sending {
	const struct task	*t;
	struct pid		 pid;
	struct message		 m;
	enum outside		 came;
	const char		*error;
	int64_t			 until;		/* it waits */
	int			 bury;
};

static int
look_tx(struct work *w, void *arg)
{
	struct sending *s = arg;

	if (message_take(w, &s->pid, &s->m) < 0)
		return -1;
	if (s->m.state == MESSAGE_SENT || strcmp(s->m.kind, "SMS") != 0 ||
	    js_get_bool(s->t->payload, "urgent"))
		s->until = 0;
	else
		s->until = quiet_end(w->conf->quiet_hours, w->now);
	return s->until == 0 ? 0 : message_wait(w, &s->m, s->until);
}

static int
came_tx(struct work *w, void *arg)
{
	struct sending *s = arg;

	if (message_take(w, &s->pid, &s->m) < 0 ||
	    message_tried(w, &s->m, s->t->tries, s->error) < 0)
		return -1;
	if (s->came == OUTSIDE_OK)
		return s->m.state == MESSAGE_SENT ? 0 :
		    message_move(w, &s->m, MESSAGE_ACT_SEND, NULL);
	return s->bury && s->m.state == MESSAGE_QUEUED ?
	    message_move(w, &s->m, MESSAGE_ACT_BURY, s->error) : 0;
}

/* The fault of the sender outlives the note about it: it is the task's too. */
static int
note_outcome(struct work *w, struct sending *s, int max_tries)
{
	struct fault was = w->fault;

	s->error = s->came == OUTSIDE_OK ? "" : was.detail != NULL ? was.detail :
	    was.words != NULL ? was.words : err_name(was.code);
	s->bury = s->came == OUTSIDE_REJECTED || s->t->tries >= max_tries;
	fault_clear(w);
	if (db_tx(w, came_tx, s) < 0)
		return -1;
	w->fault = was;
	return 0;
}

static int
end_as(enum outside came, int64_t *again)
{
	if (came == OUTSIDE_OK)
		return 0;
	if (came == OUTSIDE_REJECTED)
		*again = TASK_BURY;
	return -1;	/* UNKNOWN too: twice is better than never */
}

int
run_message(struct work *w, const struct task *t, int64_t *again)
{
	const char *message = js_get_text(t->payload, "message");
	struct sending s = { .t = t };

	if (message == NULL)		/* written by an older release */
		return end_as(notify_deliver(w, t), again);
	if (pid_parse(w, message, &s.pid) < 0 || db_tx(w, look_tx, &s) < 0)
		return -1;
	if (s.m.state == MESSAGE_SENT)
		return 0;		/* the clerk died after sending it */
	if (s.until != 0) {
		*again = s.until;
		return 0;
	}
	s.came = notify_deliver(w, t);
	return note_outcome(w, &s, task_kind_find(t->kind)->max_tries) < 0 ? -1 :
	    end_as(s.came, again);
}

static int
sweep_tx(struct work *w, void *arg)
{
	int64_t *n = arg;

	*n = message_sweep(w, w->now - w->conf->message_days * DAY);
	return *n < 0 ? -1 : 0;
}

int
run_sweep_messages(struct work *w, const struct task *t, int64_t *again)
{
	int64_t n;

	(void)t;
	if (db_tx(w, sweep_tx, &n) < 0)
		return -1;
	if (n == 500)
		*again = w->now + 1;
	return 0;
}

/* ---- texts ---- */

int
messages_text_ok(struct work *w, const struct content *c)
{
	if (!template_kind_ok(c->kind))
		return 0;
	if (strcmp(c->channel, w->conf->channel) != 0)
		return fault_field(w, "channel", "消息模板不分渠道");
	return template_check(w, c->kind, c->slug, c->title, c->body);
}

static void
put_lines(FILE *to, const char *text)
{
	while (*text != '\0') {
		size_t n = strcspn(text, "\n");
		char *one = strndup(text, n);

		fputs("<p>", to);
		html_text(to, one);
		fputs("</p>\n", to);
		free(one);
		text += n + (text[n] == '\n');
	}
}

/* {no}：示例 ... */
static void
put_places(struct work *w, FILE *to, struct json *values)
{
	const char *name;
	struct json *value;

	(void)w;
	fputs("<h2>可用的位置</h2>\n<ul>\n", to);
	for (void *i = js_next(values, NULL, &name, &value); i != NULL;
	    i = js_next(values, i, &name, &value)) {
		fputs("<li>{", to);
		html_text(to, name);
		fputs("}：", to);
		html_text(to, js_as_text(value));
		fputs("</li>\n", to);
	}
	fputs("</ul>\n", to);
}

int
messages_preview(struct work *w, FILE *to, const struct content *c)
{
	struct notify_event e;
	struct json *values;
	int found = notify_event_find(w, c->slug, &e);

	if (found < 0)
		return -1;
	values = found == 0 ? js_object(w) : template_samples(w, &e);
	fputs("<article>\n<h1>", to);
	html_text(to, notify_render(w, c->title, values));
	fputs("</h1>\n", to);
	put_lines(to, notify_render(w, c->body, values));
	fputs("</article>\n", to);
	put_places(w, to, values);
	return 0;
}
