/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "test.h"
#include "modules/paper/code_svg.h"

/* Every bar of the path is "M x y h w v1h-w z". */
static void
every_dark_module_is_drawn_once_and_no_other(void **s)
{
	struct work w = test_slip();
	struct code *c;
	const char *p;
	unsigned char *seen;

	(void)s;
	assert_int_equal(code_make(&w, "http://127.0.0.1:8080/sandbox/ABCDEFGHIJ", CODE_M, &c), 0);
	seen = arena_alloc(w.arena, (size_t)c->n * (size_t)c->n);
	p = strstr(code_svg(w.arena, c, "支付"), "/><path d=\"") + 11;
	while (*p == 'M') {
		char *end;
		long x = strtol(p + 1, &end, 10), y = strtol(end, &end, 10),
		    run = strtol(end + 1, &end, 10);

		for (long i = 0; i < run; i++)
			seen[(y - 4) * c->n + x - 4 + i]++;
		p = strchr(end, 'z') + 1;
	}
	for (int i = 0; i < c->n * c->n; i++)
		assert_int_equal(seen[i], c->dark[i] != 0);
	test_slip_end(&w);
}

static void
the_largest_code_fits_its_room(void **s)
{
	struct work w = test_slip();
	struct code c = { .n = 177 };
	unsigned char *dark = arena_alloc(w.arena, 177 * 177);
	const char *svg;

	(void)s;
	for (int i = 0; i < 177 * 177; i += 2)		/* the most bars there can be */
		dark[i] = 1;
	c.dark = dark;
	svg = code_svg(w.arena, &c, "x");
	assert_string_equal(svg + strlen(svg) - 10, "z\"/></svg>\n" + 1);
	test_slip_end(&w);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(every_dark_module_is_drawn_once_and_no_other),
	cmocka_unit_test(the_largest_code_fits_its_room),
};

TEST_MAIN(tests)
