/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "modules/account/account.h"
#include "modules/account/limit.h"
#include "modules/audit/event.h"
#include "modules/base/json.h"
#include "modules/base/text.h"
#include "modules/person/identity.h"
#include "modules/person/person.h"
#include "dossiers.h"
#include "people_view.h"
#include "person_mine.h"

const struct limit person_mine_tries = { "person.id", 5, 86400,
    "今天提交的次数过多，请明天再试" };

/* Name and ID number stay once certificates and powers were given to them. */
static int
is_open(struct work *w, const struct person *p, int *open)
{
	struct identity *rows;
	size_t n;

	if (identity_list(w, p->id, &rows, &n) < 0)
		return -1;
	*open = !p->complete || n == 0;
	return 0;
}

int
person_mine(struct work *w, struct json **out)
{
	struct json *o = js_object(w), *person = js_object(w);
	int64_t person_id = w->actor->person_id;
	struct person p;
	int open;

	if (person_get(w, person_id, &p) < 0 || is_open(w, &p, &open) < 0)
		return -1;
	people_put_numbers(w, &p, person);
	js_put_bool(person, "complete", p.complete);
	js_put_bool(person, "open", open);
	js_put(person, "missing", people_missing(w, &p));
	js_put(o, "person", person);
	*out = o;
	return dossiers_put_subject(w, DOSSIER_PERSON, person_id, o);
}

/* ---- becoming true ---- */

static int
fixed(struct work *w, const struct person *p, const struct person_data *d)
{
	int open;

	if (is_open(w, p, &open) < 0)
		return -1;
	if (open || (strcmp(p->name, d->name) == 0 && strcmp(p->id_number, d->id_number) == 0))
		return 0;
	return fault_field(w, strcmp(p->name, d->name) != 0 ? "name" : "id_number",
	    "您已有企业身份，姓名和身份证号不能自行修改，请联系客服");
}

/* Is the known person the one at the keyboard? */
static int
is_same(struct work *w, const struct person *mine, const struct person *known,
    const struct person_data *d)
{
	struct account other;
	struct identity *rows;
	int has = account_find_person(w, known->id, &other);
	size_t n;

	if (has < 0 || identity_list(w, mine->id, &rows, &n) < 0)
		return -1;
	return has == 0 && n == 0 && !mine->complete && mine->phone != NULL &&
	    known->phone != NULL && strcmp(mine->phone, known->phone) == 0 &&
	    strcmp(known->name, d->name) == 0;
}

/* The account goes to the known person; the phone is found there only. */
static int
tie(struct work *w, int64_t account_id, struct person *mine, struct person *known)
{
	mine->phone = NULL;
	if (person_set(w, mine) < 0 ||
	    account_set_person(w, account_id, known->id, known->name) < 0 ||
	    event_add(w, "person", mine->id, "TIED", pid_text(w, &known->pid)) < 0)
		return -1;
	return event_add(w, "person", known->id, "ACCOUNT", pid_text(w, &mine->pid));
}

static int
write_own(struct work *w, int64_t account_id, struct person *mine,
    const struct person_data *d)
{
	mine->name = d->name;
	mine->id_number = d->id_number;
	return person_set(w, mine) < 0 ? -1 :
	    account_set_person(w, account_id, mine->id, mine->name);
}

int
person_mine_settle(struct work *w, int64_t account_id, int64_t person_id,
    const struct person_data *data, int64_t *who)
{
	struct person_data d = { text_normal(w->arena, data->name),
	    person_id_normal(w, data->id_number) };
	struct person mine, known;
	int found, same;

	*who = person_id;
	if (person_get(w, person_id, &mine) < 0 || fixed(w, &mine, &d) < 0 ||
	    (found = person_find_id_number(w, d.id_number, &known)) < 0)
		return -1;
	if (found == 0 || known.id == mine.id)
		return write_own(w, account_id, &mine, &d);
	if ((same = is_same(w, &mine, &known, &d)) < 0)
		return -1;
	if (!same)
		return fault_field(w, "id_number",
		    "该身份证号已登记，且与您的姓名、手机号不能对应。如确为本人，请用原账号登录，"
		    "或请所属企业管理员、客服核对登记的手机号");
	*who = known.id;
	return tie(w, account_id, &mine, &known);
}
