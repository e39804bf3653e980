/* SPDX-License-Identifier: MIT */
#include <arpa/inet.h>
#include <string.h>

#include "login.h"
#include "modules/account/account.h"
#include "modules/account/captcha.h"
#include "modules/account/phone_code.h"
#include "modules/account/limit.h"
#include "modules/account/password.h"
#include "modules/account/session.h"
#include "modules/audit/event.h"
#include "modules/base/crypto.h"
#include "modules/base/json.h"
#include "modules/base/text.h"
#include "modules/content/content.h"
#include "modules/person/identity.h"
#include "modules/person/person.h"

static const struct limit by_name = { "login.name", 10, 900,
    "登录失败次数过多，请15分钟后再试" };
static const struct limit by_ip = { "login.ip", 60, 900,
    "来自您所在网络的登录失败次数过多，请15分钟后再试" };
static const struct limit by_old = { "login.old", 10, 900,
    "当前密码输入错误次数过多，请15分钟后再试" };

/* What an unknown user's password is compared with: takes as long, never fits. */
static const char no_password[] = "scrypt$15$8$3$00000000000000000000000000000000$"
    "0000000000000000000000000000000000000000000000000000000000000000";

/* ---- tries ---- */

/* An address, or the /64 an IPv6 customer is given as a whole. */
const char *
login_network(struct work *w)
{
	unsigned char a[16];

	if (w->ip == NULL || inet_pton(AF_INET6, w->ip, a) != 1)
		return w->ip == NULL ? "" : w->ip;
	return hex_text(w->arena, a, 8);
}

/* Every spelling that finds the same account counts as one. */
static const char *
spelling(struct work *w, const char *typed)
{
	const char *phone = phone_normal(w->arena, typed);

	return phone_ok(phone) ? phone : account_name(w, typed);
}

static int
tries_take(struct work *w, const char *username)
{
	if (limit_take(w, &by_ip, login_network(w)) < 0)
		return -1;
	return limit_take(w, &by_name, spelling(w, username));
}

static int
tries_give(struct work *w, const char *username)
{
	if (limit_give(w, &by_ip, login_network(w)) < 0)
		return -1;
	return limit_give(w, &by_name, spelling(w, username));
}

int
login_spent(struct work *w, const char *username, int *yes)
{
	return limit_spent(w, &by_name, spelling(w, username), yes);
}

int
login_forgive(struct work *w, const char *username)
{
	return limit_clear(w, &by_name, spelling(w, username));
}

/* ---- who is it ---- */

int
login_find(struct work *w, const char *typed, struct account *a)
{
	const char *phone;
	struct person p;
	int rc = account_find(w, typed, a);

	if (rc != 0)
		return rc;
	phone = phone_normal(w->arena, typed);
	if (!phone_ok(phone) || (rc = person_find_phone(w, phone, &p)) != 1)
		return rc;
	return account_find_person(w, p.id, a);
}

static int
check_password(struct work *w, const struct login_form *f, struct account *a)
{
	int found = login_find(w, f->username, a), right;

	if (found < 0)
		return -1;
	right = password_ok(f->password, found ? a->password : no_password);
	if (!right || !found || strcmp(a->state, "CLOSED") == 0)
		return fault_field(w, "password", "用户名或密码不正确");
	return tries_give(w, f->username);
}

static int
check_state(struct work *w, const struct account *a)
{
	if (strcmp(a->state, "ACTIVE") == 0 && a->totp_fails < ACCOUNT_TOTP_TRIES)
		return 0;
	return fault_field(w, "username", "账号已锁定，请联系安全管理员解锁");
}

static int
check_totp(struct work *w, const struct account *a, const char *code)
{
	if (!account_is_staff(a))
		return 0;
	if (a->totp.p == NULL)
		return fault_field(w, "username", "账号尚未登记动态口令，请联系系统管理员");
	if (!text_empty(code))
		return account_use_totp(w, a, code);
	/* An outcome of its own: half a login is no wrong one in the audit book. */
	refuse_say(w, ERR_CODE, "totp", "请输入动态口令");
	w->fault.extra = js_object(w);
	js_put_bool(w->fault.extra, "need_totp", 1);
	return -1;
}

/*
 * The first of the identities, in the order of their types: 管理员 first; one
 * that founds an enterprise only where there is no other.
 */
static int
first_identity(struct work *w, const struct account *a, int64_t *out)
{
	struct identity *list;
	int founding = 0;
	size_t n;

	*out = 0;
	if (a->person_id == 0 || account_is_staff(a))
		return 0;
	if (identity_list(w, a->person_id, &list, &n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		if (identity_chosen(&list[i]) && (*out == 0 || (founding &&
			list[i].state == IDENTITY_ACTIVE))) {
			*out = list[i].id;
			founding = list[i].state == IDENTITY_FOUNDING;
		}
	return 0;
}

/* ---- signing in ---- */

struct opening {
	const struct login_form	*form;
	const struct login_from	*from;
	struct account		 account;
	int64_t			 identity_id;
	const char		*token;
};

static int
open_tx(struct work *w, void *arg)
{
	struct opening *o = arg;
	struct pid session;

	if (o->from->old_session != 0 && session_end(w, o->from->old_session) < 0)
		return -1;
	if (session_add(w, o->account.id, account_is_staff(&o->account), o->identity_id,
		o->from->agent, &o->token, &session) < 0 ||
	    agreement_tick(w, w->actor->channel, "LOGIN", o->account.id, &session) < 0)
		return -1;
	return account_saw_login(w, o->account.id);
}

int
login_open(struct work *w, const struct login_form *f, const struct login_from *from,
    const char **token, int *staff)
{
	struct opening o = { .form = f, .from = from };

	if (agreement_need(w, w->actor->channel, "LOGIN", f->agreements) < 0 ||
	    tries_take(w, f->username) < 0 ||
	    check_password(w, f, &o.account) < 0 ||
	    check_state(w, &o.account) < 0 ||
	    check_totp(w, &o.account, f->totp) < 0 ||
	    first_identity(w, &o.account, &o.identity_id) < 0 ||
	    db_tx(w, open_tx, &o) < 0)
		return -1;
	*token = o.token;
	*staff = account_is_staff(&o.account);
	return 0;
}

int
login_close(struct work *w)
{
	return session_end(w, w->actor->session_id);
}

/* ---- identity ---- */

struct choice {
	struct identity	 identity;
	const char	*token;
};

static int
choose_tx(struct work *w, void *arg)
{
	struct choice *c = arg;

	if (session_rotate(w, w->actor->session_id, c->identity.id, &c->token) < 0)
		return -1;
	return event_add(w, "account", w->actor->account_id, "IDENTITY", c->identity.type);
}

int
login_choose(struct work *w, const struct pid *identity, const char **token)
{
	struct choice c = { .identity = { .type = "NONE" } };

	if (identity != NULL && identity_get(w, identity, w->actor->person_id, &c.identity) < 0)
		return -1;
	if (identity != NULL && !identity_chosen(&c.identity))
		return refuse(w, ERR_NOTFOUND, "identity is %s", c.identity.state_code);
	if (db_tx(w, choose_tx, &c) < 0)
		return -1;
	*token = c.token;
	return 0;
}

/* ---- password ---- */

struct change {
	char		 scrypt[PASSWORD_TEXT_LEN];
	const char	*token;
};

static int
change_tx(struct work *w, void *arg)
{
	const struct actor *me = w->actor;
	struct change *c = arg;

	if (account_set_password(w, me->account_id, c->scrypt, 0) < 0 ||
	    session_end_others(w, me->account_id, me->session_id) < 0)
		return -1;
	return session_rotate(w, me->session_id, me->identity_id, &c->token);
}

static int
old_fits(struct work *w, const struct account *a, const char *old)
{
	const char *subject = pid_text(w, &a->pid);

	if (limit_take(w, &by_old, subject) < 0)
		return -1;
	if (!password_ok(old, a->password))
		return fault_field(w, "old", "当前密码不正确");
	return limit_give(w, &by_old, subject);
}

/* What must not be part of it: username, name, phone, date of birth. */
static int
new_fits(struct work *w, const struct account *a, const char *old, const char *new)
{
	const char *about[5] = { a->username, a->name }, *words;
	struct person p;

	if (a->person_id != 0) {
		if (person_get(w, a->person_id, &p) < 0)
			return -1;
		about[2] = p.phone != NULL ? p.phone : "";
		about[3] = p.id_number != NULL && strlen(p.id_number) == 18 ?
		    arena_strndup(w->arena, p.id_number + 6, 8) : "";
	}
	if (strcmp(old, new) == 0)
		return fault_field(w, "new", "新密码不能与当前密码相同");
	words = password_weak(new, about);
	return words == NULL ? 0 : fault_field(w, "new", "%s", words);
}

int
login_password(struct work *w, const char *old, const char *new, const char **token)
{
	struct change c = { .token = NULL };
	struct account a;

	if (account_get(w, w->actor->account_id, &a) < 0 ||
	    old_fits(w, &a, old) < 0 ||
	    new_fits(w, &a, old, new) < 0)
		return -1;
	password_hash(new, c.scrypt);
	if (db_tx(w, change_tx, &c) < 0)
		return -1;
	*token = c.token;
	return 0;
}

/* ---- one's own sessions ---- */

int
login_sessions(struct work *w, struct json **out)
{
	struct json *items = js_array(w);
	struct session_row *rows;
	size_t n;

	if (session_list(w, w->actor->account_id, work_may(w, RIGHT_STAFF), &rows, &n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		struct json *o = js_object(w);

		js_put_text(o, "pid", pid_text(w, &rows[i].pid));
		js_put_int(o, "created_at", rows[i].created_at);
		js_put_int(o, "seen_at", rows[i].seen_at);
		js_put_text(o, "ip", rows[i].ip);
		js_put_text(o, "agent", rows[i].agent);
		js_put_bool(o, "current", rows[i].id == w->actor->session_id);
		js_add(items, o);
	}
	*out = js_object(w);
	js_put(*out, "items", items);
	return 0;
}

int
login_end(struct work *w, const struct pid *session)
{
	return session_end_pid(w, session, w->actor->account_id);
}

int
login_sweep(struct work *w)
{
	return limit_sweep(w) < 0 || session_sweep(w) < 0 || captcha_sweep(w) < 0 ||
	    phone_code_sweep(w) < 0 ? -1 : 0;
}
