/* SPDX-License-Identifier: MIT */
#include "test.h"

#include "modules/review/steps.h"

#define EACH_ROW(r)	for (const struct step *r = review_machine.steps; \
	    r < review_machine.steps + review_machine.nsteps; r++)

static void
a_verdict_needs_a_claim(void **state)
{
	(void)state;
	EACH_ROW(r)
		if (r->act == REVIEW_ACT_APPROVE || r->act == REVIEW_ACT_RETURN ||
		    r->act == REVIEW_ACT_REFUSE || r->act == REVIEW_ACT_SENDBACK)
			assert_true(review_state_held((enum review_state)r->from));
}

/* The second look can only be had by passing through the first. */
static void
two_reviewers_mean_two_approvals(void **state)
{
	const struct machine *m = &review_machine;

	(void)state;
	assert_int_equal(machine_step(m, REVIEW_IN_REVIEW, REVIEW_ACT_APPROVE, REVIEW_TWO, 0)->to,
	    REVIEW_SECOND);
	assert_int_equal(machine_step(m, REVIEW_IN_REVIEW, REVIEW_ACT_APPROVE, 0, 0)->to,
	    REVIEW_APPROVED);
	EACH_ROW(r)
		if (r->to == REVIEW_APPROVED && (r->hasnt & REVIEW_TWO) == 0)
			assert_int_equal(r->from, REVIEW_IN_SECOND);
}

static void
only_a_lead_refuses_revokes_and_hands_over(void **state)
{
	(void)state;
	EACH_ROW(r)
		if (r->act == REVIEW_ACT_REFUSE || r->act == REVIEW_ACT_REVOKE ||
		    r->act == REVIEW_ACT_REASSIGN)
			assert_int_equal(r->who, RIGHT_LEAD);
}

static void
only_reviewers_judge(void **state)
{
	(void)state;
	EACH_ROW(r)
		if (r->act == REVIEW_ACT_APPROVE || r->act == REVIEW_ACT_RETURN ||
		    r->act == REVIEW_ACT_CLAIM)
			assert_int_equal(r->who, r->from == REVIEW_SECOND ||
			    r->from == REVIEW_IN_SECOND ? RIGHT_SECOND :
			    RIGHT_REVIEW | RIGHT_SECOND);
}

static void
an_order_without_a_review_has_a_word_but_no_state(void **state)
{
	(void)state;
	assert_string_equal(review_state_code(REVIEW_NONE), "NONE");
	assert_string_equal(review_state_words(REVIEW_NONE), "无需审核");
	assert_int_equal(review_state_of("NONE"), -1);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(a_verdict_needs_a_claim),
	cmocka_unit_test(two_reviewers_mean_two_approvals),
	cmocka_unit_test(only_a_lead_refuses_revokes_and_hands_over),
	cmocka_unit_test(only_reviewers_judge),
	cmocka_unit_test(an_order_without_a_review_has_a_word_but_no_state),
};

TEST_MAIN(tests)
