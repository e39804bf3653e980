/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "lint.h"
#include "dossier_kinds.h"
#include "machines.h"
#include "modules/base/json.h"
#include "modules/catalog/price.h"
#include "modules/cert/steps.h"
#include "modules/deliver/steps.h"
#include "modules/dossier/steps.h"
#include "modules/invoice/steps.h"
#include "modules/order/steps.h"
#include "modules/pay/steps.h"
#include "modules/review/steps.h"

#define ACT(a)		(1u << (a))
#define REVIEWERS_MAX	2		/* modules/review/steps.h knows no third */
#define ENDS		(POLICY_HANDED | POLICY_UPDATED | POLICY_EFFECT | POLICY_DOWNLOAD)
#define STATES_MAX	32

static const struct lint_once once[] = {
	{ &order_machine,  ACT(ACT_PAY),                        TRAIT_PAID,   "收取费用" },
	{ &order_machine,  ACT(ACT_RECEIVE) | ACT(ACT_HANDOUT), TRAIT_HANDED, "发放介质" },
	{ &order_machine,  ACT(ACT_UPDATED),                    TRAIT_UPDATED, "更新证书" },
	{ &order_machine,  ACT(ACT_DOWNLOADED),                 TRAIT_DOWNLOAD, "下载证书" },
	{ &pay_machine,    ACT(PAY_ACT_SUCCEED) | ACT(PAY_ACT_ACCEPT), 0,     "计入款项" },
	{ &refund_machine, ACT(REFUND_ACT_SUCCEED),             0,            "退回款项" },
	{ &token_machine,  ACT(TOKEN_ACT_HANDOUT),              0,            "发放介质" },
	{ &cert_machine,   ACT(CERT_ACT_HANDOUT),               0,            "发放证书" },
	{ &parcel_machine, ACT(PARCEL_ACT_RECEIVE),             0,            "签收快件" },
	{ &download_machine, ACT(DOWNLOAD_ACT_LOAD),            0,            "下载证书" },
	{ &invoice_machine, ACT(INVOICE_ACT_ISSUE),             0,            "开具发票" },
};
#define N_ONCE	(sizeof(once) / sizeof(*once))

/* ---- a road ---- */

#define EACH_STEP(r, s)	for (const struct step *s = (r)->m->steps; \
	    s < (r)->m->steps + (r)->m->nsteps; s++) \
		if (s->to != s->from && step_fits(s, (r)->traits, (r)->way))

/* The states that can be reached from one without these acts, as bits. */
static unsigned
reached(const struct lint_road *r, int from, unsigned without)
{
	unsigned seen = 1u << from, before;

	do {
		before = seen;
		EACH_STEP(r, s)
			if ((seen & 1u << s->from) && !(without & ACT(s->act)))
				seen |= 1u << s->to;
	} while (seen != before);
	return seen;
}

static void
say(struct work *w, struct json *problems, const struct lint_road *r, const char *words)
{
	const char *way = r->way > 0 ? r->m->ways[r->way].words : NULL;

	js_add_text(problems, way == NULL ? words : arena_printf(w->arena, "%s（%s）", words, way));
}

static const char *
state_words(const struct machine *m, int s)
{
	const char *words = machine_state_words(m, s);

	return words == NULL ? machine_state_code(m, s) : words;
}

static void
must_end(struct work *w, const struct lint_road *r, struct json *problems)
{
	unsigned all = reached(r, 0, 0);

	for (int s = 0; s < r->m->nstates; s++)
		if ((all & 1u << s) && (reached(r, s, 0) & r->m->final) == 0)
			say(w, problems, r, arena_printf(w->arena,
			    "办理无法结束：到“%s”后没有出路", state_words(r->m, s)));
}

static void
at_most_once(struct work *w, const struct lint_road *r, const struct lint_once *o,
    struct json *problems)
{
	unsigned all = reached(r, 0, 0);

	EACH_STEP(r, s) {
		unsigned after = reached(r, s->to, 0);

		if (!(all & 1u << s->from) || !(o->acts & ACT(s->act)))
			continue;
		EACH_STEP(r, again)
			if ((o->acts & ACT(again->act)) && (after & 1u << again->from)) {
				say(w, problems, r, arena_printf(w->arena,
				    "%s可能重复：在“%s”之后还会到“%s”", o->words,
				    state_words(r->m, s->from), state_words(r->m, again->from)));
				return;
			}
	}
}

static void
not_for_nothing(struct work *w, const struct lint_road *r, const struct lint_once *o,
    struct json *problems)
{
	if ((r->traits & o->trait) && (reached(r, 0, o->acts) & 1u << ORDER_DONE))
		say(w, problems, r, arena_printf(w->arena, "不经%s就能办完", o->words));
}

void
lint_road(struct work *w, const struct lint_road *r, const struct lint_once *list, size_t n,
    struct json *problems)
{
	must_end(w, r, problems);
	for (size_t i = 0; i < n; i++)
		if (list[i].m == r->m) {
			at_most_once(w, r, &list[i], problems);
			not_for_nothing(w, r, &list[i], problems);
		}
}

/* ---- a policy ---- */

static int
is_dossier(const struct policy *p)
{
	return dossier_kind_find(p->service) != NULL;
}

static void
order_roads(struct work *w, const struct policy *p, struct json *problems)
{
	unsigned traits = (unsigned)p->traits & POLICY_STEPS;

	for (int way = WAY_NONE + 1; way < WAY__MAX; way++) {
		struct lint_road r = { &order_machine, traits, way };

		lint_road(w, &r, once, N_ONCE, problems);
		if ((traits & TRAIT_PAID) == 0)
			continue;
		r.traits &= ~(unsigned)TRAIT_PAID;	/* its price may come out as nothing */
		lint_road(w, &r, once, N_ONCE, problems);
	}
}

static int
one_bit(unsigned set)
{
	return set != 0 && (set & (set - 1)) == 0;
}

static void
check_traits(const struct policy *p, struct json *problems)
{
	if (!is_dossier(p) && !one_bit((unsigned)p->traits & ENDS))
		js_add_text(problems, "办结方式必须且只能选一种：发放介质、更新证书、立即生效或下载");
	if ((p->traits & POLICY_FIRST) && (p->traits & (POLICY_PAID | POLICY_REVIEWED)) !=
	    (POLICY_PAID | POLICY_REVIEWED))
		js_add_text(problems, "先审核后缴费的业务必须既审核又收费");
	if ((p->traits & POLICY_ACTIVATION) && !(p->traits & POLICY_HANDED))
		js_add_text(problems, "不发放介质的业务不能要求激活");
	if ((p->traits & POLICY_POINT_FREE) && !(p->traits & POLICY_HANDED))
		js_add_text(problems, "不发放介质的业务没有可变更的办理点");
}

static void
check_review(struct work *w, const struct policy *p, struct json *problems)
{
	int reviewed = (p->traits & POLICY_REVIEWED) != 0;

	if (reviewed && (p->reviewers < 1 || p->reviewers > REVIEWERS_MAX))
		js_add_text(problems, arena_printf(w->arena,
		    "审核无法结束：审核人数为%d，只能是1人或2人", p->reviewers));
	if (!reviewed && p->reviewers != 0)
		js_add_text(problems, "不审核的业务审核人数应为0");
	if (reviewed && p->review_minutes <= 0)
		js_add_text(problems, "请填写审核时限");
}

static int
slot_known(const struct catalog *c, const char *channel, const char *slot)
{
	for (size_t i = 0; i < c->n_slots; i++)
		if (strcmp(c->slots[i].channel, channel) == 0 && strcmp(c->slots[i].slot, slot) == 0)
			return 1;
	return 0;
}

/* A document nobody can upload holds the road up for ever. */
static void
check_documents(struct work *w, const struct catalog *c, const struct policy *p,
    struct json *problems)
{
	for (size_t i = 0; i < p->ndocuments; i++)
		if (!slot_known(c, p->channel, p->documents[i].slot))
			js_add_text(problems, arena_printf(w->arena,
			    "材料%s没有上传规则，无法提交", p->documents[i].slot));
}

/* Any price of the business, at the moment it begins to hold or now. */
static void
check_price(struct work *w, const struct catalog *c, const struct policy *p,
    struct json *problems)
{
	int64_t at = p->valid_from > w->now ? p->valid_from : w->now;
	const struct tariff *t = price_tariff(c, at, 0);

	if (!(p->traits & POLICY_PAID))
		return;
	for (size_t i = 0; t != NULL && i < t->nbases; i++)
		if (strcmp(t->bases[i].service, p->service) == 0)
			return;
	js_add_text(problems, "收费业务在收费标准中没有价格");
}

int
lint_policy(struct work *w, const struct catalog *c, const struct policy *p, struct json **problems)
{
	*problems = js_array(w);
	if (p->traits < 0) {
		js_add_text(*problems, "流程选项无法识别");
		return 0;
	}
	check_traits(p, *problems);
	check_review(w, p, *problems);
	check_documents(w, c, p, *problems);
	if (!is_dossier(p)) {
		check_price(w, c, p, *problems);
		order_roads(w, p, *problems);
	}
	return 0;
}

/* ---- all ---- */

static void
lint_machines(struct work *w, struct json *problems)
{
	for (size_t i = 0; i < n_machines; i++) {
		const struct machine *m = machines[i];

		for (unsigned traits = 0; m != &order_machine && traits < 1u << m->ntraits; traits++) {
			struct lint_road r = { m, traits, 0 };

			lint_road(w, &r, once, N_ONCE, problems);
		}
	}
}

static void
add_named(struct work *w, const struct policy *p, const struct json *found, struct json *problems)
{
	for (size_t i = 0; i < js_size(found); i++)
		js_add_text(problems, arena_printf(w->arena, "%s %s %s%s%s：%s", p->channel,
		    p->service, p->medium, *p->medium != '\0' ? " " : "", p->words,
		    js_as_text(js_at(found, i))));
}

int
lint_all(struct work *w, const struct catalog *c, struct json **problems, int64_t *looked)
{
	*problems = js_array(w);
	*looked = 0;
	lint_machines(w, *problems);
	for (size_t i = 0; i < c->n_policies; i++) {
		const struct policy *p = &c->policies[i];
		struct json *found;

		if (p->valid_to != 0 && p->valid_to <= w->now)
			continue;
		if (lint_policy(w, c, p, &found) < 0)
			return -1;
		add_named(w, p, found, *problems);
		(*looked)++;
	}
	return 0;
}

/* ---- in words ---- */

/* Breadth first; `from` tells where a state was come from. */
static void
shortest(const struct lint_road *r, int from[STATES_MAX])
{
	int queue[STATES_MAX], n = 1;

	for (int s = 0; s < STATES_MAX; s++)
		from[s] = -1;
	queue[0] = 0;
	for (int i = 0; i < n; i++)
		EACH_STEP(r, s)
			if (s->from == queue[i] && s->to != 0 && from[s->to] < 0) {
				from[s->to] = s->from;
				queue[n++] = s->to;
			}
}

struct json *
lint_road_words(struct work *w, const struct policy *p)
{
	int dossier = is_dossier(p), n = 0, from[STATES_MAX], path[STATES_MAX];
	struct lint_road r = { dossier ? &dossier_machine : &order_machine,
	    dossier ? (p->traits & POLICY_REVIEWED ? DOSSIER_REVIEWED : 0) :
	    (unsigned)p->traits & POLICY_STEPS, dossier ? 0 : WAY_MAIL };
	struct json *words = js_array(w);

	shortest(&r, from);
	for (int s = dossier ? (int)DOSSIER_APPROVED : (int)ORDER_DONE; s > 0; s = from[s])
		path[n++] = s;
	for (js_add_text(words, state_words(r.m, 0)); n > 0; n--)
		js_add_text(words, state_words(r.m, path[n - 1]));
	return words;
}
