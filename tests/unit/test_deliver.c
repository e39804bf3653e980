/* SPDX-License-Identifier: MIT */
/* Codes and serials as people type them. */
#include "test.h"

#include "modules/cert/cert.h"
#include "modules/cert/token.h"
#include "modules/deliver/parcel.h"
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

static void
a_waybill_is_looked_at_as_its_courier_writes_it(void **state)
{
	static const char sf[] = "SF9999999999999 999999999999", ems[] = "AA999999999AA";
	struct work w = test_slip();

	(void)state;
	assert_string_equal(carrier_waybill(&w, sf, " sf 1012-345678912"), "SF1012345678912");
	assert_string_equal(carrier_waybill(&w, sf, "101234567891"), "101234567891");
	assert_null(carrier_waybill(&w, sf, "SF101234567891"));
	assert_null(carrier_waybill(&w, sf, "SF10123456789123"));
	assert_null(carrier_waybill(&w, sf, "XF1012345678912"));
	assert_null(carrier_waybill(&w, sf, ""));
	assert_string_equal(carrier_waybill(&w, ems, "ea123456789cn"), "EA123456789CN");
	assert_null(carrier_waybill(&w, ems, "EA12345678ACN"));
	assert_null(carrier_waybill(&w, "", "SF1012345678912"));
	test_slip_end(&w);
}

static void
a_parcel_comes_back_and_goes_out_again(void **state)
{
	const struct machine *m = &parcel_machine;

	(void)state;
	assert_int_equal(machine_step(m, PARCEL_SHIPPED, PARCEL_ACT_SENT_BACK, 0, 0)->to,
	    PARCEL_RETURNED_TO_SENDER);
	assert_int_equal(machine_step(m, PARCEL_RETURNED_TO_SENDER, PARCEL_ACT_AGAIN, 0, 0)->to,
	    PARCEL_TO_SHIP);
	assert_null(machine_step(m, PARCEL_RETURNED_TO_SENDER, PARCEL_ACT_RECEIVE, 0, 0));
	assert_null(machine_step(m, PARCEL_RECEIVED, PARCEL_ACT_SENT_BACK, 0, 0));
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(a_waybill_is_looked_at_as_its_courier_writes_it),
	cmocka_unit_test(a_parcel_comes_back_and_goes_out_again),
	cmocka_unit_test(a_code_is_read_however_it_is_typed),
	cmocka_unit_test(what_cannot_be_a_code_is_not_looked_up),
	cmocka_unit_test(serials_have_one_written_form),
};

TEST_MAIN(tests)
