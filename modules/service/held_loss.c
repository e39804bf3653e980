/* SPDX-License-Identifier: MIT */
/* 挂失 and found again: a state of the certificate, no order (requirements 7.5). */
#include "held.h"

struct losing {
	const struct pid	*cert;
	int			 lost;
};

static int
lost_tx(struct work *w, void *arg)
{
	struct losing *l = arg;
	struct cert *c;

	if (cert_take(w, l->cert, &c) < 0)
		return -1;
	return cert_move(w, c, l->lost ? CERT_ACT_SUSPEND : CERT_ACT_RESUME, 0, NULL);
}

int
held_lost(struct work *w, const struct pid *cert, int lost)
{
	return db_tx(w, lost_tx, &(struct losing){ cert, lost });
}
