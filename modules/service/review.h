/* SPDX-License-Identifier: MIT */
/*
 * The reviewers' counter (requirements 7.3, S09, S25).  What is reviewed comes
 * from THE SUBJECT TABLE (review_subject.h); nothing here knows what it is.  A
 * review is claimed for conf->lease_minutes; looking at documents renews the
 * lease.  A verdict needs the lease, the subject's version the reviewer has on
 * the screen, and another person than the applicant and the holder; approval
 * also wants every document opened, the printed form's id and version looked
 * at, and a reason for every warning that is let pass.  Where the policy wants
 * two reviewers the first approval leads to SECOND, and a second person with
 * RIGHT_SECOND decides.
 *
 * A return marks fields or document slots, each with a reason, or gives general
 * words; fields that decide the price cannot be marked, because they are frozen
 * with the payment.  Refusing for good, revoking an approval and handing a task
 * over are for RIGHT_LEAD.
 *
 * Functions with an `out` give the API's objects.
 */
#ifndef SERVICE_REVIEW_H
#define SERVICE_REVIEW_H

#include "modules/outbox/task.h"
#include "modules/review/review.h"

struct json;

/* Inside the transaction that brought it to the reviewers; once per round. */
int	review_open(struct work *w, struct review_of of);
/* It ended: an open round ends with it; inside the transaction. */
int	review_close(struct work *w, struct review_of of);

/* `queue`: "mine", "pool", "second", "returned", "done". */
int	reviewing_list(struct work *w, const char *queue, int64_t page, int64_t size,
	    struct json **out);
int	reviewing_counts(struct work *w, struct json **out);
int	reviewing_get(struct work *w, const struct pid *review, struct json **out);
/* {review: pid|null}: what to open after a verdict, soonest due first. */
int	reviewing_next(struct work *w, const char *queue, struct json **out);
/* {items: [{pid, name, held}]}: whom a task may be handed to. */
int	reviewing_reviewers(struct work *w, struct json **out);

int	reviewing_claim(struct work *w, const struct pid *review, struct json **out);
int	reviewing_release(struct work *w, const struct pid *review, struct json **out);
int	reviewing_see(struct work *w, const struct pid *review, const struct pid *upload,
	    struct json **out);

struct approval {
	int64_t		 version;	/* of the subject */
	int		 form_seen;	/* "form id and version seen" is ticked */
	const char	*words;		/* may be empty */
	struct json	*overrides;	/* [{field, reason}], may be NULL */
};
int	reviewing_approve(struct work *w, const struct pid *review, const struct approval *a,
	    struct json **out);

struct returning {
	int64_t		 version;
	const char	*words;		/* may be empty when there are marks */
	struct json	*marks;		/* [{field, reason}], may be NULL */
};
int	reviewing_return(struct work *w, const struct pid *review, const struct returning *r,
	    struct json **out);

struct decision {
	int64_t		 version;	/* of the subject */
	const char	*words;		/* the reason; must be given */
};
/* The second reviewer wants another first look. */
int	reviewing_send_back(struct work *w, const struct pid *review, const struct decision *d,
	    struct json **out);
/* For good; what was paid goes back. */
int	reviewing_refuse(struct work *w, const struct pid *review, const struct decision *d,
	    struct json **out);
/* An approval whose effect has not begun; a new round waits in the pool. */
int	reviewing_revoke(struct work *w, const struct pid *review, const struct decision *d,
	    struct json **out);

struct handing_over {
	struct pid	 to;		/* account of a reviewer */
	const char	*words;		/* may be empty */
};
int	reviewing_reassign(struct work *w, const struct pid *review,
	    const struct handing_over *h, struct json **out);

/* Task timer.lease: gives a review back whose lease ended. */
int	run_review_lease(struct work *w, const struct task *t, int64_t *again);

#endif
