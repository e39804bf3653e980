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

/* ---- writing ---- */

static const char *
written(struct work *w, const char *cell)
{
	struct csv_out o = { .arena = w->arena };

	csv_cell(&o, cell);
	csv_row_end(&o);
	return arena_strndup(w->arena, o.p, o.n);
}

static void
what_is_written_is_read_again(void **state)
{
	static const char *const cells[] = { "a,b", "\"", "a\"b\"", "a\r\nb", "欧阳𠮷", " x", "o'neil", "0012" };
	struct work w = test_slip();
	struct csv_out o = { .arena = w.arena };
	struct csv in;
	FILE *f;

	(void)state;
	for (int row = 0; row < 500; row++) {
		for (size_t i = 0; i < sizeof(cells) / sizeof(*cells); i++)
			csv_cell(&o, cells[i]);
		csv_cell(&o, NULL);
		csv_row_end(&o);
	}
	f = fmemopen(o.p, o.n, "r");
	csv_begin(&in, f);
	for (int row = 0; row < 500; row++) {
		assert_int_equal(csv_next(&w, &in), 1);
		assert_int_equal(in.n, sizeof(cells) / sizeof(*cells) + 1);
		for (size_t i = 0; i < sizeof(cells) / sizeof(*cells); i++)
			if (*cells[i] != ' ')		/* reading trims */
				assert_string_equal(in.cells[i], cells[i]);
		assert_string_equal(in.cells[in.n - 1], "");
	}
	assert_int_equal(csv_next(&w, &in), 0);
	fclose(f);
	test_slip_end(&w);
}

static void
no_cell_is_a_formula(void **state)
{
	static const char *const cells[] = { "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1",
	    "\n=1", "＝1", "＋1", "－1", "＠a", "=cmd|' /C calc'!A0", "=\"a\"" };
	struct work w = test_slip();

	(void)state;
	for (size_t i = 0; i < sizeof(cells) / sizeof(*cells); i++)
		assert_int_equal(strncmp(written(&w, cells[i]), "\"'", 2), 0);
	assert_string_equal(written(&w, "=\"a\""), "\"'=\"\"a\"\"\"\r\n");
	assert_string_equal(written(&w, "1-1"), "1-1\r\n");
	assert_string_equal(written(&w, NULL), "\r\n");
	test_slip_end(&w);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cells_come_out_as_they_were_meant),
		cmocka_unit_test(broken_rows_are_refused_with_their_line),
		cmocka_unit_test(too_long_and_too_many_are_refused),
		cmocka_unit_test(what_is_written_is_read_again),
		cmocka_unit_test(no_cell_is_a_formula),
	};

	if (argc > 1)
		cmocka_set_test_filter(argv[1]);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
