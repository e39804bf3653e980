/* SPDX-License-Identifier: MIT */
/*
 * The counter for applications (N1-N8, D0:26-174): choosing persons, the draft
 * with its live price, the printed form, submission.  What comes out is the
 * API's draft object; see docs/ARCHITECTURE.md for its life.
 *
 * One application may ask for a key and a certificate in the phone for each
 * person (D0:292): an item is a person on a medium and becomes an order of its
 * own.
 *
 * E8 (D0:26): a personal certificate wants an enterprise that holds a main lock;
 * one main lock per enterprise and medium.
 */
#ifndef SERVICE_APPLY_H
#define SERVICE_APPLY_H

#include "application.h"
#include "modules/catalog/catalog.h"
#include "modules/catalog/policy.h"
#include "modules/catalog/price.h"
#include "modules/company/company.h"
#include "modules/paper/paper.h"
#include "services.h"

/* A draft with everything that belongs to it, loaded once per request. */
struct apply {
	struct draft		*draft;
	const struct service	*service;	/* the first type: what lists call it */
	const struct catalog	*catalog;
	const struct policy	*policy;	/* its road; each item has its own */
	struct company		 company;
	struct application	 app;
	struct price		*prices;	/* one per item; 0 lines while incomplete */
	const char		**unpriced;	/* why an item has no price, or NULL */
	int64_t			 fen;
};

/* Loads all of it; the draft is locked when `lock` (inside a transaction). */
int	apply_load(struct work *w, const struct pid *pid, int lock, struct apply *out);

int	apply_persons(struct work *w, const char *lock_type, struct json **out);
/* `media`: the types asked for; none: keys. */
int	apply_open(struct work *w, const char *service, const char *lock_type,
	    struct json *media, struct json *agreements, struct json **out);
int	apply_get(struct work *w, const struct pid *pid, struct json **out);
int	apply_list(struct work *w, struct json **out);
int	apply_save(struct work *w, const struct pid *pid, int version, int step,
	    const struct json *data, struct json **out);
int	apply_drop(struct work *w, const struct pid *pid);
/* Prints the application form of every item whose data changed. */
int	apply_print(struct work *w, const struct pid *pid, struct json **out);
/* Is it the first certificate of its person? */
int	apply_first(const struct apply *a, size_t i);
/* The draft object (application_view.c). */
int	apply_json(struct work *w, const struct apply *a, struct json **out);

/* What still stands in the way, in the user's words: [{field, words}]. */
int	apply_missing(struct work *w, const struct apply *a, struct json *missing);
/* Why this lock type cannot be applied for at all, or NULL in *words. */
int	apply_refusal(struct work *w, const struct catalog *c, const struct service *s,
	    const char *lock_type, const char **words);

/* Values of the printed form (apply_form.c): what is hashed, kept, printed. */
int	apply_values(struct work *w, const struct apply *a,
	    const struct application_item *item, const struct price *price,
	    struct json **out);
/* The same for an order being corrected. */
int	apply_order_values(struct work *w, const struct order *o, struct json **out);

/* The printed form of an item: -1, or one of these. */
enum { PAPER_IS_ABSENT, PAPER_IS_OLD, PAPER_IS_CURRENT };
int	apply_paper(struct work *w, const struct apply *a, size_t i, struct paper *out);

/* Makes the orders: one per holder and medium; refuses when the price is not `fen`. */
int	apply_submit(struct work *w, const struct pid *pid, int version, int64_t fen,
	    struct json **out);
/* The same answer again for a replayed submission. */
int	apply_submitted(struct work *w, const struct pid *pid, struct json **out);

#endif
