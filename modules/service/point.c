/* SPDX-License-Identifier: MIT */
#include "handout.h"
#include "modules/base/json.h"
#include "modules/base/text.h"
#include "modules/catalog/policy.h"
#include "order_view.h"
#include "point.h"
#include "refunds.h"
#include "restate.h"
#include "tell.h"

#define BIT(s)	(1u << (s))
/* Paid for, the key not begun; and until it is in the holder's hands. */
#define UNMADE	(BIT(ORDER_REVIEW) | BIT(ORDER_RETURNED) | BIT(ORDER_MAKE))
#define WAITS	(UNMADE | BIT(ORDER_PICKUP))

int
point_read(struct work *w, const char *typed, int64_t *id)
{
	const struct pickup_point *p;
	const struct catalog *c;
	struct pid pid;

	if (text_empty(typed))
		return fault_field(w, "point", "请选择办理点");
	if (pid_parse(w, typed, &pid) < 0 || catalog_get(w, &c) < 0)
		return -1;
	p = catalog_point(c, &pid);
	if (p == NULL || !catalog_valid(p->valid_from, p->valid_to, w->now))
		return fault_field(w, "point", "该办理点暂停办理，请选择其他办理点");
	*id = p->id;
	return 0;
}

static int
waits(const struct order *o)
{
	return o->way == WAY_PICKUP && (BIT(o->state) & WAITS) != 0;
}

/* NULL: it may change. */
static const char *
why_not(const struct catalog *c, const struct order *o)
{
	const struct policy *p = policy_by_id(c, o->policy_id);

	if (p == NULL || !(p->traits & POLICY_POINT_FREE))
		return "缴费后变更办理点，需提交CA锁补办申请。";
	return (BIT(o->state) & UNMADE) != 0 ? NULL :
	    "CA锁已制作完成，变更办理点需提交CA锁补办申请。";
}

struct json *
point_change_json(struct work *w, const struct catalog *c, const struct order *o)
{
	const char *words;
	struct json *j;

	if (!waits(o) || !work_may(w, RIGHT_APPLY | RIGHT_COMPANY))
		return NULL;
	words = why_not(c, o);
	j = js_object(w);
	js_put_bool(j, "open", words == NULL);
	js_put_text(j, "words", words);
	return j;
}

/* ---- changing ---- */

struct changing {
	struct pid	 order;
	int64_t		 point_id;
};

static int
may_change(struct work *w, const struct catalog *c, const struct order *o, int64_t point_id)
{
	const char *words;

	if (!waits(o))
		return refuse_say(w, ERR_CONFLICT, NULL, "订单当前状态为“%s”，不能变更办理点",
		    order_state_words(o->state));
	if ((words = why_not(c, o)) != NULL)
		return refuse_say(w, ERR_CONFLICT, NULL, "%s", words);
	if (o->point_id == point_id)
		return fault_field(w, "point", "订单已在该办理点领取，请选择其他办理点");
	return refunds_hold(w, o);
}

static int
tell_moved(struct work *w, const struct order *o, const struct pickup_point *to)
{
	struct json *values = js_object(w);

	js_put_text(values, "point", to->words);
	js_put_text(values, "address", to->address);
	return tell_applicant(w, o, "pickup.moved", o->version, values);
}

static int
change_tx(struct work *w, void *arg)
{
	const struct changing *g = arg;
	const struct pickup_point *from, *to;
	const struct catalog *c;
	struct order *o;
	int renewed;

	if (catalog_get(w, &c) < 0 || order_take(w, &g->order, &o) < 0 ||
	    may_change(w, c, o, g->point_id) < 0)
		return -1;
	from = catalog_point_id(c, o->point_id);
	to = catalog_point_id(c, g->point_id);
	if (order_point_set(w, o, to->id) < 0 || handout_renew(w, o, &renewed) < 0 ||
	    order_note(w, o, ACT_POINT, arena_printf(w->arena, "%s → %s",
		from == NULL ? "" : from->words, to->words)) < 0 ||
	    tell_moved(w, o, to) < 0)
		return -1;
	return service_restate(w, o);
}

int
point_change(struct work *w, const struct pid *order, const char *point, struct json **out)
{
	struct changing g = { .order = *order };

	if (point_read(w, point, &g.point_id) < 0 || db_tx(w, change_tx, &g) < 0)
		return -1;
	return order_page_get(w, order, out);
}
