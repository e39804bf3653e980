/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "dated.h"
#include "modules/base/clock.h"
#include "modules/base/json.h"
#include "modules/catalog/price.h"
#include "modules/catalog/tariff_file.h"
#include "modules/outbox/task.h"
#include "replay.h"
#include "tariffs.h"

#define DAY		86400
#define PERIOD_MAX	366

struct tariff_form {
	struct json	*file;
	const char	*date;
	int64_t		 version;
};

#define VERSION	FIELD_INT(tariff_form, version, 1, 1 << 30, "版本")

const struct field tariff_load_fields[1] = {
	FIELD_SHAPE(tariff_form, file, 1, 40, "收费标准文件", "<any>"),
};
const struct field tariff_activate_fields[2] = {
	VERSION, FIELD_TEXT(tariff_form, date, 10, 10, "生效日期", NULL),
};
const struct field tariff_act_fields[1] = { VERSION };

/* ---- writing ---- */

struct writing {
	const struct catalog	*c;
	const struct pid	*pid;
	enum tariff_act		 act;
	struct tariff_form	 f;
	int64_t			 starts_at;
	struct tariff_version	 v;
};

static int
load_tx(struct work *w, void *arg)
{
	struct writing *wr = arg;

	return tariff_version_add(w, &wr->v);
}

int
tariffs_load_file(struct work *w, const struct json *file, struct json **out)
{
	struct writing wr = { .pid = NULL };
	struct tariff t;

	if (catalog_get(w, &wr.c) < 0 || tariff_read(w, wr.c, file, &t) < 0 ||
	    tariff_complete(w, wr.c, &t) < 0)
		return -1;
	wr.v = (struct tariff_version){ .code = t.code, .words = t.words, .mode = t.mode,
	    .body = js_canonical(w, tariff_json(w, &t)) };
	if (db_tx(w, load_tx, &wr) < 0)
		return -1;
	return tariffs_json(w, wr.c, &wr.v, out);
}

int
tariffs_load(struct work *w, const struct json *body, struct json **out)
{
	struct tariff_form f = { NULL };

	if (fields_read(w, body, tariff_load_fields, N_FIELDS(tariff_load_fields), &f) < 0)
		return -1;
	return tariffs_load_file(w, f.file, out);
}

/* The workers read their catalogues again; the public prices are printed anew that day. */
static int
tell_all(struct work *w, const struct tariff_version *v)
{
	const char *key = arena_printf(w->arena, "tariff:%s:%d", pid_text(w, &v->pid), v->version);

	return catalog_changed(w) < 0 ? -1 : task_add(w, "timer.print", key, NULL, v->starts_at);
}

static int
activate(struct work *w, struct writing *wr)
{
	struct tariff t;

	wr->v.starts_at = wr->starts_at;
	if (tariff_version_step(w, &wr->v, TARIFF_ACT_ACTIVATE, wr->f.date) < 0 ||
	    tariffs_prices(w, wr->c, &wr->v, &t) < 0 || tariff_complete(w, wr->c, &t) < 0 ||
	    tariff_rows_add(w, &wr->v, &t) < 0)
		return -1;
	return tell_all(w, &wr->v);
}

static int
withdraw(struct work *w, struct writing *wr)
{
	if (wr->v.state == TARIFF_SCHEDULED && wr->v.starts_at <= w->now)
		return refuse_say(w, ERR_CONFLICT, NULL, "收费标准已经生效，不能撤回");
	if (tariff_version_step(w, &wr->v, TARIFF_ACT_WITHDRAW, NULL) < 0 ||
	    tariff_rows_drop(w, &wr->v) < 0)
		return -1;
	return catalog_changed(w);
}

static int
act_tx(struct work *w, void *arg)
{
	struct writing *wr = arg;

	if (tariff_version_take(w, wr->pid, &wr->v) < 0)
		return -1;
	if (wr->f.version != wr->v.version)
		return refuse_say(w, ERR_CONFLICT, NULL, "内容已被他人修改，请刷新后重试");
	if (wr->act == TARIFF_ACT_ACTIVATE)
		return activate(w, wr);
	if (wr->act == TARIFF_ACT_WITHDRAW)
		return withdraw(w, wr);
	return tariff_version_step(w, &wr->v, wr->act, NULL);
}

int
tariffs_act(struct work *w, const struct pid *pid, enum tariff_act act,
    const struct json *body, struct json **out)
{
	struct writing wr = { .pid = pid, .act = act };
	int dated = act == TARIFF_ACT_ACTIVATE;

	if (fields_read(w, body, dated ? tariff_activate_fields : tariff_act_fields, dated ? 2 : 1,
		&wr.f) < 0 || (dated && dated_start(w, wr.f.date, 0, &wr.starts_at) < 0) ||
	    catalog_get(w, &wr.c) < 0 || db_tx(w, act_tx, &wr) < 0)
		return -1;
	return tariffs_json(w, wr.c, &wr.v, out);
}

/* ---- the dry run ---- */

static int
day_of(struct work *w, const char *field, const char *text, int64_t *at)
{
	struct civil day;

	if (text == NULL)
		return 0;
	if (date_parse(text, &day) < 0)
		return refuse_say(w, ERR_INVALID, field, "请填写YYYY-MM-DD格式的日期");
	*at = civil_epoch(&day);
	return 0;
}

int
tariffs_period(struct work *w, const char *from, const char *to, int64_t *begin, int64_t *end)
{
	struct civil today = civil_of(w->now);

	today.hour = today.minute = today.second = 0;
	*end = civil_epoch(&today);
	if (day_of(w, "to", to, end) < 0)
		return -1;
	*begin = *end - (PERIOD_MAX - 2) * DAY;
	if (day_of(w, "from", from, begin) < 0)
		return -1;
	*end += DAY;
	if (*end <= *begin || *end - *begin > (int64_t)PERIOD_MAX * DAY)
		return refuse_say(w, ERR_INVALID, "from", "请选择不超过一年的起止日期");
	return 0;
}

struct kept {
	struct work	*w;
	struct json	*items;
};

static void
keep(void *arg, const struct replay_row *row)
{
	static const char *const kinds[] = { "SAME", "DIFFERS", "REFUSED", "UNKNOWN" };
	struct kept *k = arg;
	struct json *j;

	if (js_size(k->items) >= TARIFFS_SHOWN)
		return;
	j = js_object(k->w);
	js_put_text(j, "no", row->order->no);
	js_put_text(j, "company", row->order->company);
	js_put_text(j, "holder", row->order->holder);
	js_put_text(j, "service", row->order->service);
	js_put_text(j, "kind", kinds[row->kind]);
	js_put_int(j, "fen", row->order->fen);
	js_put(j, "fen_new", row->kind == REPLAY_DIFFERS ? js_int(k->w, row->fen) : NULL);
	js_put_text(j, "words", row->words);
	js_add(k->items, j);
}

static struct json *
sum_json(struct work *w, const struct replay_sum *s, int64_t from, int64_t to)
{
	struct json *j = js_object(w);

	js_put_text(j, "from", date_text(w->arena, from));
	js_put_text(j, "to", date_text(w->arena, to - DAY));
	js_put_int(j, "orders", s->orders);
	js_put_int(j, "same", s->count[REPLAY_SAME]);
	js_put_int(j, "differs", s->count[REPLAY_DIFFERS]);
	js_put_int(j, "refused", s->count[REPLAY_REFUSED]);
	js_put_int(j, "unknown", s->count[REPLAY_UNKNOWN]);
	js_put_int(j, "fen_before", s->fen_before);
	js_put_int(j, "fen_after", s->fen_after);
	return j;
}

int
tariffs_replay(struct work *w, const struct pid *pid, int64_t from, int64_t to,
    struct json **out)
{
	struct kept k = { w, js_array(w) };
	struct tariff_version v;
	const struct catalog *c;
	struct replay_sum sum;
	struct tariff t;

	if (catalog_get(w, &c) < 0 || tariff_version_get(w, pid, &v) < 0 ||
	    tariffs_prices(w, c, &v, &t) < 0 || replay(w, c, &t, from, to, keep, &k, &sum) < 0)
		return -1;
	*out = sum_json(w, &sum, from, to);
	js_put(*out, "items", k.items);
	return 0;
}
