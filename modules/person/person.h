/* SPDX-License-Identifier: MIT */
/*
 * People.  ID number and phone are sealed columns with blind indexes; a struct
 * person holds them opened, so it never goes to a log, and screens show
 * person_id_masked() and person_phone_masked() unless the reader holds
 * RIGHT_FULL (and leaves an access line).
 *
 * A person is complete (已完善, I3) when name, ID number and phone are there;
 * only complete people can be picked for a certificate.
 */
#ifndef PERSON_PERSON_H
#define PERSON_PERSON_H

#include "db/db.h"

struct person {
	int64_t		 id;
	struct pid	 pid;
	const char	*name;
	const char	*id_number;	/* NULL when not known */
	const char	*phone;		/* NULL when not known */
	int		 complete;
	int64_t		 version;
};

/* A person as a member of an enterprise: ACTIVE identities only. */
struct member {
	struct person	 person;
	int64_t		 identity_id;
	struct pid	 identity_pid;
	const char	*type;		/* ADMIN, PROJECT, COST_ENGINEER, EXPERT */
	const char	*type_words;
};

/* By inner id; no scope: the caller reached it through a row it may see. */
int	person_get(struct work *w, int64_t id, struct person *out);
/* A member of that enterprise, else NOTFOUND. */
int	person_get_member(struct work *w, const struct pid *pid, int64_t company_id,
	    struct member *out);
/* All members of an enterprise, in the order of identity type and name; a
 * person with two identities appears twice. */
int	person_list_members(struct work *w, int64_t company_id, struct member **out,
	    size_t *n);
/* 人员管理: everybody who is something in the enterprise, once, by name; q: part of
 * a name, or an ID number or phone in full, NULL: all. */
int	person_list_company(struct work *w, int64_t company_id, const char *q, int64_t page,
	    int64_t size, struct person **out, size_t *n);
int	person_count_company(struct work *w, int64_t company_id, const char *q, int64_t *n);
/* 查重: 1 found, 0 none, -1 fault.  Normalised by the function. */
int	person_find_id_number(struct work *w, const char *id_number, struct person *out);
/* The one spelling of an ID number: a last x is X. */
const char	*person_id_normal(struct work *w, const char *typed);
/* Exactly one person with this phone: 1; none or several: 0. */
int	person_find_phone(struct work *w, const char *phone, struct person *out);

/* In a transaction; name given, the others may be NULL.  Fills id, pid, complete.
 * A known ID number is INVALID (field id_number). */
int	person_add(struct work *w, struct person *p);
/* Overwrites name, ID number and phone of p->id, compares p->version. */
int	person_set(struct work *w, struct person *p);

#define PERSON_MISSING_MAX	3
/* Chinese names of what is missing; returns how many. */
size_t	person_missing(const struct person *p, const char *words[PERSON_MISSING_MAX]);

const char	*person_id_masked(struct work *w, const struct person *p);	/* "" if none */
const char	*person_phone_masked(struct work *w, const struct person *p);

#endif
