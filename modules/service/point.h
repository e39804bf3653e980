/* SPDX-License-Identifier: MIT */
/*
 * 变更办理点 (requirements K8, S11): a paid order that is to be collected goes to
 * another pickup point before its key is made, where the policy it was
 * submitted under says so (POLICY_POINT_FREE).  As shipped none does: the
 * applicant reads the guide's sentence (D0:359) and is led to 补办.  A key that
 * was made lies at its point and stays there.
 *
 * The old point's code is void, the new point has one of its own; event, code
 * and message are one transaction.
 */
#ifndef SERVICE_POINT_H
#define SERVICE_POINT_H

#include "modules/order/order.h"

struct catalog;
struct json;

/* The pid of a point that takes people now; refuses by field `point`. */
int	point_read(struct work *w, const char *typed, int64_t *id);

/* `out`: the order's page. */
int	point_change(struct work *w, const struct pid *order, const char *point,
	    struct json **out);
/* {open, words}: may the applicant change it now, and why not; NULL: nothing to ask. */
struct json *point_change_json(struct work *w, const struct catalog *c, const struct order *o);

#endif
