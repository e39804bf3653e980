/* SPDX-License-Identifier: MIT */
#include "handlers.h"
#include "http.h"
#include "modules/base/fields.h"
#include "modules/service/courier.h"
#include "modules/service/held.h"
#include "modules/service/making.h"
#include "modules/service/ship_list.h"

static const struct field making_query[] = {
	QUERY_TEXT(queue, 16, "队列"),
	QUERY_PAGE,
};
QUERY(making_list_web, making_query);

int
making_list_web(struct call *c)
{
	const char *queue = call_query(c, "queue");
	int64_t page, size;
	struct json *list;

	call_page(c, &page, &size);
	if (making_list(c->w, queue == NULL ? "make" : queue, page, size, &list) < 0)
		return -1;
	return answer_json(c, 200, list);
}

static const struct field bind_fields[] = {
	FIELD_TEXT(binding, key_serial, 1, 60, "介质序列号", NULL),
	FIELD_TEXT(binding, media_vendor, 1, 16, "介质服务商", NULL),
	FIELD_TEXT(binding, model, 1, 40, "介质型号", NULL),
	FIELD_TEXT(binding, cert_serial, 1, 120, "证书序列号", NULL),
	FIELD_TEXT(binding, not_before, 1, 10, "证书生效日期", NULL),
	FIELD_TEXT(binding, not_after, 1, 10, "证书到期日期", NULL),
};
INPUT(making_bind_web, bind_fields);

int
making_bind_web(struct call *c)
{
	struct binding form;
	struct json *order;
	struct pid pid;

	if (call_pid(c, "order", &pid) < 0 ||
	    fields_read(c->w, c->body, bind_fields, N_FIELDS(bind_fields), &form) < 0 ||
	    making_bind(c->w, &pid, &form, &order) < 0)
		return -1;
	return answer_json(c, 200, order);
}

INPUT(making_updated_web, held_update_fields);

int
making_updated_web(struct call *c)
{
	struct held_update form;
	struct json *order;
	struct pid pid;

	if (call_pid(c, "order", &pid) < 0 ||
	    fields_read(c->w, c->body, held_update_fields, N_FIELDS(held_update_fields),
		&form) < 0 ||
	    held_update(c->w, &pid, &form, &order) < 0)
		return -1;
	return answer_json(c, 200, order);
}

static const struct field ship_fields[] = {
	FIELD_TEXT(shipping, carrier, 2, 20, "快递公司", NULL),
	FIELD_TEXT(shipping, waybill, 6, 40, "运单号", NULL),
};
INPUT(making_ship_web, ship_fields);

int
making_ship_web(struct call *c)
{
	struct shipping form;
	struct json *order;
	struct pid pid;

	if (call_pid(c, "order", &pid) < 0 ||
	    fields_read(c->w, c->body, ship_fields, N_FIELDS(ship_fields), &form) < 0 ||
	    courier_ship(c->w, &pid, &form, &order) < 0)
		return -1;
	return answer_json(c, 200, order);
}

struct list_form {
	const char	*carrier, *list;
};

static const struct field list_fields[] = {
	FIELD_TEXT(list_form, carrier, 2, 20, "快递公司", NULL),
	FIELD_RAW(list_form, list, 1, 48 * KB, "发货清单"),
};
INPUT(making_ship_list_web, list_fields);

int
making_ship_list_web(struct call *c)
{
	struct list_form form;
	struct json *results;

	if (fields_read(c->w, c->body, list_fields, N_FIELDS(list_fields), &form) < 0 ||
	    ship_list(c->w, form.carrier, form.list, &results) < 0)
		return -1;
	c->detail = arena_printf(c->w->arena, "done=%lld bad=%lld",
	    (long long)js_get_int(results, "done", 0), (long long)js_get_int(results, "bad", 0));
	return answer_json(c, 200, results);
}

struct back_form {
	const char	*words;
};

static const struct field back_fields[] = {
	FIELD_TEXT(back_form, words, 1, 200, "退回原因", NULL),
};
INPUT(making_returned_web, back_fields);

int
making_returned_web(struct call *c)
{
	struct back_form form;
	struct json *order;
	struct pid pid;

	if (call_pid(c, "order", &pid) < 0 ||
	    fields_read(c->w, c->body, back_fields, N_FIELDS(back_fields), &form) < 0 ||
	    courier_sent_back(c->w, &pid, form.words, &order) < 0)
		return -1;
	return answer_json(c, 200, order);
}

static const struct field shipping_query[] = {
	QUERY_TEXT(day, 10, "日期"),
};
QUERY(making_shipping_web, shipping_query);

int
making_shipping_web(struct call *c)
{
	struct json *list;

	if (courier_list(c->w, call_query(c, "day"), &list) < 0)
		return -1;
	return answer_json(c, 200, list);
}
