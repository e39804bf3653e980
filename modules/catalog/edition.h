/* SPDX-License-Identifier: MIT */
/*
 * Editions: an entry of the catalogue (entry.h) as it is from a moment on, by
 * whom.  An edition is never edited; the next one replaces it from its own
 * moment on, and before that moment it may be withdrawn.
 *
 * The rows of the catalogue are the first edition.  The loader lays the others
 * over them: an offer is a matter of periods, so editions to come are in the
 * catalogue too and "is it offered then?" has an answer; of the registers only
 * the edition in force is laid over, and the catalogue is read again when the
 * next one begins (holds_from, holds_to of struct catalog).
 */
#ifndef CATALOG_EDITION_H
#define CATALOG_EDITION_H

#include "catalog.h"

struct edition {
	const char	*list, *code;
	int64_t		 id;
	struct pid	 pid;
	const char	*body;			/* JSON of the values */
	int64_t		 valid_from;
	const char	*author;
	int64_t		 written_at;
};

/* For the loader: lays c->editions over c as of w->now. */
int	edition_lay(struct work *w, struct catalog *c);

/*
 * The catalogue as it will be at a moment, with one more edition (NULL: as
 * planned); of w's arena.  For dry runs.
 */
int	edition_preview(struct work *w, int64_t at, const struct edition *more,
	    const struct catalog **out);

/* ---- inside a transaction ---- */

/* Fills pid, author, written_at.  A moment that is taken is a conflict. */
int	edition_add(struct work *w, struct edition *e);
/* The last edition of its entry, before its moment; others are conflicts. */
int	edition_withdraw(struct work *w, const struct pid *pid);

#endif
