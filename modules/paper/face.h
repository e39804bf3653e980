/* SPDX-License-Identifier: MIT */
/*
 * The door to HarfBuzz (hb.h is included by face.c only): the font files of
 * the forms, opened once per process and shared by all of them, immutable
 * afterwards.
 *
 * A chain is what a form names ("hei" for labels and values, "song" for
 * prose): a list of faces tried in order, so that every character of a
 * Chinese name is drawn from the first font that has it (facts/pdf.md 2).
 * A character in no font is drawn as U+3013 (geta mark) and reported.
 *
 * Widths are in thousandths of the em.
 */
#ifndef PAPER_FACE_H
#define PAPER_FACE_H

#include <stdint.h>

#include "db/db.h"

enum chain { CHAIN_HEI, CHAIN_SONG, CHAIN__MAX };

#define FACE_MAX	5
#define FACE_GETA	0x3013		/* stands for what no font has */

struct glyph {
	uint16_t	 gid;		/* in the source face */
	uint16_t	 advance;
	uint8_t		 face;
	uint8_t		 known;		/* 0: the geta mark */
};

struct face_about {
	const char	*name;		/* PostScript name */
	int		 box[4], ascent, descent;
};

/* Opens all fonts; refuses with the file and its Debian package. */
int	faces_open(struct work *w);
void	faces_close(void);		/* tests that count memory */

int	chain_find(const char *name, enum chain *out);	/* "hei", "song" */
struct glyph glyph_of(enum chain c, int32_t cp);
const struct face_about *face_about(unsigned face);

/*
 * A TrueType file with glyph 0 and the glyphs of the given characters only;
 * places[i] is the new index of gids[i], the glyph of cps[i].  Glyphs made of parts bring their parts along.
 */
int	face_subset(struct work *w, unsigned face, const int32_t *cps,
	    const uint16_t *gids, unsigned n, uint16_t *places, struct blob *out);

/*
 * Compares a glyph of an embedded font program with the one the source face
 * has for the character: 1 same outline, 0 different, -1 nothing to compare.
 */
struct face_probe;
struct face_probe *face_probe_new(struct blob font);
void	face_probe_free(struct face_probe *p);
int	face_probe_same(struct face_probe *p, unsigned gid, const char *name, int32_t cp);

#endif
