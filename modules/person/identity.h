/* SPDX-License-Identifier: MIT */
/*
 * Identities: a person in an enterprise as 管理员 (unique per enterprise),
 * 项目负责人或授权委托人, 造价师 or 专家 (R3).  Types are rows, and so are their
 * rights, by state (table identity_right).  They move by identity_move() only:
 *
 *	REQUESTED (the administrator decides) -> ACTIVE | REJECTED
 *	FOUNDING (the enterprise's review decides) -> ACTIVE | REJECTED
 *	ACTIVE -> REMOVED
 *
 * One 管理员, ACTIVE or FOUNDING, per enterprise: whoever adds or moves
 * identities of an enterprise holds its row first (company_take), and a unique
 * key says the same again.
 */
#ifndef PERSON_IDENTITY_H
#define PERSON_IDENTITY_H

#include "db/db.h"
#include "steps.h"

#define IDENTITY_ADMIN	"ADMIN"		/* the type the house itself knows: 管理员 */

struct identity {
	int64_t			 id;
	struct pid		 pid;
	int64_t			 person_id;
	int64_t			 company_id;
	const char		*type;
	const char		*type_words;
	const char		*state_code;	/* as stored; `state` is what counts */
	const char		*words;		/* why it was refused, or "" */
	int64_t			 created_at;
	int64_t			 decided_at;	/* 0: not decided */
	int			 version;
	struct pid		 company_pid;	/* the enterprise is not filled by identity_add */
	const char		*company;
	const char		*company_state;
	enum identity_state	 state;
};

/* The live (REQUESTED, FOUNDING, ACTIVE) identities of a person. */
int	identity_list(struct work *w, int64_t person_id, struct identity **out, size_t *n);
/* Those, and the refused ones that were not asked for again: 关联公司及身份选择. */
int	identity_list_own(struct work *w, int64_t person_id, struct identity **out, size_t *n);
/* One of that person, live; else NOTFOUND. */
int	identity_get(struct work *w, const struct pid *pid, int64_t person_id,
	    struct identity *out);
/* True when business can be done under it: the session accepts it. */
int	identity_chosen(const struct identity *i);
/* One live identity of an enterprise by its pid; strangers' are NOTFOUND. */
int	identity_get_company(struct work *w, const struct pid *pid, int64_t company_id,
	    struct identity *out);
/* What one person is in one enterprise, live: for its 管理员. */
int	identity_list_member(struct work *w, int64_t person_id, int64_t company_id,
	    struct identity **out, size_t *n);
/* How many live identities the person has in other enterprises. */
int	identity_elsewhere(struct work *w, int64_t person_id, int64_t company_id, int64_t *n);
/* 审核人员: who waits for the 管理员 of an enterprise, longest first. */
int	identity_list_requests(struct work *w, int64_t company_id, int64_t page, int64_t size,
	    struct identity **out, size_t *n);
int	identity_count_requests(struct work *w, int64_t company_id, int64_t *n);
/* 1 found, 0 none: is this person already that in the enterprise? */
int	identity_find(struct work *w, int64_t person_id, int64_t company_id, const char *type,
	    struct identity *out);
/* The 管理员, ACTIVE or FOUNDING, of an enterprise: 1 found, 0 none. */
int	identity_admin(struct work *w, int64_t company_id, struct identity *out);

struct identity_type {
	const char	*code, *words;
};
int	identity_types(struct work *w, struct identity_type **out, size_t *n);
/* By code, words or a part of them (项目负责人); INVALID (field identity) if none. */
int	identity_type_find(struct work *w, const char *text, const char **code);

/* In a transaction.  A second administrator or the same again is INVALID
 * (field identity). */
int	identity_add(struct work *w, int64_t person_id, int64_t company_id, const char *type,
	    enum identity_state state, struct identity *out);
/* In a transaction; `words` are kept with a refusal and in the event. */
int	identity_move(struct work *w, struct identity *i, enum identity_act act,
	    const char *words);

/*
 * For the dossier of an enterprise, in its transaction, with the enterprise's
 * row held: the waiting 管理员 is let in (the data were approved) or refused
 * (不予办理, or dropped by the house).  Where nobody waits nothing happens.  The
 * person hears of it by the message about the dossier.
 */
int	identity_confirm_founder(struct work *w, int64_t company_id);
int	identity_reject_founder(struct work *w, int64_t company_id, const char *words);

#endif
