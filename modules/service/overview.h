/* SPDX-License-Identifier: MIT */
/* The staff's first page: a card for everything that waits for this actor. */
#ifndef SERVICE_OVERVIEW_H
#define SERVICE_OVERVIEW_H

#include "modules/base/work.h"

struct json;

/* {cards: [{code, words, count, link}]} */
int	overview_get(struct work *w, struct json **out);

#endif
