/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "courier.h"
#include "handout.h"
#include "making.h"
#include "modules/base/clock.h"
#include "modules/base/json.h"
#include "modules/catalog/catalog.h"
#include "modules/cert/cert.h"
#include "modules/cert/stock.h"
#include "order_view.h"
#include "refunds.h"
#include "restate.h"
#include "stock.h"

#define DAY	86400

static const struct {
	const char		*name;
	enum order_state	 state;
} queues[] = {
	{ "make", ORDER_MAKE }, { "ship", ORDER_SHIP },
	{ "sent", ORDER_SENT }, { "pickup", ORDER_PICKUP }, { "update", ORDER_UPDATE },
};

/* A maker needs the whole order beside the machine: names, way, recipient. */
static int
making_rows(struct work *w, const struct order *o, size_t n, struct json *items)
{
	for (size_t i = 0; i < n; i++) {
		struct json *j;

		if (order_page(w, &o[i], &j) < 0)
			return -1;
		js_add(items, j);
	}
	return 0;
}

int
making_list(struct work *w, const char *queue, int64_t page, int64_t size,
    struct json **out)
{
	struct order_filter f = { .page = page, .size = size, .waiting = 1 };
	struct json *items = js_array(w);
	struct order *o;
	int64_t total;
	size_t n;

	for (size_t i = 0; i < sizeof(queues) / sizeof(*queues); i++)
		if (queue != NULL && strcmp(queues[i].name, queue) == 0)
			f.state = order_state_code(queues[i].state);
	if (f.state == NULL)
		return fault_field(w, "queue", "没有这样的列表，请重新选择");
	if (order_list(w, &f, &o, &n) < 0 || order_count(w, &f, &total) < 0 ||
	    making_rows(w, o, n, items) < 0)
		return -1;
	*out = js_page(w, items, page, size);
	js_put_int(*out, "total", total);
	return courier_carriers(w, *out);
}

/* ---- bind ---- */

/* What the maker typed, checked and in normal form. */
struct bound {
	struct pid	 order;
	const char	*cert_serial;
	struct token	 token;
	int		 blocked;
	int64_t		 not_before, not_after;
};

static int
day_of(struct work *w, const char *field, const char *words, const char *typed, int64_t *out)
{
	struct civil day;

	if (typed == NULL || date_parse(typed, &day) < 0)
		return fault_field(w, field, "请填写%s，例如2026-11-20", words);
	*out = civil_epoch(&day);
	return 0;
}

/* The last day counts to its end. */
static int
check_dates(struct work *w, const struct binding *b, struct bound *out)
{
	if (day_of(w, "not_before", "证书生效日期", b->not_before, &out->not_before) < 0 ||
	    day_of(w, "not_after", "证书到期日期", b->not_after, &out->not_after) < 0)
		return -1;
	out->not_after += DAY - 1;
	if (out->not_after <= out->not_before)
		return fault_field(w, "not_after", "证书到期日期应晚于生效日期");
	if (out->not_after <= w->now)
		return fault_field(w, "not_after", "证书到期日期已过，请核对");
	return 0;
}

int
making_key(struct work *w, const struct binding *b, struct token *out, int *blocked)
{
	const struct catalog *c;
	const struct key_model *m;
	const struct media_vendor *v;
	const char *serial = token_serial_normal(w, b->key_serial);

	if (catalog_get(w, &c) < 0)
		return -1;
	m = catalog_model(c, b->model);
	v = catalog_media_vendor(c, b->media_vendor);
	if (v == NULL)
		return fault_field(w, "media_vendor", "请选择介质服务商");
	if (m == NULL || strcmp(m->media_vendor, v->code) != 0)
		return fault_field(w, "model", "请选择该介质服务商的型号");
	if (serial == NULL)
		return fault_field(w, "key_serial", "介质序列号应为6到40位字母、数字或短横线");
	if (strncmp(serial, v->serial_prefix, strlen(v->serial_prefix)) != 0)
		return fault_field(w, "key_serial", "%s的介质序列号应以%s开头，请核对", v->words,
		    v->serial_prefix);
	*out = (struct token){ .serial = serial, .media_vendor = v->code, .model = m->code };
	*blocked = m->blocked;
	return 0;
}

/* Every wrong field at once: the maker has the machine's screen beside it. */
static int
check_binding(struct work *w, const struct binding *b, struct bound *out)
{
	making_key(w, b, &out->token, &out->blocked);
	out->cert_serial = cert_serial_normal(w, b->cert_serial);
	if (out->cert_serial == NULL)
		fault_field(w, "cert_serial", "证书序列号应为十六进制数字，请核对");
	check_dates(w, b, out);
	return w->fault.code == ERR_NONE ? 0 : -1;
}

/* A reissue changes the key, not the end of validity (requirements 7.5). */
static int
same_end(struct work *w, const struct order *o, const struct bound *b)
{
	struct cert *old;

	if (o->cert_id == 0)
		return 0;
	if (cert_get_id(w, o->cert_id, &old) < 0)
		return -1;
	if (date_number(old->not_after) == date_number(b->not_after))
		return 0;
	return fault_field(w, "not_after", "补办的证书到期日期应与原证书一致：%s",
	    date_text(w->arena, old->not_after));
}

static int
bind_tx(struct work *w, void *arg)
{
	struct bound *b = arg;
	struct token key = b->token;
	struct order *o;
	struct cert *c;

	if (order_take(w, &b->order, &o) < 0 || cert_of_order(w, o->id, &c) < 0)
		return -1;
	if (o->state != ORDER_MAKE)
		return refuse_say(w, ERR_CONFLICT, NULL, "订单当前状态为“%s”，不能制证",
		    order_state_words(o->state));
	if (refunds_hold(w, o) < 0)
		return -1;
	if (c == NULL)
		return refuse(w, ERR_BUG, "order %s has no certificate", o->no);
	if (same_end(w, o, b) < 0)
		return -1;
	key.point_id = o->point_id;
	key.made_for = o->no;
	if (stock_usable(w, &key) < 0 || cert_point_set(w, c, o->point_id) < 0 ||
	    cert_issue(w, c, b->cert_serial, b->not_before, b->not_after) < 0 ||
	    token_personalise(w, &key, c->id, b->blocked) < 0 ||
	    stock_put(w, &key, o->point_id) < 0 ||
	    order_move(w, o, ACT_MADE, NULL) < 0 || handout_ready(w, o) < 0)
		return -1;
	return service_restate(w, o);
}

int
making_bind(struct work *w, const struct pid *order, const struct binding *b,
    struct json **out)
{
	struct bound bound = { .order = *order };

	if (check_binding(w, b, &bound) < 0 || db_tx(w, bind_tx, &bound) < 0)
		return -1;
	return order_page_get(w, order, out);
}
