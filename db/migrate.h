/* SPDX-License-Identifier: MIT */
/*
 * Migrations: db/migrations/NNNN_title.sql, forward only, never edited after
 * release.  Each file's SHA-256 is kept in schema_version; a changed old file
 * stops everything.  DDL commits implicitly, so one file is one change that
 * can be repeated (IF NOT EXISTS).  The running and the next worker both work
 * on the schema before and after: add, deploy, use, drop later.  Two migrators
 * are kept apart by GET_LOCK (the only place for it).
 *
 * Seed data (db/seed/NN_title.sql) are rows an operator may change later, so
 * each file is applied once and is not compared again.
 */
#ifndef DB_MIGRATE_H
#define DB_MIGRATE_H

#include "db.h"

/* Applies what is missing, in order; says a line per file to stdout. */
int	migrate(struct work *w, const char *dir, const char *kind);	/* "schema", "seed" */

#endif
