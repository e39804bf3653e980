/* SPDX-License-Identifier: MIT */
/*
 * What every unit test includes: cmocka in its order, a slip made by hand.
 * A test is a sentence; run one with `tests/unit/test_base 'a_name*'`.
 */
#ifndef TESTS_UNIT_TEST_H
#define TESTS_UNIT_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "modules/base/work.h"

/* 2021-09-20 07:30 in Shanghai: the day of golden case G13. */
static inline struct work
test_slip(void)
{
	return (struct work){ .arena = arena_new(4096), .now = 1632094200 };
}

#define test_slip_end(w)	arena_free(&(w)->arena)

#define TEST_MAIN(tests) \
	int \
	main(int argc, char **argv) \
	{ \
		if (argc > 1) \
			cmocka_set_test_filter(argv[1]); \
		return cmocka_run_group_tests(tests, NULL, NULL); \
	}

#endif
