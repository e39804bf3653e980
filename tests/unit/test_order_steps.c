/* SPDX-License-Identifier: MIT */
#include "test.h"

#include "modules/order/steps.h"

/* The trait sets a policy can give: FIRST means something only with a review. */
static int
possible(unsigned traits)
{
	return (traits & TRAIT_FIRST) == 0 || (traits & TRAIT_REVIEWED) != 0;
}

#define EVERY_TRAIT_SET(t) \
	for (unsigned t = 0; t <= TRAIT__ALL; t++) \
		if (possible(t))

/* Depth-first: from every state that can be reached there is a way to DONE. */
static int
reaches_done(enum order_state from, unsigned traits, enum order_way way, unsigned seen)
{
	if (from == ORDER_DONE)
		return 1;
	if (seen & 1u << from)
		return 0;
	for (enum order_act a = 0; a < ACT__MAX; a++) {
		const struct step *s = order_step(from, a, traits, way);

		if (s != NULL && reaches_done(s->to, traits, way, seen | 1u << from))
			return 1;
	}
	return 0;
}

static unsigned
reachable(enum order_state from, unsigned traits, enum order_way way, unsigned seen)
{
	if (seen & 1u << from)
		return seen;
	seen |= 1u << from;
	for (enum order_act a = 0; a < ACT__MAX; a++) {
		const struct step *s = order_step(from, a, traits, way);

		if (s != NULL)
			seen = reachable(s->to, traits, way, seen);
	}
	return seen;
}

static void
every_road_can_end_well(void **state)
{
	(void)state;
	EVERY_TRAIT_SET(t)
		for (enum order_way way = WAY_MAIL; way < WAY__MAX; way++) {
			unsigned all = reachable(ORDER_DRAFT, t, way, 0);

			for (enum order_state s = 0; s < ORDER_STATE__MAX; s++)
				if ((all & 1u << s) && !order_state_final(s))
					assert_true(reaches_done(s, t, way, 0));
		}
}

/* Walks every road and counts acts on the way. */
static void
count_acts(enum order_state from, unsigned traits, enum order_way way, int paid,
    int handed, unsigned seen)
{
	assert_true(paid <= 1 && handed <= 1);
	if (from == ORDER_DONE) {
		assert_int_equal(paid, (traits & TRAIT_PAID) != 0);
		assert_int_equal(handed, (traits & TRAIT_HANDED) != 0);
	}
	for (enum order_act a = 0; a < ACT__MAX; a++) {
		const struct step *s = order_step(from, a, traits, way);

		if (s != NULL && (seen & 1u << s->to) == 0)
			count_acts(s->to, traits, way, paid + (a == ACT_PAY),
			    handed + (a == ACT_RECEIVE || a == ACT_HANDOUT),
			    seen | 1u << s->to);
	}
}

static void
money_is_taken_and_a_key_handed_out_exactly_once(void **state)
{
	(void)state;
	EVERY_TRAIT_SET(t)
		for (enum order_way way = WAY_MAIL; way < WAY__MAX; way++)
			count_acts(ORDER_DRAFT, t, way, 0, 0, 1u << ORDER_DRAFT);
}

static void
the_two_roads_differ_only_in_their_order(void **state)
{
	unsigned main_road = TRAIT_PAID | TRAIT_REVIEWED | TRAIT_HANDED;
	unsigned anshan = main_road | TRAIT_FIRST;

	(void)state;
	assert_int_equal(order_step(ORDER_DRAFT, ACT_SUBMIT, main_road, WAY_NONE)->to, ORDER_UNPAID);
	assert_int_equal(order_step(ORDER_UNPAID, ACT_PAY, main_road, WAY_MAIL)->to, ORDER_REVIEW);
	assert_int_equal(order_step(ORDER_REVIEW, ACT_APPROVE, main_road, WAY_MAIL)->to, ORDER_MAKE);
	assert_int_equal(order_step(ORDER_DRAFT, ACT_SUBMIT, anshan, WAY_NONE)->to, ORDER_REVIEW);
	assert_int_equal(order_step(ORDER_REVIEW, ACT_APPROVE, anshan, WAY_NONE)->to, ORDER_UNPAID);
	assert_int_equal(order_step(ORDER_UNPAID, ACT_PAY, anshan, WAY_PICKUP)->to, ORDER_MAKE);
}

static void
a_paid_order_cannot_be_cancelled_by_a_step(void **state)
{
	unsigned t = TRAIT_PAID | TRAIT_REVIEWED | TRAIT_HANDED;

	(void)state;
	assert_null(order_step(ORDER_REVIEW, ACT_CANCEL, t, WAY_MAIL));
	assert_null(order_step(ORDER_MAKE, ACT_CANCEL, t, WAY_MAIL));
	assert_null(order_step(ORDER_UNPAID, ACT_APPROVE, t, WAY_MAIL));
	assert_null(order_step(ORDER_PICKUP, ACT_SHIP, t, WAY_PICKUP));
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(every_road_can_end_well),
	cmocka_unit_test(money_is_taken_and_a_key_handed_out_exactly_once),
	cmocka_unit_test(the_two_roads_differ_only_in_their_order),
	cmocka_unit_test(a_paid_order_cannot_be_cancelled_by_a_step),
};

TEST_MAIN(tests)
