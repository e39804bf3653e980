/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "driver.h"
#include "modules/base/conf.h"

static const struct pay_driver *const drivers[] = { &pay_sandbox };

#define N	(sizeof(drivers) / sizeof(*drivers))

/* Is `name` one of the comma-separated words of the setting? */
static int
offered(const struct work *w, const char *name)
{
	const char *s = w->conf == NULL ? "" : w->conf->pay_drivers;
	size_t n = strlen(name);

	while (*s != '\0') {
		size_t len;

		s += strspn(s, ", ");
		len = strcspn(s, ", ");
		if (len == n && strncmp(s, name, n) == 0)
			return 1;
		s += len;
	}
	return 0;
}

const struct pay_driver *
pay_driver_find(const struct work *w, const char *name)
{
	for (size_t i = 0; i < N; i++)
		if (strcmp(drivers[i]->name, name) == 0 && offered(w, name))
			return drivers[i];
	return NULL;
}

const struct pay_driver *
pay_driver_at(const struct work *w, size_t n)
{
	for (size_t i = 0; i < N; i++)
		if (offered(w, drivers[i]->name) && n-- == 0)
			return drivers[i];
	return NULL;
}
