/* SPDX-License-Identifier: MIT */
/*
 * Proves what policies (rows) and step tables (C) give together: that every
 * road ends, and that money is taken and a key released at most once on it.
 * Not by sampling: the states of a road are few, so all of them are looked at.
 *
 *	ends		from every state that can be reached a final one can be
 *	at most once	after a step that takes money (or gives a key) no step
 *			that does so can be reached
 *	not for nothing	a paid road does not come to its end past the payment,
 *			one that hands a key over not past the hand-out
 *
 * And what a road needs besides to be walked at all: reviewers that the step
 * table knows (one or two), an upload rule for every document, one way to take
 * effect, a price for what is paid.
 *
 * `caportal-admin policy lint` (nginx/up, tests/run sql), and the staff's page
 * before a new version of a policy is taken.
 */
#ifndef SERVICE_LINT_H
#define SERVICE_LINT_H

#include "modules/base/machine.h"
#include "modules/catalog/policy.h"

struct json;

/* A machine with the traits of one policy; way 0 where ways do not matter. */
struct lint_road {
	const struct machine	*m;
	unsigned		 traits;
	int			 way;
};

/* What may happen once: the acts, or-ed as 1u << act. */
struct lint_once {
	const struct machine	*m;
	unsigned		 acts;
	unsigned		 trait;		/* with it the road must not end without; 0: may */
	const char		*words;		/* 收取费用 */
};

/* Adds a sentence to `problems` for everything that does not hold.  Pure. */
void	lint_road(struct work *w, const struct lint_road *r, const struct lint_once *once,
	    size_t nonce, struct json *problems);

/* One policy, in force or not; [text], empty: fine. */
int	lint_policy(struct work *w, const struct catalog *c, const struct policy *p,
	    struct json **problems);
/* Every policy that is or will be in force, and every machine; `looked`: how many. */
int	lint_all(struct work *w, const struct catalog *c, struct json **problems, int64_t *looked);

/* The states of its shortest road to a good end, as people read them: [text]. */
struct json	*lint_road_words(struct work *w, const struct policy *p);

#endif
