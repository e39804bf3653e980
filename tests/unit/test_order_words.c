/* SPDX-License-Identifier: MIT */
#include "test.h"

#include "modules/order/list.h"
#include "modules/order/words.h"

#define PRICE		75000
#define MAIN_ROAD	(TRAIT_PAID | TRAIT_REVIEWED | TRAIT_HANDED)
#define ANSHAN_ROAD	(MAIN_ROAD | TRAIT_FIRST)

static const struct {
	unsigned		 traits;
	enum order_state	 state;
	enum order_way		 way;
	struct order_facts	 facts;
	const char		*pay, *review, *ship;
} cases[] = {
	/* D0 figures: paid, waiting for review, mail */
	{ MAIN_ROAD, ORDER_UNPAID, WAY_NONE, { 0 }, "待支付", "待支付", "待选择" },
	{ MAIN_ROAD, ORDER_UNPAID, WAY_MAIL, { .paying = 1 }, "支付中", "待支付", "待发货" },
	{ MAIN_ROAD, ORDER_REVIEW, WAY_MAIL, { 0 }, "已支付", "待审核", "待发货" },
	{ MAIN_ROAD, ORDER_REVIEW, WAY_MAIL, { .claimed = 1 }, "已支付", "审核中", "待发货" },
	{ MAIN_ROAD, ORDER_RETURNED, WAY_MAIL, { 0 }, "已支付", "审核未通过", "待发货" },
	{ MAIN_ROAD, ORDER_MAKE, WAY_PICKUP, { .approved = 1 }, "已支付", "审核通过", "待领取" },
	{ MAIN_ROAD, ORDER_SENT, WAY_MAIL, { .approved = 1 }, "已支付", "审核通过", "已发货" },
	{ MAIN_ROAD, ORDER_DONE, WAY_PICKUP, { .approved = 1 }, "已支付", "审核通过", "已领取" },
	{ MAIN_ROAD, ORDER_REVIEW, WAY_MAIL, { .second = 1 }, "已支付", "待复核", "待发货" },
	{ MAIN_ROAD, ORDER_REVIEW, WAY_MAIL, { .second = 1, .claimed = 1 }, "已支付", "待复核", "待发货" },
	{ MAIN_ROAD, ORDER_REFUSED, WAY_MAIL, { 0 }, "退款中", "不予办理", "无需发货" },
	{ MAIN_ROAD, ORDER_REFUSED, WAY_MAIL, { .refunded = 1 }, "已退款", "不予办理", "无需发货" },
	{ MAIN_ROAD, ORDER_REVIEW, WAY_MAIL, { .refunding = 1 }, "退款中", "待审核", "待发货" },
	{ MAIN_ROAD, ORDER_DONE, WAY_MAIL, { .approved = 1, .refunded = 1 }, "部分退款", "审核通过", "已收货" },
	{ MAIN_ROAD, ORDER_DONE, WAY_MAIL, { .approved = 1, .refunded = PRICE }, "已退款", "审核通过", "已收货" },
	{ MAIN_ROAD, ORDER_DONE, WAY_MAIL, { .approved = 1, .refunding = 1, .refunded = 1 }, "退款中", "审核通过", "已收货" },
	{ MAIN_ROAD, ORDER_CANCELLED, WAY_MAIL, { .refunded = PRICE }, "已退款", "无需审核", "无需发货" },
	{ MAIN_ROAD, ORDER_EXPIRED, WAY_NONE, { .refunding = 1 }, "退款中", "无需审核", "无需发货" },
	{ ANSHAN_ROAD, ORDER_REFUSED, WAY_NONE, { 0 }, "已关闭", "不予办理", "无需发货" },
	{ MAIN_ROAD, ORDER_EXPIRED, WAY_NONE, { 0 }, "已关闭", "无需审核", "无需发货" },
	{ ANSHAN_ROAD, ORDER_CANCELLED, WAY_NONE, { .approved = 1 }, "已关闭", "审核通过", "无需发货" },
	/* D4: review first */
	{ ANSHAN_ROAD, ORDER_REVIEW, WAY_NONE, { 0 }, "待审核后支付", "待审核", "待选择" },
	{ ANSHAN_ROAD, ORDER_UNPAID, WAY_NONE, { .approved = 1 }, "待支付", "审核通过", "待选择" },
	{ ANSHAN_ROAD, ORDER_MAKE, WAY_MAIL, { .approved = 1 }, "已支付", "审核通过", "待发货" },
	{ 0, ORDER_DONE, WAY_NONE, { 0 }, "无需支付", "无需审核", "无需发货" },
	/* D1:400, D3:144 */
	{ TRAIT_PAID | TRAIT_UPDATED, ORDER_UPDATE, WAY_NONE, { 0 }, "已支付", "无需审核", "待更新" },
	{ TRAIT_PAID | TRAIT_UPDATED, ORDER_DONE, WAY_NONE, { 0 }, "已支付", "无需审核", "已更新" },
	{ TRAIT_PAID | TRAIT_EFFECT, ORDER_DONE, WAY_NONE, { 0 }, "已支付", "无需审核", "已生效" },
};

static void
every_state_has_the_words_of_the_guides(void **s)
{
	(void)s;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct order o = { .service = "renew", .traits = (int)cases[i].traits, .state = cases[i].state,
		    .way = cases[i].way, .fen = PRICE };
		struct order_words words = order_words(&o, &cases[i].facts);

		assert_string_equal(pay_word_text(words.pay), cases[i].pay);
		assert_string_equal(review_word_text(words.review), cases[i].review);
		assert_string_equal(ship_word_text(words.ship), cases[i].ship);
	}
}

static void
every_state_says_what_comes_next(void **s)
{
	(void)s;
	for (enum order_state st = 0; st < ORDER_STATE__MAX; st++) {
		struct order o = { .service = "renew", .state = st, .way = WAY_MAIL };

		assert_non_null(order_next_words(&o));
	}
}

static void
a_stranger_gets_no_buttons(void **s)
{
	static const struct actor nobody = { .rights = RIGHT_MEMBER };
	static const struct actor owner = { .rights = RIGHT_MEMBER | RIGHT_APPLY };
	const char *out[ORDER_BUTTONS_MAX];
	struct order o = { .service = "renew", .traits = MAIN_ROAD, .state = ORDER_UNPAID };
	struct work w = { .actor = &nobody };

	(void)s;
	assert_int_equal(order_buttons(&w, &o, out), 0);
	w.actor = &owner;
	assert_int_equal(order_buttons(&w, &o, out), 2);
	assert_string_equal(out[0], "pay");
	assert_string_equal(out[1], "cancel");
}

/* What a new word would break: the places of a filter. */
static void
a_filter_has_a_place_for_every_word(void **s)
{
	(void)s;
	for (int c = 0; c < 3; c++) {
		size_t n = 0;

		while (order_word_at(c, n) != NULL)
			n++;
		assert_in_range(n, 1, ORDER_WORDS_MAX);
	}
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(every_state_has_the_words_of_the_guides),
	cmocka_unit_test(every_state_says_what_comes_next),
	cmocka_unit_test(a_stranger_gets_no_buttons),
	cmocka_unit_test(a_filter_has_a_place_for_every_word),
};

TEST_MAIN(tests)
