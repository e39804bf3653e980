/* SPDX-License-Identifier: MIT */
/*
 * The state machines of a payment attempt and of a refund as tables
 * (requirements 7.2).  Pure: no SQL, no slip.
 *
 * What a provider tells (QR, SUCCEED, MISMATCH, CLOSE) is answered in every
 * state: money does not ask whether it is convenient.  A row whose `to` is
 * its `from` is the answer "seen, changes nothing".  Whether the group is
 * still open decides between SUCCESS and SURPLUS; the caller holds the
 * group's row lock.
 */
#ifndef PAY_STEPS_H
#define PAY_STEPS_H

#include <stddef.h>

#define PAY_STATES(X) \
	X(CREATED,   "创建中")		/* the clerk asks the provider for the QR */ \
	X(WAIT_SCAN, "待扫码")		/* the payer scans */ \
	X(SUCCESS,   "支付成功")		/* nobody: this one counts */ \
	X(CLOSED,    "已关闭")		/* nobody, but late money is still answered */ \
	X(SURPLUS,   "多付待退")		/* the clerk: its refund runs */ \
	X(SUSPECT,   "异常待核")		/* finance looks and decides */

#define PAY_ACTS(X) \
	X(QR,       "生成二维码") \
	X(SUCCEED,  "收到款项")		/* signature, merchant, amount and currency fit */ \
	X(MISMATCH, "款项不符")		/* signed, but not what was asked for */ \
	X(CLOSE,    "关闭") \
	X(ACCEPT,   "人工确认")		/* finance: the money is this group's */ \
	X(RETURN,   "人工退回")		/* finance: the money goes back */

#define REFUND_STATES(X) \
	X(REQUESTED, "待批准")		/* a second person */ \
	X(APPROVED,  "待退款")		/* the clerk sends it */ \
	X(SENT,      "退款中")		/* the provider */ \
	X(SUCCEEDED, "已退款")		/* nobody */ \
	X(FAILED,    "退款失败")		/* finance: send again under the same number */

#define REFUND_ACTS(X) \
	X(APPROVE, "批准") \
	X(SEND,    "发出") \
	X(SUCCEED, "退款成功") \
	X(FAIL,    "退款被拒") \
	X(REPEAT,  "重新发出")

enum pay_state {
#define X(name, words)	PAY_##name,
	PAY_STATES(X)
#undef X
	PAY_STATE__MAX
};

enum pay_act {
#define X(name, words)	PAY_ACT_##name,
	PAY_ACTS(X)
#undef X
	PAY_ACT__MAX
};

enum refund_state {
#define X(name, words)	REFUND_##name,
	REFUND_STATES(X)
#undef X
	REFUND_STATE__MAX
};

enum refund_act {
#define X(name, words)	REFUND_ACT_##name,
	REFUND_ACTS(X)
#undef X
	REFUND_ACT__MAX
};

/* Does the group still wait for money? */
enum pay_group_is { GROUP_OPEN = 1 << 0, GROUP_TAKEN = 1 << 1,
	GROUP_ANY = GROUP_OPEN | GROUP_TAKEN };

struct pay_step {
	enum pay_state	from;
	enum pay_act	act;
	unsigned	group;		/* enum pay_group_is, or-ed */
	enum pay_state	to;
	unsigned	who;		/* any of these rights (base/work.h) */
};

struct refund_step {
	enum refund_state from;
	enum refund_act	  act;
	enum refund_state to;
	unsigned	  who;
};

extern const struct pay_step pay_steps[];
extern const size_t pay_nsteps;
extern const struct refund_step refund_steps[];
extern const size_t refund_nsteps;

/* The row that answers, or NULL: refused with 409. */
const struct pay_step	 *pay_step(enum pay_state from, enum pay_act act,
			    enum pay_group_is group);
const struct refund_step *refund_step(enum refund_state from, enum refund_act act);

/* The provider may still be paid through it. */
int	pay_state_open(enum pay_state s);

const char	*pay_state_code(enum pay_state s);
const char	*pay_state_words(enum pay_state s);
int		 pay_state_of(const char *code);	/* -1: none */
const char	*pay_act_code(enum pay_act a);
const char	*refund_state_code(enum refund_state s);
const char	*refund_state_words(enum refund_state s);
int		 refund_state_of(const char *code);
const char	*refund_act_code(enum refund_act a);

#endif
