/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "modules/base/clock.h"
#include "modules/base/conf.h"
#include "scan_child.h"

#define STEPS	2
#define OURS	120		/* exits of caportal-scan from here on: see fcgi/scan.c */

struct line {
	struct work	*w;
	pid_t		 pid[STEPS];		/* 0: not started or already gone */
	int		 status[STEPS];
	size_t		 n;
	int		 out;			/* we read here */
	int		 late, stopped;
};

static void
close_fd(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

/* The input as a file that can be read and sought, but has no name. */
static int
memory_file(struct work *w, struct blob in, int *out)
{
	int fd = memfd_create("scan", MFD_CLOEXEC);
	size_t done = 0;

	if (fd < 0)
		return refuse(w, ERR_BUSY, "memfd: %s", strerror(errno));
	while (done < in.n) {
		ssize_t n = write(fd, in.p + done, in.n - done);

		if (n <= 0 && errno != EINTR) {
			close(fd);
			return refuse(w, ERR_BUSY, "memfd: %s", strerror(errno));
		}
		done += n > 0 ? (size_t)n : 0;
	}
	lseek(fd, 0, SEEK_SET);
	*out = fd;
	return 0;
}

/* A child starts with no signal blocked and none handled. */
static void
plain_signals(posix_spawnattr_t *a)
{
	sigset_t none, all;

	sigemptyset(&none);
	sigfillset(&all);
	posix_spawnattr_setsigmask(a, &none);
	posix_spawnattr_setsigdefault(a, &all);
	posix_spawnattr_setflags(a, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
}

static int
start(struct line *l, const struct scan_step *s, int in, int out)
{
	static char *const env[] = { (char *)"LC_ALL=C.UTF-8", NULL };
	const char *program = l->w->conf->scan_program;
	char *const argv[] = { (char *)"caportal-scan", (char *)s->words[0],
		(char *)s->words[1], NULL };
	posix_spawn_file_actions_t io;
	posix_spawnattr_t attr;
	int rc;

	posix_spawn_file_actions_init(&io);
	posix_spawn_file_actions_adddup2(&io, in, 0);
	posix_spawn_file_actions_adddup2(&io, out, 1);
	posix_spawn_file_actions_addopen(&io, 2, "/dev/null", O_WRONLY, 0);
	posix_spawnattr_init(&attr);
	plain_signals(&attr);
	rc = posix_spawn(&l->pid[l->n], program, &io, &attr, argv, env);
	posix_spawnattr_destroy(&attr);
	posix_spawn_file_actions_destroy(&io);
	if (rc != 0) {
		l->pid[l->n] = 0;
		return refuse(l->w, ERR_BUG, "cannot start %s: %s", program, strerror(rc));
	}
	l->n++;
	return 0;
}

static int
start_all(struct line *l, const struct scan_step *steps, size_t n, struct blob in)
{
	int from = -1, to[2], rc = memory_file(l->w, in, &from);

	for (size_t i = 0; rc == 0 && i < n; i++) {
		if (pipe2(to, O_CLOEXEC) < 0) {
			rc = refuse(l->w, ERR_BUSY, "pipe: %s", strerror(errno));
			break;
		}
		rc = start(l, &steps[i], from, to[1]);
		close_fd(&to[1]);
		close_fd(&from);
		from = to[0];
	}
	l->out = from;
	return rc;
}

static void
kill_all(struct line *l)
{
	for (size_t i = 0; i < l->n; i++)
		kill(l->pid[i], SIGKILL);
}

static void
read_out(struct line *l, int (*sink)(void *, const void *, size_t), void *arg, int wall_ms)
{
	int64_t end = clock_monotonic_us() + 1000ll * wall_ms;
	unsigned char piece[16384];

	for (;;) {
		struct pollfd p = { .fd = l->out, .events = POLLIN };
		int64_t left = (end - clock_monotonic_us() + 999) / 1000;
		ssize_t n;

		l->late = left <= 0 || poll(&p, 1, (int)left) == 0;
		if (l->late)
			return;
		n = read(l->out, piece, sizeof(piece));
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return;
		l->stopped = sink(arg, piece, (size_t)n) < 0;
		if (l->stopped)
			return;
	}
}

/* Output is closed, but a child may still run: it gets what is left of its time. */
static int
reap(struct line *l, size_t i, int64_t end)
{
	for (;;) {
		pid_t got = waitpid(l->pid[i], &l->status[i], WNOHANG);

		if (got == l->pid[i])
			return 0;
		if (got < 0 && errno != EINTR)
			return -1;
		if (clock_monotonic_us() > end)
			kill(l->pid[i], SIGKILL);
		usleep(1000);
	}
}

static void
reap_all(struct line *l)
{
	int64_t end = clock_monotonic_us() + 1000000;

	if (l->late || l->stopped)
		kill_all(l);
	for (size_t i = 0; i < l->n; i++)
		if (reap(l, i, end) < 0)
			l->status[i] = 0x7f00;
}

/* The worst of all steps; a broken pipe is the fault of the step behind. */
static enum scan_end
judge(const struct line *l)
{
	enum scan_end end = SCAN_DONE;

	if (l->stopped)
		return SCAN_STOPPED;
	if (l->late)
		return SCAN_KILLED;
	for (size_t i = 0; i < l->n; i++) {
		int s = l->status[i];

		if (WIFSIGNALED(s) && WTERMSIG(s) != SIGPIPE)
			return SCAN_KILLED;
		if (WIFEXITED(s) && WEXITSTATUS(s) >= OURS)
			end = SCAN_OURS;
		else if (end == SCAN_DONE && WIFEXITED(s) && WEXITSTATUS(s) != 0)
			end = SCAN_UNREADABLE;
	}
	return end;
}

int
scan_run(struct work *w, const struct scan_step *steps, size_t n, struct blob in,
    int (*sink)(void *arg, const void *p, size_t n), void *arg, int wall_ms,
    enum scan_end *out)
{
	struct line l = { .w = w, .out = -1 };
	int rc;

	BUG_ON(n < 1 || n > STEPS);
	rc = start_all(&l, steps, n, in);
	if (rc == 0)
		read_out(&l, sink, arg, wall_ms);
	else
		kill_all(&l);
	close_fd(&l.out);
	reap_all(&l);
	*out = judge(&l);
	return rc;
}

int
scan_keep(void *bytes, const void *p, size_t n)
{
	struct scan_bytes *b = bytes;

	if (n > b->max - b->n)
		return -1;
	memcpy(b->p + b->n, p, n);
	b->n += n;
	return 0;
}
