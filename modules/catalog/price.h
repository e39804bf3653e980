/* SPDX-License-Identifier: MIT */
/*
 * Prices by codes: what quote, draft, submission and form ask for.  Names the
 * platforms, finds the tariff in force, lets the engine (tariff.h) compute and
 * checks the sum.  The same ask at the same moment gives the same lines.
 */
#ifndef CATALOG_PRICE_H
#define CATALOG_PRICE_H

#include "catalog.h"
#include "tariff.h"

struct price_ask {
	const char	*channel;	/* needed when `offered` is set */
	const char	*service;	/* new renew platform reissue medium_first */
	const char	*lock_type, *medium;
	const char	*city;		/* own city's platform code, or NULL */
	const char	*const *platforms;	/* wanted; `platform`: to be added */
	size_t		 nplatforms;
	const char	*const *held;	/* only `platform` */
	size_t		 nheld;
	int		 years;
	int64_t		 at;		/* decides the tariff; "today" of `platform` */
	int64_t		 not_after;	/* only `platform` */
	const char	*reason;	/* only `reissue`: code */
	int		 months_since;	/* only `reissue`: since hand-out, -1 unknown */
	int		 test;		/* a test enterprise: tariff mode TEST */
	int		 offered;	/* refuse what the channel does not offer at `at` */
};

/*
 * Refuses with ERR_INVALID and the field: lock_type, platforms, years, reason.
 * Platforms come back in the order of the catalogue, whatever the order asked.
 */
int	price_ask(struct work *w, const struct catalog *c, const struct price_ask *ask,
	    struct price *out);
/* The same in a tariff of the caller's choice: dry runs. */
int	price_with(struct work *w, const struct catalog *c, const struct tariff *t,
	    const struct price_ask *ask, struct price *out);
/* The tariff in force, or NULL. */
const struct tariff *price_tariff(const struct catalog *c, int64_t at, int test);

struct json *price_json(struct work *w, const struct price *p);	/* {fen, lines} */
struct json *price_lines_json(struct work *w, const struct price *p);	/* [{words, rule, fen}] */
/* Several things bought together: the lines one after the other. */
void	price_join(struct work *w, const struct price *parts, size_t n, struct price *out);

/*
 * `caportal-admin quote`: one case of golden/tariff-cases.json {business, lock,
 * medium, city, platforms, held, add, years, today, not_after, reason,
 * months_since_handout, channel, items}; the items of a cart are whole cases.
 */
int	price_case(struct work *w, const struct catalog *c, const struct json *kase,
	    struct price *out);

#endif
