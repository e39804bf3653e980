/* SPDX-License-Identifier: MIT */
/*
 * Sessions.  The cookie holds 256 random bits; the table only their SHA-256.
 * A session ends by logout, by its owner from another place, by idle time and
 * by its absolute life (settings session_idle, session_life, staff_idle,
 * staff_life).  Login and a switch of identity give it a new token.
 *
 * session_open() is the one query of every signed-in request: it joins the
 * account, the chosen identity with its enterprise, and the rights of all of
 * them, and fills the actor from rows, never from what the browser says.  An
 * identity counts while it is ACTIVE in an approved enterprise, or FOUNDING one;
 * it has the rights of its state.
 */
#ifndef ACCOUNT_SESSION_H
#define ACCOUNT_SESSION_H

#include "db/db.h"

#define SESSION_TOKEN	32		/* bytes before base64url */

struct session {
	int64_t		 id;
	struct pid	 pid;
	struct blob	 token_hash;
	int64_t		 account_id;
	struct pid	 account_pid;
	const char	*username, *kind, *name;
	int		 must_change;
	int		 must_enrol;	/* staff: set an own TOTP seed first */
	int64_t		 person_id, point_id;
	int64_t		 identity_id;		/* 0: none chosen */
	struct pid	 identity_pid;
	int64_t		 company_id;
	struct pid	 company_pid;
	const char	*company, *channel;	/* name and channel of the enterprise, or NULL */
	const char	*role_right;		/* one of them, or NULL; see rights */
	const char	*identity_right;
	int64_t		 seen_at;
	int64_t		 catalog_version;
	unsigned	 rights;		/* of all of them */
};

/* 1: open, 0: unknown, ended, idle or too old, -1: fault.  Notes the visit at
 * most once a minute (its own statement). */
int	session_open(struct work *w, const char *token, struct session *out);
/* The slip's actor; lives in the arena. */
const struct actor	*session_actor(struct work *w, const struct session *s);

/* In a transaction.  The token goes into the cookie; pid: of the session. */
int	session_add(struct work *w, int64_t account_id, int staff, int64_t identity_id,
	    const char *agent, const char **token, struct pid *pid);
/* In a transaction: same session, new token, other identity (0: none). */
int	session_rotate(struct work *w, int64_t session_id, int64_t identity_id,
	    const char **token);
int	session_end(struct work *w, int64_t session_id);
/* A session of that account; strangers' are NOTFOUND. */
int	session_end_pid(struct work *w, const struct pid *pid, int64_t account_id);
/* After a change of password: all but this one (0: all). */
int	session_end_others(struct work *w, int64_t account_id, int64_t keep);

struct session_row {
	int64_t		 id;
	struct pid	 pid;
	int64_t		 created_at, seen_at;
	const char	*ip, *agent;
};
int	session_list(struct work *w, int64_t account_id, int staff,
	    struct session_row **rows, size_t *n);
/* The clerk: forgets sessions that ended more than 30 days ago. */
int	session_sweep(struct work *w);

#endif
