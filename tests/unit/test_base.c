/* SPDX-License-Identifier: MIT */
#include "test.h"

#include "modules/base/clock.h"
#include "modules/base/crypto.h"
#include "modules/base/fields.h"
#include "modules/base/json.h"
#include "modules/base/text.h"
#include "modules/base/xml.h"

static void
an_arena_gives_zeroed_memory_of_any_size(void **s)
{
	struct arena *a = arena_new(64);
	char *p = arena_alloc(a, 1000);

	(void)s;
	for (int i = 0; i < 1000; i++)
		assert_int_equal(p[i], 0);
	assert_string_equal(arena_printf(a, "%d-%s", 7, "x"), "7-x");
	arena_free(&a);
	assert_null(a);
}

static void
the_first_fault_wins(void **s)
{
	struct work w = test_slip();

	(void)s;
	assert_int_equal(refuse(&w, ERR_NOTFOUND, "no %s", "order"), -1);
	assert_int_equal(refuse(&w, ERR_BUG, "later"), -1);
	assert_int_equal(w.fault.code, ERR_NOTFOUND);
	assert_string_equal(w.fault.detail, "no order");
	test_slip_end(&w);
}

static void
json_with_duplicate_keys_or_great_depth_is_refused(void **s)
{
	static const char *const bad[] = { "{\"a\":1,\"a\":2}", "[1] x", "{\"a\":\"\\ud800\"}",
	    "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]" };
	struct json *j;

	(void)s;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		struct work w = test_slip();

		assert_int_equal(js_parse(&w, bad[i], strlen(bad[i]), &j), -1);
		assert_int_equal(w.fault.code, ERR_INVALID);
		test_slip_end(&w);
	}
}

static void
xml_with_a_doctype_is_refused(void **s)
{
	static const char text[] = "<!DOCTYPE x [<!ENTITY a \"b\">]><x>&a;</x>";
	struct work w = test_slip();
	struct xml *root;

	(void)s;
	assert_int_equal(xml_parse(&w, text, sizeof(text) - 1, &root), -1);
	fault_clear(&w);
	assert_int_equal(xml_parse(&w, "<x><y a='1'>z</y></x>", 21, &root), 0);
	assert_string_equal(xml_attr(&w, xml_child(root), "a"), "1");
	test_slip_end(&w);
}

static void
a_sealed_text_opens_only_with_its_own_additional_data(void **s)
{
	unsigned char key[KEY_LEN] = { 1 }, sealed[5 + GCM_OVERHEAD], out[6] = { 0 };

	(void)s;
	gcm_seal(key, "a", "hello", 5, sealed);
	assert_int_equal(gcm_open(key, "b", sealed, sizeof(sealed), out), -1);
	assert_int_equal(gcm_open(key, "a", sealed, sizeof(sealed), out), 0);
	assert_memory_equal(out, "hello", 5);
}

static void
totp_gives_the_codes_of_rfc_6238(void **s)
{
	static const unsigned char seed[] = "12345678901234567890";

	(void)s;
	assert_int_equal(totp_code(seed, 20, 59 / 30), 287082);
	assert_int_equal(totp_code(seed, 20, 1111111109 / 30), 81804);
	assert_int_equal(totp_code(seed, 20, 20000000000 / 30), 353130);
}

static void
count_up(void *n)
{
	++*(int *)n;
}

static void
a_wiped_arena_keeps_no_secret(void **s)
{
	struct arena *a = arena_new(64);
	char *p = arena_strdup(a, "correct horse battery staple"), *big = arena_alloc(a, 500);
	int dropped = 0;

	(void)s;
	memset(big, 7, 500);
	arena_defer(a, count_up, &dropped);
	arena_wipe(a);
	assert_int_equal(dropped, 1);
	assert_int_equal(p[0] | p[8] | p[27], 0);
	assert_int_equal(big[0] | big[499], 0);
	arena_reset(a);
	assert_int_equal(dropped, 1);
	arena_free(&a);
}

static void
dates_survive_a_round_trip_through_shanghai(void **s)
{
	struct arena *a = arena_new(256);
	struct civil c;

	(void)s;
	assert_int_equal(date_parse("2021-02-29", &c), -1);
	assert_int_equal(date_parse("2024-02-29", &c), 0);
	assert_string_equal(date_text(a, civil_epoch(&c)), "2024-02-29");
	assert_string_equal(date_text(a, date_add_years(civil_epoch(&c), 1)), "2025-02-28");
	assert_string_equal(time_text(a, 1632094200), "2021-09-20 07:30:00");
	assert_int_equal(civil_of(1632094200).weekday, 1);
	arena_free(&a);
}

static void
text_is_trimmed_folded_and_counted_in_characters(void **s)
{
	struct arena *a = arena_new(256);

	(void)s;
	assert_string_equal(text_normal(a, " ＡＢ１２　欧阳𠮷\t"), "AB12 欧阳𠮷");
	assert_int_equal(utf8_count("欧阳𠮷"), 3);
	assert_false(utf8_ok("\xED\xA0\x80", 3));
	assert_false(utf8_ok("\xC0\xAF", 2));
	assert_string_equal(phone_normal(a, "+86 138-0013-8000"), "13800138000");
	assert_string_equal(mask_id_number(a, "210102195804231905"), "2101**********1905");
	assert_string_equal(yuan_text(a, 75000), "750.00");
	arena_free(&a);
}

static void
a_pid_has_one_spelling(void **s)
{
	struct arena *a = arena_new(256);
	unsigned char in[16] = { 0xFF, 1, 2 }, out[16];
	char *t = base32_text(a, in, 16);

	(void)s;
	assert_int_equal(strlen(t), 26);
	assert_int_equal(base32_bytes(t, out, 16), 0);
	assert_memory_equal(in, out, 16);
	t[25]++;
	assert_int_equal(base32_bytes(t, out, 16), -1);
	arena_free(&a);
}

struct ship_form {
	const char	*carrier;
	int64_t		 pieces;
};

static const struct field ship_fields[] = {
	FIELD_TEXT(ship_form, carrier, 1, 4, "快递公司", NULL),
	FIELD_INT(ship_form, pieces, 1, 9, "件数"),
};

static void
every_wrong_field_is_named_at_once(void **s)
{
	static const char text[] = "{\"carrier\":\"  \",\"pieces\":12}";
	struct work w = test_slip();
	struct ship_form f;
	struct json *body;

	(void)s;
	assert_int_equal(js_parse(&w, text, sizeof(text) - 1, &body), 0);
	assert_int_equal(fields_read(&w, body, ship_fields, N_FIELDS(ship_fields), &f), -1);
	assert_int_equal(w.fault.nfields, 2);
	assert_string_equal(w.fault.fields[0].words, "请填写快递公司");
	assert_string_equal(w.fault.fields[1].field, "pieces");
	test_slip_end(&w);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(an_arena_gives_zeroed_memory_of_any_size),
	cmocka_unit_test(a_wiped_arena_keeps_no_secret),
	cmocka_unit_test(the_first_fault_wins),
	cmocka_unit_test(json_with_duplicate_keys_or_great_depth_is_refused),
	cmocka_unit_test(xml_with_a_doctype_is_refused),
	cmocka_unit_test(a_sealed_text_opens_only_with_its_own_additional_data),
	cmocka_unit_test(totp_gives_the_codes_of_rfc_6238),
	cmocka_unit_test(dates_survive_a_round_trip_through_shanghai),
	cmocka_unit_test(text_is_trimmed_folded_and_counted_in_characters),
	cmocka_unit_test(a_pid_has_one_spelling),
	cmocka_unit_test(every_wrong_field_is_named_at_once),
};

TEST_MAIN(tests)
