/* SPDX-License-Identifier: MIT */
/* Versions of the tariff as they are shown. */
#include <string.h>

#include "modules/base/json.h"
#include "modules/catalog/price.h"
#include "modules/catalog/tariff_file.h"
#include "tariffs.h"

/* ---- its prices ---- */

static const struct tariff *
rows_named(const struct catalog *c, const char *code)
{
	for (size_t i = 0; i < c->n_tariffs; i++)
		if (strcmp(c->tariffs[i].code, code) == 0)
			return &c->tariffs[i];
	return NULL;
}

static int
read_body(struct work *w, const struct catalog *c, const char *body, struct tariff *out)
{
	struct json *file;

	return js_parse(w, body, strlen(body), &file) < 0 ? -1 : tariff_read(w, c, file, out);
}

int
tariffs_prices(struct work *w, const struct catalog *c, const struct tariff_version *v,
    struct tariff *out)
{
	const struct tariff *t;

	if (*v->body != '\0')
		return read_body(w, c, v->body, out);
	if ((t = rows_named(c, v->code)) == NULL)
		return refuse(w, ERR_NOTFOUND, "no rows of tariff %s", v->code);
	*out = *t;
	return 0;
}

/* ---- reading ---- */

static const struct tariff *
in_force(struct work *w, const struct catalog *c, const char *mode)
{
	return price_tariff(c, w->now, strcmp(mode, "TEST") == 0);
}

static struct json *
row_json(struct work *w, const struct catalog *c, const struct tariff_version *v)
{
	const struct tariff *t = in_force(w, c, v->mode);
	int scheduled = v->state == TARIFF_SCHEDULED;
	struct json *j = js_object(w);

	js_put_text(j, "pid", pid_text(w, &v->pid));
	js_put_text(j, "code", v->code);
	js_put_text(j, "words", v->words);
	js_put_text(j, "mode", v->mode);
	js_put_text(j, "state", tariff_state_code(v->state));
	js_put_text(j, "state_words", tariff_state_words(v->state));
	js_put_int(j, "version", v->version);
	js_put(j, "starts_at", v->starts_at == 0 ? NULL : js_int(w, v->starts_at));
	js_put_bool(j, "in_force", scheduled && t != NULL && strcmp(t->code, v->code) == 0);
	js_put_bool(j, "ahead", scheduled && v->starts_at > w->now);
	js_put_text(j, "author", v->author);
	js_put_int(j, "created_at", v->created_at);
	return j;
}

int
tariffs_list(struct work *w, struct json **out)
{
	struct json *items = js_array(w);
	struct tariff_version *rows;
	const struct catalog *c;
	size_t n;

	if (catalog_get(w, &c) < 0 || tariff_versions(w, &rows, &n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		js_add(items, row_json(w, c, &rows[i]));
	*out = js_object(w);
	js_put(*out, "items", items);
	return 0;
}

/* ---- what it changes ---- */

static void
change(struct work *w, struct json *list, const char *words, const int64_t *before,
    const int64_t *after)
{
	struct json *j;

	if (before != NULL && after != NULL && *before == *after)
		return;
	j = js_object(w);
	js_put_text(j, "words", words);
	js_put(j, "before", before == NULL ? NULL : js_int(w, *before));
	js_put(j, "after", after == NULL ? NULL : js_int(w, *after));
	js_add(list, j);
}

static const int64_t *
base_fen(const struct tariff *t, const struct tariff_base *like)
{
	for (size_t i = 0; t != NULL && i < t->nbases; i++)
		if (strcmp(t->bases[i].service, like->service) == 0 &&
		    strcmp(t->bases[i].lock_type, like->lock_type) == 0 &&
		    strcmp(t->bases[i].medium, like->medium) == 0)
			return &t->bases[i].fen;
	return NULL;
}

static const int64_t *
platform_fen(const struct tariff *t, const struct tariff_platform *like)
{
	for (size_t i = 0; t != NULL && i < t->nprices; i++)
		if (strcmp(t->prices[i].subject, like->subject) == 0 &&
		    strcmp(t->prices[i].lock_type, like->lock_type) == 0 &&
		    strcmp(t->prices[i].medium, like->medium) == 0)
			return &t->prices[i].fen;
	return NULL;
}

/* 新办 · 项目负责人锁 · 实体UKey: what a row is for; what it leaves open is not said. */
static const char *
of_words(struct work *w, const struct catalog *c, const char *what, const char *lock,
    const char *medium)
{
	const struct medium *m = *medium == '\0' ? NULL : catalog_medium(c, medium);

	return arena_printf(w->arena, "%s%s%s%s%s", what, *lock == '\0' ? "" : " · ",
	    *lock == '\0' ? "" : catalog_lock_words(c, lock), m == NULL ? "" : " · ",
	    m == NULL ? "" : m->words);
}

static const char *
subject_words(const struct catalog *c, const char *subject)
{
	for (size_t i = 0; i < c->n_classes; i++)
		if (strcmp(c->classes[i].code, subject) == 0)
			return c->classes[i].words;
	return catalog_platform_words(c, subject, "");
}

#define BASE_OF(b)	of_words(w, c, tariff_service_words((b)->service), (b)->lock_type, (b)->medium)
#define PRICE_OF(p)	of_words(w, c, subject_words(c, (p)->subject), (p)->lock_type, (p)->medium)
#define BASE_WORDS(b)	arena_printf(w->arena, "%s：%s", BASE_OF(b), (b)->words)
#define PRICE_WORDS(p)	arena_printf(w->arena, "%s：%s", PRICE_OF(p), (p)->words)

static void
row_add(struct work *w, struct json *list, const char *words, const char *of, int64_t fen,
    int bundled)
{
	struct json *j = js_object(w);

	js_put_text(j, "words", words);
	js_put_text(j, "of", of);
	js_put_int(j, "fen", fen);
	js_put_bool(j, "bundled", bundled);
	js_add(list, j);
}

/* What the file says, as people read it. */
static void
put_rows(struct work *w, const struct catalog *c, const struct tariff *t, struct json *out)
{
	struct json *bases = js_array(w), *platforms = js_array(w);

	for (size_t i = 0; i < t->nbases; i++)
		row_add(w, bases, t->bases[i].words, BASE_OF(&t->bases[i]), t->bases[i].fen, 0);
	for (size_t i = 0; i < t->nprices; i++)
		row_add(w, platforms, t->prices[i].words, PRICE_OF(&t->prices[i]),
		    t->prices[i].fen, t->prices[i].bundled);
	js_put(out, "bases", bases);
	js_put(out, "platforms", platforms);
}

/* Every row of the new one, then what only the old one has. */
static struct json *
changes_json(struct work *w, const struct catalog *c, const struct tariff *was,
    const struct tariff *t)
{
	struct json *list = js_array(w);

	for (size_t i = 0; i < t->nbases; i++)
		change(w, list, BASE_WORDS(&t->bases[i]), base_fen(was, &t->bases[i]),
		    &t->bases[i].fen);
	for (size_t i = 0; i < t->nprices; i++)
		change(w, list, PRICE_WORDS(&t->prices[i]), platform_fen(was, &t->prices[i]),
		    &t->prices[i].fen);
	for (size_t i = 0; was != NULL && i < was->nbases; i++)
		if (base_fen(t, &was->bases[i]) == NULL)
			change(w, list, BASE_WORDS(&was->bases[i]), &was->bases[i].fen, NULL);
	for (size_t i = 0; was != NULL && i < was->nprices; i++)
		if (platform_fen(t, &was->prices[i]) == NULL)
			change(w, list, PRICE_WORDS(&was->prices[i]), &was->prices[i].fen, NULL);
	return list;
}

static struct json *
events_json(struct work *w, const struct tariff_event *ev, size_t n)
{
	struct json *list = js_array(w);

	for (size_t i = 0; i < n; i++) {
		struct json *e = js_object(w);
		int act = tariff_act_of(ev[i].act);

		js_put_text(e, "act", act < 0 ? ev[i].act : tariff_act_words((enum tariff_act)act));
		js_put_text(e, "actor", ev[i].actor);
		js_put_text(e, "words", ev[i].words);
		js_put_int(e, "at", ev[i].at);
		js_add(list, e);
	}
	return list;
}

int
tariffs_json(struct work *w, const struct catalog *c, const struct tariff_version *v,
    struct json **out)
{
	struct tariff_event *ev;
	struct tariff t;
	size_t n;

	if (tariff_version_events(w, v, &ev, &n) < 0 || tariffs_prices(w, c, v, &t) < 0)
		return -1;
	*out = row_json(w, c, v);
	js_put(*out, "file", tariff_json(w, &t));
	js_put(*out, "changes", changes_json(w, c, in_force(w, c, v->mode), &t));
	put_rows(w, c, &t, *out);
	js_put(*out, "events", events_json(w, ev, n));
	return 0;
}

int
tariffs_get(struct work *w, const struct pid *pid, struct json **out)
{
	struct tariff_version v;
	const struct catalog *c;

	if (catalog_get(w, &c) < 0 || tariff_version_get(w, pid, &v) < 0)
		return -1;
	return tariffs_json(w, c, &v, out);
}
