/* SPDX-License-Identifier: MIT */
/* Session, own account, audit book. */
#include <string.h>

#include "gate.h"
#include "handlers.h"
#include "modules/account/session.h"
#include "modules/base/fields.h"
#include "modules/base/text.h"
#include "modules/service/login.h"
#include "modules/service/security.h"

/* ---- the session object ---- */

int
answer_session(struct call *c)
{
	struct json *o;

	if (login_view(c->w, c->session, &o) < 0)
		return -1;
	js_put_text(o, "csrf", gate_csrf(c));
	return answer_json(c, 200, o);
}

int
session_get_web(struct call *c)
{
	return answer_session(c);
}

static const struct field login_fields[] = {
	FIELD_TEXT(login_form, username, 1, 64, "用户名", NULL),
	FIELD_RAW(login_form, password, 1, 128, "密码"),
	FIELD_TEXT(login_form, totp, 0, 6, "动态口令", NULL),
	FIELD_SHAPE(login_form, agreements, 0, 20, "协议", "[pid]"),
};
INPUT(session_open_web, login_fields);

/* The audit line of a login names who was tried, but no phone in full. */
static const char *
tried(struct call *c, const char *username)
{
	const char *phone = phone_normal(c->w->arena, username);

	return phone_ok(phone) ? mask_phone(c->w->arena, phone) : username;
}

int
session_open_web(struct call *c)
{
	struct login_from from = { .agent = call_header(c, "User-Agent") };
	struct login_form form;
	const char *token;
	int staff;

	if (fields_read(c->w, c->body, login_fields, N_FIELDS(login_fields), &form) < 0)
		return -1;
	c->object = tried(c, form.username);
	from.old_session = c->session == NULL ? 0 : c->session->id;
	if (login_open(c->w, &form, &from, &token, &staff) < 0 || gate_enter(c, token) < 0)
		return -1;
	return answer_session(c);
}

int
session_close_web(struct call *c)
{
	if (login_close(c->w) < 0)
		return -1;
	gate_leave(c);
	return answer_empty(c, 204);
}

int
sessions_list_web(struct call *c)
{
	struct json *o;

	if (login_sessions(c->w, &o) < 0)
		return -1;
	return answer_json(c, 200, o);
}

int
sessions_end_web(struct call *c)
{
	struct pid pid;

	if (call_pid(c, "session", &pid) < 0 || login_end(c->w, &pid) < 0)
		return -1;
	if (memcmp(&pid, &c->session->pid, sizeof(pid)) == 0)
		gate_leave(c);
	return answer_empty(c, 204);
}

/* ---- identity, password ---- */

struct identity_form {
	const char	*identity;
};

static const struct field identity_fields[] = {
	FIELD_TEXT(identity_form, identity, 0, 26, "身份", NULL),
};
INPUT(identity_choose_web, identity_fields);

int
identity_choose_web(struct call *c)
{
	struct identity_form form;
	const char *token;
	struct pid pid;

	if (fields_read(c->w, c->body, identity_fields, N_FIELDS(identity_fields), &form) < 0 ||
	    (*form.identity != '\0' && pid_parse(c->w, form.identity, &pid) < 0) ||
	    login_choose(c->w, *form.identity == '\0' ? NULL : &pid, &token) < 0 ||
	    gate_enter(c, token) < 0)
		return -1;
	return answer_session(c);
}

struct password_form {
	const char	*old, *new;
};

static const struct field password_fields[] = {
	FIELD_RAW(password_form, old, 1, 128, "当前密码"),
	FIELD_RAW(password_form, new, 1, 128, "新密码"),
};
INPUT(password_change_web, password_fields);

int
password_change_web(struct call *c)
{
	struct password_form form;
	const char *token;

	if (fields_read(c->w, c->body, password_fields, N_FIELDS(password_fields), &form) < 0 ||
	    login_password(c->w, form.old, form.new, &token) < 0 || gate_enter(c, token) < 0)
		return -1;
	return answer_session(c);
}

/* ---- audit book ---- */

static const struct field audit_query[] = {
	QUERY_PAGE,
};
QUERY(audit_list_web, audit_query);

int
audit_list_web(struct call *c)
{
	int64_t page, size;
	struct json *o;

	call_page(c, &page, &size);
	if (security_audit(c->w, page, size, &o) < 0)
		return -1;
	return answer_json(c, 200, o);
}

int
audit_check_web(struct call *c)
{
	struct json *o;

	if (security_audit_check(c->w, &o) < 0)
		return -1;
	return answer_json(c, 200, o);
}
