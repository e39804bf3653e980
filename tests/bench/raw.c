/* SPDX-License-Identifier: MIT */
/*
 * Executes what tape.c wrote down, without web server and worker: the floor of
 * a request.  A piece of a tape begins with the statement that opens the
 * session and is one request.
 *
 *	raw list MARK TAPE...		what one request with MARK in a statement
 *					executes: how often, and the text
 *	raw run MARK SOCKET DB CONNECTIONS FROM COUNT TAPE...
 *					the requests FROM.. of all tapes, each
 *					connection takes the next: prints seconds
 *
 * Ids the database makes differ from those on the tape: a value equal to an id
 * made earlier in the same request is replaced.
 */
#include <mysql.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "tape.h"

#define TEXTS		256	/* different statements */
#define OPS		200000
#define VALUES		40	/* of one statement */
#define MADE		32	/* ids made in one request */
#define COLUMNS		64
#define CELL		512
#define BEGINS		"FROM session s JOIN account"

struct value {
	uint32_t	 type, len;
	const char	*bytes;
};

struct op {
	int		 text;		/* index, or -1: a plain query */
	const char	*query;
	uint32_t	 n;
	struct value	*values;
	int64_t		 made;
	int		 first;		/* of its tape: no longer the request before */
};

struct request {
	struct op	*ops;
	size_t		 n;
};

static const char *texts[TEXTS];
static int n_texts;
static struct op ops[OPS];
static size_t n_ops;
static struct request requests[OPS / 8];
static size_t n_requests;

static void
die(const char *what, const char *why)
{
	fprintf(stderr, "raw: %s: %s\n", what, why);
	exit(1);
}

/* ---- tapes ---- */

static char *
slurp(const char *path, size_t *n)
{
	FILE *f = fopen(path, "r");
	char *s;

	if (f == NULL || fseek(f, 0, SEEK_END) != 0)
		die(path, "cannot be read");
	*n = (size_t)ftell(f);
	rewind(f);
	s = malloc(*n + 1);
	if (s == NULL || fread(s, 1, *n, f) != *n)
		die(path, "cannot be read");
	fclose(f);
	return s;
}

static int
text_find(const char *s, size_t n)
{
	for (int i = 0; i < n_texts; i++)
		if (strlen(texts[i]) == n && memcmp(texts[i], s, n) == 0)
			return i;
	if (n_texts == TEXTS)
		die("tape", "too many statements");
	texts[n_texts] = strndup(s, n);
	return n_texts++;
}

static const char *
read_values(struct op *o, const char *p)
{
	o->values = calloc(o->n + 1, sizeof(*o->values));
	for (uint32_t i = 0; i < o->n; i++) {
		struct tape_value v;

		memcpy(&v, p, sizeof(v));
		o->values[i] = (struct value){ v.type, v.len, p + sizeof(v) };
		p += sizeof(v) + v.len;
	}
	memcpy(&o->made, p, sizeof(o->made));
	return p + sizeof(o->made);
}

static void
read_tape(const char *path)
{
	static int id_text[1024];
	size_t size;
	const char *p = slurp(path, &size), *end = p + size;
	size_t begun = n_ops;

	while (p + sizeof(struct tape_op) <= end) {
		struct op *o = &ops[n_ops];
		struct tape_op t;

		memcpy(&t, p, sizeof(t));
		p += sizeof(t);
		if (t.what == 'P') {
			id_text[t.id] = text_find(p, t.n);
			p += t.n;
			continue;
		}
		if (++n_ops == OPS)
			die(path, "too long");
		*o = (struct op){ .text = -1, .first = o == &ops[begun] };
		if (t.what == 'Q') {
			o->query = strndup(p, t.n);
			p += t.n;
		} else {
			o->text = id_text[t.id];
			o->n = t.n;
			p = read_values(o, p);
		}
	}
}

static const char *
op_text(const struct op *o)
{
	return o->text < 0 ? o->query : texts[o->text];
}

static int
has(const struct request *r, const char *mark)
{
	for (size_t i = 0; i < r->n; i++)
		if (strstr(op_text(&r->ops[i]), mark) != NULL)
			return 1;
	return 0;
}

static void
cut_requests(const char *mark)
{
	int open = 0;

	for (size_t i = 0; i < n_ops; i++) {
		if (strstr(op_text(&ops[i]), BEGINS) != NULL) {
			requests[n_requests++] = (struct request){ &ops[i], 0 };
			open = 1;
		}
		open = open && !ops[i].first;
		if (open)
			requests[n_requests - 1].n++;
	}
	for (size_t i = 0; i < n_requests;)
		if (has(&requests[i], mark))
			i++;
		else
			memmove(&requests[i], &requests[i + 1],
			    (--n_requests - i) * sizeof(requests[0]));
	if (n_requests == 0)
		die("tapes", "no such request");
}

/* The first requests of a worker fill its caches: the shortest is the usual one. */
static void
list(void)
{
	const struct request *r = &requests[0];

	for (size_t i = 1; i < n_requests; i++)
		if (requests[i].n < r->n)
			r = &requests[i];
	for (size_t i = 0; i < r->n; i++) {
		int times = 0, seen = 0;

		for (size_t k = 0; k < r->n; k++) {
			if (strcmp(op_text(&r->ops[k]), op_text(&r->ops[i])) != 0)
				continue;
			times++;
			seen |= k < i;
		}
		if (!seen)
			printf("%d\t%s\n", times, op_text(&r->ops[i]));
	}
}

/* ---- running ---- */

struct made {
	int64_t	was, is;
};

static void
bind_values(const struct op *o, MYSQL_BIND *in, const struct made *made, int n, int64_t *ids)
{
	memset(in, 0, sizeof(*in) * (o->n + 1));
	for (uint32_t i = 0; i < o->n; i++) {
		const struct value *v = &o->values[i];

		in[i].buffer_type = v->type;
		in[i].buffer = (void *)(uintptr_t)v->bytes;
		in[i].buffer_length = v->len;
		if (v->type != MYSQL_TYPE_LONGLONG)
			continue;
		memcpy(&ids[i], v->bytes, sizeof(ids[i]));
		for (int k = 0; k < n; k++)
			if (made[k].was == ids[i])
				ids[i] = made[k].is;
		in[i].buffer = &ids[i];
	}
}

static void
fetch_all(MYSQL_STMT *st)
{
	static char cells[COLUMNS][CELL];
	MYSQL_BIND out[COLUMNS];
	unsigned n = mysql_stmt_field_count(st);
	int rc;

	if (n == 0)
		return;
	memset(out, 0, sizeof(out));
	for (unsigned i = 0; i < n; i++) {
		out[i].buffer_type = MYSQL_TYPE_BLOB;
		out[i].buffer = cells[i];
		out[i].buffer_length = CELL;
	}
	if (mysql_stmt_bind_result(st, out) != 0)
		die("bind", mysql_stmt_error(st));
	while ((rc = mysql_stmt_fetch(st)) == 0 || rc == MYSQL_DATA_TRUNCATED)
		;
	mysql_stmt_free_result(st);
}

static void
run_request(MYSQL *link, MYSQL_STMT **st, const struct request *r)
{
	struct made made[MADE];
	int64_t ids[VALUES];
	MYSQL_BIND in[VALUES];
	int n = 0;

	for (size_t i = 0; i < r->n; i++) {
		const struct op *o = &r->ops[i];

		if (o->text < 0) {
			if (mysql_query(link, o->query) != 0)
				die(o->query, mysql_error(link));
			continue;
		}
		bind_values(o, in, made, n, ids);
		if ((o->n > 0 && mysql_stmt_bind_param(st[o->text], in) != 0) ||
		    mysql_stmt_execute(st[o->text]) != 0)
			die(texts[o->text], mysql_stmt_error(st[o->text]));
		if (o->made != 0 && n < MADE)
			made[n++] = (struct made){ o->made,
			    (int64_t)mysql_stmt_insert_id(st[o->text]) };
		fetch_all(st[o->text]);
	}
}

static MYSQL *
open_link(const char *socket, const char *db, MYSQL_STMT **st)
{
	MYSQL *link = mysql_init(NULL);

	mysql_options(link, MYSQL_SET_CHARSET_NAME, "utf8mb4");
	if (mysql_real_connect(link, NULL, "root", NULL, db, 0, socket, 0) == NULL ||
	    mysql_query(link, "SET SESSION tx_isolation = 'READ-COMMITTED', time_zone = '+00:00'") != 0)
		die("connect", mysql_error(link));
	for (int i = 0; i < n_texts; i++) {
		st[i] = mysql_stmt_init(link);
		if (mysql_stmt_prepare(st[i], texts[i], strlen(texts[i])) != 0)
			die(texts[i], mysql_stmt_error(st[i]));
	}
	return link;
}

struct shared {
	atomic_size_t	ready, go, next;
};

static void
work(struct shared *s, const char *socket, const char *db, size_t end)
{
	MYSQL_STMT *st[TEXTS];
	MYSQL *link = open_link(socket, db, st);
	size_t i;

	s->ready++;
	while (s->go == 0)
		usleep(500);
	while ((i = s->next++) < end)
		run_request(link, st, &requests[i]);
	exit(0);
}

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void
run(const char *socket, const char *db, size_t connections, size_t from, size_t count)
{
	struct shared *s = mmap(NULL, sizeof(*s), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	double begun;
	int status, bad = 0;

	if (from + count > n_requests)
		die("tapes", "hold too few requests");
	s->next = from;
	for (size_t i = 0; i < connections; i++)
		if (fork() == 0)
			work(s, socket, db, from + count);
	while (s->ready < connections)
		usleep(500);
	begun = now();
	s->go = 1;
	for (size_t i = 0; i < connections; i++) {
		wait(&status);
		bad |= status;
	}
	printf("%.6f\n", now() - begun);
	exit(bad != 0);
}

int
main(int argc, char **argv)
{
	int running = argc > 8 && strcmp(argv[1], "run") == 0;
	int first = running ? 8 : 3;

	if (argc <= first)
		die("usage", "raw list MARK TAPE... | raw run MARK SOCKET DB CONNECTIONS FROM COUNT TAPE...");
	for (int i = first; i < argc; i++)
		read_tape(argv[i]);
	cut_requests(argv[2]);
	if (running)
		run(argv[3], argv[4], strtoul(argv[5], NULL, 10), strtoul(argv[6], NULL, 10),
		    strtoul(argv[7], NULL, 10));
	list();
	return 0;
}
