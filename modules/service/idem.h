/* SPDX-License-Identifier: MIT */
/*
 * One effect per Idempotency-Key (table idempotency): (account, key, route)
 * -> hash of the body, status, pid of what was made.
 *
 * The router fills w->idem for routes marked IDEMPOTENT and asks idem_find()
 * before the handler.  The service that makes the effect calls idem_keep() as
 * the last step of its own transaction, so that effect and note exist both or
 * not at all:
 *
 *	return order_add(w, &o) < 0 || idem_keep(w, &o.pid) < 0 ? -1 : 0;
 *
 * A replay does not run the service again: the handler asks call_replayed()
 * and renders the kept object.  The same key with another body is REUSED.
 */
#ifndef SERVICE_IDEM_H
#define SERVICE_IDEM_H

#include "db/db.h"

struct idem {
	const char	*key;
	const char	*route;		/* the row's path pattern */
	unsigned char	 body_hash[32];
	struct pid	 object;	/* of the kept effect */
};

/* 1: had its effect already (object is filled), 0: new, -1: fault. */
int	idem_find(struct work *w, struct idem *i);
/*
 * Inside a transaction.  Nothing to do when the slip carries no key (clerk,
 * admin, tests); a lost race refuses with CONFLICT.  Whatever a request is
 * refused for, the router then looks for the effect once more: its twin may have
 * been faster (tests/web/t113).
 */
int	idem_keep(struct work *w, const struct pid *object);
/* Forgets keys older than `before`; returns how many, or -1. */
int64_t	idem_sweep(struct work *w, int64_t before);

#endif
