/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "words.h"

struct word {
	const char	*code, *words;
};

static const struct word pay_words[] = {
	{ "NOT_DUE", "无需支付" }, { "WAIT_REVIEW", "待审核后支付" },
	{ "UNPAID", "待支付" }, { "PAYING", "支付中" }, { "PAID", "已支付" },
	{ "REFUNDING", "退款中" },
	{ "PART_REFUNDED", "部分退款" }, { "REFUNDED", "已退款" }, { "CLOSED", "已关闭" }, { NULL, NULL },
};
static const struct word review_words[] = {
	{ "NOT_REQUIRED", "无需审核" }, { "WAIT_PAY", "待支付" },
	{ "PENDING", "待审核" }, { "IN_REVIEW", "审核中" }, { "SECOND", "待复核" },
	{ "RETURNED", "审核未通过" }, { "APPROVED", "审核通过" },
	{ "REFUSED", "不予办理" }, { NULL, NULL },
};
static const struct word ship_words[] = {
	{ "NONE", "无需发货" }, { "UNCHOSEN", "待选择" }, { "TO_SHIP", "待发货" },
	{ "SHIPPED", "已发货" }, { "RECEIVED", "已收货" },
	{ "TO_COLLECT", "待领取" }, { "COLLECTED", "已领取" }, { "EFFECTIVE", "已生效" },
	{ "TO_UPDATE", "待更新" }, { "UPDATED", "已更新" },
	{ "NOT_DOWNLOADED", "未下载" }, { "DOWNLOADED", "已下载" },
	{ NULL, NULL },
};

static const char *
text_of(const struct word *list, const char *code)
{
	for (; list->code != NULL; list++)
		if (strcmp(list->code, code) == 0)
			return list->words;
	return code;
}

const char *
pay_word_text(const char *code)
{
	return text_of(pay_words, code);
}

const char *
review_word_text(const char *code)
{
	return text_of(review_words, code);
}

const char *
ship_word_text(const char *code)
{
	return text_of(ship_words, code);
}

const char *
order_word_at(int column, size_t i)
{
	static const struct word *const columns[] = { pay_words, review_words, ship_words };
	const struct word *list = columns[column];

	while (i > 0 && list->code != NULL) {
		list++;
		i--;
	}
	return list->code;
}

static int
closed(const struct order *o)
{
	return o->state == ORDER_CANCELLED || o->state == ORDER_EXPIRED;
}

static const char *
pay_word(const struct order *o, const struct order_facts *f)
{
	if ((o->traits & TRAIT_PAID) == 0)
		return "NOT_DUE";
	if (closed(o) && (f->refunding || f->refunded > 0))
		return f->refunding ? "REFUNDING" : "REFUNDED";
	if (closed(o) || (o->state == ORDER_REFUSED && (o->traits & TRAIT_FIRST)))
		return "CLOSED";
	if (o->state == ORDER_REFUSED)
		return f->refunded > 0 && !f->refunding ? "REFUNDED" : "REFUNDING";
	if (o->state == ORDER_UNPAID)
		return f->paying ? "PAYING" : "UNPAID";
	if ((o->traits & TRAIT_FIRST) && (o->state == ORDER_REVIEW || o->state == ORDER_RETURNED))
		return "WAIT_REVIEW";
	if (f->refunding)
		return "REFUNDING";
	return f->refunded == 0 ? "PAID" : f->refunded < o->fen ? "PART_REFUNDED" : "REFUNDED";
}

static const char *
review_word(const struct order *o, const struct order_facts *f)
{
	if ((o->traits & TRAIT_REVIEWED) == 0)
		return "NOT_REQUIRED";
	if (o->state == ORDER_REVIEW)
		return f->second ? "SECOND" : f->claimed ? "IN_REVIEW" : "PENDING";
	if (o->state == ORDER_REFUSED)
		return "REFUSED";
	if (o->state == ORDER_RETURNED)
		return "RETURNED";
	if (f->approved)
		return "APPROVED";
	return closed(o) ? "NOT_REQUIRED" : "WAIT_PAY";
}

static const char *
ship_word(const struct order *o)
{
	if ((o->traits & TRAIT_EFFECT) && o->state == ORDER_DONE)
		return "EFFECTIVE";
	if (o->state == ORDER_UPDATE || ((o->traits & TRAIT_UPDATED) && o->state == ORDER_DONE))
		return o->state == ORDER_UPDATE ? "TO_UPDATE" : "UPDATED";
	if ((o->traits & TRAIT_DOWNLOAD) && !closed(o) && o->state != ORDER_REFUSED)
		return o->state == ORDER_DONE ? "DOWNLOADED" : "NOT_DOWNLOADED";
	if ((o->traits & TRAIT_HANDED) == 0 || closed(o) || o->state == ORDER_REFUSED ||
	    o->state == ORDER_REPLACED)
		return "NONE";
	if (o->way == WAY_PICKUP)
		return o->state == ORDER_DONE ? "COLLECTED" : "TO_COLLECT";
	if (o->way != WAY_MAIL)
		return "UNCHOSEN";
	return o->state == ORDER_DONE ? "RECEIVED" :
	    o->state == ORDER_SENT ? "SHIPPED" : "TO_SHIP";
}

struct order_words
order_words(const struct order *o, const struct order_facts *f)
{
	return (struct order_words){ pay_word(o, f), review_word(o, f), ship_word(o) };
}

static const struct {
	const char	*words, *act;
} next[ORDER_STATE__MAX] = {
	[ORDER_DRAFT]     = { "请继续填写申请", NULL },
	[ORDER_UNPAID]    = { "请选择领取方式并完成支付", "pay" },
	[ORDER_REVIEW]    = { "资料审核中，审核结果将以短信告知", NULL },
	[ORDER_RETURNED]  = { "请按审核意见修改后重新提交", "edit" },
	[ORDER_MAKE]      = { "审核已通过，正在制证", "voucher" },
	[ORDER_SHIP]      = { "制证已完成，等待寄出", NULL },
	[ORDER_SENT]      = { "已寄出，收到后请确认收货", "receive" },
	[ORDER_PICKUP]    = { "请凭领取码到所选办理点领取", "voucher" },
	[ORDER_UPDATE]    = { "请更新CA，完成办理。", NULL },
	[ORDER_DOWNLOAD]  = { "审核已通过，请用辽易通APP下载证书", "phone" },
	[ORDER_DONE]      = { "业务已办结", NULL },
	[ORDER_REPLACED]  = { "本订单的CA锁未领取，已由补办的CA锁替代", NULL },
	[ORDER_REFUSED]   = { "不予办理，已付款项将原路退回", NULL },
	[ORDER_CANCELLED] = { "订单已取消", NULL },
	[ORDER_EXPIRED]   = { "订单超时未支付，已关闭", NULL },
};

const char *
order_next_words(const struct order *o)
{
	if (o->state == ORDER_UNPAID && (o->traits & TRAIT_HANDED) == 0)
		return "请完成支付";		/* nothing to choose: no key goes anywhere */
	if (o->state == ORDER_UPDATE && strcmp(o->service, "renew") == 0)
		return "请更新CA，完成延期。";	/* D1:400 */
	return next[o->state].words;
}

/* The code is ready only once the review is over and the way is pickup. */
static int
has_voucher(const struct order *o)
{
	return o->way == WAY_PICKUP && (o->state == ORDER_MAKE ||
	    o->state == ORDER_PICKUP || o->state == ORDER_DONE);
}

/* The certificate is on its way into a phone, or there. */
static int
has_phone(const struct order *o)
{
	return (o->traits & TRAIT_DOWNLOAD) && (o->state == ORDER_DOWNLOAD ||
	    o->state == ORDER_DONE);
}

const char *
order_next_act(const struct order *o)
{
	const char *act = next[o->state].act;

	if (act != NULL && strcmp(act, "voucher") == 0 && !has_voucher(o))
		return NULL;
	return act;
}

static int
may_step(const struct work *w, const struct order *o, enum order_act act)
{
	const struct step *s = order_step(o->state, act, (unsigned)o->traits, o->way);

	return s != NULL && work_may(w, s->who);
}

size_t
order_buttons(const struct work *w, const struct order *o, const char *out[ORDER_BUTTONS_MAX])
{
	int owner = work_may(w, RIGHT_APPLY | RIGHT_COMPANY);
	size_t n = 0;

	if (owner && order_step(o->state, ACT_PAY, (unsigned)o->traits, o->way) != NULL)
		out[n++] = "pay";
	if (may_step(w, o, ACT_RESUBMIT))
		out[n++] = "edit";
	if (may_step(w, o, ACT_CANCEL))
		out[n++] = "cancel";
	if (owner && o->pay_word != NULL && strcmp(o->pay_word, "PAID") == 0 &&
	    order_step(o->state, ACT_REFUND, (unsigned)o->traits, o->way) != NULL)
		out[n++] = "refund";
	if (owner && has_voucher(o))
		out[n++] = "voucher";
	if (owner && has_phone(o))
		out[n++] = "phone";
	if (owner && may_step(w, o, ACT_RECEIVE))
		out[n++] = "receive";
	return n;
}
