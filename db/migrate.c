/* SPDX-License-Identifier: MIT */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "migrate.h"
#include "modules/base/crypto.h"

#define FILE_LIMIT	(4u << 20)

DB_SQL(sql_lock, "migrate.lock", "SELECT GET_LOCK('caportal.migrate', 60)", 0, 1);
DB_SQL(sql_unlock, "migrate.unlock", "SELECT RELEASE_LOCK('caportal.migrate')", 0, 1);
DB_SQL(sql_seen, "migrate.seen",
    "SELECT sha256 FROM schema_version WHERE kind = ? AND name = ?", 2, 1);
DB_SQL(sql_add, "migrate.add",
    "INSERT INTO schema_version (kind, name, sha256, at) VALUES (?, ?, ?, ?)", 4, 0);

static const char version_table[] =
    "CREATE TABLE IF NOT EXISTS schema_version ("
    " kind VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,"
    " name VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,"
    " sha256 BINARY(32) NOT NULL, at BIGINT NOT NULL,"
    " PRIMARY KEY (kind, name)) ENGINE=InnoDB";

struct seen {
	struct blob	sha256;
};
static const struct db_col seen_cols[] = { DB_COL(seen, sha256) };

static int
is_sql(const struct dirent *d)
{
	size_t n = strlen(d->d_name);

	return n > 4 && strcmp(d->d_name + n - 4, ".sql") == 0;
}

static int
slurp(struct work *w, const char *path, struct blob *out)
{
	FILE *f = fopen(path, "re");
	unsigned char *buf;
	size_t n;

	if (f == NULL)
		return refuse(w, ERR_BUG, "cannot read %s", path);
	buf = arena_alloc(w->arena, FILE_LIMIT);
	n = fread(buf, 1, FILE_LIMIT, f);
	fclose(f);
	if (n == FILE_LIMIT)
		return refuse(w, ERR_BUG, "%s is too large", path);
	*out = (struct blob){ buf, n };
	return 0;
}

static int
apply(struct work *w, const char *kind, const char *name, struct blob text,
    const unsigned char hash[HASH_LEN])
{
	if (db_script(w, (const char *)text.p, text.n) < 0 ||
	    db_exec(w, &sql_add, DB_ARGS(DB_V(kind), DB_V(name),
		DB_V(((struct blob){ hash, HASH_LEN })), DB_V(w->now))) < 0) {
		w->fault.detail = arena_printf(w->arena, "%s: %s", name,
		    w->fault.detail == NULL ? "" : w->fault.detail);
		return -1;
	}
	printf("%s %s\n", kind, name);
	return 0;
}

static int
migrate_one(struct work *w, const char *dir, const char *kind, const char *name)
{
	struct arena_mark here = arena_mark(w->arena);
	unsigned char hash[HASH_LEN];
	struct blob text = { NULL, 0 };
	struct seen seen;
	int rc;

	if (slurp(w, arena_printf(w->arena, "%s/%s", dir, name), &text) < 0 ||
	    (rc = db_maybe(w, &sql_seen, seen_cols, &seen, DB_ARGS(DB_V(kind), DB_V(name)))) < 0)
		return -1;
	sha256(text.p, text.n, hash);
	if (rc == 0)
		return apply(w, kind, name, text, hash);
	if (strcmp(kind, "schema") == 0 && memcmp(seen.sha256.p, hash, HASH_LEN) != 0)
		return refuse(w, ERR_BUG, "%s was changed after it was applied", name);
	arena_rewind(w->arena, here);
	return 0;
}

static int
migrate_all(struct work *w, const char *dir, const char *kind)
{
	struct dirent **names;
	int n = scandir(dir, &names, is_sql, alphasort), rc = 0;

	if (n < 0)
		return refuse(w, ERR_BUG, "cannot list %s", dir);
	for (int i = 0; i < n; i++) {
		if (rc == 0)
			rc = migrate_one(w, dir, kind, names[i]->d_name);
		free(names[i]);
	}
	free(names);
	return rc;
}

int
migrate(struct work *w, const char *dir, const char *kind)
{
	int64_t got;
	int rc;

	if (db_script(w, version_table, sizeof(version_table) - 1) < 0 ||
	    db_int(w, &sql_lock, &got, DB_NO_ARGS) < 0)
		return -1;
	if (got != 1)
		return refuse(w, ERR_BUSY, "another migration is running");
	rc = migrate_all(w, dir, kind);
	if (rc == 0)
		rc = db_int(w, &sql_unlock, &got, DB_NO_ARGS);
	return rc;
}
