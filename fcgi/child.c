/* SPDX-License-Identifier: MIT */
/* How a child begins, and its signals: let in only while it waits. */
#include <errno.h>
#include <string.h>
#include <sys/epoll.h>

#include "db/seal.h"
#include "master.h"
#include "modules/base/clock.h"
#include "modules/base/log.h"

static volatile sig_atomic_t told;
static sigset_t let_in;

static void
on_term(int sig)
{
	(void)sig;
	told = 1;
}

void
child_settle(void)
{
	struct sigaction leave = { .sa_handler = on_term }, ignore = { .sa_handler = SIG_IGN };
	sigset_t all;

	sigemptyset(&let_in);
	sigfillset(&all);
	sigdelset(&all, SIGABRT);
	sigdelset(&all, SIGSEGV);
	sigdelset(&all, SIGBUS);
	sigdelset(&all, SIGFPE);
	sigdelset(&all, SIGILL);
	sigdelset(&all, SIGSYS);
	sigprocmask(SIG_SETMASK, &all, NULL);
	sigaction(SIGTERM, &leave, NULL);
	sigaction(SIGPIPE, &ignore, NULL);
	sigaction(SIGINT, &ignore, NULL);	/* Ctrl-C: the master decides */
	sigaction(SIGHUP, &ignore, NULL);
	sigaction(SIGUSR1, &ignore, NULL);
}

int
child_told(void)
{
	sigset_t pending;

	if (!told && sigpending(&pending) == 0 && sigismember(&pending, SIGTERM))
		told = 1;
	return told;
}

int
child_wait(int ep, struct epoll_event *ev, int ms)
{
	return epoll_pwait(ep, ev, 1, ms, &let_in);
}
/* ---- the slip ---- */

static int
fits_database(struct work *w)
{
	int rc = keyring_check(w);

	if (rc == 0 && w->conf->env == ENV_PRODUCTION)
		rc = db_durable(w);
	if (rc < 0 && w->fault.code == ERR_BUSY) {
		log_line(LOG_WARN, "db=later detail=\"%s\"", w->fault.detail);
		rc = 0;
	}
	return rc;
}

int
child_slip(struct work *w, const struct child *me, size_t arena)
{
	const struct conf *conf = me->conf;
	int rc;

	*w = (struct work){ .arena = arena_new(arena), .conf = conf, .now = clock_now() };
	rc = keyring_load(w, conf->keys_file, &w->keys);
	if (rc == 0) {
		w->db = db_open(&(struct db_target){ conf->db_socket, conf->db_name,
		    conf->db_user, (int)conf->db_timeout });
		rc = fits_database(w);
	}
	if (rc < 0)
		log_line(LOG_ERROR, "err=start detail=\"%s\"", w->fault.detail);
	fault_clear(w);
	arena_reset(w->arena);
	return rc;
}

