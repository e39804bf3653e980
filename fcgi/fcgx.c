/* SPDX-License-Identifier: MIT */
#include <fcgiapp.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>

#include "fcgx.h"

#define WIRE_SECONDS	5	/* one read or write may wait this long */
#define CLOSE_MS	"200"	/* how long a close waits for nginx */

struct fcgx {
	FCGX_Request	 r;
};

struct fcgx *
fcgx_new(void)
{
	struct fcgx *f = calloc(1, sizeof(*f));

	BUG_ON(f == NULL);
	setenv("LIBFCGI_OS_CLOSE_POLL_TIMEOUT", CLOSE_MS, 1);
	setenv("LIBFCGI_IS_AF_UNIX_KEEPER_POLL_TIMEOUT", CLOSE_MS, 1);
	BUG_ON(FCGX_Init() != 0);
	/* -1: when a connection is no good, libfcgi must not look for another. */
	BUG_ON(FCGX_InitRequest(&f->r, -1, 0) != 0);
	return f;
}

static void
limit_waiting(int fd)
{
	struct timeval t = { .tv_sec = WIRE_SECONDS };

	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &t, sizeof(t));
	setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &t, sizeof(t));
}

/* A peer that has only ended its half (POLLRDHUP) still reads the answer. */
static int
fcgx_gone(void *arg)
{
	struct fcgx *f = arg;
	struct pollfd p = { .fd = f->r.ipcFd };

	return poll(&p, 1, 0) > 0 && (p.revents & (POLLHUP | POLLERR)) != 0;
}

static void
read_env(struct fcgx *f, struct call *c)
{
	struct pair *env;
	size_t n = 0;

	while (f->r.envp[n] != NULL)
		n++;
	env = ARENA_ARRAY(c->w->arena, struct pair, n + 1);
	for (size_t i = 0; i < n; i++) {
		size_t len = strcspn(f->r.envp[i], "=");

		env[i].name = arena_strndup(c->w->arena, f->r.envp[i], len);
		env[i].value = f->r.envp[i][len] != '=' ? "" :
		    arena_strdup(c->w->arena, f->r.envp[i] + len + 1);
	}
	c->env = env;
	c->nenv = n;
}

int
fcgx_take(struct fcgx *f, int fd, struct call *c)
{
	limit_waiting(fd);
	f->r.ipcFd = fd;
	f->r.keepConnection = 1;	/* else Accept begins by closing fd */
	if (FCGX_Accept_r(&f->r) != 0)
		return -1;
	f->r.keepConnection = 0;
	read_env(f, c);
	c->read = fcgx_read;
	c->gone = fcgx_gone;
	c->read_arg = f;
	return 0;
}

ssize_t
fcgx_read(void *arg, void *p, size_t n)
{
	struct fcgx *f = arg;
	int got = FCGX_GetStr(p, (int)n, f->r.in);

	if (got > 0)
		return got;
	return FCGX_GetError(f->r.in) == 0 ? 0 : -1;
}

static const char *
head_of(struct call *c, size_t *n)
{
	const char *type = c->type == NULL ? "" :
	    arena_printf(c->w->arena, "Content-Type: %s%s\r\n", c->type,
	    strncmp(c->type, "text/", 5) == 0 && strchr(c->type, ';') == NULL ?
	    "; charset=utf-8" : "");
	/* Of a stream nobody knows the length; nginx sends it in chunks. */
	const char *length = c->more != NULL ? "" :
	    arena_printf(c->w->arena, "Content-Length: %zu\r\n", c->out.n);
	const char *head = arena_printf(c->w->arena,
	    "Status: %d\r\n%s%sX-Request-Id: %s\r\n%s%s\r\n",
	    c->status, type, length, c->w->request_id,
	    c->no_cache_header ? "" : "Cache-Control: no-store\r\n",
	    c->headers == NULL ? "" : c->headers);

	*n = strlen(head);
	return head;
}

/* What follows the first piece; whoever left gets no more of it. */
static int
send_pieces(struct fcgx *f, struct call *c)
{
	struct arena_mark mark = arena_mark(c->w->arena);
	struct blob piece;
	int rc;

	while ((rc = c->more(c->w, c->more_arg, &piece)) == 1) {
		if (FCGX_PutStr((const char *)piece.p, (int)piece.n, f->r.out) < 0)
			return -1;
		c->out.n += piece.n;		/* for the log */
		arena_rewind(c->w->arena, mark);
	}
	return rc;
}

int
fcgx_answer(struct fcgx *f, struct call *c)
{
	size_t n;
	const char *head = head_of(c, &n);
	int sent = FCGX_PutStr(head, (int)n, f->r.out);

	if (c->out.n > 0)
		sent = FCGX_PutStr((const char *)c->out.p, (int)c->out.n, f->r.out);
	if (c->more != NULL && sent >= 0 && send_pieces(f, c) < 0) {
		fcgx_drop(f);		/* without its end: nobody takes a part for all */
		return -1;
	}
	/* The last stream to close carries the end of the request: one write. */
	FCGX_FClose(f->r.err);
	if (FCGX_FClose(f->r.out) < 0)
		sent = -1;
	FCGX_Finish_r(&f->r);
	return sent < 0 ? -1 : 0;
}

void
fcgx_drop(struct fcgx *f)
{
	FCGX_Free(&f->r, 1);
}
