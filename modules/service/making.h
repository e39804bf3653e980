/* SPDX-License-Identifier: MIT */
/*
 * The makers' counter (制证), driver `manual`: the maker has the CA's machine
 * beside the screen, writes the key there and types its serial and what the
 * certificate says.  Then the order waits for the courier or the desk, and the
 * holder's code goes out.  Where the media vendor has a stock list the key must
 * be in it at the maker's place (stock.h).  Functions with an `out` give the API's objects.
 */
#ifndef SERVICE_MAKING_H
#define SERVICE_MAKING_H

#include "modules/order/order.h"

struct json;

/* `queue`: "make", "ship", "sent", "pickup", "update". */
int	making_list(struct work *w, const char *queue, int64_t page, int64_t size,
	    struct json **out);

struct binding {
	const char	*key_serial, *media_vendor, *model, *cert_serial;
	const char	*not_before, *not_after;	/* "2026-11-20", Shanghai days */
};
struct token;
/* The key of a binding, checked by field and in normal form; is its model blocked? */
int	making_key(struct work *w, const struct binding *b, struct token *out, int *blocked);
int	making_bind(struct work *w, const struct pid *order, const struct binding *b,
	    struct json **out);

#endif
