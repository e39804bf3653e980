/* SPDX-License-Identifier: MIT */
/*
 * What master and children see of each other: one page of shared memory made
 * before the first fork.  A seat belongs to one child at a time and only that
 * child writes its busy_since, request_id and served; tallies are added to by
 * everybody and outlive the children.
 */
#ifndef FCGI_SCOREBOARD_H
#define FCGI_SCOREBOARD_H

#include <stdatomic.h>
#include <stdint.h>
#include <sys/types.h>

struct work;

#define BOARD_SEATS	256
#define BOARD_CREWS	8
#define REQUEST_ID	40

struct seat {
	_Atomic pid_t		pid;		/* 0: free */
	_Atomic int		crew;
	_Atomic int		generation;
	_Atomic int		leaving;	/* was told to go */
	_Atomic int		ready;		/* serves requests */
	_Atomic int64_t		busy_since;	/* monotonic µs; 0: waiting */
	_Atomic uint64_t	served;
	int64_t			started;	/* monotonic µs, the master's */
	char			request_id[REQUEST_ID];
};

struct tally {
	const char		*name;		/* of the crew; same address in every child */
	_Atomic uint64_t	classes[6];	/* [2]: 2xx ... [0]: client gone */
	_Atomic uint64_t	us;		/* time spent */
	_Atomic uint64_t	statements;
	_Atomic uint64_t	respawns;	/* children that ended by themselves */
	_Atomic uint64_t	killed;		/* by the watchdog */
};

struct board {
	struct seat	seats[BOARD_SEATS];
	struct tally	tallies[BOARD_CREWS];
	_Atomic int	crews;
	_Atomic int	generation;
};

/* The process's board; NULL in programs without a master. */
extern struct board *board;

void	board_make(void);
void	seat_busy(struct seat *s, const char *request_id);
void	seat_idle(struct seat *s);
void	tally_add(struct tally *t, int status, int64_t us, uint64_t statements);
/* Prometheus text of all crews. */
const char	*board_metrics(struct work *w);

#endif
