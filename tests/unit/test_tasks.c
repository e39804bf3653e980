/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "test.h"
#include "modules/base/json.h"
#include "modules/notify/notify.h"
#include "modules/service/tasks.h"

static void
every_kind_names_its_pool_and_stands_once(void **s)
{
	(void)s;
	for (size_t i = 0; i < n_task_kinds; i++) {
		assert_true(task_pool_of(task_kinds[i].kind) >= 0);
		assert_ptr_equal(task_kind_find(task_kinds[i].kind), &task_kinds[i]);
		assert_non_null(task_kinds[i].run);
		assert_true(strlen(task_kinds[i].doc) > 5);
	}
}

static void
only_timers_come_by_themselves(void **s)
{
	(void)s;
	for (size_t i = 0; i < n_task_kinds; i++)
		if (task_kinds[i].every > 0)
			assert_int_equal(task_pool_of(task_kinds[i].kind), TASK_TIMER);
}

static void
everything_else_gives_up_one_day(void **s)
{
	(void)s;
	for (size_t i = 0; i < n_task_kinds; i++)
		if (task_kinds[i].every == 0)
			assert_in_range(task_kinds[i].max_tries, 1, 50);
}

static void
an_unknown_pool_is_none(void **s)
{
	(void)s;
	assert_int_equal(task_pool_of("payment.query"), -1);
	assert_int_equal(task_pool_of(""), -1);
	assert_int_equal(task_pool_of("talk"), TASK_TALK);
	assert_string_equal(task_pool_name(TASK_SCAN), "scan");
}

static void
names_become_values_and_unknown_ones_nothing(void **s)
{
	struct work w = test_slip();
	struct json *v = js_object(&w);

	(void)s;
	js_put_text(v, "no", "BJCAXZ1");
	js_put_int(v, "minutes", 5);
	assert_string_equal(notify_render(&w, "订单{no}，{minutes}分钟{x}。", v),
	    "订单BJCAXZ1，5分钟。");
	assert_string_equal(notify_render(&w, "没有", v), "没有");
	assert_string_equal(notify_render(&w, "{no", v), "{no");
	assert_string_equal(notify_render(&w, "", v), "");
	test_slip_end(&w);
}

static void
a_value_is_not_read_as_a_template(void **s)
{
	struct work w = test_slip();
	struct json *v = js_object(&w);

	(void)s;
	js_put_text(v, "reason", "{no}");
	js_put_text(v, "no", "secret");
	assert_string_equal(notify_render(&w, "：{reason}", v), "：{no}");
	test_slip_end(&w);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(every_kind_names_its_pool_and_stands_once),
	cmocka_unit_test(only_timers_come_by_themselves),
	cmocka_unit_test(everything_else_gives_up_one_day),
	cmocka_unit_test(an_unknown_pool_is_none),
	cmocka_unit_test(names_become_values_and_unknown_ones_nothing),
	cmocka_unit_test(a_value_is_not_read_as_a_template),
};

TEST_MAIN(tests)
