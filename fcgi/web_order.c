/* SPDX-License-Identifier: MIT */
#include "handlers.h"
#include "http.h"
#include "modules/base/fields.h"
#include "modules/service/correct.h"
#include "modules/service/order_view.h"

static const struct field filter_query[] = {
	QUERY_TEXT(q, 60, "订单号、姓名或企业"),
	QUERY_TEXT(pay, 16, "支付状态"),
	QUERY_TEXT(review, 16, "审核状态"),
	QUERY_TEXT(ship, 16, "收货状态"),
	QUERY_TEXT(state, 16, "订单状态"),
	QUERY_PAGE,
};
QUERY(order_list_web, filter_query);
QUERY(order_count_web, filter_query);

/* The same filter for a list and its count (P8). */
static void
read_filter(struct call *c, struct order_filter *f)
{
	*f = (struct order_filter){
		.q = call_query(c, "q"), .pay = call_code(c, "pay"),
		.review = call_code(c, "review"), .ship = call_code(c, "ship"),
		.state = call_code(c, "state"),
	};
	call_page(c, &f->page, &f->size);
}

int
order_list_web(struct call *c)
{
	struct order_filter f;
	struct json *j;

	read_filter(c, &f);
	if (order_rows(c->w, &f, &j) < 0)
		return -1;
	return answer_json(c, 200, j);
}

int
order_count_web(struct call *c)
{
	struct json *j = js_object(c->w);
	struct order_filter f;
	int64_t total;

	read_filter(c, &f);
	if (order_count(c->w, &f, &total) < 0)
		return -1;
	js_put_int(j, "total", total);
	return answer_json(c, 200, j);
}

int
order_get_web(struct call *c)
{
	struct pid pid;
	struct json *j;

	if (call_pid(c, "order", &pid) < 0 || order_page_get(c->w, &pid, &j) < 0)
		return -1;
	return answer_json(c, 200, j);
}

INPUT_NONE(order_cancel_web);

int
order_cancel_web(struct call *c)
{
	struct pid pid;
	struct json *j;

	if (call_pid(c, "order", &pid) < 0 || correct_cancel(c->w, &pid, &j) < 0)
		return -1;
	return answer_json(c, 200, j);
}

struct edit_body {
	int64_t		 version;
	struct json	*fields;
};

static const struct field edit_fields[] = {
	FIELD_INT(edit_body, version, 1, INT32_MAX, "版本"),
	FIELD_SHAPE(edit_body, fields, 0, 20, "修改内容", "<any>"),
};
INPUT(order_edit_web, edit_fields);

int
order_edit_web(struct call *c)
{
	struct edit_body f;
	struct pid pid;
	struct json *j;

	if (call_pid(c, "order", &pid) < 0 ||
	    fields_read(c->w, c->body, edit_fields, N_FIELDS(edit_fields), &f) < 0 ||
	    correct_edit(c->w, &pid, (int)f.version, f.fields, &j) < 0)
		return -1;
	return answer_json(c, 200, j);
}

static const struct field version_fields[] = {
	FIELD_INT(edit_body, version, 1, INT32_MAX, "版本"),
};
INPUT(order_resubmit_web, version_fields);

int
order_resubmit_web(struct call *c)
{
	struct edit_body f;
	struct pid pid;
	struct json *j;

	if (call_pid(c, "order", &pid) < 0 ||
	    fields_read(c->w, c->body, version_fields, N_FIELDS(version_fields), &f) < 0 ||
	    correct_resubmit(c->w, &pid, (int)f.version, &j) < 0)
		return -1;
	return answer_json(c, 200, j);
}
