/* SPDX-License-Identifier: MIT */
/*
 * Versions of the tariff: load a file, look at what it changes, give it a date,
 * take it back before; right system.  `caportal-admin tariff` and the page
 * /staff/tariffs do the same through these functions.
 *
 *	load	 a file (modules/catalog/tariff_file.h) becomes a draft
 *	replay	 dry run: the orders of a period priced with it (replay.h)
 *	ACTIVATE {version, date}: holds from 0:00 of that day on; a day to come
 *	WITHDRAW {version}: before that moment; its code is free again
 *	DROP	 {version}: a draft nobody wants
 */
#ifndef SERVICE_TARIFFS_H
#define SERVICE_TARIFFS_H

#include "modules/base/fields.h"
#include "modules/catalog/catalog.h"
#include "modules/catalog/tariff_version.h"

struct json;

#define TARIFFS_SHOWN	200		/* differing orders in one answer */

extern const struct field tariff_load_fields[1];	/* file */
extern const struct field tariff_activate_fields[2];	/* version date */
extern const struct field tariff_act_fields[1];		/* version */

/* {items: [{pid, code, words, mode, state, state_words, version, starts_at, in_force, ahead,
 * author, created_at}]} */
int	tariffs_list(struct work *w, struct json **out);
/* The same with file, bases and platforms: [{words, of, fen, bundled}], changes: [{words,
 * before, after}] against what is in force now, events: [{act, actor, words, at}] */
int	tariffs_get(struct work *w, const struct pid *pid, struct json **out);
int	tariffs_json(struct work *w, const struct catalog *c, const struct tariff_version *v,
	    struct json **out);
/* {file}; _file: the file itself. */
int	tariffs_load(struct work *w, const struct json *body, struct json **out);
int	tariffs_load_file(struct work *w, const struct json *file, struct json **out);
int	tariffs_act(struct work *w, const struct pid *pid, enum tariff_act act,
	    const struct json *body, struct json **out);

/* "2026-01-01" to "2026-12-31", both days included; NULL: the year until today.  At most
 * 366 days. */
int	tariffs_period(struct work *w, const char *from, const char *to, int64_t *begin,
	    int64_t *end);
/* {from, to, orders, same, differs, refused, unknown, fen_before, fen_after, items: [{no,
 * company, holder, service, kind, fen, fen_new, words}]} */
int	tariffs_replay(struct work *w, const struct pid *pid, int64_t from, int64_t to,
	    struct json **out);

/* Its prices, whether draft or shipped. */
int	tariffs_prices(struct work *w, const struct catalog *c, const struct tariff_version *v,
	    struct tariff *out);

#endif
