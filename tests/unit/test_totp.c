/* SPDX-License-Identifier: MIT */
#include "test.h"

#include <stdio.h>
#include <string.h>

#include "modules/account/totp.h"
#include "modules/base/crypto.h"

static const unsigned char seed[TOTP_SEED] = "12345678901234567890";

static const char *
code_at(int64_t step)
{
	static char text[7];

	snprintf(text, sizeof(text), "%06u", totp_code(seed, TOTP_SEED, step) % 1000000);
	return text;
}

static void
the_code_of_the_published_moment_is_right(void **s)
{
	(void)s;	/* RFC 6238: t = 59 gives 94287082, six digits of it */
	assert_int_equal(totp_step(seed, 59, 0, "287082"), 1);
}

static void
the_step_before_counts_for_ten_seconds(void **s)
{
	(void)s;
	for (int64_t second = 0; second < TOTP_STEP; second++)
		assert_int_equal(totp_step(seed, 3000 + second, 0, code_at(99)),
		    second < TOTP_GRACE ? 99 : 0);
}

static void
neither_an_older_nor_a_coming_step_counts(void **s)
{
	(void)s;
	assert_int_equal(totp_step(seed, 3000, 0, code_at(98)), 0);
	assert_int_equal(totp_step(seed, 3029, 0, code_at(101)), 0);
}

static void
a_step_is_used_once(void **s)
{
	(void)s;
	assert_int_equal(totp_step(seed, 3000, 99, code_at(100)), 100);
	assert_int_equal(totp_step(seed, 3000, 100, code_at(100)), 0);
	assert_int_equal(totp_step(seed, 3000, 100, code_at(99)), 0);
}

static void
a_code_of_another_length_is_wrong(void **s)
{
	(void)s;
	assert_int_equal(totp_step(seed, 59, 0, ""), 0);
	assert_int_equal(totp_step(seed, 59, 0, "28708"), 0);
	assert_int_equal(totp_step(seed, 59, 0, "2870820"), 0);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_code_of_the_published_moment_is_right),
		cmocka_unit_test(the_step_before_counts_for_ten_seconds),
		cmocka_unit_test(neither_an_older_nor_a_coming_step_counts),
		cmocka_unit_test(a_step_is_used_once),
		cmocka_unit_test(a_code_of_another_length_is_wrong),
	};

	if (argc > 1)
		cmocka_set_test_filter(argv[1]);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
