/* SPDX-License-Identifier: MIT */
/*
 * The catalogue as an operator sees and changes it (modules/catalog/entry.h,
 * edition.h): every entry with what it is now and what it will be; a new
 * edition from today or a day to come, looked at first; right system.
 *
 *	check	 dry run: what changes, whom it touches, what speaks against it.
 *		 The catalogue of that day is loaded with the edition in it and
 *		 everything that is offered must still have a price, a vendor, a
 *		 platform and a road that ends (lint.h)
 *	add	 the same, and nothing may speak against it
 *	withdraw before its moment, the last one first
 *
 * Orders keep what they were made with: codes, names, prices.  Drafts are
 * checked against the catalogue when they are submitted.
 */
#ifndef SERVICE_EDITIONS_H
#define SERVICE_EDITIONS_H

#include "modules/base/fields.h"
#include "modules/catalog/edition.h"
#include "modules/catalog/entry.h"

extern const struct field edition_fields[4];		/* list code date values */

/*
 * {lists: [{code, words, code_max, fields: [{name, words, type, min, max}], items: [{code, name,
 * values, since, author, ahead: [{pid, values, valid_from, author}]}]}], options: {class,
 * media_vendor, vendors, platforms: [{code, words}]}}; values null: it is not there yet.
 */
int	editions_list(struct work *w, struct json **out);
/* {changes: [{words, before, after}], effects: [text], problems: [text]} */
int	editions_check(struct work *w, const struct json *body, struct json **out);
/* {pid, values, valid_from, author} */
int	editions_add(struct work *w, const struct json *body, struct json **out);
int	editions_withdraw(struct work *w, const struct pid *pid);

/* What is planned, as read from the body. */
struct edition_plan {
	const struct entry_list	*list;
	struct edition		 e;
	struct entry_values	 v;
	const struct catalog	*before;	/* that day, without it */
	const struct catalog	*after;		/* and with it; NULL: something speaks against it */
};
/* What speaks against it, and whom it touches: [text].  editions_check.c */
int	edition_problems(struct work *w, struct edition_plan *p, struct json **out);
int	edition_effects(struct work *w, const struct edition_plan *p, struct json **out);

#endif
