/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "identities.h"
#include "modules/account/account.h"
#include "modules/account/limit.h"
#include "modules/base/conf.h"
#include "modules/base/json.h"
#include "modules/base/text.h"
#include "modules/catalog/catalog.h"
#include "modules/company/company.h"
#include "modules/order/draft.h"
#include "modules/person/person.h"
#include "tell.h"

static const struct limit asks = { "identity.ask", 10, 86400,
    "今天申请身份的次数过多，请明天再试" };

/* ---- showing ---- */

struct json *
identities_json(struct work *w, const struct identity *i)
{
	struct json *o = js_object(w), *company = js_object(w);

	js_put_text(company, "pid", pid_text(w, &i->company_pid));
	js_put_text(company, "name", i->company);
	js_put_text(o, "pid", pid_text(w, &i->pid));
	js_put_text(o, "type", i->type);
	js_put_text(o, "type_words", i->type_words);
	js_put(o, "company", company);
	js_put_text(o, "state", i->state_code);
	js_put_text(o, "state_words", identity_state_words(i->state));
	js_put_text(o, "words", i->words);
	js_put_bool(o, "selectable", identity_chosen(i));
	js_put_int(o, "at", i->created_at);
	return o;
}

int
identities_list(struct work *w, struct json **out)
{
	struct json *items = js_array(w);
	struct identity *rows;
	size_t n;

	if (identity_list_own(w, w->actor->person_id, &rows, &n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		js_add(items, identities_json(w, &rows[i]));
	*out = js_object(w);
	js_put(*out, "items", items);
	return 0;
}

static struct json *
choice(struct work *w, const char *code, const char *words)
{
	struct json *o = js_object(w);

	js_put_text(o, "code", code);
	js_put_text(o, "words", words);
	return o;
}

int
identities_types(struct work *w, struct json **out)
{
	struct json *items = js_array(w), *channels = js_array(w);
	const struct catalog *cat;
	struct identity_type *rows;
	size_t n;

	if (catalog_get(w, &cat) < 0 || identity_types(w, &rows, &n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		js_add(items, choice(w, rows[i].code, rows[i].words));
	for (size_t i = 0; i < cat->n_channels; i++)
		js_add(channels, choice(w, cat->channels[i].code, cat->channels[i].brand));
	*out = js_object(w);
	js_put(*out, "items", items);
	js_put(*out, "channels", channels);
	js_put_text(*out, "channel", w->conf->channel);
	return 0;
}

/* ---- asking ---- */

struct asking {
	const struct identity_ask	*form;
	const char			*name, *channel;
	const struct person		*person;
	struct company			 company;
	struct identity			 identity;
};

static int
unregistered(struct work *w)
{
	return fault_field(w, "company",
	    "企业尚未注册，请先由企业的管理员申请管理员身份并完善企业信息");
}

static int
is_state(const struct company *c, const char *state)
{
	return strcmp(c->state, state) == 0;
}

static int
wants_admin(const struct asking *a)
{
	return strcmp(a->form->type, IDENTITY_ADMIN) == 0;
}

/* Somebody may add the same code at this moment: then it is there. */
static int
add_company(struct work *w, struct asking *a)
{
	a->company = (struct company){ .channel = a->channel, .name = a->name,
	    .credit_code = a->form->credit_code, .region = "", .address = "",
	    .state = "NEW" };
	if (company_add(w, &a->company) == 0)
		return 0;
	if (w->fault.code != ERR_INVALID)
		return -1;
	fault_clear(w);
	return company_find(w, a->form->credit_code, &a->company) == 1 ? 0 :
	    refuse(w, ERR_CONFLICT, "enterprise came and went");
}

/* Finds the enterprise, or makes it, and holds its row. */
static int
hold_company(struct work *w, struct asking *a)
{
	int rc = company_find(w, a->form->credit_code, &a->company);

	if (rc < 0)
		return -1;
	if (rc == 0 && !wants_admin(a))
		return unregistered(w);
	if (rc == 0 && add_company(w, a) < 0)
		return -1;
	return company_take(w, a->company.id, &a->company);
}

/* The next character that tells names apart: no blanks, brackets of one kind. */
static int32_t
name_next(const char **s)
{
	int32_t c;

	do
		c = utf8_next(s);
	while (c == ' ');
	return c == 0xFF08 ? '(' : c == 0xFF09 ? ')' : c;
}

static int
same_name(struct work *w, const char *a, const char *b)
{
	const char *x = text_normal(w->arena, a), *y = text_normal(w->arena, b);
	int32_t c;

	while ((c = name_next(&x)) == name_next(&y))
		if (c == 0)
			return 1;
	return 0;
}

static int
check_company(struct work *w, const struct asking *a)
{
	if (is_state(&a->company, "NEW"))
		return wants_admin(a) ? 0 : unregistered(w);
	if (!same_name(w, a->name, a->company.name))
		return fault_field(w, "company",
		    "企业名称与统一社会信用代码不一致，请按营业执照填写");
	if (!is_state(&a->company, "APPROVED"))
		return fault_field(w, "company", "该企业已停用，请联系客服");
	return 0;
}

static int
check_admin(struct work *w, const struct asking *a, const struct identity *admin)
{
	if (wants_admin(a) && admin != NULL)
		return fault_field(w, "type",
		    "该企业已有管理员或管理员正在审核，管理员身份唯一；如需更换，请办理管理员变更");
	if (!wants_admin(a) && (admin == NULL || admin->state != IDENTITY_ACTIVE))
		return fault_field(w, "company", "该企业的管理员尚未确认，请稍后再申请");
	return 0;
}

/* Nobody approved the name yet: the founder's counts. */
static int
name_company(struct work *w, struct asking *a)
{
	if (!is_state(&a->company, "NEW") || (strcmp(a->company.name, a->name) == 0 &&
		strcmp(a->company.channel, a->channel) == 0))
		return 0;
	a->company.name = a->name;
	a->company.channel = a->channel;
	return company_set(w, &a->company);
}

static int
tell_admin(struct work *w, const struct asking *a, const struct identity *admin)
{
	struct json *values = js_object(w);
	struct identity_type *types;
	struct person p;
	size_t n;

	if (person_get(w, admin->person_id, &p) < 0 || identity_types(w, &types, &n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		if (strcmp(types[i].code, a->form->type) == 0)
			js_put_text(values, "type", types[i].words);
	js_put_text(values, "name", a->person->name);
	js_put_text(values, "company", a->company.name);
	return tell_person(w, &p, "people.request", pid_text(w, &a->identity.pid), values);
}

static int
ask_tx(struct work *w, void *arg)
{
	struct identity admin, same;
	struct asking *a = arg;
	int has, again;

	if (hold_company(w, a) < 0 || check_company(w, a) < 0 ||
	    (again = identity_find(w, a->person->id, a->company.id, a->form->type, &same)) < 0 ||
	    (has = identity_admin(w, a->company.id, &admin)) < 0)
		return -1;
	if (again == 1)
		return fault_field(w, "type", "您已有该身份或申请正在审核，无需重复申请");
	if (check_admin(w, a, has == 1 ? &admin : NULL) < 0 ||
	    identity_add(w, a->person->id, a->company.id, a->form->type, IDENTITY_REQUESTED,
		&a->identity) < 0)
		return -1;
	if (!wants_admin(a))
		return tell_admin(w, a, &admin);
	return name_company(w, a) < 0 ? -1 :
	    identity_move(w, &a->identity, IDENTITY_ACT_FOUND, NULL);
}

static int
check_form(struct work *w, struct asking *a)
{
	const struct catalog *cat;
	const char *type;

	if (catalog_get(w, &cat) < 0)
		return -1;
	a->name = text_normal(w->arena, a->form->company);
	a->channel = text_empty(a->form->channel) ? w->conf->channel : a->form->channel;
	if (catalog_channel(cat, a->channel) == NULL)
		return fault_field(w, "channel", "请选择办理渠道");
	/* Some real codes fail the check digits: the reviewer of the data decides. */
	if (!credit_code_shape_ok(a->form->credit_code))
		return fault_field(w, "credit_code", "统一社会信用代码不正确，请按营业执照填写");
	if (identity_type_find(w, a->form->type, &type) < 0 || strcmp(type, a->form->type) != 0) {
		fault_clear(w);
		return fault_field(w, "type", "请选择身份");
	}
	return 0;
}

int
identities_ask(struct work *w, const struct identity_ask *form, struct json **out)
{
	struct asking a = { .form = form };
	struct person p;

	if (person_get(w, w->actor->person_id, &p) < 0)
		return -1;
	if (!p.complete)
		return refuse_say(w, ERR_CONFLICT, NULL, "请先完善个人信息，再申请身份");
	a.person = &p;
	if (check_form(w, &a) < 0 || limit_take(w, &asks, pid_text(w, &p.pid)) < 0 ||
	    db_tx(w, ask_tx, &a) < 0 ||
	    identity_get(w, &a.identity.pid, p.id, &a.identity) < 0)
		return -1;
	*out = identities_json(w, &a.identity);
	return 0;
}

/* ---- taking back, leaving ---- */

int
identities_ended(struct work *w, const struct identity *ended)
{
	struct account account;
	struct identity *rows;
	size_t n;
	int rc;

	if (identity_list_member(w, ended->person_id, ended->company_id, &rows, &n) < 0)
		return -1;
	if (n > 0)
		return 0;
	rc = account_find_person(w, ended->person_id, &account);
	return rc <= 0 ? rc : draft_drop_all(w, account.id, ended->company_id);
}

static int
drop_tx(struct work *w, void *arg)
{
	struct identity i;
	struct company c;

	if (identity_get(w, arg, w->actor->person_id, &i) < 0 ||
	    company_take(w, i.company_id, &c) < 0 ||
	    identity_get(w, arg, w->actor->person_id, &i) < 0)
		return -1;
	if (i.state != IDENTITY_ACTIVE)
		return identity_move(w, &i, IDENTITY_ACT_WITHDRAW, NULL);
	if (strcmp(i.type, IDENTITY_ADMIN) == 0)
		return refuse_say(w, ERR_CONFLICT, NULL,
		    "您是企业的管理员，请先办理管理员变更，再退出企业");
	return identity_move(w, &i, IDENTITY_ACT_LEAVE, NULL) < 0 ? -1 :
	    identities_ended(w, &i);
}

int
identities_drop(struct work *w, const struct pid *identity)
{
	return db_tx(w, drop_tx, (void *)(uintptr_t)identity);
}
