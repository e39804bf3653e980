/* SPDX-License-Identifier: MIT */
/*
 * Nobody is charged what was not on the screen: the page sends the sum it showed,
 * and where another is due the request is refused with ERR_PRICE and
 * {"price": …}, so that the page shows the new one and asks again.
 */
#ifndef SERVICE_SHOWN_H
#define SERVICE_SHOWN_H

#include "modules/base/work.h"

struct json;

/* 0 when the sum that is due, in fen, was shown; else -1 with {"price": {"fen": …}}. */
int	shown_sum(struct work *w, int64_t fen, int64_t shown);
/* Always -1: `price` is what the page is to show. */
int	shown_stale(struct work *w, int64_t fen, struct json *price);

#endif
