/* SPDX-License-Identifier: MIT */
/*
 * Uploads: a file in a slot ("apply_form") of one person's application.  The
 * newest upload of a slot counts; older ones stay as history.
 *
 * The rules (types, sizes) are data of the catalogue and come in as a struct,
 * so this room knows no channel.  Whether the caller may touch the draft or
 * order is asked by the service before; every function here names the scope.
 */
#ifndef FILE_UPLOAD_H
#define FILE_UPLOAD_H

#include "db/db.h"
#include "sniff.h"

struct json;

/* K2; sizes count bytes, both ends inclusive, 1 KB = 1024 bytes. */
struct upload_rule {
	const char	*slot;			/* "apply_form", the field of refusals */
	const char	*words;			/* "申请表" */
	unsigned	 types;			/* enum file_type, or-ed */
	int64_t		 min_bytes, max_bytes;
};

/* "jpg,png,bmp" of a catalogue row into bits; unknown words are a bug. */
int	upload_types(struct work *w, const char *list, unsigned *out);
const char *upload_types_words(struct work *w, unsigned types);	/* "JPG、PNG、BMP" */
struct json *upload_types_json(struct work *w, unsigned types);	/* ["jpg","jpeg","png"] */

/*
 * Each refuses with Chinese words that name the field.  The first looks at
 * what is known before the body is read, the second at every byte.
 */
int	upload_check_name(struct work *w, const struct upload_rule *r, const char *name);
int	upload_check_size(struct work *w, const struct upload_rule *r, int64_t bytes);
int	upload_check_bytes(struct work *w, const struct upload_rule *r, const char *name,
	    struct blob bytes, struct sniffed *out);

#define SCOPE_DRAFT	"draft"
#define SCOPE_ORDER	"order"
#define SCOPE_DOSSIER	"dossier"

/* Which slot: all four name it. */
struct upload_place {
	const char	*scope;			/* SCOPE_DRAFT, SCOPE_ORDER, SCOPE_DOSSIER */
	struct pid	 scope_pid;
	struct pid	 person_pid;	/* all zero in a dossier */
	const char	*slot;
};

/* A row of upload with what the page needs of its file. */
struct upload {
	int64_t		 id;
	struct pid	 pid;
	const char	*scope;
	struct pid	 scope_pid, person_pid;
	const char	*slot;
	int		 live;			/* 1: the one that counts */
	int64_t		 file_id;
	const char	*name;
	int		 paper_version;
	int64_t		 account_id, company_id, at;
	const char	*state;			/* KEPT, REPLACED, REMOVED */
	struct pid	 file_pid;
	const char	*file_state, *file_words, *type;
	int64_t		 size, preview_id;
	int		 width, height, pages;
};

/* In the caller's transaction: the older one of the slot becomes REPLACED. */
int	upload_add(struct work *w, const struct upload_place *at, int64_t file_id,
	    const char *name, int paper_version, struct upload *out);
int	upload_get(struct work *w, const struct pid *pid, struct upload *out);
/* The one that counts; 1 found, 0 none, -1. */
int	upload_current(struct work *w, const struct upload_place *at, struct upload *out);
/* All that count in a draft or order / with history, oldest first. */
int	upload_list(struct work *w, const char *scope, const struct pid *scope_pid,
	    struct upload **out, size_t *n);
int	upload_history(struct work *w, const char *scope, const struct pid *scope_pid,
	    struct upload **out, size_t *n);
/* The slot is empty afterwards. */
int	upload_remove(struct work *w, const struct upload *u);
/* A draft became an order: the person's uploads of its slot go with it, history too. */
int	upload_move(struct work *w, const struct pid *draft, const struct pid *person,
	    const char *slot, const struct pid *order);

/* The `upload` object of the API; urls below /api/uploads/. */
struct json *upload_json(struct work *w, const struct upload *u);

#endif
