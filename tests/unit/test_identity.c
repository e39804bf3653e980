/* SPDX-License-Identifier: MIT */
#include "test.h"

#include <stdio.h>
#include <string.h>

#include "modules/base/json.h"
#include "modules/base/text.h"

/* The 120 published and recomputed numbers of tests/data/identity-cases.json. */
static const struct {
	const char	*kind;
	int		(*ok)(const char *);
} predicates[] = {
	{ "id_card", id_number_ok }, { "uscc", credit_code_ok },
	{ "org_code", org_code_ok }, { "mobile", phone_ok },
	{ "taxpayer_id", taxpayer_id_ok }, { "bank_card", bank_card_ok },
	{ "bank_account", bank_account_ok },
};

static int
judge(const char *kind, const char *value)
{
	for (size_t i = 0; i < sizeof(predicates) / sizeof(*predicates); i++)
		if (strcmp(predicates[i].kind, kind) == 0)
			return predicates[i].ok(value);
	fail_msg("no predicate for %s", kind);
	return 0;
}

static struct json *
cases(struct work *w)
{
	static char text[65536];
	FILE *f = fopen(SRCDIR "/tests/data/identity-cases.json", "r");
	struct json *all;
	size_t n;

	assert_non_null(f);
	n = fread(text, 1, sizeof(text), f);
	fclose(f);
	assert_int_equal(js_parse(w, text, n, &all), 0);
	return js_get(all, "cases");
}

static void
every_number_is_judged_as_printed(void **s)
{
	struct work w = test_slip();
	struct json *list = cases(&w);
	int wrong = 0;

	(void)s;
	assert_int_equal(js_size(list), 120);
	for (size_t i = 0; i < js_size(list); i++) {
		struct json *c = js_at(list, i);
		const char *kind = js_get_text(c, "kind"), *value = js_get_text(c, "value");
		int want = strcmp(js_get_text(c, "expected"), "ok") == 0;

		if (judge(kind, value) != want) {
			print_message("%s %s should be %s\n", kind, value,
			    js_get_text(c, "expected"));
			wrong++;
		}
	}
	assert_int_equal(wrong, 0);
	test_slip_end(&w);
}

static void
a_phone_is_normalised_before_it_is_judged(void **s)
{
	struct work w = test_slip();

	(void)s;
	assert_string_equal(phone_normal(w.arena, "+8613900000001"), "13900000001");
	assert_string_equal(phone_normal(w.arena, "8613900000001"), "13900000001");
	assert_string_equal(phone_normal(w.arena, "139-0000-0001"), "13900000001");
	assert_string_equal(phone_normal(w.arena, "１３９００００００００"), "13900000000");
	test_slip_end(&w);
}

static void
the_state_registers_companies_too(void **s)
{
	(void)s;
	assert_true(credit_code_ok("91100000100003962T"));
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_number_is_judged_as_printed),
		cmocka_unit_test(a_phone_is_normalised_before_it_is_judged),
		cmocka_unit_test(the_state_registers_companies_too),
	};

	if (argc > 1)
		cmocka_set_test_filter(argv[1]);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
