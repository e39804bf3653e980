/* SPDX-License-Identifier: MIT */
/*
 * Enterprises.  A row is the approved version; what is being typed lies in a
 * dossier (E7).  They come approved from the old platform (import), or NEW with
 * the name and code somebody typed who asks to be their 管理员:
 *
 *	NEW (nobody approved it yet) -> APPROVED -> CLOSED
 *
 * `city` is the code of the trading platform of the enterprise's own city (the
 * tariff gives it free), empty when it has none.  Names and codes are plain.
 */
#ifndef COMPANY_COMPANY_H
#define COMPANY_COMPANY_H

#include "db/db.h"

struct company {
	int64_t		 id;
	struct pid	 pid;
	const char	*channel;	/* MAIN, ANSHAN */
	const char	*name;
	const char	*credit_code;	/* 统一社会信用代码 */
	const char	*city;		/* platform code or NULL */
	const char	*region;	/* 辽宁省/沈阳市/和平区 */
	const char	*address;
	const char	*legal_name;
	const char	*phone;		/* of the office */
	const char	*state;
	int		 is_test;
	int64_t		 version;
};

/* By inner id: the caller's actor or a row it may see led to it. */
int	company_get(struct work *w, int64_t id, struct company *out);
/* The same locked: who changes its people, its data or its state comes first here. */
int	company_take(struct work *w, int64_t id, struct company *out);
/* 1 found, 0 none, -1 fault */
int	company_find(struct work *w, const char *credit_code, struct company *out);

/* In a transaction; fills id and pid.  An existing code is INVALID (field credit_code). */
int	company_add(struct work *w, struct company *c);
/* Overwrites the descriptive columns of c->id, compares c->version. */
int	company_set(struct work *w, struct company *c);

#endif
