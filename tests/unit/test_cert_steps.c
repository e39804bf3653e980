/* SPDX-License-Identifier: MIT */
#include "test.h"

#include "modules/cert/steps.h"

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
		    s == TOKEN_PERSONALISED || s == TOKEN_CHECKED);
		assert_int_equal(token_step(s, TOKEN_ACT_SPOIL) != NULL, s == TOKEN_IN_STOCK ||
		    s == TOKEN_ALLOCATED || s == TOKEN_PERSONALISED || s == TOKEN_CHECKED);
	}
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(an_application_ends_with_exactly_one_certificate_in_use),
	cmocka_unit_test(a_key_is_personalised_once_and_handed_out_once),
};

TEST_MAIN(tests)
