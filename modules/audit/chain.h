/* SPDX-License-Identifier: MIT */
/*
 * The audit book: who asked what, with the outcome, also when it was refused.
 * Never a body, a number of a person or a password.
 *
 * Rows form AUDIT_CHAINS chains.  mac = HMAC-SHA256(audit key, chain, seq,
 * prev mac, every column), and the head row of a chain names its last row, so
 * audit_verify() finds a changed row, a missing row and a cut tail.  The key
 * is outside the database (keyring KEY_AUDIT).
 *
 * audit_add() commits by itself, after the handler's transaction was committed
 * or rolled back; calling it inside a transaction is a bug.  Outcome is "ok" or
 * the name of the fault (errors.def).  Texts that are too long are cut.
 */
#ifndef AUDIT_CHAIN_H
#define AUDIT_CHAIN_H

#include "db/db.h"

#define AUDIT_CHAINS	4

struct audit_row {
	int64_t		 chain, seq, at, account_id;
	struct blob	 prev, mac;
	const char	*actor, *action, *object, *outcome, *detail, *ip, *request_id;
};

int	audit_add(struct work *w, const char *action, const char *object,
	    const char *outcome, const char *detail);

/*
 * One log line with seq and MAC of every head.  The log leaves the machine
 * (journal), so whoever cuts the tail and sets the head back is found out by an
 * older line.  The clerk writes it every ten minutes.
 */
int	audit_log_heads(struct work *w);

/* Newest first. */
int	audit_list(struct work *w, int64_t page, int64_t size, struct audit_row **rows,
	    size_t *n);

struct audit_report {
	int64_t		 rows;		/* looked at */
	int64_t		 chain, seq;	/* of the first bad row */
	const char	*words;		/* Chinese, for the screen; NULL: all is well */
};

/* Reads everything in pieces; 0 also when a bad row was found (report->words). */
int	audit_verify(struct work *w, struct audit_report *report);

#endif
