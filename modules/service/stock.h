/* SPDX-License-Identifier: MIT */
/*
 * Key stock: makers bring keys in by the list of their serials, move them to
 * pickup points and back, take them at making and retire them; makers and operators look
 * at levels and at the history of one key.
 *
 * A maker works at the pickup point of the account, without one in the central
 * stock (总库).  docs/decisions/0007-keys-from-stock.md: where the media vendor
 * has a stock list, a key is taken from it, at the maker's place; where there
 * is none, what the maker types enters the books at making, as before.
 */
#ifndef SERVICE_STOCK_H
#define SERVICE_STOCK_H

#include "modules/cert/token.h"

struct json;

#define STOCK_LIST_MAX	2000		/* lines */

/*
 * One list, one transaction: good serials enter the central stock, the others
 * are named by line (line_list.h: {done, bad, lines}).
 */
int	stock_receive(struct work *w, const char *media_vendor, const char *model,
	    const char *list, struct json **out);
/* Keys of a list to a point; `point` NULL or "": back to the central stock. */
int	stock_allocate(struct work *w, const char *point, const char *list, struct json **out);

/*
 * Keys of a list leave the books for good, with the reason (`words`): those that failed,
 * came back or are not to be made any more.  Never one that somebody holds or waits for.
 */
int	stock_retire(struct work *w, const char *words, const char *list, struct json **out);

/* {items: [{vendor_words, model_words, point, point_words, free, made, handed, defect, low}], low} */
int	stock_show(struct work *w, struct json **out);
/* How many places are low: without counting what is handed out. */
int	stock_low_places(struct work *w, int64_t *out);
/* {serial, vendor_words, model_words, state, state_words, place, first_handout_at, events} */
int	stock_key(struct work *w, const char *serial, struct json **out);

/* Inside the transaction of a making: may this key be taken here?  By field key_serial. */
int	stock_usable(struct work *w, const struct token *key);

#endif
