/* SPDX-License-Identifier: MIT */
/*
 * The state machine of an order as a table.  Pure: no SQL, no slip.
 *
 * An order carries its traits, copied from the policy at submission, so a
 * later change of a policy never moves running orders (K1, design 3).  The
 * way of delivery is a column of the table, so approval lands in the right
 * place without an `if`.  Each state says who moves next.
 */
#ifndef ORDER_STEPS_H
#define ORDER_STEPS_H

#include <stddef.h>

#define ORDER_STATES(X) \
	X(DRAFT,     "填写中")		/* the applicant: only inside the transaction of submission */ \
	X(UNPAID,    "待支付")		/* the applicant pays, cancels or lets it expire */ \
	X(REVIEW,    "待审核")		/* a reviewer */ \
	X(RETURNED,  "待修改")		/* the applicant corrects what was marked */ \
	X(MAKE,      "制证中")		/* a maker binds key and certificate */ \
	X(SHIP,      "待发货")		/* a maker sends the parcel */ \
	X(SENT,      "已发货")		/* the applicant confirms receipt */ \
	X(PICKUP,    "待领取")		/* the desk of the chosen point hands out */ \
	X(DONE,      "已完成")		/* nobody */ \
	X(CANCELLED, "已取消")		/* nobody */ \
	X(EXPIRED,   "已过期")		/* nobody */

#define ORDER_ACTS(X) \
	X(SUBMIT,   "提交订单") \
	X(PAY,      "支付成功")		/* evidence of a provider, through settle.c */ \
	X(APPROVE,  "审核通过") \
	X(RETURN,   "退回修改") \
	X(RESUBMIT, "重新提交") \
	X(MADE,     "制证完成") \
	X(SHIP,     "寄出") \
	X(RECEIVE,  "确认收货") \
	X(HANDOUT,  "领取") \
	X(CANCEL,   "取消订单") \
	X(EXPIRE,   "超时关闭")

enum order_state {
#define X(name, words)	ORDER_##name,
	ORDER_STATES(X)
#undef X
	ORDER_STATE__MAX
};

enum order_act {
#define X(name, words)	ACT_##name,
	ORDER_ACTS(X)
#undef X
	ACT__MAX
};

enum order_trait {
	TRAIT_PAID	= 1 << 0,	/* costs something */
	TRAIT_REVIEWED	= 1 << 1,
	TRAIT_FIRST	= 1 << 2,	/* the Anshan road: review before payment (D4:27) */
	TRAIT_HANDED	= 1 << 3,	/* a key goes to a person */
	TRAIT__ALL	= (1 << 4) - 1
};

enum order_way { WAY_NONE, WAY_MAIL, WAY_PICKUP, WAY__MAX, WAY_ANY = WAY__MAX };

struct order_step {
	enum order_state from;
	enum order_act	 act;
	enum order_state to;
	unsigned	 who;		/* any of these rights (base/work.h) */
	unsigned	 has, hasnt;	/* traits */
	enum order_way	 way;
};

extern const struct order_step order_steps[];
extern const size_t order_nsteps;

/* The row that answers, or NULL: then the act is refused with 409. */
const struct order_step *order_step(enum order_state from, enum order_act act,
	    unsigned traits, enum order_way way);

int	order_state_final(enum order_state s);

/* Codes as stored ("UNPAID") and back; -1 when there is none. */
const char	*order_state_code(enum order_state s);
const char	*order_state_words(enum order_state s);
int		 order_state_of(const char *code);
int		 order_act_of(const char *code);
const char	*order_act_code(enum order_act a);
const char	*order_act_words(enum order_act a);
const char	*order_way_code(enum order_way way);
const char	*order_way_words(enum order_way way);
int		 order_way_of(const char *code);

#endif
