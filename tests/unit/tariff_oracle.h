/* SPDX-License-Identifier: MIT */
/*
 * What requirements section 4 says a business costs, written down a second
 * time: plain arithmetic on whole numbers, no rows, no code and no table of
 * the house.  tests/unit/test_property_tariff asks the engine and this;
 * tests/sql/test_tariff asks the shipped tariff and this.
 *
 * A platform is a bit: 0..3 provincial, 4..10 cities, 11 HC, 12 SF.  Money is
 * fen, a date is year, month, day.  -1: the house must refuse.
 */
#ifndef TESTS_UNIT_TARIFF_ORACLE_H
#define TESTS_UNIT_TARIFF_ORACLE_H

#include <stdint.h>

#define ORACLE_PLATFORMS	13
#define ORACLE_CITIES		0x07f0u
#define ORACLE_HC		0x0800u
#define ORACLE_SF		0x1000u

struct oracle_rates {
	long	first, further;		/* a key: its first year, a renewed year */
	long	city, hc, sf;		/* a year of a further platform */
	long	mobile;			/* a year of any platform in a phone */
	long	engineer, engineer_again;
	long	reissue;
	int	warranty;		/* months a defect is free */
	int	own_city, any_city;	/* the bundle holds the own city; or any first one */
};

struct oracle_day { int y, m, d; };

struct oracle_ask {
	enum { ASK_NEW, ASK_RENEW, ASK_ADD, ASK_REISSUE, ASK_FIRST_KEY } what;
	int			engineer, mobile;
	unsigned		want, held;	/* want: of ASK_ADD what is to be added */
	unsigned		city;		/* the own city's bit, 0: none */
	int			years;
	struct oracle_day	today, end;
	int			defect, age;	/* of the key in full months, -1: nobody knows */
};

static inline int
oracle_before(struct oracle_day a, struct oracle_day b)
{
	return a.y != b.y ? a.y < b.y : a.m != b.m ? a.m < b.m : a.d < b.d;
}

/* Months that have begun between two days, counted one by one. */
static inline int
oracle_months(struct oracle_day from, struct oracle_day end)
{
	int n = 0;

	if (oracle_before(end, from))
		return 0;
	while (oracle_before(from, end)) {
		n++;
		if (++from.m > 12) {
			from.m = 1;
			from.y++;
		}
	}
	return n == 0 ? 1 : n;
}

static inline int
oracle_count(unsigned set)
{
	int n = 0;

	for (; set != 0; set >>= 1)
		n += (int)(set & 1);
	return n;
}

/* What these platforms cost a year besides the base. */
static inline long
oracle_annual(const struct oracle_rates *r, const struct oracle_ask *q, unsigned set)
{
	long cities = oracle_count(set & ORACLE_CITIES);

	if (q->mobile)
		return r->mobile * oracle_count(set);
	if (q->engineer)
		return 0;
	if ((r->own_city && (set & q->city & ORACLE_CITIES)) || (r->any_city && cities > 0))
		cities--;
	return r->city * cities + (set & ORACLE_HC ? r->hc : 0) + (set & ORACLE_SF ? r->sf : 0);
}

static inline long
oracle_years(const struct oracle_rates *r, const struct oracle_ask *q)
{
	long annual = oracle_annual(r, q, q->want);
	long first = q->engineer ? r->engineer : r->first;
	long again = q->engineer ? r->engineer_again : r->further;

	if (q->years < 1 || q->years > 10 || q->want == 0 || (q->engineer && q->mobile))
		return -1;
	if (q->mobile)
		first = again = 0;
	if (q->what == ASK_RENEW)
		return q->years * (again + annual);
	return first + annual + (q->years - 1) * (again + annual);
}

static inline long
oracle_add(const struct oracle_rates *r, const struct oracle_ask *q)
{
	int months = oracle_months(q->today, q->end);
	long more = oracle_annual(r, q, q->held | q->want) - oracle_annual(r, q, q->held);
	long whole = more * months / 12, rest = more * months % 12;

	if (months == 0 || (q->want & ~q->held) == 0)
		return -1;
	return rest >= 6 ? whole + 1 : whole;
}

static inline long
oracle_fen(const struct oracle_rates *r, const struct oracle_ask *q)
{
	switch (q->what) {
	case ASK_NEW:
	case ASK_RENEW:		return oracle_years(r, q);
	case ASK_ADD:		return oracle_add(r, q);
	case ASK_REISSUE:	return q->defect && q->age >= 0 && q->age < r->warranty ? 0 : r->reissue;
	case ASK_FIRST_KEY:	return 0;
	}
	return -1;
}

/* ---- random questions, the same ones in every run ---- */

static uint64_t oracle_dice_state = 20211115;

static inline int
oracle_dice(int sides)
{
	oracle_dice_state ^= oracle_dice_state << 13;
	oracle_dice_state ^= oracle_dice_state >> 7;
	oracle_dice_state ^= oracle_dice_state << 17;
	return (int)((oracle_dice_state >> 11) % (unsigned)sides);
}

static inline struct oracle_day
oracle_random_day(void)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	struct oracle_day a = { 2019 + oracle_dice(6), 1 + oracle_dice(12), 1 };
	int last = days[a.m - 1] + (a.m == 2 && a.y % 4 == 0);

	a.d = oracle_dice(4) == 0 ? last - oracle_dice(2) : 1 + oracle_dice(last);
	return a;
}

static inline struct oracle_ask
oracle_random_ask(void)
{
	struct oracle_ask q = { .what = oracle_dice(10) < 8 ? oracle_dice(3) : 3 + oracle_dice(2) };

	q.engineer = oracle_dice(6) == 0;
	q.mobile = oracle_dice(4) == 0 && !(q.what == ASK_ADD && q.engineer);
	q.want = oracle_dice(50) == 0 ? 0 : (unsigned)oracle_dice(1 << ORACLE_PLATFORMS);
	q.held = (unsigned)oracle_dice(1 << ORACLE_PLATFORMS);
	if (oracle_dice(3) > 0)
		q.city = 1u << oracle_dice(ORACLE_PLATFORMS);
	q.years = oracle_dice(20) == 0 ? oracle_dice(2) * 11 : 1 + oracle_dice(10);
	q.today = oracle_random_day();
	q.end = oracle_random_day();
	if (oracle_dice(4) == 0)
		q.end = q.today;
	else if (oracle_before(q.end, q.today) && oracle_dice(4) > 0) {
		struct oracle_day swap = q.end;

		q.end = q.today;
		q.today = swap;
	}
	q.defect = oracle_dice(2);
	q.age = oracle_dice(30) - 1;
	return q;
}

#endif
