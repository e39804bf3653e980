/* SPDX-License-Identifier: MIT */
/*
 * One master for worker and clerk: makes the sockets, forks children by crew,
 * watches and replaces them.  It speaks with no client and no database.
 *
 *	TERM, INT  drain: children finish what they do; after request_limit KILL
 *	HUP        read the config again (a bad one is refused and the old stays),
 *	           start a new generation, then let the old one go
 *	USR1       write the scoreboard to the log
 *
 * A child that is busy longer than request_limit is killed, a child that
 * ends is replaced; one that ends within a second is replaced more and more
 * slowly (up to 10 s).  A lock on run/<program>.pid keeps a second master out.
 */
#ifndef FCGI_MASTER_H
#define FCGI_MASTER_H

#include <signal.h>

#include "modules/base/conf.h"
#include "scoreboard.h"

#define BELL_NAME	"clerk.bell"	/* unix datagram socket in socket_dir */

struct work;

struct crew {
	const char	*name;		/* "web": also the socket's name */
	int		 want;		/* children */
	int		 fd;		/* listening socket, or -1 */
	int		 bell;		/* eventfd written when the bell rings, or -1 */
	/* the master's own */
	int64_t		 not_before;	/* respawn not earlier, monotonic µs */
	int64_t		 pause;		/* µs, doubles while children end at once */
};

/* What a child is given. */
struct child {
	const struct conf	*conf;
	const struct crew	*crew;
	struct seat		*seat;
	struct tally		*tally;
	int			 crew_index;
};

struct trade {
	const char	*program;
	int		 listens;	/* crews have sockets; else the bell is ours */
	/* Names and numbers of the crews; returns how many. */
	int		(*crews)(const struct conf *conf, struct crew *out);
	/* Runs until told to go; the return value ends the process. */
	int		(*work)(const struct child *me);
};

int	master_main(const struct trade *t, int argc, char **argv);

/*
 * For children.  child_settle() installs the signal rules: everything is
 * blocked but inside child_wait().  child_told() is true once the master asked
 * to leave; it looks at pending signals too (a busy child never sleeps).
 */
/*
 * The slip of a child: arena, config, keys, connection.  -1 when the keys are
 * missing or not those of this database, or when production would not survive
 * a power cut; a database that does not answer yet is no reason.
 */
int	child_slip(struct work *w, const struct child *me, size_t arena);
void	child_settle(void);
int	child_told(void);
/* epoll_pwait with signals let in; returns its result. */
struct epoll_event;
int	child_wait(int ep, struct epoll_event *ev, int ms);

/* fcgi/sockets.c: temp name, 0660, rename; -1 with the reason in the log. */
int	socket_listen(const char *dir, const char *name);
int	socket_bell(const char *dir);

/* fcgi/confine.c: what a child may no longer do. */
void	confine_limits(int64_t memory_mb);
void	confine_worker(void);

#endif
