/* SPDX-License-Identifier: MIT */
/* What reviewers see: queues, and one review with its differences. */
#include <string.h>

#include "modules/base/json.h"
#include "modules/catalog/catalog.h"
#include "modules/file/upload.h"
#include "order_view.h"
#include "promise.h"
#include "review.h"
#include "review_case.h"
#include "services.h"
#include "tell.h"

/* A lease that ended is shown as free, also before the clerk's timer comes. */
static int
free_now(const struct work *w, const struct review *r)
{
	return r->state == REVIEW_PENDING ||
	    (r->state == REVIEW_IN_REVIEW && r->lease_until < w->now);
}

static void
put_state(const struct work *w, const struct review *r, struct json *j)
{
	enum review_state s = free_now(w, r) ? REVIEW_PENDING : r->state;
	int held = s != REVIEW_PENDING;

	js_put_text(j, "state", review_state_code(s));
	js_put_text(j, "state_words", review_state_words(s));
	js_put_text(j, "reviewer", held && *r->reviewer != '\0' ? r->reviewer : NULL);
	js_put_int(j, "lease_until", held ? r->lease_until : 0);
}

static struct json *
order_lines(struct work *w, const struct catalog *c, const struct review *r)
{
	struct json *j = js_object(w);

	js_put_text(j, "pid", pid_text(w, &r->order_pid));
	js_put_text(j, "no", r->order_no);
	js_put_text(j, "service_words", service_words_of(r->service));
	js_put_text(j, "lock_words", catalog_lock_words(c, r->lock_type));
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
	js_put(j, "order", order_lines(w, c, r));
	put_state(w, r, j);
	js_put_int(j, "round", r->round);
	js_put_int(j, "submitted_at", r->submitted_at);
	promise_put_review(w, r, j);
	js_put_int(j, "decided_at", r->decided_at);
	js_put_bool(j, "preferred", r->prefer_id == w->actor->account_id);
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
	*out = js_object(w);
	js_put(*out, "items", items);
	js_put_int(*out, "page", page);
	js_put_int(*out, "size", size);
	return 0;
}

int
reviewing_counts(struct work *w, struct json **out)
{
	static const char *const queues[] = { "mine", "pool", "returned", "done" };

	*out = js_object(w);
	for (size_t i = 0; i < sizeof(queues) / sizeof(*queues); i++) {
		int64_t n;

		if (review_count(w, queues[i], &n) < 0)
			return -1;
		js_put_int(*out, queues[i], n);
	}
	return 0;
}

/* ---- one review ---- */

struct page {
	struct review	*r;
	struct order	*o;
	struct review	*rounds;
	size_t		 nrounds;
	struct review	*before;	/* the round this one answers, or NULL */
};

static int
load(struct work *w, const struct pid *review, struct page *p)
{
	if (review_get(w, review, &p->r) < 0 || order_get(w, &p->r->order_pid, &p->o) < 0 ||
	    review_rounds(w, p->o->id, &p->rounds, &p->nrounds) < 0)
		return -1;
	p->before = NULL;
	for (size_t i = 0; i < p->nrounds; i++)
		if (p->rounds[i].round == p->r->round - 1)
			p->before = &p->rounds[i];
	return 0;
}

static const char *
value_of(struct work *w, const struct order_field *f, const struct order *o,
    const struct json *data)
{
	return f->value == NULL ? "" : f->value(w, o, data);
}

static struct json *
field_json(struct work *w, const struct order_field *f, const struct order *o,
    const struct json *now, const struct json *before)
{
	const char *is = value_of(w, f, o, now);
	const char *was = before == NULL ? NULL : value_of(w, f, o, before);
	int changed = was != NULL && strcmp(is, was) != 0;
	struct json *j = js_object(w);

	js_put_text(j, "field", f->name);
	js_put_text(j, "words", f->words);
	js_put_text(j, "value", is);
	js_put_text(j, "before", changed ? was : NULL);
	js_put_bool(j, "changed", changed);
	js_put_bool(j, "frozen", !order_field_open(f));
	return j;
}

static int
put_fields(struct work *w, const struct page *p, struct json *out)
{
	const struct service *s;
	struct json *list = js_array(w), *now, *before = NULL;

	if (service_get(w, p->o->service, &s) < 0 || order_data(w, p->r->data, &now) < 0 ||
	    (p->before != NULL && order_data(w, p->before->data, &before) < 0))
		return -1;
	for (size_t i = 0; i < s->nfields; i++)
		if (!(s->fields[i].flags & ORDER_FIELD_PAPER))
			js_add(list, field_json(w, &s->fields[i], p->o, now, before));
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
put_documents(struct work *w, const struct page *p, struct json *order, struct json *out)
{
	struct json *docs = js_get(order, "documents");
	struct upload *u;
	size_t n;

	if (upload_list(w, SCOPE_ORDER, &p->o->pid, &u, &n) < 0)
		return -1;
	for (size_t i = 0; docs != NULL && i < js_size(docs); i++)
		if (put_document_marks(w, p, u, n, js_at(docs, i)) < 0)
			return -1;
	js_put(out, "documents", docs);
	return 0;
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
	js_put_text(j, "by", r->reviewer);
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

		if (r->state != REVIEW_RETURNED && r->state != REVIEW_APPROVED)
			continue;
		if (round_json(w, r, &j) < 0)
			return -1;
		js_add(list, j);
	}
	js_put(out, "rounds", list);
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

static int
put_may(struct work *w, const struct page *p, struct json *out)
{
	struct json *may = js_array(w);
	int own;

	if (case_own(w, p->o, &own) < 0)
		return -1;
	if (!own && free_now(w, p->r))
		js_add_text(may, "claim");
	if (case_mine(w, p->r)) {
		js_add_text(may, "release");
		js_add_text(may, "approve");
		js_add_text(may, "return");
	}
	js_put(out, "may", may);
	js_put_bool(out, "own", own);
	return 0;
}

int
reviewing_get(struct work *w, const struct pid *review, struct json **out)
{
	const struct catalog *c;
	struct json *j, *order;
	struct page p;

	if (catalog_get(w, &c) < 0 || load(w, review, &p) < 0 ||
	    order_page(w, p.o, &order) < 0)
		return -1;
	j = review_row(w, c, p.r);
	js_put(j, "order", order);
	js_put_int(j, "version", p.o->version);
	js_put_text(j, "words", p.r->words);
	if (put_fields(w, &p, j) < 0 || put_documents(w, &p, order, j) < 0 ||
	    put_rounds(w, &p, j) < 0 || put_may(w, &p, j) < 0)
		return -1;
	put_templates(w, c, j);
	*out = j;
	return 0;
}
