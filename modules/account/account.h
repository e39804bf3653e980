/* SPDX-License-Identifier: MIT */
/*
 * Accounts: who may sign in.  kind "member" belongs to a person, kind "staff"
 * has roles (rows) and a TOTP seed; a desk clerk also a pickup point.
 *
 *	ACTIVE -> LOCKED (10 wrong dynamic codes) -> ACTIVE (another person of
 *	RIGHT_SECURITY) ; ACTIVE -> CLOSED
 *
 * Passwords are scrypt texts (base/crypto.h), seeds are sealed.
 */
#ifndef ACCOUNT_ACCOUNT_H
#define ACCOUNT_ACCOUNT_H

#include "db/db.h"
#include "totp.h"

#define ACCOUNT_TOTP_TRIES	10

struct account {
	int64_t		 id;
	struct pid	 pid;
	const char	*username;
	const char	*kind;		/* member, staff */
	const char	*name;
	int64_t		 person_id;	/* 0: none */
	int64_t		 point_id;	/* 0: none */
	const char	*state;
	const char	*password;	/* scrypt text */
	int		 must_change;
	int		 must_enrol;	/* only account_add() reads it */
	struct blob	 totp;		/* sealed */
	int64_t		 totp_step;
	int		 totp_fails;
	int64_t		 seen_at;
};

/* The one spelling of a username: normalised, ASCII letters small. */
const char	*account_name(struct work *w, const char *typed);
int	account_get(struct work *w, int64_t id, struct account *out);
/* By its outside id, as somebody chose it from a list: 1, 0, -1. */
int	account_find_pid(struct work *w, const struct pid *pid, struct account *out);
/* *yes: a role of this active account has the right of that name. */
int	account_may(struct work *w, int64_t id, const char *right, int *yes);
/* 1 found, 0 none, -1 fault; the name as typed. */
int	account_find(struct work *w, const char *username, struct account *out);
/* The member account of a person: 1, 0, -1. */
int	account_find_person(struct work *w, int64_t person_id, struct account *out);
int	account_is_staff(const struct account *a);

/*
 * In a transaction; wants username, kind, name, person_id, point_id, password
 * (scrypt text) and must_change; `seed` is TOTP_SEED bytes or NULL.  Fills id
 * and pid.  A taken username is INVALID (field username).
 */
int	account_add(struct work *w, struct account *a, const unsigned char *seed);
/* In a transaction.  Refuses (INVALID, field role) roles that must be different
 * people: same account or same person. */
int	account_add_role(struct work *w, int64_t account_id, const char *role);
int	account_set_password(struct work *w, int64_t account_id, const char *scrypt,
	    int must_change);
/* A taken one is INVALID, field phone. */
int	account_set_username(struct work *w, int64_t account_id, const char *username);
int	account_set_totp(struct work *w, const struct account *a, const unsigned char *seed);
/* Whose account it is and the name that queues and events show; a person who has
 * another account already is a CONFLICT. */
int	account_set_person(struct work *w, int64_t account_id, int64_t person_id,
	    const char *name);
int	account_saw_login(struct work *w, int64_t account_id);
/* LOCKED to ACTIVE; not oneself. */
int	account_unlock(struct work *w, const struct pid *pid);

/* Opens the seed; NOTFOUND when none was given. */
int	account_seed(struct work *w, const struct account *a, unsigned char out[TOTP_SEED]);
/*
 * A dynamic code, all in own committed transactions: takes a try first (the
 * tenth failure locks), then checks, then uses the step up.  0 right, -1 refused
 * (INVALID, field totp).
 */
int	account_use_totp(struct work *w, const struct account *a, const char *code);

/* Chinese words of the roles, e.g. ["初审员"]. */
int	account_roles(struct work *w, int64_t account_id, const char ***words, size_t *n);

struct staff_row {
	int64_t		 id;
	struct pid	 pid;
	const char	*username, *name, *state;
	const char	*roles;		/* "初审员、客服" */
	const char	*role_codes;	/* "REVIEWER,SERVICE" */
	int64_t		 point_id, version;
	int		 locked, must_change, must_enrol;
	int64_t		 seen_at;
};
int	account_list_staff(struct work *w, struct staff_row **rows, size_t *n);

#endif
