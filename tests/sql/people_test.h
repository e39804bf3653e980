/* SPDX-License-Identifier: MIT */
/*
 * People of two enterprises: jia administers the first, other the second, yi and
 * empty belong to nobody, bing has no account.  The tests of a file build on each
 * other: they run in their order.
 */
#ifndef TESTS_SQL_PEOPLE_TEST_H
#define TESTS_SQL_PEOPLE_TEST_H

#include "sql_test.h"

#include <string.h>

#include "modules/account/account.h"
#include "modules/base/json.h"
#include "modules/company/company.h"
#include "modules/person/identity.h"
#include "modules/person/person.h"
#include "modules/service/identities.h"

#define E1		"91210100MA0000015X"
#define E1_NAME		"演示测试企业(集团)"
#define UNKNOWN		"91350100M000100Y43"

static struct company e1, e2;
static struct person jia, yi, bing, other, empty;
static struct identity jia_admin, other_admin;
static struct actor as_jia, as_yi, as_other, as_empty, as_reviewer;

static __attribute__((unused)) struct actor
member(struct work *w, const struct person *p, const char *username, int64_t company,
    unsigned rights)
{
	struct account a = { .username = username, .kind = "member", .name = p->name,
	    .person_id = p->id, .password = "x" };

	sql_ok(account_add(w, &a, NULL));
	return (struct actor){ .account_id = a.id, .person_id = p->id, .company_id = company,
	    .rights = RIGHT_MEMBER | rights, .channel = "MAIN", .name = p->name };
}

/* person_add() leaves normalised texts in the arena; the tests keep their own. */
static __attribute__((unused)) int
add_person(struct work *w, struct person *p)
{
	struct person added = *p;

	if (person_add(w, &added) < 0)
		return -1;
	p->id = added.id;
	p->pid = added.pid;
	p->complete = added.complete;
	p->version = added.version;
	return 0;
}

static __attribute__((unused)) int
fixture_tx(struct work *w, void *arg)
{
	(void)arg;
	e1 = (struct company){ .channel = "MAIN", .name = E1_NAME, .credit_code = E1,
	    .region = "辽宁省/沈阳市/和平区", .address = "-", .state = "APPROVED" };
	e2 = e1;
	e2.credit_code = "91210302MA0DEM03X7";
	e2.name = "别的企业";
	jia = (struct person){ .name = "刘建国", .id_number = "210102198001010002",
	    .phone = "13800138001" };
	yi = (struct person){ .name = "欧阳𠮷", .id_number = "210102198505200002",
	    .phone = "13800138002" };
	bing = (struct person){ .name = "陈晓梅", .id_number = "210104198808160004" };
	other = (struct person){ .name = "孙立军", .id_number = "210702197903120006",
	    .phone = "13800138004" };
	empty = (struct person){ .name = "", .phone = "13800138005" };
	if (company_add(w, &e1) < 0 || company_add(w, &e2) < 0 || add_person(w, &jia) < 0 ||
	    add_person(w, &yi) < 0 || add_person(w, &bing) < 0 || add_person(w, &other) < 0 ||
	    add_person(w, &empty) < 0 ||
	    identity_add(w, jia.id, e1.id, "ADMIN", IDENTITY_ACTIVE, &jia_admin) < 0 ||
	    identity_add(w, other.id, e2.id, "ADMIN", IDENTITY_ACTIVE, &other_admin) < 0)
		return -1;
	as_jia = member(w, &jia, "jia", e1.id, RIGHT_APPLY | RIGHT_COMPANY | RIGHT_ENTERPRISE);
	as_other = member(w, &other, "other", e2.id, RIGHT_APPLY | RIGHT_COMPANY);
	as_yi = member(w, &yi, "yi", 0, 0);
	as_empty = member(w, &empty, "empty", 0, 0);
	return 0;
}

static __attribute__((unused)) int
setup(void **s)
{
	as_reviewer = (struct actor){ .account_id = 99, .channel = "MAIN", .name = "初审安",
	    .rights = RIGHT_STAFF | RIGHT_REVIEW };
	return sql_setup(s) < 0 ? -1 : sql_w.db == NULL ? 0 : db_tx(&sql_w, fixture_tx, NULL);
}

static __attribute__((unused)) void
as(const struct actor *who)
{
	sql_clear();
	sql_w.actor = who;
}

static __attribute__((unused)) int
ask(struct work *w, const char *company, const char *code, const char *type, struct pid *pid)
{
	struct identity_ask form = { company, code, type, "" };
	struct json *o;

	if (identities_ask(w, &form, &o) < 0)
		return -1;
	return pid == NULL ? 0 : pid_parse(w, js_get_text(o, "pid"), pid);
}

static __attribute__((unused)) const char *
refused(int rc)
{
	assert_int_equal(rc, -1);
	return sql_w.fault.nfields == 0 ? err_name(sql_w.fault.code) :
	    sql_w.fault.fields[0].field;
}

static __attribute__((unused)) const char *
state_of(const struct pid *pid, int64_t person_id)
{
	struct identity *rows;
	size_t n;

	sql_ok(identity_list_own(&sql_w, person_id, &rows, &n));
	for (size_t i = 0; i < n; i++)
		if (memcmp(&rows[i].pid, pid, sizeof(*pid)) == 0)
			return rows[i].state_code;
	return "GONE";
}

DB_SQL(sql_sms, "test.people_sms",
    "SELECT COUNT(*) FROM task WHERE kind = 'talk.sms' AND tkey LIKE ?", 1, 1);

static __attribute__((unused)) int64_t
sms(const char *event, const struct pid *pid)
{
	int64_t n;

	sql_ok(db_int(&sql_w, &sql_sms, &n, DB_ARGS(DB_V(arena_printf(sql_w.arena, "%%%s%%%s%%",
	    event, pid_text(&sql_w, pid))))));
	return n;
}

#endif
