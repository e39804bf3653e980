/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "handlers.h"
#include "modules/base/fields.h"
#include "modules/paper/code.h"
#include "modules/paper/code_svg.h"
#include "modules/service/courier.h"
#include "modules/service/desk_day.h"
#include "modules/service/handout.h"
#include "modules/service/point.h"

/* ---- the applicant's side ---- */

int
voucher_get_web(struct call *c)
{
	struct json *voucher;
	struct pid order;

	if (call_pid(c, "order", &order) < 0 || handout_voucher(c->w, &order, &voucher) < 0)
		return -1;
	return answer_json(c, 200, voucher);
}

int
voucher_qr_web(struct call *c)
{
	const char *text, *svg;
	struct code *code;
	struct pid order;

	if (call_pid(c, "order", &order) < 0 || handout_code(c->w, &order, &text) < 0 ||
	    code_make(c->w, text, CODE_M, &code) < 0)
		return -1;
	svg = code_svg(c->w->arena, code, "领取码");
	return answer_bytes(c, 200, "image/svg+xml",
	    (struct blob){ (const unsigned char *)svg, strlen(svg) }, NULL);
}

int
slip_get_web(struct call *c)
{
	struct blob pdf;
	struct pid order;

	if (call_pid(c, "order", &order) < 0 || handout_slip(c->w, &order, &pdf) < 0)
		return -1;
	return answer_bytes(c, 200, "application/pdf", pdf, NULL);
}

INPUT_NONE(voucher_again_web);

int
voucher_again_web(struct call *c)
{
	struct json *voucher;
	struct pid order;

	if (call_pid(c, "order", &order) < 0 || handout_again(c->w, &order, &voucher) < 0)
		return -1;
	return answer_json(c, 200, voucher);
}

struct point_form {
	const char	*point;
};

static const struct field point_fields[] = {
	FIELD_TEXT(point_form, point, 1, 26, "办理点", NULL),
};
INPUT(order_point_web, point_fields);

int
order_point_web(struct call *c)
{
	struct point_form form;
	struct json *j;
	struct pid order;

	if (call_pid(c, "order", &order) < 0 ||
	    fields_read(c->w, c->body, point_fields, N_FIELDS(point_fields), &form) < 0 ||
	    point_change(c->w, &order, form.point, &j) < 0)
		return -1;
	c->object = js_get_text(j, "no");
	c->detail = js_get_text(js_get(j, "point"), "words");
	return answer_json(c, 200, j);
}

INPUT_NONE(order_receive_web);

int
order_receive_web(struct call *c)
{
	struct json *j;
	struct pid order;

	if (call_pid(c, "order", &order) < 0 || courier_receive(c->w, &order, &j) < 0)
		return -1;
	return answer_json(c, 200, j);
}

/* ---- the desk ---- */

static const struct field waiting_query[] = {
	QUERY_PAGE,
};
QUERY(desk_waiting_web, waiting_query);

int
desk_waiting_web(struct call *c)
{
	int64_t page, size;
	struct json *list;

	call_page(c, &page, &size);
	return handout_waiting(c->w, page, size, &list) < 0 ? -1 : answer_json(c, 200, list);
}

static const struct field day_query[] = {
	QUERY_TEXT(day, 10, "日期"),
};
QUERY(desk_day_web, day_query);

int
desk_day_web(struct call *c)
{
	struct json *j;

	return desk_day(c->w, call_query(c, "day"), &j) < 0 ? -1 : answer_json(c, 200, j);
}

struct lookup_form {
	const char	*code;
};

static const struct field lookup_fields[] = {
	FIELD_TEXT(lookup_form, code, 1, 40, "领取码", NULL),
};
INPUT(desk_lookup_web, lookup_fields);

int
desk_lookup_web(struct call *c)
{
	struct lookup_form form;
	struct json *found;

	if (fields_read(c->w, c->body, lookup_fields, N_FIELDS(lookup_fields), &form) < 0 ||
	    handout_lookup(c->w, form.code, &found) < 0)
		return -1;
	c->object = js_get_text(js_get(found, "order"), "no");
	return answer_json(c, 200, found);
}

static const struct field handing_fields[] = {
	FIELD_TEXT(handing, code, 1, 40, "领取码", NULL),
	FIELD_TEXT(handing, key_serial, 1, 60, "介质序列号", NULL),
	FIELD_BOOL(handing, id_checked, "身份证已核对"),
};
INPUT(desk_handout_web, handing_fields);

int
desk_handout_web(struct call *c)
{
	struct handing form;
	struct json *order;

	if (fields_read(c->w, c->body, handing_fields, N_FIELDS(handing_fields), &form) < 0 ||
	    handout_hand(c->w, &form, &order) < 0)
		return -1;
	c->object = js_get_text(order, "no");
	return answer_json(c, 200, order);
}
