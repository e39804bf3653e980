/* SPDX-License-Identifier: MIT */
/*
 * The operator's texts (modules/content/item.h): writing, publishing,
 * withdrawing; right system.  Publishing changes what is in force, tells the
 * workers' catalogues and queues one printing of the public site, all in one
 * transaction.
 */
#ifndef SERVICE_CONTENTS_H
#define SERVICE_CONTENTS_H

#include "modules/base/fields.h"
#include "modules/content/item.h"

struct json;

extern const struct field content_add_fields[5];	/* kind channel slug title body */
extern const struct field content_save_fields[3];	/* title body version */
extern const struct field content_act_fields[1];	/* version */

/* {items: [{pid, kind, kind_words, channel, slug, n, title, state, state_words, ...}]} */
int	contents_list(struct work *w, const char *kind, const char *state, int64_t page,
	    int64_t size, struct json **out);
int	contents_count(struct work *w, const char *kind, const char *state, struct json **out);
/* With body, versions: [item], events: [{act, actor, at}] */
int	contents_get(struct work *w, const struct pid *pid, struct json **out);
int	contents_add(struct work *w, const struct json *body, struct json **out);
/* Changes a draft; of what is published it makes the next version, a draft. */
int	contents_save(struct work *w, const struct pid *pid, const struct json *body,
	    struct json **out);
/* PUBLISH, WITHDRAW or DROP */
int	contents_act(struct work *w, const struct pid *pid, enum content_act act,
	    const struct json *body, struct json **out);

#endif
