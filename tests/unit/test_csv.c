/* SPDX-License-Identifier: MIT */
#include "test.h"

#include <stdio.h>
#include <string.h>

#include "modules/base/csv.h"

struct scene {
	struct work	 w;
	struct csv	 csv;
	FILE		*f;
};

static void
scene_begin(struct scene *s, const char *text)
{
	s->w = test_slip();
	s->f = fmemopen((void *)(uintptr_t)text, strlen(text), "r");
	csv_begin(&s->csv, s->f);
}

static void
scene_end(struct scene *s)
{
	fclose(s->f);
	test_slip_end(&s->w);
}

static void
cells_come_out_as_they_were_meant(void **state)
{
	struct scene s;

	(void)state;
	scene_begin(&s, "\xEF\xBB\xBF" "a,\"b, \"\"c\"\"\r\nd\",\r\n\n , \nx");
	assert_int_equal(csv_next(&s.w, &s.csv), 1);
	assert_int_equal(s.csv.n, 3);
	assert_int_equal(s.csv.line, 1);
	assert_string_equal(s.csv.cells[0], "a");
	assert_string_equal(s.csv.cells[1], "b, \"c\"\r\nd");
	assert_string_equal(s.csv.cells[2], "");
	assert_int_equal(csv_next(&s.w, &s.csv), 1);
	assert_int_equal(s.csv.line, 5);		/* blank rows are passed over */
	assert_int_equal(s.csv.n, 1);
	assert_string_equal(s.csv.cells[0], "x");
	assert_int_equal(csv_next(&s.w, &s.csv), 0);
	scene_end(&s);
}

static void
broken_rows_are_refused_with_their_line(void **state)
{
	static const char *const bad[] = {
		"a\n\"b", "a\nb\"c\n", "a\n\"b\"c\n", "a\n\xB0\xA1\n",
	};
	struct scene s;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		scene_begin(&s, bad[i]);
		assert_int_equal(csv_next(&s.w, &s.csv), 1);
		assert_int_equal(csv_next(&s.w, &s.csv), -1);
		assert_int_equal(s.w.fault.code, ERR_INVALID);
		assert_non_null(strstr(s.w.fault.words, "第2行"));
		scene_end(&s);
	}
}

static void
too_long_and_too_many_are_refused(void **state)
{
	static char text[CSV_LINE + 100];
	struct scene s;

	(void)state;
	memset(text, 'x', sizeof(text) - 1);
	scene_begin(&s, text);
	assert_int_equal(csv_next(&s.w, &s.csv), -1);
	scene_end(&s);
	memset(text, 0, sizeof(text));
	memset(text, ',', CSV_CELLS);
	text[0] = 'a';
	scene_begin(&s, text);
	assert_int_equal(csv_next(&s.w, &s.csv), 1);
	assert_int_equal(s.csv.n, CSV_CELLS);
	scene_end(&s);
	memset(text, ',', CSV_CELLS + 1);
	text[0] = 'a';
	scene_begin(&s, text);
	assert_int_equal(csv_next(&s.w, &s.csv), -1);
	scene_end(&s);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cells_come_out_as_they_were_meant),
		cmocka_unit_test(broken_rows_are_refused_with_their_line),
		cmocka_unit_test(too_long_and_too_many_are_refused),
	};

	if (argc > 1)
		cmocka_set_test_filter(argv[1]);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
