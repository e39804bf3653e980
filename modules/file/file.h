/* SPDX-License-Identifier: MIT */
/*
 * The rows about files.  A file row is written after its bytes are safe in
 * the store (store.h), in the transaction of the thing it belongs to.
 *
 * States, and who moves next:
 *	RECEIVED	the clerk (task scan.preview)
 *	CHECKING	the clerk has it
 *	READY		nobody; `words` may ask a person to look closely
 *	REFUSED		the applicant, with another file
 * Files the house made itself (papers, previews) are READY at once.
 *
 * Who may read a file is decided by the thing it belongs to (an upload's
 * scope, a paper's owner); the functions here trust their caller.
 */
#ifndef FILE_FILE_H
#define FILE_FILE_H

#include "db/db.h"

#define FILE_RECEIVED	"RECEIVED"
#define FILE_CHECKING	"CHECKING"
#define FILE_READY	"READY"
#define FILE_REFUSED	"REFUSED"

struct file {
	int64_t		 id;
	struct pid	 pid;
	struct blob	 sha256;	/* 32 bytes, of the plain bytes */
	int64_t		 size;
	const char	*type;		/* "jpg", "png", "bmp", "pdf" */
	int		 width, height;	/* as people see it: EXIF turned; 0 for PDF */
	int		 pages;
	int		 key_id;
	int64_t		 at;
	int64_t		 account_id, company_id;
	const char	*purpose;	/* "upload", "preview", "paper" */
	const char	*state;
	const char	*words;		/* NULL: none */
	int64_t		 preview_id;	/* 0: none */
	int		 tries;
};

/*
 * Writes the row of bytes that are already in the store and fills id.  The
 * caller has set pid, sha256, size and key_id (store_put_end does), type,
 * purpose and what is known of width, height, pages; `state` NULL means
 * READY.  `at`, account and company come from the slip.
 */
int	file_add(struct work *w, struct file *f);
int	file_get(struct work *w, const struct pid *pid, struct file *out);
int	file_get_id(struct work *w, int64_t id, struct file *out);
int	file_take(struct work *w, const struct pid *pid, struct file *out);	/* FOR UPDATE */

/* One step of the table above with its event row; CONFLICT when `f` is stale. */
int	file_move(struct work *w, struct file *f, const char *to, const char *words);
/* CHECKING, and one more try. */
int	file_start(struct work *w, struct file *f);
/* What the preview maker found out, then READY (words may be NULL). */
int	file_finish(struct work *w, struct file *f, int64_t preview_id, int pages,
	    const char *words);

/* Refuses (LIMIT) when the actor's account brought too much in a day. */
int	file_quota(struct work *w, int64_t more_bytes);

#endif
