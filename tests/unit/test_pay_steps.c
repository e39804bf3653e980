/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "test.h"
#include "modules/pay/pay.h"
#include "modules/pay/steps.h"

static const enum pay_group_is groups[] = { GROUP_OPEN, GROUP_TAKEN };

#define EACH_STATE(s)	for (int s = 0; s < PAY_STATE__MAX; s++)
#define EACH_ROW(r)	for (const struct step *r = pay_machine.steps; \
	    r < pay_machine.steps + pay_machine.nsteps; r++)
#define EACH_GROUP(g)	for (int g = 0; g < 2; g++)

static void
whatever_a_provider_tells_is_answered_in_every_state(void **s)
{
	static const int told[] = { PAY_ACT_QR, PAY_ACT_SUCCEED, PAY_ACT_MISMATCH,
		PAY_ACT_CLOSE };

	(void)s;
	EACH_STATE(state)
		for (size_t i = 0; i < 4; i++)
			EACH_GROUP(g)
				assert_non_null(pay_step((enum pay_state)state,
				    (enum pay_act)told[i], groups[g]));
}

static void
money_never_disappears(void **s)
{
	(void)s;
	EACH_STATE(state)
		EACH_GROUP(g) {
			enum pay_state to = pay_step((enum pay_state)state,
			    PAY_ACT_SUCCEED, groups[g])->to;

			assert_true(to == PAY_SUCCESS || to == PAY_SURPLUS ||
			    to == PAY_SUSPECT);
		}
}

static void
nothing_counts_twice(void **s)
{
	(void)s;
	EACH_ROW(r)
		if (r->to == PAY_SUCCESS && r->from != PAY_SUCCESS)
			assert_int_equal(r->has, GROUP_OPEN);
}

static void
money_that_counted_or_goes_back_stays_so(void **s)
{
	(void)s;
	EACH_ROW(r)
		if (r->from == PAY_SUCCESS || r->from == PAY_SURPLUS)
			assert_int_equal(r->to, r->from);
}

static void
a_wrong_amount_never_pays_an_order(void **s)
{
	(void)s;
	EACH_ROW(r)
		if (r->act == PAY_ACT_MISMATCH && r->from != PAY_SUCCESS)
			assert_int_not_equal(r->to, PAY_SUCCESS);
}

static void
only_finance_decides_about_suspect_money(void **s)
{
	(void)s;
	EACH_ROW(r)
		if (r->act == PAY_ACT_ACCEPT || r->act == PAY_ACT_RETURN) {
			assert_int_equal(r->from, PAY_SUSPECT);
			assert_int_equal(r->who, RIGHT_FINANCE);
		}
}

static void
an_applicant_can_only_close(void **s)
{
	(void)s;
	EACH_ROW(r)
		if (r->who & (RIGHT_APPLY | RIGHT_COMPANY))
			assert_int_equal(r->act, PAY_ACT_CLOSE);
}

static void
the_poller_asks_soon_and_then_seldom(void **s)
{
	static const int want[] = { 5, 15, 60, 300, 600, 900, 1200, 1500, 1800, 2100 };
	int64_t now = 1000;

	(void)s;
	for (size_t i = 0; i < sizeof(want) / sizeof(*want); i++) {
		now = pay_next_poll(1000, 1000 + 1800, now);
		assert_int_equal(now, 1000 + want[i]);
	}
	/* ten minutes after the expiry it stops asking: close, ask once more */
	assert_int_equal(pay_next_poll(1000, 2800, 1000 + 2399), 1000 + 2400);
	assert_int_equal(pay_next_poll(1000, 2800, 1000 + 2400), 0);
	assert_int_equal(pay_next_poll(1000, 2800, 9999999), 0);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(whatever_a_provider_tells_is_answered_in_every_state),
	cmocka_unit_test(money_never_disappears),
	cmocka_unit_test(nothing_counts_twice),
	cmocka_unit_test(money_that_counted_or_goes_back_stays_so),
	cmocka_unit_test(a_wrong_amount_never_pays_an_order),
	cmocka_unit_test(only_finance_decides_about_suspect_money),
	cmocka_unit_test(an_applicant_can_only_close),
	cmocka_unit_test(the_poller_asks_soon_and_then_seldom),
};

TEST_MAIN(tests)
