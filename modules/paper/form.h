/* SPDX-License-Identifier: MIT */
/*
 * A form as compiled once per process from modules/paper/forms/NAME.xml,
 * which is validated against form.rng when it is loaded.  Immutable; shared
 * by all documents.  Lengths are hundredths of a point (A4: 59528 x 84189),
 * sizes of type too.
 *
 * The words of a form are templates: "{a.b}" is a value of the JSON, first
 * looked for in the element of the nearest <each>, then at the top; a missing
 * value prints nothing.  "{x|yuan}" prints fen as 750.00, "{x|rmb}" as 柒佰伍拾
 * 元整, "{#}" is the number of the element.  "{page}", "{pages}", "{paper.id}",
 * "{paper.version}", "{paper.no}", "{paper.hash}", "{paper.date}" are of the document.  "{{" is
 * a brace.
 *
 * form		id version title margin [mm] stamped (yes: two QR codes)
 *   common	characters that often appear in values: into the static font
 *   header, footer	height [mm]: bands of every page
 *   body	what flows over the pages
 * text		font size min lead [%] align bold grey [%] indent [em]
 * space	height [mm]: an empty area, at least this high
 * line		a rule across
 * qr		value height [mm] align: one code, level M
 * checks	in cols: boxes from [{words, on}]
 * table	cols [mm] side [mm] size: sections of rows
 *   section	words (in the side column) keep (yes: on one page)
 *   row, each	height [mm] repeat keep; each: in, across
 *   label, cell	span align valign font size min bold
 */
#ifndef PAPER_FORM_H
#define PAPER_FORM_H

#include "ink.h"

#define PAGE_WIDTH	59528
#define PAGE_HEIGHT	84189
#define STAMP_SIZE	7087		/* 25 mm: facts/scan.md 2, level H */
#define STAMP_GAP	1134		/* 4 mm: four modules of quiet zone and some */
#define COLS_MAX	24

enum align { ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT, ALIGN_JUSTIFY };

struct style {
	enum chain	 chain;
	int		 size, min;		/* shrinks down to min */
	int		 lead;			/* percent of size */
	enum align	 align;
	int		 bold, grey, indent;
};

enum source { FROM_LITERAL, FROM_VALUE, FROM_INDEX, FROM_PAGE, FROM_PAGES, FROM_ID,
	FROM_VERSION, FROM_NO, FROM_HASH, FROM_DATE };
enum filter { AS_TEXT, AS_YUAN, AS_RMB };

struct piece {
	enum source		 source;
	enum filter		 filter;
	const char		*path;		/* FROM_VALUE */
	const struct mark	*marks;		/* FROM_LITERAL */
	unsigned		 n;
};

struct words {
	struct piece	*pieces;
	unsigned	 n;
};

enum block_kind { BLOCK_TEXT, BLOCK_SPACE, BLOCK_LINE, BLOCK_QR, BLOCK_CHECKS, BLOCK_TABLE };

struct block {
	enum block_kind	 kind;
	struct style	 style;
	struct words	 words;			/* text; value of a code */
	const char	*path;			/* checks */
	int		 cols, height;
	struct table	*table;
	struct block	*next;
};

struct cell {
	int		 span, shade, top;	/* top: not centred upright */
	struct block	*blocks;
	struct cell	*next;
};

struct row {
	int		 height, repeat, keep;
	const char	*in;			/* each: path of the list, or NULL */
	int		 across;		/* elements beside each other */
	struct cell	*cells;
	struct row	*next;
};

struct section {
	struct style	 style;
	struct words	 words;
	int		 keep;
	struct row	*rows;
	struct section	*next;
};

struct table {
	int		 cols[COLS_MAX], ncols, side;
	struct section	*sections;
};

struct band {
	int		 height;
	struct block	*blocks;
};

struct form {
	const char	*name, *title_text, *path;
	int		 version, margin, stamped;
	struct words	 title;
	struct band	 header, footer;
	struct block	*body;
	struct ink	*ink;
	unsigned char	 sha[32];		/* of the definition */
	struct form	*next;
};

/* The compiled form; `dir` holds NAME.xml and form.rng. */
int	form_find(struct work *w, const char *dir, const char *name, const struct form **out);
void	forms_drop(void);			/* tests */

#endif
