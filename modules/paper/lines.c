/* SPDX-License-Identifier: MIT */
#include "layout.h"

/* May a line end between a and b?  (GB/T 15834 kinsoku; words stay whole.) */
static int
may_break(const struct mark *a, const struct mark *b)
{
	if (b->kind & (MARK_SPACE | MARK_NOSTART))
		return 0;
	if (a->kind & MARK_SPACE)
		return 1;
	if (a->kind & MARK_NOEND)
		return 0;
	return !(a->kind & MARK_WORD && b->kind & MARK_WORD);
}

int
lines_width(const struct mark *m, unsigned n, int size)
{
	int64_t sum = 0;

	for (unsigned i = 0; i < n; i++)
		sum += m[i].advance;
	return (int)(sum * size / 1000);
}

/* How many marks the line takes; *width in thousandths of the em. */
static unsigned
one_line(const struct mark *m, unsigned n, int limit, int *width)
{
	int sum = 0, safe_width = 0, ink = 0;
	unsigned i, safe = 0;

	for (i = 0; i < n && !(m[i].kind & MARK_BREAK); i++) {
		if (i > 0 && may_break(&m[i - 1], &m[i])) {
			safe = i;
			safe_width = ink;
		}
		sum += m[i].advance;
		if (m[i].kind & MARK_SPACE)
			continue;
		if (sum > limit && i > 0) {
			/* an over-long word, or nothing but closing signs: cut it */
			*width = safe > 0 ? safe_width : ink;
			return safe > 0 ? safe : i;
		}
		ink = sum;
	}
	*width = ink;
	return i;
}

unsigned
lines_break(const struct mark *m, unsigned n, int width, int size, int indent,
    struct line *out)
{
	unsigned lines = 0, i = 0;
	int first = 1;

	do {
		int limit = (int)((int64_t)(width - (first ? indent : 0)) * 1000 / size), w;
		unsigned k = one_line(m + i, n - i, limit, &w);

		out[lines] = (struct line){ .m = m + i, .n = k,
			.width = (int)((int64_t)w * size / 1000) };
		i += k;
		first = i < n && m[i].kind & MARK_BREAK;
		out[lines++].last = i == n || first;
		i += (unsigned)first;
	} while (i < n);
	return lines;
}
