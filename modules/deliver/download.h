/* SPDX-License-Identifier: MIT */
/*
 * The way of a certificate into its holder's phone (requirements 7.4, N10): a
 * link from the maker of the app, good until `expires_at`.  A link that ran out
 * is made VOID and another one issued; at most one of an order is not VOID.
 * Its pid is what the app is given: unguessable, bound to the order.
 */
#ifndef DELIVER_DOWNLOAD_H
#define DELIVER_DOWNLOAD_H

#include "db/db.h"
#include "steps.h"

struct download {
	int64_t		 id;
	struct pid	 pid;
	int64_t		 order_id, cert_id;
	const char	*link;			/* NULL until the app's maker gave it */
	const char	*state_code;
	enum download_state state;
	int		 version;
	int64_t		 issued_at, expires_at;
};

/* The live one or, when there is none, the last; NULL in *out when never. */
int	download_of_order(struct work *w, int64_t order_id, struct download **out);
/* For evidence and tasks; NOTFOUND. */
int	download_get(struct work *w, const struct pid *pid, struct download **out);

/* Inside a transaction. */
int	download_take(struct work *w, const struct pid *pid, struct download **out);
int	download_add(struct work *w, int64_t order_id, int64_t cert_id, int64_t expires_at,
	    struct download **out);
int	download_link_set(struct work *w, struct download *d, const char *link);
int	download_move(struct work *w, struct download *d, enum download_act act,
	    const char *words);

#endif
