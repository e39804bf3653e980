/* SPDX-License-Identifier: MIT */
/* 编辑个人信息: whom a name and a number find again, and whom they do not. */
#include "people_test.h"

#include "modules/service/dossiers.h"
#include "modules/service/person_mine.h"

struct settling {
	int64_t		 account_id, person_id, who;
	struct person_data d;
};

static int
settle_tx(struct work *w, void *arg)
{
	struct settling *s = arg;

	return person_mine_settle(w, s->account_id, s->person_id, &s->d, &s->who);
}

static struct person newcomer, waiting, guarded;
static struct actor as_newcomer;

static int
newcomers_tx(struct work *w, void *arg)
{
	struct identity i;

	(void)arg;
	newcomer = (struct person){ .name = "", .phone = "13700137001" };
	waiting = (struct person){ .name = "何新来", .id_number = "210102198802290024",
	    .phone = "13700137001" };
	guarded = (struct person){ .name = "何新来", .id_number = "210102197512310029",
	    .phone = "13700137002" };
	if (add_person(w, &newcomer) < 0 || add_person(w, &waiting) < 0 ||
	    add_person(w, &guarded) < 0 ||
	    identity_add(w, waiting.id, e1.id, "PROJECT", IDENTITY_ACTIVE, &i) < 0)
		return -1;
	as_newcomer = member(w, &newcomer, "13700137001", 0, 0);
	return 0;
}

static int
settle(const char *name, const char *id_number, int64_t *who)
{
	struct settling s = { as_newcomer.account_id, as_newcomer.person_id, 0,
	    { name, id_number } };
	int rc = db_tx(&sql_w, settle_tx, &s);

	*who = s.who;
	return rc;
}

static void
the_same_number_with_another_phone_or_name_is_refused_alike(void **s)
{
	const char *words;
	int64_t who;

	(void)s;
	SQL_NEEDED;
	as(&as_jia);
	sql_ok(db_tx(&sql_w, newcomers_tx, NULL));
	as(&as_newcomer);
	assert_string_equal(refused(settle("何新来", "210102197512310029", &who)), "id_number");
	words = strdup(sql_w.fault.fields[0].words);
	as(&as_newcomer);
	assert_string_equal(refused(settle("何別名", "210102198802290024", &who)), "id_number");
	assert_string_equal(sql_w.fault.fields[0].words, words);
	as(&as_newcomer);
	assert_string_equal(refused(settle("刘建国", "210102198001010002", &who)), "id_number");
	assert_string_equal(sql_w.fault.fields[0].words, words);
}

static void
phone_name_and_number_together_find_the_person_again(void **s)
{
	struct account a;
	struct person p;
	int64_t who;

	(void)s;
	SQL_NEEDED;
	as(&as_newcomer);
	sql_ok(settle("何新来", "210102198802290024", &who));
	assert_int_equal(who, waiting.id);
	sql_ok(account_get(&sql_w, as_newcomer.account_id, &a));
	assert_int_equal(a.person_id, waiting.id);
	assert_string_equal(a.name, "何新来");
	sql_ok(person_get(&sql_w, newcomer.id, &p));
	assert_null(p.phone);
	assert_int_equal(person_find_phone(&sql_w, "13700137001", &p), 1);
	assert_int_equal(p.id, waiting.id);
}

static void
who_is_somebody_in_an_enterprise_stays_who_it_is(void **s)
{
	int64_t who;

	(void)s;
	SQL_NEEDED;
	as_newcomer.person_id = waiting.id;
	as(&as_newcomer);
	assert_string_equal(refused(settle("何改名", "210102198802290024", &who)), "name");
	as(&as_newcomer);
	sql_ok(settle("何新来", "210102198802290024", &who));
	assert_int_equal(who, waiting.id);
}

/* What somebody types on 编辑个人信息; the version to submit. */
static int
typed(const char *name, const char *id_number, struct pid *pid)
{
	struct json *data = js_object(&sql_w), *o;
	int made;

	sql_ok(dossiers_open(&sql_w, DOSSIER_PERSON, "", &made, &o));
	sql_ok(pid_parse(&sql_w, js_get_text(o, "pid"), pid));
	js_put_text(data, "name", name);
	js_put_text(data, "id_number", id_number);
	sql_ok(dossiers_save(&sql_w, pid, (int)js_get_int(o, "version", 0), 1, data, &o));
	return (int)js_get_int(o, "version", 0);
}

static void
tries_of_other_peoples_numbers_are_counted(void **s)
{
	struct pid pid;
	int version, i = 0;

	(void)s;
	SQL_NEEDED;
	as_newcomer.person_id = empty.id;
	as(&as_newcomer);
	version = typed("刘建国", "210102198001010002", &pid);
	for (as(&as_newcomer); i < 9; i++, as(&as_newcomer)) {
		struct json *o;

		assert_int_equal(dossiers_submit(&sql_w, &pid, version, &o), -1);
		if (sql_w.fault.code == ERR_LIMIT)
			break;
	}
	assert_int_equal(i, 5);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_same_number_with_another_phone_or_name_is_refused_alike),
		cmocka_unit_test(phone_name_and_number_together_find_the_person_again),
		cmocka_unit_test(who_is_somebody_in_an_enterprise_stays_who_it_is),
		cmocka_unit_test(tries_of_other_peoples_numbers_are_counted),
	};

	SQL_MAIN(tests, setup);
}
