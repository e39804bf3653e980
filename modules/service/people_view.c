/* SPDX-License-Identifier: MIT */
#include "identities.h"
#include "modules/account/account.h"
#include "modules/base/json.h"
#include "modules/base/text.h"
#include "people.h"
#include "people_view.h"

int
people_open(struct work *w, const struct person *p, struct people_open *out)
{
	struct account account;
	int64_t elsewhere;
	int has = account_find_person(w, p->id, &account), ours;

	if (has < 0 || identity_elsewhere(w, p->id, w->actor->company_id, &elsewhere) < 0)
		return -1;
	ours = has == 0 && elsewhere == 0;
	out->name = ours || text_empty(p->name);
	out->id_number = ours || p->id_number == NULL;
	out->phone = ours || (has == 0 && p->phone == NULL);
	return 0;
}

struct json *
people_missing(struct work *w, const struct person *p)
{
	const char *words[PERSON_MISSING_MAX];
	size_t n = person_missing(p, words);
	struct json *a = js_array(w);

	for (size_t i = 0; i < n; i++)
		js_add_text(a, words[i]);
	return a;
}

static int
put_identities(struct work *w, const struct person *p, struct json *out)
{
	struct json *list = js_array(w);
	struct identity *rows;
	size_t n;

	if (identity_list_member(w, p->id, w->actor->company_id, &rows, &n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		struct json *o = js_object(w);

		js_put_text(o, "pid", pid_text(w, &rows[i].pid));
		js_put_text(o, "type", rows[i].type);
		js_put_text(o, "type_words", rows[i].type_words);
		js_put_text(o, "state", rows[i].state_code);
		js_put_text(o, "state_words", identity_state_words(rows[i].state));
		js_add(list, o);
	}
	js_put(out, "identities", list);
	return 0;
}

static int
put_open(struct work *w, const struct person *p, struct json *out)
{
	struct json *o = js_object(w);
	struct people_open open;

	if (people_open(w, p, &open) < 0)
		return -1;
	js_put_bool(o, "name", open.name);
	js_put_bool(o, "id_number", open.id_number);
	js_put_bool(o, "phone", open.phone);
	js_put(out, "open", o);
	return 0;
}

void
people_put_numbers(struct work *w, const struct person *p, struct json *o)
{
	js_put_text(o, "pid", pid_text(w, &p->pid));
	js_put_text(o, "name", p->name);
	js_put_text(o, "id_masked", person_id_masked(w, p));
	js_put_text(o, "phone_masked", person_phone_masked(w, p));
}

static int
person_json(struct work *w, const struct person *p, struct json **out)
{
	struct json *o = js_object(w);
	struct account account;
	int has = account_find_person(w, p->id, &account);

	if (has < 0)
		return -1;
	people_put_numbers(w, p, o);
	js_put_bool(o, "complete", p->complete);
	js_put(o, "missing", people_missing(w, p));
	js_put_bool(o, "account", has);
	js_put_int(o, "version", p->version);
	*out = o;
	return put_identities(w, p, o) < 0 ? -1 : put_open(w, p, o);
}

int
people_list(struct work *w, const char *q, int64_t page, int64_t size, struct json **out)
{
	struct json *items = js_array(w), *row;
	struct person *rows;
	size_t n;

	if (person_list_company(w, w->actor->company_id, q, page, size, &rows, &n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		if (person_json(w, &rows[i], &row) < 0)
			return -1;
		js_add(items, row);
	}
	*out = js_page(w, items, page, size);
	return 0;
}

int
people_count(struct work *w, const char *q, int64_t *total)
{
	return person_count_company(w, w->actor->company_id, q, total);
}

int
people_get(struct work *w, const struct pid *person, struct json **out)
{
	struct member m;

	if (person_get_member(w, person, w->actor->company_id, &m) < 0)
		return -1;
	return person_json(w, &m.person, out);
}

/* ---- 审核人员 ---- */

static int
request_json(struct work *w, const struct identity *i, struct json **out)
{
	struct json *o = js_object(w), *who = js_object(w);
	struct person p;

	if (person_get(w, i->person_id, &p) < 0)
		return -1;
	people_put_numbers(w, &p, who);
	js_put_text(o, "pid", pid_text(w, &i->pid));
	js_put(o, "person", who);
	js_put_text(o, "type", i->type);
	js_put_text(o, "type_words", i->type_words);
	js_put_int(o, "at", i->created_at);
	*out = o;
	return 0;
}

int
people_requests(struct work *w, int64_t page, int64_t size, struct json **out)
{
	struct json *items = js_array(w), *row;
	struct identity *rows;
	size_t n;

	if (identity_list_requests(w, w->actor->company_id, page, size, &rows, &n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		if (request_json(w, &rows[i], &row) < 0)
			return -1;
		js_add(items, row);
	}
	*out = js_page(w, items, page, size);
	return 0;
}

int
people_requests_count(struct work *w, int64_t *total)
{
	return identity_count_requests(w, w->actor->company_id, total);
}
