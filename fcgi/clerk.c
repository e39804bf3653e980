/* SPDX-License-Identifier: MIT */
/*
 * caportal-clerk: does what the outbox holds, one child a pool, so that slow
 * messages never delay payments.  Woken by the bell; looks every 5 s anyway.
 */
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "master.h"
#include "modules/base/log.h"
#include "modules/service/tasks.h"

#define ARENA_PIECE	(256 * 1024)
#define POLL_MS		5000
#define MEMORY_MB	1024

static void
clean(struct work *w)
{
	fault_clear(w);
	arena_reset(w->arena);
}

/* One pool starts the timers for all; the database may not be up yet. */
static void
start_timers(struct work *w, enum task_pool pool)
{
	if (pool == TASK_TIMER && tasks_start(w) < 0)
		log_line(LOG_WARN, "timers=later detail=\"%s\"", w->fault.detail);
	clean(w);
}

static void
listen_to(int ep, int bell)
{
	struct epoll_event ev = { .events = EPOLLIN };

	BUG_ON(ep < 0 || epoll_ctl(ep, EPOLL_CTL_ADD, bell, &ev) < 0);
}

static void
rest(int ep, int bell)
{
	struct epoll_event ev;
	uint64_t n;

	if (child_wait(ep, &ev, POLL_MS) > 0 && read(bell, &n, sizeof(n)) < 0)
		return;		/* heard already */
}

static int
clerk_work(const struct child *me)
{
	struct work w;
	int pool = task_pool_of(me->crew->name), ep = epoll_create1(EPOLL_CLOEXEC);

	BUG_ON(pool < 0);
	if (child_slip(&w, me, ARENA_PIECE) < 0)
		return 1;
	confine_limits(MEMORY_MB);
	listen_to(ep, me->crew->bell);
	start_timers(&w, (enum task_pool)pool);
	atomic_store(&me->seat->ready, 1);
	while (!child_told()) {
		int rc = tasks_run(&w, (enum task_pool)pool);

		clean(&w);
		if (rc == 1)
			atomic_fetch_add(&me->seat->served, 1);
		else
			rest(ep, me->crew->bell);
	}
	db_close(&w.db);
	return 0;
}

static int
clerk_crews(const struct conf *conf, struct crew *out)
{
	(void)conf;
	for (int i = 0; i < TASK__POOLS; i++)
		out[i] = (struct crew){ .name = task_pool_name((enum task_pool)i), .want = 1 };
	return TASK__POOLS;
}

static const struct trade clerk_trade = {
	.program = "caportal-clerk", .crews = clerk_crews, .work = clerk_work,
};

int
main(int argc, char **argv)
{
	return master_main(&clerk_trade, argc, argv);
}
