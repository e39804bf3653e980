/* SPDX-License-Identifier: MIT */
/*
 * What would it cost?  The caller's enterprise decides own city, channel and
 * tariff; nothing is written.  Drafts and orders compute the same through
 * price_ask(), so the amounts are equal to the fen.
 */
#ifndef SERVICE_QUOTE_H
#define SERVICE_QUOTE_H

#include "db/db.h"
#include "modules/base/fields.h"

struct json;

extern const struct field quote_fields[4];	/* of POST /api/quote */

/*
 * {service: "new", lock_type, medium, items: [{platforms: [code], years}]}
 * -> {fen, items: [{fen, lines: [{words, rule, fen}]}]}.  An item without a
 * platform yet costs nothing and has no lines.
 */
int	quote(struct work *w, const struct json *body, struct json **out);

/* `caportal-admin quote`: a golden case -> {fen, lines}. */
int	quote_case(struct work *w, const struct json *kase, struct json **out);

#endif
