/* SPDX-License-Identifier: MIT */
/* Who has a review in hand, and for how long. */
#include "modules/account/account.h"
#include "modules/base/conf.h"
#include "modules/base/json.h"
#include "review.h"
#include "review_case.h"

/* The subject is locked before its review, everywhere, so two desks never meet. */
int
case_take(struct work *w, const struct pid *review, struct review_case *out)
{
	struct review *r;

	if (review_get(w, review, &r) < 0 ||
	    reviewed_load(w, (struct review_of){ r->subject, r->subject_id }, 1, &out->on) < 0)
		return -1;
	return review_take(w, review, &out->review);
}

int
case_restate(struct work *w, struct review_case *c)
{
	return c->on.of->restate == NULL ? 0 : c->on.of->restate(w, &c->on);
}

int
case_own(struct work *w, const struct reviewed *on, int *out)
{
	const struct actor *a = w->actor;
	struct account applicant;

	*out = a->account_id == on->account_id ||
	    (a->person_id != 0 && a->person_id == on->person_id);
	if (*out || a->person_id == 0)
		return 0;
	if (account_get(w, on->account_id, &applicant) < 0)
		return -1;
	*out = applicant.person_id == a->person_id;
	return 0;
}

int
case_mine(const struct work *w, const struct review *r)
{
	return review_state_held(r->state) && r->reviewer_id == w->actor->account_id &&
	    r->lease_until >= w->now;
}

int
case_judge(struct work *w, const struct pid *review, int64_t version, struct review_case *out)
{
	int own;

	if (case_take(w, review, out) < 0 || case_own(w, &out->on, &own) < 0)
		return -1;
	if (own)
		return refuse_say(w, ERR_DENIED, NULL, "不能审核本人的申请");
	if (!case_mine(w, out->review))
		return refuse_say(w, ERR_CONFLICT, NULL,
		    "您没有领取这笔申请或领取已超时，请重新领取后再审核");
	if (out->on.version != version)
		return refuse_say(w, ERR_CONFLICT, "version",
		    "申请内容已变化，请刷新页面核对后再审核");
	return 0;
}

int64_t
case_lease(const struct work *w)
{
	return w->now + w->conf->lease_minutes * 60;
}

/* ---- the lease ends ---- */

struct lapse {
	struct pid	 review;
	int64_t		*again;
};

static int
lapse_tx(struct work *w, void *arg)
{
	struct lapse *l = arg;
	struct review_case c;

	*l->again = 0;
	if (case_take(w, &l->review, &c) < 0)
		return -1;
	if (!review_state_held(c.review->state))
		return 0;
	if (c.review->lease_until >= w->now) {
		*l->again = c.review->lease_until + 1;
		return 0;
	}
	if (review_move(w, c.review, REVIEW_ACT_LAPSE, NULL) < 0)
		return -1;
	return case_restate(w, &c);
}

int
run_review_lease(struct work *w, const struct task *t, int64_t *again)
{
	struct lapse l = { .again = again };

	if (pid_parse(w, js_get_text(t->payload, "review"), &l.review) < 0)
		return -1;
	return db_tx(w, lapse_tx, &l);
}
