/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "identities.h"
#include "modules/account/account.h"
#include "modules/account/limit.h"
#include "modules/base/json.h"
#include "modules/base/text.h"
#include "modules/company/company.h"
#include "modules/person/person.h"
#include "people.h"
#include "people_view.h"
#include "tell.h"

static const struct limit by_hour = { "people.check", 30, 3600,
    "查重次数过多，请一小时后再试" };
static const struct limit by_day = { "people.check.day", 100, 86400,
    "今天查重的次数过多，请明天再试" };

/* ---- 查重校验 ---- */

static const char *
subject(struct work *w)
{
	return arena_printf(w->arena, "%lld", (long long)w->actor->company_id);
}

static int
tries_take(struct work *w)
{
	return limit_take(w, &by_day, subject(w)) < 0 ? -1 :
	    limit_take(w, &by_hour, subject(w));
}

static int
tries_give(struct work *w)
{
	return limit_give(w, &by_day, subject(w)) < 0 ? -1 :
	    limit_give(w, &by_hour, subject(w));
}

static int
check_id_number(struct work *w, const char *typed)
{
	return id_number_ok(typed) ? 0 :
	    fault_field(w, "id_number", "身份证号不正确，请核对");
}

/* Without a phone the person stays incomplete. */
static int
check_phone(struct work *w, const char *typed)
{
	return text_empty(typed) || phone_ok(phone_normal(w->arena, typed)) ? 0 :
	    fault_field(w, "phone", "手机号不正确，请核对");
}

/* NULL: nobody has it.  Members of the own enterprise are no secret. */
static int
known_words(struct work *w, const char *id_number, const char **words)
{
	struct identity *rows;
	struct person p;
	size_t n;
	int rc = person_find_id_number(w, id_number, &p);

	*words = NULL;
	if (rc <= 0)
		return rc;
	if (identity_list_member(w, p.id, w->actor->company_id, &rows, &n) < 0)
		return -1;
	*words = n > 0 ? "该人员已在本企业中，无需重复新增" :
	    "该身份证号已登记，不能新增；请本人登录后申请加入本企业";
	return 0;
}

int
people_check(struct work *w, const char *id_number, struct json **out)
{
	const char *words;

	if (check_id_number(w, id_number) < 0 || tries_take(w) < 0 ||
	    known_words(w, id_number, &words) < 0)
		return -1;
	*out = js_object(w);
	js_put_bool(*out, "known", words != NULL);
	js_put_text(*out, "words", words != NULL ? words : "未发现重复，可以新增");
	return 0;
}

/* ---- 新增人员 ---- */

struct adding {
	struct person	 person;
	const char	*type;
	struct pid	 pid;
};

static int
add_tx(struct work *w, void *arg)
{
	struct adding *a = arg;
	struct person p = a->person;		/* the body may run again */
	struct identity i;
	struct company c;
	const char *words;

	if (company_take(w, w->actor->company_id, &c) < 0 ||
	    known_words(w, p.id_number, &words) < 0)
		return -1;
	if (words != NULL)
		return fault_field(w, "id_number", "%s", words);
	if (person_add(w, &p) < 0 ||
	    identity_add(w, p.id, c.id, a->type, IDENTITY_ACTIVE, &i) < 0)
		return -1;
	a->pid = p.pid;
	return 0;
}

static int
check_new(struct work *w, const struct people_form *f)
{
	const char *type;

	if (strcmp(f->type, IDENTITY_ADMIN) == 0)
		return fault_field(w, "type", "管理员身份唯一，请办理管理员变更");
	if (identity_type_find(w, f->type, &type) < 0 || strcmp(type, f->type) != 0) {
		fault_clear(w);
		return fault_field(w, "type", "请选择身份");
	}
	return check_phone(w, f->phone) < 0 ? -1 : check_id_number(w, f->id_number);
}

int
people_add(struct work *w, const struct people_form *f, struct json **out)
{
	struct adding a = { .type = f->type, .person = { .name = f->name,
	    .id_number = f->id_number, .phone = f->phone } };

	if (check_new(w, f) < 0 || tries_take(w) < 0 || db_tx(w, add_tx, &a) < 0 ||
	    tries_give(w) < 0)
		return -1;
	return people_get(w, &a.pid, out);
}

/* ---- 帮用户完善信息 ---- */

struct completing {
	const struct pid		*pid;
	const struct people_form	*form;
};

static int
closed(struct work *w, const char *field)
{
	return fault_field(w, field, "该项不能代为修改，请本人登录后修改");
}

/* What the administrator may write over, field by field. */
static int
check_open(struct work *w, const struct person *p, const struct people_form *f)
{
	struct people_open open;
	int bad = 0;

	if (people_open(w, p, &open) < 0)
		return -1;
	if (!text_empty(f->name) && !open.name && strcmp(f->name, p->name) != 0)
		bad = closed(w, "name");
	if (!text_empty(f->id_number) && !open.id_number)
		bad = closed(w, "id_number");
	if (!text_empty(f->phone) && !open.phone)
		bad = closed(w, "phone");
	return bad;
}

static int
complete_tx(struct work *w, void *arg)
{
	struct completing *c = arg;
	const struct people_form *f = c->form;
	struct company company;
	struct member m;

	if (company_take(w, w->actor->company_id, &company) < 0 ||
	    person_get_member(w, c->pid, company.id, &m) < 0 ||
	    check_open(w, &m.person, f) < 0)
		return -1;
	if (m.person.version != f->version)
		return refuse(w, ERR_CONFLICT, "person was changed meanwhile");
	if (!text_empty(f->name))
		m.person.name = f->name;
	if (!text_empty(f->id_number))
		m.person.id_number = f->id_number;
	if (!text_empty(f->phone))
		m.person.phone = f->phone;
	return person_set(w, &m.person);
}

int
people_complete(struct work *w, const struct pid *person, const struct people_form *f,
    struct json **out)
{
	struct completing c = { person, f };

	if (check_phone(w, f->phone) < 0)
		return -1;
	if (!text_empty(f->id_number) && (check_id_number(w, f->id_number) < 0 ||
		tries_take(w) < 0))
		return -1;
	if (db_tx(w, complete_tx, &c) < 0)
		return -1;
	return people_get(w, person, out);
}

/* ---- ends and beginnings of identities ---- */

struct deciding {
	const struct pid	*pid;
	enum identity_act	 act;
	const char		*words, *event;
};

static int
tell_decided(struct work *w, const struct deciding *d, const struct identity *i)
{
	struct json *values = js_object(w);
	struct person p;

	if (person_get(w, i->person_id, &p) < 0)
		return -1;
	js_put_text(values, "company", i->company);
	js_put_text(values, "type", i->type_words);
	js_put_text(values, "reason", d->words == NULL ? "" : d->words);
	return tell_person(w, &p, d->event, pid_text(w, &i->pid), values);
}

static int
decide_tx(struct work *w, void *arg)
{
	const struct deciding *d = arg;
	struct identity i;
	struct company c;

	if (company_take(w, w->actor->company_id, &c) < 0 ||
	    identity_get_company(w, d->pid, c.id, &i) < 0)
		return -1;
	if (strcmp(i.type, IDENTITY_ADMIN) == 0)
		return refuse_say(w, ERR_CONFLICT, NULL, "管理员不能在此增减，请办理管理员变更");
	if (identity_move(w, &i, d->act, d->words) < 0 ||
	    (d->act == IDENTITY_ACT_REMOVE && identities_ended(w, &i) < 0))
		return -1;
	return tell_decided(w, d, &i);
}

int
people_remove(struct work *w, const struct pid *identity)
{
	struct deciding d = { identity, IDENTITY_ACT_REMOVE, NULL, "people.removed" };

	return db_tx(w, decide_tx, &d);
}

int
people_approve(struct work *w, const struct pid *identity)
{
	struct deciding d = { identity, IDENTITY_ACT_APPROVE, NULL, "people.approved" };

	return db_tx(w, decide_tx, &d);
}

int
people_reject(struct work *w, const struct pid *identity, const char *words)
{
	struct deciding d = { identity, IDENTITY_ACT_REJECT, words, "people.rejected" };

	return db_tx(w, decide_tx, &d);
}
