/* SPDX-License-Identifier: MIT */
/*
 * BMP: file header, information header (version 3, 4 or 5), palette, rows.
 * All sizes are computed and must agree with the bytes that are there.
 * Uncompressed bottom-up pictures without bit masks only: what scanners and
 * Windows write, and what leptonica reads.
 */
#include "sniff_walk.h"

#define HEAD		14
#define PADDING		3	/* zero bytes some programs put at the end */

struct bmp {
	uint32_t	info, width, height, planes, bits, packing, colours;
};

static enum sniff
read_info(struct bytes b, struct bmp *m)
{
	m->info = le32(b.p + HEAD);
	if (m->info != 40 && m->info != 108 && m->info != 124)
		return SNIFF_ODD;
	if (!has(b, HEAD, m->info))
		return SNIFF_CUT;
	m->width = le32(b.p + HEAD + 4);
	m->height = le32(b.p + HEAD + 8);
	m->planes = le16(b.p + HEAD + 12);
	m->bits = le16(b.p + HEAD + 14);
	m->packing = le32(b.p + HEAD + 16);
	m->colours = le32(b.p + HEAD + 32);
	return SNIFF_OK;
}

static enum sniff
check_info(const struct bmp *m)
{
	if (m->planes != 1)
		return SNIFF_BROKEN;
	if (m->height >> 31 != 0)		/* top-down */
		return SNIFF_ODD;
	if (m->bits != 1 && m->bits != 4 && m->bits != 8 && m->bits != 24 && m->bits != 32)
		return SNIFF_ODD;
	if (m->packing != 0)
		return SNIFF_ODD;
	if (m->colours > (m->bits <= 8 ? 1u << m->bits : 256u))
		return SNIFF_BROKEN;
	return SNIFF_OK;
}

/* Where the rows begin at the earliest. */
static uint32_t
rows_from(const struct bmp *m)
{
	uint32_t colours = m->colours == 0 && m->bits <= 8 ? 1u << m->bits : m->colours;

	return HEAD + m->info + 4 * colours;
}

static enum sniff
check_end(struct bytes b, uint64_t end)
{
	if (end > b.n)
		return SNIFF_CUT;
	if (b.n - end > PADDING)
		return SNIFF_TRAIL;
	for (uint64_t i = end; i < b.n; i++)
		if (b.p[i] != 0)
			return SNIFF_TRAIL;
	return SNIFF_OK;
}

enum sniff
sniff_bmp(struct bytes b, struct sniffed *out)
{
	struct bmp m = { 0 };
	enum sniff rc;
	uint64_t row;
	uint32_t from;

	if (!has(b, 0, HEAD + 40))
		return SNIFF_CUT;
	if ((rc = read_info(b, &m)) != SNIFF_OK || (rc = check_info(&m)) != SNIFF_OK ||
	    (rc = sniff_size(out, m.width, m.height)) != SNIFF_OK)
		return rc;
	from = le32(b.p + 10);
	if (from < rows_from(&m) || from > rows_from(&m) + PADDING)
		return SNIFF_BROKEN;
	row = ((uint64_t)m.width * m.bits + 31) / 32 * 4;
	if ((rc = check_end(b, from + row * m.height)) != SNIFF_OK)
		return rc;
	return le32(b.p + 2) == b.n ? SNIFF_OK : SNIFF_BROKEN;
}
