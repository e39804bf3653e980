/* SPDX-License-Identifier: MIT */
/*
 * Messages to people by who they are, inside the transaction of their cause: a
 * text message to their number, the inbox of their account, and mail when they
 * chose it (modules/notify/notify.h).  A missing account or number stops
 * nothing.  `values` of an order get its number and the name of its business.
 */
#ifndef SERVICE_TELL_H
#define SERVICE_TELL_H

#include "modules/order/order.h"

struct json;
struct person;

/* `round` tells apart messages of one event: 0 when it happens once. */
int	tell_applicant(struct work *w, const struct order *o, const char *event, int round,
	    struct json *values);
/* The same with a key of its own behind the order's number. */
int	tell_order(struct work *w, const struct order *o, const char *event, const char *key,
	    struct json *values);
int	tell_account(struct work *w, int64_t account_id, const char *event, const char *key,
	    struct json *values);
/* Only these ways (enum notify_kind; 0: all); target: the page it leads to, or NULL. */
int	tell_by(struct work *w, int64_t account_id, unsigned kinds, const char *target,
	    const char *event, const char *key, struct json *values);
/* To a person with or without an account. */
int	tell_person(struct work *w, const struct person *p, const char *event, const char *key,
	    struct json *values);
/* Name of the business as people know it: 新办实体CA锁. */
const char	*service_words_of(const char *service);
/* Numbers of people never get further than masked. */
int	holder_masked(struct work *w, const struct order *o, const char **id_masked);

#endif
