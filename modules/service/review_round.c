/* SPDX-License-Identifier: MIT */
/* Rounds begin and end with their subject. */
#include "promise.h"
#include "review.h"
#include "review_subject.h"

int
review_open(struct work *w, struct review_of of)
{
	struct reviewed on;
	struct review *last, r;

	if (review_latest(w, of, &last) < 0)
		return -1;
	if (last != NULL && review_state_waits(last->state))
		return 0;
	if (reviewed_load(w, of, 1, &on) < 0)
		return -1;
	r = (struct review){
		.subject = of.subject, .subject_id = of.id, .subject_pid = on.pid,
		.subject_no = on.no, .channel = on.channel, .service = on.code,
		.lock_type = on.lock_type, .holder = on.holder, .company = on.company,
		.fen = on.fen, .data = on.data, .submitted_at = w->now, .due_at = on.due_at,
		.reviewers = on.reviewers,
	};
	return review_add(w, &r) < 0 ? -1 : promise_watch(w, &r);
}

int
review_close(struct work *w, struct review_of of)
{
	struct review *r;

	if (review_latest(w, of, &r) < 0)
		return -1;
	if (r == NULL || !review_state_waits(r->state))
		return 0;
	return review_move(w, r, REVIEW_ACT_DROP, NULL);
}
