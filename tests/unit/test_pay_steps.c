/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "test.h"
#include "modules/pay/pay.h"
#include "modules/pay/steps.h"

static const enum pay_group_is groups[] = { GROUP_OPEN, GROUP_TAKEN };

#define EACH_STATE(s)	for (int s = 0; s < PAY_STATE__MAX; s++)
#define EACH_GROUP(g)	for (int g = 0; g < 2; g++)

static size_t
rows_for(int state, int act, enum pay_group_is group)
{
	size_t n = 0;

	for (size_t i = 0; i < pay_nsteps; i++)
		n += (int)pay_steps[i].from == state && (int)pay_steps[i].act == act &&
		    (pay_steps[i].group & group) != 0;
	return n;
}

static void
one_question_has_one_row(void **s)
{
	(void)s;
	EACH_STATE(state)
		for (int act = 0; act < PAY_ACT__MAX; act++)
			EACH_GROUP(g)
				assert_in_range(rows_for(state, act, groups[g]), 0, 1);
}

static void
whatever_a_provider_tells_is_answered_in_every_state(void **s)
{
	static const int told[] = { PAY_ACT_QR, PAY_ACT_SUCCEED, PAY_ACT_MISMATCH,
		PAY_ACT_CLOSE };

	(void)s;
	EACH_STATE(state)
		for (size_t i = 0; i < 4; i++)
			EACH_GROUP(g)
				assert_int_equal(rows_for(state, told[i], groups[g]), 1);
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
	for (size_t i = 0; i < pay_nsteps; i++)
		if (pay_steps[i].to == PAY_SUCCESS && pay_steps[i].from != PAY_SUCCESS)
			assert_int_equal(pay_steps[i].group, GROUP_OPEN);
}

static void
money_that_counted_or_goes_back_stays_so(void **s)
{
	(void)s;
	for (size_t i = 0; i < pay_nsteps; i++)
		if (pay_steps[i].from == PAY_SUCCESS || pay_steps[i].from == PAY_SURPLUS)
			assert_int_equal(pay_steps[i].to, pay_steps[i].from);
}

static void
a_wrong_amount_never_pays_an_order(void **s)
{
	(void)s;
	for (size_t i = 0; i < pay_nsteps; i++)
		if (pay_steps[i].act == PAY_ACT_MISMATCH &&
		    pay_steps[i].from != PAY_SUCCESS)
			assert_int_not_equal(pay_steps[i].to, PAY_SUCCESS);
}

/* Marks every state reachable from `from`. */
static void
walk(int from, int seen[PAY_STATE__MAX])
{
	if (seen[from]++ > 0)
		return;
	for (size_t i = 0; i < pay_nsteps; i++)
		if ((int)pay_steps[i].from == from)
			walk((int)pay_steps[i].to, seen);
}

static void
every_road_ends(void **s)
{
	(void)s;
	EACH_STATE(state) {
		int seen[PAY_STATE__MAX] = { 0 }, from_start[PAY_STATE__MAX] = { 0 };

		walk(state, seen);
		assert_true(seen[PAY_SUCCESS] || seen[PAY_SURPLUS] || seen[PAY_CLOSED]);
		walk(PAY_CREATED, from_start);
		assert_true(from_start[state]);		/* and each can be met */
	}
}

static void
only_finance_decides_about_suspect_money(void **s)
{
	(void)s;
	for (size_t i = 0; i < pay_nsteps; i++)
		if (pay_steps[i].act == PAY_ACT_ACCEPT || pay_steps[i].act == PAY_ACT_RETURN) {
			assert_int_equal(pay_steps[i].from, PAY_SUSPECT);
			assert_int_equal(pay_steps[i].who, RIGHT_FINANCE);
		}
}

static void
an_applicant_can_only_close(void **s)
{
	(void)s;
	for (size_t i = 0; i < pay_nsteps; i++)
		if (pay_steps[i].who & (RIGHT_APPLY | RIGHT_COMPANY))
			assert_int_equal(pay_steps[i].act, PAY_ACT_CLOSE);
}

static void
walk_refund(int from, int seen[REFUND_STATE__MAX])
{
	if (seen[from]++ > 0)
		return;
	for (size_t i = 0; i < refund_nsteps; i++)
		if ((int)refund_steps[i].from == from)
			walk_refund((int)refund_steps[i].to, seen);
}

static void
every_refund_can_succeed(void **s)
{
	(void)s;
	for (int from = 0; from < REFUND_STATE__MAX; from++) {
		int seen[REFUND_STATE__MAX] = { 0 };

		walk_refund(from, seen);
		assert_true(seen[REFUND_SUCCEEDED]);
	}
	for (size_t i = 0; i < refund_nsteps; i++)
		if (refund_steps[i].from == REFUND_SUCCEEDED)
			assert_int_equal(refund_steps[i].to, REFUND_SUCCEEDED);
}

static void
codes_come_back(void **s)
{
	(void)s;
	EACH_STATE(state)
		assert_int_equal(pay_state_of(pay_state_code((enum pay_state)state)), state);
	assert_int_equal(pay_state_of("PAID"), -1);
	assert_int_equal(refund_state_of("SENT"), REFUND_SENT);
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
	cmocka_unit_test(one_question_has_one_row),
	cmocka_unit_test(whatever_a_provider_tells_is_answered_in_every_state),
	cmocka_unit_test(money_never_disappears),
	cmocka_unit_test(nothing_counts_twice),
	cmocka_unit_test(money_that_counted_or_goes_back_stays_so),
	cmocka_unit_test(a_wrong_amount_never_pays_an_order),
	cmocka_unit_test(every_road_ends),
	cmocka_unit_test(only_finance_decides_about_suspect_money),
	cmocka_unit_test(an_applicant_can_only_close),
	cmocka_unit_test(every_refund_can_succeed),
	cmocka_unit_test(codes_come_back),
	cmocka_unit_test(the_poller_asks_soon_and_then_seldom),
};

TEST_MAIN(tests)
