/* SPDX-License-Identifier: MIT */
/* 进度查询: who knows the number and the end of a phone reads two sentences. */
#include "story.h"

#include "modules/account/captcha.h"
#include "modules/service/status_check.h"

static struct actor visitor = { .channel = "MAIN", .name = "" };

struct question {
	const char	*question;
};
DB_SQL(sql_question, "test.question", "SELECT question FROM captcha WHERE pid = ?", 1, 1);
DB_SQL(sql_forget, "test.forget", "DELETE FROM attempt", 0, 0);

static int
make_tx(struct work *w, void *arg)
{
	return captcha_make(w, arg);
}

static const char *
calculated(const struct pid *captcha)
{
	static const struct db_col cols[] = { DB_COL(question, question) };
	struct question q;
	long a, b;
	char *end;

	sql_ok(db_one(&sql_w, &sql_question, cols, &q, DB_ARGS(DB_V(captcha))));
	a = strtol(q.question, &end, 10);
	b = strtol(end + 1, NULL, 10);
	return arena_printf(sql_w.arena, "%ld", *end == '+' ? a + b : *end == '-' ? a - b : a * b);
}

static int
ask(const char *no, const char *digits, struct json **out)
{
	struct status_ask a = { .no = no, .digits = digits };
	struct pid captcha;

	sql_w.actor = &visitor;
	fault_clear(&sql_w);
	sql_ok(db_tx(&sql_w, make_tx, &captcha));
	a.captcha = pid_text(&sql_w, &captcha);
	a.answer = calculated(&captcha);
	return status_check(&sql_w, &a, out);
}

static void
forget(void)
{
	sql_clear();
	sql_ok(db_exec(&sql_w, &sql_forget, DB_NO_ARGS));
}

static const char *
an_order(void)
{
	struct story_order s;

	story_as(&story_anna);
	s = story_order(WAY_MAIL, 0);
	forget();
	return story_look(&s.pid)->no;
}

static void
holder_handler_and_applicant_read_the_state(void **state)
{
	static const char *const digits[] = { "8002", "9000", "8001" };
	struct json *j;
	const char *no;

	(void)state;
	SQL_NEEDED;
	no = an_order();
	for (size_t i = 0; i < sizeof(digits) / sizeof(*digits); i++) {
		sql_ok(ask(no, digits[i], &j));
		assert_string_equal(js_get_text(js_get(j, "state"), "code"), "REVIEW");
		assert_non_null(js_get_text(j, "next"));
		assert_int_equal(js_size(j), 4);	/* and nothing else of the order */
	}
	sql_ok(ask(arena_printf(sql_w.arena, " %s ", no), "8002", &j));
}

static void
an_unknown_number_and_wrong_digits_are_one_answer(void **state)
{
	struct json *j;
	const char *no;
	const char *const asked[][2] = { { NULL, "0000" }, { "NOSUCHNUMBER", "8002" },
		{ "锁", "8002" }, { "%", "8002" }, { "' OR 1=1 -- ", "8002" } };

	(void)state;
	SQL_NEEDED;
	no = an_order();
	for (size_t i = 0; i < sizeof(asked) / sizeof(*asked); i++) {
		assert_int_equal(ask(asked[i][0] == NULL ? no : asked[i][0], asked[i][1], &j), -1);
		assert_int_equal(sql_w.fault.code, ERR_INVALID);
		assert_int_equal(sql_w.fault.nfields, 1);
		assert_string_equal(sql_w.fault.fields[0].field, "no");
		assert_string_equal(sql_w.fault.fields[0].words,
		    "没有查到订单，请核对订单号和手机号后四位");
	}
}

static void
five_failures_a_day_close_a_number_known_or_not(void **state)
{
	struct json *j;
	const char *no;

	(void)state;
	SQL_NEEDED;
	for (int unknown = 0; unknown < 2; unknown++) {
		no = an_order();
		if (unknown)
			no = "NOSUCHNUMBER";
		for (int i = 0; i < 5; i++) {
			assert_int_equal(ask(no, "0000", &j), -1);
			assert_int_equal(sql_w.fault.code, ERR_INVALID);
		}
		assert_int_equal(ask(no, "8002", &j), -1);
		assert_int_equal(sql_w.fault.code, ERR_LIMIT);
		sql_w.now += 86400;
		assert_int_equal(ask(no, "8002", &j), unknown ? -1 : 0);
		sql_w.now -= 86400;
	}
}

static void
what_was_found_is_no_failure(void **state)
{
	struct json *j;
	const char *no;

	(void)state;
	SQL_NEEDED;
	no = an_order();
	for (int i = 0; i < 8; i++)
		sql_ok(ask(no, "8002", &j));
}

static void
one_network_asks_thirty_times_an_hour(void **state)
{
	struct json *j;
	const char *no;

	(void)state;
	SQL_NEEDED;
	no = an_order();
	for (int i = 0; i < 30; i++)
		assert_int_equal(ask(arena_printf(sql_w.arena, "NONE%d", i), "8002", &j), -1);
	assert_int_equal(ask(no, "8002", &j), -1);
	assert_int_equal(sql_w.fault.code, ERR_LIMIT);
	sql_w.ip = "192.0.2.7";
	sql_ok(ask(no, "8002", &j));
	sql_w.ip = "127.0.0.1";
}

static void
without_the_sum_nothing_is_looked_up_and_no_try_is_taken(void **state)
{
	struct status_ask a = { .digits = "0000", .answer = "9999" };
	struct json *j;

	(void)state;
	SQL_NEEDED;
	a.no = an_order();
	for (int i = 0; i < 10; i++) {
		struct pid captcha;

		fault_clear(&sql_w);
		sql_ok(db_tx(&sql_w, make_tx, &captcha));
		a.captcha = pid_text(&sql_w, &captcha);
		assert_int_equal(status_check(&sql_w, &a, &j), -1);
		assert_string_equal(sql_w.fault.fields[0].field, "answer");
	}
	sql_ok(ask(a.no, "8002", &j));
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(holder_handler_and_applicant_read_the_state),
		cmocka_unit_test(an_unknown_number_and_wrong_digits_are_one_answer),
		cmocka_unit_test(five_failures_a_day_close_a_number_known_or_not),
		cmocka_unit_test(what_was_found_is_no_failure),
		cmocka_unit_test(one_network_asks_thirty_times_an_hour),
		cmocka_unit_test(without_the_sum_nothing_is_looked_up_and_no_try_is_taken),
	};

	SQL_MAIN(tests, story_setup);
}
