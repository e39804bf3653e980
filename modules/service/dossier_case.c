/* SPDX-License-Identifier: MIT */
/* A dossier and what belongs to it: what is open, missing, doubtful. */
#include <string.h>

#include "dossiers.h"
#include "modules/base/json.h"
#include "modules/base/text.h"
#include "modules/catalog/catalog.h"
#include "modules/file/file.h"
#include "modules/paper/paper.h"
#include "review_subject.h"

static int
load_marks(struct work *w, struct dossier_case *c)
{
	if (c->d->state != DOSSIER_RETURNED)
		return 0;
	if (review_verdict(w, review_of_dossier(c->d->id), &c->verdict) < 0)
		return -1;
	return c->verdict == NULL ? 0 : review_marks(w, c->verdict->id, &c->marks, &c->nmarks);
}

int
dossier_load(struct work *w, struct dossier *d, struct dossier_case *c)
{
	memset(c, 0, sizeof(*c));
	c->d = d;
	if (dossier_kind_get(w, d->kind, &c->k) < 0 || catalog_get(w, &c->catalog) < 0 ||
	    js_parse(w, d->data, strlen(d->data), &c->data) < 0 ||
	    upload_list(w, SCOPE_DOSSIER, &d->pid, &c->uploads, &c->nuploads) < 0)
		return -1;
	c->policy = dossier_policy(c->catalog, d);
	return load_marks(w, c);
}

const char *
dossier_mark(const struct dossier_case *c, const char *name)
{
	for (size_t i = 0; i < c->nmarks; i++)
		if (strcmp(c->marks[i].field, name) == 0)
			return c->marks[i].reason;
	return NULL;
}

int
dossier_opened(const struct dossier_case *c, const char *name)
{
	if (!dossier_state_typing(c->d->state))
		return 0;
	/* The printed form follows whatever else was marked. */
	return c->nmarks == 0 || dossier_mark(c, name) != NULL ||
	    (c->k->slot != NULL && strcmp(c->k->slot, name) == 0);
}

const struct upload *
dossier_upload(const struct dossier_case *c, const char *slot)
{
	for (size_t i = 0; i < c->nuploads; i++)
		if (strcmp(c->uploads[i].slot, slot) == 0)
			return &c->uploads[i];
	return NULL;
}

const char *
dossier_scope(struct work *w, const struct dossier *d)
{
	return arena_printf(w->arena, "dossier:%s", pid_text(w, &d->pid));
}

int
dossier_values(struct work *w, const struct dossier_case *c, struct json **out)
{
	struct json *o = js_object(w);

	for (size_t i = 0; i < c->k->nfields; i++) {
		const char *words;

		if (dossier_value_words(w, c->d, &c->k->fields[i], c->data, &words) < 0)
			return -1;
		js_put_text(o, c->k->fields[i].name, words);
	}
	*out = o;
	return 0;
}

/* ---- what stands in the way ---- */

static void
say(struct work *w, struct json *list, const char *field, const char *words)
{
	struct json *j = js_object(w);

	js_put_text(j, "field", field);
	js_put_text(j, "words", words);
	js_add(list, j);
}

static int
is_chosen(struct work *w, const struct dossier_case *c, const struct dossier_field *f,
    const char *code)
{
	struct json *options;

	if (f->options == NULL)
		return 1;
	if (f->options(w, c->d, &options) < 0)
		return 0;
	for (size_t i = 0; i < js_size(options); i++)
		if (strcmp(js_get_text(js_at(options, i), "code"), code) == 0)
			return 1;
	return 0;
}

static int
all_chosen(struct work *w, const struct dossier_case *c, const struct dossier_field *f,
    const struct json *list)
{
	for (size_t i = 0; i < js_size(list); i++)
		if (!is_chosen(w, c, f, js_as_text(js_at(list, i))))
			return 0;
	return 1;
}

static const char *
verb_of(const struct dossier_field *f)
{
	return f->options != NULL || strcmp(f->type, "region") == 0 ? "选择" : "填写";
}

/* What is wrong with a field, or NULL. */
static const char *
field_wrong(struct work *w, const struct dossier_case *c, const struct dossier_field *f)
{
	const struct json *v = js_get(c->data, f->name);
	const char *text = v == NULL || !js_is_text(v) ? "" : js_as_text(v);
	int empty = js_is_array(v) ? js_size(v) == 0 : text_empty(text);

	if (empty)
		return f->flags & DOSSIER_OPTIONAL ? NULL :
		    arena_printf(w->arena, "请%s%s", verb_of(f), f->words);
	if (js_is_array(v) ? !all_chosen(w, c, f, v) : !is_chosen(w, c, f, text))
		return arena_printf(w->arena, "请重新选择%s", f->words);
	return f->wrong == NULL || js_is_array(v) ? NULL : f->wrong(w, text, c->data);
}

static int
paper_missing(struct work *w, const struct dossier_case *c, const struct upload *u,
    const char *label, const char **words)
{
	struct json *values;
	struct paper p;
	int has, fits;

	*words = NULL;
	if ((has = paper_current(w, dossier_scope(w, c->d), c->k->form, &p)) < 0)
		return -1;
	if (has == 0) {
		*words = arena_printf(w->arena, "请生成%s，打印盖章后上传", label);
		return 0;
	}
	if (dossier_values(w, c, &values) < 0 || (fits = paper_fits(w, &p, values)) < 0)
		return -1;
	if (!fits)
		*words = arena_printf(w->arena, "信息已修改，请重新生成%s，打印盖章后上传", label);
	else if (u != NULL && u->paper_version != p.version)
		*words = arena_printf(w->arena, "%s已更新为第%d版，请上传最新版本的扫描件", label,
		    p.version);
	return 0;
}

static int
document_missing(struct work *w, const struct dossier_case *c,
    const struct policy_document *doc, struct json *out)
{
	const struct upload *u = dossier_upload(c, doc->slot);
	const char *words = NULL;
	struct upload_rule rule;

	if (catalog_upload_rule(w, c->catalog, c->d->channel, doc->slot, &rule) < 0 ||
	    (doc->form != NULL && paper_missing(w, c, u, rule.words, &words) < 0))
		return -1;
	if (words == NULL && u == NULL)
		words = arena_printf(w->arena, "请上传%s", rule.words);
	else if (words == NULL && strcmp(u->file_state, FILE_READY) != 0)
		words = strcmp(u->file_state, FILE_REFUSED) == 0 ? u->file_words :
		    arena_printf(w->arena, "%s正在检查，请稍候", rule.words);
	if (words != NULL)
		say(w, out, doc->slot, words);
	return 0;
}

int
dossier_missing(struct work *w, const struct dossier_case *c, struct json *out)
{
	for (size_t i = 0; i < c->k->nfields; i++) {
		const char *words = field_wrong(w, c, &c->k->fields[i]);

		if (words != NULL)
			say(w, out, c->k->fields[i].name, words);
	}
	for (size_t i = 0; c->policy != NULL && i < c->policy->ndocuments; i++)
		if (document_missing(w, c, &c->policy->documents[i], out) < 0)
			return -1;
	return w->fault.code == ERR_NONE ? 0 : -1;
}

const char *
dossier_doubt(struct work *w, const struct dossier_case *c, const struct dossier_field *f)
{
	const char *text = js_get_text(c->data, f->name);

	return f->doubt == NULL || text_empty(text) ? NULL : f->doubt(w, text);
}

struct json *
dossier_warnings(struct work *w, const struct dossier_case *c)
{
	struct json *list = js_array(w);

	for (size_t i = 0; i < c->k->nfields; i++) {
		const char *words = dossier_doubt(w, c, &c->k->fields[i]);

		if (words != NULL)
			say(w, list, c->k->fields[i].name, words);
	}
	return list;
}
