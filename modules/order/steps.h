/* SPDX-License-Identifier: MIT */
/*
 * The state machine of an order as a table.  Pure: no SQL, no slip
 * (base/machine.h).
 *
 * An order carries its traits, copied from the policy at submission, so a
 * later change of a policy never moves running orders (K1, design 3).  The
 * way of delivery is a column of the table, so approval lands in the right
 * place without an `if`.  Each state says who moves next.
 */
#ifndef ORDER_STEPS_H
#define ORDER_STEPS_H

#include "modules/base/machine.h"

#define ORDER_STATES(X) \
	X(DRAFT,     "填写中")		/* the applicant: only inside the transaction of submission */ \
	X(UNPAID,    "待支付")		/* the applicant pays, cancels or lets it expire */ \
	X(REVIEW,    "待审核")		/* a reviewer */ \
	X(RETURNED,  "待修改")		/* the applicant corrects what was marked */ \
	X(MAKE,      "制证中")		/* a maker binds key and certificate */ \
	X(SHIP,      "待发货")		/* a maker sends the parcel */ \
	X(SENT,      "已发货")		/* the applicant confirms receipt */ \
	X(PICKUP,    "待领取")		/* the desk of the chosen point hands out */ \
	X(UPDATE,    "待更新")		/* the holder updates the key; till then a maker at the desk */ \
	X(DOWNLOAD,  "待下载")		/* the holder loads the certificate into the phone */ \
	X(DONE,      "已完成")		/* nobody */ \
	X(REPLACED,  "已补办")		/* nobody: its key was never fetched, a reissue took its place */ \
	X(REFUSED,   "不予办理")	/* nobody; what was paid goes back */ \
	X(CANCELLED, "已取消")		/* nobody */ \
	X(EXPIRED,   "已过期")		/* nobody */

#define ORDER_ACTS(X) \
	X(SUBMIT,   "提交订单") \
	X(PAY,      "支付成功")		/* evidence of a provider, through settle.c */ \
	X(APPROVE,  "审核通过") \
	X(RETURN,   "退回修改") \
	X(RESUBMIT, "重新提交") \
	X(REFUSE,   "不予办理") \
	X(REVOKE,   "撤销审核通过")	/* before the key is made, or paid on the road of D4 */ \
	X(MADE,     "制证完成") \
	X(REMAKE,   "重新制证")	/* the key failed the quality check */ \
	X(SHIP,     "寄出") \
	X(RECEIVE,  "确认收货") \
	X(SENT_BACK, "快件退回")	/* the courier could not hand it over */ \
	X(HANDOUT,  "领取") \
	X(REPLACE,  "由补办替代")	/* another key of its certificate was handed over (D0:363) */ \
	X(UPDATED,  "更新完成")		/* the new certificate is in the key (D1:405) */ \
	X(DOWNLOADED, "下载完成")	/* evidence of the app, through mobile_tasks.c */ \
	X(CANCEL,   "取消订单") \
	X(EXPIRE,   "超时关闭") \
	X(REFUND,   "退款取消")	/* what was paid is back, the key not begun */ \
	X(FAILED,   "制证失败")	/* no step, an event: the key was spoilt, another is taken */ \
	X(CHECKED,  "质检合格")	/* no step, an event */ \
	X(POINT,    "变更办理点")	/* no step, an event */ \
	X(VOUCHER,  "补发领取码")	/* no step, an event */

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
	TRAIT_UPDATED	= 1 << 4,	/* the holder updates the key (D1:400) */
	TRAIT_EFFECT	= 1 << 5,	/* in force at once (D3:144): no step asks for it */
	TRAIT_DOWNLOAD	= 1 << 6,	/* loaded into a phone (D0:398) */
	TRAIT__ALL	= (1 << 7) - 1
};

/* ANY stands in a row only. */
enum order_way { WAY_NONE, WAY_MAIL, WAY_PICKUP, WAY__MAX, WAY_ANY = WAY_NONE };

extern const struct machine order_machine;
MACHINE_NAMES(order)

/* The row that answers, or NULL: then the act is refused with 409. */
static inline const struct step *
order_step(enum order_state from, enum order_act act, unsigned traits, enum order_way way)
{
	return machine_step(&order_machine, (int)from, (int)act, traits, (int)way);
}

static inline const char *
order_way_code(enum order_way way)
{
	return order_machine.ways[way].code;
}

static inline const char *
order_way_words(enum order_way way)
{
	return order_machine.ways[way].words;
}

static inline int
order_way_of(const char *code)
{
	return machine_word_of(order_machine.ways, order_machine.nways, code);
}

#endif
