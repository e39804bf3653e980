/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "contents.h"
#include "modules/base/clock.h"
#include "modules/base/conf.h"
#include "modules/base/json.h"
#include "modules/base/text.h"
#include "messages.h"
#include "modules/catalog/catalog.h"
#include "modules/notify/template.h"
#include "modules/outbox/task.h"

struct content_form {
	const char	*kind, *channel, *slug, *title, *body;
	int64_t		 version;
};

#define WORDS \
	FIELD_RAW(content_form, title, 2, 60, "标题"), \
	FIELD_RAW(content_form, body, 1, CONTENT_BODY_MAX, "正文")

const struct field content_add_fields[5] = {
	FIELD_TEXT(content_form, kind, 1, 10, "类别", content_kind_ok),
	FIELD_TEXT(content_form, channel, 0, 16, "渠道", NULL),
	FIELD_TEXT(content_form, slug, 0, 40, "地址代码", content_slug_ok),
	WORDS,
};
const struct field content_save_fields[3] = {
	WORDS,
	FIELD_INT(content_form, version, 1, 1 << 30, "版本"),
};
const struct field content_act_fields[1] = {
	FIELD_INT(content_form, version, 1, 1 << 30, "版本"),
};

/* ---- reading ---- */

static struct json *
item_json(struct work *w, const struct content *c)
{
	struct json *j = js_object(w);

	js_put_text(j, "pid", pid_text(w, &c->pid));
	js_put_text(j, "kind", c->kind);
	js_put_text(j, "kind_words", content_kind_words(c->kind));
	js_put_text(j, "channel", c->channel);
	js_put_text(j, "slug", c->slug);
	js_put_int(j, "n", c->n);
	js_put_text(j, "title", c->title);
	js_put_text(j, "state", content_state_code(c->state));
	js_put_text(j, "state_words", content_state_words(c->state));
	js_put_int(j, "version", c->version);
	js_put_text(j, "author", c->author);
	js_put_int(j, "updated_at", c->updated_at);
	js_put(j, "published_at", c->published_at == 0 ? NULL : js_int(w, c->published_at));
	return j;
}

static struct json *
items_json(struct work *w, const struct content *rows, size_t n)
{
	struct json *items = js_array(w);

	for (size_t i = 0; i < n; i++)
		js_add(items, item_json(w, &rows[i]));
	return items;
}

int
contents_list(struct work *w, const char *kind, const char *state, int64_t page, int64_t size,
    struct json **out)
{
	struct content *rows;
	size_t n;

	if (content_list(w, kind, state, (page - 1) * size, size, &rows, &n) < 0)
		return -1;
	*out = js_page(w, items_json(w, rows, n), page, size);
	return 0;
}

int
contents_count(struct work *w, const char *kind, const char *state, struct json **out)
{
	int64_t n;

	if (content_count(w, kind, state, &n) < 0)
		return -1;
	*out = js_object(w);
	js_put_int(*out, "total", n);
	return 0;
}

static int
whole_json(struct work *w, const struct content *c, struct json **out)
{
	struct json *events = js_array(w);
	struct content *rows;
	struct content_event *ev;
	size_t n, nev;

	if (content_versions(w, c, &rows, &n) < 0 || content_events(w, c, &ev, &nev) < 0)
		return -1;
	for (size_t i = 0; i < nev; i++) {
		struct json *e = js_object(w);

		js_put_text(e, "act", ev[i].act);
		js_put_text(e, "actor", ev[i].actor);
		js_put_int(e, "at", ev[i].at);
		js_add(events, e);
	}
	*out = item_json(w, c);
	js_put_text(*out, "body", c->body);
	js_put(*out, "versions", items_json(w, rows, n));
	js_put(*out, "events", events);
	return 0;
}

int
contents_get(struct work *w, const struct pid *pid, struct json **out)
{
	struct content c;

	return content_get(w, pid, &c) < 0 ? -1 : whole_json(w, &c, out);
}

/* ---- writing ---- */

struct writing {
	const struct pid	*pid;
	struct content_form	 f;
	enum content_act	 act;
	struct content		 c;
};

static int
trim_ok(struct work *w, const struct content_form *f)
{
	if (text_empty(f->title) || strpbrk(f->title, "\r\n\t") != NULL)
		return fault_field(w, "title", "请填写标题");
	return text_empty(f->body) ? fault_field(w, "body", "请填写正文") : 0;
}

/* A notice needs no address of its own: the day and some dice. */
static int
name_it(struct work *w, struct content *c)
{
	struct pid dice = pid_new();

	if (*c->channel == '\0')
		c->channel = w->conf->channel;
	if (*c->slug == '\0' && strcmp(c->kind, "NOTICE") == 0)
		c->slug = arena_printf(w->arena, "%d-%s", date_number(w->now),
		    hex_text(w->arena, dice.b, 4));
	return *c->slug == '\0' ? fault_field(w, "slug", "请填写地址代码") : 0;
}

static int
known_channel(struct work *w, const char *code)
{
	const struct catalog *cat;

	if (catalog_get(w, &cat) < 0)
		return -1;
	return catalog_channel(cat, code) != NULL ? 0 : fault_field(w, "channel", "没有这个渠道");
}

static int
add_tx(struct work *w, void *arg)
{
	struct writing *wr = arg;

	return content_add(w, &wr->c);
}

int
contents_add(struct work *w, const struct json *body, struct json **out)
{
	struct writing wr = { .pid = NULL };

	if (fields_read(w, body, content_add_fields, N_FIELDS(content_add_fields), &wr.f) < 0 ||
	    trim_ok(w, &wr.f) < 0)
		return -1;
	wr.c = (struct content){ .kind = wr.f.kind, .channel = wr.f.channel, .slug = wr.f.slug,
	    .title = wr.f.title, .body = wr.f.body };
	if (name_it(w, &wr.c) < 0 || known_channel(w, wr.c.channel) < 0 ||
	    messages_text_ok(w, &wr.c) < 0 ||
	    db_tx(w, add_tx, &wr) < 0)
		return -1;
	return whole_json(w, &wr.c, out);
}

static int
take_fresh(struct work *w, struct writing *wr)
{
	if (content_take(w, wr->pid, &wr->c) < 0)
		return -1;
	return wr->f.version == wr->c.version ? 0 :
	    refuse_say(w, ERR_CONFLICT, NULL, "内容已被他人修改，请刷新后重试");
}

static int
save_tx(struct work *w, void *arg)
{
	struct writing *wr = arg;

	if (take_fresh(w, wr) < 0)
		return -1;
	wr->c.title = wr->f.title;
	wr->c.body = wr->f.body;
	if (messages_text_ok(w, &wr->c) < 0)
		return -1;
	return wr->c.state == CONTENT_DRAFT ? content_write(w, &wr->c) : content_add(w, &wr->c);
}

int
contents_save(struct work *w, const struct pid *pid, const struct json *body, struct json **out)
{
	struct writing wr = { .pid = pid };

	if (fields_read(w, body, content_save_fields, N_FIELDS(content_save_fields), &wr.f) < 0 ||
	    trim_ok(w, &wr.f) < 0 || db_tx(w, save_tx, &wr) < 0)
		return -1;
	return whole_json(w, &wr.c, out);
}

/* A text of a message: the next one that is written reads it. */
static int
take_effect_said(struct work *w, const struct content *c, int shown)
{
	if (!shown)
		return template_drop(w, c->kind, c->slug);
	return messages_text_ok(w, c) < 0 ? -1 :
	    template_put(w, c->kind, c->slug, c->title, c->body);
}

/* What is in force follows; the workers' catalogues are read again. */
static int
take_effect(struct work *w, const struct content *c, int shown)
{
	const char *key = arena_printf(w->arena, "%s:%d", pid_text(w, &c->pid), c->version);

	if (template_kind_ok(c->kind))
		return take_effect_said(w, c, shown);
	if (strcmp(c->kind, "PLACE") == 0 && content_place(w, c, shown) < 0)
		return -1;
	if (strcmp(c->kind, "CONTACT") == 0 && content_contacts(w, c, shown) < 0)
		return -1;
	if (strcmp(c->kind, "AGREEMENT") == 0 && shown && content_agree(w, c) < 0)
		return -1;
	return catalog_changed(w) < 0 ? -1 : task_add(w, "timer.print", key, NULL, 0);
}

static int
replace_old(struct work *w, const struct content *c)
{
	struct content old;
	int rc = content_take_live(w, c, &old);

	return rc <= 0 ? rc : content_step(w, &old, CONTENT_ACT_REPLACE, NULL);
}

static int
act_tx(struct work *w, void *arg)
{
	struct writing *wr = arg;

	if (take_fresh(w, wr) < 0 ||
	    (wr->act == CONTENT_ACT_PUBLISH && replace_old(w, &wr->c) < 0) ||
	    content_step(w, &wr->c, wr->act, NULL) < 0)
		return -1;
	return wr->act == CONTENT_ACT_DROP ? 0 :
	    take_effect(w, &wr->c, wr->act == CONTENT_ACT_PUBLISH);
}

int
contents_act(struct work *w, const struct pid *pid, enum content_act act,
    const struct json *body, struct json **out)
{
	struct writing wr = { .pid = pid, .act = act };

	if (fields_read(w, body, content_act_fields, N_FIELDS(content_act_fields), &wr.f) < 0 ||
	    db_tx(w, act_tx, &wr) < 0)
		return -1;
	return whole_json(w, &wr.c, out);
}
