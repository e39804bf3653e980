/* SPDX-License-Identifier: MIT */
/* Asking for an identity, and founding an enterprise (R1-R8, H1): who may ask, who decides. */
#include "people_test.h"

#include <sys/wait.h>

#include "modules/account/session.h"
#include "modules/service/people.h"

static void
only_complete_people_ask(void **s)
{
	(void)s;
	SQL_NEEDED;
	as(&as_empty);
	assert_string_equal(refused(ask(&sql_w, E1_NAME, E1, "PROJECT", NULL)), "conflict");
}

static void
name_and_code_must_be_those_of_the_enterprise(void **s)
{
	(void)s;
	SQL_NEEDED;
	as(&as_yi);
	assert_string_equal(refused(ask(&sql_w, "别的名字", E1, "PROJECT", NULL)), "company");
	assert_null(strstr(sql_w.fault.fields[0].words, "演示"));
	as(&as_yi);
	assert_string_equal(refused(ask(&sql_w, E1_NAME, "91210100MA00000I5X", "PROJECT", NULL)),
	    "credit_code");
	as(&as_yi);
	assert_string_equal(refused(ask(&sql_w, E1_NAME, E1, "BOSS", NULL)), "type");
	as(&as_yi);
	assert_string_equal(refused(ask(&sql_w, "没有的企业", UNKNOWN, "PROJECT", NULL)),
	    "company");
}

static void
a_second_administrator_is_sent_to_the_hand_over(void **s)
{
	(void)s;
	SQL_NEEDED;
	as(&as_yi);
	assert_string_equal(refused(ask(&sql_w, E1_NAME, E1, "ADMIN", NULL)), "type");
	assert_non_null(strstr(sql_w.fault.fields[0].words, "管理员变更"));
	assert_null(strstr(sql_w.fault.fields[0].words, "刘"));
}

static struct pid yi_project;

static void
a_request_waits_and_the_administrator_hears_of_it(void **s)
{
	(void)s;
	SQL_NEEDED;
	as(&as_yi);
	sql_ok(ask(&sql_w, "演示测试企业（集团）", E1, "PROJECT", &yi_project));
	assert_string_equal(state_of(&yi_project, yi.id), "REQUESTED");
	assert_int_equal(sms("people.request", &yi_project), 1);
	as(&as_yi);
	assert_string_equal(refused(ask(&sql_w, E1_NAME, E1, "PROJECT", NULL)), "type");
}

static void
strangers_do_not_decide(void **s)
{
	(void)s;
	SQL_NEEDED;
	as(&as_other);
	assert_string_equal(refused(people_approve(&sql_w, &yi_project)), "notfound");
	as(&as_other);
	assert_string_equal(refused(people_reject(&sql_w, &yi_project, "不认识")), "notfound");
	as(&as_other);
	assert_string_equal(refused(people_remove(&sql_w, &yi_project)), "notfound");
	as(&as_yi);
	assert_string_equal(state_of(&yi_project, yi.id), "REQUESTED");
}

static void
a_refusal_keeps_its_words_and_may_be_asked_again(void **s)
{
	struct identity *rows;
	size_t n;

	(void)s;
	SQL_NEEDED;
	as(&as_jia);
	sql_ok(people_reject(&sql_w, &yi_project, "请提交任命文件"));
	assert_int_equal(sms("people.rejected", &yi_project), 1);
	assert_string_equal(state_of(&yi_project, yi.id), "REJECTED");
	sql_ok(identity_list_own(&sql_w, yi.id, &rows, &n));
	assert_string_equal(rows[0].words, "请提交任命文件");
	assert_string_equal(refused(people_approve(&sql_w, &yi_project)), "notfound");
	as(&as_yi);
	sql_ok(ask(&sql_w, E1_NAME, E1, "PROJECT", &yi_project));
	sql_ok(identity_list_own(&sql_w, yi.id, &rows, &n));
	assert_int_equal(n, 1);
}

DB_SQL(sql_events, "test.identity_events",
    "SELECT COUNT(*) FROM identity_event e JOIN identity i ON i.id = e.identity_id"
    " WHERE i.pid = ?", 1, 1);

static void
the_administrator_lets_in_and_the_person_hears_of_it(void **s)
{
	int64_t n;

	(void)s;
	SQL_NEEDED;
	as(&as_jia);
	sql_ok(people_approve(&sql_w, &yi_project));
	assert_string_equal(state_of(&yi_project, yi.id), "ACTIVE");
	assert_int_equal(sms("people.approved", &yi_project), 1);
	sql_ok(db_int(&sql_w, &sql_events, &n, DB_ARGS(DB_V(&yi_project))));
	assert_int_equal(n, 2);
	assert_string_equal(refused(people_approve(&sql_w, &yi_project)), "conflict");
}

static void
the_administrator_neither_leaves_nor_is_removed(void **s)
{
	(void)s;
	SQL_NEEDED;
	as(&as_jia);
	assert_string_equal(refused(identities_drop(&sql_w, &jia_admin.pid)), "conflict");
	as(&as_jia);
	assert_string_equal(refused(people_remove(&sql_w, &jia_admin.pid)), "conflict");
	as(&as_yi);
	assert_string_equal(refused(identities_drop(&sql_w, &jia_admin.pid)), "notfound");
	assert_string_equal(state_of(&jia_admin.pid, jia.id), "ACTIVE");
}

/* ---- founding ---- */

static struct pid founder;

static void
an_unknown_code_founds_an_enterprise_that_waits_for_its_review(void **s)
{
	struct identity i;
	struct company c;

	(void)s;
	SQL_NEEDED;
	as(&as_yi);
	sql_ok(ask(&sql_w, "新来的企业", UNKNOWN, "ADMIN", &founder));
	assert_string_equal(state_of(&founder, yi.id), "FOUNDING");
	assert_int_equal(company_find(&sql_w, UNKNOWN, &c), 1);
	assert_string_equal(c.state, "NEW");
	sql_ok(identity_get(&sql_w, &founder, yi.id, &i));
	assert_true(identity_chosen(&i));
	as(&as_other);
	assert_string_equal(refused(ask(&sql_w, "新来的企业", UNKNOWN, "ADMIN", NULL)), "type");
	as(&as_other);
	assert_string_equal(refused(ask(&sql_w, "新来的企业", UNKNOWN, "PROJECT", NULL)),
	    "company");
}

struct opening {
	int64_t		 account_id, identity_id;
	const char	*token;
};

static int
open_tx(struct work *w, void *arg)
{
	struct opening *o = arg;
	struct pid pid;

	return session_add(w, o->account_id, 0, o->identity_id, "test", &o->token, &pid);
}

static void
a_founder_may_fill_in_the_enterprise_and_nothing_else(void **s)
{
	struct opening o = { .account_id = as_yi.account_id };
	struct session session;
	struct identity i;

	(void)s;
	SQL_NEEDED;
	as(&as_yi);
	sql_ok(identity_get(&sql_w, &founder, yi.id, &i));
	o.identity_id = i.id;
	sql_ok(db_tx(&sql_w, open_tx, &o));
	assert_int_equal(session_open(&sql_w, o.token, &session), 1);
	assert_int_equal(session.company_id, i.company_id);
	assert_int_equal(session.rights, RIGHT_MEMBER | RIGHT_ENTERPRISE);
	o.account_id = as_jia.account_id;
	o.identity_id = jia_admin.id;
	sql_ok(db_tx(&sql_w, open_tx, &o));
	assert_int_equal(session_open(&sql_w, o.token, &session), 1);
	assert_int_equal(session.rights, RIGHT_MEMBER | RIGHT_APPLY | RIGHT_COMPANY |
	    RIGHT_ENTERPRISE);
}

static int
reject_tx(struct work *w, void *arg)
{
	return identity_reject_founder(w, *(int64_t *)arg, "资料不实");
}

static int
confirm_tx(struct work *w, void *arg)
{
	struct company c;

	if (company_take(w, *(int64_t *)arg, &c) < 0)
		return -1;
	c.state = "APPROVED";
	return company_set(w, &c) < 0 ? -1 : identity_confirm_founder(w, c.id);
}

static void
who_was_refused_leaves_the_place_to_the_next(void **s)
{
	struct company c;

	(void)s;
	SQL_NEEDED;
	as(&as_reviewer);
	assert_int_equal(company_find(&sql_w, UNKNOWN, &c), 1);
	sql_ok(db_tx(&sql_w, reject_tx, &c.id));
	assert_string_equal(state_of(&founder, yi.id), "REJECTED");
	as(&as_other);
	sql_ok(ask(&sql_w, "真正的名字", UNKNOWN, "ADMIN", &founder));
	assert_int_equal(company_find(&sql_w, UNKNOWN, &c), 1);
	assert_string_equal(c.name, "真正的名字");
	as(&as_yi);
	assert_string_equal(refused(db_tx(&sql_w, confirm_tx, &c.id)), "denied");
	as(&as_reviewer);
	sql_ok(db_tx(&sql_w, confirm_tx, &c.id));
	assert_string_equal(state_of(&founder, other.id), "ACTIVE");
	sql_ok(db_tx(&sql_w, confirm_tx, &c.id));
}

DB_SQL(sql_admins, "test.admins",
    "SELECT COUNT(*) FROM identity WHERE admin_of IS NOT NULL AND company_id ="
    " (SELECT id FROM company WHERE credit_code = ?)", 1, 1);

/* Two people at the very same time; returns how many were let in. */
static int
race(const char *code)
{
	const struct actor *who[] = { &as_yi, &as_other };
	int passed = 0, go[2];

	assert_int_equal(pipe(go), 0);
	for (int i = 0; i < 2; i++)
		if (fork() == 0) {
			struct work w = sql_slip();
			char c;

			w.actor = who[i];
			close(go[1]);
			(void)!read(go[0], &c, 1);
			_exit(ask(&w, "同时申请的企业", code, "ADMIN", NULL) == 0 ? 1 :
			    w.fault.code == ERR_INVALID ? 0 : 100);
		}
	close(go[0]);
	close(go[1]);
	for (int i = 0; i < 2; i++) {
		int status;

		assert_true(wait(&status) > 0);
		passed += WEXITSTATUS(status);
	}
	return passed;
}

static void
of_two_at_the_same_moment_one_founds(void **s)
{
	static const char *const codes[] = { "91210200MA0000023X", "91210200MA0000031Q",
	    "91210200MA000004XG" };
	int64_t n;

	(void)s;
	SQL_NEEDED;
	as(&as_yi);
	for (int i = 0; i < 3; i++) {
		assert_int_equal(race(codes[i]), 1);
		sql_ok(db_int(&sql_w, &sql_admins, &n, DB_ARGS(DB_V(codes[i]))));
		assert_int_equal(n, 1);
	}
}

static void
nobody_asks_for_ever(void **s)
{
	int i = 0;

	(void)s;
	SQL_NEEDED;
	as(&as_yi);
	while (i < 20 && refused(ask(&sql_w, "没有", UNKNOWN, "PROJECT", NULL)) != NULL &&
	    sql_w.fault.code != ERR_LIMIT) {
		as(&as_yi);
		i++;
	}
	assert_true(i < 10);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_complete_people_ask),
		cmocka_unit_test(name_and_code_must_be_those_of_the_enterprise),
		cmocka_unit_test(a_second_administrator_is_sent_to_the_hand_over),
		cmocka_unit_test(a_request_waits_and_the_administrator_hears_of_it),
		cmocka_unit_test(strangers_do_not_decide),
		cmocka_unit_test(a_refusal_keeps_its_words_and_may_be_asked_again),
		cmocka_unit_test(the_administrator_lets_in_and_the_person_hears_of_it),
		cmocka_unit_test(the_administrator_neither_leaves_nor_is_removed),
		cmocka_unit_test(an_unknown_code_founds_an_enterprise_that_waits_for_its_review),
		cmocka_unit_test(a_founder_may_fill_in_the_enterprise_and_nothing_else),
		cmocka_unit_test(who_was_refused_leaves_the_place_to_the_next),
		cmocka_unit_test(of_two_at_the_same_moment_one_founds),
		cmocka_unit_test(nobody_asks_for_ever),
	};

	SQL_MAIN(tests, setup);
}
