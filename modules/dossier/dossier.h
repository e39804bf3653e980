/* SPDX-License-Identifier: MIT */
/*
 * Dossiers: data of an enterprise or a person as versions on their way to the
 * register.  The room keeps rows, versions and steps; what a kind consists of
 * is THE DOSSIER TABLE (modules/service/dossier_kinds.h).
 *
 * Whose: an enterprise's data belong to those who may edit the enterprise of
 * the chosen identity (RIGHT_ENTERPRISE), everything else to the account that
 * typed it; reviewers see what was submitted.  Strangers get NOTFOUND.  `data` is sealed JSON, opened here: it
 * holds ID numbers, so it never goes to a log.
 */
#ifndef DOSSIER_DOSSIER_H
#define DOSSIER_DOSSIER_H

#include "db/db.h"
#include "steps.h"

struct dossier {
	int64_t			 id;
	struct pid		 pid;
	const char		*kind;		/* "company", "person", "handover" */
	int64_t			 subject_id;
	const char		*no;
	int			 n;		/* version of kind and subject */
	const char		*channel;
	int64_t			 policy_id;	/* 0: no review is asked for */
	const char		*title;
	const char		*state_code;
	enum dossier_state	 state;		/* from the code */
	int			 step;
	struct blob		 sealed;
	const char		*data;		/* opened JSON text */
	int64_t			 account_id, company_id, person_id;
	int			 version;
	int64_t			 submitted_at, decided_at, created_at, updated_at;
};

/* Of the actor, by what belongs to whom; _take locks and wants a transaction. */
int	dossier_get(struct work *w, const struct pid *pid, struct dossier **out);
int	dossier_take(struct work *w, const struct pid *pid, struct dossier **out);
/* By inner id: the review led here. */
int	dossier_get_id(struct work *w, int64_t id, struct dossier **out);
int	dossier_take_id(struct work *w, int64_t id, struct dossier **out);
/* The open one, the one in force, of a subject the caller may see; NULL: none. */
int	dossier_open_of(struct work *w, const char *kind, int64_t subject_id,
	    struct dossier **out);
int	dossier_in_force(struct work *w, const char *kind, int64_t subject_id,
	    struct dossier **out);
/* All versions, oldest first. */
int	dossier_versions(struct work *w, const char *kind, int64_t subject_id,
	    struct dossier **out, size_t *n);

/* Inside a transaction.  Wants kind, subject_id, no, channel, policy_id, title,
 * data, company_id; fills the rest from the actor.  A second open one of the
 * subject is ERR_CONFLICT. */
int	dossier_add(struct work *w, struct dossier *d);
/* Refuses with 409 when `version` is not the stored one. */
int	dossier_save(struct work *w, struct dossier *d, int version, int step,
	    const char *data, const char *title);
int	dossier_move(struct work *w, struct dossier *d, enum dossier_act act,
	    const char *words);
/* The account was tied to a person known before: its dossier goes along. */
int	dossier_subject_set(struct work *w, struct dossier *d, int64_t subject_id);

#endif
