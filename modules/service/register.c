/* SPDX-License-Identifier: MIT */
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
#include "modules/notify/notify.h"
#include "modules/person/person.h"
#include "register.h"

static const struct limit captchas = { "captcha.ip", 200, 900,
    "操作过于频繁，请稍后再试" };
static const struct limit by_gap = { "code.gap", 1, CODE_GAP,
    "获取验证码过于频繁，请60秒后再试" };
static const struct limit by_day = { "code.day", 5, 86400,
    "该手机号今天获取验证码的次数已达上限，请明天再试" };
static const struct limit by_network = { "code.ip", 30, 3600,
    "来自您所在网络的请求过多，请一小时后再试" };
static const struct limit by_house = { "code.all", 2000, 3600,
    "当前获取验证码的人数较多，请稍后再试" };
static const struct limit by_password = { "phone.password", 10, 900,
    "密码输入错误次数过多，请15分钟后再试" };

/* ---- captcha ---- */

static int
captcha_tx(struct work *w, void *arg)
{
	return captcha_make(w, arg);
}

int
register_captcha(struct work *w, struct json **out)
{
	struct pid pid;
	const char *text;

	if (limit_take(w, &captchas, login_network(w)) < 0 || db_tx(w, captcha_tx, &pid) < 0)
		return -1;
	text = pid_text(w, &pid);
	*out = js_object(w);
	js_put_text(*out, "pid", text);
	js_put_text(*out, "image", arena_printf(w->arena, "/api/captcha/%s", text));
	js_put_int(*out, "ends_at", w->now + CAPTCHA_LIFE);
	return 0;
}

/* ---- a code ---- */

static int
own_phone(struct work *w, const char *typed, const char **out)
{
	*out = phone_normal(w->arena, typed);
	return phone_ok(*out) ? 0 : fault_field(w, "phone", "请填写正确的手机号");
}

static int
take_tries(struct work *w, const char *purpose, const char *phone)
{
	const char *number = arena_printf(w->arena, "%s:%s", purpose, phone);

	return limit_take(w, &by_house, "") < 0 ||
	    limit_take(w, &by_network, login_network(w)) < 0 ||
	    limit_take(w, &by_gap, number) < 0 || limit_take(w, &by_day, number) < 0 ? -1 : 0;
}

/* The clerk looks whether the number is known: the answer has left by then. */
static int
send_tx(struct work *w, void *arg)
{
	const struct phone_code_for *f = arg;
	struct json *payload = js_object(w);
	struct pid once = pid_new();
	const char *code;

	if (phone_code_make(w, f, &code) < 0)
		return -1;
	js_put_text(payload, "purpose", f->purpose);
	js_put_text(payload, "phone", f->phone);
	js_put_text(payload, "code", code);
	return task_add(w, "talk.code", pid_text(w, &once), payload, 0);
}

int
register_code(struct work *w, const char *purpose, const struct code_ask *a,
    const char *visitor, struct json **out)
{
	struct phone_code_for f = { purpose, NULL, visitor };

	if (own_phone(w, a->phone, &f.phone) < 0 || captcha_use(w, a->captcha, a->answer) < 0 ||
	    take_tries(w, purpose, f.phone) < 0 || db_tx(w, send_tx, &f) < 0)
		return -1;
	*out = js_object(w);
	js_put_int(*out, "resend_at", w->now + CODE_GAP);
	return 0;
}

/* ---- its message ---- */

/* What the owner of the number reads: [purpose][is the number known]. */
static const struct {
	const char	*purpose, *unknown, *known;
} messages[] = {
	{ CODE_REGISTER, "register.code", "register.known" },
	{ CODE_RESET,    "reset.unknown", "reset.code" },
	{ CODE_PHONE,    "phone.code",    "phone.taken" },
};

static const char *
event_of(const char *purpose, int known)
{
	for (size_t i = 0; i < sizeof(messages) / sizeof(*messages); i++)
		if (strcmp(messages[i].purpose, purpose) == 0)
			return known ? messages[i].known : messages[i].unknown;
	return NULL;
}

struct telling {
	const struct task	*t;
	const char		*event;
};

/* The code of a message without {code} is told to nobody. */
static int
tell_tx(struct work *w, void *arg)
{
	const struct telling *x = arg;
	const struct json *p = x->t->payload;
	struct json *values = js_object(w);

	js_put_text(values, "code", js_get_text(p, "code"));
	js_put_int(values, "minutes", CODE_LIFE / 60);
	return notify_sms(w, x->event, x->t->tkey, js_get_text(p, "phone"), values);
}

int
run_phone_code(struct work *w, const struct task *t, int64_t *again)
{
	struct telling x = { .t = t };
	struct account account;
	int known = login_find(w, js_get_text(t->payload, "phone"), &account);

	(void)again;
	if (known < 0)
		return -1;
	x.event = event_of(js_get_text(t->payload, "purpose"),
	    known && !account_is_staff(&account));
	return db_tx(w, tell_tx, &x);
}

/* ---- registration ---- */

static int
password_fits(struct work *w, const char *password, const char *phone, const char *field)
{
	const char *about[] = { phone, NULL };
	const char *words = password_weak(password, about);

	return words == NULL ? 0 : fault_field(w, field, "%s", words);
}

struct joining {
	const char	*phone, *agent, *token;
	char		 scrypt[PASSWORD_TEXT_LEN];
};

static int
join_tx(struct work *w, void *arg)
{
	struct joining *j = arg;
	struct person p = { .name = "", .phone = j->phone };
	struct account a = { .username = j->phone, .kind = "member",
	    .name = mask_phone(w->arena, j->phone), .password = j->scrypt };
	struct pid session;

	if (person_add(w, &p) < 0)
		return -1;
	a.person_id = p.id;
	if (account_add(w, &a, NULL) < 0)
		return -1;
	return agreement_tick(w, w->actor->channel, "REGISTER", a.id, NULL) < 0 ||
	    session_add(w, a.id, 0, 0, j->agent, &j->token, &session) < 0 ||
	    account_saw_login(w, a.id) < 0 ? -1 : 0;
}

/* The number was registered between the code and now. */
static int
joined_before(struct work *w)
{
	fault_clear(w);
	return fault_field(w, "phone", "该手机号已注册，请直接登录");
}

int
register_account(struct work *w, const struct registering *r, const char *visitor,
    const char *agent, const char **token)
{
	struct phone_code_for f = { CODE_REGISTER, NULL, visitor };
	struct joining j = { .agent = agent };
	struct account known;
	int has;

	if (own_phone(w, r->phone, &f.phone) < 0 ||
	    agreement_need(w, w->actor->channel, "REGISTER", r->agreements) < 0 ||
	    password_fits(w, r->password, f.phone, "password") < 0 ||
	    phone_code_use(w, &f, r->code) < 0 || (has = login_find(w, f.phone, &known)) < 0)
		return -1;
	if (has)
		return joined_before(w);
	j.phone = f.phone;
	password_hash(r->password, j.scrypt);
	if (db_tx(w, join_tx, &j) < 0)
		return w->fault.code == ERR_INVALID ? joined_before(w) : -1;
	*token = j.token;
	return 0;
}

/* ---- a forgotten password ---- */

struct resetting {
	struct account	 account;
	const char	*phone;
	char		 scrypt[PASSWORD_TEXT_LEN];
};

static int
reset_tx(struct work *w, void *arg)
{
	struct resetting *r = arg;
	struct pid once = pid_new();

	return account_set_password(w, r->account.id, r->scrypt, 0) < 0 ||
	    session_end_others(w, r->account.id, 0) < 0 ||
	    notify_send(w, &(struct notice){ .event = "password.changed",
		.key = pid_text(w, &once), .phone = r->phone, .account_id = r->account.id,
		.target = "/my/sessions", .values = js_object(w) }) < 0 ? -1 : 0;
}

int
register_reset(struct work *w, const struct registering *r, const char *visitor)
{
	struct phone_code_for f = { CODE_RESET, NULL, visitor };
	struct resetting s = { .phone = NULL };
	int has;

	if (own_phone(w, r->phone, &f.phone) < 0 ||
	    password_fits(w, r->password, f.phone, "password") < 0 ||
	    phone_code_use(w, &f, r->code) < 0 || (has = login_find(w, f.phone, &s.account)) < 0)
		return -1;
	if (!has || account_is_staff(&s.account) || strcmp(s.account.state, "CLOSED") == 0)
		return fault_field(w, "code", "验证码不正确或已过期");
	s.phone = f.phone;
	password_hash(r->password, s.scrypt);
	if (db_tx(w, reset_tx, &s) < 0)
		return -1;
	return login_forgive(w, s.account.username);
}

/* ---- another phone ---- */

struct moving {
	struct account	 account;
	struct person	 person;
	const char	*old, *phone, *token;
};

static int
tell_both(struct work *w, const struct moving *m)
{
	struct json *values = js_object(w);
	struct pid once = pid_new();

	js_put_text(values, "phone", mask_phone(w->arena, m->phone));
	return notify_send(w, &(struct notice){ .event = "phone.changed",
	    .key = pid_text(w, &once), .phone = m->old, .account_id = m->account.id,
	    .target = "/my/sessions", .values = values });
}

/* Who registered signs in with the number: the new one from now on. */
static int
move_tx(struct work *w, void *arg)
{
	struct moving *m = arg;
	const struct actor *me = w->actor;

	m->person.phone = m->phone;
	if (person_set(w, &m->person) < 0 ||
	    (phone_ok(m->account.username) &&
		account_set_username(w, m->account.id, m->phone) < 0) ||
	    event_add(w, "account", m->account.id, "PHONE", "") < 0 || tell_both(w, m) < 0 ||
	    session_end_others(w, me->account_id, me->session_id) < 0)
		return -1;
	return session_rotate(w, me->session_id, me->identity_id, &m->token);
}

static int
password_right(struct work *w, const struct account *a, const char *password)
{
	const char *subject = pid_text(w, &a->pid);

	if (limit_take(w, &by_password, subject) < 0)
		return -1;
	if (!password_ok(password, a->password))
		return fault_field(w, "password", "密码不正确");
	return limit_give(w, &by_password, subject);
}

int
register_phone(struct work *w, const struct registering *r, const char *visitor,
    const char **token)
{
	struct phone_code_for f = { CODE_PHONE, NULL, visitor };
	struct moving m = { .token = NULL };
	struct account other;
	int has;

	if (own_phone(w, r->phone, &f.phone) < 0 ||
	    account_get(w, w->actor->account_id, &m.account) < 0 ||
	    person_get(w, w->actor->person_id, &m.person) < 0 ||
	    password_right(w, &m.account, r->password) < 0 || phone_code_use(w, &f, r->code) < 0 ||
	    (has = login_find(w, f.phone, &other)) < 0)
		return -1;
	if (has && other.id != m.account.id)
		return fault_field(w, "phone", "该手机号已用于其他账号");
	m.old = m.person.phone;
	m.phone = f.phone;
	if (db_tx(w, move_tx, &m) < 0)
		return -1;
	*token = m.token;
	return 0;
}
