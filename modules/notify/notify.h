/* SPDX-License-Identifier: MIT */
/*
 * Messages to people, one way for all.  Inside the transaction of its cause a
 * message becomes a row (message.h), with its final words, for every way that
 * has a text (template.h) and somewhere to go: SMS a number, MAIL an address,
 * SITE the inbox of an account.  SMS and MAIL leave by a task; the clerk sends
 * them, an SMS of the night in the morning (setting quiet_hours) unless its
 * event is urgent.
 *
 *	notify_sms(w, "review.approved", o->no, phone, values);
 *	notify_send(w, &(struct notice){ .event = "review.approved", .key = o->no,
 *	    .phone = phone, .account_id = o->account_id, .target = "/my/orders/...",
 *	    .values = values });
 *
 * `key` makes it the same message (unique with event and kind): an order
 * number, or number and round.  In a text {name} is the value of that name; a
 * name without a value stays empty, and an event without a text says nothing
 * (both are logged: a bad text must not stop a payment).
 *
 * The events, what each names and how it goes: table notify_event, on the page
 * 内容管理 and in db/seed/42_messages.sql.
 *
 * Driver `demo` delivers into table demo_message, which GET /api/demo/messages
 * shows outside production.
 */
#ifndef NOTIFY_NOTIFY_H
#define NOTIFY_NOTIFY_H

#include "choice.h"
#include "modules/outbox/outside.h"
#include "modules/outbox/task.h"

struct message;

struct notice {
	const char	*event, *key;
	const char	*phone, *mail;		/* NULL or "": not by this way */
	int64_t		 account_id;		/* whose inbox; 0: nobody's */
	unsigned	 kinds;			/* only these (choice.h); 0: all */
	const char	*target;		/* the page the inbox leads to; NULL: none */
	struct json	*values;
};

/* Inside the caller's transaction. */
int	notify_send(struct work *w, const struct notice *n);
int	notify_sms(struct work *w, const char *event, const char *key,
	    const char *phone, struct json *values);
int	notify_mail(struct work *w, const char *event, const char *key,
	    const char *address, struct json *values);
/* The task of a message that goes out (once more): `again` tells the tasks apart. */
int	notify_queue(struct work *w, const struct message *m, const char *key, const char *to,
	    const char *words, int urgent);

/* The clerk's half, kinds talk.sms and talk.mail; the fault says why not. */
enum outside	notify_deliver(struct work *w, const struct task *t);

/* One rendered message; the sender's view. */
struct outgoing {
	const char	*kind;		/* "SMS", "MAIL" */
	const char	*to, *subject, *words;
	struct pid	 pid;		/* of the task: delivered once */
};

/* {name} replaced by the values' texts and integers; pure. */
const char	*notify_render(struct work *w, const char *body, const struct json *values);

/* The newest messages of the demo driver as [{at, kind, to, words}]. */
int	demo_messages(struct work *w, struct json **out);

#endif
