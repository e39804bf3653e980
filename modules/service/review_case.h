/* SPDX-License-Identifier: MIT */
/* What the files of the reviewers' counter share: the order and its round. */
#ifndef SERVICE_REVIEW_CASE_H
#define SERVICE_REVIEW_CASE_H

#include "modules/order/order.h"
#include "modules/review/review.h"

struct review_case {
	struct order	*order;
	struct review	*review;
};

/* Both locked, the order first; in a transaction. */
int	case_take(struct work *w, const struct pid *review, struct review_case *out);
/* And refused unless this actor may judge it now. */
int	case_judge(struct work *w, const struct pid *review, int64_t version,
	    struct review_case *out);
/* The actor applied for it or is the holder (four eyes, S25). */
int	case_own(struct work *w, const struct order *o, int *out);
/* The actor holds the lease. */
int	case_mine(const struct work *w, const struct review *r);
int64_t	case_lease(const struct work *w);
int	case_has_upload(struct work *w, const struct order *o, const struct pid *upload,
	    int *out);

#endif
