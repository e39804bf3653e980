/* SPDX-License-Identifier: MIT */
/*
 * caportal-worker: one request at a time per child.  Signals are blocked from
 * accept to close, because libfcgi cuts a body or an answer short on any.
 */
#include <errno.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "fcgx.h"
#include "master.h"
#include "modules/base/clock.h"
#include "modules/base/crypto.h"
#include "modules/base/log.h"
#include "router.h"

#define ARENA_PIECE	(256 * KB)
#define SERVED_MAX	20000		/* then a fresh child; plus up to a quarter */
#define MEMORY_MB	512

struct worker {
	const struct child	*me;
	enum pool		 pool;
	struct work		 w;
	struct fcgx		*fcgx;
	int			 ep;
	uint64_t		 limit;
};

static int
listen_quietly(struct worker *k)
{
	struct epoll_event ev = { .events = EPOLLIN | EPOLLEXCLUSIVE };
	unsigned char r;

	crypto_random(&r, 1);
	k->limit = SERVED_MAX + (uint64_t)r * (SERVED_MAX / 4 / 256);
	k->fcgx = fcgx_new();
	child_settle();			/* libfcgi has put in handlers of its own */
	k->ep = epoll_create1(EPOLL_CLOEXEC);
	if (k->ep < 0 || epoll_ctl(k->ep, EPOLL_CTL_ADD, k->me->crew->fd, &ev) < 0) {
		log_line(LOG_ERROR, "err=epoll detail=\"%s\"", strerror(errno));
		return -1;
	}
	confine_limits(MEMORY_MB);
	confine_worker();
	atomic_store(&k->me->seat->ready, 1);
	return 0;
}

static const char *
fault_text(struct call *c)
{
	const struct fault *f = &c->w->fault;

	if (f->code == ERR_NONE)
		return "";
	return arena_printf(c->w->arena, " err=%s at=%s:%d detail=\"%s\"", err_name(f->code),
	    f->file, f->line, f->detail != NULL ? f->detail : f->words != NULL ? f->words : "");
}

static void
log_request(struct worker *k, struct call *c, int64_t us, uint64_t statements, int sent)
{
	log_line(c->status >= 500 ? LOG_ERROR : LOG_INFO, "request=%s pool=%s method=%s route=%s status=%d us=%lld sql=%llu"
	    " in=%s out=%zu account=%lld ip=%s%s%s", c->w->request_id, pool_name(k->pool),
	    c->method, c->route == NULL ? "-" : c->route->path, c->status, (long long)us,
	    (unsigned long long)statements,
	    call_env(c, "CONTENT_LENGTH") == NULL || *call_env(c, "CONTENT_LENGTH") == '\0' ?
	    "0" : call_env(c, "CONTENT_LENGTH"), c->out.n,
	    (long long)c->w->actor->account_id, c->w->ip,
	    fault_text(c), sent < 0 ? " gone=1" : "");
}

static void
serve(struct worker *k, int fd)
{
	int64_t begun = clock_monotonic_us(), us;
	uint64_t before = db_statements(&k->w), statements;
	struct call c = { .w = &k->w };
	int sent;

	k->w.now = clock_now();
	seat_busy(k->me->seat, "reading");
	if (fcgx_take(k->fcgx, fd, &c) < 0) {
		fcgx_drop(k->fcgx);
		return;
	}
	seat_busy(k->me->seat, call_env(&c, "REQUEST_ID") == NULL ? "-" :
	    call_env(&c, "REQUEST_ID"));
	router_serve(&c, k->pool);
	sent = fcgx_answer(k->fcgx, &c);
	us = clock_monotonic_us() - begun;
	statements = db_statements(&k->w) - before;
	tally_add(k->me->tally, sent < 0 ? 0 : c.status, us, statements);
	log_request(k, &c, us, statements, sent);
}

static void
clean(struct worker *k)
{
	fault_clear(&k->w);
	k->w.actor = NULL;
	k->w.request_id = NULL;
	k->w.ip = NULL;
	if (k->pool == POOL_LOGIN)	/* passwords and codes passed through */
		arena_wipe(k->w.arena);
	arena_reset(k->w.arena);
	seat_idle(k->me->seat);
}

/* 0: go on, -1: the socket is broken */
static int
one_request(struct worker *k)
{
	int fd = accept4(k->me->crew->fd, NULL, NULL, SOCK_CLOEXEC);

	if (fd < 0) {
		if (errno == EMFILE || errno == ENFILE || errno == ENOMEM) {
			usleep(100000);
			return 0;
		}
		return errno == EAGAIN || errno == EINTR || errno == ECONNABORTED ? 0 : -1;
	}
	serve(k, fd);
	clean(k);
	return 0;
}

static int
worker_work(const struct child *me)
{
	struct worker k = { .me = me, .pool = pool_find(me->crew->name) };
	struct epoll_event ev;
	int rc = 0;

	if (child_slip(&k.w, me, ARENA_PIECE) < 0 || listen_quietly(&k) < 0)
		return 1;
	while (rc == 0 && !child_told() && atomic_load(&me->seat->served) < k.limit)
		if (child_wait(k.ep, &ev, -1) > 0)
			rc = one_request(&k);
	db_close(&k.w.db);
	return rc < 0;
}

static int
worker_crews(const struct conf *conf, struct crew *out)
{
	out[0] = (struct crew){ .name = "web", .want = (int)conf->workers_web };
	out[1] = (struct crew){ .name = "slow", .want = (int)conf->workers_slow };
	out[2] = (struct crew){ .name = "login", .want = (int)conf->workers_login };
	return 3;
}

static const struct trade worker_trade = {
	.program = "caportal-worker", .listens = 1,
	.crews = worker_crews, .work = worker_work,
};

int
main(int argc, char **argv)
{
	return master_main(&worker_trade, argc, argv);
}
