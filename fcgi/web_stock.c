/* SPDX-License-Identifier: MIT */
#include "handlers.h"
#include "http.h"
#include "modules/base/fields.h"
#include "modules/service/quality.h"
#include "modules/service/stock.h"

int
stock_list_web(struct call *c)
{
	struct json *j;

	return stock_show(c->w, &j) < 0 ? -1 : answer_json(c, 200, j);
}

static const struct field key_query[] = {
	QUERY_TEXT(serial, 60, "介质序列号"),
};
QUERY(stock_key_web, key_query);

int
stock_key_web(struct call *c)
{
	struct json *j;

	return stock_key(c->w, call_query(c, "serial"), &j) < 0 ? -1 : answer_json(c, 200, j);
}

/* The audit line says how much of a list came through. */
static int
answer_list(struct call *c, struct json *results)
{
	c->detail = arena_printf(c->w->arena, "done=%lld bad=%lld",
	    (long long)js_get_int(results, "done", 0), (long long)js_get_int(results, "bad", 0));
	return answer_json(c, 200, results);
}

struct receive_form {
	const char	*media_vendor, *model, *list;
};

static const struct field receive_fields[] = {
	FIELD_TEXT(receive_form, media_vendor, 1, 16, "介质服务商", NULL),
	FIELD_TEXT(receive_form, model, 1, 40, "介质型号", NULL),
	FIELD_RAW(receive_form, list, 1, 48 * KB, "序列号清单"),
};
INPUT(stock_receive_web, receive_fields);

int
stock_receive_web(struct call *c)
{
	struct receive_form f;
	struct json *j;

	if (fields_read(c->w, c->body, receive_fields, N_FIELDS(receive_fields), &f) < 0 ||
	    stock_receive(c->w, f.media_vendor, f.model, f.list, &j) < 0)
		return -1;
	return answer_list(c, j);
}

struct allocate_form {
	const char	*point, *list;
};

static const struct field allocate_fields[] = {
	FIELD_TEXT(allocate_form, point, 0, 26, "办理点", NULL),
	FIELD_RAW(allocate_form, list, 1, 48 * KB, "序列号清单"),
};
INPUT(stock_allocate_web, allocate_fields);

int
stock_allocate_web(struct call *c)
{
	struct allocate_form f;
	struct json *j;

	if (fields_read(c->w, c->body, allocate_fields, N_FIELDS(allocate_fields), &f) < 0 ||
	    stock_allocate(c->w, f.point, f.list, &j) < 0)
		return -1;
	return answer_list(c, j);
}

struct retire_form {
	const char	*words, *list;
};

static const struct field retire_fields[] = {
	FIELD_TEXT(retire_form, words, 1, 200, "停用原因", NULL),
	FIELD_RAW(retire_form, list, 1, 48 * KB, "序列号清单"),
};
INPUT(stock_retire_web, retire_fields);

int
stock_retire_web(struct call *c)
{
	struct retire_form f;
	struct json *j;

	if (fields_read(c->w, c->body, retire_fields, N_FIELDS(retire_fields), &f) < 0 ||
	    stock_retire(c->w, f.words, f.list, &j) < 0)
		return -1;
	return answer_list(c, j);
}

/* ---- keys of an order that fail ---- */

static const struct field failed_fields[] = {
	FIELD_TEXT(spoilt, key_serial, 1, 60, "介质序列号", NULL),
	FIELD_TEXT(spoilt, media_vendor, 1, 16, "介质服务商", NULL),
	FIELD_TEXT(spoilt, model, 1, 40, "介质型号", NULL),
	FIELD_TEXT(spoilt, words, 1, 200, "失败原因", NULL),
};
INPUT(making_failed_web, failed_fields);

int
making_failed_web(struct call *c)
{
	struct spoilt f;
	struct json *j;
	struct pid pid;

	if (call_pid(c, "order", &pid) < 0 ||
	    fields_read(c->w, c->body, failed_fields, N_FIELDS(failed_fields), &f) < 0 ||
	    quality_failed(c->w, &pid, &f, &j) < 0)
		return -1;
	c->detail = f.words;
	return answer_json(c, 200, j);
}

static const struct field check_fields[] = {
	FIELD_BOOL(check, good, "质检合格"),
	FIELD_TEXT(check, words, 0, 200, "不合格原因", NULL),
};
INPUT(making_check_web, check_fields);

int
making_check_web(struct call *c)
{
	struct check k;
	struct json *j;
	struct pid pid;

	if (call_pid(c, "order", &pid) < 0 ||
	    fields_read(c->w, c->body, check_fields, N_FIELDS(check_fields), &k) < 0 ||
	    quality_check(c->w, &pid, &k, &j) < 0)
		return -1;
	return answer_json(c, 200, j);
}
