/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "dated.h"
#include "editions.h"
#include "modules/base/json.h"
#include "modules/outbox/task.h"

struct edition_form {
	const char	*list, *code, *date;
	struct json	*values;
};

/* As the columns hold them; the dots are those of an offer's code. */
static int
code_ok(const char *s)
{
	return s[strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.")] == '\0';
}

const struct field edition_fields[4] = {
	FIELD_TEXT(edition_form, list, 1, 16, "类别", code_ok),
	FIELD_TEXT(edition_form, code, 1, 60, "代码", code_ok),
	FIELD_TEXT(edition_form, date, 10, 10, "生效日期", NULL),
	FIELD_SHAPE(edition_form, values, 1, 20, "内容", "<any>"),
};

/* ---- reading ---- */

static const char *
type_words(const struct field *f)
{
	static const char *const words[] = { [FIELD_TYPE_TEXT] = "text", [FIELD_TYPE_RAW] = "text",
		[FIELD_TYPE_INT] = "int", [FIELD_TYPE_BOOL] = "bool", [FIELD_TYPE_JSON] = "codes" };

	return words[f->type];
}

static struct json *
fields_json(struct work *w, const struct entry_list *l)
{
	struct json *list = js_array(w);

	for (size_t i = 0; i < l->nfields; i++) {
		struct json *j = js_object(w);

		js_put_text(j, "name", l->fields[i].name);
		js_put_text(j, "words", l->fields[i].words);
		js_put_text(j, "type", type_words(&l->fields[i]));
		js_put_int(j, "min", l->fields[i].min);
		js_put_int(j, "max", l->fields[i].max);
		js_add(list, j);
	}
	return list;
}

static int
edition_json(struct work *w, const struct edition *e, struct json **out)
{
	struct json *values;

	if (js_parse(w, e->body, strlen(e->body), &values) < 0)
		return -1;
	*out = js_object(w);
	js_put_text(*out, "pid", pid_text(w, &e->pid));
	js_put(*out, "values", values);
	js_put_int(*out, "valid_from", e->valid_from);
	js_put_text(*out, "author", e->author);
	return 0;
}

static int
is_of(const struct edition *e, const struct entry_list *l, const char *code)
{
	return strcmp(e->list, l->code) == 0 && strcmp(e->code, code) == 0;
}

/* Since when it is as it is, by whom; 0 and "": as shipped.  And what is to come. */
static int
put_editions(struct work *w, const struct catalog *c, const struct entry_list *l, const char *code,
    struct json *to)
{
	struct json *ahead = js_array(w), *one;
	const struct edition *now = NULL;

	for (size_t i = 0; i < c->n_editions; i++) {
		const struct edition *e = &c->editions[i];

		if (!is_of(e, l, code))
			continue;
		if (e->valid_from <= w->now) {
			now = e;
			continue;
		}
		if (edition_json(w, e, &one) < 0)
			return -1;
		js_add(ahead, one);
	}
	js_put_int(to, "since", now == NULL ? 0 : now->valid_from);
	js_put_text(to, "author", now == NULL ? "" : now->author);
	js_put(to, "ahead", ahead);
	return 0;
}

static int
add_entry(struct work *w, const struct catalog *c, const struct entry_list *l, const char *code,
    struct json *items)
{
	struct json *j = js_object(w);
	struct entry_values v;

	js_put_text(j, "code", code);
	js_put_text(j, "name", entry_name(w, c, l, code));
	js_put(j, "values", l->get(w, c, code, w->now, &v) ? entry_json(w, l, &v) : NULL);
	js_add(items, j);
	return put_editions(w, c, l, code, j);
}

static int
listed(const struct json *items, const char *code)
{
	for (size_t i = 0; i < js_size(items); i++)
		if (strcmp(js_get_text(js_at(items, i), "code"), code) == 0)
			return 1;
	return 0;
}

/* Entries of today, and those that only an edition to come makes. */
static int
entries_json(struct work *w, const struct catalog *c, const struct entry_list *l, struct json **out)
{
	const char *code;

	*out = js_array(w);
	for (size_t i = 0; (code = l->at(w, c, i)) != NULL; i++)
		if (add_entry(w, c, l, code, *out) < 0)
			return -1;
	for (size_t i = 0; i < c->n_editions; i++) {
		const struct edition *e = &c->editions[i];

		if (strcmp(e->list, l->code) == 0 && !listed(*out, e->code) &&
		    add_entry(w, c, l, e->code, *out) < 0)
			return -1;
	}
	return 0;
}

static void
add_option(struct work *w, struct json *to, const char *code, const char *words)
{
	struct json *j = js_object(w);

	js_put_text(j, "code", code);
	js_put_text(j, "words", words);
	js_add(to, j);
}

/* What the members that hold codes may hold. */
static struct json *
options_json(struct work *w, const struct catalog *c)
{
	struct json *all = js_object(w), *classes = js_array(w), *makers = js_array(w);
	struct json *vendors = js_array(w), *platforms = js_array(w);

	for (size_t i = 0; i < c->n_classes; i++)
		add_option(w, classes, c->classes[i].code, c->classes[i].words);
	for (size_t i = 0; i < c->n_media_vendors; i++)
		add_option(w, makers, c->media_vendors[i].code, c->media_vendors[i].words);
	for (size_t i = 0; i < c->n_vendors; i++)
		add_option(w, vendors, c->vendors[i].code, c->vendors[i].words);
	for (size_t i = 0; i < c->n_platforms; i++)
		add_option(w, platforms, c->platforms[i].code, c->platforms[i].words);
	js_put(all, "class", classes);
	js_put(all, "media_vendor", makers);
	js_put(all, "vendors", vendors);
	js_put(all, "platforms", platforms);
	return all;
}

int
editions_list(struct work *w, struct json **out)
{
	struct json *lists = js_array(w), *items;
	const struct catalog *c;

	if (catalog_get(w, &c) < 0)
		return -1;
	for (size_t i = 0; i < nentry_lists; i++) {
		struct json *j = js_object(w);

		if (entries_json(w, c, &entry_lists[i], &items) < 0)
			return -1;
		js_put_text(j, "code", entry_lists[i].code);
		js_put_text(j, "words", entry_lists[i].words);
		js_put_int(j, "code_max", entry_lists[i].code_max);
		js_put(j, "fields", fields_json(w, &entry_lists[i]));
		js_put(j, "items", items);
		js_add(lists, j);
	}
	*out = js_object(w);
	js_put(*out, "lists", lists);
	js_put(*out, "options", options_json(w, c));
	return 0;
}

/* ---- a new edition ---- */

static int
read_plan(struct work *w, const struct json *body, struct edition_plan *p)
{
	struct edition_form f = { NULL };

	*p = (struct edition_plan){ .list = NULL };
	if (fields_read(w, body, edition_fields, N_FIELDS(edition_fields), &f) < 0 ||
	    dated_start(w, f.date, 1, &p->e.valid_from) < 0)
		return -1;
	if ((p->list = entry_list_find(f.list)) == NULL)
		return refuse_say(w, ERR_INVALID, "list", "没有这类目录");
	if (entry_read(w, p->list, f.values, &p->v) < 0)
		return -1;
	p->e.list = p->list->code;
	p->e.code = f.code;
	p->e.body = js_canonical(w, entry_json(w, p->list, &p->v));
	return edition_preview(w, p->e.valid_from, NULL, &p->before);
}

static struct json *
plan_changes(struct work *w, const struct edition_plan *p)
{
	struct entry_values was;
	int there = p->list->get(w, p->before, p->e.code, p->e.valid_from, &was);

	return entry_changes(w, p->before, p->list, there ? &was : NULL, &p->v);
}

int
editions_check(struct work *w, const struct json *body, struct json **out)
{
	struct json *problems, *effects;
	struct edition_plan p;

	if (read_plan(w, body, &p) < 0 || edition_problems(w, &p, &problems) < 0 ||
	    edition_effects(w, &p, &effects) < 0)
		return -1;
	*out = js_object(w);
	js_put(*out, "changes", plan_changes(w, &p));
	js_put(*out, "effects", effects);
	js_put(*out, "problems", problems);
	return 0;
}

/* The public site names points and offers: it is printed anew when the moment comes. */
static int
add_tx(struct work *w, void *arg)
{
	struct edition *e = arg;

	if (edition_add(w, e) < 0 || catalog_changed(w) < 0)
		return -1;
	return task_add(w, "timer.print", arena_printf(w->arena, "edition:%s", pid_text(w, &e->pid)),
	    NULL, e->valid_from);
}

int
editions_add(struct work *w, const struct json *body, struct json **out)
{
	struct json *problems;
	struct edition_plan p;

	if (read_plan(w, body, &p) < 0 || edition_problems(w, &p, &problems) < 0)
		return -1;
	for (size_t i = 0; i < js_size(problems); i++)
		fault_field(w, "values", "%s", js_as_text(js_at(problems, i)));
	if (js_size(problems) > 0 || db_tx(w, add_tx, &p.e) < 0)
		return -1;
	return edition_json(w, &p.e, out);
}

static int
withdraw_tx(struct work *w, void *arg)
{
	return edition_withdraw(w, arg) < 0 ? -1 : catalog_changed(w);
}

int
editions_withdraw(struct work *w, const struct pid *pid)
{
	struct pid copy = *pid;

	return db_tx(w, withdraw_tx, &copy);
}
