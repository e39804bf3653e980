/* SPDX-License-Identifier: MIT */
/*
 * Characters as a page knows them.  Text becomes marks: which embedded font,
 * which code in it (CID), how wide, where a line may break.
 *
 * Every form has a static ink (labels, digits, frequent characters), frozen
 * once when the form is loaded: subset, deflated, ready to be copied.  Every
 * document has a dynamic ink on top of it for what only its values need.  A
 * code stands for one (face, character), never for one glyph: two characters
 * that share a glyph stay two when text is extracted (facts/pdf.md 5.10).
 */
#ifndef PAPER_INK_H
#define PAPER_INK_H

#include "face.h"

enum mark_kind {
	MARK_SPACE	= 1,	/* a line may end after it, it hangs over the margin */
	MARK_WORD	= 2,	/* part of an ASCII word or number: keep together */
	MARK_NOSTART	= 4,	/* 行首禁则: never begins a line */
	MARK_NOEND	= 8,	/* 行尾禁则: never ends a line */
	MARK_BREAK	= 16,	/* a line feed in the text */
};

struct mark {
	int32_t		 cp;
	uint16_t	 cid, advance;
	uint8_t		 font, kind;
};

/* One embedded font; slots 1..n-1 are in use, 0 is .notdef. */
struct ink_font {
	unsigned	 face, n, cap;
	int32_t		*cps, *drawn;	/* drawn: the geta mark for what is missing */
	uint16_t	*gids, *widths;
	/* after freezing: */
	struct blob	 program, unicode, map;	/* deflated streams */
	size_t		 program_len;		/* inflated */
	const char	*w;			/* the W array */
	char		 tag[8];		/* subset tag */
};

#define INK_FONTS	(2 * FACE_MAX)

struct ink_entry {
	uint32_t	 key;			/* 0: free */
	uint16_t	 cid, advance;
	uint8_t		 font;
};

struct ink {
	struct arena		*arena;
	const struct ink	*base;		/* the form's static ink, or NULL */
	struct ink_font		 fonts[INK_FONTS];	/* of this ink only */
	unsigned		 first, nfonts;	/* number of its first font */
	struct ink_entry	*table;
	unsigned		 size, used;
	int32_t			*missing;	/* characters in no font */
	unsigned		 nmissing, cap_missing;
};

struct ink *ink_new(struct arena *a, const struct ink *base);
/* Marks of `len` bytes of UTF-8; `out` holds `len` marks.  Returns how many. */
unsigned ink_marks(struct ink *k, enum chain c, const char *s, size_t len, struct mark *out);
/* Builds subsets and streams; `level` is libdeflate's. */
int	ink_freeze(struct work *w, struct ink *k, int level);
struct blob ink_deflate(struct arena *a, const void *p, size_t n, int level);
const struct ink_font *ink_font(const struct ink *k, unsigned number);

#endif
