/* SPDX-License-Identifier: MIT */
/* Quiet hours, marks in days, and the calendar file. */
#include "test.h"

#include <stdio.h>
#include <string.h>

#include "modules/base/clock.h"
#include "modules/base/ics.h"
#include "modules/base/terms.h"
#include "modules/base/text.h"

/* "2021-09-30 16:00:00" */
static int64_t
at(const char *s)
{
	struct civil c = { 0 };

	assert_int_equal(sscanf(s, "%d-%d-%d %d:%d:%d", &c.year, &c.month, &c.day, &c.hour,
	    &c.minute, &c.second), 6);
	return civil_epoch(&c);
}

static void
the_night_ends_in_the_morning(void **s)
{
	static const struct { const char *hours, *now, *end; } table[] = {
		{ "22:00-08:00", "2021-09-30 21:59:59", NULL },
		{ "22:00-08:00", "2021-09-30 22:00:00", "2021-10-01 08:00:00" },
		{ "22:00-08:00", "2021-09-30 23:59:59", "2021-10-01 08:00:00" },
		{ "22:00-08:00", "2021-10-01 00:00:00", "2021-10-01 08:00:00" },
		{ "22:00-08:00", "2021-10-01 07:59:59", "2021-10-01 08:00:00" },
		{ "22:00-08:00", "2021-10-01 08:00:00", NULL },
		{ "22:00-08:00", "2021-12-31 22:30:00", "2022-01-01 08:00:00" },
		{ "22:00-08:00", "2024-02-28 22:30:00", "2024-02-29 08:00:00" },
		{ "12:00-14:00", "2021-09-30 11:59:59", NULL },
		{ "12:00-14:00", "2021-09-30 12:00:00", "2021-09-30 14:00:00" },
		{ "12:00-14:00", "2021-09-30 13:59:59", "2021-09-30 14:00:00" },
		{ "12:00-14:00", "2021-09-30 14:00:00", NULL },
		{ "00:00-06:30", "2021-09-30 00:00:00", "2021-09-30 06:30:00" },
		{ "20:15-00:00", "2021-09-30 23:59:59", "2021-10-01 00:00:00" },
		{ "20:15-00:00", "2021-10-01 00:00:00", NULL },
		{ "", "2021-09-30 23:00:00", NULL },
	};

	(void)s;
	for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++) {
		int64_t want = table[i].end == NULL ? 0 : at(table[i].end);
		int64_t got = quiet_end(table[i].hours, at(table[i].now));

		if (got != want)
			fail_msg("%s at %s: %lld, not %lld", table[i].hours, table[i].now,
			    (long long)got, (long long)want);
	}
}

static void
hours_that_are_none_are_refused(void **s)
{
	static const char *const bad[] = { "22:00", "22:00-24:00", "22:00-22:00", "2:00-8:00",
		"22:60-08:00", "22:00 08:00", "22:00-08:00 ", "abc", "22-00-08-00" };

	(void)s;
	assert_true(quiet_ok("22:00-08:00"));
	assert_true(quiet_ok(""));
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		assert_false(quiet_ok(bad[i]));
}

static void
days_are_read_as_a_list(void **s)
{
	static const char *const bad[] = { "0", "366", "7 7", " 7", "7,1", "a", "-1",
		"1 2 3 4 5 6 7 8 9 10 11 12 13" };
	int d[DAYS_MAX];

	(void)s;
	assert_int_equal(days_read("7 90 1 30 60", d), 5);
	assert_int_equal(d[0], 90);
	assert_int_equal(d[4], 1);
	assert_true(days_ok(""));
	assert_true(days_has("90 30", 30));
	assert_false(days_has("90 30", 3));
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		assert_false(days_ok(bad[i]));
}

static void
the_mark_is_the_one_whose_turn_it_is(void **s)
{
	static const struct { int left, mark; } table[] = {
		{ 366, 0 }, { 91, 0 }, { 90, 90 }, { 89, 90 }, { 61, 90 }, { 60, 60 }, { 59, 60 },
		{ 31, 60 }, { 30, 30 }, { 29, 30 }, { 8, 30 }, { 7, 7 }, { 6, 7 }, { 2, 7 },
		{ 1, 1 }, { 0, 0 }, { -1, 0 },
	};
	int d[DAYS_MAX];
	size_t n = days_read("90 60 30 7 1", d);

	(void)s;
	for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++)
		assert_int_equal(days_mark(d, n, table[i].left), table[i].mark);
}

static void
days_are_counted_as_the_calendar_has_them(void **s)
{
	(void)s;
	assert_int_equal(days_between(at("2021-09-30 23:59:59"), at("2021-10-01 00:00:00")), 1);
	assert_int_equal(days_between(at("2021-09-30 00:00:00"), at("2021-09-30 23:59:59")), 0);
	assert_int_equal(days_between(at("2021-12-31 12:00:00"), at("2022-03-31 23:59:59")), 90);
	assert_int_equal(days_between(at("2021-10-01 12:00:00"), at("2021-09-30 12:00:00")), -1);
}

/* ---- the calendar file ---- */

static const char *
file_of(struct work *w, const char *summary, const char *text, size_t *n)
{
	static const int alarms[] = { 30, 7 };
	struct ics *f = ics_begin(w, "证书到期日历");

	ics_day(f, &(struct ics_day){ .uid = "A@caportal", .at = at("2022-11-15 23:59:59"),
	    .stamp = at("2021-11-15 07:30:05"), .version = 3, .summary = summary, .text = text,
	    .alarms = alarms, .nalarms = 2 });
	return ics_end(f, n);
}

static void
a_calendar_file_is_exact_to_the_byte(void **s)
{
	struct work w = test_slip();
	size_t n;
	const char *file = file_of(&w, "到期", "", &n);

	(void)s;
	assert_string_equal(file,
	    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//caportal//certificates//ZH\r\n"
	    "CALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\nX-WR-CALNAME:证书到期日历\r\n"
	    "BEGIN:VEVENT\r\nUID:A@caportal\r\nDTSTAMP:20211114T233005Z\r\nSEQUENCE:3\r\n"
	    "DTSTART;VALUE=DATE:20221115\r\nSUMMARY:到期\r\nTRANSP:TRANSPARENT\r\n"
	    "BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:到期\r\nTRIGGER:-P30D\r\nEND:VALARM\r\n"
	    "BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:到期\r\nTRIGGER:-P7D\r\nEND:VALARM\r\n"
	    "END:VEVENT\r\nEND:VCALENDAR\r\n");
	assert_int_equal(n, strlen(file));
	test_slip_end(&w);
}

static void
what_has_a_meaning_in_a_calendar_is_escaped(void **s)
{
	struct work w = test_slip();
	size_t n;
	const char *file = file_of(&w, "a,b;c\\d", "一\r\n二\nEND:VEVENT", &n);

	(void)s;
	assert_non_null(strstr(file, "\r\nSUMMARY:a\\,b\\;c\\\\d\r\n"));
	assert_non_null(strstr(file, "\r\nDESCRIPTION:一\\n二\\nEND:VEVENT\r\n"));
	test_slip_end(&w);
}

/* Joins what was folded; every line has at most 75 octets and whole characters. */
static char *
unfolded(struct work *w, const char *file)
{
	char *out = arena_alloc(w->arena, strlen(file) + 1), *p = out;

	for (const char *end; *file != '\0'; file = end + 2) {
		size_t n;

		end = strstr(file, "\r\n");
		assert_non_null(end);
		n = (size_t)(end - file);
		assert_true(n <= 75);
		assert_true(utf8_ok(file, n));
		if (*file == ' ' && p > out)
			p -= 2, file++, n--;
		memcpy(p, file, n + 2);
		p += n + 2;
	}
	*p = '\0';
	return out;
}

static void
long_lines_are_folded_between_characters(void **s)
{
	struct work w = test_slip();

	(void)s;
	for (int n = 0; n < 200; n++) {
		char summary[1200], want[1300];
		size_t len, used = 0;

		for (int i = 0; i < n; i++)
			used += (size_t)snprintf(summary + used, sizeof(summary) - used, "%s",
			    i % 7 == n % 7 ? "x" : i % 5 == 0 ? "é" : i % 11 == 0 ? "𠮷" : "证");
		summary[used] = '\0';
		snprintf(want, sizeof(want), "\r\nSUMMARY:%s\r\n", summary);
		assert_non_null(strstr(unfolded(&w, file_of(&w, summary, "", &len)), want));
	}
	test_slip_end(&w);
}

static void
a_line_of_75_octets_stays_one(void **s)
{
	static const char line75[] = "SUMMARY:"
	    "0123456789012345678901234567890123456789012345678901234567890123456";
	struct work w = test_slip();
	size_t n;

	(void)s;
	assert_int_equal(strlen(line75), 75);
	assert_non_null(strstr(file_of(&w, line75 + 8, "", &n),
	    arena_printf(w.arena, "\r\n%s\r\n", line75)));
	assert_non_null(strstr(file_of(&w, arena_printf(w.arena, "%s7", line75 + 8), "", &n),
	    arena_printf(w.arena, "\r\n%s\r\n 7\r\n", line75)));
	test_slip_end(&w);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(the_night_ends_in_the_morning),
	cmocka_unit_test(hours_that_are_none_are_refused),
	cmocka_unit_test(days_are_read_as_a_list),
	cmocka_unit_test(the_mark_is_the_one_whose_turn_it_is),
	cmocka_unit_test(days_are_counted_as_the_calendar_has_them),
	cmocka_unit_test(a_calendar_file_is_exact_to_the_byte),
	cmocka_unit_test(what_has_a_meaning_in_a_calendar_is_escaped),
	cmocka_unit_test(long_lines_are_folded_between_characters),
	cmocka_unit_test(a_line_of_75_octets_stays_one),
};

TEST_MAIN(tests)
