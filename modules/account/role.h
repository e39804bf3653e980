/* SPDX-License-Identifier: MIT */
/*
 * Roles of staff and who has them.  Roles of one `apart` group are different
 * accounts of different people: 系统管理员, 安全管理员, 审计员 (R9).  People are
 * told apart by the person of the account and by its name.
 */
#ifndef ACCOUNT_ROLE_H
#define ACCOUNT_ROLE_H

#include "db/db.h"

struct json;
struct account;

struct role_row {
	const char	*code, *words;
	const char	*apart;		/* "" : goes with every other */
	const char	*right_name;	/* one row a right; "" when it has none */
};

/* In the order of their place; the rows of one role stand together. */
int	role_list(struct work *w, struct role_row **rows, size_t *n);

/* Does anybody with this right stand at the pickup point?  1, 0, -1. */
int	role_stands(struct work *w, const char *right_name, int64_t point_id);

/* In a transaction: the account, and every account that may hold the last key to
 * the house, are locked; NOTFOUND for strangers and applicants. */
int	account_take_staff(struct work *w, const struct pid *pid, struct account *out);
/* In a transaction: CONFLICT (field `field`) when nobody else could administer. */
int	account_not_last(struct work *w, const struct account *a, const char *field);

/* In a transaction: exactly these roles (codes); fills *changed. */
int	account_set_roles(struct work *w, const struct account *a, const struct json *codes,
	    int *changed);
/* In a transaction; a version that is not the present one is a CONFLICT. */
int	account_set_staff(struct work *w, const struct account *a, int64_t version,
	    const char *name, int64_t point_id);
/* In a transaction.  Its sessions are the caller's. */
int	account_close(struct work *w, const struct account *a);

/* A seed that counts when a code of it was shown: in a transaction. */
int	account_next_totp(struct work *w, const struct account *a, const unsigned char *seed);
/* The next login asks for an own seed: in a transaction. */
int	account_must_enrol(struct work *w, const struct account *a);
/* 0 and the seed counts from now on; INVALID (field code). */
int	account_enrol(struct work *w, const struct account *a, const char *code);

#endif
