/* SPDX-License-Identifier: MIT */
/*
 * The counter for uploads: somebody brings a file for a slot of a draft or of
 * a returned order, looks at it again, takes it back.  What may be brought is
 * the catalogue's rule for the channel and slot; the bytes go to the store
 * first, then row, slot and preview task in one transaction.
 *
 * An upload is seen by whoever sees its draft (its account), its order
 * (order_scope) or its dossier; everybody else gets NOTFOUND.
 */
#ifndef SERVICE_UPLOADS_H
#define SERVICE_UPLOADS_H

#include "modules/file/upload.h"

struct json;

struct brought {
	const char	*slot;		/* "apply_form" */
	const char	*name;		/* the person's file name */
	struct blob	 bytes;
};

/* The form must have been printed: its version is noted with the upload. */
int	uploads_to_draft(struct work *w, const struct pid *draft, const struct pid *person,
	    const struct brought *b, struct json **out);
/* Only while the order is with its applicant for correction. */
int	uploads_to_order(struct work *w, const struct pid *order, const struct brought *b,
	    struct json **out);

/* A document its policy wants, while it may be corrected. */
int	uploads_to_dossier(struct work *w, const struct pid *dossier, const struct brought *b,
	    struct json **out);

int	uploads_get(struct work *w, const struct pid *upload, struct json **out);
/* The bytes as brought; *u has type and name. */
int	uploads_bytes(struct work *w, const struct pid *upload, struct upload *u,
	    struct blob *out);
/* The JPEG of the clerk; NOTFOUND while there is none. */
int	uploads_preview(struct work *w, const struct pid *upload, struct blob *out);
/* From a draft or a returned order; the slot is empty afterwards. */
int	uploads_remove(struct work *w, const struct pid *upload);

#endif
