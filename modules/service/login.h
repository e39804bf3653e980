/* SPDX-License-Identifier: MIT */
/*
 * The counter of accounts: signing in and out, choosing an identity, a new
 * password, one's own sessions.
 *
 * login_open() answers the same, and takes the same time, for an unknown user
 * and a wrong password (one scrypt either way).  Tries are consumed before the
 * check; only failures stay counted:
 *
 *	per username	10 in 15 minutes
 *	per address	60 in 15 minutes (an IPv6 network counts as one)
 *	old password	10 in 15 minutes per account
 *	dynamic code	10 in a row, then another security administrator unlocks
 *
 * Members sign in with their username or, when exactly one person has it, the
 * phone number.  After the first login (must_change) the gate lets nothing
 * through but a new password.
 */
#ifndef SERVICE_LOGIN_H
#define SERVICE_LOGIN_H

#include "db/db.h"

struct json;
struct session;

struct login_form {
	const char	*username;
	const char	*password;		/* as typed */
	const char	*totp;			/* "" when not given */
	struct json	*agreements;		/* pids of the texts ticked */
};

struct login_from {
	const char	*agent;			/* of the browser, or NULL */
	int64_t		 old_session;		/* ended by a new login; 0: none */
};

/* Runs scrypt: pool `login` only. */
int	login_open(struct work *w, const struct login_form *f, const struct login_from *from,
	    const char **token, int *staff);
int	login_close(struct work *w);
/* Same session, new token.  NULL: the 个人 role (R1), no enterprise. */
int	login_choose(struct work *w, const struct pid *identity, const char **token);
/* Ends all other sessions of the account.  Runs scrypt. */
int	login_password(struct work *w, const char *old, const char *new, const char **token);

/* The object of GET /api/session without csrf; s is NULL for a visitor. */
int	login_view(struct work *w, const struct session *s, struct json **out);
int	login_sessions(struct work *w, struct json **out);
int	login_end(struct work *w, const struct pid *session);

/* Whose: by username or, when exactly one person has it, phone: 1, 0, -1. */
struct account;
int	login_find(struct work *w, const char *typed, struct account *out);
/* What limits count by: an address, or the /64 of an IPv6 customer. */
const char	*login_network(struct work *w);

/* Limits and one-time tokens forget, sessions of last month go. */
int	login_sweep(struct work *w);

/* Wrong passwords have used the tries of this name up; staff forgives them. */
int	login_spent(struct work *w, const char *username, int *yes);
int	login_forgive(struct work *w, const char *username);

#endif
