/* SPDX-License-Identifier: MIT */
/*
 * Runs caportal-scan for the clerk: the file goes in through an anonymous
 * memory file (nothing readable touches a disk), what comes out is handed to a
 * sink, and a clock on the wall ends what its own limits did not.  The child
 * gets a clean environment, three descriptors and no memory of the clerk.
 */
#ifndef SERVICE_SCAN_CHILD_H
#define SERVICE_SCAN_CHILD_H

#include "db/db.h"

#define SCAN_WALL_MS	20000

/* One program of a pipe: the words after its name, NULL-terminated. */
struct scan_step {
	const char	*words[3];
};

enum scan_end {
	SCAN_DONE,
	SCAN_UNREADABLE,	/* it says: no usable picture or PDF */
	SCAN_KILLED,		/* by a limit, the filter, a crash or the clock */
	SCAN_STOPPED,		/* the sink had enough */
	SCAN_OURS,		/* the program is missing or has no walls */
};

/*
 * Steps are joined like a shell pipe (at most 2).  The sink returns 0 or -1 to
 * stop.  Refuses only when no child could be made at all.
 */
int	scan_run(struct work *w, const struct scan_step *steps, size_t n, struct blob in,
	    int (*sink)(void *arg, const void *p, size_t n), void *arg, int wall_ms,
	    enum scan_end *out);

/* A sink that keeps all, up to `max` bytes. */
struct scan_bytes {
	unsigned char	*p;		/* of the caller: `max` bytes */
	size_t		 n, max;
};
int	scan_keep(void *bytes, const void *p, size_t n);

#endif
