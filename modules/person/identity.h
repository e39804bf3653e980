/* SPDX-License-Identifier: MIT */
/*
 * Identities: a person in an enterprise as 管理员 (unique per enterprise),
 * 项目负责人或授权委托人, 造价师 or 专家 (R3).  Types and their rights are rows.
 *
 *	REQUESTED (the administrator decides) -> ACTIVE | REJECTED
 *	ACTIVE -> REMOVED
 */
#ifndef PERSON_IDENTITY_H
#define PERSON_IDENTITY_H

#include "db/db.h"

struct identity {
	int64_t		 id;
	struct pid	 pid;
	int64_t		 person_id;
	int64_t		 company_id;
	const char	*type;
	const char	*type_words;
	const char	*state;
	struct pid	 company_pid;	/* not filled by identity_add */
	const char	*company;
};

/* The live (REQUESTED, ACTIVE) identities of a person. */
int	identity_list(struct work *w, int64_t person_id, struct identity **out, size_t *n);
/* One of that person, ACTIVE; else NOTFOUND. */
int	identity_get(struct work *w, const struct pid *pid, int64_t person_id,
	    struct identity *out);
/* 1 found, 0 none: is this person already that in the enterprise? */
int	identity_find(struct work *w, int64_t person_id, int64_t company_id, const char *type,
	    struct identity *out);
/* The 管理员 of an enterprise: 1 found, 0 none. */
int	identity_admin(struct work *w, int64_t company_id, struct identity *out);

/* By code, words or a part of them (项目负责人); INVALID (field identity) if none. */
int	identity_type_find(struct work *w, const char *text, const char **code);

/* In a transaction.  A second administrator or the same again is INVALID
 * (field identity). */
int	identity_add(struct work *w, int64_t person_id, int64_t company_id, const char *type,
	    const char *state, struct identity *out);

#endif
