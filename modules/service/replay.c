/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "modules/base/json.h"
#include "modules/catalog/price.h"
#include "replay.h"

#define CODES_MAX	64

/* A slip of its own for each question: a refusal here is an answer. */
static int
price_of(struct work *w, const struct catalog *c, const struct tariff *t,
    const struct price_ask *ask, int64_t *fen, const char **words)
{
	struct work probe = { .arena = w->arena, .now = w->now };
	struct price p;

	if (price_with(&probe, c, t, ask, &p) == 0) {
		*fen = p.fen;
		return 1;
	}
	*words = probe.fault.words != NULL ? probe.fault.words : err_words(probe.fault.code);
	return 0;
}

static size_t
split(struct work *w, const char *list, const char **out)
{
	char *s = arena_strdup(w->arena, list == NULL ? "" : list), *save = NULL;
	size_t n = 0;

	for (char *code = strtok_r(s, ",", &save); code != NULL && n < CODES_MAX;
	    code = strtok_r(NULL, ",", &save))
		out[n++] = code;
	return n;
}

static size_t
codes_of(const struct json *list, const char **out)
{
	size_t n = 0;

	for (size_t i = 0; i < js_size(list) && n < CODES_MAX; i++)
		if (js_as_text(js_at(list, i)) != NULL)
			out[n++] = js_as_text(js_at(list, i));
	return n;
}

/* As it was asked on its day. */
static int
ask_of(struct work *w, const struct order_past *o, const char **codes, const char **held,
    struct price_ask *ask)
{
	struct json *data;

	if (js_parse(w, o->data, strlen(o->data), &data) < 0)
		return -1;
	*ask = (struct price_ask){ .service = o->service, .lock_type = o->lock_type,
	    .medium = o->medium, .city = o->city, .platforms = codes,
	    .nplatforms = split(w, o->platforms, codes), .held = held,
	    .nheld = codes_of(js_get(data, "held"), held), .years = o->years,
	    .at = o->created_at, .not_after = js_get_int(data, "not_after", 0),
	    .reason = js_get_text(data, "reason"),
	    .months_since = (int)js_get_int(data, "months_since", -1) };
	return 0;
}

static const struct tariff *
tariff_by_id(const struct catalog *c, int64_t id)
{
	for (size_t i = 0; i < c->n_tariffs; i++)
		if (c->tariffs[i].id == id)
			return &c->tariffs[i];
	return NULL;
}

static int
replay_one(struct work *w, const struct catalog *c, const struct tariff *own,
    const struct tariff *t, struct replay_row *row)
{
	const char *codes[CODES_MAX], *held[CODES_MAX];
	struct price_ask ask;
	int64_t before;

	row->kind = REPLAY_UNKNOWN;
	if (ask_of(w, row->order, codes, held, &ask) < 0)
		return -1;
	if (!price_of(w, c, own, &ask, &before, &row->words))
		return 0;
	if (before != row->order->fen) {
		row->words = "按原收费标准重算与原金额不一致";
		return 0;
	}
	if (!price_of(w, c, t, &ask, &row->fen, &row->words))
		row->kind = REPLAY_REFUSED;
	else
		row->kind = row->fen == row->order->fen ? REPLAY_SAME : REPLAY_DIFFERS;
	return 0;
}

static void
count_row(const struct replay_row *row, struct replay_sum *sum)
{
	sum->orders++;
	sum->count[row->kind]++;
	if (row->kind == REPLAY_SAME || row->kind == REPLAY_DIFFERS) {
		sum->fen_before += row->order->fen;
		sum->fen_after += row->fen;
	}
}

struct piece {
	const struct catalog	*c;
	const struct tariff	*t;
	void			(*each)(void *arg, const struct replay_row *row);
	void			*arg;
	struct replay_sum	*sum;
};

static int
replay_piece(struct work *w, const struct piece *p, const struct order_past *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct tariff *own = tariff_by_id(p->c, rows[i].tariff_id);
		struct replay_row row = { .order = &rows[i] };

		if (own == NULL || strcmp(own->mode, p->t->mode) != 0)
			continue;
		if (replay_one(w, p->c, own, p->t, &row) < 0)
			return -1;
		count_row(&row, p->sum);
		if (p->each != NULL && row.kind != REPLAY_SAME)
			p->each(p->arg, &row);
	}
	return 0;
}

int
replay(struct work *w, const struct catalog *c, const struct tariff *t, int64_t from,
    int64_t to, void (*each)(void *arg, const struct replay_row *row), void *arg,
    struct replay_sum *out)
{
	struct piece p = { c, t, each, arg, out };
	int64_t above = 0;
	size_t n;

	*out = (struct replay_sum){ .orders = 0 };
	do {
		struct arena_mark mark = arena_mark(w->arena);
		struct order_past *rows;

		if (order_past(w, above, from, to, &rows, &n) < 0 ||
		    replay_piece(w, &p, rows, n) < 0)
			return -1;
		if (n > 0)
			above = rows[n - 1].id;
		arena_rewind(w->arena, mark);	/* `each` keeps copies of its own */
	} while (n > 0);
	return 0;
}
