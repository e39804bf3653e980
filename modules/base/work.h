/* SPDX-License-Identifier: MIT */
/*
 * The slip that goes from room to room: who asks, with which connection,
 * where the memory comes from, what time it is and what went wrong first.
 * fcgi wraps it in struct call; clerk, admin and tests make one by hand.
 */
#ifndef BASE_WORK_H
#define BASE_WORK_H

#include <stdint.h>

#include "arena.h"
#include "fault.h"

struct conf;
struct db;
struct idem;
struct keyring;

/*
 * Rights are rows (table role_right) read with the session; the route table
 * and the step tables name them.  RIGHT_MEMBER and RIGHT_STAFF are given by
 * the kind of account, RIGHT_CLOCK only to the clerk.
 */
enum right {
	RIGHT_MEMBER	= 1 << 0,	/* a signed-in applicant */
	RIGHT_APPLY	= 1 << 1,	/* apply and pay for oneself */
	RIGHT_COMPANY	= 1 << 2,	/* 管理员: acts for the whole enterprise */
	RIGHT_STAFF	= 1 << 3,	/* any signed-in member of staff */
	RIGHT_VIEW	= 1 << 4,	/* read every order */
	RIGHT_REVIEW	= 1 << 5,	/* 初审 */
	RIGHT_SECOND	= 1 << 6,	/* 复核 */
	RIGHT_MAKE	= 1 << 7,	/* 制证 and dispatch */
	RIGHT_DESK	= 1 << 8,	/* hand out at one pickup point */
	RIGHT_FINANCE	= 1 << 9,
	RIGHT_SYSTEM	= 1 << 10,	/* tasks, catalogue */
	RIGHT_SECURITY	= 1 << 11,	/* accounts and rights */
	RIGHT_AUDIT	= 1 << 12,	/* read the audit book, write nothing */
	RIGHT_FULL	= 1 << 13,	/* see unmasked numbers (leaves an access line) */
	RIGHT_CLOCK	= 1 << 14,	/* the clerk: timers and provider evidence */
	RIGHT_ENTERPRISE = 1 << 15,	/* edit the data of the own enterprise (E1-E10) */
	RIGHT_LEAD	= 1 << 16,	/* 审核组长: refuses, takes back, hands tasks over */
};

/* Who asks.  Ids are 0 where they do not apply. */
struct actor {
	int64_t		 account_id;
	int64_t		 person_id;
	int64_t		 company_id;	/* of the chosen identity */
	int64_t		 identity_id;
	int64_t		 session_id;
	int64_t		 point_id;	/* pickup point of a desk clerk */
	unsigned	 rights;	/* enum right, or-ed */
	const char	*channel;	/* "MAIN", "ANSHAN" */
	const char	*name;		/* shown in events and queues */
};

struct work {
	struct arena		*arena;
	struct db		*db;
	const struct conf	*conf;
	const struct keyring	*keys;
	const struct actor	*actor;
	int64_t			 now;		/* epoch seconds, from clock_now() */
	const char		*request_id;
	const char		*ip;
	int64_t			 catalog_version; /* came with the session row, else 0 */
	struct idem		*idem;		/* modules/service/idem.h; NULL without a key */
	struct fault		 fault;
};

/* True when the actor holds at least one of the rights in the mask. */
int	work_may(const struct work *w, unsigned rights);

#endif
