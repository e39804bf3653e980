/* SPDX-License-Identifier: MIT */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "code.h"
#include "layout.h"
#include "modules/base/clock.h"
#include "modules/base/conf.h"
#include "modules/base/crypto.h"
#include "modules/base/json.h"
#include "modules/base/log.h"
#include "modules/base/text.h"
#include "paint.h"
#include "paper.h"
#include "pdf.h"

#define DYNAMIC_LEVEL	1
#define HASH_SHOWN	16		/* hex digits in the footer */
#define VALUES_MAX	(1 << 20)

static const char *forms_dir;

void
paper_forms_dir(const char *dir)
{
	forms_dir = dir;
}

static const char *
dir_of(const struct work *w)
{
	if (forms_dir != NULL)
		return forms_dir;
	return w->conf != NULL ? w->conf->forms_dir : PKGDATADIR "/forms";
}

/* Definition and values: what the paper says, whatever its number. */
static const char *
hash_of(struct work *w, const struct form *f, const struct json *values)
{
	const char *text = js_canonical(w, values);
	struct hasher *h = hasher_new();
	unsigned char sum[HASH_LEN];

	hasher_add(h, f->sha, sizeof(f->sha));
	hasher_add(h, text, strlen(text));
	hasher_end(h, sum);
	return hex_text(w->arena, sum, sizeof(sum));
}

static const char *
day_words(struct work *w, int64_t at)
{
	struct civil c = civil_of(at);

	return arena_printf(w->arena, "%04d年%02d月%02d日", c.year, c.month, c.day);
}

static struct stamp
stamp_of(struct work *w, const struct paper_stamp *s, const char *hash)
{
	static const unsigned char no_key[KEY_LEN];
	struct stamp out = { .id = "AAAAAAAAAAAA", .no = "样张", .date = "", .version = 0,
		.key = no_key };

	if (s != NULL)
		out = (struct stamp){ .id = s->id, .no = s->no == NULL ? "" : s->no,
			.version = s->version, .key = s->key,
			.date = s->at == 0 ? "" : day_words(w, s->at) };
	out.hash = arena_strndup(w->arena, hash, HASH_SHOWN);
	return out;
}

int
paper_hash(struct work *w, const char *form, const struct json *values, const char **out)
{
	const struct form *f;

	if (form_find(w, dir_of(w), form, &f) < 0)
		return -1;
	*out = hash_of(w, f, values);
	return 0;
}

static int
prepare(struct work *w, const char *form, struct json *values,
    const struct paper_stamp *stamp, struct layout *l, struct paper_pdf *out)
{
	const struct form *f;

	if (form_find(w, dir_of(w), form, &f) < 0)
		return -1;
	out->hash = hash_of(w, f, values);
	*l = (struct layout){ .w = w, .form = f, .values = values,
		.ink = ink_new(w->arena, f->ink), .stamp = stamp_of(w, stamp, out->hash) };
	if (layout_run(l) < 0)
		return -1;
	out->title = words_text(l, &f->title);
	out->pages = l->nsheets;
	out->missing = l->ink->missing;
	out->nmissing = l->ink->nmissing;
	if (out->nmissing > 0)
		log_line(LOG_WARN, "form=%s missing=%u first=U+%04X", form, out->nmissing,
		    (unsigned)out->missing[0]);
	return 0;
}

int
paper_render(struct work *w, const char *form, struct json *values,
    const struct paper_stamp *stamp, struct paper_pdf *out)
{
	struct layout *l = ARENA_NEW(w->arena, struct layout);
	struct blob *pages;

	if (prepare(w, form, values, stamp, l, out) < 0 ||
	    ink_freeze(w, l->ink, DYNAMIC_LEVEL) < 0)
		return -1;
	pages = ARENA_ARRAY(w->arena, struct blob, l->nsheets);
	for (unsigned i = 0; i < l->nsheets; i++)
		pages[i] = paint_page(l, &l->sheets[i]);
	return pdf_write(w, &(struct pdf_input){ .title = out->title, .ink = l->ink,
		.pages = pages, .npages = l->nsheets }, &out->bytes);
}

/* ---- caportal-admin form ---- */

static int
read_values(struct work *w, const char *path, struct json **out)
{
	char *text = arena_alloc(w->arena, VALUES_MAX + 1);
	FILE *f = fopen(path, "re");
	size_t n;

	if (f == NULL)
		return refuse_say(w, ERR_INVALID, NULL, "无法读取 %s", path);
	n = fread(text, 1, VALUES_MAX + 1, f);
	fclose(f);
	if (n > VALUES_MAX)
		return refuse(w, ERR_TOOBIG, "%s is larger than 1 MiB", path);
	return js_parse(w, text, n, out);
}

int
paper_render_file(struct work *w, const char *form, const char *values_path,
    const char *out_path)
{
	struct paper_pdf pdf;
	struct json *values;
	size_t n;
	FILE *f;

	if (read_values(w, values_path, &values) < 0 ||
	    paper_render(w, form, values, NULL, &pdf) < 0)
		return -1;
	if ((f = fopen(out_path, "we")) == NULL)
		return refuse_say(w, ERR_INVALID, NULL, "无法写入 %s", out_path);
	n = fwrite(pdf.bytes.p, 1, pdf.bytes.n, f);
	if (fclose(f) != 0 || n != pdf.bytes.n)
		return refuse(w, ERR_FULL, "cannot write %s", out_path);
	return 0;
}

static int
by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

/* Calls each() with the name of every NAME.xml; counts refusals. */
static int
each_form(struct work *w, FILE *to, int (*each)(struct work *, const char *, FILE *))
{
	struct dirent **list;
	int n = scandir(dir_of(w), &list, NULL, by_name), bad = 0;

	if (n < 0)
		return refuse(w, ERR_BUG, "no forms in %s", dir_of(w));
	for (int i = 0; i < n; i++) {
		const char *dot = strrchr(list[i]->d_name, '.');

		if (dot != NULL && strcmp(dot, ".xml") == 0)
			bad += each(w, arena_strndup(w->arena, list[i]->d_name,
			    (size_t)(dot - list[i]->d_name)), to) < 0;
		free(list[i]);
	}
	free(list);
	return bad > 0 ? -1 : 0;
}

static int
check_one(struct work *w, const char *name, FILE *to)
{
	const struct form *f;

	fault_clear(w);
	if (form_find(w, dir_of(w), name, &f) < 0) {
		fprintf(to, "%s: %s\n", name, w->fault.detail);
		return -1;
	}
	fprintf(to, "%s: version %d, good\n", name, f->version);
	return 0;
}

static int
list_one(struct work *w, const char *name, FILE *to)
{
	const struct form *f;
	struct layout l = { .w = w, .values = js_object(w) };

	if (form_find(w, dir_of(w), name, &f) < 0)
		return -1;
	l.ink = ink_new(w->arena, f->ink);
	fprintf(to, "%s\t%d\t%s\t%s\n", name, f->version, f->stamped ? "stamped" : "-",
	    words_text(&l, &f->title));
	return 0;
}

int
paper_check(struct work *w, FILE *to)
{
	return each_form(w, to, check_one);
}

int
paper_list(struct work *w, FILE *to)
{
	return each_form(w, to, list_one);
}

/* ---- the benchmark's drawing list ---- */

static void
export_item(struct layout *l, const struct item *it, FILE *to)
{
	static const char *const kinds[] = { "text", "line", "fill", "box", "tick", "code" };

	fprintf(to, "%s\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t", kinds[it->kind], it->x,
	    PAGE_HEIGHT - it->y, it->w, it->h, it->size, it->bold, it->grey);
	for (unsigned i = 0; i < it->n; i++) {
		char cp[4];

		if (i > 0 && it->marks[i].font != it->marks[i - 1].font)
			fputc('\v', to);
		if (i == 0 || it->marks[i].font != it->marks[i - 1].font)
			fprintf(to, "%u:%s\v", it->marks[i].font,
			    face_about(ink_font(l->ink, it->marks[i].font)->face)->name);
		fwrite(cp, 1, utf8_put(cp, it->marks[i].cp), to);
	}
	for (int i = 0; it->kind == ITEM_CODE && i < it->code->n * it->code->n; i++)
		fputc('0' + it->code->dark[i], to);
	fputc('\n', to);
}

int
paper_export(struct work *w, const char *form, struct json *values, FILE *to)
{
	struct layout *l = ARENA_NEW(w->arena, struct layout);
	struct paper_pdf out = { 0 };

	if (prepare(w, form, values, NULL, l, &out) < 0)
		return -1;
	for (unsigned i = 0; i < l->nsheets; i++) {
		for (unsigned k = 0; k < l->sheets[i].n; k++)
			export_item(l, &l->sheets[i].items[k], to);
		fputs("page\n", to);
	}
	return 0;
}
