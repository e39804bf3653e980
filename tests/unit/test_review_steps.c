/* SPDX-License-Identifier: MIT */
#include "test.h"

#include "modules/review/steps.h"

static void
one_question_has_one_row(void **state)
{
	(void)state;
	for (size_t i = 0; i < review_nsteps; i++)
		assert_ptr_equal(review_step(review_steps[i].from, review_steps[i].act),
		    &review_steps[i]);
}

static int
ends(enum review_state from, unsigned seen)
{
	if (review_state_final(from))
		return 1;
	if (seen & 1u << from)
		return 0;
	for (size_t i = 0; i < review_nsteps; i++)
		if (review_steps[i].from == from && ends(review_steps[i].to, seen | 1u << from))
			return 1;
	return 0;
}

static void
every_road_ends(void **state)
{
	(void)state;
	for (enum review_state s = 0; s < REVIEW_STATE__MAX; s++)
		assert_true(ends(s, 0));
}

static void
nothing_leaves_a_final_state(void **state)
{
	(void)state;
	for (size_t i = 0; i < review_nsteps; i++)
		assert_false(review_state_final(review_steps[i].from));
}

static void
a_verdict_needs_a_claim(void **state)
{
	(void)state;
	for (size_t i = 0; i < review_nsteps; i++)
		if (review_steps[i].act == REVIEW_ACT_APPROVE ||
		    review_steps[i].act == REVIEW_ACT_RETURN)
			assert_int_equal(review_steps[i].from, REVIEW_IN_REVIEW);
}

static void
only_reviewers_judge(void **state)
{
	(void)state;
	for (size_t i = 0; i < review_nsteps; i++)
		if (review_steps[i].act == REVIEW_ACT_APPROVE ||
		    review_steps[i].act == REVIEW_ACT_RETURN ||
		    review_steps[i].act == REVIEW_ACT_CLAIM)
			assert_int_equal(review_steps[i].who, RIGHT_REVIEW | RIGHT_SECOND);
}

static void
codes_are_read_back(void **state)
{
	(void)state;
	for (enum review_state s = 0; s < REVIEW_STATE__MAX; s++)
		assert_int_equal(review_state_of(review_state_code(s)), s);
	assert_int_equal(review_state_of("NONE"), -1);
	assert_string_equal(review_state_code(REVIEW_NONE), "NONE");
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(one_question_has_one_row),
	cmocka_unit_test(every_road_ends),
	cmocka_unit_test(nothing_leaves_a_final_state),
	cmocka_unit_test(a_verdict_needs_a_claim),
	cmocka_unit_test(only_reviewers_judge),
	cmocka_unit_test(codes_are_read_back),
};

TEST_MAIN(tests)
