/* SPDX-License-Identifier: MIT */
/*
 * Reviews: one row a round, its marks, what was opened, its history.  Knows its
 * subject (an order, a dossier) only by kind, id and the lines a queue shows
 * (copied when the round began); who may judge what is decided by
 * modules/service/review.c.
 *
 * Reviewers see every review (the route asks for the right); applicants read
 * verdicts through what they handed in.  A claim is a lease: it ends by release, by
 * verdict or at lease_until, when the next claimer may take it at once even if
 * the clerk's timer is late.
 *
 * review_move() looks the step up, checks the right, guards the version and
 * writes the event, all in the caller's transaction.
 */
#ifndef REVIEW_REVIEW_H
#define REVIEW_REVIEW_H

#include "db/db.h"
#include "steps.h"

struct review {
	int64_t		 id;
	struct pid	 pid;
	const char	*subject;		/* "order", "dossier" */
	int64_t		 subject_id;
	struct pid	 subject_pid;
	const char	*subject_no, *channel, *service, *lock_type, *holder, *company;
	int64_t		 fen;
	const char	*data;			/* JSON: the fields as handed in this round */
	int		 round;
	const char	*state_code;
	enum review_state state;		/* from the code */
	int64_t		 reviewer_id;		/* account; 0: nobody has it */
	const char	*reviewer;
	int64_t		 prefer_id;		/* reviewer of the round before; 0: none */
	int64_t		 lease_until;
	int		 version;
	int64_t		 submitted_at, due_at, decided_at;
	const char	*words;
	int		 form_seen;
	int		 reviewers;		/* 2: a second look follows */
	int64_t		 first_id;		/* who approved first; 0: nobody yet */
	const char	*first;
	const char	*overrides;		/* JSON [{field, reason}] or NULL */
};

/* What a round is about: all queries about rounds name both. */
struct review_of {
	const char	*subject;
	int64_t		 id;
};

struct review_mark {
	const char	*field, *words, *reason;
};

struct review_seen {
	struct pid	 upload_pid;
	int64_t		 account_id;
	const char	*name;
	int64_t		 at;
};

/* What one clerk tells the next within a round: no applicant reads it. */
struct review_remark {
	const char	*act;		/* APPROVE (the first), SENDBACK, REASSIGN */
	const char	*by;
	const char	*words;
	int64_t		 at;
};

/* Latest round; REVIEW_NONE when there was none. */
int	review_state(struct work *w, struct review_of of, enum review_state *out);
/* The row of the latest round, or NULL in *out. */
int	review_latest(struct work *w, struct review_of of, struct review **out);
/* All rounds, oldest first. */
int	review_rounds(struct work *w, struct review_of of, struct review **out, size_t *n);
/* The latest RETURNED, APPROVED or REFUSED round, or NULL: what the applicant reads. */
int	review_verdict(struct work *w, struct review_of of, struct review **out);

/* How many open rounds should have been decided by now. */
int	review_overdue_count(struct work *w, int64_t *out);

int	review_get(struct work *w, const struct pid *pid, struct review **out);
int	review_take(struct work *w, const struct pid *pid, struct review **out);
int	review_marks(struct work *w, int64_t review_id, struct review_mark **out, size_t *n);
int	review_remarks(struct work *w, int64_t review_id, struct review_remark **out, size_t *n);
int	review_seen_list(struct work *w, int64_t review_id, struct review_seen **out, size_t *n);

/* Queues of the actor: "mine", "pool", "second", "returned", "done". */
int	review_list(struct work *w, const char *queue, int64_t page, int64_t size,
	    struct review **out, size_t *n);
int	review_count(struct work *w, const char *queue, int64_t *out);

/* Inside a transaction.  Fills id, pid, round, state and version of `r`. */
int	review_add(struct work *w, struct review *r);
/*
 * The conditional UPDATE of a claim: refuses with words that name who has it.
 * A lease that ended counts as free; claiming one's own again renews it.  Who
 * looked first never gets the second look.
 */
int	review_claim(struct work *w, struct review *r, int64_t lease_until);
/* A lead hands a task of the first look to `to`, who finds it under "mine". */
int	review_reassign(struct work *w, struct review *r, int64_t to, const char *words);
int	review_lease_set(struct work *w, struct review *r, int64_t lease_until);
int	review_move(struct work *w, struct review *r, enum review_act act, const char *words);
int	review_form_seen_set(struct work *w, struct review *r);
/* Reasons for letting warnings pass: JSON [{field, reason}]. */
int	review_overrides_set(struct work *w, struct review *r, const char *overrides);

/* How many tasks each reviewer holds or is preferred for. */
struct review_load {
	struct pid	 pid;
	const char	*name;
	int64_t		 held;
};
int	review_loads(struct work *w, struct review_load **out, size_t *n);
int	review_mark_add(struct work *w, int64_t review_id, const struct review_mark *m);
int	review_seen_add(struct work *w, int64_t review_id, const struct pid *upload);

#endif
