/* SPDX-License-Identifier: MIT */
/* What a business on held certificates costs, and what it wants to know. */
#include <string.h>

#include "held.h"
#include "held_item.h"
#include "modules/base/clock.h"
#include "modules/base/json.h"
#include "modules/base/text.h"
#include "modules/cert/token.h"

/* ---- answers ---- */

static void
check_bids(struct work *w, const struct held_form *f)
{
	struct civil day;

	if (strcmp(f->bids, "NONE") != 0 && strcmp(f->bids, "OPEN") != 0)
		fault_field(w, "bids", "请确认当前是否有正在进行的投标项目");
	if (!text_empty(f->bid_day) && date_parse(f->bid_day, &day) < 0)
		fault_field(w, "bid_day", "请填写开标日期，例如2026-11-20");
}

static void
check_handler(struct work *w, const struct held_form *f)
{
	if (text_empty(f->handler))
		fault_field(w, "handler", "请填写经办人");
	if (!phone_ok(phone_normal(w->arena, f->handler_phone)))
		fault_field(w, "handler_phone", "请填写11位经办人手机号");
}

int
held_answers(struct work *w, const struct held_kind *k, const struct cert *cert,
    const struct held_form *f)
{
	const struct catalog *c;

	if (catalog_get(w, &c) < 0)
		return -1;
	if (k->flags & HELD_BIDS)
		check_bids(w, f);
	if ((k->flags & HELD_REASON) && !held_reason_fits(c, f->reason, cert))
		fault_field(w, "reason", "请选择补办原因");
	if ((k->flags & HELD_WORDS) && text_empty(f->remark))
		fault_field(w, "remark", "请填写%s", k->label);
	if (k->title != NULL)
		check_handler(w, f);
	return w->fault.code == ERR_NONE ? 0 : -1;
}

/* ---- price ---- */

int
held_months(struct work *w, const struct cert *c, int *out)
{
	struct civil from, to = civil_of(w->now);
	struct token *t;

	*out = -1;
	if (token_of_cert(w, c->id, &t) < 0)
		return -1;
	if (t == NULL || t->first_handout_at == 0)
		return 0;
	from = civil_of(t->first_handout_at);
	*out = 12 * (to.year - from.year) + to.month - from.month - (to.day < from.day);
	return 0;
}

int
held_item_ask(struct work *w, const struct held_item *it, const char *service,
    const char *const *codes, size_t n, const char *reason, struct price *out)
{
	struct price_ask ask = {
		.channel = it->company.channel, .service = service,
		.lock_type = it->cert->lock_type, .medium = it->cert->medium,
		.city = it->company.city, .platforms = codes, .nplatforms = n,
		.held = it->had, .nheld = it->nhad, .years = 1, .at = w->now,
		.not_after = it->cert->not_after, .reason = reason, .test = it->company.is_test,
		.offered = it->kind->platforms != HELD_KEEPS,
	};

	return held_months(w, it->cert, &ask.months_since) < 0 ? -1 :
	    price_ask(w, it->cat, &ask, out);
}

static int
price_item(struct work *w, struct held_item *it, const char *reason)
{
	int keeps = it->kind->platforms == HELD_KEEPS;

	if ((it->policy->traits & POLICY_PAID) == 0)
		return 0;
	if ((it->kind->flags & HELD_REASON) && !held_reason_fits(it->cat, reason, it->cert))
		return fault_field(w, "reason", "请选择补办原因");
	return held_item_ask(w, it, it->kind->service, keeps ? NULL : it->asked,
	    keeps ? 0 : it->nasked, reason, &it->price);
}

int
held_items_price(struct work *w, struct held_item *items, size_t n, const char *reason)
{
	for (size_t i = 0; i < n; i++) {
		struct held_item *it = &items[i];
		const char *refused;

		if (held_refusal(w, it, &refused) < 0)
			return -1;
		if (refused != NULL)
			return refuse_say(w, ERR_CONFLICT, "items", "%s：%s", it->holder.name, refused);
		if (it->nasked == 0 && it->kind->platforms != HELD_KEEPS)
			return fault_field(w, "platforms", "%s：请选择%s应用平台", it->holder.name,
			    it->kind->platforms == HELD_ADDS ? "要新增的" : "");
		if (price_item(w, it, reason) < 0)
			return -1;
	}
	return 0;
}
