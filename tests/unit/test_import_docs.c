/* SPDX-License-Identifier: MIT */
#include "test.h"

#include <stdio.h>
#include <string.h>

#include "modules/base/arena.h"
#include "modules/service/import.h"

static void
the_manual_names_every_column(void **s)
{
	static char manual[16384];
	FILE *f = fopen(SRCDIR "/docs/IMPORT.md", "r");
	struct work w = test_slip();
	const char *name, *words;
	size_t n, i;

	(void)s;
	assert_non_null(f);
	n = fread(manual, 1, sizeof(manual) - 1, f);
	fclose(f);
	manual[n] = '\0';
	for (i = 0; (name = import_column(i, &words)) != NULL; i++)
		if (strstr(manual, arena_printf(w.arena, "| %s | %s |", words, name)) == NULL)
			fail_msg("docs/IMPORT.md does not explain %s %s", words, name);
	assert_int_equal(i, 23);
	test_slip_end(&w);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_manual_names_every_column),
	};

	if (argc > 1)
		cmocka_set_test_filter(argv[1]);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
