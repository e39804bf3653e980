/* SPDX-License-Identifier: MIT */
/*
 * What a file really is, told from its bytes alone.  The walk reads structure
 * from the first byte to the last (JPEG markers SOI..EOI, PNG chunks with
 * CRC, BMP sizes, PDF header and trailer) and decodes nothing, so it is cheap
 * and safe in a worker.  Anything after the end of the picture is refused: a
 * second format hides there.  Pure functions; no slip, no memory taken.
 *
 * Sources: reliability.md 3.5, scan.md 3.
 */
#ifndef FILE_SNIFF_H
#define FILE_SNIFF_H

#include <stddef.h>
#include <stdint.h>

enum file_type {		/* bits, so that a rule may allow several */
	TYPE_NONE	= 0,
	TYPE_JPG	= 1 << 0,
	TYPE_PNG	= 1 << 1,
	TYPE_BMP	= 1 << 2,
	TYPE_PDF	= 1 << 3,
};

enum sniff {
	SNIFF_OK,
	SNIFF_UNKNOWN,		/* none of our types */
	SNIFF_CUT,		/* ends too early */
	SNIFF_BROKEN,		/* contradicts itself: CRC, lengths, order */
	SNIFF_ODD,		/* a variety we do not take: CMYK, 16 bit, animation */
	SNIFF_PIXELS,		/* more pixels than limits.h allows */
	SNIFF_TRAIL,		/* something follows the end */
	SNIFF__MAX
};

struct sniffed {
	enum file_type	type;		/* set whenever the first bytes tell it */
	int		width, height;	/* pixels as stored; 0 for PDF */
	int		orientation;	/* EXIF 1..8; 1 when there is none */
};

enum sniff	sniff_bytes(const unsigned char *p, size_t n, struct sniffed *out);
const char	*sniff_words(enum sniff s);		/* Chinese, for the person */

/* "jpg" for the column; NULL for TYPE_NONE. */
const char	*type_name(enum file_type t);
enum file_type	type_of_name(const char *name);		/* "jpg" or "jpeg", any case */
const char	*type_mime(enum file_type t);		/* "image/jpeg" */
/* Of a file name: what its extension claims. */
enum file_type	type_of_file_name(const char *name);

#endif
