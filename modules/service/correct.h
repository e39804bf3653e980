/* SPDX-License-Identifier: MIT */
/*
 * What the applicant does to an order after it was submitted: cancel it while
 * unpaid, correct what a reviewer marked, send it in again (O6, K1: whatever
 * decides the price stays frozen).
 */
#ifndef SERVICE_CORRECT_H
#define SERVICE_CORRECT_H

#include "modules/order/order.h"

struct json;

int	correct_cancel(struct work *w, const struct pid *pid, struct json **out);
/*
 * `fields` holds only editable ones that were marked; anything else is refused
 * with the field's name.  A new version of the form is printed when the data
 * changed.
 */
int	correct_edit(struct work *w, const struct pid *pid, int version,
	    const struct json *fields, struct json **out);
int	correct_resubmit(struct work *w, const struct pid *pid, int version,
	    struct json **out);

#endif
