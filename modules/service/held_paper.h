/* SPDX-License-Identifier: MIT */
/*
 * The draft of a business on one held certificate that wants a stamped paper:
 * what was typed, the printed paper, its scan.  It is a draft like any other
 * (application.h): one item, the holder; beside it
 *
 *	"held": {"cert": "<pid>", "reason": "LOST", "bids": "NONE", "bid_day": ""}
 *
 * There is one a certificate and business; typing again prints again when
 * something changed.  Only held*.c include this.
 */
#ifndef SERVICE_HELD_PAPER_H
#define SERVICE_HELD_PAPER_H

#include "application.h"
#include "held.h"
#include "held_item.h"
#include "modules/file/upload.h"
#include "modules/paper/paper.h"
#include "services.h"

struct held_draft {
	struct draft			*draft;
	const struct service		*service;
	struct application_item		*item;		/* what was typed */
	const char			*cert, *reason, *bids, *bid_day;
};

/* The open one for this certificate and business; 1 found, 0 none, -1. */
int	held_draft_find(struct work *w, const char *service, const struct cert *c,
	    struct held_draft *out);
/* By pid, locked in a transaction; NOTFOUND when it is no such draft. */
int	held_draft_take(struct work *w, const char *pid, struct held_draft *out);
/*
 * {draft, reason, remark, handler, handler_phone, bids, bid_day, paper, current,
 * upload}
 */
int	held_draft_json(struct work *w, const struct held_item *it, const struct held_draft *d,
	    struct json **out);
/* The paper is the current one and its scan is in hand; words by slot. */
int	held_draft_ready(struct work *w, const struct held_item *it, const struct held_draft *d);

/* Values of the printed paper (held.xml): of a draft, of an order being corrected. */
int	held_values(struct work *w, const struct held_item *it, const struct held_draft *d,
	    struct json **out);
int	held_order_values(struct work *w, const struct order *o, struct json **out);

#endif
