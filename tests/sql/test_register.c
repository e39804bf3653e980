/* SPDX-License-Identifier: MIT */
/* The limits of those who come from the street: numbers, networks, tries. */
#include "sql_test.h"

#include <stdlib.h>
#include <string.h>

#include "modules/account/account.h"
#include "modules/account/captcha.h"
#include "modules/account/limit.h"
#include "modules/account/phone_code.h"
#include "modules/base/json.h"
#include "modules/content/content.h"
#include "modules/service/register.h"

#define BROWSER	"browser-1"
#define PHONE	"13911110001"
#define SECRET	"another-bridge-44"

DB_SQL(sql_question, "test.question",
    "SELECT question FROM captcha WHERE used_at = 0 ORDER BY ends_at DESC, pid LIMIT 1", 0, 1);
DB_SQL(sql_forget, "test.forget", "DELETE FROM captcha", 0, 0);
DB_SQL(sql_tries, "test.tries", "DELETE FROM attempt", 0, 0);
DB_SQL(sql_messages, "test.messages", "SELECT COUNT(*) FROM task WHERE kind = 'talk.code'", 0, 1);
DB_SQL(sql_codes, "test.codes", "SELECT COUNT(*) FROM phone_code WHERE used_at = 0", 0, 1);
DB_SQL(sql_made, "test.made", "SELECT COUNT(*) FROM phone_code", 0, 1);
DB_SQL(sql_accounts, "test.accounts", "SELECT COUNT(*) FROM account", 0, 1);

static int64_t
number(const struct db_sql *sql)
{
	int64_t n = 0;

	sql_ok(db_int(&sql_w, sql, &n, DB_NO_ARGS));
	return n;
}

/* ---- as a visitor would ---- */

/* The sum as a person reads it in the picture: "37+5", "8x4". */
static int
solve(const char *question)
{
	char *op;
	int a = (int)strtol(question, &op, 10), b = (int)strtol(op + 1, NULL, 10);

	return *op == '+' ? a + b : *op == '-' ? a - b : a * b;
}

static struct code_ask
asking(const char *phone)
{
	struct row { const char *question; } r;
	static const struct db_col cols[] = { DB_COL(row, question) };
	struct code_ask a = { .phone = phone };
	struct json *captcha;

	sql_ok(db_exec(&sql_w, &sql_forget, DB_NO_ARGS));
	sql_ok(register_captcha(&sql_w, &captcha));
	a.captcha = js_get_text(captcha, "pid");
	sql_ok(db_one(&sql_w, &sql_question, cols, &r, DB_NO_ARGS));
	a.answer = arena_printf(sql_w.arena, "%d", solve(r.question));
	return a;
}

static int
ask(const char *purpose, const char *phone)
{
	struct code_ask a = asking(phone);
	struct json *out;

	return register_code(&sql_w, purpose, &a, BROWSER, &out);
}

static void
refused(const char *words)
{
	assert_int_equal(sql_w.fault.code, ERR_LIMIT);
	assert_string_equal(sql_w.fault.words, words);
	assert_true(js_get_int(sql_w.fault.extra, "retry_after", 0) > 0);
	sql_clear();
}

static void
wrong(const char *field, const char *words)
{
	assert_int_equal(sql_w.fault.code, ERR_INVALID);
	assert_string_equal(sql_w.fault.fields[0].field, field);
	assert_string_equal(sql_w.fault.fields[0].words, words);
	sql_clear();
}

/* Every test on a day and a network of its own. */
static int
another_day(void **s)
{
	(void)s;
	if (sql_w.db == NULL)
		return 0;
	sql_clear();
	sql_w.now += 2 * 86400;
	sql_w.ip = "127.0.0.1";
	return db_exec(&sql_w, &sql_tries, DB_NO_ARGS) < 0 ? -1 : 0;
}

/* ---- asking for a code ---- */

static void
a_wrong_sum_sends_nothing_and_is_used_up(void **s)
{
	int64_t before;
	struct code_ask a;
	struct json *out;
	const char *right;

	(void)s;
	SQL_NEEDED;
	before = number(&sql_messages);
	a = asking(PHONE);
	right = a.answer;
	a.answer = "100";
	assert_int_equal(register_code(&sql_w, CODE_REGISTER, &a, BROWSER, &out), -1);
	assert_string_equal(sql_w.fault.fields[0].words, "计算结果不正确，请重新计算");
	fault_clear(&sql_w);		/* and keeps the memory: the answer lives there */
	a.answer = right;
	assert_int_equal(register_code(&sql_w, CODE_REGISTER, &a, BROWSER, &out), -1);
	wrong("answer", "计算题已失效，请换一题");
	assert_int_equal(number(&sql_messages), before);
}

static void
one_number_gets_one_code_a_minute(void **s)
{
	(void)s;
	SQL_NEEDED;
	sql_ok(ask(CODE_REGISTER, PHONE));
	sql_w.now += CODE_GAP - 1;
	assert_int_equal(ask(CODE_REGISTER, PHONE), -1);
	refused("获取验证码过于频繁，请60秒后再试");
	sql_w.now += 1;
	sql_ok(ask(CODE_REGISTER, PHONE));
	assert_int_equal(number(&sql_codes), 1);
}

static void
one_number_gets_five_codes_a_day_from_wherever(void **s)
{
	(void)s;
	SQL_NEEDED;
	for (int i = 0; i < 5; i++) {
		sql_w.ip = arena_printf(sql_w.arena, "10.1.0.%d", i);
		sql_ok(ask(CODE_RESET, PHONE));
		sql_w.now += CODE_GAP;
		sql_w.ip = "10.1.1.1";
	}
	assert_int_equal(ask(CODE_RESET, PHONE), -1);
	refused("该手机号今天获取验证码的次数已达上限，请明天再试");
	sql_ok(ask(CODE_RESET, "13911110002"));
	sql_w.now += 86400;
	sql_ok(ask(CODE_RESET, PHONE));
}

static void
one_network_gets_thirty_codes_an_hour_for_whomever(void **s)
{
	(void)s;
	SQL_NEEDED;
	for (int i = 0; i < 30; i++)
		sql_ok(ask(CODE_REGISTER, arena_printf(sql_w.arena, "139222200%02d", i)));
	assert_int_equal(ask(CODE_REGISTER, "13922220030"), -1);
	refused("来自您所在网络的请求过多，请一小时后再试");
	sql_w.ip = "10.1.2.3";
	sql_ok(ask(CODE_REGISTER, "13922220030"));
}

static void
one_ipv6_network_counts_as_one(void **s)
{
	(void)s;
	SQL_NEEDED;
	for (int i = 0; i < 30; i++) {
		sql_w.ip = arena_printf(sql_w.arena, "2001:db8:1:2::%x", i + 1);
		sql_ok(ask(CODE_REGISTER, arena_printf(sql_w.arena, "139333300%02d", i)));
	}
	sql_w.ip = "2001:db8:1:2:ffff::1";
	assert_int_equal(ask(CODE_REGISTER, "13933330030"), -1);
	refused("来自您所在网络的请求过多，请一小时后再试");
	sql_w.ip = "2001:db8:1:3::1";
	sql_ok(ask(CODE_REGISTER, "13933330030"));
}

static void
the_house_sends_two_thousand_codes_an_hour(void **s)
{
	static const struct limit house = { "code.all", 2000, 3600, NULL };

	(void)s;
	SQL_NEEDED;
	for (int i = 0; i < 1999; i++)
		sql_ok(limit_take(&sql_w, &house, ""));
	sql_clear();
	sql_ok(ask(CODE_REGISTER, PHONE));
	assert_int_equal(ask(CODE_REGISTER, "13911110003"), -1);
	refused("当前获取验证码的人数较多，请稍后再试");
}

static void
two_hundred_sums_a_quarter_of_an_hour(void **s)
{
	struct json *out;

	(void)s;
	SQL_NEEDED;
	for (int i = 0; i < 200; i++)
		sql_ok(register_captcha(&sql_w, &out));
	assert_int_equal(register_captcha(&sql_w, &out), -1);
	refused("操作过于频繁，请稍后再试");
}

/* ---- using a code ---- */

static int
make_tx(struct work *w, void *arg)
{
	const struct phone_code_for f = { CODE_REGISTER, PHONE, BROWSER };

	return phone_code_make(w, &f, arg);
}

/* Six digits that are not the code. */
static const char *
other(const char *code)
{
	return strcmp(code, "123456") == 0 ? "654321" : "123456";
}

static struct json *
all_agreements(void)
{
	struct json *a = js_array(&sql_w);
	struct agreement *list;
	size_t n;

	sql_ok(agreement_list(&sql_w, "MAIN", "REGISTER", &list, &n));
	for (size_t i = 0; i < n; i++)
		js_add_text(a, pid_text(&sql_w, &list[i].pid));
	return a;
}

static int
join(const char *code, const char *browser)
{
	struct registering r = { PHONE, code, SECRET, all_agreements() };
	const char *token;

	return register_account(&sql_w, &r, browser, "test", &token);
}

static void
the_fifth_wrong_code_ends_the_right_one(void **s)
{
	const char *code;

	(void)s;
	SQL_NEEDED;
	sql_ok(db_tx(&sql_w, make_tx, &code));
	for (int i = 0; i < CODE_TRIES; i++) {
		assert_int_equal(join(other(code), BROWSER), -1);
		assert_int_equal(sql_w.fault.code, ERR_INVALID);
		fault_clear(&sql_w);
	}
	assert_int_equal(join(code, BROWSER), -1);
	wrong("code", "验证码错误次数过多，已失效，请重新获取");
}

static void
a_code_holds_five_minutes_in_the_browser_that_asked(void **s)
{
	const char *code;

	(void)s;
	SQL_NEEDED;
	sql_ok(db_tx(&sql_w, make_tx, &code));
	assert_int_equal(join(code, "browser-2"), -1);
	assert_int_equal(sql_w.fault.code, ERR_INVALID);
	fault_clear(&sql_w);
	sql_w.now += CODE_LIFE;
	assert_int_equal(join(code, BROWSER), -1);
	wrong("code", "验证码不正确或已过期");
}

static void
a_missing_tick_costs_no_try(void **s)
{
	struct registering r = { PHONE, NULL, SECRET, NULL };
	const char *token;

	(void)s;
	SQL_NEEDED;
	sql_ok(db_tx(&sql_w, make_tx, &r.code));
	r.agreements = js_array(&sql_w);
	for (int i = 0; i <= CODE_TRIES; i++) {
		assert_int_equal(register_account(&sql_w, &r, BROWSER, "test", &token), -1);
		assert_non_null(strstr(sql_w.fault.words, "请先阅读并同意"));
		fault_clear(&sql_w);
	}
	sql_ok(join(r.code, BROWSER));
}

/* After the test before PHONE is known. */
static void
a_known_number_is_answered_like_any_other(void **s)
{
	static const char *const purposes[] = { CODE_REGISTER, CODE_RESET };

	(void)s;
	SQL_NEEDED;
	for (size_t i = 0; i < 2; i++) {
		int64_t messages = number(&sql_messages), codes = number(&sql_made);

		sql_ok(ask(purposes[i], PHONE));
		sql_ok(ask(purposes[i], "13911110009"));
		assert_int_equal(number(&sql_messages), messages + 2);
		assert_int_equal(number(&sql_made), codes + 2);
		sql_w.now += CODE_LIFE;
		sql_clear();
	}
}

static void
a_number_registers_once(void **s)
{
	int64_t before;
	const char *code;

	(void)s;
	SQL_NEEDED;
	before = number(&sql_accounts);
	sql_ok(db_tx(&sql_w, make_tx, &code));
	assert_int_equal(join(code, BROWSER), -1);
	wrong("phone", "该手机号已注册，请直接登录");
	assert_int_equal(number(&sql_accounts), before);
}

#define TEST(f)	cmocka_unit_test_setup(f, another_day)

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		TEST(a_wrong_sum_sends_nothing_and_is_used_up),
		TEST(one_number_gets_one_code_a_minute),
		TEST(one_number_gets_five_codes_a_day_from_wherever),
		TEST(one_network_gets_thirty_codes_an_hour_for_whomever),
		TEST(one_ipv6_network_counts_as_one),
		TEST(the_house_sends_two_thousand_codes_an_hour),
		TEST(two_hundred_sums_a_quarter_of_an_hour),
		TEST(the_fifth_wrong_code_ends_the_right_one),
		TEST(a_code_holds_five_minutes_in_the_browser_that_asked),
		TEST(a_missing_tick_costs_no_try),
		TEST(a_known_number_is_answered_like_any_other),
		TEST(a_number_registers_once),
	};

	SQL_TEST_MAIN(tests);
}
