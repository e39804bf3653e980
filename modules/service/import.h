/* SPDX-License-Identifier: MIT */
/*
 * Approved enterprises, their people, identities and certificates from the old
 * platform.  One CSV, one record a line, every line in a transaction of its
 * own: a refused line stops nothing, and the same file may be imported again
 * (what is known already is left as it is).  Columns: docs/IMPORT.md, which
 * import_columns() must agree with.
 *
 * A complete person without an account gets one: with a one-time password
 * (written to `secrets` right after the commit, to be changed at the first
 * login), or with `password` when that is given (demo data).
 *
 * The report is one Chinese line a record and a sum; it never holds ID numbers
 * or phones.
 */
#ifndef SERVICE_IMPORT_H
#define SERVICE_IMPORT_H

#include <stdint.h>
#include <stdio.h>

struct work;

struct import {
	FILE		*in;
	FILE		*report;		/* may be NULL */
	FILE		*secrets;		/* may be NULL when password is given */
	const char	*password;		/* NULL: one-time passwords */
	int64_t		 added, known, refused;	/* out: lines */
};

/* -1 only when the file is no import or the database does not answer. */
int	import_csv(struct work *w, struct import *im);
/* Names of the columns, English and Chinese; NULL at the end. */
const char	*import_column(size_t i, const char **words);

#endif
