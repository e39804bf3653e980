/* SPDX-License-Identifier: MIT */
/*
 * Pictures through leptonica: what a stranger sent becomes a plain JPEG that
 * a browser may be shown (no metadata, turned upright, at most 1600 pixels a
 * side).  Runs inside sandbox_pure(): descriptors 0 and 1 only.
 */
#ifndef SCAN_IMAGE_H
#define SCAN_IMAGE_H

#include <stddef.h>

#define IMAGE_INPUT_MAX		(64u << 20)	/* three pages of PPM are 36 MB */
#define IMAGE_SIDE		1600
#define IMAGE_QUALITY		80
#define IMAGE_PAGES		3

enum image {
	IMAGE_OK,
	IMAGE_UNREADABLE,	/* no picture, broken, or too many pixels */
	IMAGE_OUTPUT,		/* the other end is gone */
};

/*
 * JPEG, PNG, BMP, or a row of PPM pages (from pdftoppm), which are put below
 * each other.  `orientation` is the EXIF value 1..8 of the original; PPM
 */
enum image image_preview(int in, int out, int orientation);

#endif
