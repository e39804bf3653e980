/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "code.h"
#include "paint.h"

/* Stroke of drawn-on bold, thousandths of the size (facts/pdf.md 2). */
#define BOLD	28

struct brush {
	char	*p;
	int	 font, size, bold, grey, fill, width, spacing;	/* as last written */
};

static void
put(struct brush *b, const char *s)
{
	size_t n = strlen(s);

	memcpy(b->p, s, n);
	b->p += n;
}

/* 1/100 pt with at most two decimals, then a blank. */
static void
num(struct brush *b, int v)
{
	char digits[12];
	int n = 0, whole, part;

	if (v < 0) {
		*b->p++ = '-';
		v = -v;
	}
	whole = v / 100;
	part = v % 100;
	do
		digits[n++] = (char)('0' + whole % 10);
	while ((whole /= 10) > 0);
	while (n > 0)
		*b->p++ = digits[--n];
	if (part > 0) {
		*b->p++ = '.';
		*b->p++ = (char)('0' + part / 10);
		if (part % 10 > 0)
			*b->p++ = (char)('0' + part % 10);
	}
	*b->p++ = ' ';
}

static void
width(struct brush *b, int w)
{
	if (b->width == w)
		return;
	b->width = w;
	num(b, w);
	put(b, "w\n");
}

static void
fill(struct brush *b, int grey)
{
	if (b->fill == grey)
		return;
	b->fill = grey;
	num(b, grey);
	put(b, "g\n");
}

static void
line(struct brush *b, const struct item *it)
{
	width(b, it->size);
	num(b, it->x);
	num(b, PAGE_HEIGHT - it->y);
	put(b, "m ");
	num(b, it->x + it->w);
	num(b, PAGE_HEIGHT - it->y - it->h);
	put(b, "l S\n");
}

static void
box(struct brush *b, const struct item *it, const char *how)
{
	num(b, it->x);
	num(b, PAGE_HEIGHT - it->y - it->h);
	num(b, it->w);
	num(b, it->h);
	put(b, how);
}

/* Vectors: most fonts lack the signs, and a tick must survive a bad copier. */
static void
tick(struct brush *b, const struct item *it)
{
	static const int path[3][2] = { { 16, 52 }, { 42, 80 }, { 92, 4 } };

	width(b, it->w / 6);
	for (int i = 0; i < 3; i++) {
		num(b, it->x + it->w * path[i][0] / 100);
		num(b, PAGE_HEIGHT - it->y - it->h * path[i][1] / 100);
		put(b, i == 0 ? "m " : "l ");
	}
	put(b, "S\n");
}

static void
hex(struct brush *b, unsigned v)
{
	static const char digit[] = "0123456789abcdef";

	b->p[0] = digit[v >> 12];
	b->p[1] = digit[v >> 8 & 15];
	b->p[2] = digit[v >> 4 & 15];
	b->p[3] = digit[v & 15];
	b->p += 4;
}

static void
font(struct brush *b, const struct item *it, int number)
{
	if (b->font == number && b->size == it->size)
		return;
	b->font = number;
	b->size = it->size;
	put(b, "/F");
	num(b, number * 100);
	num(b, it->size);
	put(b, "Tf ");
}

static void
text_state(struct brush *b, const struct item *it)
{
	fill(b, it->grey);
	if (it->bold)
		width(b, it->size * BOLD / 1000);
	if (b->bold != it->bold) {
		b->bold = it->bold;
		put(b, it->bold ? "2 Tr " : "0 Tr ");
	}
	if (b->spacing != it->spacing) {
		b->spacing = it->spacing;
		num(b, it->spacing);
		put(b, "Tc ");
	}
}

static void
text(struct brush *b, const struct item *it)
{
	text_state(b, it);
	put(b, "BT ");
	font(b, it, it->marks[0].font);
	num(b, it->x);
	num(b, PAGE_HEIGHT - it->y);
	put(b, "Td <");
	for (unsigned i = 0; i < it->n; i++) {
		if (it->marks[i].font != b->font) {
			put(b, ">Tj ");
			font(b, it, it->marks[i].font);
			*b->p++ = '<';
		}
		hex(b, it->marks[i].cid);
	}
	put(b, ">Tj ET\n");
}

/* An image mask of one bit a module: sharp at any resolution. */
static void
code(struct brush *b, const struct item *it)
{
	int n = it->code->n;

	fill(b, 0);
	put(b, "q ");
	num(b, it->w);
	put(b, "0 0 ");
	num(b, it->h);
	num(b, it->x);
	num(b, PAGE_HEIGHT - it->y - it->h);
	put(b, "cm BI /W ");
	num(b, n * 100);
	put(b, "/H ");
	num(b, n * 100);
	put(b, "/IM true /F /AHx ID\n");
	for (int y = 0; y < n; y++)
		for (int x = 0; x < n; x += 8) {
			unsigned bits = 0xff;

			for (int i = 0; i < 8 && x + i < n; i++)
				bits &= ~((unsigned)it->code->dark[y * n + x + i] << (7 - i));
			*b->p++ = "0123456789abcdef"[bits >> 4 & 15];
			*b->p++ = "0123456789abcdef"[bits & 15];
		}
	put(b, ">\nEI Q\n");
}

static void
draw(struct brush *b, const struct item *it)
{
	switch (it->kind) {
	case ITEM_TEXT:
		text(b, it);
		return;
	case ITEM_LINE:
		line(b, it);
		return;
	case ITEM_FILL:
		fill(b, it->grey);
		box(b, it, "re f\n");
		return;
	case ITEM_BOX:
		width(b, it->size);
		box(b, it, "re S\n");
		return;
	case ITEM_TICK:
		tick(b, it);
		return;
	case ITEM_CODE:
		code(b, it);
	}
}

/* A bound of what one item prints. */
static size_t
bound(const struct item *it)
{
	size_t n = it->kind == ITEM_CODE ? (size_t)it->code->n : 0;

	return 160 + 32 * (size_t)it->n + n * (n + 16) / 4 + n;
}

struct blob
paint_page(struct layout *l, const struct sheet *s)
{
	size_t room = 64;
	struct brush b = { .font = -1, .fill = 0, .width = -1 };
	char *start;

	for (unsigned i = 0; i < s->n; i++)
		room += bound(&s->items[i]);
	start = b.p = arena_alloc(l->w->arena, room);
	/* fills lie below everything else */
	for (unsigned i = 0; i < s->n; i++)
		if (s->items[i].kind == ITEM_FILL)
			draw(&b, &s->items[i]);
	for (unsigned i = 0; i < s->n; i++)
		if (s->items[i].kind != ITEM_FILL)
			draw(&b, &s->items[i]);
	BUG_ON((size_t)(b.p - start) > room);
	return (struct blob){ (unsigned char *)start, (size_t)(b.p - start) };
}
