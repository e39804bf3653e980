/* SPDX-License-Identifier: MIT */
/*
 * THE SUBJECT TABLE: what can be reviewed.  The reviewers' counter (claims,
 * leases, four eyes, marks, verdicts, queues) is written once and knows its
 * subject only as a struct reviewed and through the row of this table; orders
 * are the row of review_order.c, dossiers that of review_dossier.c.
 *
 * A row gives
 *	load	the thing, locked or not, and what the counter asks about it
 *	fields	what a reviewer reads, may mark and must open, with the values
 *		of `data`: the JSON text of any round (r->data is today's)
 *	settle	what a verdict does to the thing, in the transaction of the
 *		verdict, the applicant's message included
 *	restate	who holds it has changed (NULL: the thing shows none of it)
 *	page	puts "documents" [{slot, words, paper, upload}] and an object
 *		named like the kind into the reviewer's page
 *	words	the business of a queue's line: 新办实体CA锁, 企业信息
 *
 * Whoever adds a subject calls review_open() when it comes to the reviewers
 * and review_close() when it ends before a verdict (review.h).
 */
#ifndef SERVICE_REVIEW_SUBJECT_H
#define SERVICE_REVIEW_SUBJECT_H

#include "modules/review/review.h"

struct json;
struct review_subject;

#define SUBJECT_ORDER	"order"
#define SUBJECT_DOSSIER	"dossier"

/* What is judged, as it is now. */
struct reviewed {
	const struct review_subject *of;
	void		*thing;			/* struct order, struct dossier */
	int64_t		 id;
	struct pid	 pid;
	const char	*no, *code;		/* its number; service or kind of dossier */
	const char	*channel, *lock_type;	/* lock_type "": none */
	const char	*holder, *company;	/* whose matter it is, as the queue says it */
	int64_t		 fen;			/* 0: costs nothing */
	int64_t		 account_id, person_id;	/* applicant and holder: both never judge it */
	int		 version;		/* of the thing: the reviewer's screen shows it */
	int		 reviewers;		/* 2: four eyes */
	int64_t		 due_at;		/* if its review began now; 0: none */
	const char	*data;			/* JSON of the fields: kept with the round */
	const char	*uploads;		/* upload scope, of `pid` */
	const char	*form, *paper_scope;	/* the printed form; form NULL: none */
};

enum review_field_flag {
	REVIEW_FIELD_OPEN	= 1 << 0,	/* may be marked, then corrected */
	REVIEW_FIELD_PAPER	= 1 << 1,	/* a document, `name` is its slot */
	REVIEW_FIELD_WANTED	= 1 << 2,	/* approval wants this document */
	REVIEW_FIELD_WARNED	= 1 << 3,	/* approval wants a reason for letting it pass */
};

struct review_field {
	const char	*name, *words, *value;	/* value "" for documents */
	const char	*warning;		/* why it is WARNED */
	unsigned	 flags;
};

enum review_outcome { OUTCOME_APPROVED, OUTCOME_RETURNED, OUTCOME_REFUSED, OUTCOME_REVOKED };

/* A verdict as the thing's room gets it. */
struct review_settling {
	enum review_outcome	 outcome;
	int			 round;
	const char		*words;		/* the reviewer's, or NULL */
	const char		*line;		/* words and marks in one line, for message and history */
};

struct review_subject {
	const char	*kind;
	const char	*(*words)(const char *code);
	int		(*load)(struct work *w, int64_t id, int lock, struct reviewed *out);
	int		(*fields)(struct work *w, const struct reviewed *r, const char *data,
			    struct review_field **out, size_t *n);
	int		(*settle)(struct work *w, struct reviewed *r,
			    const struct review_settling *s);
	int		(*restate)(struct work *w, struct reviewed *r);
	int		(*page)(struct work *w, const struct reviewed *r, struct json *out);
};

extern const struct review_subject review_of_orders, review_of_dossiers;

/* A kind no row has is our mistake in the table `review`: BUG. */
int	review_subject_find(struct work *w, const char *kind, const struct review_subject **out);
/* What a round is about. */
int	reviewed_load(struct work *w, struct review_of of, int lock, struct reviewed *out);
int	reviewed_fields(struct work *w, const struct reviewed *r, struct review_field **out,
	    size_t *n);
/* The business of a queue's line; the code itself for a kind no row has. */
const char	*reviewed_words(const char *kind, const char *code);

static inline struct review_of
review_of_order(int64_t id)
{
	return (struct review_of){ SUBJECT_ORDER, id };
}

static inline struct review_of
review_of_dossier(int64_t id)
{
	return (struct review_of){ SUBJECT_DOSSIER, id };
}

#endif
