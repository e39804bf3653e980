/* SPDX-License-Identifier: MIT */
/*
 * CA管理 (D2:49): the certificates of the actor's scope with what is happening
 * to them.
 */
#ifndef SERVICE_CERTS_H
#define SERVICE_CERTS_H

#include "modules/cert/cert.h"

struct json;

int	certs_list(struct work *w, int64_t page, int64_t size, struct json **out);
int	certs_count(struct work *w, int64_t *out);
/* Holders of keys whose maker ended its support: {items: [blocked_cert], page, size, total}. */
int	certs_blocked(struct work *w, int64_t page, int64_t size, struct json **out);

#endif
