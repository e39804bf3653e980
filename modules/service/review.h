/* SPDX-License-Identifier: MIT */
/*
 * The reviewers' counter (requirements 7.3, S09, S25).  A review is claimed
 * for conf->lease_minutes; looking at documents renews the lease.  A verdict
 * needs the lease, the order's version the reviewer has on the screen, and
 * another person than the applicant and the holder; approval also wants every
 * document opened and the printed form's id and version looked at.
 *
 * A return marks fields of the order's field list or document slots, each with
 * a reason, or gives general words; fields that decide the price cannot be
 * marked, because they are frozen with the payment.
 *
 * Functions with an `out` give the API's objects.
 */
#ifndef SERVICE_REVIEW_H
#define SERVICE_REVIEW_H

#include "modules/order/order.h"
#include "modules/outbox/task.h"

struct json;

/* Inside the transaction that brought the order to REVIEW; once per round. */
int	review_open(struct work *w, struct order *o);
/* The order ended: an open round ends with it; inside the transaction. */
int	review_close(struct work *w, struct order *o);

/* `queue`: "mine", "pool", "returned", "done". */
int	reviewing_list(struct work *w, const char *queue, int64_t page, int64_t size,
	    struct json **out);
int	reviewing_counts(struct work *w, struct json **out);
int	reviewing_get(struct work *w, const struct pid *review, struct json **out);

int	reviewing_claim(struct work *w, const struct pid *review, struct json **out);
int	reviewing_release(struct work *w, const struct pid *review, struct json **out);
int	reviewing_see(struct work *w, const struct pid *review, const struct pid *upload,
	    struct json **out);

struct approval {
	int64_t		 version;	/* of the order */
	int		 form_seen;	/* "form id and version seen" is ticked */
	const char	*words;		/* may be empty */
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

/* Task timer.lease: gives a review back whose lease ended. */
int	run_review_lease(struct work *w, const struct task *t, int64_t *again);

#endif
