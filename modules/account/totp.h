/* SPDX-License-Identifier: MIT */
/*
 * Dynamic codes of staff (RFC 6238, SHA-1, 6 digits, 30 s).  Accepted are the
 * current step and, for the first 10 seconds of it, the one before
 * (facts/reliability.md 3.1); every step once.
 */
#ifndef ACCOUNT_TOTP_H
#define ACCOUNT_TOTP_H

#include <stddef.h>
#include <stdint.h>

#define TOTP_SEED	20		/* bytes */
#define TOTP_STEP	30		/* seconds */
#define TOTP_GRACE	10		/* seconds in which the previous step counts */

/* The step whose code this is, or 0: none that is allowed after `last`. */
int64_t	totp_step(const unsigned char seed[TOTP_SEED], int64_t now, int64_t last,
	    const char *code);

#endif
