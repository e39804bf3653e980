/* SPDX-License-Identifier: MIT */
/*
 * The header parsers on anything.  What is accepted must have sizes within
 * the limits and must not be accepted one byte shorter (a picture has exactly
 * one end).  The mutator repairs PNG checksums, or no mutant would get past
 * the first chunk.
 *
 * FUZZ-SOURCES: modules/file/sniff.c modules/file/sniff_jpg.c modules/file/sniff_png.c modules/file/sniff_bmp.c modules/file/sniff_pdf.c
 * FUZZ-CORPUS: tests/data/pictures tests/data/scan-samples/hostile
 * FUZZ-MAX: 4096
 * FUZZ-PLANT: modules/file/sniff_walk.h s/want <= b.n - at;/want <= b.n - at + 3;/
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "modules/file/sniff_walk.h"

size_t	LLVMFuzzerMutate(uint8_t *p, size_t n, size_t max);
size_t	LLVMFuzzerCustomMutator(uint8_t *p, size_t n, size_t max, unsigned seed);
int	LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

static uint32_t
crc(const uint8_t *p, size_t n)
{
	uint32_t c = 0xffffffffu;

	while (n-- > 0) {
		c ^= *p++;
		for (int k = 0; k < 8; k++)
			c = c & 1 ? 0xedb88320u ^ c >> 1 : c >> 1;
	}
	return ~c;
}

static void
repair_png(uint8_t *p, size_t n)
{
	for (size_t at = 8; at + 12 <= n;) {
		size_t len = be32(p + at);
		uint32_t sum;

		if (len > n - at - 12)
			return;
		sum = crc(p + at + 4, len + 4);
		for (int i = 0; i < 4; i++)
			p[at + 8 + len + (size_t)i] = (uint8_t)(sum >> (24 - 8 * i));
		at += 12 + len;
	}
}

size_t
LLVMFuzzerCustomMutator(uint8_t *p, size_t n, size_t max, unsigned seed)
{
	n = LLVMFuzzerMutate(p, n, max);
	if (seed % 8 != 0 && n > 8 && memcmp(p, "\x89PNG", 4) == 0)
		repair_png(p, n);
	return n;
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct sniffed a, b;
	uint8_t *shorter;

	if (sniff_bytes(p, n, &a) != SNIFF_OK)
		return 0;
	if (a.type == TYPE_NONE || a.orientation < 1 || a.orientation > 8)
		abort();
	if (a.type == TYPE_PDF)
		return 0;
	if (a.width < 1 || a.width > PIXELS_A_SIDE || a.height < 1 ||
	    a.height > PIXELS_A_SIDE || (long long)a.width * a.height > PIXELS_IN_ALL)
		abort();
	shorter = malloc(n);		/* exactly as long, so that ASan sees its end */
	memcpy(shorter, p, n - 1);
	shorter = realloc(shorter, n - 1);
	if (sniff_bytes(shorter, n - 1, &b) == SNIFF_OK)
		abort();
	free(shorter);
	return 0;
}
