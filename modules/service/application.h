/* SPDX-License-Identifier: MIT */
/*
 * The content of a draft as structs: cleaned when it is saved, checked when it
 * is submitted.  Saving accepts anything that is well-formed and within its
 * limits, however incomplete; application_complete() says what is missing in
 * the user's words, field by field ("items.0.vendor").
 */
#ifndef SERVICE_APPLICATION_H
#define SERVICE_APPLICATION_H

#include "modules/order/draft.h"
#include "modules/person/person.h"
#include "services.h"

struct json;
struct policy;

#define APPLICATION_PERSONS	20	/* certificates in one application */
#define APPLICATION_PLATFORMS	40

struct application_item {
	const char	*person;		/* pid as text */
	const char	*medium;		/* one certificate per person and medium */
	const struct service *service;		/* its row */
	const struct policy *policy;		/* by apply_load(); NULL: not offered at the moment */
	const char	*vendor, *handler, *handler_phone, *remark;
	struct json	*platforms;		/* array of codes */
	int64_t		 years;
	const char	**codes;		/* the same codes, NULL-terminated */
	size_t		 ncodes;
	struct member	 member;		/* after application_members() */
};

struct application {
	int			 vendor_agreed;
	const char		**media;	/* the types asked for (D0:292), NULL-terminated */
	struct application_item	*items;
	size_t			 n;
};

/* From what the browser sent; *text is the canonical JSON to store. */
int	application_clean(struct work *w, const struct draft *d, const struct json *data,
	    const char **text);
/* From the stored text. */
int	application_read(struct work *w, const struct draft *d, struct application *out);
/* Looks every holder up within the enterprise; a stranger's pid is NOTFOUND. */
int	application_members(struct work *w, const struct draft *d, struct application *a);
/* The same without those who are members no more: removed since it was saved. */
int	application_members_left(struct work *w, const struct draft *d, struct application *a);
/* Which printed form belongs to an item: a key of the paper room. */
const char	*application_scope(struct work *w, const struct draft *d,
	    const struct application_item *item);

#endif
