/* SPDX-License-Identifier: MIT */
/*
 * One chosen certificate on its way through the counter of held.h: what it had,
 * what it shall have, what that costs.  Only held*.c include this.
 */
#ifndef SERVICE_HELD_ITEM_H
#define SERVICE_HELD_ITEM_H

#include "held.h"
#include "modules/catalog/policy.h"
#include "modules/catalog/price.h"
#include "modules/company/company.h"
#include "modules/person/person.h"

struct held_kind {
	const char	*service;
	int		 adds;		/* the platforms asked for come on top */
	/* Of the state of the certificate alone; NULL: it can be done. */
	const char	*(*refusal)(const struct work *w, const struct cert *c);
};

struct held_item {
	const struct held_kind	*kind;
	const struct catalog	*cat;
	const struct policy	*policy;	/* NULL: not offered */
	struct cert		*cert;
	struct company		 company;
	struct person		 holder;
	const char		**had, **asked, **now;	/* codes, NULL-terminated */
	size_t			 nhad, nasked, nnow;
	struct price		 price;		/* after held_items_price() */
};

const struct held_kind *held_kind_find(const char *service);	/* NULL: none */
/*
 * Looks every certificate up in the actor's scope, sorted, so that two
 * submissions lock them in the same order; locked inside a transaction when
 * `lock`.  INVALID: service, items.N.cert, items.N.platforms.
 */
int	held_items_load(struct work *w, const struct held_form *f, int lock,
	    struct held_item **out, size_t *n);
/* Refuses what may not be done now, then prices. */
int	held_items_price(struct work *w, struct held_item *items, size_t n);

#endif
