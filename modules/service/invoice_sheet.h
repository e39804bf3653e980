/* SPDX-License-Identifier: MIT */
/*
 * The sheet finance exchanges with the tax platform: CSV in UTF-8 with a byte
 * order mark, a title line, no formulas (modules/base/csv.h).  Amounts have no
 * sign: the second column says whether it is a red letter.  The columns to be
 * filled in come last.
 */
#ifndef SERVICE_INVOICE_SHEET_H
#define SERVICE_INVOICE_SHEET_H

#include <stdio.h>

#include "modules/base/csv.h"
#include "modules/invoice/invoice.h"

#define SHEET_MAX	5000		/* lines out or in */

/* What comes back in a line; texts are "" when the cell is empty. */
struct sheet_line {
	const char	*no;		/* 申请单号 */
	const char	*number, *code, *issued_on, *link, *failed;
};

struct sheet {
	struct csv	 csv;
	int		 column[CSV_CELLS];	/* which member a cell is, -1: none of them */
	size_t		 n;
};

int	sheet_write(struct work *w, const struct invoice *v, size_t n, struct blob *out);
/* Reads the title line; refuses a file that is no such sheet. */
int	sheet_begin(struct work *w, FILE *in, struct sheet *s);
/* 1: a line, 0: the end, -1: not to be read any further. */
int	sheet_next(struct work *w, struct sheet *s, struct sheet_line *out);

#endif
