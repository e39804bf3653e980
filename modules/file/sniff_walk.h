/* SPDX-License-Identifier: MIT */
/*
 * Inside sniff: one walk a format, and reading numbers out of bytes.  Every
 * read is checked by `has` first; offsets never pass the end.
 */
#ifndef FILE_SNIFF_WALK_H
#define FILE_SNIFF_WALK_H

#include "limits.h"
#include "sniff.h"

struct bytes {
	const unsigned char	*p;
	size_t			 n;
};

/* Are there `want` bytes from `at` on?  `at` may lie anywhere. */
static inline int
has(struct bytes b, uint64_t at, uint64_t want)
{
	return at <= b.n && want <= b.n - at;
}

static inline uint32_t
be16(const unsigned char *p)
{
	return (uint32_t)p[0] << 8 | p[1];
}

static inline uint32_t
be32(const unsigned char *p)
{
	return be16(p) << 16 | be16(p + 2);
}

static inline uint32_t
le16(const unsigned char *p)
{
	return (uint32_t)p[1] << 8 | p[0];
}

static inline uint32_t
le32(const unsigned char *p)
{
	return le16(p + 2) << 16 | le16(p);
}

/* Stores the size or says what is wrong with it. */
enum sniff	sniff_size(struct sniffed *out, uint64_t width, uint64_t height);

enum sniff	sniff_jpg(struct bytes b, struct sniffed *out);
enum sniff	sniff_png(struct bytes b, struct sniffed *out);
enum sniff	sniff_bmp(struct bytes b, struct sniffed *out);
enum sniff	sniff_pdf(struct bytes b, struct sniffed *out);

/* The orientation tag of an EXIF block ("II*\0" or "MM\0*" on), 1..8. */
int	exif_orientation(struct bytes tiff);

#endif
