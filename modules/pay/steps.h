/* SPDX-License-Identifier: MIT */
/*
 * The state machines of a payment attempt and of a refund as tables
 * (requirements 7.2, base/machine.h).  Pure: no SQL, no slip.
 *
 * What a provider tells (QR, SUCCEED, MISMATCH, CLOSE) is answered in every
 * state: money does not ask whether it is convenient; most rows say "seen,
 * changes nothing".  Whether the group is still open decides between SUCCESS
 * and SURPLUS; the caller holds the group's row lock.
 */
#ifndef PAY_STEPS_H
#define PAY_STEPS_H

#include "modules/base/machine.h"

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
	X(FAILED,    "退款失败")		/* finance: send again under the same number */ \
	X(REJECTED,  "已驳回")		/* nobody: the second person said no */

#define REFUND_ACTS(X) \
	X(REQUEST, "申请退款")		/* the row's first event */ \
	X(APPROVE, "批准") \
	X(REJECT,  "驳回") \
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

/* The one trait of an attempt: does its group still wait for money? */
enum pay_group_is { GROUP_TAKEN = 0, GROUP_OPEN = 1 << 0 };

extern const struct machine pay_machine;
extern const struct machine refund_machine;
MACHINE_NAMES(pay)
MACHINE_NAMES(refund)

/* The row that answers, or NULL: refused with 409. */
static inline const struct step *
pay_step(enum pay_state from, enum pay_act act, enum pay_group_is group)
{
	return machine_step(&pay_machine, (int)from, (int)act, group, 0);
}

/* The provider may still be paid through it. */
int	pay_state_open(enum pay_state s);

#endif
