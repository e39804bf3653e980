/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "held.h"
#include "held_item.h"
#include "modules/base/json.h"
#include "modules/base/text.h"
#include "modules/cert/token.h"

#define DAY	86400

static const char *
in_use(struct work *w, const struct catalog *cat, const char *channel, const struct cert *c)
{
	(void)cat;
	(void)channel;
	if (c->state == CERT_ACTIVE && c->not_after > w->now)
		return NULL;
	return c->state == CERT_ACTIVE || c->state == CERT_EXPIRED ? "证书已过期，请先办理延期年检" :
	    c->state == CERT_RENEWAL_PENDING ? "证书已延期，请先更新证书" :
	    c->state == CERT_APPLYING || c->state == CERT_READY ? "证书尚未领取，领取后方可办理" :
	    "证书当前状态不能办理";
}

/*
 * requirements section 6: so many days before the end, so many after it; ends
 * are the last second of their day.
 */
static const char *
in_window(struct work *w, const struct catalog *cat, const char *channel, const struct cert *c)
{
	const struct renewal_rule *r = catalog_renewal_rule(cat, channel, c->lock_type);

	if (c->state != CERT_ACTIVE && c->state != CERT_EXPIRED)
		return c->state == CERT_RENEWAL_PENDING ? "证书已延期，请先更新证书" :
		    "证书当前状态不能办理";
	if (r == NULL)
		return "该业务暂未开放办理";
	if (c->not_after - w->now >= (int64_t)(r->before_days + 1) * DAY)
		return arena_printf(w->arena, "证书到期前%d天内方可办理延期年检", r->before_days);
	if (w->now - c->not_after > (int64_t)r->after_days * DAY)
		return arena_printf(w->arena, "证书已过期超过%d天，不能延期，请重新申请", r->after_days);
	return NULL;
}

/* Paid for one point and wanted at another: D0:363 leads to a reissue. */
static const char *
uncollected(struct work *w, const struct cert *c)
{
	struct order *o;

	if (c->state == CERT_APPLYING)
		return "证书尚未制作完成，制作完成后方可补办";
	if (c->order_id == 0 || order_get_id(w, c->order_id, &o) < 0)
		return "证书当前状态不能办理";
	return o->state == ORDER_PICKUP ? NULL : "证书正在寄送，收到后方可办理";
}

int
held_reason_fits(const struct catalog *cat, const char *code, const struct cert *c)
{
	const struct reissue_reason *r = catalog_reissue_reason(cat, code);

	return r != NULL && (strcmp(r->key_act, "GIVE_BACK") == 0) == (c->state == CERT_READY);
}

/* Lost ones too; what has ended is renewed, not replaced: the end date stays. */
static const char *
replaceable(struct work *w, const struct catalog *cat, const char *channel, const struct cert *c)
{
	if (c->state == CERT_APPLYING || c->state == CERT_READY)
		return uncollected(w, c);
	return c->state == CERT_SUSPENDED && c->not_after > w->now ? NULL :
	    in_use(w, cat, channel, c);
}

static const char *
cancellable(struct work *w, const struct catalog *cat, const char *channel, const struct cert *c)
{
	(void)w;
	(void)cat;
	(void)channel;
	return c->state == CERT_ACTIVE || c->state == CERT_SUSPENDED || c->state == CERT_EXPIRED ||
	    c->state == CERT_NEEDS_ACTIVATION ? NULL : "证书当前状态不能办理";
}

/* ---- THE HELD TABLE ---- */

#define NO_PAPER	NULL, NULL, NULL
#define SIGNED		"本单位及证书持有人声明：以上所填内容及提交的材料真实、准确、完整、有效，" \
			"由此产生的责任由本单位及持有人承担。"

/* clang-format off */
const struct held_kind held_kinds[] = {
 { "platform", HELD_ADDS,  0,                       NO_PAPER,
   in_use,      NULL,           NULL,        held_grant },
 { "renew",    HELD_ALL,   HELD_BIDS,               NO_PAPER,
   in_window,   NULL,           held_renew,  NULL },
 { "reissue",  HELD_KEEPS, HELD_BIDS | HELD_REASON | HELD_BLOCKED | HELD_KEY, "情况说明书", "情况说明", SIGNED,
   replaceable, held_begin_new, NULL,        held_replace },
 { "change",   HELD_KEEPS, HELD_BIDS | HELD_WORDS,  "变更申请表", "变更内容", SIGNED,
   in_use,      NULL,           held_change, NULL },
 { "cancel",   HELD_KEEPS, HELD_WORDS | HELD_BLOCKED, "注销申请表", "注销原因",
   "本单位及证书持有人知晓：证书注销后立即失效，不能恢复，已付费用不予退还。" SIGNED,
   cancellable, NULL,           NULL,        held_revoke },
 { "unlock",   HELD_KEEPS, HELD_KEY,                "解锁申请表", "说明", SIGNED,
   in_use,      held_lock,      NULL,        held_unlock },
};
/* clang-format on */
const size_t n_held_kinds = sizeof(held_kinds) / sizeof(*held_kinds);

const struct held_kind *
held_kind_find(const char *service)
{
	for (size_t i = 0; i < n_held_kinds; i++)
		if (service != NULL && strcmp(held_kinds[i].service, service) == 0)
			return &held_kinds[i];
	return NULL;
}

/* ---- may it ---- */

/* What can be said of the certificate and its policy without a look further. */
static const char *
first_refusal(struct work *w, const struct catalog *cat, const struct held_kind *k,
    const struct policy *p, const char *channel, const struct cert *c)
{
	if (p == NULL)
		return "该业务暂未开放办理";
	if ((k->flags & HELD_KEY) && strcmp(c->medium, "UKEY") != 0)
		return "该业务只能为实体UKey办理";
	return k->refusal(w, cat, channel, c);
}

/* A model whose maker ended its support takes nothing but a reissue (D3:56). */
int
held_blocked(struct work *w, const struct held_item *it, const char **out)
{
	const struct key_model *m;
	struct token *t;

	if (token_of_cert(w, it->cert->id, &t) < 0)
		return -1;
	m = t == NULL ? NULL : catalog_model(it->cat, t->model);
	*out = m == NULL || !m->blocked ? NULL :
	    text_empty(m->note) ? "该介质已停止支持，请办理CA补办" : m->note;
	return 0;
}

/* One business at a time, or two prices would be made from the same platforms. */
static int
open_words(struct work *w, const struct held_item *it, const char **out)
{
	struct order *o;
	size_t n;

	*out = NULL;
	if (order_of_cert(w, it->cert->id, &o, &n) < 0)
		return -1;
	for (size_t i = 0; i < n && *out == NULL; i++)
		if (!order_state_final(o[i].state))
			*out = arena_printf(w->arena, "该证书有未完成的订单%s，请先完成或取消", o[i].no);
	return 0;
}

int
held_refusal(struct work *w, const struct held_item *it, const char **words)
{
	*words = first_refusal(w, it->cat, it->kind, it->policy, it->company.channel, it->cert);
	if (*words != NULL)
		return 0;
	if (!(it->kind->flags & HELD_BLOCKED) && held_blocked(w, it, words) < 0)
		return -1;
	return *words != NULL ? 0 : open_words(w, it, words);
}

/* The cheap half of it: pages say the rest when the business is opened. */
struct json *
held_acts(struct work *w, const struct catalog *cat, const struct cert *c)
{
	const char *channel = w->actor->channel;
	struct json *list = js_array(w);

	for (size_t i = 0; i < n_held_kinds; i++) {
		const struct held_kind *k = &held_kinds[i];
		const struct policy *p = policy_find(cat, channel, k->service, c->medium,
		    c->lock_type, w->now);

		if (first_refusal(w, cat, k, p, channel, c) == NULL)
			js_add_text(list, k->service);
	}
	if (c->state == CERT_ACTIVE && c->not_after > w->now)
		js_add_text(list, "lose");
	if (c->state == CERT_SUSPENDED)
		js_add_text(list, "find");
	return list;
}
