/* SPDX-License-Identifier: MIT */
/*
 * The tariff engine (requirements section 4): a pure computation on rows.
 * Money is int64 fen.
 *
 *	annual(set)		= the sum of the platforms' yearly prices; of the
 *				  bundled ones (cities) the enterprise's own is free
 *	new(set, years)		= base new + annual + (years - 1) x (base renew + annual)
 *	renew(set, years)	= years x (base renew + annual); what was held before
 *				  does not matter
 *	platform(held, plus)	= (annual(held + plus) - annual(held)) x months / 12,
 *				  half up to the fen, once for all
 *	reissue			= base, or 0 under warranty (D4:76)
 *	medium_first		= base
 *
 * months are started months (tariff_months_left).  Each result explains
 * itself: the lines add up to the total; a prorated total is shared out by
 * largest remainder, so 25.00 over three is 8.34 + 8.33 + 8.33.
 *
 * Platforms of the bundle without a price get no line: the base line says
 * that it includes them.  The own city gets a line of 0.
 */
#ifndef CATALOG_TARIFF_H
#define CATALOG_TARIFF_H

#include <stddef.h>
#include <stdint.h>

struct work;

#define TARIFF_YEARS_MAX	10

struct tariff_base {
	int64_t		 tariff_id;
	const char	*service, *lock_type, *medium;	/* "": every other */
	const char	*words;
	int64_t		 fen;
};

struct tariff_platform {
	int64_t		 tariff_id;
	const char	*lock_type, *medium;		/* "": every other */
	const char	*subject;			/* a platform's code or a class */
	const char	*words;
	int64_t		 fen;				/* a year */
	int		 bundled;			/* the free city rule applies */
};

struct tariff {
	int64_t		 id;
	const char	*code, *words, *mode;		/* NORMAL, TEST */
	int		 own_city_free, first_city_free, warranty_months;
	int64_t		 valid_from, valid_to;
	const struct tariff_base *bases;
	size_t		 nbases;
	const struct tariff_platform *prices;
	size_t		 nprices;
};

/* A platform as the engine sees it; words are those of the medium. */
struct tariff_item {
	const char	*code, *class, *words;
};

struct tariff_ask {
	const char	*service;	/* new renew platform reissue medium_first */
	const char	*lock_type, *medium;	/* NULL where it does not matter */
	const char	*city;		/* code of the own city's platform, or NULL */
	const struct tariff_item *items;	/* wanted; `platform`: to be added */
	size_t		 nitems;
	const struct tariff_item *held;	/* only `platform` */
	size_t		 nheld;
	int		 years;		/* new, renew: 1..TARIFF_YEARS_MAX */
	int64_t		 today, not_after;	/* only `platform` */
	int		 warranty;	/* reissue: the reason is covered */
	int		 months_since;	/* reissue: full months since hand-out, -1 unknown */
};

struct price_line {
	const char	*words;		/* for people */
	const char	*rule;		/* T1.new, T1.CITY, T1.own_city … */
	int64_t		 fen;
};

struct price {
	int64_t		 tariff_id;
	int64_t		 fen;
	struct price_line *lines;	/* add up to fen */
	size_t		 n;
};

/* Refuses with words for the person (fields lock_type, platforms, years). */
int	tariff_price(struct work *w, const struct tariff *t, const struct tariff_ask *ask,
	    struct price *out);

/* Is it a business the engine prices? */
int	tariff_service_ok(const char *service);
/* For people: 新办, 延期年检 ...; the code when it is none. */
const char *tariff_service_words(const char *service);

/* Started months from today to the end date, at least 1; 0 when it has ended. */
int	tariff_months_left(int64_t today, int64_t not_after);
/* Full months since a date. */
int	tariff_months_since(int64_t from, int64_t today);

#endif
