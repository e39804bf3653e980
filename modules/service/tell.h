/* SPDX-License-Identifier: MIT */
/*
 * Messages to the applicant of an order, inside the transaction of their cause.
 * `values` gets the order's number and the name of its business.
 */
#ifndef SERVICE_TELL_H
#define SERVICE_TELL_H

#include "modules/order/order.h"

struct json;

/* `round` tells apart messages of one event: 0 when it happens once. */
int	tell_applicant(struct work *w, const struct order *o, const char *event, int round,
	    struct json *values);
/* To the person of an account; without a person or phone nothing is sent. */
int	tell_account(struct work *w, int64_t account_id, const char *event, const char *key,
	    struct json *values);
/* Name of the business as people know it: 新办实体CA锁. */
const char	*service_words_of(const char *service);
/* Numbers of people never get further than masked. */
int	holder_masked(struct work *w, const struct order *o, const char **id_masked);

#endif
