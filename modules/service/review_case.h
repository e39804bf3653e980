/* SPDX-License-Identifier: MIT */
/* What the files of the reviewers' counter share: the subject and its round. */
#ifndef SERVICE_REVIEW_CASE_H
#define SERVICE_REVIEW_CASE_H

#include "review_subject.h"

struct review_case {
	struct reviewed	 on;
	struct review	*review;
};

/* Both locked, the subject first; in a transaction. */
int	case_take(struct work *w, const struct pid *review, struct review_case *out);
/* And refused unless this actor may judge it now. */
int	case_judge(struct work *w, const struct pid *review, int64_t version,
	    struct review_case *out);
/* The actor applied for it or is the holder (four eyes, S25). */
int	case_own(struct work *w, const struct reviewed *on, int *out);
/* The actor holds the lease. */
int	case_mine(const struct work *w, const struct review *r);
int64_t	case_lease(const struct work *w);
int	case_has_upload(struct work *w, const struct reviewed *on, const struct pid *upload,
	    int *out);
/* Who holds it has changed: the subject's words follow. */
int	case_restate(struct work *w, struct review_case *c);

#endif
