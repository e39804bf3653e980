/* SPDX-License-Identifier: MIT */
/*
 * 人员管理 (H1, H2, I3): the 管理员's counter of the people of the own enterprise.
 * Whose enterprise that is stands in every WHERE; strangers are NOTFOUND.
 *
 * 查重校验 tells whether an ID number is registered, because the seeds ask for
 * it (D0:45); so it is counted (30 an hour, 100 a day and enterprise), written
 * into the audit book by its route, and says nothing about whose it is unless
 * the person is a member already.  Adding and completing people take from the
 * same count, since their refusals tell the same; a person added gives it back.
 *
 * 帮用户完善信息: what is missing may be filled in.  What is there may be changed
 * only while the person has no account and belongs to this enterprise alone, and
 * a phone is never given to who has an account: it opens it (password reset).
 *
 * Removal ends the identity and the person's drafts here.  Orders run on: they
 * and the certificates belong to the enterprise, and what was printed stays true.
 * A 管理员 is not removed but handed over.
 */
#ifndef SERVICE_PEOPLE_H
#define SERVICE_PEOPLE_H

#include "db/db.h"

struct json;

struct people_form {
	const char	*name, *id_number, *phone;
	const char	*type;			/* people_add */
	int64_t		 version;		/* people_complete; of the person */
};

/* q: part of a name, or an ID number or phone in full; NULL: all. */
int	people_list(struct work *w, const char *q, int64_t page, int64_t size,
	    struct json **out);
int	people_count(struct work *w, const char *q, int64_t *total);
int	people_get(struct work *w, const struct pid *person, struct json **out);
int	people_check(struct work *w, const char *id_number, struct json **out);
int	people_add(struct work *w, const struct people_form *f, struct json **out);
/* Texts left empty stay as they are. */
int	people_complete(struct work *w, const struct pid *person, const struct people_form *f,
	    struct json **out);
int	people_remove(struct work *w, const struct pid *identity);

/* 审核人员 */
int	people_requests(struct work *w, int64_t page, int64_t size, struct json **out);
int	people_requests_count(struct work *w, int64_t *total);
int	people_approve(struct work *w, const struct pid *identity);
int	people_reject(struct work *w, const struct pid *identity, const char *words);

#endif
