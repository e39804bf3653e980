/* SPDX-License-Identifier: MIT */
/* What reviewers see: queues, and one review with its differences. */
#include <string.h>

#include "modules/base/json.h"
#include "modules/catalog/catalog.h"
#include "modules/file/upload.h"
#include "promise.h"
#include "review.h"
#include "review_case.h"

/* A lease that ended is shown as free, also before the clerk's timer comes. */
static enum review_state
state_now(const struct work *w, const struct review *r)
{
	if (!review_state_held(r->state) || r->lease_until >= w->now)
		return r->state;
	return r->state == REVIEW_IN_SECOND ? REVIEW_SECOND : REVIEW_PENDING;
}

static int
free_now(const struct work *w, const struct review *r)
{
	enum review_state s = state_now(w, r);

	return s == REVIEW_PENDING || s == REVIEW_SECOND;
}

static void
put_state(const struct work *w, const struct review *r, struct json *j)
{
	enum review_state s = state_now(w, r);
	int held = !free_now(w, r);

	js_put_text(j, "state", review_state_code(s));
	js_put_text(j, "state_words", review_state_words(s));
	js_put_text(j, "reviewer", held && *r->reviewer != '\0' ? r->reviewer : NULL);
	js_put_int(j, "lease_until", held ? r->lease_until : 0);
}

static struct json *
subject_lines(struct work *w, const struct catalog *c, const struct review *r)
{
	struct json *j = js_object(w);

	js_put_text(j, "kind", r->subject);
	js_put_text(j, "pid", pid_text(w, &r->subject_pid));
	js_put_text(j, "no", r->subject_no);
	js_put_text(j, "words", reviewed_words(r->subject, r->service));
	js_put_text(j, "title", *r->lock_type == '\0' ? "" : catalog_lock_words(c, r->lock_type));
	js_put_text(j, "holder", r->holder);
	js_put_text(j, "company", r->company);
	js_put_int(j, "fen", r->fen);
	return j;
}

static struct json *
review_row(struct work *w, const struct catalog *c, const struct review *r)
{
	struct json *j = js_object(w);

	js_put_text(j, "pid", pid_text(w, &r->pid));
	js_put(j, "subject", subject_lines(w, c, r));
	put_state(w, r, j);
	js_put_int(j, "round", r->round);
	js_put_int(j, "submitted_at", r->submitted_at);
	promise_put_review(w, r, j);
	js_put_int(j, "decided_at", r->decided_at);
	js_put_text(j, "first", r->first);
	js_put_bool(j, "preferred", r->prefer_id != 0 && r->prefer_id == w->actor->account_id);
	return j;
}

int
reviewing_list(struct work *w, const char *queue, int64_t page, int64_t size,
    struct json **out)
{
	struct json *items = js_array(w);
	const struct catalog *c;
	struct review *r;
	size_t n;

	if (catalog_get(w, &c) < 0 || review_list(w, queue, page, size, &r, &n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		js_add(items, review_row(w, c, &r[i]));
	*out = js_page(w, items, page, size);
	return 0;
}

int
reviewing_counts(struct work *w, struct json **out)
{
	static const char *const queues[] = { "mine", "pool", "second", "returned", "done" };

	*out = js_object(w);
	for (size_t i = 0; i < sizeof(queues) / sizeof(*queues); i++) {
		int64_t n;

		if (review_count(w, queues[i], &n) < 0)
			return -1;
		js_put_int(*out, queues[i], n);
	}
	return 0;
}

/* The first look is for those who may look first, and so on. */
static int
may_take(struct work *w, const struct review *r, const struct reviewed *on, int *out)
{
	const struct step *s = machine_step(&review_machine, (int)state_now(w, r),
	    REVIEW_ACT_CLAIM, 0, 0);
	int own;

	if (case_own(w, on, &own) < 0)
		return -1;
	*out = !own && free_now(w, r) && s != NULL && work_may(w, s->who) &&
	    r->first_id != w->actor->account_id;
	return 0;
}

#define NEXT_MOST	50	/* so many are looked at for one this reviewer may take */

int
reviewing_next(struct work *w, const char *queue, struct json **out)
{
	const char *found = NULL;
	struct review *r;
	size_t n;

	if (review_list(w, queue, 1, NEXT_MOST, &r, &n) < 0)
		return -1;
	for (size_t i = 0; i < n && found == NULL; i++) {
		struct reviewed on;
		int may;

		if (reviewed_load(w, (struct review_of){ r[i].subject, r[i].subject_id }, 0,
			&on) < 0 || may_take(w, &r[i], &on, &may) < 0)
			return -1;
		if (may || case_mine(w, &r[i]))
			found = pid_text(w, &r[i].pid);
	}
	*out = js_object(w);
	js_put_text(*out, "review", found);
	return 0;
}

int
reviewing_reviewers(struct work *w, struct json **out)
{
	struct json *items = js_array(w);
	struct review_load *l;
	size_t n;

	if (review_loads(w, &l, &n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		struct json *j = js_object(w);

		js_put_text(j, "pid", pid_text(w, &l[i].pid));
		js_put_text(j, "name", l[i].name);
		js_put_int(j, "held", l[i].held);
		js_add(items, j);
	}
	*out = js_object(w);
	js_put(*out, "items", items);
	return 0;
}

/* ---- one review ---- */

struct page {
	struct review	*r;
	struct reviewed	 on;
	struct review	*rounds;
	size_t		 nrounds;
	struct review	*before;	/* the round this one answers, or NULL */
};

static int
load(struct work *w, const struct pid *review, struct page *p)
{
	struct review_of of;

	if (review_get(w, review, &p->r) < 0)
		return -1;
	of = (struct review_of){ p->r->subject, p->r->subject_id };
	if (reviewed_load(w, of, 0, &p->on) < 0 ||
	    review_rounds(w, of, &p->rounds, &p->nrounds) < 0)
		return -1;
	p->before = NULL;
	for (size_t i = 0; i < p->nrounds; i++)
		if (p->rounds[i].round == p->r->round - 1)
			p->before = &p->rounds[i];
	return 0;
}

static struct json *
field_json(struct work *w, const struct review_field *f, const struct review_field *was)
{
	int changed = was != NULL && strcmp(f->value, was->value) != 0;
	struct json *j = js_object(w);

	js_put_text(j, "field", f->name);
	js_put_text(j, "words", f->words);
	js_put_text(j, "value", f->value);
	js_put_text(j, "before", changed ? was->value : NULL);
	js_put_bool(j, "changed", changed);
	js_put_bool(j, "frozen", !(f->flags & REVIEW_FIELD_OPEN));
	js_put_text(j, "warning", f->flags & REVIEW_FIELD_WARNED ? f->warning : NULL);
	return j;
}

static int
put_fields(struct work *w, const struct page *p, struct json *out)
{
	struct review_field *is, *was = NULL;
	struct json *list = js_array(w);
	size_t n, nwas = 0;

	if (p->on.of->fields(w, &p->on, p->r->data, &is, &n) < 0 ||
	    (p->before != NULL &&
		p->on.of->fields(w, &p->on, p->before->data, &was, &nwas) < 0))
		return -1;
	for (size_t i = 0; i < n; i++)
		if (!(is[i].flags & REVIEW_FIELD_PAPER))
			js_add(list, field_json(w, &is[i], i < nwas ? &was[i] : NULL));
	js_put(out, "fields", list);
	return 0;
}

static int
looked_at(const struct review_seen *seen, size_t n, const struct pid *upload, int64_t account)
{
	for (size_t i = 0; i < n; i++)
		if ((account == 0 || seen[i].account_id == account) &&
		    memcmp(&seen[i].upload_pid, upload, sizeof(*upload)) == 0)
			return 1;
	return 0;
}

/*
 * Nothing can be brought while an order is under review, so what came since
 * the verdict before is new, unless that round already saw it (same second).
 */
static int
is_new(struct work *w, const struct page *p, const struct upload *u, int *out)
{
	struct review_seen *seen;
	size_t n;

	*out = 0;
	if (p->before == NULL || u->at < p->before->decided_at)
		return 0;
	if (review_seen_list(w, p->before->id, &seen, &n) < 0)
		return -1;
	*out = !looked_at(seen, n, &u->pid, 0);
	return 0;
}

static int
put_document_marks(struct work *w, const struct page *p, const struct upload *u, size_t n,
    struct json *doc)
{
	struct review_seen *seen;
	const char *slot = js_get_text(doc, "slot");
	int changed = 0, looked = 0;
	size_t nseen;

	if (review_seen_list(w, p->r->id, &seen, &nseen) < 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		if (slot == NULL || strcmp(u[i].slot, slot) != 0)
			continue;
		if (is_new(w, p, &u[i], &changed) < 0)
			return -1;
		looked = looked_at(seen, nseen, &u[i].pid, w->actor->account_id);
	}
	js_put_bool(doc, "changed", changed);
	js_put_bool(doc, "seen", looked);
	return 0;
}

static int
put_documents(struct work *w, const struct page *p, struct json *out)
{
	struct json *docs = js_get(out, "documents");
	struct upload *u;
	size_t n;

	if (upload_list(w, p->on.uploads, &p->on.pid, &u, &n) < 0)
		return -1;
	for (size_t i = 0; docs != NULL && i < js_size(docs); i++)
		if (put_document_marks(w, p, u, n, js_at(docs, i)) < 0)
			return -1;
	return 0;
}

/* Both names where two people looked. */
static const char *
signed_by(struct work *w, const struct review *r)
{
	return r->first_id == 0 || r->first_id == r->reviewer_id ? r->reviewer :
	    arena_printf(w->arena, "初审 %s，复核 %s", r->first, r->reviewer);
}

static int
round_json(struct work *w, const struct review *r, struct json **out)
{
	struct json *j = js_object(w), *marks = js_array(w);
	struct review_mark *m;
	size_t n;

	if (review_marks(w, r->id, &m, &n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		struct json *mark = js_object(w);

		js_put_text(mark, "field", m[i].field);
		js_put_text(mark, "words", m[i].words);
		js_put_text(mark, "reason", m[i].reason);
		js_add(marks, mark);
	}
	js_put_int(j, "round", r->round);
	js_put_text(j, "verdict", r->state_code);
	js_put_text(j, "verdict_words", review_state_words(r->state));
	js_put_text(j, "words", r->words);
	js_put(j, "marks", marks);
	js_put_text(j, "by", signed_by(w, r));
	js_put_int(j, "at", r->decided_at);
	*out = j;
	return 0;
}

static int
put_rounds(struct work *w, const struct page *p, struct json *out)
{
	struct json *list = js_array(w), *j;

	for (size_t i = 0; i < p->nrounds; i++) {
		const struct review *r = &p->rounds[i];

		if (review_state_waits(r->state) || r->state == REVIEW_VOID)
			continue;
		if (round_json(w, r, &j) < 0)
			return -1;
		js_add(list, j);
	}
	js_put(out, "rounds", list);
	return 0;
}

static const char *
remark_words(const char *act)
{
	static const struct { const char *act, *words; } table[] = {
		{ "APPROVE", "初审通过" }, { "SENDBACK", "退回初审" }, { "REASSIGN", "转派" },
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++)
		if (strcmp(table[i].act, act) == 0)
			return table[i].words;
	return act;
}

static int
put_remarks(struct work *w, const struct page *p, struct json *out)
{
	struct json *list = js_array(w);
	struct review_remark *r;
	size_t n;

	if (review_remarks(w, p->r->id, &r, &n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		struct json *j = js_object(w);

		js_put_text(j, "act_words", remark_words(r[i].act));
		js_put_text(j, "by", r[i].by);
		js_put_text(j, "words", r[i].words);
		js_put_int(j, "at", r[i].at);
		js_add(list, j);
	}
	js_put(out, "remarks", list);
	return 0;
}

static void
put_templates(struct work *w, const struct catalog *c, struct json *out)
{
	struct json *list = js_array(w);

	for (size_t i = 0; i < c->n_return_reasons; i++) {
		struct json *j = js_object(w);

		js_put_text(j, "code", c->return_reasons[i].code);
		js_put_text(j, "words", c->return_reasons[i].words);
		js_add(list, j);
	}
	js_put(out, "templates", list);
}

/* What the step table allows this actor with the review as it is now. */
static int
step_may(struct work *w, const struct review *r, enum review_act act)
{
	const struct step *s = machine_step(&review_machine, (int)r->state, (int)act,
	    r->reviewers > 1 ? REVIEW_TWO : 0, 0);

	return s != NULL && work_may(w, s->who);
}

static int
put_may(struct work *w, const struct page *p, struct json *out)
{
	static const struct {
		const char	*word;
		enum review_act	 act;
	} held[] = {
		{ "release", REVIEW_ACT_RELEASE }, { "approve", REVIEW_ACT_APPROVE },
		{ "return", REVIEW_ACT_RETURN }, { "sendback", REVIEW_ACT_SENDBACK },
		{ "refuse", REVIEW_ACT_REFUSE },
	};
	struct json *may = js_array(w);
	int own, take;

	if (case_own(w, &p->on, &own) < 0 || may_take(w, p->r, &p->on, &take) < 0)
		return -1;
	if (take)
		js_add_text(may, "claim");
	for (size_t i = 0; case_mine(w, p->r) && i < sizeof(held) / sizeof(*held); i++)
		if (step_may(w, p->r, held[i].act))
			js_add_text(may, held[i].word);
	if (work_may(w, RIGHT_LEAD) && (p->r->state == REVIEW_PENDING ||
		step_may(w, p->r, REVIEW_ACT_REASSIGN)))
		js_add_text(may, "reassign");
	if (!own && step_may(w, p->r, REVIEW_ACT_REVOKE) &&
	    (size_t)p->r->round == p->nrounds)
		js_add_text(may, "revoke");
	js_put(out, "may", may);
	js_put_bool(out, "own", own);
	return 0;
}

int
reviewing_get(struct work *w, const struct pid *review, struct json **out)
{
	const struct catalog *c;
	struct json *j;
	struct page p;

	if (catalog_get(w, &c) < 0 || load(w, review, &p) < 0)
		return -1;
	j = review_row(w, c, p.r);
	js_put_int(j, "version", p.on.version);
	js_put_text(j, "words", p.r->words);
	js_put_bool(j, "has_form", p.on.form != NULL);
	js_put_bool(j, "second", p.r->reviewers > 1 && (p.r->state == REVIEW_SECOND ||
		p.r->state == REVIEW_IN_SECOND));
	if (p.on.of->page(w, &p.on, j) < 0 || put_fields(w, &p, j) < 0 ||
	    put_documents(w, &p, j) < 0 || put_rounds(w, &p, j) < 0 ||
	    put_remarks(w, &p, j) < 0 || put_may(w, &p, j) < 0)
		return -1;
	put_templates(w, c, j);
	*out = j;
	return 0;
}
