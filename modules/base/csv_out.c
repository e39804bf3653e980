/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "arena.h"
#include "csv.h"

#define ROOM	4096

static void
put(struct csv_out *o, const char *s, size_t n)
{
	if (o->room - o->n < n) {
		size_t room = (o->n + n) * 2 + ROOM;
		char *bigger = arena_alloc(o->arena, room);

		if (o->n > 0)
			memcpy(bigger, o->p, o->n);
		o->p = bigger;
		o->room = room;
	}
	memcpy(o->p + o->n, s, n);
	o->n += n;
}

static int
is_formula(const char *s)
{
	static const char *const first[] = { "=", "+", "-", "@", "\t", "\r", "\n",
	    "＝", "＋", "－", "＠" };

	for (size_t i = 0; i < sizeof(first) / sizeof(*first); i++)
		if (strncmp(s, first[i], strlen(first[i])) == 0)
			return 1;
	return 0;
}

static void
put_quoted(struct csv_out *o, const char *s)
{
	put(o, "\"", 1);
	if (is_formula(s))
		put(o, "'", 1);
	for (; *s != '\0'; s++)
		put(o, *s == '"' ? "\"\"" : s, *s == '"' ? 2 : 1);
	put(o, "\"", 1);
}

void
csv_cell(struct csv_out *o, const char *text)
{
	if (o->cells++ > 0)
		put(o, ",", 1);
	if (text == NULL || *text == '\0')
		return;
	if (is_formula(text) || strpbrk(text, ",\"\r\n'") != NULL || *text == ' ')
		put_quoted(o, text);
	else
		put(o, text, strlen(text));
}

void
csv_row_end(struct csv_out *o)
{
	put(o, "\r\n", 2);
	o->cells = 0;
}
