/* SPDX-License-Identifier: MIT */
/*
 * Numbers people read: orders, payments.  The shape is a template of the
 * catalogue with {vendor}, {time} (yyyyMMddHHmmss) and {tail:N}; the number is
 * taken once from a counter row and never derived again.  The counter holds
 * time and tail as one number that only grows, so numbers are unique however
 * many are taken in one second and whatever the clock does; its rows are one
 * per width of tail.
 *
 * Take it before the transaction that uses it: inside one the counter row
 * stays locked until COMMIT.  A number that is not used is lost, which is fine.
 */
#ifndef CATALOG_NUMBER_H
#define CATALOG_NUMBER_H

#include "catalog.h"

/* vendor, medium: NULL where they do not matter.  Services: those of orders,
 * and "group", "payment", "refund". */
int	number_next(struct work *w, const struct catalog *c, const char *vendor,
	    const char *service, const char *medium, int batch, const char **out);

/* Pure: fills a template; `value` is epoch seconds x 10^N + tail. */
const char *number_text(struct work *w, const char *template, const char *vendor,
	    int64_t value, int width);
/* N of {tail:N}, or -1 when the template is not sound. */
int	number_width(const char *template);

#endif
