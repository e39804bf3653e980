/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "accounts.h"
#include "login.h"
#include "modules/account/account.h"
#include "modules/account/password.h"
#include "modules/account/role.h"
#include "modules/account/session.h"
#include "modules/base/conf.h"
#include "modules/base/crypto.h"
#include "modules/base/json.h"
#include "modules/base/text.h"
#include "modules/catalog/catalog.h"

/* What one transaction works with; computed anew by a re-run. */
struct change {
	const struct pid		*pid;
	const struct account_form	*form;
	struct account			 account;
	char				 scrypt[PASSWORD_TEXT_LEN];
	unsigned char			 seed[TOTP_SEED];
	const char			*token, *code;
};

/* ---- views ---- */

static const char *
state_words(const struct staff_row *r, int locked)
{
	if (strcmp(r->state, "CLOSED") == 0)
		return "已停用";
	return locked ? "已锁定" : r->must_change || r->must_enrol ? "待首次登录" : "正常";
}

static struct json *
codes_json(struct work *w, const char *list)
{
	struct json *a = js_array(w);

	while (list != NULL && *list != '\0') {
		size_t n = strcspn(list, ",");

		js_add_text(a, arena_strndup(w->arena, list, n));
		list += n + (list[n] == ',');
	}
	return a;
}

static struct json *
point_json(struct work *w, const struct catalog *cat, int64_t id)
{
	const struct pickup_point *p = id == 0 ? NULL : catalog_point_id(cat, id);
	struct json *o;

	if (p == NULL)
		return NULL;
	o = js_object(w);
	js_put_text(o, "pid", pid_text(w, &p->pid));
	js_put_text(o, "words", p->words);
	return o;
}

/* Locked by wrong codes, or waiting because of wrong passwords: both are helped
 * by the same button. */
static int
account_json(struct work *w, const struct staff_row *r, struct json **out)
{
	const struct catalog *cat;
	struct json *o = js_object(w);
	int spent, open = strcmp(r->state, "CLOSED") != 0;

	if (login_spent(w, r->username, &spent) < 0 || catalog_get(w, &cat) < 0)
		return -1;
	js_put_text(o, "pid", pid_text(w, &r->pid));
	js_put_text(o, "username", r->username);
	js_put_text(o, "name", r->name);
	js_put_text(o, "roles", r->roles == NULL ? "" : r->roles);
	js_put(o, "role_codes", codes_json(w, r->role_codes));
	js_put(o, "point", point_json(w, cat, r->point_id));
	js_put_bool(o, "locked", open && (r->locked || spent));
	js_put_text(o, "state", r->state);
	js_put_text(o, "state_words", state_words(r, r->locked || spent));
	js_put_bool(o, "own", w->actor->account_id == r->id);
	js_put_int(o, "version", r->version);
	js_put(o, "last_seen", r->seen_at == 0 ? NULL : js_int(w, r->seen_at));
	*out = o;
	return 0;
}

static int
find_json(struct work *w, int64_t id, struct json **out)
{
	struct staff_row *rows;
	size_t n;

	if (account_list_staff(w, &rows, &n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		if (rows[i].id == id)
			return account_json(w, &rows[i], out);
	return refuse(w, ERR_NOTFOUND, "no such account");
}

int
accounts_list(struct work *w, struct json **out)
{
	struct json *items = js_array(w), *row;
	struct staff_row *rows;
	size_t n;

	if (account_list_staff(w, &rows, &n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		if (account_json(w, &rows[i], &row) < 0)
			return -1;
		js_add(items, row);
	}
	*out = js_object(w);
	js_put(*out, "items", items);
	return 0;
}

int
accounts_roles(struct work *w, struct json **out)
{
	struct json *items = js_array(w), *role = NULL;
	struct role_row *rows;
	size_t n;

	if (role_list(w, &rows, &n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		if (i == 0 || strcmp(rows[i].code, rows[i - 1].code) != 0) {
			role = js_object(w);
			js_put_text(role, "code", rows[i].code);
			js_put_text(role, "words", rows[i].words);
			js_put_bool(role, "apart", *rows[i].apart != '\0');
			js_put(role, "rights", js_array(w));
			js_add(items, role);
		}
		if (*rows[i].right_name != '\0')
			js_add_text(js_get(role, "rights"), rows[i].right_name);
	}
	*out = js_object(w);
	js_put(*out, "items", items);
	return 0;
}

/* ---- secrets ---- */

static void
new_password(struct work *w, struct change *c, struct account_secret *out)
{
	char *once = arena_alloc(w->arena, PASSWORD_ONCE_LEN);

	password_once(once);
	password_hash(once, c->scrypt);
	out->password = once;
}

/* The label an authenticator shows; names of accounts are plain ASCII. */
static void
new_seed(struct work *w, unsigned char seed[TOTP_SEED], const char *username,
    struct account_secret *out)
{
	crypto_random(seed, TOTP_SEED);
	out->seed = base32_text(w->arena, seed, TOTP_SEED);
	out->uri = arena_printf(w->arena, "otpauth://totp/caportal:%s?secret=%s&issuer=caportal",
	    username, out->seed);
}

/* ---- what the form may say ---- */

static int
find_point(struct work *w, const char *text, int64_t *out)
{
	const struct pickup_point *p;
	const struct catalog *cat;
	struct pid pid;

	*out = 0;
	if (text_empty(text))
		return 0;
	if (catalog_get(w, &cat) < 0)
		return -1;
	p = pid_parse(w, text, &pid) < 0 ? NULL : catalog_point(cat, &pid);
	fault_clear(w);		/* a word that is no pid names no point either */
	if (p == NULL)
		return fault_field(w, "point", "没有这个办理点");
	*out = p->id;
	return 0;
}

static int
has_role(const struct json *roles, const char *code)
{
	for (size_t i = 0; i < js_size(roles); i++) {
		const char *c = js_as_text(js_at(roles, i));

		if (c != NULL && strcmp(c, code) == 0)
			return 1;
	}
	return 0;
}

static int
read_form(struct work *w, const struct account_form *f, int64_t *point_id)
{
	if (!js_is_array(f->roles) || js_size(f->roles) == 0)
		return fault_field(w, "roles", "请选择岗位");
	if (find_point(w, f->point, point_id) < 0)
		return -1;
	if (has_role(f->roles, "DESK") && *point_id == 0)
		return fault_field(w, "point", "请选择柜员所在的办理点");
	return 0;
}

static int
username_fits(struct work *w, const char *name)
{
	if (strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789._-") == strlen(name) &&
	    strlen(name) >= 2)
		return 0;
	return fault_field(w, "username", "用户名只能用小写字母、数字和 . _ -，至少2个字符");
}

/* ---- making ---- */

static int
add_tx(struct work *w, void *arg)
{
	struct change *c = arg;
	struct account *a = &c->account;
	int changed;

	if (account_add(w, a, c->seed) < 0)
		return -1;
	return account_set_roles(w, a, c->form->roles, &changed);
}

int
accounts_add(struct work *w, const struct account_form *f, struct account_secret *out,
    struct json **account)
{
	struct change c = { .form = f, .account = { .kind = "staff", .name = f->name,
	    .must_change = 1, .must_enrol = 1 } };

	*out = (struct account_secret){ NULL, NULL, NULL };
	c.account.username = f->username;
	if (username_fits(w, f->username) < 0 || read_form(w, f, &c.account.point_id) < 0)
		return -1;
	new_password(w, &c, out);
	new_seed(w, c.seed, f->username, out);
	c.account.password = c.scrypt;
	return db_tx(w, add_tx, &c) < 0 ? -1 : find_json(w, c.account.id, account);
}

/* ---- changing ---- */

static int
take_other(struct work *w, struct change *c)
{
	if (account_take_staff(w, c->pid, &c->account) < 0)
		return -1;
	if (c->account.id == w->actor->account_id)
		return refuse_say(w, ERR_DENIED, NULL,
		    "不能变更自己的账号，请由另一位安全管理员办理");
	if (strcmp(c->account.state, "CLOSED") == 0)
		return refuse_say(w, ERR_CONFLICT, NULL, "该账号已停用");
	return 0;
}

static int
set_tx(struct work *w, void *arg)
{
	struct change *c = arg;
	int64_t point_id;
	int changed;

	if (read_form(w, c->form, &point_id) < 0 || take_other(w, c) < 0 ||
	    account_set_staff(w, &c->account, c->form->version, c->form->name, point_id) < 0 ||
	    (!has_role(c->form->roles, "SECURITY") &&
		account_not_last(w, &c->account, "roles") < 0) ||
	    account_set_roles(w, &c->account, c->form->roles, &changed) < 0)
		return -1;
	if (!changed && point_id == c->account.point_id)
		return 0;
	return session_end_others(w, c->account.id, 0);
}

int
accounts_set(struct work *w, const struct pid *pid, const struct account_form *f,
    struct json **account)
{
	struct change c = { .pid = pid, .form = f };

	return db_tx(w, set_tx, &c) < 0 ? -1 : find_json(w, c.account.id, account);
}

static int
close_tx(struct work *w, void *arg)
{
	struct change *c = arg;

	if (take_other(w, c) < 0 || account_not_last(w, &c->account, NULL) < 0 ||
	    account_close(w, &c->account) < 0)
		return -1;
	return session_end_others(w, c->account.id, 0);
}

int
accounts_close(struct work *w, const struct pid *pid, struct json **account)
{
	struct change c = { .pid = pid };

	return db_tx(w, close_tx, &c) < 0 ? -1 : find_json(w, c.account.id, account);
}

/* ---- mending ---- */

static int
reset_tx(struct work *w, void *arg)
{
	struct change *c = arg;

	if (take_other(w, c) < 0 ||
	    account_set_password(w, c->account.id, c->scrypt, 1) < 0)
		return -1;
	return session_end_others(w, c->account.id, 0);
}

int
accounts_reset(struct work *w, const struct pid *pid, struct account_secret *out,
    struct json **account)
{
	struct change c = { .pid = pid };

	*out = (struct account_secret){ NULL, NULL, NULL };
	new_password(w, &c, out);
	return db_tx(w, reset_tx, &c) < 0 ? -1 : find_json(w, c.account.id, account);
}

static int
reseed_tx(struct work *w, void *arg)
{
	struct change *c = arg;

	if (take_other(w, c) < 0 || account_set_totp(w, &c->account, c->seed) < 0 ||
	    account_must_enrol(w, &c->account) < 0)
		return -1;
	return session_end_others(w, c->account.id, 0);
}

int
accounts_reseed(struct work *w, const struct pid *pid, struct account_secret *out,
    struct json **account)
{
	struct change c = { .pid = pid };
	struct account a;
	int found = account_find_pid(w, pid, &a);

	*out = (struct account_secret){ NULL, NULL, NULL };
	if (found < 0)
		return -1;
	if (!found || !account_is_staff(&a))
		return refuse(w, ERR_NOTFOUND, "no such account");
	new_seed(w, c.seed, a.username, out);
	return db_tx(w, reseed_tx, &c) < 0 ? -1 : find_json(w, c.account.id, account);
}

/* ---- one's own seed ---- */

static int
own_seed_tx(struct work *w, void *arg)
{
	struct change *c = arg;

	return account_next_totp(w, &c->account, c->seed);
}

int
accounts_own_seed(struct work *w, struct account_secret *out)
{
	struct change c = { .pid = NULL };

	*out = (struct account_secret){ NULL, NULL, NULL };
	if (account_get(w, w->actor->account_id, &c.account) < 0)
		return -1;
	new_seed(w, c.seed, c.account.username, out);
	return db_tx(w, own_seed_tx, &c);
}

static int
own_confirm_tx(struct work *w, void *arg)
{
	const struct actor *me = w->actor;
	struct change *c = arg;

	if (account_enrol(w, &c->account, c->code) < 0 ||
	    session_end_others(w, me->account_id, me->session_id) < 0)
		return -1;
	return session_rotate(w, me->session_id, me->identity_id, &c->token);
}

int
accounts_own_confirm(struct work *w, const char *code, const char **token)
{
	struct change c = { .code = code };

	if (account_get(w, w->actor->account_id, &c.account) < 0 ||
	    db_tx(w, own_confirm_tx, &c) < 0)
		return -1;
	*token = c.token;
	return 0;
}
