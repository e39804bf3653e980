/* SPDX-License-Identifier: MIT */
/*
 * Messages to people.  Inside the transaction of its cause a message becomes
 * a task with its final words; the clerk sends it.  The words come from the
 * table notify_template by event; {name} in them is the value of that name,
 * a name without a value stays empty (and is logged: a bad template must not
 * stop a payment).
 *
 *	notify_sms(w, "review.approved", o->no, phone, values);
 *
 * `key` makes it the same message (unique with event and address kind): an
 * order number, or number and round.  An empty address sends nothing.
 *
 * Events of the seed (db/seed/30_notify.sql):
 *	pay.paid           no yuan               支付成功
 *	pay.refund         no yuan               多付款项退回
 *	review.approved    no service            审核通过
 *	review.returned    no service reason     审核未通过
 *	pickup.ready       no code point address 领取码
 *	pickup.moved       no point address      办理点变更
 *	pickup.waiting     no since point address 逾期未领取
 *	pickup.remake      no                    质检未通过, 重新制证
 *	parcel.sent        no carrier waybill    已发货
 *	order.expired      no                    订单超时关闭
 *	login.code         code minutes          验证码
 *	invoice.issued     title type number date yuan orders link   MAIL, 电子发票
 *	invoice.red        the same and blue     MAIL, 红字发票
 *	invoice.posted     orders type number carrier waybill        专票寄出
 *	refund.done        no yuan               退款到账
 *	refund.rejected    no reason             退款驳回
 *	people.request     name company type     申请身份, to the 管理员
 *	people.approved    company type          身份通过
 *	people.rejected    company type reason   身份未通过
 *	people.removed     company type          身份移除
 *	people.handed      company name          管理员变更, to the old one
 *	people.admin       company name          管理员变更, to the new one
 *
 * Driver `demo` delivers into table demo_message, which GET /api/demo/messages
 * shows outside production.
 */
#ifndef NOTIFY_NOTIFY_H
#define NOTIFY_NOTIFY_H

#include "modules/outbox/outside.h"
#include "modules/outbox/task.h"

/* Inside the caller's transaction. */
int	notify_sms(struct work *w, const char *event, const char *key,
	    const char *phone, struct json *values);
int	notify_mail(struct work *w, const char *event, const char *key,
	    const char *address, struct json *values);

/* The clerk's half, kinds talk.sms and talk.mail; the fault says why not. */
enum outside	notify_deliver(struct work *w, const struct task *t);

/* One rendered message; the sender's view. */
struct message {
	const char	*kind;		/* "SMS", "MAIL" */
	const char	*to, *subject, *words;
	struct pid	 pid;		/* of the task: delivered once */
};

/* {name} replaced by the values' texts and integers; pure. */
const char	*notify_render(struct work *w, const char *body, const struct json *values);

/* The newest messages of the demo driver as [{at, kind, to, words}]. */
int	demo_messages(struct work *w, struct json **out);

#endif
