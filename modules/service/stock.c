/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "line_list.h"
#include "modules/base/conf.h"
#include "modules/base/json.h"
#include "modules/base/text.h"
#include "modules/catalog/catalog.h"
#include "modules/cert/stock.h"
#include "point.h"
#include "stock.h"

static const char *
place_words(const struct catalog *c, int64_t point_id)
{
	const struct pickup_point *p = point_id == 0 ? NULL : catalog_point_id(c, point_id);

	return p == NULL ? "总库" : p->words;
}

/* ---- taking ---- */

static int
usable_row(struct work *w, const struct catalog *c, const struct token *key,
    const struct token *known)
{
	if (known == NULL)
		return fault_field(w, "key_serial", "库存中没有该介质序列号，请核对，或先办理入库");
	if (token_step(known->state, TOKEN_ACT_PERSONALISE) == NULL)
		return fault_field(w, "key_serial", "该介质的状态为“%s”，不能用于制证",
		    token_state_words(known->state));
	if (known->point_id != w->actor->point_id)
		return fault_field(w, "key_serial", "该介质在%s，您的制证地点是%s，不能使用",
		    place_words(c, known->point_id), place_words(c, w->actor->point_id));
	return strcmp(known->model, key->model) == 0 ? 0 :
	    fault_field(w, "model", "该介质入库时登记的是另一个型号，请核对");
}

int
stock_usable(struct work *w, const struct token *key)
{
	int listed = stock_listed(w, key->media_vendor);
	const struct catalog *c;
	struct token *known;

	if (listed <= 0)
		return listed;
	if (catalog_get(w, &c) < 0 || token_find(w, key->serial, &known) < 0)
		return -1;
	return usable_row(w, c, key, known);
}

/* ---- a list ---- */

struct stocking {
	const struct media_vendor *vendor;
	const char		*model, *reason;
	int64_t			 point_id;
	const struct line	*lines;
	size_t			 n;
	int			(*take)(struct work *w, const struct stocking *s,
				    const struct line *l, const char **words);
	struct line_results	 results;
};

/* What no line is to blame for ends the whole list: the transaction is run again, or refused. */
static int
blames_line(const struct work *w)
{
	return w->fault.code == ERR_INVALID || w->fault.code == ERR_CONFLICT;
}

/* The line of the same serial above; 0: there is none. */
static int
line_before(const struct stocking *s, const struct line *l)
{
	for (const struct line *p = s->lines; p < l; p++)
		if (strcmp(p->first, l->first) == 0)
			return p->n;
	return 0;
}

static int
list_tx(struct work *w, void *arg)
{
	struct stocking *s = arg;

	line_results_begin(w, &s->results);
	for (size_t i = 0; i < s->n; i++) {
		const struct line *l = &s->lines[i];
		const char *words = NULL;
		struct json *j = line_result(&s->results, l, NULL);
		int before = line_before(s, l), rc;

		rc = before > 0 ? fault_field(w, "list", "与第%d行重复", before) :
		    s->take(w, s, l, &words);
		if (rc < 0 && !blames_line(w))
			return -1;
		line_result_end(&s->results, j, rc, words);
	}
	return s->vendor == NULL || s->results.done == 0 ? 0 :
	    stock_batch_add(w, s->vendor->code, s->model, s->results.done);
}

static int
run_list(struct work *w, struct stocking *s, const char *list, struct json **out)
{
	struct line *l;

	if (line_list(w, list, "序列号", STOCK_LIST_MAX, &l, &s->n) < 0)
		return -1;
	s->lines = l;
	if (db_tx(w, list_tx, s) < 0)
		return -1;
	*out = line_results(&s->results);
	return 0;
}

/* ---- in ---- */

static int
take_in(struct work *w, const struct stocking *s, const struct line *l, const char **words)
{
	const struct media_vendor *v = s->vendor;
	struct token key = { .serial = token_serial_normal(w, l->first),
	    .media_vendor = v->code, .model = s->model }, *known;

	if (key.serial == NULL || *l->rest != '\0')
		return fault_field(w, "list", "序列号应为6到40位字母、数字或短横线，每行一个");
	if (strncmp(key.serial, v->serial_prefix, strlen(v->serial_prefix)) != 0)
		return fault_field(w, "list", "%s的序列号应以%s开头", v->words,
		    v->serial_prefix);
	if (token_find(w, key.serial, &known) < 0)
		return -1;
	if (known != NULL)
		return fault_field(w, "list", "该序列号已登记，状态为“%s”",
		    token_state_words(known->state));
	*words = "已入库";
	return token_add(w, &key);
}

int
stock_receive(struct work *w, const char *media_vendor, const char *model, const char *list,
    struct json **out)
{
	struct stocking s = { .take = take_in };
	const struct key_model *m;
	const struct catalog *c;

	if (catalog_get(w, &c) < 0)
		return -1;
	s.vendor = catalog_media_vendor(c, media_vendor);
	m = catalog_model(c, model);
	if (s.vendor == NULL)
		return fault_field(w, "media_vendor", "请选择介质服务商");
	if (m == NULL || strcmp(m->media_vendor, s.vendor->code) != 0)
		return fault_field(w, "model", "请选择该介质服务商的型号");
	if (m->blocked)
		return fault_field(w, "model", "该型号的介质已停止支持，不能入库");
	s.model = m->code;
	return run_list(w, &s, list, out);
}

/* ---- from place to place ---- */

static int
key_of(struct work *w, const struct line *l, struct token **out)
{
	const char *serial = token_serial_normal(w, l->first);

	*out = NULL;
	if (serial != NULL && token_find(w, serial, out) < 0)
		return -1;
	return *out != NULL ? 0 : fault_field(w, "list", "库存中没有这个序列号");
}

static int
move_one(struct work *w, const struct stocking *s, const struct line *l, const char **words)
{
	const struct catalog *c;
	struct token *t;

	if (catalog_get(w, &c) < 0 || key_of(w, l, &t) < 0)
		return -1;
	if (t->state != TOKEN_IN_STOCK && t->state != TOKEN_ALLOCATED)
		return fault_field(w, "list", "该介质的状态为“%s”，不能调拨",
		    token_state_words(t->state));
	if (t->point_id == s->point_id)
		return fault_field(w, "list", "该介质已在%s", place_words(c, s->point_id));
	*words = arena_printf(w->arena, "%s → %s", place_words(c, t->point_id),
	    place_words(c, s->point_id));
	/* From one point to another it comes through the central stock. */
	if (t->state == TOKEN_ALLOCATED && stock_move(w, t, 0, *words) < 0)
		return -1;
	return s->point_id == 0 ? 0 : stock_move(w, t, s->point_id, *words);
}

int
stock_allocate(struct work *w, const char *point, const char *list, struct json **out)
{
	struct stocking s = { .take = move_one };

	if (!text_empty(point) && point_read(w, point, &s.point_id) < 0)
		return -1;
	return run_list(w, &s, list, out);
}

/* ---- out ---- */

static int
retire_one(struct work *w, const struct stocking *s, const struct line *l, const char **words)
{
	const char *was;
	struct token *t;

	if (key_of(w, l, &t) < 0)
		return -1;
	was = token_state_words(t->state);
	if (token_step(t->state, TOKEN_ACT_RETIRE) == NULL)
		return fault_field(w, "list", "该介质的状态为“%s”，不能停用", was);
	*words = arena_printf(w->arena, "%s → %s", was, token_state_words(TOKEN_RETIRED));
	return token_move(w, t, TOKEN_ACT_RETIRE, s->reason);
}

int
stock_retire(struct work *w, const char *words, const char *list, struct json **out)
{
	struct stocking s = { .take = retire_one, .reason = words };

	if (text_empty(words))
		return fault_field(w, "words", "请填写停用原因");
	return run_list(w, &s, list, out);
}
