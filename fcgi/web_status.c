/* SPDX-License-Identifier: MIT */
/* 进度查询 for everybody. */
#include "handlers.h"
#include "modules/base/fields.h"
#include "modules/service/status_check.h"

static int
digits_ok(const char *s)
{
	return strlen(s) == 4 && strspn(s, "0123456789") == 4;
}

static const struct field ask_fields[] = {
	FIELD_TEXT(status_ask, no, 1, 40, "订单号", NULL),
	FIELD_TEXT(status_ask, digits, 4, 4, "手机号后四位", digits_ok),
	FIELD_TEXT(status_ask, captcha, 1, 26, "校验码", NULL),
	FIELD_TEXT(status_ask, answer, 1, 6, "计算结果", NULL),
};
INPUT(status_check_web, ask_fields);

int
status_check_web(struct call *c)
{
	struct status_ask ask;
	struct json *j;

	if (fields_read(c->w, c->body, ask_fields, N_FIELDS(ask_fields), &ask) < 0)
		return -1;
	c->object = ask.no;
	if (status_check(c->w, &ask, &j) < 0)
		return -1;
	return answer_json(c, 200, j);
}
