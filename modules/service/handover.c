/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "handover.h"
#include "identities.h"
#include "modules/base/json.h"
#include "modules/company/company.h"
#include "modules/person/person.h"
#include "tell.h"

static int
no_member(struct work *w)
{
	fault_clear(w);
	return fault_field(w, "to", "请选择本企业的人员");
}

static int
check(struct work *w, int64_t company_id, const struct pid *to, struct identity *admin,
    struct person *out)
{
	struct member m;
	int has;

	if (person_get_member(w, to, company_id, &m) < 0)
		return w->fault.code == ERR_NOTFOUND ? no_member(w) : -1;
	if (!m.person.complete)
		return fault_field(w, "to", "该人员的个人信息尚未完善");
	if ((has = identity_admin(w, company_id, admin)) < 0)
		return -1;
	if (has == 0 || admin->state != IDENTITY_ACTIVE)
		return refuse_say(w, ERR_CONFLICT, NULL, "企业尚无已确认的管理员，无需变更");
	if (admin->person_id == m.person.id)
		return fault_field(w, "to", "该人员已是企业的管理员");
	*out = m.person;
	return 0;
}

int
handover_check(struct work *w, int64_t company_id, const struct pid *to, int64_t *person_id)
{
	struct identity admin;
	struct person p;

	if (check(w, company_id, to, &admin, &p) < 0)
		return -1;
	*person_id = p.id;
	return 0;
}

static int
tell(struct work *w, const char *event, const struct identity *i, const char *company,
    const struct person *to, const struct person *whom)
{
	struct json *values = js_object(w);

	js_put_text(values, "company", company);
	js_put_text(values, "name", to->name);
	return tell_person(w, whom, event, pid_text(w, &i->pid), values);
}

int
handover_settle(struct work *w, int64_t company_id, const struct pid *to)
{
	struct identity old, new;
	struct company c;
	struct person p, before;

	if (company_take(w, company_id, &c) < 0 || check(w, c.id, to, &old, &p) < 0 ||
	    person_get(w, old.person_id, &before) < 0 ||
	    identity_move(w, &old, IDENTITY_ACT_HANDOVER, p.name) < 0 ||
	    identity_add(w, p.id, c.id, IDENTITY_ADMIN, IDENTITY_ACTIVE, &new) < 0 ||
	    identities_ended(w, &old) < 0)
		return -1;
	return tell(w, "people.handed", &old, c.name, &p, &before) < 0 ? -1 :
	    tell(w, "people.admin", &new, c.name, &p, &p);
}
