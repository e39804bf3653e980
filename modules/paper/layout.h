/* SPDX-License-Identifier: MIT */
/*
 * From a compiled form and its values to pages of boxes.  Nothing is ever
 * lost: what does not fit a cell is set smaller down to `min`, then in more
 * lines, then the row grows, then the page breaks (a row higher than a page
 * is split); repeated rows and the side column come again.
 *
 * Lengths are hundredths of a point from the top left corner of the page; a
 * text item's (x, y) is the start of its baseline.
 */
#ifndef PAPER_LAYOUT_H
#define PAPER_LAYOUT_H

#include "form.h"

struct code;
struct json;

/* ---- lines (lines.c) ---- */

struct line {
	const struct mark	*m;
	unsigned		 n;
	int			 width;		/* without blanks that hang at the end */
	int			 last;		/* of its paragraph */
};

/*
 * Breaks n marks into lines of at most `width` set in `size`; the first line
 * of a paragraph is `indent` shorter.  `out` holds n + 1 lines.
 */
unsigned lines_break(const struct mark *m, unsigned n, int width, int size, int indent,
	    struct line *out);
int	lines_width(const struct mark *m, unsigned n, int size);

/* ---- boxes ---- */

enum item_kind { ITEM_TEXT, ITEM_LINE, ITEM_FILL, ITEM_BOX, ITEM_TICK, ITEM_CODE };

struct item {
	enum item_kind		 kind;
	int			 x, y, w, h;
	int			 size, bold, grey;	/* line: size is its width */
	int			 spacing;		/* between characters */
	const struct mark	*marks;
	unsigned		 n;
	const struct code	*code;
};

struct sheet {
	struct item	*items;
	unsigned	 n, cap;
};

/* What the document is called; see paper.h. */
struct stamp {
	const char	*id, *no, *hash, *date;
	int		 version;
	const unsigned char *key;
};

struct atom {			/* what a page break does not cut */
	int		 h;
	unsigned	 first, n;	/* items, relative to the atom's corner */
};

struct layout {
	struct work		*w;
	const struct form	*form;
	const struct json	*values, *element;	/* of the nearest <each> */
	int			 index;
	struct ink		*ink;
	struct stamp		 stamp;
	struct item		*pool;		/* of atoms not yet placed */
	unsigned		 npool, cap_pool;
	struct atom		*atoms;
	unsigned		 natoms, cap_atoms;
	struct sheet		*sheets;
	unsigned		 nsheets, cap_sheets, current;
	unsigned		 page;		/* while bands are drawn */
	int			 y, top, bottom;
};

int	layout_run(struct layout *l);
/* Used by table.c. */
unsigned layout_blocks(struct layout *l, const struct block *b, int width, int height);
void	layout_place(struct layout *l, const struct atom *a, int x, int y);
void	layout_turn(struct layout *l);		/* next page */
struct item *layout_item(struct layout *l);	/* on the current page */
int	table_flow(struct layout *l, const struct block *b);

/* ---- templates (values.c) ---- */

const struct mark *words_marks(struct layout *l, const struct words *t, enum chain c,
	    unsigned *n);
const char *words_text(struct layout *l, const struct words *t);
const struct json *value_at(const struct layout *l, const char *path);
/* 75000 fen: 柒佰伍拾元整 */
const char *rmb_text(struct arena *a, int64_t fen);

#endif
