/* SPDX-License-Identifier: MIT */
/*
 * CA管理 (D2:49): the certificates of the actor's scope with what is happening
 * to them.
 */
#ifndef SERVICE_CERTS_H
#define SERVICE_CERTS_H

#include "modules/cert/cert.h"
#include "modules/order/order.h"

struct json;

int	certs_list(struct work *w, int64_t page, int64_t size, struct json **out);
int	certs_count(struct work *w, int64_t *out);

/* In a transaction: the order's certificate, made when the order has none yet. */
int	certs_take(struct work *w, const struct order *o, struct cert **out);
/* In a transaction: the order ended before its certificate was made. */
int	certs_drop(struct work *w, const struct order *o);

#endif
