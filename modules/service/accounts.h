/* SPDX-License-Identifier: MIT */
/*
 * Accounts of staff by page (right security): made, changed, closed, mended.
 * Nobody changes the own account here; whoever keeps the accounts last can be
 * neither closed nor lose the role; a change of roles, a new secret and an end
 * end the sessions of the account.  Shapes: staff_account, staff_secret, role
 * (fcgi/shapes.c).
 *
 * A secret is shown once: a one-time password and a TOTP seed to hand over.  At
 * the first login the person sets an own password and an own seed, so that
 * nobody who handed them over knows either.
 */
#ifndef SERVICE_ACCOUNTS_H
#define SERVICE_ACCOUNTS_H

#include "db/db.h"

struct json;

struct account_form {
	const char	*username;	/* when made */
	const char	*name;
	struct json	*roles;		/* codes */
	const char	*point;		/* pid of a pickup point, or "" */
	int64_t		 version;	/* when changed */
};

/* What is told once; NULL: unchanged. */
struct account_secret {
	const char	*password, *seed, *uri;
};

int	accounts_list(struct work *w, struct json **out);
int	accounts_roles(struct work *w, struct json **out);
int	accounts_add(struct work *w, const struct account_form *f, struct account_secret *out,
	    struct json **account);
int	accounts_set(struct work *w, const struct pid *pid, const struct account_form *f,
	    struct json **account);
int	accounts_close(struct work *w, const struct pid *pid, struct json **account);
int	accounts_reset(struct work *w, const struct pid *pid, struct account_secret *out,
	    struct json **account);
int	accounts_reseed(struct work *w, const struct pid *pid, struct account_secret *out,
	    struct json **account);

/* One's own seed (staff): a new one that counts once its code was shown. */
int	accounts_own_seed(struct work *w, struct account_secret *out);
int	accounts_own_confirm(struct work *w, const char *code, const char **token);

#endif
