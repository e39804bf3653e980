/* SPDX-License-Identifier: MIT */
/* The proof of the policies: the shipped ones hold, planted faults are named. */
#include "sql_test.h"

#include <string.h>

#include "modules/base/json.h"
#include "modules/order/steps.h"
#include "modules/service/lint.h"
#include "modules/service/policies.h"

static struct json *
problems_of(struct policy p)
{
	const struct catalog *c;
	struct json *found;

	p.channel = "MAIN";
	p.medium = p.lock_type = "";
	p.words = "计划";
	p.valid_from = sql_w.now;
	sql_ok(catalog_get(&sql_w, &c));
	sql_ok(lint_policy(&sql_w, c, &p, &found));
	return found;
}

static int
says(const struct json *problems, const char *words)
{
	for (size_t i = 0; i < js_size(problems); i++)
		if (strstr(js_as_text(js_at(problems, i)), words) != NULL)
			return 1;
	return 0;
}

static void
the_shipped_policies_hold(void **s)
{
	const struct catalog *c;
	struct json *found;
	int64_t looked;

	(void)s;
	SQL_NEEDED;
	sql_ok(catalog_get(&sql_w, &c));
	sql_ok(lint_all(&sql_w, c, &found, &looked));
	if (js_size(found) > 0)
		fail_msg("%s", js_print(&sql_w, found, NULL));
	assert_true(looked >= 18);
	sql_clear();
}

static void
what_does_not_hold_is_named_in_words(void **s)
{
	static const struct policy_document nowhere = { 1, "no_such_slot", NULL };
	static const struct { struct policy p; const char *says; } table[] = {
		{ { .service = "new", .traits = POLICY_PAID | POLICY_REVIEWED | POLICY_HANDED,
		    .reviewers = 3, .review_minutes = 60 }, "审核无法结束" },
		{ { .service = "new", .traits = POLICY_PAID | POLICY_REVIEWED | POLICY_HANDED,
		    .reviewers = 1 }, "审核时限" },
		{ { .service = "new", .traits = POLICY_PAID | POLICY_HANDED, .reviewers = 1 },
		    "审核人数应为0" },
		{ { .service = "new", .traits = POLICY_PAID | POLICY_FIRST | POLICY_HANDED },
		    "先审核后缴费" },
		{ { .service = "new", .traits = POLICY_PAID }, "办结方式" },
		{ { .service = "new", .traits = POLICY_PAID | POLICY_HANDED | POLICY_EFFECT },
		    "办结方式" },
		{ { .service = "new", .traits = POLICY_EFFECT | POLICY_ACTIVATION }, "激活" },
		{ { .service = "new", .traits = POLICY_EFFECT | POLICY_POINT_FREE }, "可变更的办理点" },
		{ { .service = "gift", .traits = POLICY_PAID | POLICY_HANDED }, "没有价格" },
		{ { .service = "new", .traits = POLICY_HANDED, .documents = &nowhere,
		    .ndocuments = 1 }, "no_such_slot" },
		{ { .service = "new", .traits = -1 }, "无法识别" },
	};

	(void)s;
	SQL_NEEDED;
	for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++) {
		struct json *found = problems_of(table[i].p);

		if (!says(found, table[i].says))
			fail_msg("%zu: %s", i, js_print(&sql_w, found, NULL));
		sql_clear();
	}
	assert_int_equal(js_size(problems_of((struct policy){ .service = "new",
	    .traits = POLICY_PAID | POLICY_REVIEWED | POLICY_HANDED, .reviewers = 2,
	    .review_minutes = 420 })), 0);
	sql_clear();
}

static void
a_planted_row_turns_the_whole_red(void **s)
{
	static const char plant[] = "INSERT INTO policy (channel, service, medium, lock_type,"
	    " traits, reviewers, review_minutes, words, valid_from, valid_to) VALUES ('MAIN',"
	    " 'new', 'UKEY', 'MAIN', 'PAID REVIEWED HANDED', 3, 420, '三人审核', 1514736000, NULL);"
	    " UPDATE catalog_version SET version = version + 1";
	static const char take[] = "DELETE FROM policy WHERE words = '三人审核';"
	    " UPDATE catalog_version SET version = version + 1";
	const struct catalog *c;
	struct json *found;
	int64_t looked;

	(void)s;
	SQL_NEEDED;
	sql_ok(db_script(&sql_w, plant, sizeof(plant) - 1));
	sql_ok(catalog_get(&sql_w, &c));
	sql_ok(lint_all(&sql_w, c, &found, &looked));
	assert_true(says(found, "三人审核：审核无法结束"));
	sql_ok(db_script(&sql_w, take, sizeof(take) - 1));
	sql_clear();
}

/* ---- a machine with planted faults, no database ---- */

enum { HERE, THERE, ROUND, OVER };

static struct json *
problems_of_steps(const struct step *steps, size_t n)
{
	static const struct machine_word words[] = { { "HERE", "甲" }, { "THERE", "乙" },
		{ "ROUND", "丙" }, { "OVER", "完" } };
	struct machine m = { .name = "planted", .states = words, .nstates = 4, .acts = words,
	    .nacts = 4, .final = 1u << OVER, .steps = steps, .nsteps = n };
	struct lint_road r = { &m, 0, 0 };
	struct lint_once once = { &m, 1u << 1, 0, "收取费用" };
	struct json *found = js_array(&sql_w);

	lint_road(&sql_w, &r, &once, 1, found);
	return found;
}

static void
a_loop_without_a_way_out_and_money_taken_in_a_loop_are_found(void **s)
{
	static const struct step fine[] = { { HERE, 1, THERE, 1, 0, 0, 0 },
		{ THERE, 2, ROUND, 1, 0, 0, 0 }, { ROUND, 2, THERE, 1, 0, 0, 0 },
		{ ROUND, 0, OVER, 1, 0, 0, 0 } };
	static const struct step twice[] = { { HERE, 1, THERE, 1, 0, 0, 0 },
		{ THERE, 2, HERE, 1, 0, 0, 0 }, { THERE, 0, OVER, 1, 0, 0, 0 } };

	(void)s;
	assert_int_equal(js_size(problems_of_steps(fine, 4)), 0);
	assert_true(says(problems_of_steps(fine, 3), "办理无法结束"));
	assert_true(says(problems_of_steps(twice, 3), "收取费用可能重复"));
	sql_clear();
}

/* ---- versions of a road ---- */

#define FUTURE	1640966400	/* 2022-01-01 in Beijing */

static struct json *
version(const char *service, int reviewers, const char *date)
{
	struct json *j = js_object(&sql_w), *traits = js_array(&sql_w), *slots = js_array(&sql_w);

	js_add_text(traits, "PAID");
	js_add_text(traits, "REVIEWED");
	js_add_text(traits, "HANDED");
	js_add_text(slots, "apply_form");
	js_put_text(j, "channel", "MAIN");
	js_put_text(j, "service", service);
	js_put_text(j, "medium", "UKEY");
	js_put_text(j, "lock_type", "");
	js_put_text(j, "words", "新办实体CA锁");
	js_put(j, "traits", traits);
	js_put_int(j, "reviewers", reviewers);
	js_put_int(j, "review_minutes", 420);
	js_put(j, "documents", slots);
	js_put_text(j, "date", date);
	js_put_int(j, "valid_from", FUTURE);
	return j;
}

static const struct policy *
road_at(int64_t at)
{
	const struct catalog *c;

	sql_ok(catalog_get(&sql_w, &c));
	return policy_find(c, "MAIN", "new", "UKEY", "PROJECT", at);
}

static void
refused(const struct json *body, enum err code, const char *field)
{
	struct json *j;

	assert_int_equal(policies_add(&sql_w, body, &j), -1);
	assert_int_equal(sql_w.fault.code, code);
	assert_string_equal(sql_w.fault.fields[0].field, field);
	sql_clear();
}

static void
a_version_holds_for_new_orders_from_its_day_on_and_is_withdrawn_before(void **s)
{
	int64_t running, now = sql_w.now;
	struct json *j;

	(void)s;
	SQL_NEEDED;
	running = road_at(FUTURE)->id;
	refused(version("new", 3, "2022-01-01"), ERR_INVALID, "traits");
	refused(version("new", 2, "2021-09-20"), ERR_INVALID, "date");
	refused(version("gift", 2, "2022-01-01"), ERR_INVALID, "service");
	sql_ok(policies_check(&sql_w, version("new", 3, "2022-01-01"), &j));
	assert_int_equal(js_size(js_get(j, "problems")), 1);
	sql_ok(policies_add(&sql_w, version("new", 2, "2022-01-01"), &j));
	refused(version("new", 1, "2022-01-01"), ERR_CONFLICT, "date");
	assert_int_equal(road_at(FUTURE - 1)->id, running);
	assert_int_equal(road_at(FUTURE)->reviewers, 2);
	assert_string_equal(road_at(FUTURE)->documents[0].form, "apply");
	sql_w.now = FUTURE;
	assert_int_equal(policies_withdraw(&sql_w, version("new", 2, "2022-01-01")), -1);
	assert_int_equal(sql_w.fault.code, ERR_CONFLICT);
	sql_clear();
	sql_w.now = now;
	sql_ok(policies_withdraw(&sql_w, version("new", 2, "2022-01-01")));
	assert_int_equal(road_at(FUTURE)->id, running);
	sql_clear();
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_shipped_policies_hold),
		cmocka_unit_test(what_does_not_hold_is_named_in_words),
		cmocka_unit_test(a_planted_row_turns_the_whole_red),
		cmocka_unit_test(a_version_holds_for_new_orders_from_its_day_on_and_is_withdrawn_before),
		cmocka_unit_test(a_loop_without_a_way_out_and_money_taken_in_a_loop_are_found),
	};

	SQL_TEST_MAIN(tests);
}
