/* SPDX-License-Identifier: MIT */
#include <leptonica/allheaders.h>
#include <errno.h>
#include <unistd.h>

#include "image.h"

#define SIDE_MAX	12000
#define PIXELS_MAX	40000000LL
#define GAP		12		/* grey line between two pages */

struct input {
	unsigned char	*p;
	size_t		 n;
};

static int
read_all(int fd, struct input *in)
{
	ssize_t got;

	in->n = 0;
	in->p = malloc(IMAGE_INPUT_MAX);	/* untouched pages cost nothing */
	if (in->p == NULL)
		return -1;
	while (in->n < IMAGE_INPUT_MAX &&
	    (got = read(fd, in->p + in->n, IMAGE_INPUT_MAX - in->n)) != 0) {
		if (got < 0 && errno != EINTR)
			return -1;
		in->n += got > 0 ? (size_t)got : 0;
	}
	return in->n > 0 && in->n < IMAGE_INPUT_MAX ? 0 : -1;
}

static int
write_all(int fd, const unsigned char *p, size_t n)
{
	while (n > 0) {
		ssize_t done = write(fd, p, n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return -1;
		p += done;
		n -= (size_t)done;
	}
	return 0;
}

static int
longer(int a, int b)
{
	return a > b ? a : b;
}

/* JPEG decodes to 1/2, 1/4 or 1/8 at a fraction of the cost. */
static int
reduction_for(int width, int height)
{
	int r = 1;

	while (r < 8 && longer(width, height) / (2 * r) >= IMAGE_SIDE)
		r *= 2;
	return r;
}

/* The header alone, before any pixel is unpacked. */
static PIX *
decode(const struct input *in)
{
	l_int32 format = IFF_UNKNOWN, width = 0, height = 0, bits, samples, cmap;

	if (pixReadHeaderMem(in->p, in->n, &format, &width, &height, &bits, &samples,
		&cmap) != 0 || width <= 0 || height <= 0 || width > SIDE_MAX ||
	    height > SIDE_MAX || (long long)width * height > PIXELS_MAX)
		return NULL;
	switch (format) {
	case IFF_JFIF_JPEG:
		return pixReadMemJpeg(in->p, in->n, 0, reduction_for(width, height), NULL, 0);
	case IFF_PNG:
		return pixReadMemPng(in->p, in->n);
	case IFF_BMP:
		return pixReadMemBmp(in->p, in->n);
	}
	return NULL;
}

/* Each step takes the old picture away and gives the new one; NULL stays. */
static PIX *
step(PIX *old, PIX *new)
{
	pixDestroy(&old);
	return new;
}

/* Palette, bits, transparency: all to 8-bit grey or plain colour. */
static PIX *
plain(PIX *p)
{
	if (p != NULL && pixGetSpp(p) == 4)
		p = step(p, pixAlphaBlendUniform(p, 0xffffff00));
	if (p != NULL)
		p = step(p, pixConvertTo8Or32(p, L_COPY, 0));
	return p;
}

static PIX *
fit(PIX *p)
{
	int side = p == NULL ? 0 : longer(pixGetWidth(p), pixGetHeight(p));

	if (side <= IMAGE_SIDE)
		return p;
	return step(p, pixScaleToSize(p,
	    longer(1, (int)((long long)pixGetWidth(p) * IMAGE_SIDE / side)),
	    longer(1, (int)((long long)pixGetHeight(p) * IMAGE_SIDE / side))));
}

/* EXIF 2.3, tag 0x0112: mirrored first, then turned clockwise. */
static PIX *
upright(PIX *p, int orientation)
{
	static const struct { int mirror, quarters; } turns[9] = {
		[2] = { 1, 0 }, [3] = { 0, 2 }, [4] = { 1, 2 }, [5] = { 1, 3 },
		[6] = { 0, 1 }, [7] = { 1, 1 }, [8] = { 0, 3 },
	};

	if (p == NULL || orientation < 1 || orientation > 8)
		return p;
	if (turns[orientation].mirror)
		p = step(p, pixFlipLR(NULL, p));
	if (p != NULL && turns[orientation].quarters != 0)
		p = step(p, pixRotateOrth(p, turns[orientation].quarters));
	return p;
}

static PIX *
below(PIX *top, PIX *page)
{
	int width, height;
	PIX *both;

	if (top == NULL)
		return page;
	width = longer(pixGetWidth(top), pixGetWidth(page));
	height = pixGetHeight(top) + GAP + pixGetHeight(page);
	both = pixCreate(width, height, 32);
	if (both != NULL) {
		pixSetAllArbitrary(both, 0xb0b0b000);
		pixRasterop(both, 0, 0, pixGetWidth(top), pixGetHeight(top), PIX_SRC, top, 0, 0);
		pixRasterop(both, 0, pixGetHeight(top) + GAP, pixGetWidth(page),
		    pixGetHeight(page), PIX_SRC, page, 0, 0);
	}
	pixDestroy(&top);
	pixDestroy(&page);
	return both;
}

static PIX *
next_page(FILE *f)
{
	PIX *p = pixReadStreamPnm(f);

	if (p != NULL)
		p = step(p, pixConvertTo32(p));
	return fit(p);
}

static PIX *
all_pages(const struct input *in)
{
	FILE *f = fmemopen(in->p, in->n, "r");
	PIX *sheet = NULL, *page;

	for (int n = 0; f != NULL && n < IMAGE_PAGES; n++) {
		int c = getc(f);

		if (c == EOF)
			break;
		ungetc(c, f);
		if ((page = next_page(f)) == NULL)
			break;
		sheet = below(sheet, page);
	}
	if (f != NULL)
		fclose(f);
	return sheet;
}

static enum image
put(PIX *p, int out)
{
	l_uint8 *data = NULL;
	size_t n = 0;
	enum image rc = IMAGE_UNREADABLE;

	if (p != NULL && pixWriteMemJpeg(&data, &n, p, IMAGE_QUALITY, 0) == 0)
		rc = write_all(out, data, n) < 0 ? IMAGE_OUTPUT : IMAGE_OK;
	lept_free(data);
	pixDestroy(&p);
	return rc;
}

enum image
image_preview(int in, int out, int orientation)
{
	struct input bytes;
	PIX *p;
	enum image rc;

	setMsgSeverity(L_SEVERITY_NONE);
	if (read_all(in, &bytes) < 0) {
		free(bytes.p);
		return IMAGE_UNREADABLE;
	}
	if (bytes.n > 2 && bytes.p[0] == 'P' && (bytes.p[1] == '6' || bytes.p[1] == '5'))
		p = all_pages(&bytes);
	else
		p = upright(fit(plain(decode(&bytes))), orientation);
	rc = put(p, out);
	free(bytes.p);
	return rc;
}
