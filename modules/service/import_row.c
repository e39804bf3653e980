/* SPDX-License-Identifier: MIT */
/* Enterprises and people of an import. */
#include <string.h>

#include "import_row.h"
#include "modules/account/account.h"
#include "modules/account/password.h"
#include "modules/base/conf.h"
#include "modules/base/crypto.h"
#include "modules/base/text.h"
#include "modules/catalog/catalog.h"
#include "modules/company/company.h"
#include "modules/person/identity.h"
#include "modules/person/person.h"

static int
want(struct work *w, const char *value, const char *field, const char *words)
{
	return text_empty(value) ? fault_field(w, field, "请填写%s", words) : 0;
}

/* ---- enterprises ---- */

/* The platform of the enterprise's own city: 辽宁省/沈阳市/和平区 -> 沈阳市. */
static const char *
own_platform(struct work *w, const struct catalog *cat, const char *region)
{
	const char *second = strchr(region, '/');
	const struct city *city;

	if (second == NULL)
		return NULL;
	second++;
	city = catalog_city(cat, arena_strndup(w->arena, second, strcspn(second, "/")));
	return city == NULL ? NULL : city->platform;
}

static int
check_company(struct work *w, const struct import_row *r, const struct catalog *cat)
{
	int bad = want(w, r->company, "company", "单位名称");

	if (!credit_code_ok(r->credit_code))
		bad = fault_field(w, "credit_code", "统一社会信用代码不正确");
	bad |= want(w, r->region, "region", "注册地");
	bad |= want(w, r->address, "address", "住所");
	if (!text_empty(r->channel) && catalog_channel(cat, r->channel) == NULL)
		bad = fault_field(w, "channel", "没有渠道“%s”", r->channel);
	return bad ? -1 : 0;
}

static int
company_tx(struct work *w, void *arg)
{
	return company_add(w, arg);
}

int
import_company(struct work *w, const struct import_row *r, enum import_end *end)
{
	const struct catalog *cat;
	struct company c, known;
	int rc;

	if (catalog_get(w, &cat) < 0 || check_company(w, r, cat) < 0)
		return -1;
	if ((rc = company_find(w, r->credit_code, &known)) != 0)
		return rc < 0 ? -1 : 0;
	c = (struct company){
		.channel = text_empty(r->channel) ? w->conf->channel : r->channel,
		.name = r->company, .credit_code = r->credit_code, .region = r->region,
		.city = own_platform(w, cat, r->region), .address = r->address,
		.legal_name = r->legal_name, .phone = r->company_phone, .state = "APPROVED",
		.is_test = strcmp(r->test, "是") == 0 || strcmp(r->test, "1") == 0,
	};
	*end = IMPORT_ADDED;
	return db_tx(w, company_tx, &c);
}

int
import_owner(struct work *w, const struct import_row *r, struct company *out)
{
	int rc = credit_code_ok(r->credit_code) ? company_find(w, r->credit_code, out) : 0;

	if (rc == 0)
		return fault_field(w, "credit_code", "企业尚未导入，请把企业放在人员和证书之前");
	return rc < 0 ? -1 : 0;
}

/* ---- people ---- */

struct joining {
	const struct import_row	*row;
	struct import_login	*login;
	struct company		 company;
	struct person		 person;	/* id 0: new */
	const char		*type;
	char			 scrypt[PASSWORD_TEXT_LEN];
	int			 needs_account, must_change;
	int			 changed;
};

static int
check_person(struct work *w, const struct import_row *r)
{
	int bad = want(w, r->name, "name", "姓名");

	bad |= want(w, r->identity, "identity", "身份");
	if (!text_empty(r->id_number) && !id_number_ok(r->id_number))
		bad = fault_field(w, "id_number", "身份证号不正确");
	if (!text_empty(r->phone) && !phone_ok(phone_normal(w->arena, r->phone)))
		bad = fault_field(w, "phone", "手机号不正确");
	if (strspn(r->username, "abcdefghijklmnopqrstuvwxyz0123456789._-") !=
	    strlen(r->username))
		bad = fault_field(w, "username", "用户名只能用小写字母、数字和 . _ -");
	return bad ? -1 : 0;
}

/* Without an ID number: the member of that name without one. */
static int
find_nameless(struct work *w, struct joining *j)
{
	struct member *list;
	size_t n;

	if (person_list_members(w, j->company.id, &list, &n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		if (list[i].person.id_number == NULL &&
		    strcmp(list[i].person.name, j->row->name) == 0) {
			j->person = list[i].person;
			return 1;
		}
	return 0;
}

static int
find_person(struct work *w, struct joining *j)
{
	const struct import_row *r = j->row;
	int rc = text_empty(r->id_number) ? find_nameless(w, j) :
	    person_find_id_number(w, r->id_number, &j->person);

	if (rc < 0)
		return -1;
	if (rc == 0)
		j->person = (struct person){ .name = r->name, .id_number = r->id_number,
		    .phone = r->phone };
	else if (strcmp(j->person.name, r->name) != 0)
		return fault_field(w, "name", "该身份证号登记的是另一姓名");
	return 0;
}

/* Every complete person gets an account: its password, before the transaction. */
static int
prepare_account(struct work *w, struct joining *j, const char *fixed)
{
	char *once = arena_alloc(w->arena, PASSWORD_ONCE_LEN);
	const char *none[PERSON_MISSING_MAX];
	struct account known;
	int rc = j->person.id == 0 ? 0 : account_find_person(w, j->person.id, &known);

	if (rc < 0)
		return -1;
	j->needs_account = rc == 0 && person_missing(&j->person, none) == 0;
	if (!j->needs_account)
		return 0;
	j->must_change = fixed == NULL;
	if (fixed != NULL) {
		memcpy(j->scrypt, fixed, sizeof(j->scrypt));
		return 0;
	}
	password_once(once);
	password_hash(once, j->scrypt);
	j->login->password = once;
	return 0;
}

static const char *
username_for(struct work *w, const struct import_row *r)
{
	unsigned char dice[5];
	char *s;

	if (!text_empty(r->username))
		return r->username;
	crypto_random(dice, sizeof(dice));
	s = base32_text(w->arena, dice, sizeof(dice));
	for (char *p = s; *p != '\0'; p++)
		if (*p >= 'A' && *p <= 'Z')
			*p += 'a' - 'A';
	return arena_printf(w->arena, "ca%s", s);
}

static int
add_account(struct work *w, struct joining *j, int64_t person_id)
{
	struct account a = { .kind = "member", .username = username_for(w, j->row),
	    .name = j->person.name, .person_id = person_id, .password = j->scrypt,
	    .must_change = j->must_change };

	if (account_add(w, &a, NULL) < 0)
		return -1;
	j->login->username = a.username;
	j->login->name = a.name;
	j->login->company = j->company.name;
	j->login->made = j->must_change;
	j->changed = 1;
	return 0;
}

static int
join_tx(struct work *w, void *arg)
{
	struct joining *j = arg;
	struct person p = j->person;		/* the body may run again */
	struct identity i;
	int rc;

	j->changed = p.id == 0;
	if (p.id == 0 && person_add(w, &p) < 0)
		return -1;
	if ((rc = identity_find(w, p.id, j->company.id, j->type, &i)) < 0)
		return -1;
	if (rc == 0) {
		j->changed = 1;
		if (identity_add(w, p.id, j->company.id, j->type, IDENTITY_ACTIVE, &i) < 0)
			return -1;
	}
	return j->needs_account ? add_account(w, j, p.id) : 0;
}

int
import_person(struct work *w, const struct import_row *r, const char *fixed,
    struct import_login *login, enum import_end *end)
{
	struct joining j = { .row = r, .login = login };

	if (check_person(w, r) < 0 ||
	    import_owner(w, r, &j.company) < 0 ||
	    identity_type_find(w, r->identity, &j.type) < 0 ||
	    find_person(w, &j) < 0 ||
	    prepare_account(w, &j, fixed) < 0 ||
	    db_tx(w, join_tx, &j) < 0)
		return -1;
	*end = j.changed ? IMPORT_ADDED : IMPORT_KNOWN;
	return 0;
}
