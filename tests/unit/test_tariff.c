/* SPDX-License-Identifier: MIT */
/* The engine on a tariff made by hand; no database. */
#include "test.h"

#include <string.h>

#include "modules/base/clock.h"
#include "modules/catalog/tariff.h"

#define CARTS	100000
#define NITEMS	13

static const struct tariff_base bases[] = {
	{ 1, "new",      "",      "UKEY",   "首年",   25000 },
	{ 1, "new",      "THIRD", "UKEY",   "第三种", 10000 },
	{ 1, "new",      "",      "MOBILE", "移动",   0 },
	{ 1, "renew",    "",      "UKEY",   "延期",   20000 },
	{ 1, "renew",    "",      "MOBILE", "移动",   0 },
	{ 1, "platform", "",      "",       "新增",   0 },
	{ 1, "reissue",  "",      "",       "补办",   5000 },
};
static const struct tariff_platform prices[] = {
	{ 1, "",      "UKEY",   "PROV",    "省级", 0,     0 },
	{ 1, "",      "UKEY",   "CITY",    "市级", 5000,  1 },
	{ 1, "",      "UKEY",   "SPECIAL", "专项", 20000, 0 },
	{ 1, "",      "UKEY",   "S1",      "专项", 4999,  0 },
	{ 1, "",      "MOBILE", "PROV",    "移动", 8000,  0 },
	{ 1, "",      "MOBILE", "CITY",    "移动", 8000,  0 },
	{ 1, "THIRD", "UKEY",   "CITY",    "含",   0,     0 },
};
static struct tariff tariff = {
	.id = 1, .code = "T", .words = "T", .mode = "NORMAL", .own_city_free = 1,
	.warranty_months = 12, .bases = bases, .nbases = 7, .prices = prices, .nprices = 7,
};
static const struct tariff_item all[NITEMS] = {
	{ "P1", "PROV", "省一" }, { "P2", "PROV", "省二" }, { "P3", "PROV", "省三" },
	{ "C1", "CITY", "市一" }, { "C2", "CITY", "市二" }, { "C3", "CITY", "市三" },
	{ "C4", "CITY", "市四" }, { "C5", "CITY", "市五" }, { "C6", "CITY", "市六" },
	{ "C7", "CITY", "市七" }, { "C8", "CITY", "市八" },
	{ "S1", "SPECIAL", "专一" }, { "S2", "SPECIAL", "专二" },
};

static int64_t
day(const char *s)
{
	struct civil c;

	assert_int_equal(date_parse(s, &c), 0);
	return civil_epoch(&c);
}

/* The platforms whose bits are set. */
static size_t
pick(unsigned bits, struct tariff_item *out)
{
	size_t n = 0;

	for (unsigned i = 0; i < NITEMS; i++)
		if (bits & 1u << i)
			out[n++] = all[i];
	return n;
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

static void
started_months_are_counted_as_in_the_table(void **s)
{
	static const struct { const char *today, *end; int months; } table[] = {
		{ "2021-09-15", "2021-11-15", 2 },	/* exactly n months are n, not n + 1 */
		{ "2021-09-20", "2021-11-15", 2 },
		{ "2021-10-20", "2021-11-15", 1 },
		{ "2021-10-14", "2021-11-15", 2 },
		{ "2021-01-15", "2022-01-15", 12 },
		{ "2021-08-31", "2021-11-30", 3 },
		{ "2021-11-14", "2021-11-15", 1 },	/* one day is one month */
		{ "2021-11-15", "2021-11-15", 1 },
		{ "2021-11-16", "2021-11-15", 0 },
		{ "2020-02-29", "2021-02-28", 12 },
		{ "2021-01-31", "2021-02-28", 1 },
	};

	(void)s;
	for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++)
		assert_int_equal(tariff_months_left(day(table[i].today), day(table[i].end)),
		    table[i].months);
	assert_int_equal(tariff_months_since(day("2021-01-15"), day("2022-01-14")), 11);
	assert_int_equal(tariff_months_since(day("2021-01-15"), day("2022-01-15")), 12);
	assert_int_equal(tariff_months_since(day("2021-01-15"), day("2020-01-15")), 0);
}

static void
a_prorated_total_is_rounded_once_and_shared_by_largest_remainder(void **s)
{
	static const int64_t fen[] = { 834, 833, 833 };
	struct work w = test_slip();
	struct tariff_item items[NITEMS];
	struct tariff_ask ask = { .service = "platform", .medium = "UKEY", .items = items,
	    .nitems = pick(070, items), .today = day("2021-09-20"),
	    .not_after = day("2021-11-15") };
	struct price p;

	(void)s;
	assert_int_equal(tariff_price(&w, &tariff, &ask, &p), 0);
	assert_int_equal(p.fen, 2500);
	for (size_t i = 0; i < 3; i++)
		assert_int_equal(p.lines[i].fen, fen[i]);
	assert_string_equal(p.lines[0].words, "市一（市级 50.00 × 2/12）");
	/* 4999 x 1 / 12 = 416.58…; x 6 / 12 = 2499.5, half up */
	ask.nitems = pick(1u << 11, items);
	ask.not_after = day("2022-03-20");
	assert_int_equal(tariff_price(&w, &tariff, &ask, &p), 0);
	assert_int_equal(p.fen, 2500);
	ask.not_after = day("2021-10-20");
	assert_int_equal(tariff_price(&w, &tariff, &ask, &p), 0);
	assert_int_equal(p.fen, 417);
	/* 833.17 and 833.33: the fen that is left goes to the second */
	items[0] = all[11];
	items[1] = all[3];
	ask.nitems = 2;
	ask.not_after = day("2021-11-20");
	assert_int_equal(tariff_price(&w, &tariff, &ask, &p), 0);
	assert_int_equal(p.fen, 1667);
	assert_int_equal(p.lines[0].fen, 833);
	assert_int_equal(p.lines[1].fen, 834);
	test_slip_end(&w);
}

static void
the_own_city_is_free_once(void **s)
{
	struct work w = test_slip();
	struct tariff_item items[NITEMS], held[NITEMS];
	struct tariff_ask ask = { .service = "new", .medium = "UKEY", .city = "C2",
	    .items = items, .nitems = pick(0x38, items), .years = 1 };
	struct price p;

	(void)s;
	assert_int_equal(tariff_price(&w, &tariff, &ask, &p), 0);
	assert_int_equal(p.fen, 25000 + 2 * 5000);
	ask.city = NULL;
	assert_int_equal(tariff_price(&w, &tariff, &ask, &p), 0);
	assert_int_equal(p.fen, 25000 + 3 * 5000);
	tariff.first_city_free = 1;
	assert_int_equal(tariff_price(&w, &tariff, &ask, &p), 0);
	assert_int_equal(p.fen, 25000 + 2 * 5000);
	/* another city was free already, so adding the own one costs */
	ask.service = "platform";
	ask.city = "C2";
	ask.nitems = pick(0x10, items);
	ask.held = held;
	ask.nheld = pick(0x8, held);
	ask.today = day("2021-01-15");
	ask.not_after = day("2022-01-15");
	assert_int_equal(tariff_price(&w, &tariff, &ask, &p), 0);
	assert_int_equal(p.fen, 5000);
	ask.nheld = 0;
	assert_int_equal(tariff_price(&w, &tariff, &ask, &p), 0);
	assert_int_equal(p.fen, 0);
	assert_string_equal(p.lines[0].rule, "T.own_city");
	tariff.first_city_free = 0;
	test_slip_end(&w);
}

static void
a_lock_with_a_flat_price_pays_nothing_for_platforms(void **s)
{
	struct work w = test_slip();
	struct tariff_item items[NITEMS];
	struct tariff_ask ask = { .service = "new", .lock_type = "THIRD", .medium = "UKEY",
	    .items = items, .nitems = pick(0x3f, items), .years = 1 };
	struct price p;

	(void)s;
	assert_int_equal(tariff_price(&w, &tariff, &ask, &p), 0);
	assert_int_equal(p.fen, 10000);
	assert_int_equal(p.n, 1);
	ask.years = 3;			/* further years as renewal: this tariff has no own row */
	assert_int_equal(tariff_price(&w, &tariff, &ask, &p), 0);
	assert_int_equal(p.fen, 10000 + 2 * 20000);
	test_slip_end(&w);
}

static void
a_further_year_costs_what_a_renewal_costs(void **s)
{
	struct work w = test_slip();
	struct tariff_item items[NITEMS];
	struct tariff_ask one = { .service = "new", .medium = "UKEY", .city = "C1",
	    .items = items, .nitems = pick(0x1bff, items), .years = 1 }, two = one, again = one;
	struct price a, b, c;

	(void)s;
	two.years = 2;
	again.service = "renew";
	assert_int_equal(tariff_price(&w, &tariff, &one, &a), 0);
	assert_int_equal(tariff_price(&w, &tariff, &two, &b), 0);
	assert_int_equal(tariff_price(&w, &tariff, &again, &c), 0);
	assert_int_equal(b.fen, a.fen + c.fen);
	test_slip_end(&w);
}

static void
a_defect_is_free_for_twelve_months_and_never_when_unknown(void **s)
{
	static const struct { int warranty, months; int64_t fen; } table[] = {
		{ 1, 0, 0 }, { 1, 11, 0 }, { 1, 12, 5000 }, { 1, -1, 5000 }, { 0, 3, 5000 },
	};
	struct work w = test_slip();
	struct price p;

	(void)s;
	for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++) {
		struct tariff_ask ask = { .service = "reissue",
		    .warranty = table[i].warranty, .months_since = table[i].months };

		assert_int_equal(tariff_price(&w, &tariff, &ask, &p), 0);
		assert_int_equal(p.fen, table[i].fen);
		assert_int_equal(p.n, 1);
	}
	test_slip_end(&w);
}

/* ---- properties ---- */

static uint64_t dice_state = 20210920;

static unsigned
dice(unsigned sides)				/* xorshift64: the same carts each time */
{
	dice_state ^= dice_state << 13;
	dice_state ^= dice_state >> 7;
	dice_state ^= dice_state << 17;
	return (unsigned)(dice_state % sides);
}

static struct tariff_ask
random_ask(void)
{
	static const char *const services[] = { "new", "renew", "platform" };
	static const char *const cities[] = { NULL, "C1", "C5", "P1", "XX" };
	struct tariff_ask ask = { .service = services[dice(3)], .medium = "UKEY",
	    .city = cities[dice(5)], .years = 1 + (int)dice(3),
	    .today = day("2021-01-01") + dice(700) * 86400LL };

	if (dice(4) == 0)
		ask.lock_type = "THIRD";
	ask.not_after = ask.today + (int64_t)dice(1100) * 86400;
	return ask;
}

static void
in_random_carts_lines_add_up_and_more_platforms_never_cost_less(void **s)
{
	struct work w = test_slip();

	(void)s;
	for (int i = 0; i < CARTS; i++) {
		struct tariff_item items[NITEMS], more[NITEMS], held[NITEMS];
		unsigned have = dice(1u << NITEMS), want = 1 + dice((1u << NITEMS) - 1);
		unsigned one = 1u << dice(NITEMS);
		struct tariff_ask ask = random_ask();
		struct price p, q;

		tariff.first_city_free = i & 1;
		if (strcmp(ask.service, "platform") == 0) {
			have &= ~want & ~one;
			ask.held = held;
			ask.nheld = pick(have, held);
		}
		ask.items = items;
		ask.nitems = pick(want, items);
		assert_int_equal(tariff_price(&w, &tariff, &ask, &p), 0);
		assert_int_equal(sum_of(&p), p.fen);
		assert_true(p.n > 0);
		ask.items = more;
		ask.nitems = pick(want | one, more);
		assert_int_equal(tariff_price(&w, &tariff, &ask, &q), 0);
		assert_int_equal(sum_of(&q), q.fen);
		assert_true(q.fen >= p.fen);
		arena_reset(w.arena);
	}
	tariff.first_city_free = 0;
	test_slip_end(&w);
}

/* Buying one by one on the same day is never more than a fen a step off. */
static void
splitting_an_addition_does_not_change_its_price(void **s)
{
	struct work w = test_slip();

	(void)s;
	for (int i = 0; i < 2000; i++) {
		struct tariff_item first[NITEMS], rest[NITEMS], both[NITEMS];
		unsigned a = 1 + dice((1u << NITEMS) - 1), b = dice(1u << NITEMS) & ~a;
		struct tariff_ask ask = random_ask();
		struct price one, two, whole;

		if (b == 0)
			continue;
		ask.service = "platform";
		ask.lock_type = NULL;
		ask.items = both;
		ask.nitems = pick(a | b, both);
		assert_int_equal(tariff_price(&w, &tariff, &ask, &whole), 0);
		ask.items = first;
		ask.nitems = pick(a, first);
		assert_int_equal(tariff_price(&w, &tariff, &ask, &one), 0);
		ask.held = first;
		ask.nheld = ask.nitems;
		ask.items = rest;
		ask.nitems = pick(b, rest);
		assert_int_equal(tariff_price(&w, &tariff, &ask, &two), 0);
		assert_in_range(one.fen + two.fen - whole.fen + 1, 0, 2);
		arena_reset(w.arena);
	}
	test_slip_end(&w);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(started_months_are_counted_as_in_the_table),
		cmocka_unit_test(a_prorated_total_is_rounded_once_and_shared_by_largest_remainder),
		cmocka_unit_test(the_own_city_is_free_once),
		cmocka_unit_test(a_lock_with_a_flat_price_pays_nothing_for_platforms),
		cmocka_unit_test(a_further_year_costs_what_a_renewal_costs),
		cmocka_unit_test(a_defect_is_free_for_twelve_months_and_never_when_unknown),
		cmocka_unit_test(in_random_carts_lines_add_up_and_more_platforms_never_cost_less),
		cmocka_unit_test(splitting_an_addition_does_not_change_its_price),
	};

	if (argc > 1)
		cmocka_set_test_filter(argv[1]);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
