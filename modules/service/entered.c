/* SPDX-License-Identifier: MIT */
#include "entered.h"
#include "handout.h"
#include "held.h"
#include "mobile.h"
#include "modules/base/conf.h"
#include "modules/cert/cert.h"
#include "refunds.h"
#include "review.h"
#include "review_subject.h"

/* The order ended before it came to a key. */
static int
ended(struct work *w, struct order *o)
{
	struct cert *c;

	if (review_close(w, review_of_order(o->id)) < 0 || cert_of_order(w, o->id, &c) < 0)
		return -1;
	if (c == NULL || c->state != CERT_APPLYING)
		return 0;
	return cert_move(w, c, CERT_ACT_DROP, 0, NULL);
}

int
service_entered(struct work *w, struct order *o)
{
	switch (o->state) {
	case ORDER_UNPAID:
		return order_due_set(w, o, w->now + w->conf->order_hours * 3600);
	case ORDER_REVIEW:
		return review_open(w, review_of_order(o->id));
	case ORDER_MAKE:
		return handout_open(w, o);
	case ORDER_UPDATE:
		return held_entered(w, o);
	case ORDER_DOWNLOAD:
		return mobile_open(w, o);
	case ORDER_DONE:	/* not while its money goes back */
		return refunds_hold(w, o) < 0 ? -1 : held_entered(w, o);
	case ORDER_REFUSED:
	case ORDER_CANCELLED:
	case ORDER_EXPIRED:
		return ended(w, o) < 0 ? -1 : held_entered(w, o);
	default:
		return 0;
	}
}
