/* SPDX-License-Identifier: MIT */
/* Dossiers as the API shows them. */
#include <string.h>

#include "dossiers.h"
#include "modules/base/json.h"
#include "modules/base/text.h"
#include "modules/company/company.h"
#include "modules/paper/paper.h"
#include "promise.h"
#include "review_subject.h"

/* ---- fields ---- */

/* Numbers of people stand in full only where their owner types them. */
static const char *
shown(struct work *w, const struct dossier_case *c, const struct dossier_field *f,
    const char *value)
{
	if (!(f->flags & DOSSIER_NUMBER) || dossier_state_typing(c->d->state))
		return value;
	return strcmp(f->type, "phone") == 0 ? mask_phone(w->arena, value) :
	    mask_id_number(w->arena, value);
}

static int
field_json(struct work *w, const struct dossier_case *c, const struct dossier_field *f,
    struct json *list)
{
	struct json *j = js_object(w), *options = NULL;
	const char *value;

	if (dossier_value_words(w, c->d, f, c->data, &value) < 0 ||
	    (f->options != NULL && dossier_state_typing(c->d->state) &&
		f->options(w, c->d, &options) < 0))
		return -1;
	js_put_text(j, "name", f->name);
	js_put_text(j, "words", f->words);
	js_put_int(j, "step", f->step);
	js_put_text(j, "type", f->type);
	js_put_int(j, "max", f->max);
	js_put_bool(j, "required", !(f->flags & DOSSIER_OPTIONAL));
	js_put_text(j, "help", f->help);
	js_put(j, "options", options);
	js_put_text(j, "value", shown(w, c, f, value));
	js_put_bool(j, "open", !(f->flags & DOSSIER_FIXED) && dossier_opened(c, f->name));
	js_put_text(j, "mark", dossier_mark(c, f->name));
	js_add(list, j);
	return 0;
}

static int
put_fields(struct work *w, const struct dossier_case *c, struct json *out)
{
	struct json *list = js_array(w);

	for (size_t i = 0; i < c->k->nfields; i++)
		if (field_json(w, c, &c->k->fields[i], list) < 0)
			return -1;
	js_put(out, "fields", list);
	return 0;
}

/* ---- documents ---- */

static struct json *
rule_json(struct work *w, const struct upload_rule *r, const struct upload_slot *slot)
{
	struct json *j = js_object(w);

	js_put(j, "types", upload_types_json(w, r->types));
	js_put_int(j, "min_bytes", r->min_bytes);
	js_put_int(j, "max_bytes", r->max_bytes);
	js_put_text(j, "note", slot == NULL ? NULL : slot->note);
	js_put_text(j, "sample", slot == NULL ? NULL : SAMPLE_URL(w, slot));
	return j;
}

static const struct upload_slot *
slot_of(const struct dossier_case *c, const char *slot)
{
	for (size_t i = 0; i < c->catalog->n_slots; i++)
		if (strcmp(c->catalog->slots[i].slot, slot) == 0 &&
		    strcmp(c->catalog->slots[i].channel, c->d->channel) == 0)
			return &c->catalog->slots[i];
	return NULL;
}

static int
put_paper(struct work *w, const struct dossier_case *c, const char *form, struct json *j)
{
	struct json *values, *paper = NULL;
	struct paper p;
	int has = form == NULL ? 0 : paper_current(w, dossier_scope(w, c->d), form, &p);
	int fits = 0;

	if (has < 0 || (has == 1 && (dossier_values(w, c, &values) < 0 ||
		(fits = paper_fits(w, &p, values)) < 0)))
		return -1;
	if (has == 1) {
		paper = paper_json(w, &p);
		js_put_bool(paper, "current", fits);
	}
	js_put_text(j, "form", form);
	js_put(j, "paper", paper);
	return 0;
}

static int
document_json(struct work *w, const struct dossier_case *c, const struct policy_document *doc,
    struct json *list)
{
	const struct upload *u = dossier_upload(c, doc->slot);
	struct upload_rule rule;
	struct json *j = js_object(w);

	if (catalog_upload_rule(w, c->catalog, c->d->channel, doc->slot, &rule) < 0)
		return -1;
	js_put_text(j, "slot", doc->slot);
	js_put_text(j, "words", rule.words);
	js_put_int(j, "step", dossier_document_step(c->k, doc));
	js_put(j, "rule", rule_json(w, &rule, slot_of(c, doc->slot)));
	js_put(j, "upload", u == NULL ? NULL : upload_json(w, u));
	js_put_bool(j, "open", dossier_opened(c, doc->slot));
	js_put_text(j, "mark", dossier_mark(c, doc->slot));
	js_add(list, j);
	return put_paper(w, c, doc->form, j);
}

int
dossier_documents_json(struct work *w, const struct dossier_case *c, struct json **out)
{
	*out = js_array(w);
	for (size_t i = 0; c->policy != NULL && i < c->policy->ndocuments; i++)
		if (document_json(w, c, &c->policy->documents[i], *out) < 0)
			return -1;
	return 0;
}

/* ---- history ---- */

static struct json *
line(struct work *w, const struct dossier *d)
{
	struct json *j = js_object(w);

	js_put_int(j, "n", d->n);
	js_put_int(j, "round", 0);
	js_put_int(j, "at", d->decided_at);
	js_put_text(j, "by", "系统");
	js_put_text(j, "state", d->state_code);
	js_put_text(j, "state_words", dossier_state_words(DOSSIER_APPROVED));
	js_put_text(j, "words", NULL);
	return j;
}

static int
reason_of(struct work *w, const struct review *r, const char **out)
{
	struct review_mark *m;
	const char *line = r->words == NULL ? "" : r->words;
	size_t n;

	if (review_marks(w, r->id, &m, &n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		line = arena_printf(w->arena, "%s%s%s：%s", line, *line == '\0' ? "" : "；",
		    m[i].words, m[i].reason);
	*out = line;
	return 0;
}

/* I2: 审批时间, 审批人, 审核状态, 处理意见; a row a verdict. */
static int
verdict_lines(struct work *w, const struct dossier *d, struct json *list)
{
	struct review *r;
	const char *words;
	size_t n;

	if (review_rounds(w, review_of_dossier(d->id), &r, &n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		struct json *j = js_object(w);

		if (review_state_waits(r[i].state) || r[i].state == REVIEW_VOID)
			continue;
		if (reason_of(w, &r[i], &words) < 0)
			return -1;
		js_put_int(j, "n", d->n);
		js_put_int(j, "round", r[i].round);
		js_put_int(j, "at", r[i].decided_at);
		js_put_text(j, "by", r[i].reviewer);
		js_put_text(j, "state", r[i].state_code);
		js_put_text(j, "state_words", r[i].state == REVIEW_RETURNED ?
		    dossier_state_words(DOSSIER_RETURNED) : review_state_words(r[i].state));
		js_put_text(j, "words", words);
		js_add(list, j);
	}
	if (n == 0 && d->state == DOSSIER_APPROVED)
		js_add(list, line(w, d));
	return 0;
}

static int
history(struct work *w, const char *kind, int64_t subject_id, struct json **out)
{
	struct dossier *d;
	size_t n;

	*out = js_array(w);
	if (dossier_versions(w, kind, subject_id, &d, &n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		if (verdict_lines(w, &d[i], *out) < 0)
			return -1;
	return 0;
}

/* ---- one dossier ---- */

static int
put_verdict(struct work *w, const struct dossier_case *c, struct json *out)
{
	struct json *j = NULL;
	struct review *r;
	const char *words;

	if (review_verdict(w, review_of_dossier(c->d->id), &r) < 0)
		return -1;
	if (r != NULL) {
		if (reason_of(w, r, &words) < 0)
			return -1;
		j = js_object(w);
		js_put_text(j, "state", r->state_code);
		js_put_text(j, "words", words);
		js_put_int(j, "round", r->round);
		js_put_int(j, "at", r->decided_at);
	}
	js_put(out, "verdict", j);
	return 0;
}

static int
put_promise(struct work *w, const struct dossier_case *c, struct json *out)
{
	struct review *r = NULL;

	if (c->d->state == DOSSIER_PENDING &&
	    review_latest(w, review_of_dossier(c->d->id), &r) < 0)
		return -1;
	promise_put_review(w, r, out);
	return 0;
}

static struct json *
steps_json(struct work *w, const struct dossier_kind *k)
{
	struct json *list = js_array(w);

	for (const char *const *s = k->steps; *s != NULL; s++)
		js_add_text(list, *s);
	return list;
}

static int
put_open(struct work *w, const struct dossier_case *c, struct json *j)
{
	struct json *missing = js_array(w);
	int typing = dossier_state_typing(c->d->state);

	if (typing && dossier_missing(w, c, missing) < 0)
		return -1;
	js_put(j, "data", typing ? c->data : NULL);
	js_put(j, "missing", missing);
	js_put(j, "warnings", dossier_warnings(w, c));
	return 0;
}

int
dossier_json(struct work *w, const struct dossier_case *c, struct json **out)
{
	struct json *j = js_object(w), *docs, *past;

	js_put_text(j, "pid", pid_text(w, &c->d->pid));
	js_put_text(j, "kind", c->d->kind);
	js_put_text(j, "kind_words", c->k->words);
	js_put_text(j, "no", c->d->no);
	js_put_int(j, "n", c->d->n);
	js_put_int(j, "version", c->d->version);
	js_put_text(j, "state", c->d->state_code);
	js_put_text(j, "state_words", dossier_state_words(c->d->state));
	js_put_int(j, "step", c->d->step);
	js_put(j, "steps", steps_json(w, c->k));
	js_put_bool(j, "reviewed", c->d->policy_id != 0);
	js_put_int(j, "submitted_at", c->d->submitted_at);
	js_put_int(j, "decided_at", c->d->decided_at);
	js_put_int(j, "updated_at", c->d->updated_at);
	if (put_fields(w, c, j) < 0 || dossier_documents_json(w, c, &docs) < 0 ||
	    put_open(w, c, j) < 0 || put_verdict(w, c, j) < 0 || put_promise(w, c, j) < 0 ||
	    history(w, c->d->kind, c->d->subject_id, &past) < 0)
		return -1;
	js_put(j, "documents", docs);
	js_put(j, "history", past);
	*out = j;
	return 0;
}

int
dossiers_get(struct work *w, const struct pid *pid, struct json **out)
{
	struct dossier_case c;
	struct dossier *d;

	return dossier_get(w, pid, &d) < 0 || dossier_load(w, d, &c) < 0 ? -1 :
	    dossier_json(w, &c, out);
}

/* ---- what a subject has ---- */

static int
one_json(struct work *w, struct dossier *d, struct json **out)
{
	struct dossier_case c;

	*out = NULL;
	if (d == NULL)
		return 0;
	return dossier_load(w, d, &c) < 0 ? -1 : dossier_json(w, &c, out);
}

int
dossiers_put_subject(struct work *w, const char *kind, int64_t subject_id, struct json *out)
{
	struct json *approved, *current, *past;
	struct dossier *in_force, *open;

	if (dossier_in_force(w, kind, subject_id, &in_force) < 0 ||
	    dossier_open_of(w, kind, subject_id, &open) < 0 ||
	    one_json(w, in_force, &approved) < 0 || one_json(w, open, &current) < 0 ||
	    history(w, kind, subject_id, &past) < 0)
		return -1;
	js_put(out, "approved", approved);
	js_put(out, "current", current);
	js_put(out, "history", past);
	return 0;
}

static void
put_value(struct work *w, struct json *list, const char *name, const char *words,
    const char *value)
{
	struct json *j = js_object(w);

	js_put_text(j, "name", name);
	js_put_text(j, "words", words);
	js_put_text(j, "value", value);
	js_add(list, j);
}

/* Enterprises of the old platform have no dossier: the register itself. */
static struct json *
register_json(struct work *w, const struct company *c)
{
	struct json *j = js_object(w), *list = js_array(w);

	js_put_text(j, "pid", pid_text(w, &c->pid));
	js_put_text(j, "name", c->name);
	js_put_text(j, "credit_code", c->credit_code);
	js_put_text(j, "channel", c->channel);
	js_put_text(j, "state", c->state);
	js_put_text(j, "state_words", strcmp(c->state, "APPROVED") == 0 ? "审核通过" :
	    strcmp(c->state, "NEW") == 0 ? "尚未审核" : "已停用");
	put_value(w, list, "name", "单位名称", c->name);
	put_value(w, list, "credit_code", "统一社会信用代码", c->credit_code);
	put_value(w, list, "legal_name", "法定代表人", c->legal_name);
	put_value(w, list, "region", "企业注册地", c->region);
	put_value(w, list, "address", "住所", c->address);
	put_value(w, list, "phone", "单位电话", c->phone);
	js_put(j, "fields", list);
	return j;
}

int
dossiers_company(struct work *w, struct json **out)
{
	struct company c;

	if (w->actor->company_id == 0)
		return refuse(w, ERR_NOTFOUND, "no enterprise is chosen");
	if (company_get(w, w->actor->company_id, &c) < 0)
		return -1;
	*out = js_object(w);
	js_put(*out, "company", register_json(w, &c));
	return dossiers_put_subject(w, DOSSIER_COMPANY, c.id, *out);
}
