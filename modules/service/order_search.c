/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "modules/base/clock.h"
#include "modules/base/json.h"
#include "modules/base/text.h"
#include "modules/catalog/catalog.h"
#include "order_search.h"
#include "order_view.h"
#include "services.h"

#define DAY	86400

static const struct field fields[] = { ORDER_SEARCH_FIELDS };

/* More words than a column has are no question. */
static int
words_ok(struct work *w, const char *field, const char *list)
{
	size_t n = 1;

	for (const char *p = list; *p != '\0'; p++)
		n += *p == ',';
	return n <= ORDER_WORDS_MAX ? 0 :
	    fault_field(w, field, "最多选择%d个状态", ORDER_WORDS_MAX);
}

static int
read_day(struct work *w, const char *field, const char *typed, int64_t plus, int64_t *out)
{
	struct civil day;

	if (text_empty(typed))
		return 0;
	if (date_parse(typed, &day) < 0)
		return fault_field(w, field, "请选择日期，例如2026-11-20");
	*out = civil_epoch(&day) + plus;
	return 0;
}

static int
read_point(struct work *w, const char *typed, int64_t *out)
{
	const struct pickup_point *point = NULL;
	const struct catalog *c;
	struct pid pid;

	if (text_empty(typed))
		return 0;
	if (catalog_get(w, &c) < 0)
		return -1;
	if (pid_parse(w, typed, &pid) == 0)
		point = catalog_point(c, &pid);
	else
		fault_clear(w);
	if (point == NULL)
		return fault_field(w, "point", "没有这个办理点，请重新选择");
	*out = point->id;
	return 0;
}

int
order_search_read(struct work *w, const struct json *query, struct order_filter *f)
{
	struct order_search s;

	*f = (struct order_filter){ .page = 1 };
	if (fields_read(w, query, fields, N_FIELDS(fields), &s) < 0 ||
	    words_ok(w, "pay", s.pay) < 0 || words_ok(w, "review", s.review) < 0 ||
	    words_ok(w, "ship", s.ship) < 0 || read_day(w, "from", s.from, 0, &f->from) < 0 ||
	    read_day(w, "to", s.to, DAY, &f->until) < 0 ||
	    read_point(w, s.point, &f->point_id) < 0)
		return -1;
	if (f->from != 0 && f->until != 0 && f->until <= f->from)
		return fault_field(w, "to", "结束日期不能早于开始日期");
	f->q = s.q;
	f->pay = s.pay;
	f->review = s.review;
	f->ship = s.ship;
	f->state = s.state;
	f->service = s.service;
	return 0;
}

struct json *
order_search_kept(struct work *w, const struct json *query)
{
	struct json *kept = js_object(w);

	for (size_t i = 0; i < N_FIELDS(fields); i++) {
		const char *s = js_get_text(query, fields[i].name);

		if (!text_empty(s))
			js_put_text(kept, fields[i].name, text_normal(w->arena, s));
	}
	return kept;
}

/* Whoever may not see an order reads nothing after it. */
static int
read_after(struct work *w, const char *after, struct order_key *below)
{
	struct order *o;
	struct pid pid;

	if (text_empty(after))
		return 0;
	if (pid_parse(w, after, &pid) < 0 || order_get(w, &pid, &o) < 0) {
		if (w->fault.code != ERR_NOTFOUND)
			return -1;
		fault_clear(w);
		return fault_field(w, "after", "列表已变化，请从第一页重新查看");
	}
	*below = (struct order_key){ o->created_at, o->id };
	return 0;
}

int
order_search_rows(struct work *w, const struct json *query, const char *after, int64_t page,
    int64_t size, struct json **out)
{
	struct order_filter f;
	struct json *items;
	size_t n;

	if (order_search_read(w, query, &f) < 0 || read_after(w, after, &f.below) < 0)
		return -1;
	f.page = page;
	f.size = size;
	if (order_rows(w, &f, out) < 0)
		return -1;
	items = js_get(*out, "items");
	n = js_size(items);
	js_put_text(*out, "next", n == 0 || n < (size_t)size ? NULL :
	    js_get_text(js_at(items, n - 1), "pid"));
	return 0;
}

int
order_search_count(struct work *w, const struct json *query, int64_t *out)
{
	struct order_filter f;

	return order_search_read(w, query, &f) < 0 ? -1 : order_count(w, &f, out);
}

struct json *
order_services_json(struct work *w)
{
	struct json *list = js_array(w);

	for (size_t i = 0; i < nservices; i++) {
		struct json *o = js_object(w);

		js_put_text(o, "code", services[i].code);
		js_put_text(o, "words", services[i].words);
		js_add(list, o);
	}
	return list;
}
