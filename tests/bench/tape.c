/* SPDX-License-Identifier: MIT */
/*
 * LD_PRELOADed into a worker, writes down every statement it executes, with
 * the values: raw.c repeats them without the worker.  Nothing of this is in
 * the product.
 *
 *	CAPORTAL_TAPE=/tmp/tape LD_PRELOAD=tape.so caportal-worker -c ...
 */
#include <dlfcn.h>
#include <mysql.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tape.h"

#define STATEMENTS	1024

static struct {
	MYSQL_STMT	*stmt;
	MYSQL_BIND	*bind;
} known[STATEMENTS];

static uint32_t
id_of(MYSQL_STMT *stmt)
{
	uint32_t i = 0;

	while (i < STATEMENTS - 1 && known[i].stmt != NULL && known[i].stmt != stmt)
		i++;
	known[i].stmt = stmt;
	return i;
}

/* Opened by the child that speaks to the database, not by its master. */
static FILE *
tape(void)
{
	static FILE *f;
	static pid_t owner;
	char path[256];

	if (f != NULL && owner == getpid())
		return f;
	owner = getpid();
	snprintf(path, sizeof(path), "%s.%d", getenv("CAPORTAL_TAPE"), owner);
	if ((f = fopen(path, "a")) == NULL)
		abort();
	return f;
}

static void
put(char what, uint32_t id, uint32_t n)
{
	struct tape_op op = { what, id, n };

	fwrite(&op, sizeof(op), 1, tape());
}

int
mysql_stmt_prepare(MYSQL_STMT *stmt, const char *text, unsigned long len)
{
	int (*real)(MYSQL_STMT *, const char *, unsigned long) =
	    (int (*)(MYSQL_STMT *, const char *, unsigned long))dlsym(RTLD_NEXT, "mysql_stmt_prepare");

	put('P', id_of(stmt), (uint32_t)len);
	fwrite(text, 1, len, tape());
	fflush(tape());
	return real(stmt, text, len);
}

my_bool
mysql_stmt_bind_param(MYSQL_STMT *stmt, MYSQL_BIND *bind)
{
	my_bool (*real)(MYSQL_STMT *, MYSQL_BIND *) =
	    (my_bool (*)(MYSQL_STMT *, MYSQL_BIND *))dlsym(RTLD_NEXT, "mysql_stmt_bind_param");

	known[id_of(stmt)].bind = bind;
	return real(stmt, bind);
}

static void
put_value(const MYSQL_BIND *b)
{
	struct tape_value v = { b->buffer_type, 0 };

	if (b->buffer_type == MYSQL_TYPE_LONGLONG)
		v.len = sizeof(int64_t);
	else if (b->buffer_type != MYSQL_TYPE_NULL)
		v.len = (uint32_t)b->buffer_length;
	if (b->buffer == NULL && b->buffer_type != MYSQL_TYPE_LONGLONG)
		v = (struct tape_value){ MYSQL_TYPE_NULL, 0 };
	fwrite(&v, sizeof(v), 1, tape());
	fwrite(b->buffer, 1, v.len, tape());
}

int
mysql_stmt_execute(MYSQL_STMT *stmt)
{
	int (*real)(MYSQL_STMT *) = (int (*)(MYSQL_STMT *))dlsym(RTLD_NEXT, "mysql_stmt_execute");
	uint32_t id = id_of(stmt), n = (uint32_t)mysql_stmt_param_count(stmt);
	int64_t made;
	int rc;

	put('E', id, n);
	for (uint32_t i = 0; i < n; i++)
		put_value(&known[id].bind[i]);
	rc = real(stmt);
	made = rc != 0 ? 0 : (int64_t)mysql_stmt_insert_id(stmt);
	fwrite(&made, sizeof(made), 1, tape());
	fflush(tape());			/* a child leaves without exit handlers */
	return rc;
}

int
mysql_query(MYSQL *link, const char *text)
{
	int (*real)(MYSQL *, const char *) = (int (*)(MYSQL *, const char *))dlsym(RTLD_NEXT, "mysql_query");

	put('Q', 0, (uint32_t)strlen(text));
	fwrite(text, 1, strlen(text), tape());
	fflush(tape());
	return real(link, text);
}
