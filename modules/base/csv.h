/* SPDX-License-Identifier: MIT */
/*
 * Reading CSV (RFC 4180): comma, quotes doubled, LF or CRLF, a byte order mark
 * at the start is passed over.  Strict: UTF-8 only (a file in GBK is refused
 * with words that say so), quotes only around whole cells, lines of at most
 * CSV_LINE bytes.  One line in memory at a time.
 *
 * Writing: what spreadsheets open as it stands (byte order mark, CRLF).  A cell
 * that a spreadsheet would take for a formula begins with an apostrophe
 * instead (CWE-1236): = + - @ also full-width, tab and line ends.
 */
#ifndef BASE_CSV_H
#define BASE_CSV_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct arena;
struct work;

#define CSV_LINE	65536
#define CSV_CELLS	64

struct csv {
	FILE		*in;
	int64_t		 line;			/* of the row read last, from 1 */
	int64_t		 next;			/* line the next row begins on */
	const char	*cells[CSV_CELLS];	/* in the slip's arena */
	size_t		 n;
};

void	csv_begin(struct csv *c, FILE *in);
/* 1: a row, 0: end, -1: refused (INVALID).  Rows without any text are skipped. */
int	csv_next(struct work *w, struct csv *c);

#define CSV_BOM	"\xEF\xBB\xBF"

struct csv_out {
	struct arena	*arena;
	char		*p;			/* NULL: nothing yet */
	size_t		 n, room;
	int		 cells;			/* of the row begun */
};

void	csv_cell(struct csv_out *o, const char *text);	/* NULL: empty */
void	csv_row_end(struct csv_out *o);

#endif
