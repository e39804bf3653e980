/* SPDX-License-Identifier: MIT */
#include "sql_test.h"

#include <string.h>

#include "modules/account/account.h"
#include "modules/account/limit.h"
#include "modules/account/session.h"
#include "modules/base/crypto.h"
#include "modules/base/json.h"
#include "modules/company/company.h"
#include "modules/content/content.h"
#include "modules/person/identity.h"
#include "modules/person/person.h"
#include "modules/service/login.h"
#include "modules/service/security.h"

#define PASSWORD	"tuesday-lamp-7"
#define PHONE		"13800000001"

static const unsigned char seed[TOTP_SEED] = "12345678901234567890";
static char scrypt[PASSWORD_TEXT_LEN];		/* of PASSWORD: one for all accounts */
static struct pid second_identity, member_pid, staff_pid;
static int64_t member_id, staff_id, other_id;
static const struct actor visitor = { .channel = "MAIN", .name = "" };

/* ---- the fixture: one applicant with two enterprises, two security people ---- */

static int
add_company(struct work *w, const char *code, const char *channel, struct company *c)
{
	*c = (struct company){ .channel = channel, .name = code, .credit_code = code,
	    .region = "辽宁省/沈阳市/和平区", .address = "-", .state = "APPROVED" };
	return company_add(w, c);
}

static int
add_security(struct work *w, const char *username, struct account *a)
{
	*a = (struct account){ .kind = "staff", .username = username, .name = username,
	    .password = scrypt };
	if (account_add(w, a, seed) < 0)
		return -1;
	return account_add_role(w, a->id, "SECURITY");
}

static int
fixture_tx(struct work *w, void *arg)
{
	struct person p = { .name = "刘建国", .id_number = "210102198001010002",
	    .phone = PHONE };
	struct account m = { .kind = "member", .username = "Jia", .name = "刘建国",
	    .password = scrypt }, a, b;
	struct company c1, c2;
	struct identity i1, i2;

	(void)arg;
	if (add_company(w, "91210102MA0DEM013A", "MAIN", &c1) < 0 ||
	    add_company(w, "91210302MA0DEM03X7", "ANSHAN", &c2) < 0 ||
	    person_add(w, &p) < 0 ||
	    identity_add(w, p.id, c1.id, "ADMIN", IDENTITY_ACTIVE, &i1) < 0 ||
	    identity_add(w, p.id, c2.id, "PROJECT", IDENTITY_ACTIVE, &i2) < 0)
		return -1;
	m.person_id = p.id;
	if (account_add(w, &m, NULL) < 0 || add_security(w, "anna", &a) < 0 ||
	    add_security(w, "bert", &b) < 0)
		return -1;
	second_identity = i2.pid;
	member_id = m.id;
	member_pid = m.pid;
	staff_id = a.id;
	staff_pid = a.pid;
	other_id = b.id;
	return 0;
}

static int
setup(void **s)
{
	if (sql_setup(s) < 0)
		return -1;
	if (sql_w.db == NULL)
		return 0;
	password_hash(PASSWORD, scrypt);
	return db_tx(&sql_w, fixture_tx, NULL);
}

/* ---- signing in ---- */

static struct json *
all_ticks(void)
{
	struct json *ticks = js_array(&sql_w);
	struct agreement *list;
	size_t n;

	sql_ok(agreement_list(&sql_w, "MAIN", "LOGIN", &list, &n));
	assert_int_equal(n, 2);
	for (size_t i = 0; i < n; i++)
		js_add_text(ticks, pid_text(&sql_w, &list[i].pid));
	return ticks;
}

static int
try(const char *username, const char *password, const char *totp, const char **token)
{
	struct login_form f = { username, password, totp, all_ticks() };
	struct login_from from = { .agent = "test" };
	int staff;

	sql_w.actor = &visitor;
	return login_open(&sql_w, &f, &from, token, &staff);
}

static const char *
sign_in(const char *username)
{
	const char *token = NULL;

	sql_ok(try(username, PASSWORD, "", &token));
	return token;
}

static struct session
enter(const char *token)
{
	struct session s;

	assert_int_equal(session_open(&sql_w, token, &s), 1);
	sql_w.actor = session_actor(&sql_w, &s);
	return s;
}

static void
expect_refusal(enum err code, const char *field, const char *words)
{
	assert_int_equal(sql_w.fault.code, code);
	if (field != NULL) {
		assert_string_equal(sql_w.fault.fields[0].field, field);
		assert_string_equal(sql_w.fault.fields[0].words, words);
	}
	sql_clear();
}

static int64_t
number(const struct db_sql *sql)
{
	int64_t n;

	sql_ok(db_int(&sql_w, sql, &n, DB_NO_ARGS));
	return n;
}

DB_SQL(sql_ticks, "test.ticks", "SELECT COUNT(*) FROM agreement_tick", 0, 1);
DB_SQL(sql_tokens, "test.tokens",
    "SELECT COUNT(*) FROM session WHERE token_hash = '' OR agent = ''", 0, 1);
DB_SQL(sql_tries, "test.tries", "SELECT COALESCE(SUM(n), 0) FROM attempt", 0, 1);

static void
an_applicant_signs_in_by_name_or_phone(void **s)
{
	struct session one, two;

	(void)s;
	SQL_NEEDED;
	one = enter(sign_in(" JIA "));
	assert_int_equal(one.account_id, member_id);
	assert_int_equal(one.rights, RIGHT_MEMBER | RIGHT_APPLY | RIGHT_COMPANY |
	    RIGHT_ENTERPRISE);
	assert_string_equal(one.channel, "MAIN");
	assert_int_equal(sql_w.actor->company_id, one.company_id);
	two = enter(sign_in("+86 138 0000 0001"));
	assert_int_equal(two.account_id, member_id);
	assert_int_not_equal(one.id, two.id);
	assert_int_equal(number(&sql_ticks), 4);
	assert_int_equal(number(&sql_tokens), 0);
	assert_int_equal(number(&sql_tries), 0);
}

static void
nobody_is_told_which_of_the_two_was_wrong(void **s)
{
	const char *token;

	(void)s;
	SQL_NEEDED;
	assert_int_equal(try("jia", "wrong", "", &token), -1);
	expect_refusal(ERR_INVALID, "password", "用户名或密码不正确");
	assert_int_equal(try("nobody", "wrong", "", &token), -1);
	expect_refusal(ERR_INVALID, "password", "用户名或密码不正确");
	assert_int_equal(number(&sql_tries), 4);	/* two names, one address twice */
}

static void
without_both_ticks_nobody_enters(void **s)
{
	struct login_form f = { "jia", PASSWORD, "", NULL };
	struct login_from from = { .agent = "test" };
	const char *token;
	int staff;

	(void)s;
	SQL_NEEDED;
	sql_w.actor = &visitor;
	assert_int_equal(login_open(&sql_w, &f, &from, &token, &staff), -1);
	assert_string_equal(sql_w.fault.fields[0].field, "agreements");
	sql_clear();
}

static void
after_ten_failures_the_right_password_waits_too(void **s)
{
	static const struct limit by_name = { "login.name", 10, 900, NULL };
	const char *token;

	(void)s;
	SQL_NEEDED;
	while (limit_take(&sql_w, &by_name, "jia") == 0)
		;
	sql_clear();
	assert_int_equal(try("Jia", PASSWORD, "", &token), -1);
	assert_int_equal(sql_w.fault.code, ERR_LIMIT);
	sql_clear();
	sql_w.now += 900;
	sign_in("jia");
}

/* ---- staff ---- */

static const char *
code_now(void)
{
	return arena_printf(sql_w.arena, "%06u", totp_code(seed, TOTP_SEED, sql_w.now / 30) %
	    1000000);
}

static void
staff_show_a_dynamic_code_once(void **s)
{
	const char *token;
	struct session in;

	(void)s;
	SQL_NEEDED;
	assert_int_equal(try("anna", PASSWORD, "", &token), -1);
	assert_true(js_get_bool(sql_w.fault.extra, "need_totp"));
	expect_refusal(ERR_CODE, "totp", "请输入动态口令");
	sql_ok(try("anna", PASSWORD, code_now(), &token));
	in = enter(token);
	assert_int_equal(in.rights, RIGHT_STAFF | RIGHT_SECURITY);
	assert_int_equal(try("anna", PASSWORD, code_now(), &token), -1);
	assert_string_equal(sql_w.fault.fields[0].field, "totp");
	sql_clear();
	sql_w.now += 30;
	sql_ok(try("anna", PASSWORD, code_now(), &token));
}

static struct account
account_now(int64_t id)
{
	struct account a;

	sql_ok(account_get(&sql_w, id, &a));
	return a;
}

static void
a_colleague_forgives_wrong_passwords(void **s)
{
	struct actor colleague = { .account_id = other_id, .name = "bert" };
	const char *token;
	int spent;

	(void)s;
	SQL_NEEDED;
	sql_w.now += 30;
	for (int i = 0; i < 10; i++) {
		assert_int_equal(try("anna", "wrong-password-1", code_now(), &token), -1);
		fault_clear(&sql_w);
	}
	sql_ok(login_spent(&sql_w, "anna", &spent));
	assert_true(spent);
	assert_int_equal(try("anna", PASSWORD, code_now(), &token), -1);
	expect_refusal(ERR_LIMIT, NULL, NULL);
	sql_w.actor = &colleague;
	sql_ok(security_unlock(&sql_w, &staff_pid));
	sql_ok(try("anna", PASSWORD, code_now(), &token));
	sql_w.actor = NULL;
}

static void
ten_wrong_codes_lock_until_another_person_unlocks(void **s)
{
	struct actor me = { .account_id = staff_id, .name = "anna" },
	    colleague = { .account_id = other_id, .name = "bert" };
	struct account a;
	struct session gone;
	const char *token, *open;

	(void)s;
	SQL_NEEDED;
	sql_w.now += 30;
	sql_ok(try("anna", PASSWORD, code_now(), &open));
	for (int i = 0; i < ACCOUNT_TOTP_TRIES; i++) {
		a = account_now(staff_id);
		assert_string_equal(a.state, "ACTIVE");
		assert_int_equal(account_use_totp(&sql_w, &a, "000000"), -1);
		fault_clear(&sql_w);
	}
	a = account_now(staff_id);
	assert_string_equal(a.state, "LOCKED");
	assert_int_equal(session_open(&sql_w, open, &gone), 0);
	sql_w.now += 30;
	assert_int_equal(account_use_totp(&sql_w, &a, code_now()), -1);
	fault_clear(&sql_w);
	assert_int_equal(try("anna", PASSWORD, code_now(), &token), -1);
	expect_refusal(ERR_INVALID, "username", "账号已锁定，请联系安全管理员解锁");
	sql_w.actor = &me;
	assert_int_equal(security_unlock(&sql_w, &staff_pid), -1);
	expect_refusal(ERR_DENIED, NULL, NULL);
	sql_w.actor = &colleague;
	sql_ok(security_unlock(&sql_w, &staff_pid));
	sql_ok(try("anna", PASSWORD, code_now(), &token));
}

static int
add_role_tx(struct work *w, void *role)
{
	return account_add_role(w, staff_id, role);
}

static void
the_trusted_three_are_different_people(void **s)
{
	(void)s;
	SQL_NEEDED;
	assert_int_equal(db_tx(&sql_w, add_role_tx, "AUDITOR"), -1);
	expect_refusal(ERR_INVALID, "role", "系统管理员、安全管理员、审计员须由不同的人担任");
	assert_int_equal(db_tx(&sql_w, add_role_tx, "SYSTEM"), -1);
	sql_clear();
	sql_ok(db_tx(&sql_w, add_role_tx, "SERVICE"));
}

/* ---- sessions ---- */

static void
a_switch_of_identity_changes_token_channel_and_rights(void **s)
{
	const char *before, *after;
	struct session in, gone;

	(void)s;
	SQL_NEEDED;
	before = sign_in("jia");
	in = enter(before);
	sql_ok(login_choose(&sql_w, &second_identity, &after));
	assert_int_equal(session_open(&sql_w, before, &gone), 0);
	assert_int_equal(enter(after).id, in.id);
	assert_string_equal(sql_w.actor->channel, "ANSHAN");
	assert_int_equal(sql_w.actor->rights, RIGHT_MEMBER | RIGHT_APPLY);
	assert_int_equal(login_choose(&sql_w, &member_pid, &after), -1);
	expect_refusal(ERR_NOTFOUND, NULL, NULL);
}

static void
a_session_ends_when_idle_and_when_old(void **s)
{
	const char *token;
	struct session in;
	int64_t start;

	(void)s;
	SQL_NEEDED;
	token = arena_strdup(sql_w.arena, sign_in("jia"));
	sql_w.now += sql_w.conf->session_idle - 1;
	assert_int_equal(session_open(&sql_w, token, &in), 1);
	sql_w.now += sql_w.conf->session_idle;
	assert_int_equal(session_open(&sql_w, token, &in), 0);
	token = sign_in("jia");
	start = sql_w.now;
	while (sql_w.now < start + sql_w.conf->session_life - 600) {
		sql_w.now += 600;
		assert_int_equal(session_open(&sql_w, token, &in), 1);
	}
	sql_w.now = start + sql_w.conf->session_life;
	assert_int_equal(session_open(&sql_w, token, &in), 0);
}

static void
one_ends_ones_own_sessions_only(void **s)
{
	const char *here, *there, *staff;
	struct session far, mine;
	struct json *list;

	(void)s;
	SQL_NEEDED;
	sql_w.now += 100000;			/* all others are over */
	sql_ok(try("bert", PASSWORD, code_now(), &staff));
	there = sign_in("jia");
	far = enter(there);
	here = sign_in("jia");
	mine = enter(staff);
	assert_int_equal(login_end(&sql_w, &far.pid), -1);
	assert_int_equal(sql_w.fault.code, ERR_NOTFOUND);
	fault_clear(&sql_w);
	enter(here);
	assert_int_equal(login_end(&sql_w, &mine.pid), -1);
	fault_clear(&sql_w);
	sql_ok(login_sessions(&sql_w, &list));
	assert_int_equal(js_size(js_get(list, "items")), 2);
	sql_ok(login_end(&sql_w, &far.pid));
	assert_int_equal(session_open(&sql_w, there, &far), 0);
	sql_ok(login_close(&sql_w));
	assert_int_equal(session_open(&sql_w, here, &far), 0);
}

static void
a_new_password_ends_the_other_sessions(void **s)
{
	const char *here, *there, *next;
	struct session gone;

	(void)s;
	SQL_NEEDED;
	there = sign_in("jia");
	here = sign_in("jia");
	enter(here);
	assert_int_equal(login_password(&sql_w, "wrong", "an-elm-by-the-river", &next), -1);
	assert_string_equal(sql_w.fault.fields[0].field, "old");
	fault_clear(&sql_w);
	assert_int_equal(login_password(&sql_w, PASSWORD, "my" PHONE, &next), -1);
	assert_string_equal(sql_w.fault.fields[0].field, "new");
	fault_clear(&sql_w);
	sql_ok(login_password(&sql_w, PASSWORD, "an-elm-by-the-river", &next));
	assert_int_equal(session_open(&sql_w, there, &gone), 0);
	assert_int_equal(session_open(&sql_w, here, &gone), 0);
	enter(next);
	assert_int_equal(try("jia", PASSWORD, "", &next), -1);
	sql_clear();
	sql_ok(try("jia", "an-elm-by-the-river", "", &next));
}

static void
the_session_object_says_who_and_where(void **s)
{
	struct session in;
	struct json *o;
	const char *token;

	(void)s;
	SQL_NEEDED;
	sql_ok(try("jia", "an-elm-by-the-river", "", &token));
	in = enter(token);
	sql_ok(login_view(&sql_w, &in, &o));
	assert_int_equal(js_size(js_get(o, "identities")), 2);
	assert_string_equal(js_as_text(js_path(o, "identities.0.type_words")), "管理员");
	assert_string_equal(js_as_text(js_path(o, "company.channel")), "MAIN");
	assert_non_null(js_as_text(js_path(o, "channel.brand")));
	assert_string_equal(js_as_text(js_path(o, "account.username")), "jia");
	assert_null(strstr(js_print(&sql_w, o, NULL), "19800101"));	/* no ID number */
	sql_ok(login_view(&sql_w, NULL, &o));
	assert_int_equal(js_get_bool(o, "signed_in"), 0);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_applicant_signs_in_by_name_or_phone),
		cmocka_unit_test(nobody_is_told_which_of_the_two_was_wrong),
		cmocka_unit_test(without_both_ticks_nobody_enters),
		cmocka_unit_test(after_ten_failures_the_right_password_waits_too),
		cmocka_unit_test(staff_show_a_dynamic_code_once),
		cmocka_unit_test(a_colleague_forgives_wrong_passwords),
		cmocka_unit_test(ten_wrong_codes_lock_until_another_person_unlocks),
		cmocka_unit_test(the_trusted_three_are_different_people),
		cmocka_unit_test(a_switch_of_identity_changes_token_channel_and_rights),
		cmocka_unit_test(a_session_ends_when_idle_and_when_old),
		cmocka_unit_test(one_ends_ones_own_sessions_only),
		cmocka_unit_test(a_new_password_ends_the_other_sessions),
		cmocka_unit_test(the_session_object_says_who_and_where),
	};

	SQL_MAIN(tests, setup);
}
