/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "modules/base/json.h"
#include "right.h"

static const struct {
	const char	*name;
	unsigned	 bit;
} names[] = {
	{ "member", RIGHT_MEMBER }, { "apply", RIGHT_APPLY }, { "company", RIGHT_COMPANY },
	{ "staff", RIGHT_STAFF }, { "view", RIGHT_VIEW }, { "review", RIGHT_REVIEW },
	{ "second", RIGHT_SECOND }, { "make", RIGHT_MAKE }, { "desk", RIGHT_DESK },
	{ "finance", RIGHT_FINANCE }, { "system", RIGHT_SYSTEM },
	{ "security", RIGHT_SECURITY }, { "audit", RIGHT_AUDIT }, { "full", RIGHT_FULL },
	{ "enterprise", RIGHT_ENTERPRISE }, { "lead", RIGHT_LEAD },
};

#define N_NAMES	(sizeof(names) / sizeof(*names))

unsigned
right_find(const char *name)
{
	for (size_t i = 0; i < N_NAMES; i++)
		if (strcmp(names[i].name, name) == 0)
			return names[i].bit;
	return 0;
}

const char *
right_name(unsigned one)
{
	for (size_t i = 0; i < N_NAMES; i++)
		if (names[i].bit == one)
			return names[i].name;
	return NULL;
}

unsigned
rights_of(const char *list)
{
	unsigned all = 0;
	char word[20];

	while (list != NULL && *list != '\0') {
		size_t n = strcspn(list, ",");

		BUG_ON(n >= sizeof(word));
		memcpy(word, list, n);
		word[n] = '\0';
		BUG_ON(right_find(word) == 0);
		all |= right_find(word);
		list += n + (list[n] == ',');
	}
	return all;
}

struct json *
rights_json(struct work *w, unsigned rights)
{
	struct json *a = js_array(w);

	for (size_t i = 0; i < N_NAMES; i++)
		if ((rights & names[i].bit) != 0)
			js_add_text(a, names[i].name);
	return a;
}
