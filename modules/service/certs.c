/* SPDX-License-Identifier: MIT */
#include "certs.h"
#include "held.h"
#include "modules/base/json.h"
#include "modules/catalog/catalog.h"
#include "modules/cert/token.h"
#include "modules/company/company.h"
#include "modules/order/words.h"
#include "modules/person/person.h"
#include "modules/review/review.h"
#include "order_view.h"
#include "review_subject.h"

/* 审核未通过原因: the marks and the general words of the last return. */
static int
reason_of(struct work *w, const struct order *o, const char **out)
{
	struct review_mark *m = NULL;
	struct review *r = NULL;
	const char *all = "";
	size_t n = 0;

	*out = NULL;
	if (o->state != ORDER_RETURNED)
		return 0;
	if (review_verdict(w, review_of_order(o->id), &r) < 0 ||
	    (r != NULL && review_marks(w, r->id, &m, &n) < 0))
		return -1;
	for (size_t i = 0; i < n; i++)
		all = arena_printf(w->arena, "%s%s：%s；", all, m[i].words, m[i].reason);
	*out = r == NULL || r->words == NULL ? all : arena_printf(w->arena, "%s%s", all, r->words);
	return 0;
}

/* The sub-row of a certificate: what is happening to it (D0:395). */
static int
order_line(struct work *w, const struct order *o, struct json **out)
{
	struct json *j = js_object(w), *acts = js_array(w);
	const struct catalog *c;
	const char *buttons[ORDER_BUTTONS_MAX], *reason;
	size_t n = order_buttons(w, o, buttons);

	if (catalog_get(w, &c) < 0 || reason_of(w, o, &reason) < 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		js_add_text(acts, buttons[i]);
	js_put_text(j, "order", pid_text(w, &o->pid));
	js_put_text(j, "no", o->no);
	js_put_int(j, "at", o->created_at);
	js_put_text(j, "service_words", order_service_words(c, o));
	js_put_text(j, "review", o->review_word);
	js_put_text(j, "review_words", review_word_text(o->review_word));
	js_put_text(j, "reason", reason);
	js_put_text(j, "pay", o->pay_word);
	js_put_text(j, "pay_words", pay_word_text(o->pay_word));
	js_put_text(j, "hint", o->state == ORDER_UPDATE ? order_next_words(o) : NULL);
	js_put(j, "acts", acts);
	*out = j;
	return 0;
}

static int
put_rows(struct work *w, const struct cert *cert, struct json *out)
{
	struct json *rows = js_array(w), *line;
	struct order *o, *later;
	size_t n;

	if (order_of_cert(w, cert->id, &later, &n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		if (order_line(w, &later[i], &line) < 0)
			return -1;
		js_add(rows, line);
	}
	if (cert->order_id != 0) {
		if (order_get_id(w, cert->order_id, &o) < 0 || order_line(w, o, &line) < 0)
			return -1;
		js_add(rows, line);
	}
	js_put(out, "rows", rows);
	return 0;
}

static int
cert_row(struct work *w, const struct catalog *c, const struct cert *cert, struct json **out)
{
	const struct lock_type *lock = catalog_lock(c, cert->lock_type);
	const struct medium *medium = catalog_medium(c, cert->medium);
	int expired = cert->state == CERT_ACTIVE && cert->not_after < w->now;
	enum cert_state state = expired ? CERT_EXPIRED : cert->state;
	struct json *j = js_object(w);
	struct person holder;

	if (person_get(w, cert->person_id, &holder) < 0)
		return -1;
	js_put_text(j, "pid", pid_text(w, &cert->pid));
	js_put_int(j, "applied_at", cert->applied_at);
	js_put_text(j, "cert_words", lock == NULL ? cert->lock_type : lock->cert_words);
	js_put_text(j, "holder", holder.name);
	js_put_text(j, "vendor_words", catalog_vendor_words(c, cert->vendor));
	js_put_text(j, "lock_words", catalog_lock_words(c, cert->lock_type));
	js_put_text(j, "medium_words", medium == NULL ? cert->medium : medium->words);
	js_put_int(j, "not_after", cert->not_after);
	js_put_text(j, "state", cert_state_code(state));
	js_put_text(j, "state_words", cert_state_words(state));
	js_put_text(j, "serial", cert->serial);
	js_put(j, "acts", held_acts(w, c, cert));
	*out = j;
	return put_rows(w, cert, j);
}

int
certs_list(struct work *w, int64_t page, int64_t size, struct json **out)
{
	struct json *items = js_array(w), *row;
	const struct catalog *c;
	struct cert *list;
	size_t n;

	if (catalog_get(w, &c) < 0 || cert_list(w, page, size, &list, &n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		if (cert_row(w, c, &list[i], &row) < 0)
			return -1;
		js_add(items, row);
	}
	*out = js_page(w, items, page, size);
	return 0;
}

int
certs_count(struct work *w, int64_t *out)
{
	return cert_count(w, out);
}

/* ---- keys whose maker ended its support (D3:56): whom to call ---- */

static int
blocked_row(struct work *w, const struct catalog *cat, const struct cert *c, struct json **out)
{
	struct json *j = js_object(w);
	struct company company;
	struct person holder;
	struct token *t;

	if (company_get(w, c->company_id, &company) < 0 ||
	    person_get(w, c->person_id, &holder) < 0 || token_of_cert(w, c->id, &t) < 0)
		return -1;
	js_put_text(j, "pid", pid_text(w, &c->pid));
	js_put_text(j, "company", company.name);
	js_put_text(j, "holder", holder.name);
	js_put_text(j, "phone_masked", person_phone_masked(w, &holder));
	js_put_text(j, "lock_words", catalog_lock_words(cat, c->lock_type));
	js_put_text(j, "model_words", t == NULL ? NULL : catalog_model(cat, t->model)->words);
	js_put_text(j, "key_serial", t == NULL ? NULL : t->serial);
	js_put_text(j, "serial", c->serial);
	js_put_int(j, "not_after", c->not_after);
	*out = j;
	return 0;
}

int
certs_blocked(struct work *w, int64_t page, int64_t size, struct json **out)
{
	struct json *items = js_array(w), *models = js_array(w), *row;
	const struct catalog *cat;
	struct cert *list;
	int64_t total;
	size_t n;

	if (catalog_get(w, &cat) < 0)
		return -1;
	for (size_t i = 0; i < cat->n_models; i++)
		if (cat->models[i].blocked)
			js_add_text(models, cat->models[i].code);
	if (cert_on_models(w, models, page, size, &list, &n) < 0 ||
	    cert_on_models_count(w, models, &total) < 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		if (blocked_row(w, cat, &list[i], &row) < 0)
			return -1;
		js_add(items, row);
	}
	*out = js_page(w, items, page, size);
	js_put_int(*out, "total", total);
	return 0;
}
