/* SPDX-License-Identifier: MIT */
/*
 * Texts an operator writes, as versions (steps.h).  Kinds, and what publishing
 * one changes besides the public pages (modules/service/contents.c):
 *
 *	NOTICE		通知公告; slug is its address
 *	HELP		a help page
 *	PAGE		a page of the menu: experience products learning knowledge
 *			downloads about
 *	PLACE		sentences on a page of the application (P7): slug is the
 *			place, a line is a sentence -> page_notice
 *	CONTACT		a line is "words：value" -> contact
 *	AGREEMENT	slug is the agreement's code -> agreement, agreement_set
 *	SMS MAIL SITE	the text of a message; slug is the event -> notify_template
 *
 * kind, channel and slug together name one text; at most one version of it is
 * PUBLISHED and at most one is a DRAFT.
 */
#ifndef CONTENT_ITEM_H
#define CONTENT_ITEM_H

#include "db/db.h"
#include "steps.h"

#define CONTENT_BODY_MAX	16000		/* characters */

struct content {
	int64_t		 id;
	struct pid	 pid;
	const char	*kind, *channel, *slug;
	int		 n;
	const char	*title, *body, *state_code;
	int		 version;
	const char	*author;
	int64_t		 created_at, updated_at, published_at;
	enum content_state state;		/* of state_code */
};

struct content_event {
	const char	*act, *actor, *words;
	int64_t		 at;
};

const char	*content_kind_words(const char *kind);	/* NULL: no such kind */
int		 content_kind_ok(const char *kind);
int		 content_slug_ok(const char *slug);

/* kind "": all; state "": drafts and what is published. */
int	content_list(struct work *w, const char *kind, const char *state, int64_t skip,
	    int64_t size, struct content **rows, size_t *n);
int	content_count(struct work *w, const char *kind, const char *state, int64_t *out);
/* What the public site shows, newest first. */
int	content_published(struct work *w, const char *kind, const char *channel,
	    struct content **rows, size_t *n);
int	content_get(struct work *w, const struct pid *pid, struct content *out);
/* All versions of the same text, newest first. */
int	content_versions(struct work *w, const struct content *c, struct content **rows,
	    size_t *n);
int	content_events(struct work *w, const struct content *c, struct content_event **rows,
	    size_t *n);

/* ---- inside a transaction ---- */

int	content_take(struct work *w, const struct pid *pid, struct content *out);
/* The version in force: 1, none: 0. */
int	content_take_live(struct work *w, const struct content *like, struct content *out);
/* Fills id, pid, n, version, author, times; a second draft is a conflict. */
int	content_add(struct work *w, struct content *c);
int	content_write(struct work *w, struct content *c);	/* title and body of a draft */
int	content_step(struct work *w, struct content *c, enum content_act act,
	    const char *words);

/* What is in force elsewhere follows the text (truth.c). */
int	content_agree(struct work *w, const struct content *c);
int	content_place(struct work *w, const struct content *c, int shown);
int	content_contacts(struct work *w, const struct content *c, int shown);

#endif
