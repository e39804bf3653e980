/* SPDX-License-Identifier: MIT */
/*
 * Messages as pages show them: the inbox of an applicant with what they chose,
 * the log of staff, and the clerk's half of sending.  Shapes: inbox_row,
 * message_row, message_choice (fcgi/shapes.c).
 */
#ifndef SERVICE_MESSAGES_H
#define SERVICE_MESSAGES_H

#include "modules/base/fields.h"
#include "modules/content/item.h"
#include "modules/notify/message.h"
#include "modules/outbox/task.h"

struct json;

extern const struct field message_choice_fields[3];	/* days kinds email */

/* ---- the inbox of the actor ---- */

int	messages_inbox(struct work *w, int unread, int64_t page, int64_t size,
	    struct json **out);
int	messages_inbox_count(struct work *w, struct json **out);	/* {total, unread} */
int	messages_read(struct work *w, const struct pid *pid, struct json **out);
int	messages_read_all(struct work *w, struct json **out);
/* {days: [int], offered: [int], kinds: [text], email} */
int	messages_choice(struct work *w, struct json **out);
int	messages_choose(struct work *w, const struct json *body, struct json **out);

/* ---- the log, for staff ---- */

int	messages_log(struct work *w, const struct message_filter *f, struct json **out);
int	messages_log_count(struct work *w, const struct message_filter *f, int64_t *out);
/* [{code, words}] of all events: the filter of the page. */
int	messages_events(struct work *w, struct json **out);
/* Once more, to the same; a code never (CONFLICT).  Right system. */
int	messages_again(struct work *w, const struct pid *pid, struct json **out);

/* ---- texts as versions (contents.c, site.c) ---- */

/* What is wrong with a text of an event, at its fields; other kinds pass. */
int	messages_text_ok(struct work *w, const struct content *c);
/* With samples for the places, as HTML. */
int	messages_preview(struct work *w, FILE *to, const struct content *c);

/* ---- tasks ---- */

int	run_message(struct work *w, const struct task *t, int64_t *again);
int	run_sweep_messages(struct work *w, const struct task *t, int64_t *again);

#endif
