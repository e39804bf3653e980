/* SPDX-License-Identifier: MIT */
/*
 * The stock of keys: lists they came with, levels per model and place, the
 * history of one key.  A place is a pickup point's id; 0 is the central stock.
 * Steps of a key: token.h; who brings and moves keys: modules/service/stock.h.
 */
#ifndef CERT_STOCK_H
#define CERT_STOCK_H

#include "token.h"

struct stock_level {
	const char	*media_vendor, *model;
	int64_t		 point_id;
	const char	*state;			/* of the key */
	int64_t		 n;
};

/* Keys by vendor, model, place and state. */
int	stock_levels(struct work *w, struct stock_level **out, size_t *n);
/* Those one may take at a place. */
int	stock_free(struct work *w, const char *media_vendor, const char *model, int64_t point_id,
	    int64_t *n);
/* Has the vendor a stock list?  1, 0, -1. */
int	stock_listed(struct work *w, const char *media_vendor);

struct token_note {
	const char	*act, *from_state, *to_state, *actor, *words;
	int64_t		 at;
};
/* Oldest first. */
int	stock_history(struct work *w, const struct token *t, struct token_note **out, size_t *n);

/* Inside a transaction: `tokens` keys of a list were taken in. */
int	stock_batch_add(struct work *w, const char *media_vendor, const char *model, int64_t tokens);
/* To a place (ALLOCATE), or back to the central stock (RECALL; place 0). */
/* Where it waits from now on; the step that made it is its event. */
int	stock_put(struct work *w, struct token *t, int64_t point_id);
int	stock_move(struct work *w, struct token *t, int64_t point_id, const char *words);

#endif
