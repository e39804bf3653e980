/* SPDX-License-Identifier: MIT */
#include <hb-ot.h>
#include <hb-subset.h>
#include <hb.h>
#include <stdlib.h>
#include <string.h>

#include "face.h"
#include "modules/base/work.h"

/* The Debian packages nginx/up installs.  Index: member of a collection. */
static const struct {
	const char	*path, *package, *name;
	unsigned	 index;
} files[FACE_MAX] = {
	{ "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc", "fonts-wqy-microhei",
	  "WenQuanYiMicroHei", 0 },
	{ "/usr/share/fonts/truetype/arphic/uming.ttc", "fonts-arphic-uming",
	  "ARPLUMingCN", 0 },
	{ "/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf",
	  "fonts-lxgw-wenkai", "LXGWWenKai", 0 },
	{ "/usr/share/fonts/truetype/hanazono/HanaMinA.ttf", "fonts-hanazono",
	  "HanaMinA", 0 },
	{ "/usr/share/fonts/truetype/hanazono/HanaMinB.ttf", "fonts-hanazono",
	  "HanaMinB", 0 },
};

static const struct {
	const char	*name;
	uint8_t		 order[FACE_MAX];
} chains[CHAIN__MAX] = {
	[CHAIN_HEI] = { "hei", { 0, 2, 3, 4, 1 } },
	[CHAIN_SONG] = { "song", { 1, 2, 3, 4, 0 } },
};

#define PLANES	0x31000		/* up to the end of extension H */
#define LEAF	256

struct face {
	hb_face_t		*source;	/* as opened: outlines, look-ups */
	hb_face_t		*subset;	/* prepared for fast subsets */
	hb_font_t		*font;		/* scaled to 1000 */
	struct face_about	 about;
};

static struct face faces[FACE_MAX];
static struct glyph *leaves[CHAIN__MAX][PLANES / LEAF];
static int opened;

static int
box_of(hb_face_t *face, int box[4])
{
	hb_blob_t *head = hb_face_reference_table(face, HB_TAG('h', 'e', 'a', 'd'));
	unsigned n, upem = hb_face_get_upem(face);
	const uint8_t *p = (const uint8_t *)hb_blob_get_data(head, &n);

	for (unsigned i = 0; n >= 44 && i < 4; i++)
		box[i] = (int16_t)(p[36 + 2 * i] << 8 | p[37 + 2 * i]) * 1000 / (int)upem;
	hb_blob_destroy(head);
	return n >= 44;
}

static int
face_open(struct work *w, unsigned i)
{
	struct face *f = &faces[i];
	hb_blob_t *blob = hb_blob_create_from_file_or_fail(files[i].path);
	hb_font_extents_t e;

	if (blob == NULL)
		return refuse(w, ERR_BUG, "cannot read font %s: install the Debian package %s",
		    files[i].path, files[i].package);
	f->source = hb_face_create(blob, files[i].index);
	hb_blob_destroy(blob);
	f->subset = hb_face_reference(f->source);
	f->font = hb_font_create(f->source);
	hb_font_set_scale(f->font, 1000, 1000);
	hb_font_get_h_extents(f->font, &e);
	f->about = (struct face_about){ .name = files[i].name, .ascent = e.ascender,
		.descent = e.descender };
	if (!box_of(f->source, f->about.box) || hb_face_get_glyph_count(f->source) < 2)
		return refuse(w, ERR_BUG, "font %s is damaged", files[i].path);
	return 0;
}

int
faces_open(struct work *w)
{
	if (opened)
		return 0;
	for (unsigned i = 0; i < FACE_MAX; i++)
		if (faces[i].font == NULL && face_open(w, i) < 0)
			return -1;
	opened = 1;
	return 0;
}

void
faces_close(void)
{
	for (unsigned i = 0; i < FACE_MAX; i++) {
		hb_font_destroy(faces[i].font);
		hb_face_destroy(faces[i].subset);
		hb_face_destroy(faces[i].source);
	}
	memset(faces, 0, sizeof(faces));
	for (unsigned c = 0; c < CHAIN__MAX; c++)
		for (unsigned i = 0; i < PLANES / LEAF; i++) {
			free(leaves[c][i]);
			leaves[c][i] = NULL;
		}
	opened = 0;
}

int
chain_find(const char *name, enum chain *out)
{
	for (unsigned c = 0; c < CHAIN__MAX; c++)
		if (strcmp(chains[c].name, name) == 0) {
			*out = (enum chain)c;
			return 1;
		}
	return 0;
}

static int
look(enum chain c, int32_t cp, struct glyph *out)
{
	hb_codepoint_t gid;

	for (unsigned i = 0; i < FACE_MAX; i++) {
		uint8_t f = chains[c].order[i];

		if (!hb_font_get_nominal_glyph(faces[f].font, (hb_codepoint_t)cp, &gid) ||
		    gid == 0)
			continue;
		*out = (struct glyph){ .gid = (uint16_t)gid, .face = f, .known = 1,
			.advance = (uint16_t)hb_font_get_glyph_h_advance(faces[f].font, gid) };
		return 1;
	}
	return 0;
}

static struct glyph
geta(enum chain c)
{
	struct glyph g = { 0 };

	look(c, FACE_GETA, &g);
	g.known = 0;
	return g;
}

/* Leaves of 256 characters, filled when first asked for. */
static struct glyph *
leaf(enum chain c, int32_t cp)
{
	struct glyph *l = calloc(LEAF, sizeof(*l));

	BUG_ON(l == NULL);
	for (int32_t i = 0; i < LEAF; i++)
		if (!look(c, (cp & ~(LEAF - 1)) + i, &l[i]))
			l[i] = geta(c);
	return leaves[c][cp / LEAF] = l;
}

struct glyph
glyph_of(enum chain c, int32_t cp)
{
	struct glyph *l;

	if (cp < 0 || cp >= PLANES)
		return geta(c);
	l = leaves[c][cp / LEAF];
	return (l != NULL ? l : leaf(c, cp))[cp % LEAF];
}

const struct face_about *
face_about(unsigned face)
{
	return &faces[face].about;
}

/* ---- subsets ---- */

/* What a PDF needs of a font: outlines and widths.  Everything else is the
 * PDF's own business (cmap: CIDToGIDMap; name, OS/2, post: descriptor). */
static const hb_tag_t unwanted[] = {
	HB_TAG('c', 'm', 'a', 'p'), HB_TAG('n', 'a', 'm', 'e'), HB_TAG('O', 'S', '/', '2'),
	HB_TAG('p', 'o', 's', 't'), HB_TAG('G', 'S', 'U', 'B'), HB_TAG('G', 'P', 'O', 'S'),
	HB_TAG('G', 'D', 'E', 'F'), HB_TAG('v', 'h', 'e', 'a'), HB_TAG('v', 'm', 't', 'x'),
	HB_TAG('V', 'O', 'R', 'G'), HB_TAG('g', 'a', 's', 'p'), HB_TAG('h', 'd', 'm', 'x'),
	HB_TAG('V', 'D', 'M', 'X'), HB_TAG('L', 'T', 'S', 'H'), HB_TAG('D', 'S', 'I', 'G'),
	HB_TAG('B', 'A', 'S', 'E'), HB_TAG('k', 'e', 'r', 'n'), HB_TAG('m', 'o', 'r', 't'),
	HB_TAG('m', 'o', 'r', 'x'), HB_TAG('f', 'p', 'g', 'm'), HB_TAG('p', 'r', 'e', 'p'),
	HB_TAG('c', 'v', 't', ' '), HB_TAG('E', 'B', 'D', 'T'), HB_TAG('E', 'B', 'L', 'C'),
	HB_TAG('E', 'B', 'S', 'C'), HB_TAG('m', 'e', 't', 'a'), HB_TAG('F', 'F', 'T', 'M'),
};

/* By character: HarfBuzz walks its whole cmap when asked by glyph (17 M
 * instructions a subset). */
static hb_subset_input_t *
subset_input(const int32_t *cps, unsigned n)
{
	hb_subset_input_t *in = hb_subset_input_create_or_fail();
	hb_set_t *set;

	BUG_ON(in == NULL);
	set = hb_subset_input_unicode_set(in);
	for (unsigned i = 0; i < n; i++)
		hb_set_add(set, (hb_codepoint_t)cps[i]);
	set = hb_subset_input_set(in, HB_SUBSET_SETS_DROP_TABLE_TAG);
	for (unsigned i = 0; i < sizeof(unwanted) / sizeof(*unwanted); i++)
		hb_set_add(set, unwanted[i]);
	hb_subset_input_set_flags(in, HB_SUBSET_FLAGS_NO_HINTING);
	return in;
}

static void
drop_face(void *face)
{
	hb_face_destroy(face);
}

static void
drop_blob(void *blob)
{
	hb_blob_destroy(blob);
}

/* The bytes belong to HarfBuzz; the arena lets them go with the slip. */
static int
keep_bytes(struct work *w, hb_face_t *made, struct blob *out)
{
	hb_blob_t *blob = hb_face_reference_blob(made);
	unsigned len;

	arena_defer(w->arena, drop_face, made);
	arena_defer(w->arena, drop_blob, blob);
	out->p = (const unsigned char *)hb_blob_get_data(blob, &len);
	out->n = len;
	return len > 0 ? 0 : refuse(w, ERR_BUG, "an empty font subset");
}

int
face_subset(struct work *w, unsigned face, const int32_t *cps, const uint16_t *gids,
    unsigned n, uint16_t *places, struct blob *out)
{
	hb_subset_input_t *in = subset_input(cps, n);
	hb_subset_plan_t *plan = hb_subset_plan_create_or_fail(faces[face].subset, in);
	hb_face_t *made = NULL;

	hb_subset_input_destroy(in);
	if (plan != NULL) {
		const hb_map_t *map = hb_subset_plan_old_to_new_glyph_mapping(plan);

		for (unsigned i = 0; i < n; i++)
			places[i] = (uint16_t)hb_map_get(map, gids[i]);
		made = hb_subset_plan_execute_or_fail(plan);
		hb_subset_plan_destroy(plan);
	}
	if (made == NULL)
		return refuse(w, ERR_BUG, "no subset of %s", files[face].name);
	return keep_bytes(w, made, out);
}

/* ---- the check of what was embedded ---- */

struct face_probe {
	hb_font_t	*font;
};

struct face_probe *
face_probe_new(struct blob font)
{
	struct face_probe *p = calloc(1, sizeof(*p));
	hb_blob_t *blob = hb_blob_create((const char *)font.p, (unsigned)font.n,
	    HB_MEMORY_MODE_DUPLICATE, NULL, NULL);
	hb_face_t *face = hb_face_create(blob, 0);

	BUG_ON(p == NULL);
	p->font = hb_font_create(face);
	hb_face_destroy(face);
	hb_blob_destroy(blob);
	return p;
}

void
face_probe_free(struct face_probe *p)
{
	hb_font_destroy(p->font);
	free(p);
}

/* An outline as a list of numbers, in font units. */
struct outline {
	float		v[4096];
	unsigned	n;
};

static void
note(struct outline *o, int op, const float *v, unsigned n)
{
	if (o->n + n + 1 > sizeof(o->v) / sizeof(*o->v))
		return;
	o->v[o->n++] = (float)op;
	for (unsigned i = 0; i < n; i++)
		o->v[o->n++] = v[i];
}

static void
on_move(hb_draw_funcs_t *f, void *o, hb_draw_state_t *st, float x, float y, void *u)
{
	(void)f, (void)st, (void)u;
	note(o, 1, (float[]){ x, y }, 2);
}

static void
on_line(hb_draw_funcs_t *f, void *o, hb_draw_state_t *st, float x, float y, void *u)
{
	(void)f, (void)st, (void)u;
	note(o, 2, (float[]){ x, y }, 2);
}

static void
on_curve(hb_draw_funcs_t *f, void *o, hb_draw_state_t *st, float cx, float cy, float x,
    float y, void *u)
{
	(void)f, (void)st, (void)u;
	note(o, 3, (float[]){ cx, cy, x, y }, 4);
}

static void
outline_of(hb_font_t *font, unsigned gid, struct outline *out)
{
	hb_draw_funcs_t *f = hb_draw_funcs_create();

	out->n = 0;
	hb_draw_funcs_set_move_to_func(f, on_move, NULL, NULL);
	hb_draw_funcs_set_line_to_func(f, on_line, NULL, NULL);
	hb_draw_funcs_set_quadratic_to_func(f, on_curve, NULL, NULL);
	hb_font_get_glyph_shape(font, gid, f, out);
	hb_draw_funcs_destroy(f);
}

int
face_probe_same(struct face_probe *p, unsigned gid, const char *name, int32_t cp)
{
	static struct outline a, b;
	hb_codepoint_t theirs;
	unsigned i;

	for (i = 0; i < FACE_MAX && strcmp(files[i].name, name) != 0; i++)
		;
	if (i == FACE_MAX || !hb_font_get_nominal_glyph(faces[i].font,
		(hb_codepoint_t)cp, &theirs))
		return -1;
	hb_font_t *source = hb_font_create(faces[i].source);

	outline_of(p->font, gid, &a);
	outline_of(source, theirs, &b);
	hb_font_destroy(source);
	return a.n == b.n && memcmp(a.v, b.v, a.n * sizeof(*a.v)) == 0 &&
	    a.n < sizeof(a.v) / sizeof(*a.v) - 8;
}
