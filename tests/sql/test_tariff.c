/* SPDX-License-Identifier: MIT */
/* The shipped tariff against every amount printed in the guides. */
#include "sql_test.h"

#include <string.h>

#include "modules/base/clock.h"
#include "modules/base/json.h"
#include "modules/catalog/price.h"
#include "tests/unit/tariff_oracle.h"

static struct json *
golden(void)
{
	static char text[65536];
	FILE *f = fopen(SRCDIR "/tests/data/tariff-cases.json", "re");
	struct json *j;
	size_t n;

	assert_non_null(f);
	n = fread(text, 1, sizeof(text), f);
	fclose(f);
	sql_ok(js_parse(&sql_w, text, n, &j));
	return js_get(j, "cases");
}

static struct json *
case_named(const struct json *cases, const char *id)
{
	for (size_t i = 0; i < js_size(cases); i++)
		if (strcmp(js_get_text(js_at(cases, i), "id"), id) == 0)
			return js_at(cases, i);
	fail_msg("no case %s", id);
	return NULL;
}

/* In the file the items of a cart are ids; the engine wants whole cases. */
static void
fill_cart(struct json *kase, const struct json *cases)
{
	struct json *items = js_get(kase, "items"), *whole = js_array(&sql_w);

	if (items == NULL || !js_is_text(js_at(items, 0)))
		return;
	for (size_t i = 0; i < js_size(items); i++)
		js_add(whole, case_named(cases, js_as_text(js_at(items, i))));
	js_put(kase, "items", whole);
}

static void
all_golden_cases_come_out_to_the_fen(void **s)
{
	const struct catalog *c;
	struct json *cases;

	(void)s;
	SQL_NEEDED;
	cases = golden();
	sql_ok(catalog_get(&sql_w, &c));
	assert_int_equal(js_size(cases), 20);
	for (size_t i = 0; i < 20; i++) {
		struct json *kase = js_at(cases, i);
		int64_t sum = 0;
		struct price p;

		fill_cart(kase, cases);
		if (price_case(&sql_w, c, kase, &p) < 0)
			fail_msg("%s: %s", js_get_text(kase, "id"), sql_w.fault.words);
		if (p.fen != js_get_int(kase, "fen", -1))
			fail_msg("%s: %lld fen", js_get_text(kase, "id"), (long long)p.fen);
		assert_true(p.n > 0);
		for (size_t l = 0; l < p.n; l++)
			sum += p.lines[l].fen;
		assert_int_equal(sum, p.fen);
	}
	sql_clear();
}

static void
the_g01_explanation_is_250_and_5_times_50_and_50_and_200(void **s)
{
	static const int64_t fen[] = { 25000, 0, 5000, 5000, 5000, 5000, 5000, 5000, 20000 };
	const struct catalog *c;
	struct price p;

	(void)s;
	SQL_NEEDED;
	sql_ok(catalog_get(&sql_w, &c));
	sql_ok(price_case(&sql_w, c, case_named(golden(), "G01"), &p));
	assert_int_equal(p.n, sizeof(fen) / sizeof(*fen));
	for (size_t i = 0; i < p.n; i++)
		assert_int_equal(p.lines[i].fen, fen[i]);
	assert_string_equal(p.lines[1].rule, "T1.own_city");
	assert_string_equal(p.lines[7].rule, "T1.HC");
	sql_clear();
}

/* {"business": …} as typed. */
static int
price_of(const char *text, struct price *p)
{
	const struct catalog *c;
	struct json *j;

	sql_ok(catalog_get(&sql_w, &c));
	sql_ok(js_parse(&sql_w, text, strlen(text), &j));
	return price_case(&sql_w, c, j, p);
}

static void
physical_and_mobile_in_one_payment_are_1180(void **s)
{
	struct json *cases, *cart, *items;
	const struct catalog *c;
	struct price p;

	(void)s;
	SQL_NEEDED;
	cases = golden();
	cart = js_object(&sql_w);
	items = js_array(&sql_w);
	js_add(items, case_named(cases, "G02"));
	js_add(items, case_named(cases, "G03"));
	js_put_text(cart, "business", "cart");
	js_put(cart, "items", items);
	sql_ok(catalog_get(&sql_w, &c));
	sql_ok(price_case(&sql_w, c, cart, &p));
	assert_int_equal(p.fen, 118000);
	sql_clear();
}

static void
what_is_not_offered_or_not_new_is_refused_in_words(void **s)
{
	static const struct { const char *text, *field; } bad[] = {
		{ "{\"business\":\"new\",\"lock\":\"EXPERT\",\"medium\":\"UKEY\",\"platforms\":[\"LNJS\"]}", "lock_type" },
		{ "{\"business\":\"new\",\"lock\":\"MAIN\",\"medium\":\"UKEY\",\"platforms\":[]}", "platforms" },
		{ "{\"business\":\"new\",\"lock\":\"MAIN\",\"medium\":\"UKEY\",\"platforms\":[\"XX\"]}", "platforms" },
		{ "{\"business\":\"new\",\"lock\":\"MAIN\",\"medium\":\"UKEY\",\"platforms\":[\"SY\",\"SY\"]}", "platforms" },
		{ "{\"business\":\"new\",\"lock\":\"MAIN\",\"medium\":\"UKEY\",\"platforms\":[\"SY\"],\"years\":0}", "years" },
		{ "{\"business\":\"platform\",\"lock\":\"MAIN\",\"medium\":\"UKEY\",\"held\":[\"SY\"],\"add\":[\"SY\"],\"today\":\"2021-01-01\",\"not_after\":\"2021-06-01\"}", "platforms" },
		{ "{\"business\":\"platform\",\"lock\":\"MAIN\",\"medium\":\"UKEY\",\"held\":[],\"add\":[\"SY\"],\"today\":\"2021-06-02\",\"not_after\":\"2021-06-01\"}", "not_after" },
		{ "{\"business\":\"platform\",\"lock\":\"MAIN\",\"medium\":\"UKEY\",\"held\":[],\"add\":[\"SY\"],\"today\":\"2021-02-30\",\"not_after\":\"2021-06-01\"}", "today" },
		{ "{\"business\":\"reissue\"}", "reason" },
		{ "{\"business\":\"unlock\"}", "service" },
		{ "{\"business\":\"cart\",\"items\":[]}", "items" },
	};

	(void)s;
	SQL_NEEDED;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		struct price p;

		assert_int_equal(price_of(bad[i].text, &p), -1);
		assert_int_equal(sql_w.fault.code, ERR_INVALID);
		assert_string_equal(sql_w.fault.fields[0].field, bad[i].field);
		sql_clear();
	}
}

static void
a_test_enterprise_pays_one_fen(void **s)
{
	static const char *const platforms[] = { "LNJS", "SY", "HC" };
	static const char *const services[] = { "new", "renew", "platform", "reissue" };
	const struct catalog *c;

	(void)s;
	SQL_NEEDED;
	for (size_t i = 0; i < 4; i++) {
		struct price_ask ask = { .channel = "MAIN", .service = services[i],
		    .lock_type = "PROJECT", .medium = "UKEY", .platforms = platforms,
		    .nplatforms = 3, .years = 1, .at = sql_w.now,
		    .not_after = sql_w.now + 86400, .reason = "LOST", .test = 1, .offered = 1 };
		struct price p;

		sql_ok(catalog_get(&sql_w, &c));
		sql_ok(price_ask(&sql_w, c, &ask, &p));
		assert_int_equal(p.fen, 1);
		sql_clear();
	}
}

static void
the_grid_of_a_lock_decides_what_can_be_asked(void **s)
{
	static const char *const lngg[] = { "LNGG" };
	struct price_ask ask = { .channel = "MAIN", .service = "new", .lock_type = "MAIN",
	    .medium = "UKEY", .platforms = lngg, .nplatforms = 1, .years = 1,
	    .at = sql_w.now, .offered = 1 };
	const struct catalog *c;
	struct price p;

	(void)s;
	SQL_NEEDED;
	sql_ok(catalog_get(&sql_w, &c));
	sql_ok(price_ask(&sql_w, c, &ask, &p));
	assert_int_equal(p.fen, 25000);
	ask.lock_type = "PROJECT";
	assert_int_equal(price_ask(&sql_w, c, &ask, &p), -1);
	assert_string_equal(sql_w.fault.fields[0].field, "platforms");
	sql_clear();
	sql_ok(catalog_get(&sql_w, &c));
	ask.lock_type = "MAIN";
	ask.years = 2;
	assert_int_equal(price_ask(&sql_w, c, &ask, &p), -1);
	assert_string_equal(sql_w.fault.fields[0].field, "years");
	sql_clear();
	sql_ok(catalog_get(&sql_w, &c));
	ask = (struct price_ask){ .channel = "ANSHAN", .service = "new", .lock_type = "MAIN",
	    .medium = "MOBILE", .platforms = lngg, .nplatforms = 1, .years = 1,
	    .at = sql_w.now, .offered = 1 };
	assert_int_equal(price_ask(&sql_w, c, &ask, &p), -1);
	assert_string_equal(sql_w.fault.fields[0].field, "lock_type");
	sql_clear();
}

/* ---- the shipped rows against the oracle ---- */

static const char *const bits[ORACLE_PLATFORMS] = { "LNJS", "LNZB", "LNCG", "LNGG", "SY", "DL",
	"DLCG", "AS", "JZ", "CY", "HLD", "HC", "SF" };

static size_t
codes_of(unsigned set, const char **out)
{
	size_t n = 0;

	for (unsigned i = 0; i < ORACLE_PLATFORMS; i++)
		if (set & 1u << i)
			out[n++] = bits[i];
	return n;
}

static int64_t
moment(struct oracle_day day)
{
	struct civil c = { .year = day.y, .month = day.m, .day = day.d };

	return civil_epoch(&c);
}

/* -1: refused */
static int64_t
shipped_fen(struct work *w, const struct catalog *c, const struct oracle_ask *q)
{
	static const char *const services[] = { "new", "renew", "platform", "reissue",
		"medium_first" };
	const char *want[ORACLE_PLATFORMS], *held[ORACLE_PLATFORMS], *city = NULL;
	struct price_ask ask = { .service = services[q->what],
	    .lock_type = q->engineer ? "COST_ENGINEER" : oracle_dice(2) ? "MAIN" : "PROJECT",
	    .medium = q->mobile ? "MOBILE" : "UKEY", .platforms = want,
	    .nplatforms = codes_of(q->want, want), .held = held,
	    .nheld = q->what == ASK_ADD ? codes_of(q->held, held) : 0, .years = q->years,
	    .at = moment(q->today), .not_after = moment(q->end),
	    .reason = q->defect ? "QUALITY" : "LOST", .months_since = q->age };
	struct price p;

	if (codes_of(q->city, &city) == 1)
		ask.city = city;
	return price_ask(w, c, &ask, &p) < 0 ? -1 : p.fen;
}

static void
a_hundred_thousand_questions_to_the_shipped_tariff_are_answered_as_the_guides_say(void **s)
{
	static const struct oracle_rates guides = { 25000, 20000, 5000, 5000, 20000, 8000,
		10000, 10000, 5000, 12, 1, 0 };
	int asked = getenv("CAPORTAL_LONG") != NULL ? 100000 : 10000;
	struct work w = { .arena = arena_new(65536), .now = 1632094200 };
	const struct catalog *c;

	(void)s;
	SQL_NEEDED;
	sql_ok(catalog_get(&sql_w, &c));
	for (int i = 0; i < asked; i++) {
		struct oracle_ask q = oracle_random_ask();
		long want = oracle_fen(&guides, &q);
		int64_t have = shipped_fen(&w, c, &q);

		if (have != want)
			fail_msg("question %d: %lld fen, not %ld", i, (long long)have, want);
		fault_clear(&w);
		arena_reset(w.arena);
	}
	arena_free(&w.arena);
	sql_clear();
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_golden_cases_come_out_to_the_fen),
		cmocka_unit_test(the_g01_explanation_is_250_and_5_times_50_and_50_and_200),
		cmocka_unit_test(physical_and_mobile_in_one_payment_are_1180),
		cmocka_unit_test(what_is_not_offered_or_not_new_is_refused_in_words),
		cmocka_unit_test(a_test_enterprise_pays_one_fen),
		cmocka_unit_test(the_grid_of_a_lock_decides_what_can_be_asked),
		cmocka_unit_test(a_hundred_thousand_questions_to_the_shipped_tariff_are_answered_as_the_guides_say),
	};

	SQL_TEST_MAIN(tests);
}
