/* SPDX-License-Identifier: MIT */
/*
 * What a call to the outside world came to, whatever the system
 * (integrations.md 12).  Every driver maps its answers to these four.
 */
#ifndef OUTBOX_OUTSIDE_H
#define OUTBOX_OUTSIDE_H

enum outside {
	OUTSIDE_OK,
	OUTSIDE_REJECTED,	/* final: the same call again gives the same answer */
	OUTSIDE_RETRY,		/* nothing happened there: same key, later */
	OUTSIDE_UNKNOWN		/* it may have happened: ask before repeating */
};

#endif
