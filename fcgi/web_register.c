/* SPDX-License-Identifier: MIT */
/* Registration, a forgotten password, another phone. */
#include "gate.h"
#include "handlers.h"
#include "modules/account/captcha.h"
#include "modules/account/session.h"
#include "modules/base/fields.h"
#include "modules/base/text.h"
#include "modules/service/login.h"
#include "modules/service/register.h"

INPUT_NONE(captcha_make_web);

int
captcha_make_web(struct call *c)
{
	struct json *j;

	return register_captcha(c->w, &j) < 0 ? -1 : answer_json(c, 201, j);
}

int
captcha_image_web(struct call *c)
{
	struct pid pid;
	const char *svg;

	if (call_pid(c, "captcha", &pid) < 0 || captcha_draw(c->w, &pid, &svg) < 0)
		return -1;
	return answer_bytes(c, 200, "image/svg+xml",
	    (struct blob){ (const unsigned char *)svg, strlen(svg) }, NULL);
}

static const struct field code_fields[] = {
	FIELD_TEXT(code_ask, phone, 1, 20, "手机号", NULL),
	FIELD_TEXT(code_ask, captcha, 1, 26, "校验码", NULL),
	FIELD_TEXT(code_ask, answer, 1, 6, "计算结果", NULL),
};
INPUT(register_code_web, code_fields);
INPUT(reset_code_web, code_fields);
INPUT(phone_code_web, code_fields);

/* The audit line names no number in full. */
static void
note_phone(struct call *c, const char *typed)
{
	c->object = mask_phone(c->w->arena, phone_normal(c->w->arena, typed));
}

static int
send_code(struct call *c, const char *purpose)
{
	struct code_ask form;
	struct json *j;

	if (fields_read(c->w, c->body, code_fields, N_FIELDS(code_fields), &form) < 0)
		return -1;
	note_phone(c, form.phone);
	if (register_code(c->w, purpose, &form, gate_csrf(c), &j) < 0)
		return -1;
	return answer_json(c, 202, j);
}

int
register_code_web(struct call *c)
{
	return send_code(c, CODE_REGISTER);
}

int
reset_code_web(struct call *c)
{
	return send_code(c, CODE_RESET);
}

int
phone_code_web(struct call *c)
{
	return send_code(c, CODE_PHONE);
}

static const struct field register_fields[] = {
	FIELD_TEXT(registering, phone, 1, 20, "手机号", NULL),
	FIELD_TEXT(registering, code, 1, 10, "验证码", NULL),
	FIELD_RAW(registering, password, 1, 128, "密码"),
	FIELD_JSON(registering, agreements, 0, 20, "协议"),
};
INPUT(register_web, register_fields);

/* Without the agreements. */
static const struct field again_fields[] = {
	FIELD_TEXT(registering, phone, 1, 20, "手机号", NULL),
	FIELD_TEXT(registering, code, 1, 10, "验证码", NULL),
	FIELD_RAW(registering, password, 1, 128, "密码"),
};
INPUT(reset_web, again_fields);
INPUT(phone_web, again_fields);

static int
answer_entered(struct call *c, int status, const char *token)
{
	struct json *o;

	if (gate_enter(c, token) < 0 || login_view(c->w, c->session, &o) < 0)
		return -1;
	js_put_text(o, "csrf", gate_csrf(c));
	return answer_json(c, status, o);
}

int
register_web(struct call *c)
{
	struct registering form;
	const char *token;

	if (fields_read(c->w, c->body, register_fields, N_FIELDS(register_fields), &form) < 0)
		return -1;
	note_phone(c, form.phone);
	if (register_account(c->w, &form, gate_csrf(c), call_header(c, "User-Agent"), &token) < 0)
		return -1;
	return answer_entered(c, 201, token);
}

int
reset_web(struct call *c)
{
	struct registering form;

	if (fields_read(c->w, c->body, again_fields, N_FIELDS(again_fields), &form) < 0)
		return -1;
	note_phone(c, form.phone);
	if (register_reset(c->w, &form, gate_csrf(c)) < 0)
		return -1;
	return answer_empty(c, 204);
}

int
phone_web(struct call *c)
{
	struct registering form;
	const char *token;

	if (fields_read(c->w, c->body, again_fields, N_FIELDS(again_fields), &form) < 0)
		return -1;
	note_phone(c, form.phone);
	if (register_phone(c->w, &form, gate_csrf(c), &token) < 0)
		return -1;
	return answer_entered(c, 200, token);
}
