/* SPDX-License-Identifier: MIT */
/* Signals in a child: let in only while it waits. */
#include <errno.h>
#include <string.h>
#include <sys/epoll.h>

#include "master.h"

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
