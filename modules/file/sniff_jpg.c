/* SPDX-License-Identifier: MIT */
/*
 * JPEG (ITU T.81 annex B): SOI, segments, scans, EOI and nothing after it.
 * Baseline, extended and progressive Huffman pictures (SOF0..2) of 8 bits
 * with one or three components; the rest is rare, or CMYK.
 */
#include <string.h>

#include "sniff_walk.h"

enum {
	M_SOF0 = 0xc0, M_SOF2 = 0xc2, M_DHT = 0xc4, M_JPG = 0xc8, M_DAC = 0xcc,
	M_SOF15 = 0xcf, M_RST0 = 0xd0, M_RST7 = 0xd7, M_SOI = 0xd8, M_EOI = 0xd9,
	M_SOS = 0xda, M_DQT = 0xdb, M_DNL = 0xdc, M_DRI = 0xdd, M_DHP = 0xde,
	M_APP0 = 0xe0, M_APP1 = 0xe1, M_APP15 = 0xef, M_COM = 0xfe,
};

struct jpg {
	struct bytes	 b;
	size_t		 at;
	struct sniffed	*out;
	int		 components, scans, tables;	/* tables: bit 0 DQT, bit 1 DHT */
	unsigned char	 ids[3];
};

/* SOF: length 8 + 3 a component, precision, height, width, count. */
static enum sniff
read_frame(struct jpg *j, struct bytes s)
{
	if (j->components != 0 || s.n < 6)
		return SNIFF_BROKEN;
	if (s.p[0] != 8 || (s.p[5] != 1 && s.p[5] != 3))
		return SNIFF_ODD;
	if (s.n != 6u + 3u * s.p[5])
		return SNIFF_BROKEN;
	j->components = s.p[5];
	for (int i = 0; i < j->components; i++) {
		const unsigned char *c = s.p + 6 + 3 * i;

		j->ids[i] = c[0];
		if (c[1] >> 4 < 1 || c[1] >> 4 > 4 || (c[1] & 15) < 1 ||
		    (c[1] & 15) > 4 || c[2] > 3)
			return SNIFF_BROKEN;
	}
	return sniff_size(j->out, be16(s.p + 3), be16(s.p + 1));
}

/* SOS: count, two bytes a component, spectral start and end, approximation. */
static enum sniff
read_scan_head(struct jpg *j, struct bytes s)
{
	if (j->components == 0 || j->tables != 3 || s.n < 1 || s.p[0] < 1 ||
	    s.p[0] > j->components || s.n != 4u + 2u * s.p[0])
		return SNIFF_BROKEN;
	for (int i = 0; i < s.p[0]; i++)
		if (memchr(j->ids, s.p[1 + 2 * i], (size_t)j->components) == NULL)
			return SNIFF_BROKEN;
	return ++j->scans > JPEG_SCANS ? SNIFF_ODD : SNIFF_OK;
}

/* Coded data up to the next marker that is neither stuffing nor a restart. */
static enum sniff
skip_scan(struct jpg *j)
{
	const unsigned char *end = j->b.p + j->b.n, *p = j->b.p + j->at, *start = p;

	for (;; p += 2) {
		p = p < end ? memchr(p, 0xff, (size_t)(end - p)) : NULL;
		if (p == NULL || end - p < 2)
			return SNIFF_CUT;
		if (p[1] == 0xff)
			p--;			/* fill byte: look again from the next */
		else if (p[1] != 0 && (p[1] < M_RST0 || p[1] > M_RST7))
			break;
	}
	j->at = (size_t)(p - j->b.p);
	return p == start ? SNIFF_BROKEN : SNIFF_OK;
}

static void
read_exif(struct jpg *j, struct bytes s)
{
	if (s.n > 6 && memcmp(s.p, "Exif\0", 6) == 0)
		j->out->orientation = exif_orientation((struct bytes){ s.p + 6, s.n - 6 });
}

static int
may_be_here(int marker)
{
	return (marker >= M_APP0 && marker <= M_APP15) || marker == M_COM ||
	    marker == M_DQT || marker == M_DHT || marker == M_DRI ||
	    marker == M_SOS || (marker >= M_SOF0 && marker <= M_SOF2);
}

static int
is_rare(int marker)		/* lossless, arithmetic, hierarchical; late height */
{
	return (marker > M_SOF2 && marker <= M_SOF15) || marker == M_DNL || marker == M_DHP;
}

static enum sniff
read_segment(struct jpg *j, int marker, struct bytes s)
{
	enum sniff rc;

	if (marker >= M_SOF0 && marker <= M_SOF2)
		return read_frame(j, s);
	if (marker == M_SOS)
		return (rc = read_scan_head(j, s)) != SNIFF_OK ? rc : skip_scan(j);
	if (marker == M_APP1)
		read_exif(j, s);
	j->tables |= (marker == M_DQT) | (marker == M_DHT) << 1;
	return SNIFF_OK;
}

/* One marker; *done at EOI. */
static enum sniff
step(struct jpg *j, int *done)
{
	const unsigned char *p = j->b.p + j->at;
	int marker;
	size_t len;

	if (!has(j->b, j->at, 2))
		return SNIFF_CUT;
	if (p[0] != 0xff)
		return SNIFF_BROKEN;
	marker = p[1];
	if (marker == 0xff) {			/* fill byte */
		j->at++;
		return SNIFF_OK;
	}
	if (marker == M_EOI) {
		*done = 1;
		j->at += 2;
		return j->scans == 0 ? SNIFF_BROKEN : SNIFF_OK;
	}
	if (!may_be_here(marker))
		return is_rare(marker) ? SNIFF_ODD : SNIFF_BROKEN;
	if (!has(j->b, j->at, 4))
		return SNIFF_CUT;
	len = be16(p + 2);
	if (len < 2)
		return SNIFF_BROKEN;
	if (!has(j->b, j->at, 2 + len))
		return SNIFF_CUT;
	j->at += 2 + len;
	return read_segment(j, marker, (struct bytes){ p + 4, len - 2 });
}

enum sniff
sniff_jpg(struct bytes b, struct sniffed *out)
{
	struct jpg j = { .b = b, .at = 2, .out = out };
	enum sniff rc = SNIFF_OK;
	int done = 0;

	for (int n = 0; rc == SNIFF_OK && !done; n++)
		rc = n < JPEG_SEGMENTS + 2 * JPEG_SCANS ? step(&j, &done) : SNIFF_ODD;
	if (rc != SNIFF_OK)
		return rc;
	return j.at == b.n ? SNIFF_OK : SNIFF_TRAIL;
}

static uint32_t
tiff16(const unsigned char *p, int big)
{
	return big ? be16(p) : le16(p);
}

static uint32_t
tiff32(const unsigned char *p, int big)
{
	return big ? be32(p) : le32(p);
}

/* Only the first directory is read: tag 0x0112, type SHORT, count 1. */
int
exif_orientation(struct bytes t)
{
	uint32_t at, n;
	int big;

	if (t.n < 8 || (memcmp(t.p, "II*\0", 4) != 0 && memcmp(t.p, "MM\0*", 4) != 0))
		return 1;
	big = t.p[0] == 'M';
	at = tiff32(t.p + 4, big);
	if (!has(t, at, 2))
		return 1;
	n = tiff16(t.p + at, big);
	for (uint32_t i = 0; i < n; i++) {
		uint64_t e = (uint64_t)at + 2 + 12ull * i;

		if (!has(t, e, 12))
			return 1;
		if (tiff16(t.p + e, big) == 0x0112 && tiff16(t.p + e + 2, big) == 3) {
			uint32_t v = tiff16(t.p + e + 8, big);

			return v >= 1 && v <= 8 ? (int)v : 1;
		}
	}
	return 1;
}
