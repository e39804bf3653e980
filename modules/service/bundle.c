/* SPDX-License-Identifier: MIT */
#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <string.h>

#include "bundle.h"
#include "modules/base/clock.h"
#include "modules/base/json.h"
#include "modules/catalog/catalog.h"
#include "modules/file/file.h"
#include "modules/file/store.h"
#include "modules/file/upload.h"
#include "modules/order/order.h"

struct bundle {
	const struct order	*order;
	const struct upload	*uploads;
	size_t			 n, i;
	struct archive		*zip;
	struct arena		*arena;		/* of the piece being made */
	unsigned char		*p;
	size_t			 used, room;
	int			 over;
};

/* A reader who went away leaves the archive behind: the next one frees it. */
static struct archive *left_behind;

/* ---- the archive's own calls ---- */

static la_ssize_t
take(struct archive *zip, void *arg, const void *p, size_t n)
{
	struct bundle *b = arg;

	(void)zip;
	if (b->used + n > b->room) {
		size_t room = 2 * b->room + n + 65536;
		unsigned char *bigger = arena_alloc(b->arena, room);

		if (b->used > 0)
			memcpy(bigger, b->p, b->used);
		b->p = bigger;
		b->room = room;
	}
	memcpy(b->p + b->used, p, n);
	b->used += n;
	return (la_ssize_t)n;
}

static int
zip_fault(struct work *w, struct bundle *b)
{
	const char *why = archive_error_string(b->zip);

	return refuse(w, ERR_BUG, "bundle of order %s: %s", b->order->no, why == NULL ? "?" : why);
}

/* Scans do not shrink: they are stored as they are. */
static int
zip_open(struct work *w, struct bundle *b)
{
	if (left_behind != NULL)
		archive_write_free(left_behind);
	left_behind = b->zip = archive_write_new();
	if (b->zip == NULL)
		return refuse(w, ERR_BUG, "no memory for an archive");
	return archive_write_set_format_zip(b->zip) != ARCHIVE_OK ||
	    archive_write_set_options(b->zip, "zip:compression=store,zip:hdrcharset=UTF-8") !=
	    ARCHIVE_OK || archive_write_set_bytes_per_block(b->zip, 0) != ARCHIVE_OK ||
	    archive_write_open(b->zip, b, NULL, take, NULL) != ARCHIVE_OK ? zip_fault(w, b) : 0;
}

/* ---- one file ---- */

static const char *
name_of(struct work *w, const struct bundle *b, const struct upload *u)
{
	const struct catalog *c;
	struct upload_rule rule = { .words = u->slot };
	struct civil at = civil_of(u->at);

	if (catalog_get(w, &c) < 0 ||
	    catalog_upload_rule(w, c, b->order->channel, u->slot, &rule) < 0)
		fault_clear(w);
	return arena_printf(w->arena, "%s/%02zu-%s-%04d%02d%02d-%02d%02d%02d%s.%s", b->order->no,
	    b->i + 1, rule.words, at.year, at.month, at.day, at.hour, at.minute, at.second,
	    u->live == 1 ? "" : "-已替换", u->type);
}

static int
put_entry(struct work *w, struct bundle *b, const struct upload *u, struct blob bytes)
{
	struct archive_entry *e = archive_entry_new();
	int rc;

	archive_entry_set_pathname_utf8(e, name_of(w, b, u));
	archive_entry_set_size(e, (la_int64_t)bytes.n);
	archive_entry_set_filetype(e, AE_IFREG);
	archive_entry_set_perm(e, 0644);
	archive_entry_set_mtime(e, (time_t)u->at, 0);
	rc = archive_write_header(b->zip, e) == ARCHIVE_OK &&
	    archive_write_data(b->zip, bytes.p, bytes.n) == (la_ssize_t)bytes.n &&
	    archive_write_finish_entry(b->zip) == ARCHIVE_OK ? 0 : zip_fault(w, b);
	archive_entry_free(e);
	return rc;
}

static int
put_file(struct work *w, struct bundle *b)
{
	const struct upload *u = &b->uploads[b->i];
	struct blob bytes;
	struct file f;
	int rc = file_get(w, &u->file_pid, &f) < 0 || store_read(w, &f, &bytes) < 0 ? -1 :
	    put_entry(w, b, u, bytes);

	b->i++;
	return rc;
}

static int
zip_close(struct work *w, struct bundle *b)
{
	int rc = archive_write_close(b->zip) == ARCHIVE_OK ? 0 : zip_fault(w, b);

	archive_write_free(b->zip);
	left_behind = b->zip = NULL;
	b->over = 1;
	return rc;
}

/* Names are Chinese: the archive turns them over by the locale of the caller. */
int
bundle_more(struct work *w, void *arg, struct blob *piece)
{
	static locale_t utf8;
	struct bundle *b = arg;
	locale_t before;
	int rc;

	if (b->over)
		return 0;
	if (utf8 == NULL)
		utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", NULL);
	before = uselocale(utf8);
	b->arena = w->arena;
	b->p = NULL;
	b->used = b->room = 0;
	rc = b->zip == NULL && zip_open(w, b) < 0 ? -1 :
	    b->i < b->n ? put_file(w, b) : zip_close(w, b);
	uselocale(before);
	*piece = (struct blob){ b->p, b->used };
	return rc < 0 ? -1 : 1;
}

/* ---- which ---- */

/* What was looked into and found to be what it should be, oldest first. */
static size_t
only_taken(struct upload *u, size_t n)
{
	size_t left = 0;

	for (size_t i = 0; i < n; i++)
		if (strcmp(u[i].file_state, FILE_READY) == 0 && strcmp(u[i].state, "REMOVED") != 0)
			u[left++] = u[i];
	return left;
}

int
bundle_begin(struct work *w, const struct pid *order, struct bundle **out, int *files,
    const char **name)
{
	struct bundle *b = ARENA_NEW(w->arena, struct bundle);
	struct upload *u;
	struct order *o;

	*b = (struct bundle){ 0 };
	if (order_get(w, order, &o) < 0 || upload_history(w, SCOPE_ORDER, order, &u, &b->n) < 0)
		return -1;
	b->order = o;
	b->uploads = u;
	b->n = only_taken(u, b->n);
	if (b->n == 0)
		return refuse_say(w, ERR_CONFLICT, NULL, "该订单没有已上传的材料");
	*files = (int)b->n;
	*name = arena_printf(w->arena, "%s-申请材料.zip", o->no);
	*out = b;
	return 0;
}
