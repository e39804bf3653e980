/* SPDX-License-Identifier: MIT */
/* Levels of the stock and the history of one key (stock.h). */
#include <string.h>

#include "modules/account/role.h"
#include "modules/base/conf.h"
#include "modules/base/json.h"
#include "modules/catalog/catalog.h"
#include "modules/cert/stock.h"
#include "stock.h"

/* What a state of a key counts as; the others are with their holders or gone. */
static const struct {
	const char	*state, *column;
} columns[] = {
	{ "IN_STOCK", "free" }, { "ALLOCATED", "free" }, { "PERSONALISED", "made" },
	{ "CHECKED", "made" }, { "HANDED_OUT", "handed" }, { "DEFECT", "defect" },
};

static const char *
column_of(const char *state)
{
	for (size_t i = 0; i < sizeof(columns) / sizeof(*columns); i++)
		if (strcmp(columns[i].state, state) == 0)
			return columns[i].column;
	return "gone";
}

static const char *
place(struct work *w, const struct catalog *c, int64_t point_id, const char **words)
{
	const struct pickup_point *p = point_id == 0 ? NULL : catalog_point_id(c, point_id);

	*words = p == NULL ? "总库" : p->words;
	return p == NULL ? NULL : pid_text(w, &p->pid);
}

/* A row of the table: one model at one place. */
static struct json *
level_row(struct work *w, const struct catalog *c, const struct key_model *m, int64_t point_id,
    int listed)
{
	static const char *const counts[] = { "free", "made", "handed", "defect", "gone" };
	const struct media_vendor *v = catalog_media_vendor(c, m->media_vendor);
	struct json *j = js_object(w);
	const char *words, *pid = place(w, c, point_id, &words);

	js_put_text(j, "key", arena_printf(w->arena, "%s:%lld", m->code, (long long)point_id));
	js_put_text(j, "vendor_words", v == NULL ? m->media_vendor : v->words);
	js_put_text(j, "model_words", m->words);
	js_put_text(j, "point", pid);
	js_put_text(j, "place", words);
	js_put_bool(j, "listed", listed);
	for (size_t i = 0; i < sizeof(counts) / sizeof(*counts); i++)
		js_put_int(j, counts[i], 0);
	return j;
}

static void
count_row(struct json *row, const struct stock_level *l, size_t n, const struct key_model *m,
    int64_t point_id)
{
	for (size_t i = 0; i < n; i++) {
		const char *column = column_of(l[i].state);

		if (l[i].point_id == point_id && strcmp(l[i].model, m->code) == 0)
			js_put_int(row, column, js_get_int(row, column, 0) + l[i].n);
	}
}

static int
counted(const struct json *row)
{
	return js_get_int(row, "free", 0) + js_get_int(row, "made", 0) +
	    js_get_int(row, "handed", 0) + js_get_int(row, "defect", 0) +
	    js_get_int(row, "gone", 0) > 0;
}

/*
 * Is a place low?  1, 0, -1.  Without a list nobody counts what lies there, and a
 * point where no maker stands and nothing lies needs nothing.
 */
static int
low_at(struct work *w, const struct key_model *m, int64_t point_id, int listed, int64_t n)
{
	if (!listed || m->blocked || n > w->conf->stock_low)
		return 0;
	return point_id == 0 || n > 0 ? 1 : role_stands(w, "make", point_id);
}

static int
put_place(struct work *w, const struct catalog *c, const struct key_model *m, int64_t point_id,
    const struct stock_level *l, size_t n, struct json *items)
{
	int listed = stock_listed(w, m->media_vendor), low;
	struct json *row;

	if (listed < 0)
		return -1;
	row = level_row(w, c, m, point_id, listed);
	count_row(row, l, n, m, point_id);
	low = low_at(w, m, point_id, listed, js_get_int(row, "free", 0));
	if (low < 0 || (low == 0 && !counted(row)))
		return low;
	js_put_bool(row, "low", low);
	js_add(items, row);
	return low;
}

int
stock_show(struct work *w, struct json **out)
{
	struct json *items = js_array(w);
	const struct catalog *c;
	struct stock_level *l;
	int low = 0, rc = 0;
	size_t n;

	if (catalog_get(w, &c) < 0 || stock_levels(w, &l, &n) < 0)
		return -1;
	for (size_t m = 0; m < c->n_models && rc >= 0; m++) {
		rc = put_place(w, c, &c->models[m], 0, l, n, items);
		low += rc > 0;
		for (size_t p = 0; p < c->n_points && rc >= 0; p++) {
			rc = put_place(w, c, &c->models[m], c->points[p].id, l, n, items);
			low += rc > 0;
		}
	}
	*out = js_object(w);
	js_put(*out, "items", items);
	js_put_int(*out, "low", low);
	js_put_int(*out, "mark", w->conf->stock_low);
	return rc < 0 ? -1 : 0;
}

static int
count_low(struct work *w, const struct key_model *m, int64_t point_id, int64_t *low)
{
	int listed = stock_listed(w, m->media_vendor), rc;
	int64_t n;

	if (listed < 0 || stock_free(w, m->media_vendor, m->code, point_id, &n) < 0 ||
	    (rc = low_at(w, m, point_id, listed, n)) < 0)
		return -1;
	*low += rc;
	return 0;
}

int
stock_low_places(struct work *w, int64_t *out)
{
	const struct catalog *c;

	*out = 0;
	if (catalog_get(w, &c) < 0)
		return -1;
	for (size_t m = 0; m < c->n_models; m++) {
		if (count_low(w, &c->models[m], 0, out) < 0)
			return -1;
		for (size_t p = 0; p < c->n_points; p++)
			if (count_low(w, &c->models[m], c->points[p].id, out) < 0)
				return -1;
	}
	return 0;
}

/* ---- one key ---- */

static const char *
state_words(const char *code)
{
	int s = token_state_of(code);

	return s < 0 ? "" : token_state_words((enum token_state)s);
}

static int
put_events(struct work *w, const struct token *t, struct json *out)
{
	struct json *list = js_array(w);
	struct token_note *e;
	size_t n;

	if (stock_history(w, t, &e, &n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		struct json *j = js_object(w);

		js_put_int(j, "at", e[i].at);
		js_put_text(j, "from_words", state_words(e[i].from_state));
		js_put_text(j, "to_words", state_words(e[i].to_state));
		js_put_text(j, "actor", e[i].actor);
		js_put_text(j, "words", e[i].words);
		js_add(list, j);
	}
	js_put(out, "events", list);
	return 0;
}

int
stock_key(struct work *w, const char *typed, struct json **out)
{
	const char *serial = token_serial_normal(w, typed), *words;
	const struct media_vendor *v;
	const struct key_model *m;
	const struct catalog *c;
	struct token *t = NULL;

	if (catalog_get(w, &c) < 0 || (serial != NULL && token_find(w, serial, &t) < 0))
		return -1;
	if (t == NULL)
		return fault_field(w, "serial", "没有登记过这个介质序列号，请核对");
	v = catalog_media_vendor(c, t->media_vendor);
	m = catalog_model(c, t->model);
	place(w, c, t->point_id, &words);
	*out = js_object(w);
	js_put_text(*out, "serial", t->serial);
	js_put_text(*out, "vendor_words", v == NULL ? t->media_vendor : v->words);
	js_put_text(*out, "model_words", m == NULL ? t->model : m->words);
	js_put_text(*out, "state", t->state_code);
	js_put_text(*out, "state_words", token_state_words(t->state));
	js_put_text(*out, "place", words);
	js_put_int(*out, "first_handout_at", t->first_handout_at);
	return put_events(w, t, *out);
}
