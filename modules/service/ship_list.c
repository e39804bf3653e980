/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "courier.h"
#include "line_list.h"
#include "modules/base/json.h"
#include "modules/deliver/parcel.h"
#include "ship_list.h"

/* Was this very parcel sent already?  1, 0, -1. */
static int
sent_before(struct work *w, const struct order *o, const char *waybill)
{
	struct parcel *p;

	if (o->state != ORDER_SENT)
		return 0;
	if (parcel_of_order(w, o->id, &p) < 0)
		return -1;
	return p != NULL && p->waybill != NULL && strcmp(p->waybill, waybill) == 0;
}

static int
send_line(struct work *w, const char *carrier, const struct line *l, const char **words)
{
	struct shipping s = { carrier, l->rest };
	struct order *o;
	int before;

	if (*l->rest == '\0')
		return refuse_say(w, ERR_INVALID, "list", "缺少运单号，每行应为“订单号,运单号”");
	if (order_find_no(w, l->first, &o) < 0)
		return -1;
	if (o == NULL)
		return refuse_say(w, ERR_NOTFOUND, "list", "没有这个订单号，请核对");
	if ((before = sent_before(w, o, l->rest)) < 0)
		return -1;
	*words = before ? "此前已登记发货" : "已登记发货";
	return before ? 0 : courier_send(w, &o->pid, &s);
}

int
ship_list(struct work *w, const char *carrier, const char *list, struct json **out)
{
	struct line_results r;
	struct line *l;
	size_t n;

	if (courier_known(w, carrier) < 0 ||
	    line_list(w, list, "订单号", SHIP_LIST_MAX, &l, &n) < 0)
		return -1;
	line_results_begin(w, &r);
	for (size_t i = 0; i < n; i++) {
		const char *words = NULL;
		struct json *j = line_result(&r, &l[i], "waybill");
		int rc = send_line(w, carrier, &l[i], &words);

		line_result_end(&r, j, rc, words);
	}
	*out = line_results(&r);
	return 0;
}
