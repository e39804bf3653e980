/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "code.h"
#include "layout.h"
#include "modules/base/json.h"

#define SHRINK	50		/* half a point at a time */
#define STROKE	50		/* of boxes and thin lines */

/* Doubles an array of the slip's arena when it is full. */
static void *
room(struct layout *l, void *old, unsigned n, unsigned *cap, size_t each)
{
	void *p;

	if (n < *cap)
		return old;
	*cap = *cap == 0 ? 128 : 2 * *cap;
	p = arena_alloc(l->w->arena, *cap * each);
	if (n > 0)
		memcpy(p, old, n * each);
	return p;
}

static struct item *
pool_item(struct layout *l)
{
	l->pool = room(l, l->pool, l->npool, &l->cap_pool, sizeof(*l->pool));
	l->atoms[l->natoms - 1].n++;
	return &l->pool[l->npool++];
}

static void
pool_atom(struct layout *l, int h)
{
	l->atoms = room(l, l->atoms, l->natoms, &l->cap_atoms, sizeof(*l->atoms));
	l->atoms[l->natoms++] = (struct atom){ .h = h, .first = l->npool };
}

struct item *
layout_item(struct layout *l)
{
	struct sheet *s = &l->sheets[l->current];

	s->items = room(l, s->items, s->n, &s->cap, sizeof(*s->items));
	return &s->items[s->n++];
}

void
layout_place(struct layout *l, const struct atom *a, int x, int y)
{
	for (unsigned i = 0; i < a->n; i++) {
		struct item *it = layout_item(l);

		*it = l->pool[a->first + i];
		it->x += x;
		it->y += y;
	}
}

/* ---- blocks to atoms ---- */

/* The em box (0.86 above the baseline, 0.14 below) in the middle of a line. */
static int
baseline(int h, int size)
{
	return h / 2 + size * 36 / 100;
}

static void
line_item(struct layout *l, const struct line *n, const struct style *s, int size, int x,
    int y, int width)
{
	struct item *it;
	int slack = width - n->width, spacing = 0;

	if (n->n == 0)
		return;
	if (s->align == ALIGN_CENTER)
		x += slack / 2;
	else if (s->align == ALIGN_RIGHT)
		x += slack;
	else if (s->align == ALIGN_JUSTIFY && !n->last && n->n > 1 &&
	    slack < (int)n->n * size / 8)
		spacing = slack / ((int)n->n - 1);
	it = pool_item(l);
	*it = (struct item){ .kind = ITEM_TEXT, .x = x, .y = y, .size = size,
		.bold = s->bold, .grey = s->grey, .spacing = spacing, .marks = n->m,
		.n = n->n };
}

/* The largest size from `size` down to `min` whose lines fit the height. */
static int
fitting(const struct mark *m, unsigned n, const struct style *s, int width, int height,
    struct line *lines, unsigned *nlines)
{
	int size = s->size;

	for (;; size -= SHRINK) {
		*nlines = lines_break(m, n, width, size, s->indent * size, lines);
		if (height == 0 || size - SHRINK < s->min ||
		    (int)*nlines * size * s->lead / 100 <= height)
			return size;
	}
}

static void
lay_text(struct layout *l, const struct block *b, int width, int height)
{
	const struct style *s = &b->style;
	unsigned n, nlines;
	const struct mark *m = words_marks(l, &b->words, s->chain, &n);
	struct line *lines = ARENA_ARRAY(l->w->arena, struct line, n + 1);
	int size = fitting(m, n, s, width, height, lines, &nlines);
	int h = size * s->lead / 100;

	for (unsigned i = 0; i < nlines; i++) {
		int first = i == 0 || lines[i - 1].last;
		int in = first ? s->indent * size : 0;

		pool_atom(l, h);
		line_item(l, &lines[i], s, size, in, baseline(h, size), width - in);
	}
}

static void
lay_box(struct layout *l, int x, int y, int size, int on)
{
	*pool_item(l) = (struct item){ .kind = ITEM_BOX, .x = x, .y = y, .w = size,
		.h = size, .size = STROKE };
	if (on)
		*pool_item(l) = (struct item){ .kind = ITEM_TICK, .x = x, .y = y, .w = size,
			.h = size };
}

struct option {
	const struct mark	*m;
	struct line		*lines;
	unsigned		 n, nlines;
	int			 on, x, column;
};

/* Box and gap take 1.37 of the size from the column. */
static int
option_width(int column, int size)
{
	return column - size * 137 / 100;
}

/*
 * Equal columns; a single row whose words do not fit them is divided by what
 * each needs.
 */
static void
place_options(const struct block *b, struct option *o, size_t n, int width)
{
	int size = b->style.size, column = width / b->cols, need = 0, x = 0, tight = 0;

	for (size_t i = 0; i < n; i++) {
		int own = lines_width(o[i].m, o[i].n, size) + size * 140 / 100;

		o[i].x = (int)(i % (size_t)b->cols) * column;
		o[i].column = column;
		need += own;
		tight |= own > column;
	}
	if (!tight || n > (size_t)b->cols || need > width)
		return;
	for (size_t i = 0; i < n; i++) {
		o[i].x = x;
		o[i].column = lines_width(o[i].m, o[i].n, size) + size * 140 / 100 +
		    (width - need) / (int)n;
		x += o[i].column;
	}
}

/* The words of every option, and the one size in which all fit their column. */
static int
read_options(struct layout *l, const struct block *b, const struct json *list, size_t n,
    int width, struct option *out)
{
	const struct style *s = &b->style;
	int one = s->size * s->lead / 100, least = s->size, size;

	for (size_t i = 0; i < n; i++) {
		const char *words = js_get_text(js_at(list, i), "words");
		size_t len = words == NULL ? 0 : strlen(words);
		struct mark *m = ARENA_ARRAY(l->w->arena, struct mark, len + 1);

		out[i] = (struct option){ .m = m, .on = js_get_bool(js_at(list, i), "on"),
			.n = len == 0 ? 0 : ink_marks(l->ink, s->chain, words, len, m) };
		out[i].lines = ARENA_ARRAY(l->w->arena, struct line, out[i].n + 1);
	}
	place_options(b, out, n, width);
	for (size_t i = 0; i < n; i++) {
		size = fitting(out[i].m, out[i].n, s, option_width(out[i].column, s->size),
		    one, out[i].lines, &out[i].nlines);
		least = size < least ? size : least;
	}
	return least;
}

/* One option: box, a gap, the words in as many lines as they need. */
static int
lay_option(struct layout *l, const struct style *s, struct option *o, int size)
{
	int one = size * s->lead / 100, box = size * 82 / 100;
	int text = option_width(o->column, s->size);

	o->nlines = lines_break(o->m, o->n, text, size, 0, o->lines);
	lay_box(l, o->x, (one - box) / 2, box, o->on);
	for (unsigned i = 0; i < o->nlines; i++)
		line_item(l, &o->lines[i], s, size, o->x + box + size * 30 / 100,
		    (int)i * one + baseline(one, size), text);
	return (int)o->nlines * one;
}

static void
lay_checks(struct layout *l, const struct block *b, int width)
{
	const struct json *list = value_at(l, b->path);
	size_t n = list == NULL ? 0 : js_size(list);
	struct option *options = ARENA_ARRAY(l->w->arena, struct option, n + 1);
	int size = read_options(l, b, list, n, width, options);

	for (size_t i = 0; i < n; i += (size_t)b->cols) {
		int high = 0;

		pool_atom(l, 0);
		for (size_t k = i; k < n && k < i + (size_t)b->cols; k++) {
			int h = lay_option(l, &b->style, &options[k], size);

			high = h > high ? h : high;
		}
		l->atoms[l->natoms - 1].h = high;
	}
}

static int
lay_code(struct layout *l, const struct block *b, int width)
{
	const char *text = words_text(l, &b->words);
	int slack = width - b->height;
	struct code *code;

	pool_atom(l, b->height);
	if (*text == '\0')
		return 0;
	if (code_make(l->w, text, CODE_M, &code) < 0)
		return -1;
	*pool_item(l) = (struct item){ .kind = ITEM_CODE, .w = b->height, .h = b->height,
		.x = b->style.align == ALIGN_CENTER ? slack / 2 :
		    b->style.align == ALIGN_RIGHT ? slack : 0, .code = code };
	return 0;
}

static int
lay_block(struct layout *l, const struct block *b, int width, int height)
{
	switch (b->kind) {
	case BLOCK_TEXT:
		lay_text(l, b, width, height);
		return 0;
	case BLOCK_CHECKS:
		lay_checks(l, b, width);
		return 0;
	case BLOCK_QR:
		return lay_code(l, b, width);
	case BLOCK_LINE:
		pool_atom(l, b->height > 0 ? b->height : STROKE);
		*pool_item(l) = (struct item){ .kind = ITEM_LINE, .w = width, .size = STROKE,
			.y = l->atoms[l->natoms - 1].h / 2 };
		return 0;
	default:
		pool_atom(l, b->height);
		return 0;
	}
}

/* Atoms of a stack of blocks; a single text shrinks to `height` (0: no). */
unsigned
layout_blocks(struct layout *l, const struct block *b, int width, int height)
{
	unsigned first = l->natoms;
	int alone = b != NULL && b->next == NULL;

	for (; b != NULL; b = b->next)
		if (lay_block(l, b, width, alone ? height : 0) < 0)
			break;
	return l->natoms - first;
}

/* ---- pages ---- */

void
layout_turn(struct layout *l)
{
	l->sheets = room(l, l->sheets, l->nsheets, &l->cap_sheets, sizeof(*l->sheets));
	l->current = l->nsheets++;
	l->sheets[l->current] = (struct sheet){ 0 };
	l->y = l->top;
}

static void
flow_atoms(struct layout *l, unsigned first, unsigned n)
{
	for (unsigned i = first; i < first + n; i++) {
		if (l->y + l->atoms[i].h > l->bottom && l->y > l->top)
			layout_turn(l);
		layout_place(l, &l->atoms[i], l->form->margin, l->y);
		l->y += l->atoms[i].h;
	}
}

static int
flow(struct layout *l)
{
	int width = PAGE_WIDTH - 2 * l->form->margin;

	for (const struct block *b = l->form->body; b != NULL; b = b->next) {
		unsigned first = l->natoms;

		if (b->kind == BLOCK_TABLE) {
			if (table_flow(l, b) < 0)
				return -1;
			continue;
		}
		if (lay_block(l, b, width, 0) < 0)
			return -1;
		flow_atoms(l, first, l->natoms - first);
	}
	return 0;
}

static int
band(struct layout *l, const struct band *b, int x, int y, int width)
{
	unsigned first = l->natoms, n = layout_blocks(l, b->blocks, width, 0);

	for (unsigned i = first; i < first + n; i++) {
		layout_place(l, &l->atoms[i], x, y);
		y += l->atoms[i].h;
	}
	return l->w->fault.code == ERR_NONE ? 0 : -1;
}

static int
stamp_page(struct layout *l)
{
	int margin = l->form->margin;
	struct code *code;
	const char *text = code_stamp_text(l->w->arena, &l->stamp, l->page);

	if (code_make(l->w, text, CODE_H, &code) < 0)
		return -1;
	*layout_item(l) = (struct item){ .kind = ITEM_CODE, .code = code, .w = STAMP_SIZE,
		.h = STAMP_SIZE, .x = PAGE_WIDTH - margin - STAMP_SIZE, .y = margin };
	*layout_item(l) = (struct item){ .kind = ITEM_CODE, .code = code, .w = STAMP_SIZE,
		.h = STAMP_SIZE, .x = margin, .y = PAGE_HEIGHT - margin - STAMP_SIZE };
	return 0;
}

/* Bands come last: only now the number of pages is known. */
static int
bands(struct layout *l)
{
	const struct form *f = l->form;
	int beside = f->stamped ? STAMP_SIZE + STAMP_GAP : 0;
	int foot = f->stamped && f->footer.height < STAMP_SIZE + STAMP_GAP ?
	    STAMP_SIZE : f->footer.height;

	for (l->page = 1; l->page <= l->nsheets; l->page++) {
		l->current = l->page - 1;
		if (band(l, &f->header, f->margin + beside, f->margin,
			PAGE_WIDTH - 2 * (f->margin + beside)) < 0 ||
		    band(l, &f->footer, f->margin + beside, PAGE_HEIGHT - f->margin - foot,
			PAGE_WIDTH - 2 * f->margin - beside) < 0 ||
		    (f->stamped && stamp_page(l) < 0))
			return -1;
	}
	return 0;
}

int
layout_run(struct layout *l)
{
	const struct form *f = l->form;
	int head = f->header.height, foot = f->footer.height;

	if (f->stamped && head < STAMP_SIZE + STAMP_GAP)
		head = STAMP_SIZE + STAMP_GAP;
	if (f->stamped && foot < STAMP_SIZE + STAMP_GAP)
		foot = STAMP_SIZE + STAMP_GAP;
	l->top = f->margin + head;
	l->bottom = PAGE_HEIGHT - f->margin - foot;
	layout_turn(l);
	if (flow(l) < 0)
		return -1;
	return bands(l);
}
