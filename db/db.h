/* SPDX-License-Identifier: MIT */
/*
 * The only door to MySQL/MariaDB.  A query is an object with a name; its
 * address is the key of the connection's statement cache (prepared once,
 * again after a reconnect).  Arguments and columns are typed by _Generic: a
 * member of a wrong type does not compile.
 *
 *	DB_SQL(sql_take, "order.take",
 *	    "SELECT id, pid, state FROM orders WHERE pid = ? AND company_id = ?"
 *	    " FOR UPDATE", 2, 3);
 *	static const struct db_col cols[] = {
 *		DB_COL(order, id), DB_COL(order, pid), DB_COL(order, state),
 *	};
 *	if (db_one(w, &sql_take, cols, o, DB_ARGS(DB_V(pid), DB_V(company))) < 0)
 *		return -1;			(NOTFOUND when there is no row)
 *
 * All DB_SQL objects lie in one linker section; tests/sql prepares every one
 * against the migrated schema and compares the counts.
 *
 * Transactions: db_tx() runs a function, commits, and runs it again when the
 * server says deadlock or lock wait (1213, 1205, 1020).  So the function must
 * be re-runnable: everything it remembers it computes anew.  A connection lost
 * at COMMIT is ERR_BUSY (unknown outcome): the caller's idempotency key tells
 * on the next try.  `FOR UPDATE` outside a transaction is a bug.
 *
 * Integers are BIGINT-wide on both sides; text is UTF-8; blobs carry a length.
 * Results live in the slip's arena.
 */
#ifndef DB_DB_H
#define DB_DB_H

#include <stddef.h>
#include <stdint.h>

#include "modules/base/work.h"

struct db;

struct blob {
	const unsigned char	*p;
	size_t			 n;
};

/* A 16-byte random id; the only id that leaves the house. */
struct pid {
	unsigned char	b[16];
};

struct db_sql {
	const char	*name;
	const char	*text;
	unsigned	 in, out;	/* arguments, columns */
};

#define DB_SQL(var, name, text, in, out) \
	static const struct db_sql var \
	    __attribute__((section("caportal_sql"), used, aligned(8))) = \
	    { name, text, in, out }

/* All queries linked into this program. */
const struct db_sql *db_all(size_t *n);

enum db_type { DB_INT64, DB_INT, DB_TEXT, DB_BLOB, DB_PID, DB_NULL };

struct db_col {
	const char	*name;
	size_t		 offset;
	enum db_type	 type;
};

/* A NULL column becomes 0, NULL text, an empty blob, an all-zero pid. */
#define DB_COL(s, m) { #m, offsetof(struct s, m), \
	_Generic(((struct s *)0)->m, \
	    int64_t: DB_INT64, int: DB_INT, \
	    const char *: DB_TEXT, struct blob: DB_BLOB, struct pid: DB_PID) }

struct db_val {
	enum db_type	 type;
	int64_t		 i;
	struct blob	 b;
};

static inline struct db_val
db_val_i(int64_t i)
{
	return (struct db_val){ .type = DB_INT64, .i = i };
}

struct db_val	db_val_s(const char *s);		/* NULL becomes SQL NULL */
struct db_val	db_val_b(struct blob b);		/* p == NULL becomes SQL NULL */
struct db_val	db_val_p(const struct pid *pid);

#define DB_V(x) _Generic((x), \
	int: db_val_i, unsigned: db_val_i, int64_t: db_val_i, \
	char *: db_val_s, const char *: db_val_s, \
	struct blob: db_val_b, \
	struct pid *: db_val_p, const struct pid *: db_val_p)(x)

/* Ids and times: 0 means there is none, SQL NULL. */
#define DB_OR_NULL(id) ((id) == 0 ? (struct db_val){ .type = DB_NULL } : DB_V(id))

struct db_args {
	const struct db_val	*v;
	size_t			 n;
};
#define DB_ARGS(...) ((struct db_args){ (const struct db_val[]){ __VA_ARGS__ }, \
	sizeof((const struct db_val[]){ __VA_ARGS__ }) / sizeof(struct db_val) })
#define DB_NO_ARGS ((struct db_args){ NULL, 0 })

#define db_one(w, sql, cols, out, args) \
	db_one_((w), (sql), (cols), sizeof(cols) / sizeof(*(cols)), (out), (args))
#define db_maybe(w, sql, cols, out, args) \
	db_maybe_((w), (sql), (cols), sizeof(cols) / sizeof(*(cols)), (out), (args))
/* `rows` is a pointer to a pointer to rows: &list, where struct row *list */
#define db_list(w, sql, cols, rows, n, args) \
	db_list_((w), (sql), (cols), sizeof(cols) / sizeof(*(cols)), sizeof(**(rows)), \
	    (void **)(rows), (n), (args))

/* Rows changed, or -1. */
int64_t	db_exec(struct work *w, const struct db_sql *sql, struct db_args args);
/* As db_exec, but a duplicate key is 0 instead of a fault: counters, inboxes. */
int64_t	db_exec_unique(struct work *w, const struct db_sql *sql, struct db_args args);
/* Exactly one row changed, or ERR_CONFLICT: version guards. */
int	db_exec_one(struct work *w, const struct db_sql *sql, struct db_args args);
int64_t	db_last_id(struct work *w);

int	db_one_(struct work *w, const struct db_sql *sql, const struct db_col *cols,
	    size_t ncols, void *out, struct db_args args);
/* 1: filled, 0: no row, -1: fault */
int	db_maybe_(struct work *w, const struct db_sql *sql, const struct db_col *cols,
	    size_t ncols, void *out, struct db_args args);
int	db_list_(struct work *w, const struct db_sql *sql, const struct db_col *cols,
	    size_t ncols, size_t row_size, void **rows, size_t *n, struct db_args args);
/* One integer: SELECT COUNT(*), SELECT value. */
int	db_int(struct work *w, const struct db_sql *sql, int64_t *out, struct db_args args);

/* A re-runnable transaction; transactions do not nest. */
int	db_tx(struct work *w, int (*body)(struct work *w, void *arg), void *arg);
int	db_in_tx(const struct work *w);
void	db_abandon(struct work *w);	/* rolls back what a failed handler left open */

/* Makes a new random pid. */
struct pid	pid_new(void);
int		pid_zero(const struct pid *p);
const char	*pid_text(struct work *w, const struct pid *p);	/* 26 base32 characters */
/* Strangers' guesses and typing errors alike are NOTFOUND. */
int		pid_parse(struct work *w, const char *s, struct pid *out);

/* Connections; a worker opens one after fork. */
struct db_target {
	const char	*socket, *name, *user;
	int		 timeout;	/* seconds */
};
struct db	*db_open(const struct db_target *t);	/* connects at first use */
void		 db_close(struct db **db);
int		 db_ping(struct work *w);		/* /readyz */
/* Refuses unless flush_log_at_trx_commit = 1 and sync_binlog = 1. */
int		 db_durable(struct work *w);

/* Only for migrations, fixtures of tests and the query check. */
int	db_script(struct work *w, const char *sql, size_t len);
int	db_prepare_check(struct work *w, const struct db_sql *sql, unsigned *in,
	    unsigned *out);
uint64_t db_statements(const struct work *w);	/* executed so far: budgets in tests */

#endif
