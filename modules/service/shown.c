/* SPDX-License-Identifier: MIT */
#include "modules/base/json.h"
#include "shown.h"

int
shown_stale(struct work *w, int64_t fen, struct json *price)
{
	struct json *extra = js_object(w);

	js_put(extra, "price", price);
	refuse(w, ERR_PRICE, "price is %lld now", (long long)fen);
	w->fault.extra = extra;
	return -1;
}

int
shown_sum(struct work *w, int64_t fen, int64_t shown)
{
	struct json *price;

	if (fen == shown)
		return 0;
	price = js_object(w);
	js_put_int(price, "fen", fen);
	return shown_stale(w, fen, price);
}
