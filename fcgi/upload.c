/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "modules/base/crypto.h"
#include "modules/base/text.h"
#include "multipart.h"
#include "upload.h"

struct upload {
	struct call		*c;
	struct multipart	*m;
	unsigned char		*room;		/* as long as the body: never too small */
	size_t			 used, start;
	const char		*field;		/* of the text field being read */
	struct upload_part	*file;		/* of the file being read */
	struct hasher		*hash;
};

static int
name_taken(struct call *c, const char *field)
{
	for (size_t i = 0; i < c->nfiles; i++)
		if (strcmp(c->files[i].field, field) == 0)
			return 1;
	return js_get(c->body, field) != NULL;
}

static int
part_begin(void *arg, const struct multipart_part *part)
{
	struct upload *u = arg;
	struct work *w = u->c->w;

	if (name_taken(u->c, part->field))
		return refuse(w, ERR_INVALID, "field %s is given twice", part->field);
	u->start = u->used;
	u->field = part->field;
	u->file = NULL;
	if (part->name == NULL)
		return 0;
	u->file = &u->c->files[u->c->nfiles++];
	u->file->field = part->field;
	u->file->name = part->name;
	u->file->type = part->type;
	u->hash = hasher_new();
	return 0;
}

static int
part_add(void *arg, const void *p, size_t n)
{
	struct upload *u = arg;

	memcpy(u->room + u->used, p, n);
	u->used += n;
	if (u->file != NULL)
		hasher_add(u->hash, p, n);
	return 0;
}

static int
text_end(struct upload *u)
{
	const char *text = (const char *)u->room + u->start;
	size_t n = u->used - u->start;

	if (n > 64 * KB || !utf8_ok(text, n))
		return refuse(u->c->w, ERR_INVALID, "field %s is not text", u->field);
	js_put_text(u->c->body, u->field, arena_strndup(u->c->w->arena, text, n));
	return 0;
}

static int
part_end(void *arg)
{
	struct upload *u = arg;

	if (u->file == NULL)
		return text_end(u);
	u->file->bytes = (struct blob){ u->room + u->start, u->used - u->start };
	hasher_end(u->hash, u->file->sha256);
	u->hash = NULL;
	if (*u->file->name == '\0' && u->file->bytes.n == 0)
		u->c->nfiles--;		/* what browsers send for "no file chosen" */
	return 0;
}

/* A body that broke off leaves a hash open. */
static void
upload_drop(void *arg)
{
	struct upload *u = arg;
	unsigned char out[HASH_LEN];

	if (u->hash != NULL)
		hasher_end(u->hash, out);
}

static const struct multipart_sink sink = { part_begin, part_add, part_end };

struct upload *
upload_new(struct call *c, size_t len)
{
	struct upload *u = ARENA_NEW(c->w->arena, struct upload);

	u->c = c;
	u->room = arena_alloc(c->w->arena, len + 1);
	c->files = ARENA_ARRAY(c->w->arena, struct upload_part, MULTIPART_PARTS);
	c->nfiles = 0;
	u->m = multipart_new(c->w, call_env(c, "CONTENT_TYPE"), &sink, u);
	arena_defer(c->w->arena, upload_drop, u);
	return u->m == NULL ? NULL : u;
}

int
upload_take(void *upload, const void *p, size_t n)
{
	struct upload *u = upload;

	return multipart_feed(u->m, p, n);
}

int
upload_end(struct upload *u)
{
	return multipart_end(u->m);
}
