/* SPDX-License-Identifier: MIT */
/*
 * The road of a business as data (requirements K1): which steps it has, how
 * many reviewers, which documents.  An order copies traits and reviewers when
 * it is submitted, so a later change of a row never moves running orders.
 *
 * All but the last are those of the step table (modules/order/steps.h, same
 * values).
 */
#ifndef CATALOG_POLICY_H
#define CATALOG_POLICY_H

#include "catalog.h"

enum policy_trait {
	POLICY_PAID	= 1 << 0,	/* costs something */
	POLICY_REVIEWED	= 1 << 1,
	POLICY_FIRST	= 1 << 2,	/* reviewed before it is paid (D4:27) */
	POLICY_HANDED	= 1 << 3,	/* a key goes to a person */
	POLICY_UPDATED	= 1 << 4,	/* ends with the holder's key update (D1:400) */
	POLICY_EFFECT	= 1 << 5,	/* takes effect at once (D3:144) */
	POLICY_DOWNLOAD	= 1 << 6,	/* loaded into a phone */
	POLICY_ACTIVATION = 1 << 7,	/* the holder activates after hand-out (D4:32) */
	POLICY_POINT_FREE = 1 << 8,	/* the pickup point may change before the key is made (K8) */
	POLICY_STEPS	= POLICY_PAID | POLICY_REVIEWED | POLICY_FIRST | POLICY_HANDED |
			  POLICY_UPDATED | POLICY_DOWNLOAD
};

struct policy_document {
	int64_t		 policy_id;
	const char	*slot;		/* of the upload rule */
	const char	*form;		/* generated, printed and stamped first; or NULL */
};

struct policy {
	int64_t		 id;
	const char	*channel, *service, *medium, *lock_type;
	const char	*trait_words;	/* "PAID REVIEWED HANDED" */
	int		 traits;	/* enum policy_trait, or-ed */
	int		 reviewers;	/* 2: four eyes */
	int		 review_minutes; /* working time until a review is due */
	const char	*words;		/* 订单类别: 新办实体CA锁 */
	int64_t		 valid_from, valid_to;
	const char	*author;	/* "": shipped */
	const struct policy_document *documents;
	size_t		 ndocuments;
};

/* The closest row in force at `at`, or NULL: the business is not offered. */
const struct policy *policy_find(const struct catalog *c, const char *channel,
	    const char *service, const char *medium, const char *lock_type, int64_t at);
/* As kept by a running order; NULL when there is none. */
const struct policy *policy_by_id(const struct catalog *c, int64_t id);

/* Bits of the words; -1 when one is unknown. */
int	policy_traits(const char *words);
/* The i-th trait, its code and what it means for people; 0: there are no more. */
int	policy_trait_at(size_t i, int *trait, const char **code, const char **words);
/*
 * A version of a road (channel, service, medium, lock_type): a new row from
 * p->valid_from on, for orders submitted then or later.  Inside a transaction;
 * a moment that is taken is a conflict.  Withdrawing takes a row that has not
 * begun away; NOTFOUND when there is none.
 */
int	policy_add(struct work *w, const struct policy *p);
int	policy_withdraw(struct work *w, const struct policy *p);

/* Called by the loader: traits, documents.  Refuses unknown words. */
int	policy_finish(struct work *w, struct catalog *c);

#endif
