/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "modules/base/json.h"
#include "modules/base/text.h"
#include "modules/catalog/catalog.h"
#include "modules/catalog/channel_word.h"
#include "modules/catalog/policy.h"
#include "modules/cert/cert.h"
#include "modules/cert/token.h"
#include "modules/deliver/parcel.h"
#include "modules/file/upload.h"
#include "modules/order/words.h"
#include "modules/paper/paper.h"
#include "modules/pay/pay.h"
#include "modules/review/review.h"
#include "opened.h"
#include "order_view.h"
#include "point.h"
#include "promise.h"
#include "refunds.h"
#include "review_subject.h"
#include "services.h"
#include "sheets.h"

/* {code, words} */
static struct json *
pair(struct work *w, const char *code, const char *words)
{
	struct json *o = js_object(w);

	js_put_text(o, "code", code);
	js_put_text(o, "words", words);
	return o;
}

const char *
order_service_words(const struct catalog *c, const struct order *o)
{
	const struct policy *p = policy_by_id(c, o->policy_id);
	const struct service *s = service_of(o->service, o->medium);

	return p != NULL ? p->words : s != NULL ? s->words : o->service;
}

static void
put_next(struct work *w, const struct order *o, struct json *out)
{
	struct json *next = js_object(w), *acts = js_array(w);
	const char *buttons[ORDER_BUTTONS_MAX], *act = order_next_act(o);
	size_t n = order_buttons(w, o, buttons);

	for (size_t i = 0; i < n; i++)
		js_add_text(acts, buttons[i]);
	js_put_text(next, "words", order_next_words(o));
	js_put_text(next, "act", act);
	js_put_bool(next, "over", order_state_final(o->state));
	js_put(out, "next", next);
	js_put(out, "acts", acts);
}

/* Only what lies with the reviewers is due. */
static int
put_promise(struct work *w, const struct order *o, struct json *out)
{
	struct review *r = NULL;

	if (o->state == ORDER_REVIEW && review_latest(w, review_of_order(o->id), &r) < 0)
		return -1;
	promise_put_review(w, r, out);
	return 0;
}

int
order_row(struct work *w, const struct order *o, struct json **out)
{
	struct json *j = js_object(w);
	const struct catalog *c;

	if (catalog_get(w, &c) < 0)
		return -1;
	js_put_text(j, "pid", pid_text(w, &o->pid));
	js_put_text(j, "no", o->no);
	js_put_int(j, "created_at", o->created_at);
	js_put_text(j, "buyer", o->buyer);
	js_put_text(j, "company", o->company);
	js_put_text(j, "service", o->service);
	js_put_text(j, "service_words", order_service_words(c, o));
	js_put_text(j, "lock_words", catalog_lock_words(c, o->lock_type));
	js_put_text(j, "vendor_words", catalog_vendor_words(c, o->vendor));
	js_put_text(j, "holder", o->holder);
	js_put_int(j, "fen", o->fen);
	js_put(j, "state", pair(w, o->state_code, order_state_words(o->state)));
	js_put(j, "pay", pair(w, o->pay_word, pay_word_text(o->pay_word)));
	js_put(j, "review", pair(w, o->review_word, review_word_text(o->review_word)));
	js_put(j, "ship", pair(w, o->ship_word, ship_word_text(o->ship_word)));
	put_next(w, o, j);
	*out = j;
	return put_promise(w, o, j);
}

int
order_rows(struct work *w, const struct order_filter *f, struct json **out)
{
	struct json *items = js_array(w), *row;
	struct order *o;
	size_t n;

	if (order_list(w, f, &o, &n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		if (order_row(w, &o[i], &row) < 0)
			return -1;
		js_add(items, row);
	}
	*out = js_page(w, items, f->page, f->size);
	return 0;
}

/* ---- the page of one order ---- */

static int
put_platforms(struct work *w, const struct order *o, struct json *out)
{
	struct json *list = js_array(w);
	struct order_platform *p;
	size_t n;

	if (order_platforms(w, o, &p, &n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		js_add(list, pair(w, p[i].platform, p[i].words));
	js_put(out, "platforms", list);
	return 0;
}

static int
put_price(struct work *w, const struct order *o, struct json *out)
{
	struct json *lines;

	if (js_parse(w, o->price_lines, strlen(o->price_lines), &lines) < 0)
		return -1;
	js_put(out, "lines", lines);
	return 0;
}

/* Numbers in full: the applicants' own, and staff who judge or send. */
static int
sees_full(const struct work *w)
{
	return work_may(w, RIGHT_MEMBER | RIGHT_FULL | RIGHT_MAKE);
}

#define ADDRESS_SHOWN	6	/* characters: province and city */

static struct json *
mask_recipient(struct work *w, struct json *full)
{
	const char *phone = js_get_text(full, "phone"), *address = js_get_text(full, "address");
	const char *end = address == NULL ? "" : address;
	struct json *j = js_object(w);

	for (int i = 0; i < ADDRESS_SHOWN && *end != '\0'; i++)
		utf8_next(&end);
	js_put_text(j, "name", js_get_text(full, "name"));
	js_put_text(j, "phone", phone == NULL ? NULL : mask_phone(w->arena, phone));
	js_put_text(j, "address", address == NULL ? NULL : arena_printf(w->arena, "%.*s****",
	    (int)(end - address), address));
	return j;
}

static int
way_words(struct work *w, const struct order *o, const char **out)
{
	*out = order_way_words(o->way);
	return o->way == WAY_NONE ? 0 : channel_word(w, o->channel,
	    o->way == WAY_PICKUP ? "pickup" : "mail", *out, out);
}

static int
put_way(struct work *w, const struct catalog *c, const struct order *o, struct json *out)
{
	const struct pickup_point *point = catalog_point_id(c, o->point_id);
	struct json *place = NULL, *recipient = NULL;
	const char *way;

	if (order_recipient(w, o, &recipient) < 0 || way_words(w, o, &way) < 0)
		return -1;
	if (point != NULL) {
		place = js_object(w);
		js_put_text(place, "pid", pid_text(w, &point->pid));
		js_put_text(place, "words", point->words);
		js_put_text(place, "address", point->address);
		js_put_text(place, "hours", point->hours);
	}
	js_put_text(out, "way", o->way_code);
	js_put_text(out, "way_words", way);
	js_put(out, "point", place);
	js_put(out, "point_change", point_change_json(w, c, o));
	js_put(out, "recipient", recipient == NULL || js_is_null(recipient) || sees_full(w) ?
	    recipient : mask_recipient(w, recipient));
	return 0;
}

static int
put_parcel(struct work *w, const struct order *o, struct json *out)
{
	struct parcel *p;
	struct json *j;

	if (parcel_of_order(w, o->id, &p) < 0)
		return -1;
	if (p == NULL) {
		js_put(out, "parcel", NULL);
		return 0;
	}
	j = js_object(w);
	js_put_text(j, "carrier", p->carrier);
	js_put_text(j, "waybill", p->waybill);
	js_put_text(j, "state", p->state_code);
	js_put_text(j, "state_words", parcel_state_words(p->state));
	js_put_int(j, "sent_at", p->shipped_at);
	js_put(out, "parcel", j);
	return 0;
}

static int
put_cert(struct work *w, const struct order *o, struct json *out)
{
	struct json *j = NULL;
	struct token *t = NULL;
	struct cert *c;

	if (cert_of_order(w, o->id, &c) < 0 ||
	    (c == NULL && o->cert_id != 0 && cert_get_id(w, o->cert_id, &c) < 0) ||
	    (c != NULL && token_of_cert(w, c->id, &t) < 0))
		return -1;
	if (c != NULL) {
		j = js_object(w);
		js_put_text(j, "pid", pid_text(w, &c->pid));
		js_put_text(j, "state", c->state_code);
		js_put_text(j, "state_words", cert_state_words(c->state));
		js_put_text(j, "serial", c->serial);
		js_put_int(j, "not_before", c->not_before);
		js_put_int(j, "not_after", c->not_after);
	}
	js_put(out, "cert", j);
	js_put_text(out, "key_serial", t == NULL ? NULL : t->serial);
	return 0;
}

/* The certificate that a new one of this order takes the place of. */
static int
put_replaced(struct work *w, const struct order *o, struct json *out)
{
	struct json *j = NULL;
	struct cert *c;

	if (o->cert_id != 0 && (o->traits & TRAIT_HANDED)) {
		if (cert_get_id(w, o->cert_id, &c) < 0)
			return -1;
		j = js_object(w);
		js_put_text(j, "serial", c->serial);
		js_put_int(j, "not_after", c->not_after);
	}
	js_put(out, "replaces", j);
	return 0;
}

static const char *
shown(struct work *w, const char *value)
{
	return value == NULL || sees_full(w) || !phone_ok(value) ? value :
	    mask_phone(w->arena, value);
}

int
order_fields_json(struct work *w, const struct order *o, struct json **out)
{
	const struct service *s;
	struct opened open;
	struct json *data, *list = js_array(w);

	if (service_of_order(w, o, &s) < 0 || order_data(w, o->data, &data) < 0 ||
	    opened_load(w, o, &open) < 0)
		return -1;
	for (size_t i = 0; i < s->nfields; i++) {
		const struct order_field *f = &s->fields[i];
		struct json *j = js_object(w);

		js_put_text(j, "field", f->name);
		js_put_text(j, "words", f->words);
		js_put_text(j, "value", shown(w, f->value == NULL ? "" : f->value(w, o, data)));
		js_put_bool(j, "editable", opened_field(&open, f));
		js_put_text(j, "mark", opened_mark(&open, f->name));
		js_add(list, j);
	}
	*out = list;
	return 0;
}

/* Form and scan show numbers in full: staff who may only look get no way in. */
static void
shut(struct work *w, struct json *j)
{
	static const char *const ways[] = { "url", "preview", "file" };

	if (j == NULL || sees_full(w))
		return;
	for (size_t i = 0; i < sizeof(ways) / sizeof(*ways); i++)
		if (js_get(j, ways[i]) != NULL)
			js_put(j, ways[i], NULL);
}

/* The stamped document of the service: its form and its newest scan. */
static int
put_documents(struct work *w, const struct order *o, struct json *out)
{
	const struct service *s;
	struct json *list = js_array(w), *j = js_object(w);
	struct paper paper;
	struct upload *u;
	size_t n;
	int has;

	js_put(out, "documents", list);
	if (service_of_order(w, o, &s) < 0)
		return -1;
	if (s->slot == NULL)
		return 0;
	if ((has = paper_current(w, o->paper_scope, s->form, &paper)) < 0 ||
	    upload_list(w, SCOPE_ORDER, &o->pid, &u, &n) < 0)
		return -1;
	js_put_text(j, "slot", s->slot);
	js_put_text(j, "words", order_field_find(s, s->slot)->words);
	js_put(j, "paper", has ? paper_json(w, &paper) : NULL);
	js_put(j, "upload", NULL);
	for (size_t i = 0; i < n; i++)
		if (strcmp(u[i].slot, s->slot) == 0)
			js_put(j, "upload", upload_json(w, &u[i]));
	shut(w, js_get(j, "paper"));
	shut(w, js_get(j, "upload"));
	js_add(list, j);
	return 0;
}

static int
put_verdict(struct work *w, const struct order *o, struct json *out)
{
	struct json *j = NULL;
	struct review *r;

	if (review_verdict(w, review_of_order(o->id), &r) < 0)
		return -1;
	if (r != NULL) {
		j = js_object(w);
		js_put_text(j, "state", review_state_code(r->state));
		js_put_text(j, "words", r->words);
		js_put_int(j, "round", r->round);
		js_put_int(j, "at", r->decided_at);
	}
	js_put(out, "verdict", j);
	return 0;
}

int
order_timeline(struct work *w, const struct order *o, struct json **out)
{
	struct json *list = js_array(w);
	struct order_event *e;
	size_t n;

	if (order_events(w, o, &e, &n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		struct json *j = js_object(w);
		int act = order_act_of(e[i].act);

		js_put_int(j, "at", e[i].at);
		js_put_text(j, "act", e[i].act);
		js_put_text(j, "words", act < 0 ? e[i].act : order_act_words((enum order_act)act));
		js_put_text(j, "note", e[i].words);
		js_put_text(j, "by", e[i].actor);
		js_add(list, j);
	}
	*out = list;
	return 0;
}

static int
put_group(struct work *w, const struct order *o, struct json *out)
{
	struct pid group;

	if (pay_last_group(w, o->id, &group) < 0)
		return -1;
	js_put_text(out, "group", pid_zero(&group) ? NULL : pid_text(w, &group));
	return 0;
}

static int
put_rooms(struct work *w, const struct order *o, struct json *j)
{
	struct json *fields, *timeline;

	if (put_platforms(w, o, j) < 0 || put_price(w, o, j) < 0 ||
	    put_parcel(w, o, j) < 0 || put_cert(w, o, j) < 0 || put_replaced(w, o, j) < 0 ||
	    put_documents(w, o, j) < 0 || put_verdict(w, o, j) < 0 ||
	    order_timeline(w, o, &timeline) < 0 || put_group(w, o, j) < 0 ||
	    refunds_put(w, o, j) < 0 || order_fields_json(w, o, &fields) < 0)
		return -1;
	js_put(j, "timeline", timeline);
	js_put(j, "fields", fields);
	return 0;
}

static int
any_scan(const struct json *page)
{
	const struct json *list = js_get(page, "documents");

	for (size_t i = 0; i < js_size(list); i++)
		if (js_is_object(js_get(js_at(list, i), "upload")))
			return 1;
	return 0;
}

int
order_page(struct work *w, const struct order *o, struct json **out)
{
	const struct catalog *c;
	const struct medium *medium;
	struct json *j;

	if (catalog_get(w, &c) < 0 || order_row(w, o, &j) < 0 || put_way(w, c, o, j) < 0 ||
	    put_rooms(w, o, j) < 0)
		return -1;
	medium = catalog_medium(c, o->medium);
	js_put_text(j, "channel", o->channel);
	js_put_text(j, "lock_type", o->lock_type);
	js_put_text(j, "medium", o->medium);
	js_put_text(j, "medium_words", medium == NULL ? o->medium : medium->words);
	js_put(j, "sheets", sheets_json(w, o));
	js_put_text(j, "bundle", sees_full(w) && any_scan(j) ?
	    arena_printf(w->arena, "/api/orders/%s/bundle", pid_text(w, &o->pid)) : NULL);
	js_put_int(j, "years", o->years);
	js_put_bool(j, "handed", (o->traits & TRAIT_HANDED) != 0);
	js_put_int(j, "version", o->version);
	js_put_int(j, "pay_due_at", o->pay_due_at);
	*out = j;
	return 0;
}

int
order_page_get(struct work *w, const struct pid *pid, struct json **out)
{
	struct order *o;

	if (order_get(w, pid, &o) < 0)
		return -1;
	return order_page(w, o, out);
}
