/* SPDX-License-Identifier: MIT */
#include <stddef.h>

#include "input.h"

extern const struct input __start_caportal_input[], __stop_caportal_input[];
extern const struct input __start_caportal_query[], __stop_caportal_query[];

static const struct input *
find(const struct input *at, const struct input *end, int (*handler)(struct call *))
{
	while (at < end && at->handler != handler)
		at++;
	return at < end ? at : NULL;
}

const struct input *
input_of(int (*handler)(struct call *))
{
	return find(__start_caportal_input, __stop_caportal_input, handler);
}

const struct input *
query_of(int (*handler)(struct call *))
{
	return find(__start_caportal_query, __stop_caportal_query, handler);
}
