/* SPDX-License-Identifier: MIT */
/*
 * Pictures for tests: read from tests/data, cut, joined and patched in memory.
 */
#ifndef TESTS_UNIT_PICTURE_H
#define TESTS_UNIT_PICTURE_H

#include <stdio.h>
#include <string.h>

#include "test.h"
#include "db/db.h"

/* A file below tests/data, in the slip's arena. */
static inline struct blob
picture(struct work *w, const char *name)
{
	const char *path = arena_printf(w->arena, "%s/tests/data/%s", SRCDIR, name);
	FILE *f = fopen(path, "re");
	unsigned char *p = arena_alloc(w->arena, 1 << 20);
	size_t n;

	assert_non_null(f);
	n = fread(p, 1, 1 << 20, f);
	fclose(f);
	assert_true(n > 0);
	return (struct blob){ arena_memdup(w->arena, p, n), n };
}

static inline struct blob
joined(struct work *w, struct blob a, struct blob b)
{
	unsigned char *p = arena_alloc(w->arena, a.n + b.n + 1);

	memcpy(p, a.p, a.n);
	memcpy(p + a.n, b.p, b.n);
	return (struct blob){ p, a.n + b.n };
}

static inline struct blob
piece(struct blob b, size_t from, size_t n)
{
	return (struct blob){ b.p + from, n };
}

static inline struct blob
bytes_of(const char *s)
{
	return (struct blob){ (const unsigned char *)s, strlen(s) };
}

/* `what` put in at an offset. */
static inline struct blob
inserted(struct work *w, struct blob b, size_t at, struct blob what)
{
	return joined(w, joined(w, piece(b, 0, at), what), piece(b, at, b.n - at));
}

static inline unsigned char *
copy(struct work *w, struct blob b)
{
	return arena_memdup(w->arena, b.p, b.n);
}

static inline uint32_t
png_crc(const unsigned char *p, size_t n)
{
	uint32_t c = 0xffffffffu;

	while (n-- > 0) {
		c ^= *p++;
		for (int k = 0; k < 8; k++)
			c = c & 1 ? 0xedb88320u ^ c >> 1 : c >> 1;
	}
	return ~c;
}

static inline void
put_be32(unsigned char *p, uint32_t v)
{
	for (int i = 0; i < 4; i++)
		p[i] = (unsigned char)(v >> (24 - 8 * i));
}

static inline struct blob
png_chunk(struct work *w, const char *name, struct blob data)
{
	unsigned char *p = arena_alloc(w->arena, data.n + 12);

	put_be32(p, (uint32_t)data.n);
	memcpy(p + 4, name, 4);
	if (data.n > 0)
		memcpy(p + 8, data.p, data.n);
	put_be32(p + 8 + data.n, png_crc(p + 4, data.n + 4));
	return (struct blob){ p, data.n + 12 };
}

/* A PNG whose header claims another size or depth; the CRC is right. */
static inline struct blob
png_claiming(struct work *w, struct blob png, uint32_t width, uint32_t height, int depth)
{
	unsigned char *p = copy(w, png);

	put_be32(p + 16, width);
	put_be32(p + 20, height);
	p[24] = (unsigned char)depth;
	put_be32(p + 29, png_crc(p + 12, 17));
	return (struct blob){ p, png.n };
}

/* A JPEG with an EXIF block that turns it: TIFF header, one entry. */
static inline struct blob
jpg_turned(struct work *w, struct blob jpg, int orientation)
{
	static const unsigned char head[] = { 0xff, 0xe1, 0, 36, 'E', 'x', 'i', 'f', 0, 0,
		'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 0, 0, 0,
		0, 0, 0, 0, 0, 0 };
	unsigned char *exif = arena_memdup(w->arena, head, sizeof(head));

	exif[29] = (unsigned char)orientation;
	return inserted(w, jpg, 2, (struct blob){ exif, sizeof(head) });
}

#endif
