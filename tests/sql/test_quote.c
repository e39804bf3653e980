/* SPDX-License-Identifier: MIT */
#include "sql_test.h"

#include <string.h>

#include "modules/base/json.h"
#include "modules/company/company.h"
#include "modules/service/quote.h"

static struct actor actor = { .channel = "MAIN", .name = "甲" };
static struct company shenyang = {
	.channel = "MAIN", .name = "演示测试企业", .credit_code = "91210100MA0000001X",
	.city = "SY", .region = "辽宁省/沈阳市/和平区", .address = "和平北大街1号",
	.legal_name = "甲", .phone = "", .state = "APPROVED",
};

static int
add(struct work *w, void *arg)
{
	return company_add(w, arg);
}

/* The answer, or NULL and the fault in the slip. */
static struct json *
ask(const char *items)
{
	const char *text = arena_printf(sql_w.arena, "{\"service\":\"new\",\"lock_type\":"
	    "\"PROJECT\",\"medium\":\"UKEY\",\"items\":%s}", items);
	struct json *body, *out;

	sql_w.actor = &actor;
	sql_ok(js_parse(&sql_w, text, strlen(text), &body));
	return quote(&sql_w, body, &out) < 0 ? NULL : out;
}

static void
the_own_city_is_that_of_the_chosen_enterprise(void **s)
{
	struct json *q;

	(void)s;
	SQL_NEEDED;
	q = ask("[{\"platforms\":[\"LNJS\",\"SY\",\"DL\"],\"years\":1}]");
	assert_int_equal(js_get_int(q, "fen", -1), 35000);	/* a visitor has none */
	sql_clear();
	sql_ok(db_tx(&sql_w, add, &shenyang));
	actor.company_id = shenyang.id;
	q = ask("[{\"platforms\":[\"LNJS\",\"SY\",\"DL\"],\"years\":1}]");
	assert_int_equal(js_get_int(q, "fen", -1), 30000);
	sql_clear();
}

static void
several_people_are_priced_one_by_one(void **s)
{
	struct json *q;

	(void)s;
	SQL_NEEDED;
	q = ask("[{\"platforms\":[\"SY\"],\"years\":1},{\"platforms\":[],\"years\":1},"
	    "{\"platforms\":[\"HC\",\"JZ\"],\"years\":1}]");
	assert_int_equal(js_size(js_get(q, "items")), 3);
	assert_int_equal(js_as_int(js_path(q, "items.0.fen"), -1), 25000);
	assert_int_equal(js_as_int(js_path(q, "items.1.fen"), -1), 0);	/* nothing ticked yet */
	assert_int_equal(js_as_int(js_path(q, "items.2.fen"), -1), 35000);
	assert_int_equal(js_get_int(q, "fen", -1), 60000);
	sql_clear();
}

static void
what_cannot_be_read_is_refused_by_its_field(void **s)
{
	static const struct { const char *items, *field; } bad[] = {
		{ "[]", "items" },
		{ "[{\"platforms\":[\"LNGG\"],\"years\":1}]", "platforms" },
		{ "[{\"platforms\":[7],\"years\":1}]", "platforms" },
		{ "[{\"platforms\":{\"a\":1},\"years\":1}]", "platforms" },
		{ "[{\"platforms\":[\"SY\"]}]", "years" },
		{ "[{\"platforms\":[\"SY\"],\"years\":2}]", "years" },
		{ "[[]]", "years" },
		{ "{\"a\":1}", "years" },
	};

	(void)s;
	SQL_NEEDED;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		assert_null(ask(bad[i].items));
		assert_int_equal(sql_w.fault.code, ERR_INVALID);
		assert_string_equal(sql_w.fault.fields[0].field, bad[i].field);
		sql_clear();
	}
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_own_city_is_that_of_the_chosen_enterprise),
		cmocka_unit_test(several_people_are_priced_one_by_one),
		cmocka_unit_test(what_cannot_be_read_is_refused_by_its_field),
	};

	SQL_TEST_MAIN(tests);
}
