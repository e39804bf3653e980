/* SPDX-License-Identifier: MIT */
#include "handlers.h"
#include "http.h"
#include "modules/base/fields.h"
#include "modules/service/correct.h"
#include "modules/service/order_csv.h"
#include "modules/service/order_saved.h"
#include "modules/service/order_search.h"
#include "modules/service/order_view.h"

static const struct field list_query[] = {
	ORDER_SEARCH_FIELDS,
	QUERY_TEXT(after, 26, "上一页最后一个订单"),
	QUERY_PAGE,
};
QUERY(order_list_web, list_query);

int
order_list_web(struct call *c)
{
	int64_t page, size;
	struct json *j;

	call_page(c, &page, &size);
	if (order_search_rows(c->w, c->query, call_query(c, "after"), page, size, &j) < 0)
		return -1;
	return answer_json(c, 200, j);
}

static const struct field count_query[] = { ORDER_SEARCH_FIELDS };
QUERY(order_count_web, count_query);

int
order_count_web(struct call *c)
{
	struct json *j = js_object(c->w);
	int64_t total;

	if (order_search_count(c->w, c->query, &total) < 0)
		return -1;
	js_put_int(j, "total", total);
	return answer_json(c, 200, j);
}

QUERY(order_csv_web, count_query);

/* The audit line says how many left the house and which. */
static const char *
exported(struct call *c, int64_t rows)
{
	return arena_printf(c->w->arena, "rows=%lld %s", (long long)rows,
	    js_canonical(c->w, c->query));
}

int
order_csv_web(struct call *c)
{
	struct order_csv *csv;
	const char *name;
	int64_t rows;

	if (order_csv_begin(c->w, c->query, &csv, &rows, &name) < 0)
		return -1;
	c->detail = exported(c, rows);
	return answer_stream(c, "text/csv", name, order_csv_more, csv);
}

/* ---- filters one keeps ---- */

int
saved_list_web(struct call *c)
{
	struct json *j;

	return order_saved_list(c->w, &j) < 0 ? -1 : answer_json(c, 200, j);
}

struct saved_body {
	const char	*name;
	struct json	*filter;
};

static const struct field saved_fields[] = {
	FIELD_TEXT(saved_body, name, 1, 20, "名称", NULL),
	FIELD_SHAPE(saved_body, filter, 1, 20, "查询条件", "<text>"),
};
INPUT(saved_put_web, saved_fields);

int
saved_put_web(struct call *c)
{
	struct saved_body f;
	struct json *j;

	if (fields_read(c->w, c->body, saved_fields, N_FIELDS(saved_fields), &f) < 0 ||
	    order_saved_put(c->w, f.name, f.filter, &j) < 0)
		return -1;
	return answer_json(c, 201, j);
}

int
saved_drop_web(struct call *c)
{
	struct pid pid;

	if (call_pid(c, "filter", &pid) < 0 || order_saved_drop(c->w, &pid) < 0)
		return -1;
	return answer_empty(c, 204);
}

/* ---- one order ---- */

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
