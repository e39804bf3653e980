/* SPDX-License-Identifier: MIT */
/*
 * Dossiers before their reviewers: the row of THE SUBJECT TABLE.  What a round
 * keeps of the data is sealed, as it is in the dossier itself: it holds ID
 * numbers, and the table of reviews does not.
 */
#include <string.h>

#include "db/seal.h"
#include "dossiers.h"
#include "modules/base/json.h"
#include "modules/base/text.h"
#include "modules/catalog/calendar.h"
#include "modules/company/company.h"
#include "review_subject.h"

#define SEALED_AS "review.data"

/* ---- the data of a round ---- */

static const char *
closed(struct work *w, const struct dossier *d)
{
	struct blob b = seal_text(w, SEALED_AS, &d->pid, d->data);

	return hex_text(w->arena, b.p, b.n);
}

static int
opened(struct work *w, const struct dossier *d, const char *hex, struct json **out)
{
	size_t n = strlen(hex) / 2;
	unsigned char *bytes = arena_alloc(w->arena, n + 1);
	const char *text;

	if (hex_bytes(hex, bytes, n) < 0)
		return refuse(w, ERR_BUG, "dossier %s: data of a round", d->no);
	return seal_open(w, SEALED_AS, &d->pid, (struct blob){ bytes, n }, &text) < 0 ? -1 :
	    js_parse(w, text, strlen(text), out);
}

/* ---- load ---- */

static int
company_of(struct work *w, const struct dossier *d, const char **out)
{
	struct company c;

	*out = "";
	if (strcmp(d->kind, DOSSIER_PERSON) == 0)
		return 0;
	if (company_get(w, d->subject_id, &c) < 0)
		return -1;
	*out = c.name;
	return 0;
}

static int
due_at(struct work *w, const struct dossier *d, const struct policy **p, int64_t *out)
{
	const struct catalog *c;

	if (catalog_get(w, &c) < 0)
		return -1;
	*p = dossier_policy(c, d);
	*out = *p == NULL || (*p)->review_minutes == 0 ? 0 :
	    calendar_add(c, w->now, (*p)->review_minutes);
	return 0;
}

static int
load(struct work *w, int64_t id, int lock, struct reviewed *r)
{
	const struct dossier_kind *k;
	const struct policy *p;
	struct dossier *d;

	if ((lock ? dossier_take_id : dossier_get_id)(w, id, &d) < 0 ||
	    dossier_kind_get(w, d->kind, &k) < 0 || due_at(w, d, &p, &r->due_at) < 0 ||
	    company_of(w, d, &r->company) < 0)
		return -1;
	r->thing = d;
	r->id = d->id;
	r->pid = d->pid;
	r->no = d->no;
	r->code = d->kind;
	r->channel = d->channel;
	r->lock_type = "";
	r->holder = d->title;
	r->account_id = d->account_id;
	r->person_id = d->person_id;
	r->version = d->version;
	r->reviewers = p == NULL ? 1 : p->reviewers;
	r->data = closed(w, d);
	r->uploads = SCOPE_DOSSIER;
	r->form = k->form;
	r->paper_scope = dossier_scope(w, d);
	return 0;
}

/* ---- fields ---- */

static int
field(struct work *w, const struct dossier_case *c, const struct dossier_field *f,
    struct review_field *out)
{
	const char *doubt = dossier_doubt(w, c, f);

	*out = (struct review_field){ .name = f->name, .words = f->words, .warning = doubt,
	    .flags = (f->flags & DOSSIER_FIXED ? 0 : REVIEW_FIELD_OPEN) |
	    (doubt == NULL ? 0 : REVIEW_FIELD_WARNED) };
	return dossier_value_words(w, c->d, f, c->data, &out->value);
}

static int
documents(struct work *w, const struct dossier_case *c, struct review_field *out, size_t *n)
{
	for (size_t i = 0; c->policy != NULL && i < c->policy->ndocuments; i++) {
		struct upload_rule rule;

		if (catalog_upload_rule(w, c->catalog, c->d->channel,
			c->policy->documents[i].slot, &rule) < 0)
			return -1;
		out[(*n)++] = (struct review_field){ .name = rule.slot, .words = rule.words,
		    .value = "", .flags = REVIEW_FIELD_OPEN | REVIEW_FIELD_PAPER |
		    REVIEW_FIELD_WANTED };
	}
	return 0;
}

static int
fields(struct work *w, const struct reviewed *r, const char *data, struct review_field **out,
    size_t *n)
{
	struct dossier_case c;

	if (dossier_load(w, r->thing, &c) < 0 || opened(w, c.d, data, &c.data) < 0)
		return -1;
	*out = ARENA_ARRAY(w->arena, struct review_field,
	    c.k->nfields + (c.policy == NULL ? 0 : c.policy->ndocuments) + 1);
	for (*n = 0; *n < c.k->nfields; ++*n)
		if (field(w, &c, &c.k->fields[*n], &(*out)[*n]) < 0)
			return -1;
	return documents(w, &c, *out, n);
}

/* ---- verdicts ---- */

static int
approved(struct work *w, struct dossier *d, const struct review_settling *s)
{
	struct dossier_case c;

	return dossier_load(w, d, &c) < 0 || dossier_effect(w, &c) < 0 ||
	    dossier_move(w, d, DOSSIER_ACT_APPROVE, s->words) < 0 ||
	    dossier_tell(w, d, "dossier.approved", s->round, s->line) < 0 ? -1 : 0;
}

static int
returned(struct work *w, struct dossier *d, const struct review_settling *s)
{
	return dossier_move(w, d, DOSSIER_ACT_RETURN, s->line) < 0 ? -1 :
	    dossier_tell(w, d, "dossier.returned", s->round, s->line);
}

static int
refused(struct work *w, struct dossier *d, const struct review_settling *s)
{
	const struct dossier_kind *k;

	if (dossier_kind_get(w, d->kind, &k) < 0 ||
	    dossier_move(w, d, DOSSIER_ACT_REFUSE, s->line) < 0 ||
	    (k->refused != NULL && k->refused(w, d, s->line) < 0))
		return -1;
	return dossier_tell(w, d, "dossier.refused", s->round, s->line);
}

/* The register has changed with the approval: a newer version corrects it. */
static int
revoked(struct work *w, struct dossier *d, const struct review_settling *s)
{
	(void)s;
	return refuse_say(w, ERR_CONFLICT, NULL,
	    "%s审核通过后已生效，不能撤销；如有错误，请申请人提交新的版本",
	    dossier_kind_words(d->kind));
}

static int
settle(struct work *w, struct reviewed *r, const struct review_settling *s)
{
	static int (*const by[])(struct work *, struct dossier *,
	    const struct review_settling *) = {
		[OUTCOME_APPROVED] = approved, [OUTCOME_RETURNED] = returned,
		[OUTCOME_REFUSED] = refused, [OUTCOME_REVOKED] = revoked,
	};

	return by[s->outcome](w, r->thing, s);
}

static int
page(struct work *w, const struct reviewed *r, struct json *out)
{
	struct json *docs, *j = js_object(w);
	struct dossier_case c;

	if (dossier_load(w, r->thing, &c) < 0 || dossier_documents_json(w, &c, &docs) < 0)
		return -1;
	js_put_text(j, "pid", pid_text(w, &c.d->pid));
	js_put_text(j, "no", c.d->no);
	js_put_int(j, "n", c.d->n);
	js_put_text(j, "kind", c.d->kind);
	js_put_text(j, "state_words", dossier_state_words(c.d->state));
	js_put(out, "dossier", j);
	js_put(out, "documents", docs);
	return 0;
}

const struct review_subject review_of_dossiers = {
	.kind = SUBJECT_DOSSIER, .words = dossier_kind_words, .load = load, .fields = fields,
	.settle = settle, .page = page,
};
