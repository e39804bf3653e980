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

/* What the platforms of the form are. */
enum held_platforms {
	HELD_ADDS,			/* they come on top of those held */
	HELD_ALL,			/* all that shall be accepted */
	HELD_KEEPS			/* none are asked for: those held stay */
};

enum held_flag {
	HELD_BIDS	= 1 << 0,	/* asks for bids under way */
	HELD_REASON	= 1 << 1,	/* wants a reason of the catalogue */
	HELD_WORDS	= 1 << 2,	/* wants words in `remark` */
	HELD_BLOCKED	= 1 << 3,	/* also for keys whose maker ended its support */
	HELD_KEY	= 1 << 4	/* about the key itself: not for phones */
};

/* A row of THE HELD TABLE (held_kind.c). */
struct held_kind {
	const char		*service;
	enum held_platforms	 platforms;
	unsigned		 flags;		/* enum held_flag */
	const char		*title, *label, *declaration;	/* of its paper (held.xml) */
	/* Of the certificate alone, its channel's rules with it; NULL: it can be done. */
	const char *(*refusal)(struct work *w, const struct catalog *cat, const char *channel,
	    const struct cert *c);
	/* In the order's transaction; NULL: nothing to do. */
	int (*begun)(struct work *w, struct order *o, struct cert *c);	/* submitted */
	int (*waits)(struct work *w, struct order *o, struct cert *c);	/* UPDATE */
	int (*done)(struct work *w, struct order *o, struct cert *c);	/* DONE */
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

extern const struct held_kind held_kinds[];
extern const size_t n_held_kinds;
const struct held_kind *held_kind_find(const char *service);	/* NULL: none */
/* Is it a reason of the catalogue, and one that this key can have?  The one reason why a key that still lies at its point is made anew is that point, and a key
 * that was handed over cannot have it (D0:363). */
int	held_reason_fits(const struct catalog *cat, const char *code, const struct cert *c);
/* Does its key have a model whose maker ended its support?  Words, or NULL. */
int	held_blocked(struct work *w, const struct held_item *it, const char **words);
/* Why this business cannot be done with this certificate now; NULL: it can. */
int	held_refusal(struct work *w, const struct held_item *it, const char **words);

/* held_effect.c: what the rows of the table do. */
int	held_grant(struct work *w, struct order *o, struct cert *c);
int	held_renew(struct work *w, struct order *o, struct cert *c);
int	held_begin_new(struct work *w, struct order *o, struct cert *c);
int	held_replace(struct work *w, struct order *o, struct cert *c);
int	held_change(struct work *w, struct order *o, struct cert *c);
int	held_revoke(struct work *w, struct order *o, struct cert *c);
int	held_lock(struct work *w, struct order *o, struct cert *c);
int	held_unlock(struct work *w, struct order *o, struct cert *c);
/* The end of validity after an update now (requirements section 6). */
int64_t	held_new_end(const struct work *w, const struct catalog *cat, const struct order *o,
	    const struct cert *c);

/*
 * Looks every certificate up in the actor's scope, sorted, so that two
 * submissions lock them in the same order; locked inside a transaction when
 * `lock`.  INVALID: service, items.N.cert, items.N.platforms.
 */
int	held_items_load(struct work *w, const struct held_form *f, int lock,
	    struct held_item **out, size_t *n);
/* Another business with the platforms it shall have; -1 with the words of price.h. */
int	held_item_ask(struct work *w, const struct held_item *it, const char *service,
	    const char *const *codes, size_t n, const char *reason, struct price *out);
/* Refuses what may not be done now, then prices; `reason` of a reissue, or "". */
int	held_items_price(struct work *w, struct held_item *items, size_t n, const char *reason);
/* Full months since the key was handed out (D4:48); -1: nobody knows. */
int	held_months(struct work *w, const struct cert *c, int *out);
/* The answers every form of this business wants; all wrong fields at once.  cert: whose
 * reason it is, NULL for a business without one. */
int	held_answers(struct work *w, const struct held_kind *k, const struct cert *cert,
	    const struct held_form *f);

#endif
