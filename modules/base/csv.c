/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "csv.h"
#include "text.h"
#include "work.h"

void
csv_begin(struct csv *c, FILE *in)
{
	*c = (struct csv){ .in = in, .next = 1 };
}

static int
bad(struct work *w, const struct csv *c, const char *words)
{
	return refuse_say(w, ERR_INVALID, NULL, "第%lld行：%s", (long long)c->line, words);
}

/*
 * One row of bytes into buf: line ends inside quotes belong to the cell.
 * 1: a row, 0: end of file, -1: too long, -2: a quote that is never closed.
 */
static int
read_row(struct csv *c, char *buf, size_t *n)
{
	int ch, quoted = 0;

	*n = 0;
	c->line = c->next;
	while ((ch = getc(c->in)) != EOF) {
		c->next += ch == '\n';
		if (ch == '"')
			quoted = !quoted;
		if (ch == '\n' && !quoted)
			break;
		if (*n == CSV_LINE)
			return -1;
		buf[(*n)++] = (char)ch;
	}
	if (quoted)
		return -2;
	if (ch == EOF && *n == 0)
		return 0;
	if (*n > 0 && buf[*n - 1] == '\r')
		--*n;
	return 1;
}

/* Takes a cell from *p and writes it to *out; -1: a quote in a wrong place. */
static int
take_cell(char **p, char **out)
{
	char *q = *out;

	if (**p != '"') {
		for (; **p != ',' && **p != '\0'; ++*p) {
			if (**p == '"')
				return -1;
			*q++ = **p;
		}
	} else {
		for (++*p; **p != '\0'; ++*p) {
			if (**p == '"' && *++*p != '"')
				break;
			*q++ = **p;
		}
		if (**p != ',' && **p != '\0')
			return -1;
	}
	*q++ = '\0';
	*out = q;
	return 0;
}

static int
split(struct work *w, struct csv *c, char *row)
{
	char *out = arena_alloc(w->arena, strlen(row) + 2);

	for (c->n = 0;; row++) {
		if (c->n == CSV_CELLS)
			return bad(w, c, "列数过多");
		c->cells[c->n++] = out;
		if (take_cell(&row, &out) < 0)
			return bad(w, c, "引号使用不正确");
		if (*row == '\0')
			return 0;
	}
}

static int
is_blank(const struct csv *c)
{
	for (size_t i = 0; i < c->n; i++)
		if (!text_empty(c->cells[i]))
			return 0;
	return 1;
}

int
csv_next(struct work *w, struct csv *c)
{
	char *buf = arena_alloc(w->arena, CSV_LINE + 1), *row;
	size_t n;
	int rc;

	do {
		if ((rc = read_row(c, buf, &n)) == 0)
			return 0;
		if (rc < 0)
			return bad(w, c, rc == -1 ? "过长" : "引号没有成对");
		buf[n] = '\0';
		row = c->line == 1 && strncmp(buf, "\xEF\xBB\xBF", 3) == 0 ? buf + 3 : buf;
		if (!utf8_ok(buf, n))
			return bad(w, c, "不是UTF-8编码，请另存为“CSV UTF-8”后再导入");
		if (split(w, c, row) < 0)
			return -1;
	} while (is_blank(c));
	return 1;
}
