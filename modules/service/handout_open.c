/* SPDX-License-Identifier: MIT */
/* Vouchers and parcels begin; the holder is told when the key is ready. */
#include <string.h>

#include "collect.h"
#include "handout.h"
#include "modules/account/limit.h"
#include "modules/base/json.h"
#include "modules/catalog/catalog.h"
#include "modules/deliver/parcel.h"
#include "modules/deliver/voucher.h"
#include "slip.h"
#include "tell.h"

static int
open_voucher(struct work *w, struct order *o)
{
	struct voucher *v;

	if (voucher_of_order(w, o->id, &v) < 0)
		return -1;
	if (v != NULL && strcmp(v->state, "VOID") != 0)
		return 0;
	if (o->point_id == 0)
		return refuse(w, ERR_BUG, "order %s: pickup without a point", o->no);
	if (voucher_add(w, o->id, o->point_id, &v) < 0)
		return -1;
	return slip_ask(w, o, v);
}

static int
open_parcel(struct work *w, struct order *o)
{
	struct parcel *p;

	if (parcel_of_order(w, o->id, &p) < 0)
		return -1;
	return p != NULL ? 0 : parcel_add(w, o->id, &p);
}

int
handout_open(struct work *w, struct order *o)
{
	switch (o->way) {
	case WAY_PICKUP:
		return open_voucher(w, o);
	case WAY_MAIL:
		return open_parcel(w, o);
	default:
		return 0;
	}
}

static int
void_live(struct work *w, const struct order *o, int *was)
{
	struct voucher *v;

	if (voucher_of_order(w, o->id, &v) < 0)
		return -1;
	*was = v != NULL && strcmp(v->state, "ISSUED") == 0;
	return *was ? voucher_void(w, v) : 0;
}

int
handout_void(struct work *w, const struct order *o)
{
	int was;

	return void_live(w, o, &was);
}

int
handout_renew(struct work *w, struct order *o, int *renewed)
{
	if (void_live(w, o, renewed) < 0)
		return -1;
	return *renewed ? open_voucher(w, o) : 0;
}

/* Once for every making and for every code. */
static int
told(struct work *w, const struct order *o, const struct voucher *v, struct json *values)
{
	js_put_text(values, "no", o->no);
	js_put_text(values, "service", service_words_of(o->service));
	return tell_account(w, o->account_id, "pickup.ready", arena_printf(w->arena,
	    "%s:%lld:%d", o->no, (long long)v->id, o->version), values);
}

int
handout_ready(struct work *w, struct order *o)
{
	const struct pickup_point *point;
	struct json *values = js_object(w);
	const struct catalog *c;
	const char *code;
	struct voucher *v;

	if (o->way != WAY_PICKUP)
		return 0;
	if (catalog_get(w, &c) < 0 || open_voucher(w, o) < 0 ||
	    voucher_of_order(w, o->id, &v) < 0 || voucher_code(w, v, &code) < 0)
		return -1;
	point = catalog_point_id(c, o->point_id);
	js_put_text(values, "code", voucher_code_words(w, code));
	js_put_text(values, "point", point == NULL ? NULL : point->words);
	js_put_text(values, "address", point == NULL ? NULL : point->address);
	return collect_later(w, o, v) < 0 ? -1 : told(w, o, v, values);
}

/* ---- another code ---- */

static const struct limit codes_made = { "voucher.again", 5, 86400,
	"今日补发领取码次数已达上限，请明日再试或联系客服" };

static int
again_tx(struct work *w, void *arg)
{
	struct order *o;
	int renewed;

	if (order_take(w, arg, &o) < 0 || handout_renew(w, o, &renewed) < 0)
		return -1;
	if (!renewed)
		return refuse_say(w, ERR_CONFLICT, NULL, "该订单没有可补发的领取码");
	if (order_note(w, o, ACT_VOUCHER, NULL) < 0)
		return -1;
	return o->state == ORDER_PICKUP ? handout_ready(w, o) : 0;
}

int
handout_again(struct work *w, const struct pid *order, struct json **out)
{
	struct pid pid = *order;
	struct order *o;

	if (order_get(w, order, &o) < 0 || limit_take(w, &codes_made, o->no) < 0 ||
	    db_tx(w, again_tx, &pid) < 0)
		return -1;
	return handout_voucher(w, order, out);
}
