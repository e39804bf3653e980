/* SPDX-License-Identifier: MIT */
/*
 * Applications being typed.  The data is one JSON object the browser saves as
 * it goes; the server checks it at submission, the version guards two tabs:
 *
 *	{"persons": ["<pid>"], "vendor_agreed": true,
 *	 "items": [{"person": "<pid>", "vendor": "<code>", "platforms": ["<code>"],
 *	            "years": 1, "handler": "…", "handler_phone": "…", "remark": "…"}]}
 *
 * Scope: the account that typed it, within the enterprise of the identity.
 */
#ifndef ORDER_DRAFT_H
#define ORDER_DRAFT_H

#include "db/db.h"

struct draft {
	int64_t		 id;
	struct pid	 pid;
	int64_t		 account_id, company_id;
	const char	*channel, *service, *lock_type, *data, *state;
	int		 step, version;
	int64_t		 created_at, updated_at;
};

int	draft_add(struct work *w, const char *service, const char *lock_type,
	    const char *data, struct draft **out);
int	draft_get(struct work *w, const struct pid *pid, struct draft **out);
/* Also one that was sent: replays of its submission. */
int	draft_get_sent(struct work *w, const struct pid *pid, struct draft **out);
int	draft_take(struct work *w, const struct pid *pid, struct draft **out);
int	draft_list(struct work *w, struct draft **out, size_t *n);
/* Refuses with 409 when `version` is not the stored one. */
int	draft_save(struct work *w, struct draft *d, int version, int step, const char *data);
/* The applicant left the enterprise: every open one of theirs there is DROPPED. */
int	draft_drop_all(struct work *w, int64_t account_id, int64_t company_id);
/* Open ones of everybody; for staff. */
int	draft_open_count(struct work *w, const char *channel, const char *lock_type, int64_t *out);
int	draft_end(struct work *w, struct draft *d, const char *state);	/* "SENT", "DROPPED" */

#endif
