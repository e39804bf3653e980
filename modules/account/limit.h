/* SPDX-License-Identifier: MIT */
/*
 * Counters of tries: logins, codes, vouchers.  A try is taken in its own
 * committed transaction BEFORE the check, so a crash between the two costs a
 * try and never gives one; after success it may be given back, so that only
 * failures count.
 *
 *	static const struct limit by_name = { "login.name", 10, 900, 0 };
 *	if (limit_take(w, &by_name, username) < 0)
 *		return -1;			(ERR_LIMIT, extra.retry_after)
 *	...check...
 *	return limit_give(w, &by_name, username);
 *
 * The subject (username, address, session) is stored as a blind index.
 * Calling these inside a transaction is a bug.
 */
#ifndef ACCOUNT_LIMIT_H
#define ACCOUNT_LIMIT_H

#include "db/db.h"

struct limit {
	const char	*name;		/* row of table attempt */
	int64_t		 most;		/* tries in one window */
	int64_t		 window;	/* seconds from the first try */
	const char	*words;		/* Chinese; NULL: the words of ERR_LIMIT */
};

int	limit_take(struct work *w, const struct limit *l, const char *subject);
int	limit_give(struct work *w, const struct limit *l, const char *subject);
/* *yes: the next try would be refused. */
int	limit_spent(struct work *w, const struct limit *l, const char *subject, int *yes);
/* Forget a subject: staff unlocked it. */
int	limit_clear(struct work *w, const struct limit *l, const char *subject);
/* The clerk: drops counters whose window is over, at most 1,000 a call. */
int	limit_sweep(struct work *w);

#endif
