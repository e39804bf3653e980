/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "courier.h"
#include "modules/base/clock.h"
#include "modules/base/json.h"
#include "modules/base/text.h"
#include "modules/catalog/catalog.h"
#include "modules/cert/cert.h"
#include "modules/company/company.h"
#include "modules/order/words.h"
#include "modules/paper/paper.h"
#include "modules/pay/driver.h"
#include "modules/pay/pay.h"
#include "order_view.h"
#include "sheets.h"

/* ---- THE SHEET TABLE ---- */

static int
waits_for_money(const struct order *o)
{
	return o->state == ORDER_UNPAID;
}

static int
was_paid(const struct order *o)
{
	static const char *const words[] = { "PAID", "REFUNDING", "PART_REFUNDED", "REFUNDED",
		NULL };

	return text_in(o->pay_word, words);
}

static int
is_over(const struct order *o)
{
	return o->state == ORDER_DONE || o->state == ORDER_REFUSED;
}

static int	put_money(struct work *w, const struct order *o, struct json *out);
static int	put_result(struct work *w, const struct order *o, struct json *out);

static const struct sheet {
	const char	*code, *words, *form;
	int		(*when)(const struct order *o);
	int		(*more)(struct work *w, const struct order *o, struct json *out);
} sheets[] = {
	{ "notice",  "缴费通知",   "notice",  waits_for_money, NULL },
	{ "receipt", "订单收据",   "receipt", was_paid,        put_money },
	{ "result",  "办理结果单", "result",  is_over,         put_result },
};

#define N_SHEETS	(sizeof(sheets) / sizeof(*sheets))

struct json *
sheets_json(struct work *w, const struct order *o)
{
	struct json *list = js_array(w);

	for (size_t i = 0; i < N_SHEETS; i++) {
		struct json *j = js_object(w);

		if (!sheets[i].when(o))
			continue;
		js_put_text(j, "code", sheets[i].code);
		js_put_text(j, "words", sheets[i].words);
		js_put_text(j, "url", arena_printf(w->arena, "/api/orders/%s/sheets/%s",
		    pid_text(w, &o->pid), sheets[i].code));
		js_add(list, j);
	}
	return list;
}

/* ---- values ---- */

static const char *
moment(struct work *w, int64_t at)
{
	return at == 0 ? "" : time_text(w->arena, at);
}

static const char *
day_words(struct work *w, int64_t at)
{
	struct civil c = civil_of(at);

	return arena_printf(w->arena, "%04d年%02d月%02d日", c.year, c.month, c.day);
}

static int
platforms_words(struct work *w, const struct order *o, const char **out)
{
	struct order_platform *p;
	size_t n;

	*out = "";
	if (order_platforms(w, o, &p, &n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		*out = arena_printf(w->arena, "%s%s%s", *out, i == 0 ? "" : "、", p[i].words);
	return 0;
}

static struct json *
order_values(struct work *w, const struct catalog *c, const struct order *o,
    const char *platforms)
{
	const struct medium *m = catalog_medium(c, o->medium);
	struct json *j = js_object(w);

	js_put_text(j, "no", o->no);
	js_put_text(j, "service", order_service_words(c, o));
	js_put_text(j, "lock", catalog_lock_words(c, o->lock_type));
	js_put_text(j, "vendor", catalog_vendor_words(c, o->vendor));
	js_put_text(j, "medium", m == NULL ? o->medium : m->words);
	js_put_text(j, "created", moment(w, o->created_at));
	js_put_text(j, "due", moment(w, o->pay_due_at));
	js_put_text(j, "company", o->company);
	js_put_text(j, "holder", o->holder);
	js_put_text(j, "buyer", o->buyer);
	js_put_text(j, "platforms", platforms);
	return j;
}

/* The channel's own lines: who can be asked. */
static struct json *
contacts(struct work *w, const struct catalog *c, const char *channel)
{
	struct json *list = js_array(w);

	for (size_t i = 0; i < c->n_contacts; i++) {
		struct json *j = js_object(w);

		if (strcmp(c->contacts[i].channel, channel) != 0)
			continue;
		js_put_text(j, "words", c->contacts[i].words);
		js_put_text(j, "value", c->contacts[i].value);
		js_add(list, j);
	}
	return list;
}

static int
values_of(struct work *w, const struct order *o, struct json **out)
{
	struct json *j = js_object(w), *price = js_object(w), *lines;
	const struct channel *channel;
	const struct catalog *c;
	const char *platforms;

	if (catalog_get(w, &c) < 0 || platforms_words(w, o, &platforms) < 0 ||
	    js_parse(w, o->price_lines, strlen(o->price_lines), &lines) < 0)
		return -1;
	channel = catalog_channel(c, o->channel);
	js_put_int(price, "fen", o->fen);
	js_put(price, "lines", lines);
	js_put_text(j, "brand", channel == NULL ? "" : channel->brand);
	js_put(j, "order", order_values(w, c, o, platforms));
	js_put(j, "price", price);
	js_put(j, "contacts", contacts(w, c, o->channel));
	js_put_text(j, "printed", day_words(w, w->now));
	*out = j;
	return 0;
}

/* How it was paid, and what went back. */
static int
put_money(struct work *w, const struct order *o, struct json *out)
{
	const struct pay_driver *d;
	struct json *j = js_object(w);
	struct refund_sums sums;
	struct pay_attempt *a;
	int64_t fen = 0;
	int found = pay_paid_share(w, o->id, &a, &fen);

	if (found < 0 || pay_order_refunds(w, o->id, &sums) < 0)
		return -1;
	d = found == 0 ? NULL : pay_driver_find(w, a->provider);
	js_put_text(j, "way", found == 0 ? "" : d == NULL ? a->provider : d->words);
	js_put_text(j, "no", found == 0 ? "" : a->out_trade_no);
	js_put_text(j, "txn", found == 0 ? "" : a->txn);
	js_put_text(j, "at", found == 0 ? "" : moment(w, a->paid_at));
	js_put_int(j, "fen", found == 0 ? o->fen : fen);
	js_put_int(j, "back", sums.back);
	js_put_int(j, "left", (found == 0 ? o->fen : fen) - sums.back);
	js_put(out, "money", j);
	return 0;
}

/* What came of it: the certificate, or why not; and each step with its time. */
static int
put_steps(struct work *w, const struct order *o, struct json *out)
{
	struct json *list;

	if (order_timeline(w, o, &list) < 0)
		return -1;
	for (size_t i = 0; i < js_size(list); i++) {
		struct json *j = js_at(list, i);

		js_put_text(j, "at", moment(w, js_get_int(j, "at", 0)));
	}
	js_put(out, "steps", list);
	return 0;
}

static int
put_result(struct work *w, const struct order *o, struct json *out)
{
	struct json *j = js_object(w);
	struct cert *c;

	if ((o->cert_id != 0 ? cert_get_id(w, o->cert_id, &c) :
		cert_of_order(w, o->id, &c)) < 0)
		return -1;
	js_put_text(j, "words", o->state == ORDER_DONE ? "已办结" : "不予办理");
	js_put_text(j, "next", order_next_words(o));
	js_put_text(j, "ship", ship_word_text(o->ship_word));
	js_put_text(j, "serial", c == NULL || c->serial == NULL ? "" : c->serial);
	js_put_text(j, "from", c == NULL || c->not_before == 0 ? "" : day_words(w, c->not_before));
	js_put_text(j, "to", c == NULL || c->not_after == 0 ? "" : day_words(w, c->not_after));
	js_put(out, "result", j);
	return put_steps(w, o, out);
}

/* ---- drawing ---- */

static int
draw(struct work *w, const char *form, struct json *values, struct blob *pdf)
{
	struct paper_pdf out;

	if (paper_render(w, form, values, NULL, &out) < 0)
		return -1;
	*pdf = out.bytes;
	return 0;
}

struct drawing {
	struct pid		 order;
	const struct sheet	*sheet;
	struct json		*values;
};

/* Money is looked at with its row locked, as everywhere. */
static int
values_tx(struct work *w, void *arg)
{
	struct drawing *d = arg;
	struct order *o;

	if (order_get(w, &d->order, &o) < 0)
		return -1;
	if (!d->sheet->when(o))
		return refuse_say(w, ERR_CONFLICT, NULL, "订单当前状态为“%s”，还没有%s",
		    order_state_words(o->state), d->sheet->words);
	return values_of(w, o, &d->values) < 0 ||
	    (d->sheet->more != NULL && d->sheet->more(w, o, d->values) < 0) ? -1 : 0;
}

int
sheets_draw(struct work *w, const struct pid *order, const char *code, struct blob *pdf)
{
	struct drawing d = { .order = *order };

	for (size_t i = 0; i < N_SHEETS; i++)
		if (strcmp(sheets[i].code, code) == 0)
			d.sheet = &sheets[i];
	if (d.sheet == NULL)
		return refuse(w, ERR_NOTFOUND, "no sheet is called %s", code);
	return db_tx(w, values_tx, &d) < 0 ? -1 : draw(w, d.sheet->form, d.values, pdf);
}

int
sheets_template(struct work *w, struct blob *pdf)
{
	struct json *values = js_object(w), *j = js_object(w);
	struct company c;

	if (w->actor->company_id == 0)
		return refuse_say(w, ERR_CONFLICT, NULL, "请先选择所属企业及身份");
	if (company_get(w, w->actor->company_id, &c) < 0)
		return -1;
	js_put_text(j, "name", c.name);
	js_put_text(j, "credit_code", c.credit_code);
	js_put_text(j, "legal_name", c.legal_name);
	js_put(values, "company", j);
	return draw(w, "sealscan", values, pdf);
}

/* ---- the courier's list ---- */

static struct json *
courier_rows(struct work *w, const struct json *orders)
{
	struct json *list = js_array(w);

	for (size_t i = 0; i < js_size(orders); i++) {
		const struct json *o = js_at(orders, i);
		const struct json *to = js_get(o, "recipient"), *parcel = js_get(o, "parcel");
		struct json *j = js_object(w);

		js_put_text(j, "no", js_get_text(o, "no"));
		js_put_text(j, "company", js_get_text(o, "company"));
		js_put_text(j, "name", js_get_text(to, "name"));
		js_put_text(j, "phone", js_get_text(to, "phone"));
		js_put_text(j, "address", js_get_text(to, "address"));
		js_put_text(j, "key", js_get_text(o, "key_serial"));
		js_put_text(j, "carrier", js_get_text(parcel, "carrier"));
		js_put_text(j, "waybill", js_get_text(parcel, "waybill"));
		js_add(list, j);
	}
	return list;
}

int
sheets_courier(struct work *w, const char *day, struct blob *pdf)
{
	struct json *values = js_object(w), *list;
	size_t sent, waiting;

	if (courier_list(w, day, &list) < 0)
		return -1;
	sent = js_size(js_get(list, "sent"));
	waiting = js_size(js_get(list, "waiting"));
	js_put_text(values, "day", js_get_text(list, "day"));
	js_put(values, "sent", courier_rows(w, js_get(list, "sent")));
	js_put(values, "waiting", courier_rows(w, js_get(list, "waiting")));
	js_put_int(values, "n_sent", (int64_t)sent);
	js_put_int(values, "n_waiting", (int64_t)waiting);
	return draw(w, "courier", values, pdf);
}
