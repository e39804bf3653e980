/* SPDX-License-Identifier: MIT */
/* Codes and serials as people type them. */
#include "test.h"

#include "modules/cert/cert.h"
#include "modules/cert/token.h"
#include "modules/deliver/voucher.h"

static void
a_code_is_read_however_it_is_typed(void **state)
{
	struct work w = test_slip();

	(void)state;
	assert_string_equal(voucher_code_words(&w, "ABCDE23456"), "ABCDE-23456");
	assert_string_equal(voucher_code_normal(&w, "ABCDE-23456"), "ABCDE23456");
	assert_string_equal(voucher_code_normal(&w, " abcde 23456 "), "ABCDE23456");
	assert_string_equal(voucher_code_normal(&w, "0I8DE23456"), "OIBDE23456");
	test_slip_end(&w);
}

static void
what_cannot_be_a_code_is_not_looked_up(void **state)
{
	struct work w = test_slip();

	(void)state;
	assert_null(voucher_code_normal(&w, NULL));
	assert_null(voucher_code_normal(&w, ""));
	assert_null(voucher_code_normal(&w, "ABCDE2345"));
	assert_null(voucher_code_normal(&w, "ABCDE234567"));
	assert_null(voucher_code_normal(&w, "ABCDE2345%"));
	assert_null(voucher_code_normal(&w, "ABCDE2345\xe9"));
	test_slip_end(&w);
}

static void
serials_have_one_written_form(void **state)
{
	struct work w = test_slip();

	(void)state;
	assert_string_equal(cert_serial_normal(&w, "00:ab cd:0f"), "00ABCD0F");
	assert_null(cert_serial_normal(&w, "xyz"));
	assert_null(cert_serial_normal(&w, "ab"));
	assert_null(cert_serial_normal(&w, NULL));
	assert_string_equal(token_serial_normal(&w, " jk2 0001-a "), "JK20001-A");
	assert_null(token_serial_normal(&w, "jk2"));
	assert_null(token_serial_normal(&w, "jk2'0001"));
	assert_null(token_serial_normal(&w, NULL));
	test_slip_end(&w);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(a_code_is_read_however_it_is_typed),
	cmocka_unit_test(what_cannot_be_a_code_is_not_looked_up),
	cmocka_unit_test(serials_have_one_written_form),
};

TEST_MAIN(tests)
