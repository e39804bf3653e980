/* SPDX-License-Identifier: MIT */
/* Accounts of staff, roles, one's own TOTP seed. */
#include <string.h>

#include "gate.h"
#include "handlers.h"
#include "modules/paper/code.h"
#include "modules/paper/code_svg.h"
#include "modules/service/accounts.h"
#include "modules/service/security.h"

int
accounts_list_web(struct call *c)
{
	struct json *o;

	return accounts_list(c->w, &o) < 0 ? -1 : answer_json(c, 200, o);
}

int
roles_list_web(struct call *c)
{
	struct json *o;

	return accounts_roles(c->w, &o) < 0 ? -1 : answer_json(c, 200, o);
}

INPUT_NONE(accounts_unlock_web);

int
accounts_unlock_web(struct call *c)
{
	struct json *o;
	struct pid pid;

	if (call_pid(c, "account", &pid) < 0 || security_unlock(c->w, &pid) < 0 ||
	    accounts_list(c->w, &o) < 0)
		return -1;
	return answer_json(c, 200, o);
}

/* ---- secrets, shown once ---- */

static int
put_secret(struct call *c, struct json *o, const struct account_secret *s)
{
	struct code *code;

	js_put_text(o, "password", s->password);
	js_put_text(o, "seed", s->seed);
	js_put_text(o, "uri", s->uri);
	if (s->uri == NULL) {
		js_put(o, "qr", NULL);
		return 0;
	}
	if (code_make(c->w, s->uri, CODE_M, &code) < 0)
		return -1;
	js_put_text(o, "qr", code_svg(c->w->arena, code, "动态口令二维码"));
	return 0;
}

static int
answer_secret(struct call *c, int status, const struct account_secret *s,
    struct json *account)
{
	struct json *o = js_object(c->w);

	if (account != NULL)
		js_put(o, "account", account);
	return put_secret(c, o, s) < 0 ? -1 : answer_json(c, status, o);
}

/* ---- making and changing ---- */

static const struct field add_fields[] = {
	FIELD_TEXT(account_form, username, 2, 64, "用户名", NULL),
	FIELD_TEXT(account_form, name, 1, 60, "姓名", NULL),
	FIELD_SHAPE(account_form, roles, 0, 20, "岗位", "[text]"),
	FIELD_TEXT(account_form, point, 0, 26, "办理点", NULL),
};
INPUT(accounts_add_web, add_fields);

int
accounts_add_web(struct call *c)
{
	struct account_secret secret;
	struct account_form form;
	struct json *account;

	if (fields_read(c->w, c->body, add_fields, N_FIELDS(add_fields), &form) < 0)
		return -1;
	c->object = form.username;
	if (accounts_add(c->w, &form, &secret, &account) < 0)
		return -1;
	return answer_secret(c, 201, &secret, account);
}

static const struct field set_fields[] = {
	FIELD_TEXT(account_form, name, 1, 60, "姓名", NULL),
	FIELD_SHAPE(account_form, roles, 0, 20, "岗位", "[text]"),
	FIELD_TEXT(account_form, point, 0, 26, "办理点", NULL),
	FIELD_INT(account_form, version, 1, INT32_MAX, "版本"),
};
INPUT(accounts_set_web, set_fields);

int
accounts_set_web(struct call *c)
{
	struct account_form form;
	struct json *account;
	struct pid pid;

	if (call_pid(c, "account", &pid) < 0 ||
	    fields_read(c->w, c->body, set_fields, N_FIELDS(set_fields), &form) < 0 ||
	    accounts_set(c->w, &pid, &form, &account) < 0)
		return -1;
	return answer_json(c, 200, account);
}

INPUT_NONE(accounts_close_web);

int
accounts_close_web(struct call *c)
{
	struct json *account;
	struct pid pid;

	if (call_pid(c, "account", &pid) < 0 || accounts_close(c->w, &pid, &account) < 0)
		return -1;
	return answer_json(c, 200, account);
}

static int
mend(struct call *c, int (*service)(struct work *, const struct pid *,
	struct account_secret *, struct json **))
{
	struct account_secret secret;
	struct json *account;
	struct pid pid;

	if (call_pid(c, "account", &pid) < 0 || service(c->w, &pid, &secret, &account) < 0)
		return -1;
	return answer_secret(c, 200, &secret, account);
}

INPUT_NONE(accounts_reset_web);
INPUT_NONE(accounts_totp_web);

int
accounts_reset_web(struct call *c)
{
	return mend(c, accounts_reset);
}

int
accounts_totp_web(struct call *c)
{
	return mend(c, accounts_reseed);
}

/* ---- one's own seed ---- */

INPUT_NONE(own_totp_web);

int
own_totp_web(struct call *c)
{
	struct account_secret secret;

	if (accounts_own_seed(c->w, &secret) < 0)
		return -1;
	return answer_secret(c, 200, &secret, NULL);
}

struct confirm_form {
	const char	*code;
};

static const struct field confirm_fields[] = {
	FIELD_TEXT(confirm_form, code, 6, 6, "动态口令", NULL),
};
INPUT(own_confirm_web, confirm_fields);

int
own_confirm_web(struct call *c)
{
	struct confirm_form form;
	const char *token;

	if (fields_read(c->w, c->body, confirm_fields, N_FIELDS(confirm_fields), &form) < 0 ||
	    accounts_own_confirm(c->w, form.code, &token) < 0 || gate_enter(c, token) < 0)
		return -1;
	return answer_session(c);
}
