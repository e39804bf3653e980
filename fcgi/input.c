/* SPDX-License-Identifier: MIT */
#include <stddef.h>

#include "input.h"

/* Weak: a unit test links none of the handlers. */
#define SECTION	__attribute__((weak))
extern const struct input __start_caportal_input[] SECTION, __stop_caportal_input[] SECTION;
extern const struct input __start_caportal_query[] SECTION, __stop_caportal_query[] SECTION;

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
