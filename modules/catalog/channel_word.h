/* SPDX-License-Identifier: MIT */
/*
 * Words of a channel for what the house calls otherwise: rows, one a name.
 *	pay	the button of an order that is to be paid
 *	mail	the way of delivery MAIL
 *	pickup	the way of delivery PICKUP
 *	slip	what the holder prints and brings
 */
#ifndef CATALOG_CHANNEL_WORD_H
#define CATALOG_CHANNEL_WORD_H

#include "db/db.h"

struct json;

/* The channel's word, or `otherwise`. */
int	channel_word(struct work *w, const char *channel, const char *name,
	    const char *otherwise, const char **out);
/* {name: words} of a channel. */
int	channel_words_json(struct work *w, const char *channel, struct json **out);

#endif
