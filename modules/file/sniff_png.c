/* SPDX-License-Identifier: MIT */
/*
 * PNG (ISO 15948): signature, IHDR first, IEND last and nothing after it;
 * every chunk's CRC is computed.  No 16-bit samples, no animation, no
 * ancillary chunk large enough to unpack into a bomb.
 */
#include <string.h>

#include "sniff_walk.h"

struct png {
	struct bytes	 b;
	size_t		 at;
	struct sniffed	*out;
	int		 colour, header, palette, data, data_over, extras, done;
};

static uint32_t
crc_byte(uint32_t c)
{
	for (int k = 0; k < 8; k++)
		c = c & 1 ? 0xedb88320u ^ c >> 1 : c >> 1;
	return c;
}

/* A table on first use costs less than 8 steps a byte on 2 MB. */
static uint32_t
crc32_of(const unsigned char *p, size_t n)
{
	static uint32_t table[256];
	uint32_t c = 0xffffffffu;

	if (table[1] == 0)
		for (uint32_t i = 0; i < 256; i++)
			table[i] = crc_byte(i);
	for (size_t i = 0; i < n; i++)
		c = table[(c ^ p[i]) & 0xff] ^ c >> 8;
	return ~c;
}

static int
depth_fits(int colour, int depth)
{
	switch (colour) {
	case 0:
	case 3:
		return depth == 1 || depth == 2 || depth == 4 || depth == 8;
	case 2:
	case 4:
	case 6:
		return depth == 8;
	}
	return 0;
}

static enum sniff
read_header(struct png *g, struct bytes c)
{
	if (g->header || c.n != 13)
		return SNIFF_BROKEN;
	g->header = 1;
	g->colour = c.p[9];
	if (c.p[8] == 16)
		return SNIFF_ODD;
	if (!depth_fits(c.p[9], c.p[8]) || c.p[10] != 0 || c.p[11] != 0 || c.p[12] > 1)
		return SNIFF_BROKEN;
	return sniff_size(g->out, be32(c.p), be32(c.p + 4));
}

static enum sniff
read_palette(struct png *g, struct bytes c)
{
	if (g->palette || g->data || c.n == 0 || c.n % 3 != 0 || c.n > 768 ||
	    g->colour == 0 || g->colour == 4)
		return SNIFF_BROKEN;
	g->palette = 1;
	return SNIFF_OK;
}

static enum sniff
read_data(struct png *g)
{
	if (g->data_over || (g->colour == 3 && !g->palette))
		return SNIFF_BROKEN;
	g->data = 1;
	return SNIFF_OK;
}

static int
is(const unsigned char *name, const char *want)
{
	return memcmp(name, want, 4) == 0;
}

static enum sniff
read_extra(struct png *g, const unsigned char *name, struct bytes c)
{
	if (is(name, "acTL") || is(name, "fcTL") || is(name, "fdAT"))
		return SNIFF_ODD;
	if ((name[0] & 0x20) == 0)		/* an unknown chunk one must understand */
		return SNIFF_ODD;
	if (is(name, "eXIf"))
		g->out->orientation = exif_orientation(c);
	return ++g->extras > PNG_EXTRA_CHUNKS || c.n > PNG_EXTRA_BYTES ? SNIFF_ODD : SNIFF_OK;
}

static enum sniff
read_chunk(struct png *g, const unsigned char *name, struct bytes c)
{
	if (!g->header && !is(name, "IHDR"))
		return SNIFF_BROKEN;
	if (is(name, "IDAT"))
		return read_data(g);
	g->data_over = g->data;			/* data chunks stand together */
	if (is(name, "IHDR"))
		return read_header(g, c);
	if (is(name, "PLTE"))
		return read_palette(g, c);
	if (is(name, "IEND")) {
		g->done = 1;
		return c.n == 0 && g->data ? SNIFF_OK : SNIFF_BROKEN;
	}
	return read_extra(g, name, c);
}

/* Length, name, data, CRC over name and data. */
static enum sniff
step(struct png *g)
{
	const unsigned char *p = g->b.p + g->at;
	uint32_t n;

	if (!has(g->b, g->at, 12))
		return SNIFF_CUT;
	n = be32(p);
	if (n > 0x7fffffffu)
		return SNIFF_BROKEN;
	if (!has(g->b, g->at, 12 + (uint64_t)n))
		return SNIFF_CUT;
	if (crc32_of(p + 4, 4 + (size_t)n) != be32(p + 8 + n))
		return SNIFF_BROKEN;
	g->at += 12 + (size_t)n;
	return read_chunk(g, p + 4, (struct bytes){ p + 8, n });
}

enum sniff
sniff_png(struct bytes b, struct sniffed *out)
{
	struct png g = { .b = b, .at = 8, .out = out };
	enum sniff rc = SNIFF_OK;

	while (rc == SNIFF_OK && !g.done)
		rc = step(&g);
	if (rc != SNIFF_OK)
		return rc;
	return g.at == b.n ? SNIFF_OK : SNIFF_TRAIL;
}
