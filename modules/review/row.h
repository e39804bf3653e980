/* SPDX-License-Identifier: MIT */
/* The columns of a review, shared by review.c and queue.c. */
#ifndef REVIEW_ROW_H
#define REVIEW_ROW_H

#include "review.h"

#define REVIEW_COLS \
	"id, pid, subject, subject_id, subject_pid, subject_no, channel, service, lock_type," \
	" holder," \
	" company, fen, data, round, state, reviewer_id, reviewer, prefer_id," \
	" lease_until, version, submitted_at, due_at, decided_at, words, form_seen, reviewers," \
	" first_id, first, overrides"
#define REVIEW_NCOLS	29

extern const struct db_col review_cols[REVIEW_NCOLS];

/* state from state_code */
int	review_decode(struct work *w, struct review *r);

#endif
