/* SPDX-License-Identifier: MIT */
/*
 * THE DOSSIER TABLE: what an enterprise or a person hands in about itself, by
 * kind.  Steps, saving, uploads, review and pages read this table, so a new
 * kind is a row here with its fields, its checks and its effect; which
 * documents it wants, and whether, by how many and how soon it is reviewed,
 * are rows of `policy` with the kind's code as service.
 *
 * A value is a text, or a list of codes for type "choices".  Saving takes
 * whatever is well-formed; missing, wrong and doubtful values are told with the
 * answer, in the user's words, and only submission insists.
 */
#ifndef SERVICE_DOSSIER_KINDS_H
#define SERVICE_DOSSIER_KINDS_H

#include "modules/catalog/policy.h"
#include "modules/dossier/dossier.h"

struct json;
struct limit;

#define DOSSIER_COMPANY		"company"
#define DOSSIER_PERSON		"person"
#define DOSSIER_HANDOVER	"handover"
#define DOSSIER_CHOICES_MAX	10

enum dossier_flag {
	DOSSIER_OPTIONAL = 1 << 0,
	DOSSIER_FIXED	 = 1 << 1,	/* shown, never typed: the register holds it */
	DOSSIER_NUMBER	 = 1 << 2	/* a number of a person: masked outside the form */
};

struct dossier_field {
	const char	*name, *words;
	int		 step;		/* 1, 2, ...: page of the wizard */
	const char	*type;		/* text phone id code money region choice choices email member */
	int		 max;		/* characters */
	unsigned	 flags;
	const char	*help;		/* or NULL */
	/* Why a value that is there cannot be taken, or may be doubted; NULL: fine. */
	const char	*(*wrong)(struct work *w, const char *value, const struct json *data);
	const char	*(*doubt)(struct work *w, const char *value);
	/* [{code, words}] of a choice; NULL for other types. */
	int		 (*options)(struct work *w, const struct dossier *d, struct json **out);
};

struct dossier_kind {
	const char			*code, *words;
	const char *const		*steps;		/* titles, NULL-terminated */
	const struct dossier_field	*fields;
	size_t				 nfields;
	const struct limit		*tries;		/* refused submissions of an account; NULL: any number */
	const char			*form, *slot;	/* printed form and where its scan goes, or NULL */
	/* Whose: fills subject_id, company_id, channel and title; refuses strangers. */
	int	(*subject)(struct work *w, const char *asked, struct dossier *d);
	/* What is known already. */
	int	(*prefill)(struct work *w, const struct dossier *d, struct json *data);
	/* What a queue calls it; from the data, or the title it has. */
	const char *(*title)(struct work *w, const struct dossier *d, const struct json *data);
	/* What no single field can say; NULL: nothing. */
	int	(*check)(struct work *w, const struct dossier *d, const struct json *data);
	/* In the transaction of the approval: the register follows. */
	int	(*approved)(struct work *w, struct dossier *d, const struct json *data);
	int	(*refused)(struct work *w, struct dossier *d, const char *words);
};

extern const struct dossier_kind dossier_company, dossier_person, dossier_handover;
extern const struct dossier_kind *const dossier_kinds[];
extern const size_t n_dossier_kinds;

const struct dossier_kind *dossier_kind_find(const char *code);	/* NULL: none */
/* Refuses with ERR_NOTFOUND. */
int	dossier_kind_get(struct work *w, const char *code, const struct dossier_kind **out);
const char	*dossier_kind_words(const char *code);		/* the code itself: unknown */
/* The documents the policy wants; step of a document: that of its kind's last
 * page when it is the printed form, else the first. */
const struct policy *dossier_policy(const struct catalog *c, const struct dossier *d);
int	dossier_document_step(const struct dossier_kind *k, const struct policy_document *doc);

/* A value as people read it: words of a choice, 辽宁省/沈阳市/和平区 of a region. */
int	dossier_value_words(struct work *w, const struct dossier *d,
	    const struct dossier_field *f, const struct json *data, const char **out);

#endif
