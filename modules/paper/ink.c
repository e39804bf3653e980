/* SPDX-License-Identifier: MIT */
#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

#include "ink.h"
#include "modules/base/text.h"

#define LEVEL_MAX	12

struct ink *
ink_new(struct arena *a, const struct ink *base)
{
	struct ink *k = ARENA_NEW(a, struct ink);

	k->arena = a;
	k->base = base;
	k->first = base == NULL ? 0 : base->nfonts;
	k->size = base == NULL ? 2048 : 256;
	k->table = ARENA_ARRAY(a, struct ink_entry, k->size);
	return k;
}

static void *
grown(struct arena *a, const void *old, size_t n, size_t cap, size_t each)
{
	void *p = arena_alloc(a, cap * each);

	if (n > 0)
		memcpy(p, old, n * each);
	return p;
}

/* ---- where lines may break ---- */

static const int32_t no_start[] = {
	0x00b7, 0x2014, 0x2019, 0x201d, 0x2026, 0x2030, 0x2103, 0x3001, 0x3002, 0x3009,
	0x300b, 0x300d, 0x300f, 0x3011, 0x3015, 0xff01, 0xff05, 0xff09, 0xff0c, 0xff0e,
	0xff1a, 0xff1b, 0xff1f, 0xff3d, 0xff5d, 0xff5e,
};
static const int32_t no_end[] = {
	0x2018, 0x201c, 0x3008, 0x300a, 0x300c, 0x300e, 0x3010, 0x3014, 0xff04, 0xff08,
	0xff3b, 0xff5b, 0xffe5,
};

static int
listed(const int32_t *list, size_t n, int32_t cp)
{
	for (size_t i = 0; i < n; i++)
		if (list[i] == cp)
			return 1;
	return 0;
}

static uint8_t
kind_of(int32_t cp)
{
	if (cp < 0x80) {
		if (cp == '\n')
			return MARK_BREAK;
		if (cp <= ' ')
			return MARK_SPACE;
		if (strchr(",.;:!?)]}%", cp) != NULL)
			return MARK_NOSTART | MARK_WORD;
		if (strchr("([{$", cp) != NULL)
			return MARK_NOEND | MARK_WORD;
		return MARK_WORD;
	}
	if (cp >= 0x3400 && cp < 0xff00)
		return 0;
	if (listed(no_start, sizeof(no_start) / sizeof(*no_start), cp))
		return MARK_NOSTART;
	if (listed(no_end, sizeof(no_end) / sizeof(*no_end), cp))
		return MARK_NOEND;
	/* accented letters are letters of words; ideographs from 0x2e80 are not */
	return cp == 0x3000 ? MARK_SPACE : cp < 0x2000 ? MARK_WORD : 0;
}

/* ---- the table (chain, character) -> code ---- */

static uint32_t
key_of(enum chain c, int32_t cp)
{
	return ((uint32_t)cp << 1 | (uint32_t)c) + 1;
}

static struct ink_entry *
seat(const struct ink *k, uint32_t key)
{
	uint32_t i = key * 2654435761u >> 7;

	for (;; i++) {
		struct ink_entry *e = &k->table[i & (k->size - 1)];

		if (e->key == key || e->key == 0)
			return e;
	}
}

static void
spread(struct ink *k)
{
	struct ink_entry *old = k->table;
	unsigned n = k->size;

	k->size = 2 * n;
	k->table = ARENA_ARRAY(k->arena, struct ink_entry, k->size);
	for (unsigned i = 0; i < n; i++)
		if (old[i].key != 0)
			*seat(k, old[i].key) = old[i];
}

static unsigned
font_for(struct ink *k, unsigned face)
{
	struct ink_font *f;

	for (unsigned i = 0; i < k->nfonts; i++)
		if (k->fonts[i].face == face)
			return i;
	f = &k->fonts[k->nfonts];
	f->face = face;
	f->n = 1;
	return k->nfonts++;
}

static uint16_t
slot_for(struct ink *k, struct ink_font *f, int32_t cp, struct glyph g)
{
	if (f->n >= f->cap) {
		unsigned cap = f->cap == 0 ? 128 : 2 * f->cap;

		f->cps = grown(k->arena, f->cps, f->cap, cap, sizeof(*f->cps));
		f->drawn = grown(k->arena, f->drawn, f->cap, cap, sizeof(*f->drawn));
		f->gids = grown(k->arena, f->gids, f->cap, cap, sizeof(*f->gids));
		f->widths = grown(k->arena, f->widths, f->cap, cap, sizeof(*f->widths));
		f->cap = cap;
	}
	f->cps[f->n] = cp;
	f->drawn[f->n] = g.known ? cp : FACE_GETA;
	f->gids[f->n] = g.gid;
	f->widths[f->n] = g.advance;
	return (uint16_t)f->n++;
}

static void
report(struct ink *k, int32_t cp)
{
	for (unsigned i = 0; i < k->nmissing; i++)
		if (k->missing[i] == cp)
			return;
	if (k->nmissing == k->cap_missing) {
		unsigned cap = k->cap_missing == 0 ? 16 : 2 * k->cap_missing;

		k->missing = grown(k->arena, k->missing, k->nmissing, cap, sizeof(cp));
		k->cap_missing = cap;
	}
	k->missing[k->nmissing++] = cp;
}

static const struct ink_entry *
entry_for(struct ink *k, enum chain c, int32_t cp)
{
	uint32_t key = key_of(c, cp);
	struct ink_entry *e;
	struct glyph g;
	unsigned font;

	if (k->base != NULL && (e = seat(k->base, key))->key != 0)
		return e;
	if ((e = seat(k, key))->key != 0)
		return e;
	if (k->used * 2 > k->size) {
		spread(k);
		e = seat(k, key);
	}
	g = glyph_of(c, cp);
	if (!g.known)
		report(k, cp);
	font = font_for(k, g.face);
	*e = (struct ink_entry){ .key = key, .font = (uint8_t)(k->first + font),
		.cid = slot_for(k, &k->fonts[font], cp, g), .advance = g.advance };
	k->used++;
	return e;
}

unsigned
ink_marks(struct ink *k, enum chain c, const char *s, size_t len, struct mark *out)
{
	const char *end = s + len;
	unsigned n = 0;

	while (s < end) {
		int32_t cp = utf8_next(&s);
		const struct ink_entry *e;

		if (cp == 0)
			break;
		if (cp < 0)
			cp = 0xfffd;	/* a bad byte */
		else if ((cp < ' ' && cp != '\n') || (cp >= 0x7f && cp < 0xa0))
			cp = ' ';
		out[n] = (struct mark){ .cp = cp, .kind = kind_of(cp) };
		if (cp != '\n') {
			e = entry_for(k, c, cp);
			out[n].cid = e->cid;
			out[n].font = e->font;
			out[n].advance = e->advance;
		}
		n++;
	}
	return n;
}

const struct ink_font *
ink_font(const struct ink *k, unsigned number)
{
	if (number < k->first)
		return &k->base->fonts[number];
	return &k->fonts[number - k->first];
}

/* ---- freezing ---- */

struct blob
ink_deflate(struct arena *a, const void *p, size_t n, int level)
{
	static struct libdeflate_compressor *compressors[LEVEL_MAX + 1];
	struct libdeflate_compressor **z = &compressors[level];
	size_t room;
	unsigned char *out;

	if (*z == NULL)
		*z = libdeflate_alloc_compressor(level);
	BUG_ON(*z == NULL);
	room = libdeflate_zlib_compress_bound(*z, n);
	out = arena_alloc(a, room);
	return (struct blob){ out, libdeflate_zlib_compress(*z, p, n, out, room) };
}

static char *
put_hex(char *p, unsigned v, int digits)
{
	for (int i = digits - 1; i >= 0; i--) {
		p[i] = "0123456789ABCDEF"[v & 15];
		v >>= 4;
	}
	return p + digits;
}

static char *
put_text(char *p, const char *s)
{
	size_t n = strlen(s);

	memcpy(p, s, n);
	return p + n;
}

static char *
put_number(char *p, unsigned v)
{
	char digits[12];
	int n = 0;

	do
		digits[n++] = (char)('0' + v % 10);
	while ((v /= 10) > 0);
	while (n > 0)
		*p++ = digits[--n];
	return p;
}

static const char cmap_head[] =
    "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
    "/CIDSystemInfo <</Registry (Adobe)/Ordering (UCS)/Supplement 0>> def\n"
    "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
    "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n";
static const char cmap_tail[] =
    "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";

/* ToUnicode: at most 100 entries a block, pairs of surrogates above U+FFFF. */
static struct blob
unicode_of(struct arena *a, const struct ink_font *f, int level)
{
	char *text = arena_alloc(a, sizeof(cmap_head) + sizeof(cmap_tail) + f->n * 24 +
	    (f->n / 100 + 1) * 48), *p = put_text(text, cmap_head);

	for (unsigned i = 1; i < f->n; i++) {
		uint32_t cp = (uint32_t)f->cps[i];

		if (i % 100 == 1) {
			p = put_number(p, f->n - i < 100 ? f->n - i : 100);
			p = put_text(p, " beginbfchar\n");
		}
		*p++ = '<';
		p = put_hex(p, i, 4);
		p = put_text(p, "><");
		if (cp > 0xffff)
			p = put_hex(p, 0xd800 + ((cp - 0x10000) >> 10), 4);
		p = put_hex(p, cp > 0xffff ? 0xdc00 + (cp & 0x3ff) : cp, 4);
		p = put_text(p, ">\n");
		if (i % 100 == 0 || i == f->n - 1)
			p = put_text(p, "endbfchar\n");
	}
	p = put_text(p, cmap_tail);
	return ink_deflate(a, text, (size_t)(p - text), level);
}

/* W lists what is not one em wide (DW). */
static const char *
widths_of(struct arena *a, const struct ink_font *f)
{
	char *text = arena_alloc(a, f->n * 14 + 8), *p = text;

	*p++ = '[';
	for (unsigned i = 1; i < f->n; i++) {
		if (f->widths[i] == 1000)
			continue;
		p = put_number(p, i);
		*p++ = '[';
		for (; i < f->n && f->widths[i] != 1000; i++) {
			p = put_number(p, f->widths[i]);
			*p++ = ' ';
		}
		p[-1] = ']';
	}
	*p++ = ']';
	return text;
}

static struct blob
map_of(struct arena *a, const uint16_t *places, unsigned n, int level)
{
	unsigned char *b = arena_alloc(a, 2 * (size_t)n);

	for (unsigned i = 1; i < n; i++) {
		b[2 * i] = (unsigned char)(places[i] >> 8);
		b[2 * i + 1] = (unsigned char)places[i];
	}
	return ink_deflate(a, b, 2 * (size_t)n, level);
}

static int
freeze_font(struct work *w, struct ink *k, struct ink_font *f, int level)
{
	uint16_t *places = ARENA_ARRAY(k->arena, uint16_t, f->n);
	struct blob program;

	if (face_subset(w, f->face, f->drawn + 1, f->gids + 1, f->n - 1, places + 1,
		&program) < 0)
		return -1;
	f->program = ink_deflate(k->arena, program.p, program.n, level);
	f->program_len = program.n;
	f->map = map_of(k->arena, places, f->n, level);
	f->unicode = unicode_of(k->arena, f, level);
	f->w = widths_of(k->arena, f);
	memcpy(f->tag, k->base == NULL ? "CPSAAA" : "CPDAAA", 7);
	f->tag[5] = (char)('A' + (f - k->fonts));
	return 0;
}

int
ink_freeze(struct work *w, struct ink *k, int level)
{
	for (unsigned i = 0; i < k->nfonts; i++)
		if (freeze_font(w, k, &k->fonts[i], level) < 0)
			return -1;
	return 0;
}
