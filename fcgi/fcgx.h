/* SPDX-License-Identifier: MIT */
/*
 * The only door to libfcgi (facts: its accept, signal and time-out habits are
 * not ours).  We accept the connection ourselves, give it time limits, and
 * hand it over; libfcgi never sees the listening socket.
 */
#ifndef FCGI_FCGX_H
#define FCGI_FCGX_H

#include "http.h"

struct fcgx;

/* Once a process, before signal handlers are installed (it replaces them). */
struct fcgx	*fcgx_new(void);
/*
 * Reads the parameters of one request from a connected socket, which it owns
 * from now on.  -1: the peer left, was too slow or spoke nonsense.
 */
int		 fcgx_take(struct fcgx *f, int fd, struct call *c);
ssize_t		 fcgx_read(void *f, void *p, size_t n);
/* Sends the answer and closes; -1 when the peer did not take it all. */
int		 fcgx_answer(struct fcgx *f, struct call *c);
void		 fcgx_drop(struct fcgx *f);	/* close without an answer */

#endif
