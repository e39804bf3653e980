/* SPDX-License-Identifier: MIT */
/*
 * The texts of messages as data: event and kind -> title and words with named
 * places, {no}.  They are written as versions of contents (kinds SMS, MAIL,
 * SITE, slug = event; modules/content/item.h); what is published stands in
 * notify_template.  notify_event says which events there are, what each may
 * name (with a sample for the preview) and what it cannot do without.
 */
#ifndef NOTIFY_TEMPLATE_H
#define NOTIFY_TEMPLATE_H

#include "db/db.h"

struct json;

struct notify_event {
	const char	*event, *words;		/* pay.paid, 支付成功 */
	int		 urgent;		/* does not wait for the morning; its words are not kept */
	const char	*reach;			/* PHONE, ACCOUNT */
	const char	*must;			/* SMS, MAIL */
	const char	*places;		/* name=sample|!code=628104 */
};

struct notify_template {
	const char	*kind, *subject, *body;
	int		 urgent;
};

int	template_kind_ok(const char *kind);	/* SMS, MAIL, SITE */

/* 1, 0: there is no such event, -1. */
int	notify_event_find(struct work *w, const char *event, struct notify_event *out);
int	notify_event_list(struct work *w, struct notify_event **out, size_t *n);

/* All texts of an event, one a kind. */
int	template_list(struct work *w, const char *event, struct notify_template **out,
	    size_t *n);
/*
 * Refuses, at the field: an event that is none (slug), a kind it does not go by,
 * a place it does not name, a place it must name, an open brace, words longer
 * than their way takes (body).
 */
int	template_check(struct work *w, const char *kind, const char *event, const char *title,
	    const char *body);
/* Inside a transaction: in force from now on.  Dropping what the event cannot do
 * without is a CONFLICT. */
int	template_put(struct work *w, const char *kind, const char *event, const char *title,
	    const char *body);
int	template_drop(struct work *w, const char *kind, const char *event);

/* The samples of an event as values for notify_render(). */
struct json *template_samples(struct work *w, const struct notify_event *e);

#endif
