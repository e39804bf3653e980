/* SPDX-License-Identifier: MIT */
/*
 * Certificates whose validity comes to an end: whom to remind, once for every
 * mark (days before) of an end, and the ends a calendar shows.  A certificate
 * that was renewed has another end and is reminded of anew, as soon as its key was
 * updated: until then the old end counts.
 */
#ifndef CERT_ENDING_H
#define CERT_ENDING_H

#include "cert.h"

#define CERT_ENDING_MAX	200	/* rows of one look */

/* Those in use that end in [from, to) and whose mark was not taken up yet. */
int	cert_ending(struct work *w, int mark, int64_t from, int64_t to, int64_t **ids, size_t *n);
/* Locks it: 1 it is in use and still ends in [from, to), and its mark is ours, for
 * the first time; 0 not, or not any more.  Inside a transaction. */
int	cert_reminding(struct work *w, int64_t id, int mark, int64_t from, int64_t to,
	    struct cert **out);
/* The actor's scope: certificates in use whose end is still to come, the next first,
 * at most 1000. */
int	cert_ends(struct work *w, struct cert **out, size_t *n);

#endif
