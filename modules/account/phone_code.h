/* SPDX-License-Identifier: MIT */
/*
 * Codes by SMS (facts/reliability.md 3.1): 6 digits, 5 minutes, 5 tries, once,
 * for one purpose, phone and browser.  A new one ends the one before.
 */
#ifndef ACCOUNT_PHONE_CODE_H
#define ACCOUNT_PHONE_CODE_H

#include "db/db.h"

#define CODE_DIGITS	6
#define CODE_LIFE	300		/* seconds */
#define CODE_TRIES	5
#define CODE_GAP	60		/* seconds between two of one number */

struct phone_code_for {
	const char	*purpose;	/* "register", "reset", "phone" */
	const char	*phone;		/* normalised */
	const char	*visitor;	/* what only this browser has */
};

/* In a transaction: *code is for the message alone. */
int	phone_code_make(struct work *w, const struct phone_code_for *f, const char **code);
/*
 * In own committed transactions: takes a try, compares, uses it up.  INVALID,
 * field "code"; the fifth wrong one ends the code.
 */
int	phone_code_use(struct work *w, const struct phone_code_for *f, const char *typed);
int	phone_code_sweep(struct work *w);

#endif
