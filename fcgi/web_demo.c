/* SPDX-License-Identifier: MIT */
/* What the demo's telephones received; the routes are absent in production. */
#include "handlers.h"
#include "modules/notify/notify.h"

int
demo_messages_web(struct call *c)
{
	struct json *answer = js_object(c->w), *items;

	if (demo_messages(c->w, &items) < 0)
		return -1;
	js_put(answer, "items", items);
	return answer_json(c, 200, answer);
}
