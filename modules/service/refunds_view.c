/* SPDX-License-Identifier: MIT */
#include "invoices.h"
#include "modules/base/json.h"
#include "refunds.h"

static struct json *
base_json(struct work *w, const struct refund_row *r)
{
	int s = refund_state_of(r->state_code);
	struct json *j = js_object(w);

	js_put_text(j, "no", r->no);
	js_put_int(j, "fen", r->fen);
	js_put_text(j, "reason", r->reason);
	js_put_text(j, "state", r->state_code);
	js_put_text(j, "state_words",
	    s < 0 ? r->state_code : refund_state_words((enum refund_state)s));
	js_put_text(j, "words", r->words);
	js_put_int(j, "at", r->created_at);
	js_put(j, "ended_at", r->ended_at == 0 ? NULL : js_int(w, r->ended_at));
	return j;
}

/* What this actor may press; the one who asked may not decide. */
static struct json *
acts_json(struct work *w, const struct refund_row *r)
{
	static const struct {
		const char	*name;
		enum refund_act	 act;
	} all[] = { { "approve", REFUND_ACT_APPROVE }, { "reject", REFUND_ACT_REJECT },
		{ "repeat", REFUND_ACT_REPEAT } };
	int s = refund_state_of(r->state_code);
	struct json *acts = js_array(w);

	for (size_t i = 0; s >= 0 && i < 3; i++) {
		const struct step *st = machine_step(&refund_machine, s, (int)all[i].act, 0, 0);

		if (st == NULL || !work_may(w, st->who) ||
		    (all[i].act != REFUND_ACT_REPEAT && r->requester_id == w->actor->account_id) ||
		    (all[i].act == REFUND_ACT_REJECT && r->order_id == 0))
			continue;
		js_add_text(acts, all[i].name);
	}
	return acts;
}

int
refunds_list(struct work *w, const struct refund_filter *f, struct json **out)
{
	struct json *items = js_array(w);
	struct refund_row *r;
	size_t n;

	if (pay_refund_list(w, f, &r, &n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		struct json *j = base_json(w, &r[i]);

		js_put_text(j, "pid", pid_text(w, &r[i].pid));
		js_put_text(j, "order",
		    pid_zero(&r[i].order_pid) ? NULL : pid_text(w, &r[i].order_pid));
		js_put(j, "orders", invoices_parts(w, r[i].order_no == NULL ? "" : r[i].order_no,
		    " "));
		js_put_text(j, "requester", r[i].requester);
		js_put_text(j, "approver", r[i].approver);
		js_put(j, "acts", acts_json(w, &r[i]));
		js_add(items, j);
	}
	*out = js_page(w, items, f->page, f->size);
	return 0;
}

int
refunds_count(struct work *w, const struct refund_filter *f, struct json **out)
{
	int64_t n;

	if (pay_refund_count(w, f, &n) < 0)
		return -1;
	*out = js_object(w);
	js_put_int(*out, "total", n);
	return 0;
}

int
refunds_put(struct work *w, const struct order *o, struct json *out)
{
	struct refund_filter f = { .order_id = o->id, .page = 1, .size = 20 };
	struct json *items = js_array(w);
	struct refund_row *r;
	size_t n = 0;

	if ((o->traits & TRAIT_PAID) && pay_refund_list(w, &f, &r, &n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		js_add(items, base_json(w, &r[i]));
	js_put(out, "refunds", items);
	return 0;
}
