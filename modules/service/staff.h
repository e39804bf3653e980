/* SPDX-License-Identifier: MIT */
/*
 * Accounts of staff, made and mended at the console (`caportal-admin user`).
 * What is secret comes back once, in clear, for the operator to hand over: a
 * one-time password (to be changed at the first login) and the TOTP seed in
 * base32 (the otpauth URI of authenticator apps).
 */
#ifndef SERVICE_STAFF_H
#define SERVICE_STAFF_H

#include "db/db.h"

struct staff_secret {
	const char	*password;	/* NULL: unchanged */
	const char	*seed;		/* base32; NULL: unchanged */
};

/* roles: codes, separated by commas; point: code of a pickup point or NULL. */
int	staff_create(struct work *w, const char *username, const char *name,
	    const char *roles, const char *point, struct staff_secret *out);
/* Also applicants: a new one-time password; ends all sessions. */
int	staff_reset(struct work *w, const char *username, struct staff_secret *out);
int	staff_reseed(struct work *w, const char *username, struct staff_secret *out);
int	staff_unlock(struct work *w, const char *username);

/*
 * Environments demo and test only: a code of this account that was not used
 * yet; *wait is the number of seconds until its step begins (0: now).
 */
int	staff_code(struct work *w, const char *username, const char **code, int64_t *wait);

#endif
