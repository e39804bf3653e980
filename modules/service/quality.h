/* SPDX-License-Identifier: MIT */
/*
 * Keys that fail before anybody has them (requirements 7.4: QC, FAILED ->
 * QUEUED).  制证失败: the key of an order in MAKE could not be written; it is
 * DEFECT with its reason, the order waits for another one.  质检: a made key is
 * looked at; a bad one is DEFECT too, its certificate is retracted, the order
 * goes back to MAKE, and who was told to come is told not to.  With
 * conf->quality_check nothing leaves the house unchecked.
 *
 * `out`: the order's page.
 */
#ifndef SERVICE_QUALITY_H
#define SERVICE_QUALITY_H

#include "modules/order/order.h"

struct json;
struct token;

struct spoilt {
	const char	*key_serial, *media_vendor, *model, *words;
};
int	quality_failed(struct work *w, const struct pid *order, const struct spoilt *s,
	    struct json **out);

struct check {
	int		 good;
	const char	*words;		/* why not */
};
int	quality_check(struct work *w, const struct pid *order, const struct check *k,
	    struct json **out);

/* Is a check wanted that was not made? */
int	quality_lacks(const struct work *w, const struct token *t);
/* Inside the transaction that sends the order: CONFLICT in words without a good key. */
int	quality_sent(struct work *w, const struct order *o);

#endif
