/* SPDX-License-Identifier: MIT */
/*
 * Messages as rows: what was said to whom by which way, and what became of it.
 * kind SMS and MAIL leave the house by a task with the same key; SITE is the
 * inbox of an account and there at once.
 *
 * Recipient and words are sealed; lists show the masked number and a search
 * wants the number in full.  Of a code no words are kept: it is not sent twice.
 * The inbox has its owner in every WHERE; the log is read by staff (right view
 * or system, asked by the route).
 */
#ifndef NOTIFY_MESSAGE_H
#define NOTIFY_MESSAGE_H

#include "db/db.h"
#include "steps.h"

struct message {
	int64_t		 id;
	struct pid	 pid;
	const char	*kind, *event;
	const char	*event_words;		/* read from the list of events */
	const char	*mkey;
	int64_t		 account_id;		/* 0: of no account */
	const char	*masked;
	struct blob	 recipient, words;	/* sealed; message_open() */
	const char	*title, *target;	/* target: the page it leads to, or "" */
	const char	*state_code, *error;
	enum message_state state;		/* of state_code */
	int		 tries, version;
	int64_t		 created_at, due_at, sent_at, read_at;
};

/* Inside a transaction: 1 added (fills id, pid, masked), 0 it was there, -1.
 * to: number, address or ""; words NULL: not kept. */
int	message_add(struct work *w, struct message *m, const char *to, const char *words);
int	message_get(struct work *w, const struct pid *pid, struct message *out);
int	message_take(struct work *w, const struct pid *pid, struct message *out);
int	message_move(struct work *w, struct message *m, enum message_act act,
	    const char *words);
/* What the tries came to: error "" when it went out. */
int	message_tried(struct work *w, const struct message *m, int64_t tries,
	    const char *error);
int	message_wait(struct work *w, const struct message *m, int64_t until);
/* Either may come out NULL. */
int	message_open(struct work *w, const struct message *m, const char **to,
	    const char **words);

/* When something was said first, by whatever way; 0: it was not. */
int	message_said(struct work *w, const char *mkey, int64_t *at);

/* The inbox of the actor's account. */
int	message_inbox(struct work *w, int unread, int64_t page, int64_t size,
	    struct message **out, size_t *n);
int	message_inbox_count(struct work *w, int64_t *total, int64_t *unread);
int	message_read(struct work *w, const struct pid *pid);	/* twice is once */
int	message_read_all(struct work *w);

/* The log; "" : any.  q: a number or address in full. */
struct message_filter {
	const char	*kind, *state, *event, *q;
	int64_t		 page, size;
};
int	message_list(struct work *w, const struct message_filter *f, struct message **out,
	    size_t *n);
int	message_count(struct work *w, const struct message_filter *f, int64_t *out);

/* Forgets what is older: 500 rows at most, returns how many. */
int64_t	message_sweep(struct work *w, int64_t before);

#endif
