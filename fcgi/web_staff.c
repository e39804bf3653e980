/* SPDX-License-Identifier: MIT */
#include "handlers.h"
#include "modules/service/overview.h"

int
staff_overview_web(struct call *c)
{
	struct json *cards;

	return overview_get(c->w, &cards) < 0 ? -1 : answer_json(c, 200, cards);
}
