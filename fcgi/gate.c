/* SPDX-License-Identifier: MIT */
/* Until sessions land, only routes open to everybody answer. */
#include "router.h"

const struct actor nobody = { .channel = "MAIN", .name = "" };

int
gate_open(struct call *c)
{
	c->w->actor = &nobody;
	if (c->route->who != 0)
		return refuse(c->w, ERR_LOGIN, "no session");
	return 0;
}
