/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "master.h"
#include "modules/base/clock.h"
#include "modules/base/log.h"
#include "modules/base/work.h"

#define SECOND		1000000
#define PAUSE_MIN	(SECOND / 10)
#define PAUSE_MAX	(10 * SECOND)
#define GRACE		5		/* seconds a drain may take beyond request_limit */
#define TURN		10	/* seconds a new generation has to get ready */

static struct {
	const struct trade	*trade;
	const char		*config;
	struct work		 conf_work;	/* owns the current config's texts */
	struct conf		 conf;
	struct crew		 crews[BOARD_CREWS];
	int			 ncrews;
	int			 signals, bell;
	int			 leaving;	/* TERM was seen */
	int64_t			 turning;	/* a new generation starts; give up after, monotonic µs */
	int64_t			 deadline;	/* of the drain, monotonic µs */
} m;

/* ---- configuration ---- */

static int
load(struct conf *out, struct work *w)
{
	*w = (struct work){ .arena = arena_new(16384), .now = clock_now() };
	if (conf_load(w, m.config, out) == 0)
		return 0;
	fprintf(stderr, "%s: %s\n", m.trade->program, w->fault.detail);
	log_line(LOG_ERROR, "err=config detail=\"%s\"", w->fault.detail);
	arena_free(&w->arena);
	return -1;
}

static void
apply_log(void)
{
	static const char *const names[] = { "error", "warn", "info", "debug" };
	enum log_level level = LOG_INFO;

	for (unsigned i = 0; i < 4; i++)
		if (strcmp(m.conf.log_level, names[i]) == 0)
			level = (enum log_level)i;
	log_setup(level, m.trade->program);
	clock_setup(m.conf.clock_file);
}

/* The old config's texts stay: a draining child of a past fork has its own copy,
 * but crew names in the scoreboard were given by the trade and never change. */
static int
reload(void)
{
	struct conf fresh;
	struct work w;
	struct crew crews[BOARD_CREWS] = { 0 };

	if (load(&fresh, &w) < 0)
		return -1;
	arena_free(&m.conf_work.arena);
	m.conf = fresh;
	m.conf_work = w;
	m.trade->crews(&m.conf, crews);
	for (int i = 0; i < m.ncrews; i++)
		m.crews[i].want = crews[i].want;
	apply_log();
	return 0;
}

/* ---- children ---- */

static struct seat *
seat_free(void)
{
	for (int i = 0; i < BOARD_SEATS; i++)
		if (atomic_load(&board->seats[i].pid) == 0)
			return &board->seats[i];
	return NULL;
}

static int
be_child(int crew, struct seat *s, pid_t parent)
{
	struct child me = { &m.conf, &m.crews[crew], s, &board->tallies[crew], crew };

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(0);
	close(m.signals);
	if (m.bell >= 0)
		close(m.bell);
	for (int i = 0; i < m.ncrews; i++)
		if (i != crew && m.crews[i].fd >= 0)
			close(m.crews[i].fd);
	child_settle();
	return m.trade->work(&me);
}

static void
spawn(int crew)
{
	struct seat *s = seat_free();
	pid_t parent = getpid(), pid;

	if (s == NULL)
		return;
	atomic_store(&s->crew, crew);
	atomic_store(&s->generation, atomic_load(&board->generation));
	atomic_store(&s->busy_since, 0);
	atomic_store(&s->leaving, 0);
	atomic_store(&s->ready, 0);
	atomic_store(&s->served, 0);
	s->started = clock_monotonic_us();
	if ((pid = fork()) == 0)
		_exit(be_child(crew, s, parent));
	if (pid < 0) {
		log_line(LOG_ERROR, "err=fork detail=\"%s\"", strerror(errno));
		m.crews[crew].not_before = clock_monotonic_us() + SECOND;
		return;
	}
	atomic_store(&s->pid, pid);
}

static int
count(int crew, int any_generation)
{
	int n = 0;

	for (int i = 0; i < BOARD_SEATS; i++) {
		struct seat *s = &board->seats[i];

		n += atomic_load(&s->pid) != 0 && (crew < 0 || atomic_load(&s->crew) == crew) &&
		    (any_generation || !atomic_load(&s->leaving));
	}
	return n;
}

static void
fill_crews(void)
{
	for (int i = 0; i < m.ncrews && !m.leaving; i++)
		for (int n = count(i, 0); n < m.crews[i].want &&
		    clock_monotonic_us() >= m.crews[i].not_before; n++)
			spawn(i);
}

static void
send_away(int older_than)
{
	for (int i = 0; i < BOARD_SEATS; i++) {
		struct seat *s = &board->seats[i];
		pid_t pid = atomic_load(&s->pid);

		if (pid == 0 || atomic_load(&s->generation) >= older_than)
			continue;
		atomic_store(&s->leaving, 1);
		kill(pid, SIGTERM);
	}
}

/* Falling over at once must not become a fork storm. */
static void
slow_down(struct crew *c, int64_t lived)
{
	if (lived >= SECOND) {
		c->pause = 0;
		return;
	}
	c->pause = c->pause == 0 ? PAUSE_MIN : c->pause * 2;
	if (c->pause > PAUSE_MAX)
		c->pause = PAUSE_MAX;
	c->not_before = clock_monotonic_us() + c->pause;
}

static void
buried(struct seat *s, pid_t pid, int status)
{
	int crew = atomic_load(&s->crew), failed = status != 0;
	int64_t lived = clock_monotonic_us() - s->started;

	if (failed) {
		log_line(LOG_ERROR, "child=%d pool=%s ended=%s%d request=%s served=%llu",
		    (int)pid, m.crews[crew].name, WIFSIGNALED(status) ? "signal:" : "exit:",
		    WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status),
		    atomic_load(&s->busy_since) != 0 ? s->request_id : "-",
		    (unsigned long long)atomic_load(&s->served));
		atomic_fetch_add(&board->tallies[crew].respawns, 1);
		slow_down(&m.crews[crew], lived);
	}
	atomic_store(&s->pid, 0);
}

static void
reap(void)
{
	int status;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
		for (int i = 0; i < BOARD_SEATS; i++)
			if (atomic_load(&board->seats[i].pid) == pid)
				buried(&board->seats[i], pid, status);
}

/* The clerk's children never set busy_since: their tasks have own limits. */
static void
watch(void)
{
	int64_t now = clock_monotonic_us();

	for (int i = 0; i < BOARD_SEATS; i++) {
		struct seat *s = &board->seats[i];
		int64_t since = atomic_load(&s->busy_since);
		pid_t pid = atomic_load(&s->pid);

		if (pid == 0 || since == 0 || now - since < m.conf.request_limit * SECOND)
			continue;
		log_line(LOG_ERROR, "child=%d stuck_ms=%lld request=%s", (int)pid,
		    (long long)((now - since) / 1000), s->request_id);
		atomic_fetch_add(&board->tallies[atomic_load(&s->crew)].killed, 1);
		kill(pid, SIGKILL);
	}
}

static void
kill_all(void)
{
	for (int i = 0; i < BOARD_SEATS; i++) {
		pid_t pid = atomic_load(&board->seats[i].pid);

		if (pid != 0)
			kill(pid, SIGKILL);
	}
}

/* ---- signals and the bell ---- */

static void
new_generation(void)
{
	int now;

	if (reload() < 0) {
		log_line(LOG_ERROR, "reload=refused detail=\"the old configuration stays\"");
		return;
	}
	now = atomic_fetch_add(&board->generation, 1) + 1;
	log_line(LOG_INFO, "reload=begun generation=%d", now);
	for (int i = 0; i < m.ncrews; i++)
		for (int n = 0; n < m.crews[i].want; n++)
			spawn(i);
	m.turning = clock_monotonic_us() + TURN * SECOND;
}

static int
generation_ready(int crew)
{
	int now = atomic_load(&board->generation), n = 0;

	for (int i = 0; i < BOARD_SEATS; i++) {
		struct seat *s = &board->seats[i];

		n += atomic_load(&s->pid) != 0 && atomic_load(&s->crew) == crew &&
		    atomic_load(&s->generation) == now && atomic_load(&s->ready);
	}
	return n >= m.crews[crew].want;
}

/* The old generation leaves only when the whole new one serves. */
static void
turn(void)
{
	int ready = 1;

	if (m.turning == 0)
		return;
	for (int i = 0; i < m.ncrews; i++)
		ready &= generation_ready(i);
	if (ready) {
		send_away(atomic_load(&board->generation));
		log_line(LOG_INFO, "reload=done generation=%d", atomic_load(&board->generation));
	} else if (clock_monotonic_us() < m.turning) {
		return;
	} else {
		log_line(LOG_ERROR, "reload=failed detail=\"the old generation stays\"");
	}
	m.turning = 0;
}

static void
begin_drain(void)
{
	m.leaving = 1;
	m.deadline = clock_monotonic_us() + (m.conf.request_limit + GRACE) * SECOND;
	send_away(atomic_load(&board->generation) + 1);
}

static void
show_board(void)
{
	for (int i = 0; i < BOARD_SEATS; i++) {
		struct seat *s = &board->seats[i];

		if (atomic_load(&s->pid) != 0)
			log_line(LOG_INFO, "seat=%d pid=%d pool=%s generation=%d served=%llu busy=%d",
			    i, (int)atomic_load(&s->pid), m.crews[atomic_load(&s->crew)].name,
			    atomic_load(&s->generation),
			    (unsigned long long)atomic_load(&s->served),
			    atomic_load(&s->busy_since) != 0);
	}
}

static void
hear_signals(void)
{
	struct signalfd_siginfo si;

	while (read(m.signals, &si, sizeof(si)) == sizeof(si))
		switch (si.ssi_signo) {
		case SIGHUP:
			if (!m.leaving)
				new_generation();
			break;
		case SIGTERM:
		case SIGINT:
			begin_drain();
			break;
		case SIGUSR1:
			show_board();
			break;
		}
}

/* A datagram names the pools that have work: "pay\n", "talk\n". */
static void
hear_bell(void)
{
	char name[64];
	ssize_t n;

	while (m.bell >= 0 && (n = recv(m.bell, name, sizeof(name) - 1, MSG_DONTWAIT)) >= 0) {
		name[n] = '\0';
		name[strcspn(name, "\n")] = '\0';
		for (int i = 0; i < m.ncrews; i++)
			if (strcmp(name, m.crews[i].name) == 0 &&
			    write(m.crews[i].bell, &(uint64_t){ 1 }, sizeof(uint64_t)) < 0)
				continue;	/* rung already and not yet heard */
	}
}

static int
mind(void)
{
	struct pollfd p[] = { { m.signals, POLLIN, 0 }, { m.bell, POLLIN, 0 } };

	fill_crews();
	log_line(LOG_INFO, "ready=1 children=%d", count(-1, 1));
	for (;;) {
		poll(p, 2, m.turning ? 10 : 100);
		hear_signals();
		hear_bell();
		reap();
		watch();
		turn();
		if (m.leaving && count(-1, 1) == 0)
			return 0;
		if (m.leaving && clock_monotonic_us() > m.deadline)
			kill_all();
		fill_crews();
	}
}

/* ---- start ---- */

/* The descriptor stays open: the lock lives as long as the master. */
static int
lock_pid_file(void)
{
	char path[4096], text[16];
	int fd, n;

	snprintf(path, sizeof(path), "%s/%s.pid", m.conf.socket_dir, m.trade->program);
	if ((fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0644)) < 0 ||
	    flock(fd, LOCK_EX | LOCK_NB) < 0) {
		fprintf(stderr, "%s: %s: %s\n", m.trade->program, path,
		    errno == EWOULDBLOCK ? "is running already" : strerror(errno));
		return -1;
	}
	n = snprintf(text, sizeof(text), "%d\n", (int)getpid());
	return ftruncate(fd, 0) < 0 || write(fd, text, (size_t)n) != n ? -1 : 0;
}

static int
open_sockets(void)
{
	m.bell = -1;
	if (!m.trade->listens && (m.bell = socket_bell(m.conf.socket_dir)) < 0)
		return -1;
	for (int i = 0; i < m.ncrews; i++) {
		struct crew *c = &m.crews[i];

		c->fd = c->bell = -1;
		if (m.trade->listens && (c->fd = socket_listen(m.conf.socket_dir, c->name)) < 0)
			return -1;
		if (!m.trade->listens)
			c->bell = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
		board->tallies[i].name = c->name;
	}
	atomic_store(&board->crews, m.ncrews);
	return 0;
}

static void
block_signals(void)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGCHLD);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGHUP);
	sigaddset(&set, SIGUSR1);
	sigprocmask(SIG_BLOCK, &set, NULL);
	signal(SIGPIPE, SIG_IGN);
	m.signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
	BUG_ON(m.signals < 0);
}

static int
usage(void)
{
	fprintf(stderr, "usage: %s -c FILE [-t]\n"
	    "  -c FILE  the configuration\n"
	    "  -t       check it and print what it comes to\n", m.trade->program);
	return 2;
}

int
master_main(const struct trade *t, int argc, char **argv)
{
	int test = 0, ch;

	m.trade = t;
	while ((ch = getopt(argc, argv, "c:t")) != -1)
		if (ch == 'c')
			m.config = optarg;
		else if (ch == 't')
			test = 1;
		else
			return usage();
	if (m.config == NULL || optind != argc)
		return usage();
	umask(0077);
	if (load(&m.conf, &m.conf_work) < 0)
		return 1;
	if (test) {
		conf_print(&m.conf, stdout);
		return 0;
	}
	apply_log();
	board_make();
	block_signals();
	m.ncrews = t->crews(&m.conf, m.crews);
	return lock_pid_file() < 0 || open_sockets() < 0 ? 1 : mind();
}
