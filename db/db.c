/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "client.h"
#include "db.h"
#include "modules/base/crypto.h"
#include "modules/base/log.h"

#include <errmsg.h>
#include <mysqld_error.h>

#define CACHE_BITS	10
#define CACHE_SLOTS	(1u << CACHE_BITS)	/* above the number of queries */
#define COL_MAX		64
#define ARG_MAX		64
#define SHORT_TEXT	512		/* longer values are fetched a second time */
#define TX_TRIES	4

extern const struct db_sql __start_caportal_sql[] __attribute__((weak));
extern const struct db_sql __stop_caportal_sql[] __attribute__((weak));

struct cached {
	const struct db_sql	*sql;
	MYSQL_STMT		*stmt;
};

struct db {
	struct db_target	 target;
	MYSQL			*link;
	struct cached		 cache[CACHE_SLOTS];
	int			 in_tx;
	unsigned		 last_errno;
	uint64_t		 statements;
	int64_t			 last_id;
};

const struct db_sql *
db_all(size_t *n)
{
	*n = (size_t)(__stop_caportal_sql - __start_caportal_sql);
	return __start_caportal_sql;
}

/* ---- connection ---- */

struct db *
db_open(const struct db_target *t)
{
	struct db *db = calloc(1, sizeof(*db));

	BUG_ON(db == NULL);
	db->target = *t;
	return db;
}

static void
disconnect(struct db *db)
{
	for (size_t i = 0; i < CACHE_SLOTS; i++)
		if (db->cache[i].stmt != NULL)
			mysql_stmt_close(db->cache[i].stmt);
	memset(db->cache, 0, sizeof(db->cache));
	if (db->link != NULL)
		mysql_close(db->link);
	db->link = NULL;
	db->in_tx = 0;
}

void
db_close(struct db **db)
{
	if (*db == NULL)
		return;
	disconnect(*db);
	free(*db);
	*db = NULL;
}

static const char session_setup[] =
    "SET SESSION sql_mode = 'STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION',"
    " time_zone = '+00:00', tx_isolation = 'READ-COMMITTED', innodb_lock_wait_timeout = 5";

/* Lost connections and a full server are `busy`; the rest is our mistake. */
static enum err
err_of(unsigned no)
{
	switch (no) {
	case CR_SERVER_GONE_ERROR:
	case CR_SERVER_LOST:
	case CR_CONNECTION_ERROR:
	case CR_CONN_HOST_ERROR:
	case ER_CON_COUNT_ERROR:
	case ER_LOCK_WAIT_TIMEOUT:
	case ER_LOCK_DEADLOCK:
	case ER_CHECKREAD:
	case ER_OPTION_PREVENTS_STATEMENT:
	case ER_SERVER_SHUTDOWN:
		return ERR_BUSY;
	case ER_RECORD_FILE_FULL:
	case ER_DISK_FULL:
		return ERR_FULL;
	case ER_DUP_ENTRY:
		return ERR_CONFLICT;
	case ER_CANT_AGGREGATE_2COLLATIONS:	/* see fits_nothing() */
	case ER_CANT_AGGREGATE_3COLLATIONS:
	case ER_CANT_AGGREGATE_NCOLLATIONS:
		return ERR_NOTFOUND;
	}
	return ERR_BUG;
}

static int
lost(unsigned no)
{
	return no == CR_SERVER_GONE_ERROR || no == CR_SERVER_LOST ||
	    no == ER_SERVER_SHUTDOWN;
}

static int
db_fault(struct work *w, const char *what, unsigned no, const char *text)
{
	w->db->last_errno = no;
	refuse(w, err_of(no), "%s: %u %s", what, no, text);
	if (lost(no))
		disconnect(w->db);
	return -1;
}

static int
connected(struct work *w)
{
	struct db *db = w->db;
	const struct db_target *t = &db->target;

	if (db->link != NULL)
		return 0;
	if ((db->link = mysql_init(NULL)) == NULL)
		return refuse(w, ERR_BUSY, "mysql_init");
	client_options(db->link, (unsigned)t->timeout);
	if (mysql_real_connect(db->link, NULL, t->user, NULL, t->name, 0, t->socket,
		0) == NULL || mysql_query(db->link, session_setup) != 0) {
		refuse(w, ERR_BUSY, "connect: %u %s", mysql_errno(db->link),
		    mysql_error(db->link));
		disconnect(db);
		return -1;
	}
	return 0;
}

/* ---- statements ---- */

static struct cached *
slot_of(struct db *db, const struct db_sql *sql)
{
	size_t i = (((uintptr_t)sql >> 3) * 0x9E3779B97F4A7C15u) >> (64 - CACHE_BITS);

	while (db->cache[i].sql != NULL && db->cache[i].sql != sql)
		i = (i + 1) & (CACHE_SLOTS - 1);
	return &db->cache[i];
}

static MYSQL_STMT *
prepared(struct work *w, const struct db_sql *sql)
{
	struct cached *c;
	MYSQL_STMT *st;

	if (connected(w) < 0)
		return NULL;
	c = slot_of(w->db, sql);
	if (c->stmt != NULL)
		return c->stmt;
	if ((st = mysql_stmt_init(w->db->link)) == NULL) {
		refuse(w, ERR_BUSY, "mysql_stmt_init");
		return NULL;
	}
	if (mysql_stmt_prepare(st, sql->text, strlen(sql->text)) != 0) {
		unsigned no = mysql_stmt_errno(st);
		const char *text = arena_strdup(w->arena, mysql_stmt_error(st));

		mysql_stmt_close(st);
		db_fault(w, sql->name, no, text);
		return NULL;
	}
	*c = (struct cached){ sql, st };
	return st;
}

static void
bind_arg(MYSQL_BIND *b, const struct db_val *v)
{
	switch (v->type) {
	case DB_INT64:
	case DB_INT:
		b->buffer_type = MYSQL_TYPE_LONGLONG;
		b->buffer = (void *)(uintptr_t)&v->i;
		break;
	case DB_TEXT:
	case DB_BLOB:
	case DB_PID:
		b->buffer_type = v->type == DB_TEXT ? MYSQL_TYPE_STRING : MYSQL_TYPE_BLOB;
		b->buffer = (void *)(uintptr_t)v->b.p;
		b->buffer_length = v->b.n;
		break;
	case DB_NULL:
		b->buffer_type = MYSQL_TYPE_NULL;
		break;
	}
}

static int
stmt_fault(struct work *w, const struct db_sql *sql, MYSQL_STMT *st)
{
	return db_fault(w, sql->name, mysql_stmt_errno(st),
	    arena_strdup(w->arena, mysql_stmt_error(st)));
}

static int
bind_and_run(struct work *w, const struct db_sql *sql, MYSQL_STMT *st, struct db_args args)
{
	MYSQL_BIND in[ARG_MAX];

	BUG_ON(args.n >= ARG_MAX || mysql_stmt_param_count(st) != args.n);
	memset(in, 0, sizeof(*in) * (args.n + 1));
	for (size_t i = 0; i < args.n; i++)
		bind_arg(&in[i], &args.v[i]);
	w->db->statements++;
	if ((args.n > 0 && mysql_stmt_bind_param(st, in) != 0) || mysql_stmt_execute(st) != 0)
		return stmt_fault(w, sql, st);
	return 0;
}

/*
 * A connection that died while idle costs one silent reconnect: outside a
 * transaction a statement that was refused as "gone away" never ran.
 */
static MYSQL_STMT *
run(struct work *w, const struct db_sql *sql, struct db_args args)
{
	int in_tx = w->db->in_tx, clean = w->fault.code == ERR_NONE;
	MYSQL_STMT *st;

	BUG_ON(!in_tx && strstr(sql->text, "FOR UPDATE") != NULL);
	for (int again = 0;; again++) {
		w->db->last_errno = 0;
		st = prepared(w, sql);
		if (st != NULL && bind_and_run(w, sql, st, args) == 0)
			return st;
		if (again || in_tx || !clean || w->db->last_errno != CR_SERVER_GONE_ERROR)
			return NULL;
		fault_clear(w);
	}
}

int64_t
db_exec(struct work *w, const struct db_sql *sql, struct db_args args)
{
	MYSQL_STMT *st = run(w, sql, args);

	if (st == NULL)
		return -1;
	w->db->last_id = (int64_t)mysql_stmt_insert_id(st);
	return (int64_t)mysql_stmt_affected_rows(st);
}

int64_t
db_exec_unique(struct work *w, const struct db_sql *sql, struct db_args args)
{
	int clean = w->fault.code == ERR_NONE;
	int64_t n = db_exec(w, sql, args);

	if (n < 0 && clean && w->db->last_errno == ER_DUP_ENTRY) {
		fault_clear(w);
		return 0;
	}
	return n;
}

int
db_exec_one(struct work *w, const struct db_sql *sql, struct db_args args)
{
	int64_t n = db_exec(w, sql, args);

	if (n < 0)
		return -1;
	if (n != 1)
		return refuse(w, ERR_CONFLICT, "%s changed %lld rows", sql->name, (long long)n);
	return 0;
}

int64_t
db_last_id(struct work *w)
{
	return w->db->last_id;
}

/* ---- rows ---- */

struct cell {
	int64_t		 i;
	char		 text[SHORT_TEXT];
	unsigned long	 len;
	client_bool	 null;
};

struct reader {
	MYSQL_STMT	*st;
	MYSQL_BIND	 bind[COL_MAX];
	struct cell	*cells;
};

static int
reader_open(struct work *w, const struct db_sql *sql, struct reader *r,
    const struct db_col *cols, size_t n)
{
	BUG_ON(n > COL_MAX || mysql_stmt_field_count(r->st) != n);
	r->cells = arena_alloc(w->arena, n * sizeof(*r->cells));
	memset(r->bind, 0, n * sizeof(*r->bind));
	for (size_t i = 0; i < n; i++) {
		MYSQL_BIND *b = &r->bind[i];
		int number = cols[i].type == DB_INT64 || cols[i].type == DB_INT;

		b->buffer_type = number ? MYSQL_TYPE_LONGLONG : MYSQL_TYPE_BLOB;
		b->buffer = number ? (void *)&r->cells[i].i : r->cells[i].text;
		b->buffer_length = number ? sizeof(int64_t) : SHORT_TEXT;
		b->length = &r->cells[i].len;
		b->is_null = &r->cells[i].null;
	}
	if (mysql_stmt_bind_result(r->st, r->bind) != 0)
		return stmt_fault(w, sql, r->st);
	return 0;
}

/* The value of column i with its full length, NUL-terminated in the arena. */
static int
cell_bytes(struct work *w, const struct db_sql *sql, struct reader *r, size_t i,
    unsigned char **out)
{
	struct cell *c = &r->cells[i];
	MYSQL_BIND again = { 0 };

	*out = arena_alloc(w->arena, c->len + 1);
	if (c->len <= SHORT_TEXT) {
		memcpy(*out, c->text, c->len);
		return 0;
	}
	again.buffer_type = MYSQL_TYPE_BLOB;
	again.buffer = *out;
	again.buffer_length = c->len;
	if (mysql_stmt_fetch_column(r->st, &again, (unsigned)i, 0) != 0)
		return stmt_fault(w, sql, r->st);
	return 0;
}

static void
store_bytes(enum db_type type, void *at, const unsigned char *bytes, size_t n)
{
	if (type == DB_TEXT)
		*(const char **)at = (const char *)bytes;
	else if (type == DB_BLOB)
		*(struct blob *)at = (struct blob){ bytes, bytes == NULL ? 0 : n };
	else if (bytes == NULL)
		memset(at, 0, sizeof(struct pid));
	else
		memcpy(at, bytes, sizeof(struct pid));
}

static int
store_cell(struct work *w, const struct db_sql *sql, struct reader *r, size_t i,
    const struct db_col *col, void *row)
{
	void *at = (char *)row + col->offset;
	struct cell *c = &r->cells[i];
	unsigned char *bytes = NULL;

	if (col->type == DB_INT64) {
		*(int64_t *)at = c->null ? 0 : c->i;
		return 0;
	}
	if (col->type == DB_INT) {
		*(int *)at = c->null ? 0 : (int)c->i;
		return 0;
	}
	if (!c->null && cell_bytes(w, sql, r, i, &bytes) < 0)
		return -1;
	store_bytes(col->type, at, bytes, c->len);
	return 0;
}

/* 1: a row, 0: no more, -1: fault */
static int
reader_next(struct work *w, const struct db_sql *sql, struct reader *r,
    const struct db_col *cols, size_t n, void *row)
{
	int rc = mysql_stmt_fetch(r->st);

	if (rc == MYSQL_NO_DATA)
		return 0;
	if (rc != 0 && rc != MYSQL_DATA_TRUNCATED)
		return stmt_fault(w, sql, r->st);
	for (size_t i = 0; i < n; i++)
		if (store_cell(w, sql, r, i, &cols[i], row) < 0)
			return -1;
	return 1;
}

static void
reader_close(struct work *w, struct reader *r)
{
	if (w->db->link != NULL)
		mysql_stmt_free_result(r->st);
}

/*
 * 锁 compared with an ASCII code is an error to the server; to us it is a
 * question that no row fits.
 */
static int
fits_nothing(struct work *w, int clean)
{
	unsigned no = w->db->last_errno;

	if (!clean || (no != ER_CANT_AGGREGATE_2COLLATIONS &&
	    no != ER_CANT_AGGREGATE_3COLLATIONS && no != ER_CANT_AGGREGATE_NCOLLATIONS))
		return 0;
	fault_clear(w);
	return 1;
}

int
db_maybe_(struct work *w, const struct db_sql *sql, const struct db_col *cols,
    size_t ncols, void *out, struct db_args args)
{
	int clean = w->fault.code == ERR_NONE, rc;
	struct reader r;

	if ((r.st = run(w, sql, args)) == NULL)
		return fits_nothing(w, clean) ? 0 : -1;
	if ((rc = reader_open(w, sql, &r, cols, ncols)) == 0)
		rc = reader_next(w, sql, &r, cols, ncols, out);
	reader_close(w, &r);
	return rc;
}

int
db_one_(struct work *w, const struct db_sql *sql, const struct db_col *cols,
    size_t ncols, void *out, struct db_args args)
{
	int rc = db_maybe_(w, sql, cols, ncols, out, args);

	if (rc == 0)
		return refuse(w, ERR_NOTFOUND, "%s: no row", sql->name);
	return rc < 0 ? -1 : 0;
}

static int
read_all(struct work *w, const struct db_sql *sql, struct reader *r,
    const struct db_col *cols, size_t ncols, size_t size, void **rows, size_t *n)
{
	size_t room = 16;
	char *at = arena_alloc(w->arena, room * size);
	int rc;

	*n = 0;
	while ((rc = reader_next(w, sql, r, cols, ncols, at + *n * size)) == 1)
		if (++*n == room) {
			char *bigger = arena_alloc(w->arena, (room *= 2) * size);

			memcpy(bigger, at, *n * size);
			at = bigger;
		}
	*rows = at;
	return rc;
}

int
db_list_(struct work *w, const struct db_sql *sql, const struct db_col *cols,
    size_t ncols, size_t row_size, void **rows, size_t *n, struct db_args args)
{
	int clean = w->fault.code == ERR_NONE, rc;
	struct reader r;

	*n = 0;
	*rows = NULL;
	if ((r.st = run(w, sql, args)) == NULL)
		return fits_nothing(w, clean) ? 0 : -1;
	if ((rc = reader_open(w, sql, &r, cols, ncols)) == 0)
		rc = read_all(w, sql, &r, cols, ncols, row_size, rows, n);
	reader_close(w, &r);
	return rc;
}

int
db_int(struct work *w, const struct db_sql *sql, int64_t *out, struct db_args args)
{
	static const struct db_col col[] = { { "n", 0, DB_INT64 } };

	return db_one(w, sql, col, out, args);
}

/* ---- transactions ---- */

static int
plain(struct work *w, const char *text)
{
	if (connected(w) < 0)
		return -1;
	if (mysql_query(w->db->link, text) != 0)
		return db_fault(w, text, mysql_errno(w->db->link),
		    arena_strdup(w->arena, mysql_error(w->db->link)));
	return 0;
}

int
db_in_tx(const struct work *w)
{
	return w->db->in_tx;
}

void
db_abandon(struct work *w)
{
	if (!w->db->in_tx)
		return;
	w->db->in_tx = 0;
	if (w->db->link != NULL && mysql_query(w->db->link, "ROLLBACK") != 0)
		disconnect(w->db);
}

static int
again_may_help(unsigned no)
{
	return no == ER_LOCK_DEADLOCK || no == ER_LOCK_WAIT_TIMEOUT || no == ER_CHECKREAD;
}

static int
tx_once(struct work *w, int (*body)(struct work *, void *), void *arg)
{
	w->db->last_errno = 0;
	if (plain(w, "START TRANSACTION") < 0)
		return -1;
	w->db->in_tx = 1;
	if (body(w, arg) < 0 || plain(w, "COMMIT") < 0) {
		unsigned no = w->db->last_errno;

		db_abandon(w);
		w->db->last_errno = no;
		return -1;
	}
	w->db->in_tx = 0;
	return 0;
}

static void
short_pause(int try)
{
	unsigned char r;

	crypto_random(&r, 1);
	nanosleep(&(struct timespec){ 0, (2000000L << try) + r * 10000L }, NULL);
}

int
db_tx(struct work *w, int (*body)(struct work *w, void *arg), void *arg)
{
	struct fault before = w->fault;

	BUG_ON(w->db->in_tx);
	for (int try = 1;; try++) {
		int idle_loss;

		if (tx_once(w, body, arg) == 0)
			return 0;
		idle_loss = try == 1 && w->db->last_errno == CR_SERVER_GONE_ERROR;
		if (try == TX_TRIES || (!idle_loss && !again_may_help(w->db->last_errno)))
			return -1;
		log_line(LOG_INFO, "tx=again try=%d errno=%u", try, w->db->last_errno);
		w->fault = before;
		short_pause(try);
	}
}

/* ---- health, migrations ---- */

DB_SQL(sql_ping, "db.ping", "SELECT 1", 0, 1);
DB_SQL(sql_durable, "db.durable",
    "SELECT @@innodb_flush_log_at_trx_commit = 1 AND (@@log_bin = 0 OR @@sync_binlog = 1)",
    0, 1);

int
db_ping(struct work *w)
{
	int64_t one;

	return db_int(w, &sql_ping, &one, DB_NO_ARGS);
}

int
db_durable(struct work *w)
{
	int64_t yes;

	if (db_int(w, &sql_durable, &yes, DB_NO_ARGS) < 0)
		return -1;
	if (!yes)
		return refuse(w, ERR_BUG, "MariaDB must run with"
		    " innodb_flush_log_at_trx_commit=1 and sync_binlog=1");
	return 0;
}

/* Runs every statement; 0 at the end, else the number of the first error. */
static int
drain_results(MYSQL *m, int rc)
{
	while (rc == 0) {
		MYSQL_RES *res = mysql_store_result(m);

		if (res != NULL)
			mysql_free_result(res);
		rc = mysql_next_result(m);
	}
	return rc > 0;
}

int
db_script(struct work *w, const char *sql, size_t len)
{
	MYSQL *m;

	if (connected(w) < 0)
		return -1;
	m = w->db->link;
	mysql_set_server_option(m, MYSQL_OPTION_MULTI_STATEMENTS_ON);
	if (drain_results(m, mysql_real_query(m, sql, len)))
		return db_fault(w, "script", mysql_errno(m),
		    arena_strdup(w->arena, mysql_error(m)));
	mysql_set_server_option(m, MYSQL_OPTION_MULTI_STATEMENTS_OFF);
	return 0;
}

int
db_prepare_check(struct work *w, const struct db_sql *sql, unsigned *in, unsigned *out)
{
	MYSQL_STMT *st = prepared(w, sql);

	if (st == NULL)
		return -1;
	*in = (unsigned)mysql_stmt_param_count(st);
	*out = mysql_stmt_field_count(st);
	return 0;
}

uint64_t
db_statements(const struct work *w)
{
	return w->db->statements;
}
