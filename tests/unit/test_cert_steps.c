/* SPDX-License-Identifier: MIT */
#include "test.h"

#include "modules/cert/steps.h"

static int
fits(const struct cert_step *s, unsigned traits)
{
	return (traits & s->has) == s->has && (traits & s->hasnt) == 0;
}

static void
one_question_has_one_row(void **state)
{
	(void)state;
	for (unsigned t = 0; t <= CERT_TRAIT__ALL; t++)
		for (size_t i = 0; i < cert_nsteps; i++)
			if (fits(&cert_steps[i], t))
				assert_ptr_equal(cert_step(cert_steps[i].from, cert_steps[i].act, t),
				    &cert_steps[i]);
	for (size_t i = 0; i < token_nsteps; i++)
		assert_ptr_equal(token_step(token_steps[i].from, token_steps[i].act),
		    &token_steps[i]);
}

static int
cert_ends(enum cert_state from, unsigned traits, unsigned seen)
{
	if (cert_state_final(from))
		return 1;
	if (seen & 1u << from)
		return 0;
	for (size_t i = 0; i < cert_nsteps; i++)
		if (cert_steps[i].from == from && fits(&cert_steps[i], traits) &&
		    cert_ends(cert_steps[i].to, traits, seen | 1u << from))
			return 1;
	return 0;
}

static int
token_ends(enum token_state from, unsigned seen)
{
	if (token_state_final(from))
		return 1;
	if (seen & 1u << from)
		return 0;
	for (size_t i = 0; i < token_nsteps; i++)
		if (token_steps[i].from == from && token_ends(token_steps[i].to, seen | 1u << from))
			return 1;
	return 0;
}

static void
every_road_ends(void **state)
{
	(void)state;
	for (unsigned t = 0; t <= CERT_TRAIT__ALL; t++)
		for (enum cert_state s = 0; s < CERT_STATE__MAX; s++)
			assert_true(cert_ends(s, t, 0));
	for (enum token_state s = 0; s < TOKEN_STATE__MAX; s++)
		assert_true(token_ends(s, 0));
}

static void
nothing_leaves_a_final_state(void **state)
{
	(void)state;
	for (size_t i = 0; i < cert_nsteps; i++)
		assert_false(cert_state_final(cert_steps[i].from));
	for (size_t i = 0; i < token_nsteps; i++)
		assert_false(token_state_final(token_steps[i].from));
}

static void
an_application_ends_with_exactly_one_certificate_in_use(void **state)
{
	(void)state;
	assert_int_equal(cert_step(CERT_APPLYING, CERT_ACT_ISSUE, 0)->to, CERT_READY);
	assert_int_equal(cert_step(CERT_READY, CERT_ACT_HANDOUT, 0)->to, CERT_ACTIVE);
	assert_int_equal(cert_step(CERT_READY, CERT_ACT_HANDOUT, CERT_WAITS)->to,
	    CERT_NEEDS_ACTIVATION);
	assert_int_equal(cert_step(CERT_NEEDS_ACTIVATION, CERT_ACT_ACTIVATE, CERT_WAITS)->to,
	    CERT_ACTIVE);
	assert_null(cert_step(CERT_APPLYING, CERT_ACT_HANDOUT, 0));
	assert_null(cert_step(CERT_READY, CERT_ACT_ISSUE, 0));
}

static void
a_key_is_personalised_once_and_handed_out_once(void **state)
{
	(void)state;
	for (enum token_state s = 0; s < TOKEN_STATE__MAX; s++) {
		assert_int_equal(token_step(s, TOKEN_ACT_PERSONALISE) != NULL,
		    s == TOKEN_IN_STOCK || s == TOKEN_ALLOCATED);
		assert_int_equal(token_step(s, TOKEN_ACT_HANDOUT) != NULL,
		    s == TOKEN_PERSONALISED);
	}
}

static void
codes_are_read_back(void **state)
{
	(void)state;
	for (enum cert_state s = 0; s < CERT_STATE__MAX; s++)
		assert_int_equal(cert_state_of(cert_state_code(s)), s);
	for (enum token_state s = 0; s < TOKEN_STATE__MAX; s++)
		assert_int_equal(token_state_of(token_state_code(s)), s);
	assert_int_equal(cert_state_of("LOST"), -1);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(one_question_has_one_row),
	cmocka_unit_test(every_road_ends),
	cmocka_unit_test(nothing_leaves_a_final_state),
	cmocka_unit_test(an_application_ends_with_exactly_one_certificate_in_use),
	cmocka_unit_test(a_key_is_personalised_once_and_handed_out_once),
	cmocka_unit_test(codes_are_read_back),
};

TEST_MAIN(tests)
