/* SPDX-License-Identifier: MIT */
#include "test.h"

#include "modules/base/clock.h"
#include "modules/catalog/calendar.h"
#include "modules/catalog/number.h"

#define WORKING_DAY	420		/* minutes of 08:30-11:30 and 13:00-17:00 */

static struct calendar_year years[] = { { 2021 } };
static struct calendar_day days[] = {
	{ 20210918, 1 }, { 20210919, 0 }, { 20210920, 0 }, { 20210921, 0 }, { 20210926, 1 },
	{ 20211001, 0 }, { 20211002, 0 }, { 20211003, 0 }, { 20211004, 0 }, { 20211005, 0 },
	{ 20211006, 0 }, { 20211007, 0 }, { 20211009, 1 },
};
static struct working_hours hours[] = { { 510, 690 }, { 780, 1020 } };
static const struct catalog catalog = {
	.years = years, .n_years = 1, .days = days, .n_days = sizeof(days) / sizeof(*days),
	.hours = hours, .n_hours = 2,
};

/* "2021-09-30 16:00" */
static int64_t
at(const char *s)
{
	struct civil c = { 0 };

	assert_int_equal(sscanf(s, "%d-%d-%d %d:%d", &c.year, &c.month, &c.day, &c.hour,
	    &c.minute), 5);
	return civil_epoch(&c);
}

static void
a_review_is_due_one_working_day_later(void **s)		/* S26, S05 */
{
	static const struct { const char *from, *due; } table[] = {
		{ "2021-09-30 16:00", "2021-10-08 16:00" },	/* over the holidays */
		{ "2021-10-08 16:00", "2021-10-09 16:00" },	/* a Saturday that works */
		{ "2021-09-10 16:30", "2021-09-13 16:30" },	/* Friday to Monday */
		{ "2021-09-14 11:30", "2021-09-15 11:30" },	/* lunch does not count */
		{ "2021-09-14 12:15", "2021-09-15 11:30" },
		{ "2021-09-14 13:00", "2021-09-15 11:30" },
		{ "2021-09-14 07:00", "2021-09-14 17:00" },
		{ "2021-09-14 08:30", "2021-09-14 17:00" },
		{ "2021-09-14 17:00", "2021-09-15 17:00" },
		{ "2021-09-11 10:00", "2021-09-13 17:00" },	/* handed in on a Saturday */
		{ "2021-09-17 23:59", "2021-09-18 17:00" },
	};

	(void)s;
	for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++) {
		int64_t from = at(table[i].from), due = calendar_add(&catalog, from, WORKING_DAY);

		if (due != at(table[i].due))
			fail_msg("%s: due %lld seconds off", table[i].from,
			    (long long)(due - at(table[i].due)));
		assert_int_equal(calendar_between(&catalog, from, due), WORKING_DAY);
	}
	assert_int_equal(calendar_add(&catalog, at("2021-09-11 10:00"), 0), at("2021-09-11 10:00"));
}

static void
added_time_and_the_time_between_agree(void **s)
{
	int64_t from = at("2021-09-01 00:00");

	(void)s;
	for (int i = 0; i < 3000; i++, from += 37 * 60) {
		int minutes = 1 + i * 7 % 3000;
		int64_t due = calendar_add(&catalog, from, minutes);

		assert_int_equal(calendar_between(&catalog, from, due), minutes);
		assert_true(calendar_between(&catalog, from, due - 60) < minutes);
	}
}

static void
a_year_without_rows_goes_by_weekdays(void **s)
{
	(void)s;
	assert_true(calendar_known(&catalog, 2021));
	assert_false(calendar_known(&catalog, 2022));
	assert_int_equal(calendar_add(&catalog, at("2022-09-30 16:00"), WORKING_DAY),
	    at("2022-10-03 16:00"));
}

static void
a_calendar_without_hours_still_ends(void **s)
{
	static const struct catalog empty;

	(void)s;
	assert_int_equal(calendar_add(&empty, at("2021-09-30 16:00"), 60),
	    at("2021-09-30 17:00"));
}

static void
a_number_is_the_template_filled_in(void **s)
{
	struct work w = test_slip();
	int64_t when = at("2022-04-21 08:25") + 6;

	(void)s;
	assert_string_equal(number_text(&w, "{vendor}XZ{time}{tail:3}", "BJCA",
	    (when - 1) * 1000 + 996, 3), "BJCAXZ20220421082505996");
	assert_string_equal(number_text(&w, "{time}{tail:8}", NULL,
	    when * 100000000 + 4543424, 8), "2022042108250604543424");
	assert_int_equal(number_width("{vendor}XZ{time}{tail:3}"), 3);
	assert_int_equal(number_width("{time}{tail:8}"), 8);
	assert_int_equal(number_width("{time}{tail:2}"), -1);
	assert_int_equal(number_width("{time}"), -1);
	assert_int_equal(number_width("{tail:4}"), -1);
	assert_int_equal(number_width("{time}{tail:"), -1);
	test_slip_end(&w);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_review_is_due_one_working_day_later),
		cmocka_unit_test(added_time_and_the_time_between_agree),
		cmocka_unit_test(a_year_without_rows_goes_by_weekdays),
		cmocka_unit_test(a_calendar_without_hours_still_ends),
		cmocka_unit_test(a_number_is_the_template_filled_in),
	};

	if (argc > 1)
		cmocka_set_test_filter(argv[1]);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
