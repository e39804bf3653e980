/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "attr.h"
#include "form.h"
#include "modules/base/crypto.h"
#include "modules/base/xml.h"

/* Deflated once per process, copied into every document. */
#define STATIC_LEVEL	12

static struct form *loaded;
static struct arena *shelf;		/* lives as long as the process */

struct maker {
	struct work	*w;
	struct form	*f;
	struct style	 style;		/* inherited */
};

static struct style
style_of(struct maker *m, struct xml *e, struct style from)
{
	const char *font = xml_attr(m->w, e, "font");

	if (font != NULL)
		chain_find(font, &from.chain);
	from.size = attr_pt(m->w, e, "size", from.size);
	from.min = attr_pt(m->w, e, "min", from.min < from.size ? from.min : from.size);
	from.lead = attr_int(m->w, e, "lead", from.lead);
	from.align = attr_align(m->w, e, from.align);
	from.bold = xml_attr(m->w, e, "bold") != NULL ? attr_yes(m->w, e, "bold") : from.bold;
	from.grey = attr_int(m->w, e, "grey", from.grey);
	from.indent = attr_int(m->w, e, "indent", 0);
	return from;
}

/* ---- templates ---- */

static const struct {
	const char	*name;
	enum source	 source;
} sources[] = {
	{ "#", FROM_INDEX }, { "page", FROM_PAGE }, { "pages", FROM_PAGES },
	{ "paper.id", FROM_ID }, { "paper.version", FROM_VERSION },
	{ "paper.no", FROM_NO }, { "paper.hash", FROM_HASH },
	{ "paper.date", FROM_DATE },
};

/* In every form: numbers, codes. */
static const char ascii[] = " #%&()*+,-./0123456789:ABCDEFGHIJKLMNOPQRSTUVWXYZ";
/* What the filter rmb prints. */
static const char rmb[] = "零壹贰叁肆伍陆柒捌玖拾佰仟万亿元角分整";

static void
literal(struct maker *m, enum chain c, const char *s, size_t len, struct piece *out)
{
	struct mark *marks = ARENA_ARRAY(shelf, struct mark, len + 1);

	*out = (struct piece){ .source = FROM_LITERAL, .marks = marks,
		.n = ink_marks(m->f->ink, c, s, len, marks) };
}

static int
piece_of(struct maker *m, struct xml *e, const char *s, size_t len, struct piece *out)
{
	char *name = arena_strndup(shelf, s, len), *bar = strchr(name, '|');
	struct piece known;

	*out = (struct piece){ .source = FROM_VALUE, .path = name };
	if (bar != NULL) {
		*bar++ = '\0';
		if (strcmp(bar, "yuan") != 0 && strcmp(bar, "rmb") != 0)
			return refuse(m->w, ERR_INVALID, "%s:%d: no filter %s", m->f->path,
			    xml_line(e), bar);
		out->filter = *bar == 'y' ? AS_YUAN : AS_RMB;
		if (out->filter == AS_RMB)
			literal(m, CHAIN_HEI, rmb, strlen(rmb), &known);
	}
	for (unsigned i = 0; i < sizeof(sources) / sizeof(*sources); i++)
		if (strcmp(name, sources[i].name) == 0)
			out->source = sources[i].source;
	return 0;
}

/* Blanks at the ends of lines and around the text are the XML's, not ours. */
static char *
squeezed(const char *s)
{
	char *out = arena_strdup(shelf, s), *p = out;

	while (*s != '\0') {
		size_t blank = strspn(s, "\n\t ");

		if (blank > 0 && memchr(s, '\n', blank) == NULL && p > out)
			*p++ = ' ';
		s += blank;
		if (*s != '\0')
			*p++ = *s++;
	}
	while (p > out && p[-1] == ' ')
		p--;
	*p = '\0';
	return out;
}

static int
words_of(struct maker *m, struct xml *e, enum chain c, const char *text, struct words *out)
{
	const char *s = squeezed(text == NULL ? "" : text), *close;
	size_t n;

	out->n = 0;
	out->pieces = ARENA_ARRAY(shelf, struct piece, strlen(s) + 1);
	while (*s != '\0') {
		struct piece *p = &out->pieces[out->n++];

		if (s[0] == '{' && s[1] != '{') {
			if ((close = strchr(s, '}')) == NULL)
				return refuse(m->w, ERR_INVALID, "%s:%d: brace not closed",
				    m->f->path, xml_line(e));
			if (piece_of(m, e, s + 1, (size_t)(close - s - 1), p) < 0)
				return -1;
			s = close + 1;
			continue;
		}
		s += *s == '{';
		n = 1 + strcspn(s + 1, "{");
		literal(m, c, s, n, p);
		s += n;
	}
	return 0;
}

/* ---- elements ---- */

static int table_of(struct maker *m, struct xml *e, struct table **out);

static const struct {
	const char	*name;
	enum block_kind	 kind;
} blocks[] = {
	{ "text", BLOCK_TEXT }, { "space", BLOCK_SPACE }, { "line", BLOCK_LINE },
	{ "qr", BLOCK_QR }, { "checks", BLOCK_CHECKS }, { "table", BLOCK_TABLE },
};

static int
block_of(struct maker *m, struct xml *e, struct block *b)
{
	for (unsigned i = 0; i < sizeof(blocks) / sizeof(*blocks); i++)
		if (strcmp(xml_name(e), blocks[i].name) == 0)
			b->kind = blocks[i].kind;
	b->style = style_of(m, e, m->style);
	b->path = attr_text(m->w, shelf, e, "in");
	b->cols = attr_int(m->w, e, "cols", 1);
	b->height = attr_mm(m->w, e, "height", 0);
	switch (b->kind) {
	case BLOCK_TEXT:
		return words_of(m, e, b->style.chain, xml_text(m->w, e), &b->words);
	case BLOCK_QR:
		return words_of(m, e, CHAIN_HEI, xml_attr(m->w, e, "value"), &b->words);
	case BLOCK_TABLE:
		return table_of(m, e, &b->table);
	default:
		return 0;
	}
}

static int
blocks_of(struct maker *m, struct xml *parent, struct block **out)
{
	for (struct xml *e = xml_child(parent); e != NULL; e = xml_after(e)) {
		*out = ARENA_NEW(shelf, struct block);
		if (block_of(m, e, *out) < 0)
			return -1;
		out = &(*out)->next;
	}
	return 0;
}

static int
cell_of(struct maker *m, struct xml *e, struct cell *c)
{
	struct maker inner = *m;
	const char *valign = xml_attr(m->w, e, "valign");

	c->span = attr_int(m->w, e, "span", 1);
	c->shade = strcmp(xml_name(e), "label") == 0;
	c->top = valign != NULL && strcmp(valign, "top") == 0;
	if (c->shade)
		inner.style.align = ALIGN_CENTER;
	inner.style = style_of(m, e, inner.style);
	if (xml_child(e) != NULL)
		return blocks_of(&inner, e, &c->blocks);
	c->blocks = ARENA_NEW(shelf, struct block);
	c->blocks->style = inner.style;
	return words_of(m, e, inner.style.chain, xml_text(m->w, e), &c->blocks->words);
}

static int
row_of(struct maker *m, struct xml *e, const struct table *t, struct row *r)
{
	struct cell **tail = &r->cells;
	int span = 0;

	r->height = attr_mm(m->w, e, "height", 2000);
	r->repeat = attr_yes(m->w, e, "repeat");
	r->keep = attr_yes(m->w, e, "keep");
	r->in = attr_text(m->w, shelf, e, "in");
	r->across = attr_int(m->w, e, "across", 1);
	for (struct xml *x = xml_child(e); x != NULL; x = xml_after(x)) {
		*tail = ARENA_NEW(shelf, struct cell);
		if (cell_of(m, x, *tail) < 0)
			return -1;
		span += (*tail)->span;
		tail = &(*tail)->next;
	}
	if (span * r->across != t->ncols)
		return refuse(m->w, ERR_INVALID, "%s:%d: cells span %d of %d columns",
		    m->f->path, xml_line(e), span * r->across, t->ncols);
	return 0;
}

static int
section_of(struct maker *m, struct xml *e, const struct table *t, struct section *s)
{
	struct row **tail = &s->rows;

	s->style = m->style;
	s->style.align = ALIGN_CENTER;
	s->style.bold = 1;
	s->keep = attr_yes(m->w, e, "keep");
	if (words_of(m, e, s->style.chain, xml_attr(m->w, e, "words"), &s->words) < 0)
		return -1;
	for (struct xml *x = xml_child(e); x != NULL; x = xml_after(x)) {
		*tail = ARENA_NEW(shelf, struct row);
		if (row_of(m, x, t, *tail) < 0)
			return -1;
		tail = &(*tail)->next;
	}
	return 0;
}

static int
columns_of(struct maker *m, struct xml *e, struct table *t)
{
	const char *s = xml_attr(m->w, e, "cols");
	int sum = t->side;

	while (*s != '\0' && t->ncols < COLS_MAX) {
		sum += t->cols[t->ncols++] = attr_length(s);
		s += strcspn(s, " ");
		s += strspn(s, " ");
	}
	if (sum > PAGE_WIDTH - 2 * m->f->margin + 100)
		return refuse(m->w, ERR_INVALID, "%s:%d: the table is wider than the page",
		    m->f->path, xml_line(e));
	return 0;
}

static int
table_of(struct maker *m, struct xml *e, struct table **out)
{
	struct maker inner = *m;
	struct table *t = *out = ARENA_NEW(shelf, struct table);
	struct section **tail = &t->sections;

	inner.style = style_of(m, e, m->style);
	t->side = attr_mm(m->w, e, "side", 0);
	if (columns_of(m, e, t) < 0)
		return -1;
	for (struct xml *x = xml_child(e); x != NULL; x = xml_after(x)) {
		*tail = ARENA_NEW(shelf, struct section);
		if (section_of(&inner, x, t, *tail) < 0)
			return -1;
		tail = &(*tail)->next;
	}
	return 0;
}

/* ---- the whole form ---- */

static int
common_of(struct maker *m, struct xml *e)
{
	const char *font = xml_attr(m->w, e, "font"), *s = squeezed(xml_text(m->w, e));
	enum chain c = CHAIN_HEI;
	struct piece p;

	if (font != NULL)
		chain_find(font, &c);
	literal(m, c, s, strlen(s), &p);
	return 0;
}

static int
part_of(struct maker *m, struct xml *e)
{
	const char *name = xml_name(e);
	struct band *band = strcmp(name, "header") == 0 ? &m->f->header : &m->f->footer;

	if (strcmp(name, "common") == 0)
		return common_of(m, e);
	if (strcmp(name, "body") == 0)
		return blocks_of(m, e, &m->f->body);
	band->height = attr_mm(m->w, e, "height", 0);
	return blocks_of(m, e, &band->blocks);
}

static int
compile(struct maker *m, struct xml *root)
{
	struct form *f = m->f;
	struct piece p;

	f->version = attr_int(m->w, root, "version", 1);
	f->margin = attr_mm(m->w, root, "margin", 3402);
	f->stamped = attr_yes(m->w, root, "stamped");
	f->ink = ink_new(shelf, NULL);
	literal(m, CHAIN_HEI, ascii, strlen(ascii), &p);
	if (words_of(m, root, CHAIN_HEI, xml_attr(m->w, root, "title"), &f->title) < 0)
		return -1;
	for (struct xml *e = xml_child(root); e != NULL; e = xml_after(e))
		if (part_of(m, e) < 0)
			return -1;
	if (f->ink->nmissing > 0)
		return refuse(m->w, ERR_INVALID, "%s: no font has U+%04X", f->path,
		    (unsigned)f->ink->missing[0]);
	return ink_freeze(m->w, f->ink, STATIC_LEVEL);
}

static void
hash_file(const char *path, unsigned char out[32])
{
	struct hasher *h = hasher_new();
	FILE *f = fopen(path, "re");
	char buf[4096];
	size_t n;

	while (f != NULL && (n = fread(buf, 1, sizeof(buf), f)) > 0)
		hasher_add(h, buf, n);
	if (f != NULL)
		fclose(f);
	hasher_end(h, out);
}

static int
load(struct work *w, const char *path, const char *schema, const char *name,
    struct form **out)
{
	struct form *f = *out = ARENA_NEW(shelf, struct form);
	struct maker m = { .w = w, .f = f, .style = { .chain = CHAIN_HEI, .size = 950,
		.min = 650, .lead = 135 } };
	struct xml *root;

	f->path = arena_strdup(shelf, path);
	f->name = arena_strdup(shelf, name);
	if (xml_load(w, path, schema, &root) < 0)
		return -1;
	hash_file(path, f->sha);
	if (strcmp(name, xml_attr(w, root, "id")) != 0)
		return refuse(w, ERR_INVALID, "%s calls itself %s", path,
		    xml_attr(w, root, "id"));
	return compile(&m, root);
}

int
form_find(struct work *w, const char *dir, const char *name, const struct form **out)
{
	const char *path = arena_printf(w->arena, "%s/%s.xml", dir, name);
	struct form *f;

	for (f = loaded; f != NULL; f = f->next)
		if (strcmp(f->path, path) == 0) {
			*out = f;
			return 0;
		}
	if (strchr(name, '/') != NULL)
		return refuse(w, ERR_BUG, "no form %s", name);
	if (shelf == NULL)
		shelf = arena_new(65536);
	if (faces_open(w) < 0 ||
	    load(w, path, arena_printf(w->arena, "%s/form.rng", dir), name, &f) < 0)
		return -1;
	f->next = loaded;
	loaded = f;
	*out = f;
	return 0;
}

void
forms_drop(void)
{
	loaded = NULL;
	if (shelf != NULL)
		arena_free(&shelf);
}
