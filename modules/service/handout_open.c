/* SPDX-License-Identifier: MIT */
/* Vouchers and parcels begin; the holder is told when the key is ready. */
#include <string.h>

#include "handout.h"
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
	return tell_applicant(w, o, "pickup.ready", 0, values);
}
