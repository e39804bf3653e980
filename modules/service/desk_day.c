/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "desk_day.h"
#include "modules/base/clock.h"
#include "modules/base/json.h"
#include "modules/base/text.h"
#include "modules/catalog/catalog.h"
#include "modules/cert/cert.h"
#include "modules/cert/token.h"
#include "modules/deliver/voucher.h"
#include "modules/order/list.h"

#define DAY	86400

static int
item_json(struct work *w, const struct catalog *cat, const struct voucher_use *u,
    struct json **out)
{
	struct json *j = js_object(w);
	struct token *t = NULL;
	struct order *o;
	struct cert *c;

	if (order_get_id(w, u->order_id, &o) < 0 || cert_of_order(w, o->id, &c) < 0 ||
	    (c != NULL && token_of_cert(w, c->id, &t) < 0))
		return -1;
	js_put_text(j, "order", pid_text(w, &o->pid));
	js_put_text(j, "no", o->no);
	js_put_text(j, "holder", o->holder);
	js_put_text(j, "company", o->company);
	js_put_text(j, "lock_words", catalog_lock_words(cat, o->lock_type));
	js_put_text(j, "key_serial", t == NULL ? NULL : t->serial);
	js_put_int(j, "at", u->used_at);
	js_put_text(j, "clerk", u->clerk);
	*out = j;
	return 0;
}

static void
count_clerk(struct work *w, struct json *clerks, const char *name)
{
	struct json *j;

	for (size_t i = 0; i < js_size(clerks); i++) {
		j = js_at(clerks, i);
		if (strcmp(js_get_text(j, "name"), name) == 0) {
			js_put_int(j, "n", js_get_int(j, "n", 0) + 1);
			return;
		}
	}
	j = js_object(w);
	js_put_text(j, "name", name);
	js_put_int(j, "n", 1);
	js_add(clerks, j);
}

static int
put_items(struct work *w, const struct catalog *cat, int64_t from, struct json *out)
{
	struct json *items = js_array(w), *clerks = js_array(w), *j;
	int64_t point = w->actor->point_id, total;
	struct voucher_use *u;
	size_t n;

	if (voucher_used(w, point, from, from + DAY, &u, &n) < 0 ||
	    voucher_used_count(w, point, from, from + DAY, &total) < 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		if (item_json(w, cat, &u[i], &j) < 0)
			return -1;
		js_add(items, j);
		count_clerk(w, clerks, u[i].clerk);
	}
	js_put_int(out, "total", total);
	js_put(out, "clerks", clerks);
	js_put(out, "items", items);
	return 0;
}

int
desk_day(struct work *w, const char *day, struct json **out)
{
	struct order_filter f = { .page = 1, .size = 1, .waiting = 1,
	    .state = order_state_code(ORDER_PICKUP), .point_id = w->actor->point_id };
	const struct pickup_point *p;
	const struct catalog *cat;
	int64_t waiting;
	struct civil c;

	if (text_empty(day))
		day = date_text(w->arena, w->now);
	if (date_parse(day, &c) < 0)
		return fault_field(w, "day", "请选择日期，例如2026-11-20");
	if (w->actor->point_id == 0)
		return refuse_say(w, ERR_DENIED, NULL, "您的账号没有设置办理点，请联系系统管理员");
	if (catalog_get(w, &cat) < 0 || order_count(w, &f, &waiting) < 0)
		return -1;
	p = catalog_point_id(cat, w->actor->point_id);
	*out = js_object(w);
	js_put_text(*out, "day", day);
	js_put_text(*out, "point", p == NULL ? "" : p->words);
	js_put_int(*out, "waiting", waiting);
	return put_items(w, cat, civil_epoch(&c), *out);
}
