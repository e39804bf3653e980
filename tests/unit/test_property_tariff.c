/* SPDX-License-Identifier: MIT */
/*
 * A million questions to the tariff engine, each answered a second time by
 * tariff_oracle.h.  The engine gets its rows with the rates of the oracle; the
 * first tariff is T1 of the guides, then rates and rules are thrown by dice.
 * CI asks a tenth, `tests/run long` (CAPORTAL_LONG) all of them.
 */
#include "test.h"

#include <stdlib.h>
#include <string.h>

#include "tariff_oracle.h"
#include "modules/base/clock.h"
#include "modules/catalog/tariff.h"

#define QUESTIONS	1000000
#define A_TARIFF	500		/* questions */

static const struct oracle_rates guides = { 25000, 20000, 5000, 5000, 20000, 8000, 10000,
	10000, 5000, 12, 1, 0 };
static const struct tariff_item all[ORACLE_PLATFORMS] = {
	{ "LNJS", "PROV", "1" }, { "LNZB", "PROV", "2" }, { "LNCG", "PROV", "3" },
	{ "LNGG", "PROV", "4" }, { "SY", "CITY", "5" }, { "DL", "CITY", "6" },
	{ "DLCG", "CITY", "7" }, { "AS", "CITY", "8" }, { "JZ", "CITY", "9" },
	{ "CY", "CITY", "10" }, { "HLD", "CITY", "11" }, { "HC", "SPECIAL", "12" },
	{ "SF", "SPECIAL", "13" },
};
static const char *const services[] = { "new", "renew", "platform", "reissue", "medium_first" };

static struct tariff_base bases[10];
static struct tariff_platform prices[10];

static struct tariff
rows_of(const struct oracle_rates *r)
{
	const struct tariff_base b[] = {
		{ 1, "new", "MAIN", "UKEY", "首年", r->first },
		{ 1, "new", "ENGINEER", "UKEY", "造价师", r->engineer },
		{ 1, "new", "MAIN", "MOBILE", "移动", 0 },
		{ 1, "renew", "MAIN", "UKEY", "延期", r->further },
		{ 1, "renew", "ENGINEER", "UKEY", "造价师", r->engineer_again },
		{ 1, "renew", "MAIN", "MOBILE", "移动", 0 },
		{ 1, "platform", "", "", "新增", 0 },
		{ 1, "reissue", "", "", "补办", r->reissue },
		{ 1, "medium_first", "", "", "介质", 0 },
	};
	const struct tariff_platform p[] = {
		{ 1, "", "UKEY", "PROV", "省级", 0, 0 },
		{ 1, "", "UKEY", "CITY", "市级", r->city, 1 },
		{ 1, "", "UKEY", "HC", "专项", r->hc, 0 },
		{ 1, "", "UKEY", "SF", "专项", r->sf, 0 },
		{ 1, "ENGINEER", "UKEY", "PROV", "含", 0, 0 },
		{ 1, "ENGINEER", "UKEY", "CITY", "含", 0, 0 },
		{ 1, "ENGINEER", "UKEY", "SPECIAL", "含", 0, 0 },
		{ 1, "", "MOBILE", "PROV", "移动", r->mobile, 0 },
		{ 1, "", "MOBILE", "CITY", "移动", r->mobile, 0 },
		{ 1, "", "MOBILE", "SPECIAL", "移动", r->mobile, 0 },
	};

	memcpy(bases, b, sizeof(b));
	memcpy(prices, p, sizeof(p));
	return (struct tariff){ .id = 1, .code = "T", .words = "T", .mode = "NORMAL",
	    .own_city_free = r->own_city, .first_city_free = r->any_city,
	    .warranty_months = r->warranty, .bases = bases, .nbases = 9,
	    .prices = prices, .nprices = 10 };
}

static struct oracle_rates
random_rates(void)
{
	return (struct oracle_rates){ 1 + oracle_dice(50000), 1 + oracle_dice(50000),
	    oracle_dice(20000), oracle_dice(30000), oracle_dice(30000), 1 + oracle_dice(20000),
	    1 + oracle_dice(30000), 1 + oracle_dice(30000), oracle_dice(10000),
	    oracle_dice(25), oracle_dice(2), oracle_dice(2) };
}

static size_t
pick(unsigned bits, struct tariff_item *out)
{
	size_t n = 0;

	for (unsigned i = 0; i < ORACLE_PLATFORMS; i++)
		if (bits & 1u << i)
			out[n++] = all[i];
	return n;
}

static const char *
code_of(unsigned bit)
{
	for (unsigned i = 0; i < ORACLE_PLATFORMS; i++)
		if (bit == 1u << i)
			return all[i].code;
	return oracle_dice(2) ? NULL : "XX";
}

/* Any second of that day. */
static int64_t
moment(struct oracle_day day)
{
	struct civil c = { .year = day.y, .month = day.m, .day = day.d };

	return civil_epoch(&c) + oracle_dice(86400);
}

static int64_t
sum_of(const struct price *p)
{
	int64_t sum = 0;

	for (size_t i = 0; i < p->n; i++) {
		assert_true(p->lines[i].fen >= 0);
		sum += p->lines[i].fen;
	}
	return sum;
}

/* What the engine asks for, -1 when it refuses. */
static int64_t
engine_fen(struct work *w, const struct tariff *t, const struct oracle_ask *q)
{
	struct tariff_item items[ORACLE_PLATFORMS], held[ORACLE_PLATFORMS];
	struct tariff_ask ask = { .service = services[q->what],
	    .lock_type = q->engineer ? "ENGINEER" : "MAIN",
	    .medium = q->mobile ? "MOBILE" : "UKEY", .city = code_of(q->city),
	    .items = items, .nitems = pick(q->want, items), .held = held,
	    .nheld = q->what == ASK_ADD ? pick(q->held, held) : 0, .years = q->years,
	    .today = moment(q->today), .not_after = moment(q->end), .warranty = q->defect,
	    .months_since = q->age };
	struct price p;

	if (tariff_price(w, t, &ask, &p) < 0) {
		assert_int_equal(w->fault.code, ERR_INVALID);
		fault_clear(w);
		return -1;
	}
	assert_int_equal(sum_of(&p), p.fen);
	assert_true(p.n > 0);
	return p.fen;
}

static void
every_answer_is_that_of_the_oracle(void **state)
{
	int asked = getenv("CAPORTAL_LONG") != NULL ? QUESTIONS : QUESTIONS / 10, refused = 0;
	struct work w = test_slip();
	struct oracle_rates rates = guides;
	struct tariff t = rows_of(&rates);

	(void)state;
	for (int i = 0; i < asked; i++) {
		struct oracle_ask q = oracle_random_ask();
		long want = oracle_fen(&rates, &q);
		int64_t have = engine_fen(&w, &t, &q);

		if (have != want)
			fail_msg("question %d: %s, %s %s, want %#x, held %#x, city %#x, %d years,"
			    " %d-%d-%d to %d-%d-%d, age %d: %lld fen, not %ld", i,
			    services[q.what], q.engineer ? "engineer" : "main",
			    q.mobile ? "mobile" : "key", q.want, q.held, q.city, q.years,
			    q.today.y, q.today.m, q.today.d, q.end.y, q.end.m, q.end.d, q.age,
			    (long long)have, want);
		refused += want < 0;
		arena_reset(w.arena);
		if (i % A_TARIFF == A_TARIFF - 1) {
			rates = i / A_TARIFF % 2 ? guides : random_rates();
			t = rows_of(&rates);
		}
	}
	print_message("# %d questions, %d of them refused, 0 mismatches\n", asked, refused);
	assert_in_range(refused, asked / 50, asked / 2);
	test_slip_end(&w);
}

/* The golden cases of section 4.2, so that the oracle itself is held to the guides. */
static void
the_oracle_knows_the_amounts_of_the_guides(void **state)
{
	static const struct { struct oracle_ask q; long fen; } table[] = {
		{ { .what = ASK_NEW, .want = 0x1fb7, .city = 0x10, .years = 1 }, 75000 },	/* G01 */
		{ { .what = ASK_NEW, .want = 0x1bb7, .city = 0x10, .years = 1 }, 70000 },	/* G02 */
		{ { .what = ASK_NEW, .mobile = 1, .want = 0x03a5, .years = 1 }, 48000 },	/* G03 */
		{ { .what = ASK_RENEW, .want = 0x00b7, .city = 0x10, .years = 1 }, 30000 },	/* G04 */
		{ { .what = ASK_RENEW, .want = 0x03b7, .city = 0x10, .years = 1 }, 40000 },	/* G05 */
		{ { .what = ASK_RENEW, .want = 0x195f, .city = 0x10, .years = 1 }, 55000 },	/* G07 */
		{ { .what = ASK_RENEW, .engineer = 1, .want = 1, .years = 1 }, 10000 },		/* G08 */
		{ { .what = ASK_REISSUE, .age = 3 }, 5000 },					/* G10 */
		{ { .what = ASK_REISSUE, .defect = 1, .age = 3 }, 0 },				/* G11 */
		{ { .what = ASK_REISSUE, .defect = 1, .age = 13 }, 5000 },			/* G12 */
		{ { .what = ASK_ADD, .held = 0x00b7, .want = 0x0b00, .city = 0x10,
		    .today = { 2021, 9, 20 }, .end = { 2021, 11, 15 } }, 2500 },		/* G13 */
		{ { .what = ASK_ADD, .held = 0xf, .want = 0x100, .city = 0x100,
		    .today = { 2021, 1, 15 }, .end = { 2022, 1, 15 } }, 0 },			/* G14 */
		{ { .what = ASK_ADD, .held = 0xf, .want = 0x180, .city = 0x100,
		    .today = { 2021, 1, 15 }, .end = { 2022, 1, 15 } }, 5000 },			/* G15 */
		{ { .what = ASK_NEW, .want = 0x1f, .city = 0x10, .years = 1 }, 25000 },		/* G16 */
		{ { .what = ASK_RENEW, .want = 0x1f, .city = 0x10, .years = 1 }, 20000 },	/* G18 */
		{ { .what = ASK_FIRST_KEY }, 0 },						/* G19 */
		{ { .what = ASK_NEW, .want = 0x3f, .city = 0x10, .years = 1 }, 30000 },		/* G20 */
		{ { .what = ASK_ADD, .held = 0xf, .want = 0xf, .today = { 2021, 1, 15 },
		    .end = { 2022, 1, 15 } }, -1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++)
		assert_int_equal(oracle_fen(&guides, &table[i].q), table[i].fen);
	assert_int_equal(oracle_months((struct oracle_day){ 2021, 9, 15 },
	    (struct oracle_day){ 2021, 11, 15 }), 2);
	assert_int_equal(oracle_months((struct oracle_day){ 2021, 8, 31 },
	    (struct oracle_day){ 2021, 11, 30 }), 3);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(the_oracle_knows_the_amounts_of_the_guides),
	cmocka_unit_test(every_answer_is_that_of_the_oracle),
};

TEST_MAIN(tests)
