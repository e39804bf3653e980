/* SPDX-License-Identifier: MIT */
/*
 * A tariff as a file, JSON (docs/TARIFF.md has an example and the meaning):
 *
 *	code		letters, digits, "_" and "-", at most 16: T2027
 *	words		its name for people
 *	mode		NORMAL, or TEST for test enterprises
 *	own_city_free	true: the bundle holds the enterprise's own city (D3)
 *	first_city_free	true: or, without it, the first city
 *	warranty_months	reissue without charge for a defect (D4:76)
 *	bases		[{service, lock_type, medium, words, fen}]
 *	platforms	[{lock_type, medium, subject, words, fen, bundled}]
 *
 * fen is a whole number, 25000 for 250.00 yuan.  lock_type and medium may be
 * "" for every other one; subject is a platform's code or a class.
 */
#ifndef CATALOG_TARIFF_FILE_H
#define CATALOG_TARIFF_FILE_H

#include "catalog.h"
#include "tariff.h"

struct json;

#define TARIFF_CODE_MAX		16
#define TARIFF_ROWS_MAX		500
#define TARIFF_FEN_MAX		100000000	/* a million yuan */

/*
 * Reads and checks the whole file; every mistake is told at its place, such as
 * "platforms[3].subject" (rows count from 1).  id, valid_from and valid_to of
 * the result are 0.
 */
int	tariff_read(struct work *w, const struct catalog *c, const struct json *file,
	    struct tariff *out);
/* What is offered today must have a price: a tariff that forgets a platform is refused here
 * and not at the counter. */
int	tariff_complete(struct work *w, const struct catalog *c, const struct tariff *t);
/* The file of a tariff; reading it gives the same. */
struct json	*tariff_json(struct work *w, const struct tariff *t);

#endif
