/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "layout.h"
#include "modules/base/json.h"

#define PAD_X	340		/* inside cells: 1.2 mm */
#define PAD_Y	110
#define SIDE_MIN	400
#define THIN	45
#define THICK	100
#define SHADE	95		/* lightness behind labels, percent */

struct laid_cell {
	int	 x, w, h, shade, top;
	unsigned first, n;	/* atoms */
};

struct laid {			/* one row with its contents */
	int			 h, repeat, keep;
	struct laid_cell	 cells[COLS_MAX];
	unsigned		 n;
};

struct grid {
	struct layout		*l;
	const struct table	*t;
	const struct section	*s;
	struct laid		*rows;		/* of the section */
	unsigned		 nrows;
	struct laid		*repeated[4];	/* rows seen so far that come again */
	unsigned		 nrepeated;
	int			 table_top, section_top;	/* on this page */
	int			 x, width;
};

static struct item *
rule(struct layout *l, int x, int y, int w, int h, int size)
{
	struct item *it = layout_item(l);

	*it = (struct item){ .kind = ITEM_LINE, .x = x, .y = y, .w = w, .h = h,
		.size = size };
	return it;
}

/* ---- laying ---- */

static int
stack_height(const struct layout *l, unsigned first, unsigned n)
{
	int h = 0;

	for (unsigned i = first; i < first + n; i++)
		h += l->atoms[i].h;
	return h;
}

static int
lay_cells(struct grid *g, const struct row *r, struct laid *out, int *x, unsigned *column)
{
	for (const struct cell *c = r->cells; c != NULL; c = c->next) {
		struct laid_cell *k = &out->cells[out->n++];

		*k = (struct laid_cell){ .x = *x, .shade = c->shade, .top = c->top };
		for (int i = 0; i < c->span; i++)
			k->w += g->t->cols[(*column)++];
		*x += k->w;
		k->first = g->l->natoms;
		if (g->l->index < 0)
			continue;	/* nothing left for this place of an `across` row */
		k->n = layout_blocks(g->l, c->blocks, k->w - 2 * PAD_X,
		    r->height - 2 * PAD_Y);
		k->h = stack_height(g->l, k->first, k->n) + 2 * PAD_Y;
		out->h = k->h > out->h ? k->h : out->h;
	}
	return g->l->w->fault.code == ERR_NONE ? 0 : -1;
}

static int
lay_row(struct grid *g, const struct row *r, const struct json *list, size_t from)
{
	struct laid *out = &g->rows[g->nrows++];
	struct layout *l = g->l;
	unsigned column = 0;
	int x = g->x + g->t->side;

	*out = (struct laid){ .h = r->height, .repeat = r->repeat, .keep = r->keep };
	if (list == NULL)
		return lay_cells(g, r, out, &x, &column);
	for (size_t i = from; i < from + (size_t)r->across; i++) {
		l->element = js_at(list, i);
		l->index = i < js_size(list) ? (int)i + 1 : -1;
		if (lay_cells(g, r, out, &x, &column) < 0)
			return -1;
	}
	l->element = NULL;
	l->index = 0;
	return 0;
}

static int
lay_section(struct grid *g)
{
	size_t n = 0, size;
	const struct json *list;

	for (const struct row *r = g->s->rows; r != NULL; r = r->next)
		n += r->in == NULL ? 1 :
		    (list = value_at(g->l, r->in)) == NULL ? 0 : js_size(list);
	g->rows = ARENA_ARRAY(g->l->w->arena, struct laid, n + 1);
	g->nrows = 0;
	for (const struct row *r = g->s->rows; r != NULL; r = r->next) {
		list = r->in == NULL ? NULL : value_at(g->l, r->in);
		size = r->in == NULL ? 1 : list == NULL ? 0 : js_size(list);
		for (size_t i = 0; i < size; i += (size_t)r->across)
			if (lay_row(g, r, list, i) < 0)
				return -1;
	}
	return 0;
}

/* ---- drawing ---- */

struct stack {			/* how the words of a side column stand */
	int	 size, step, per, columns;
};

/* Upright; two beside each other where it is low; smaller before they leave. */
static struct stack
side_stack(const struct grid *g, int h, int n)
{
	struct stack k = { .size = g->s->style.size };

	for (;; k.size -= 50) {
		k.step = k.size * 118 / 100;
		k.per = (h - 2 * PAD_Y) / k.step;
		k.per = k.per < 1 ? 1 : k.per > n ? n : k.per;
		k.columns = (n + k.per - 1) / k.per;
		k.per = (n + k.columns - 1) / k.columns;
		if (k.columns * k.step <= g->t->side || k.size <= SIDE_MIN)
			return k;
	}
}

static int
draw_side(struct grid *g)
{
	struct layout *l = g->l;
	const struct style *s = &g->s->style;
	int h = l->y - g->section_top, x, y;
	unsigned n, i = 0;
	const struct mark *m = words_marks(l, &g->s->words, s->chain, &n);
	struct stack k;

	if (g->t->side == 0 || h == 0 || n == 0)
		return 0;
	k = side_stack(g, h, (int)n);
	y = g->section_top + (h - k.per * k.step) / 2;
	for (; i < n; y += k.step) {
		x = g->x + (g->t->side - k.columns * k.step) / 2 + (k.step - k.size) / 2;
		for (int c = 0; c < k.columns && i < n; c++, i++, x += k.step)
			*layout_item(l) = (struct item){ .kind = ITEM_TEXT, .x = x,
				.y = y + k.step / 2 + k.size * 36 / 100, .size = k.size,
				.bold = s->bold, .marks = &m[i], .n = 1 };
	}
	return 0;
}

static int
close_section(struct grid *g)
{
	struct layout *l = g->l;

	if (l->y == g->section_top)
		return 0;
	if (g->t->side > 0)
		rule(l, g->x + g->t->side, g->section_top, 0, l->y - g->section_top, THIN);
	return draw_side(g);
}

static void
close_table(struct grid *g)
{
	struct layout *l = g->l;
	int h = l->y - g->table_top;

	if (h == 0)
		return;
	*layout_item(l) = (struct item){ .kind = ITEM_BOX, .x = g->x, .y = g->table_top,
		.w = g->width, .h = h, .size = THICK };
}

static void
draw_cell(struct grid *g, const struct laid_cell *c, int h, unsigned first, unsigned n,
    int last)
{
	struct layout *l = g->l;
	int y = l->y + PAD_Y, slack = h - 2 * PAD_Y - stack_height(l, first, n);

	if (c->shade)
		*layout_item(l) = (struct item){ .kind = ITEM_FILL, .x = c->x, .y = l->y,
			.w = c->w, .h = h, .grey = SHADE };
	if (!last)
		rule(l, c->x + c->w, l->y, 0, h, THIN);
	if (!c->top && slack > 0)
		y += slack / 2;
	for (unsigned i = first; i < first + n; i++) {
		layout_place(l, &l->atoms[i], c->x + PAD_X, y);
		y += l->atoms[i].h;
	}
}

static void
draw_row(struct grid *g, const struct laid *r)
{
	struct layout *l = g->l;

	if (l->y > g->table_top)
		rule(l, l->y > g->section_top ? g->x + g->t->side : g->x, l->y,
		    l->y > g->section_top ? g->width - g->t->side : g->width, 0, THIN);
	for (unsigned i = 0; i < r->n; i++)
		draw_cell(g, &r->cells[i], r->h, r->cells[i].first, r->cells[i].n,
		    i + 1 == r->n);
	l->y += r->h;
}

static int
turn(struct grid *g)
{
	if (close_section(g) < 0)
		return -1;
	close_table(g);
	layout_turn(g->l);
	g->table_top = g->section_top = g->l->y;
	for (unsigned i = 0; i < g->nrepeated; i++)
		draw_row(g, g->repeated[i]);
	return 0;
}

/* As many atoms as the height takes; at least one, so it always ends. */
static unsigned
taken(const struct layout *l, unsigned first, unsigned n, int height)
{
	unsigned k = 0;
	int h = 2 * PAD_Y;

	while (k < n && (k == 0 || h + l->atoms[first + k].h <= height))
		h += l->atoms[first + k++].h;
	return k;
}

/* A row higher than a page: its cells go on, side by side, page after page. */
static int
split_row(struct grid *g, struct laid *r)
{
	struct layout *l = g->l;

	for (;;) {
		int height = l->bottom - l->y, more = 0;
		struct laid part = *r;

		part.h = 0;
		for (unsigned i = 0; i < r->n; i++) {
			struct laid_cell *c = &r->cells[i];
			unsigned k = taken(l, c->first, c->n, height);
			int h = stack_height(l, c->first, k) + 2 * PAD_Y;

			part.cells[i].n = k;
			part.h = h > part.h ? h : part.h;
			c->first += k;
			c->n -= k;
			more |= c->n > 0;
		}
		draw_row(g, &part);
		if (!more)
			return 0;
		if (turn(g) < 0)
			return -1;
	}
}

static int
draw_section(struct grid *g)
{
	struct layout *l = g->l;
	int room = l->bottom - l->top;

	for (unsigned i = 0; i < g->nrows; i++) {
		struct laid *r = &g->rows[i];
		int need = r->h + (r->keep && i + 1 < g->nrows ? g->rows[i + 1].h : 0);

		if (l->y + need > l->bottom && l->y > l->top && need <= room)
			if (turn(g) < 0)
				return -1;
		if (l->y + r->h <= l->bottom)
			draw_row(g, r);
		else if (split_row(g, r) < 0)
			return -1;
		if (r->repeat && g->nrepeated < 4)
			g->repeated[g->nrepeated++] = r;
	}
	return 0;
}

static int
flow_section(struct grid *g)
{
	struct layout *l = g->l;
	int h = 0;

	g->section_top = l->y;
	g->nrepeated = 0;
	if (lay_section(g) < 0)
		return -1;
	for (unsigned i = 0; i < g->nrows; i++)
		h += g->rows[i].h;
	if (g->s->keep && l->y + h > l->bottom && l->y > l->top && h <= l->bottom - l->top)
		if (turn(g) < 0)
			return -1;
	if (draw_section(g) < 0)
		return -1;
	return close_section(g);
}

int
table_flow(struct layout *l, const struct block *b)
{
	struct grid g = { .l = l, .t = b->table, .x = l->form->margin,
		.table_top = l->y };

	g.width = g.t->side;
	for (int i = 0; i < g.t->ncols; i++)
		g.width += g.t->cols[i];
	for (g.s = g.t->sections; g.s != NULL; g.s = g.s->next)
		if (flow_section(&g) < 0)
			return -1;
	close_table(&g);
	return 0;
}
