/* SPDX-License-Identifier: MIT */
/*
 * Texts people agree to: which ones at which event (LOGIN, REGISTER, APPLY,
 * VENDOR) of which channel, and who ticked which version when (K3).  A version
 * is never edited, so a tick with its hash proves what was shown.
 */
#ifndef CONTENT_CONTENT_H
#define CONTENT_CONTENT_H

#include "db/db.h"

struct json;

struct agreement {
	int64_t		 id;
	struct pid	 pid;
	const char	*code, *version, *title;	/* 用户服务协议 */
	const char	*body;				/* a paragraph a line */
	struct blob	 sha256;			/* of body */
};

/* The set in force at w->now, in order; empty when nothing is to be ticked. */
int	agreement_list(struct work *w, const char *channel, const char *event,
	    struct agreement **out, size_t *n);
/* GET /api/agreements: {items: [{pid, code, title, version, sha256, body}]} */
struct json *agreements_json(struct work *w, const struct agreement *list, size_t n);

/*
 * Refuses (422, field "agreements") unless `ticked`, an array of pids, names
 * every text of the set.  Reads only; may run before a transaction.
 */
int	agreement_need(struct work *w, const char *channel, const char *event,
	    const struct json *ticked);
/*
 * Writes a line per text of the set in force, inside the caller's transaction.
 * object: the draft or session it belongs to, or NULL.
 */
int	agreement_tick(struct work *w, const char *channel, const char *event,
	    int64_t account_id, const struct pid *object);

#endif
