/* SPDX-License-Identifier: MIT */
#include "code_svg.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "modules/base/arena.h"

#define QUIET	4			/* modules of white around, ISO/IEC 18004 */
#define RUN_MAX	32			/* bytes of one run in the path */

struct pen {
	char	*at;
	size_t	 left;
};

static void put(struct pen *p, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

static void
put(struct pen *p, const char *fmt, ...)
{
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(p->at, p->left, fmt, ap);
	va_end(ap);
	if (n < 0 || (size_t)n >= p->left)
		return;
	p->at += n;
	p->left -= (size_t)n;
}

/* Dark modules side by side are one bar. */
static void
put_row(struct pen *p, const struct code *c, int y)
{
	const unsigned char *row = c->dark + (size_t)y * (size_t)c->n;

	for (int x = 0; x < c->n; x++) {
		int from = x;

		while (x < c->n && row[x])
			x++;
		if (x > from)
			put(p, "M%d %dh%dv1h-%dz", from + QUIET, y + QUIET, x - from, x - from);
	}
}

const char *
code_svg(struct arena *a, const struct code *c, const char *title)
{
	size_t room = 512 + strlen(title) + (size_t)c->n * ((size_t)c->n / 2 + 1) * RUN_MAX;
	char *text = arena_alloc(a, room);
	struct pen p = { text, room };
	int side = c->n + 2 * QUIET;

	put(&p, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\""
	    " shape-rendering=\"crispEdges\"><title>%s</title>"
	    "<path fill=\"#fff\" d=\"M0 0h%dv%dH0z\"/><path d=\"", side, side, title, side, side);
	for (int y = 0; y < c->n; y++)
		put_row(&p, c, y);
	put(&p, "\"/></svg>\n");
	return text;
}
