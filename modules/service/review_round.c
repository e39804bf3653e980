/* SPDX-License-Identifier: MIT */
/* Rounds begin and end with the order. */
#include "modules/base/json.h"
#include "modules/catalog/calendar.h"
#include "modules/catalog/policy.h"
#include "modules/review/review.h"
#include "promise.h"
#include "review.h"
#include "services.h"

/* The fields as handed in; the vendor is a column of its own in the order. */
static int
snapshot(struct work *w, const struct order *o, const char **out)
{
	struct json *data;

	if (order_data(w, o->data, &data) < 0)
		return -1;
	js_put_text(data, "vendor", o->vendor);
	*out = js_canonical(w, data);
	return 0;
}

static int
due_at(struct work *w, const struct order *o, int64_t *out)
{
	const struct catalog *c;
	const struct policy *p;

	if (catalog_get(w, &c) < 0)
		return -1;
	p = policy_by_id(c, o->policy_id);
	*out = p == NULL || p->review_minutes == 0 ? 0 :
	    calendar_add(c, w->now, p->review_minutes);
	return 0;
}

int
review_open(struct work *w, struct order *o)
{
	struct review *last, r = {
		.order_id = o->id, .order_pid = o->pid, .order_no = o->no,
		.channel = o->channel, .service = o->service, .lock_type = o->lock_type,
		.holder = o->holder, .company = o->company, .fen = o->fen,
		.submitted_at = w->now,
	};

	if (review_latest(w, o->id, &last) < 0)
		return -1;
	if (last != NULL && !review_state_final(last->state))
		return 0;
	if (snapshot(w, o, &r.data) < 0 || due_at(w, o, &r.due_at) < 0)
		return -1;
	return review_add(w, &r) < 0 ? -1 : promise_watch(w, &r);
}

int
review_close(struct work *w, struct order *o)
{
	struct review *r;

	if (review_latest(w, o->id, &r) < 0)
		return -1;
	if (r == NULL || review_state_final(r->state))
		return 0;
	return review_move(w, r, REVIEW_ACT_DROP, NULL);
}
