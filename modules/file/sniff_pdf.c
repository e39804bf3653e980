/* SPDX-License-Identifier: MIT */
/*
 * PDF: "%PDF-1.x" or 2.0 at the very first byte, and at the end startxref
 * with an offset that lies inside the file and meets a cross-reference, then
 * %%EOF and nothing but line ends.  What the pages hold (scripts, launchers,
 * attachments) is looked at by the clerk on the expanded text.
 */
#include <string.h>

#include "sniff_walk.h"

static int
digit(int c)
{
	return c >= '0' && c <= '9';
}

static int
blank(int c)
{
	return c == '\r' || c == '\n' || c == ' ' || c == '\t';
}

/* The last place of a word in the tail, or NULL. */
static const unsigned char *
last(struct bytes b, const char *word)
{
	size_t n = strlen(word), from = b.n > PDF_TAIL ? b.n - PDF_TAIL : 0;

	for (size_t i = b.n; i >= from + n; i--)
		if (memcmp(b.p + i - n, word, n) == 0)
			return b.p + i - n;
	return NULL;
}

/* "xref", or "12 0 obj" of a cross-reference stream. */
static int
is_xref(struct bytes b, uint64_t at)
{
	if (!has(b, at, 4))
		return 0;
	return memcmp(b.p + at, "xref", 4) == 0 || digit(b.p[at]);
}

static enum sniff
check_startxref(struct bytes b, const unsigned char *eof)
{
	struct bytes head = { b.p, (size_t)(eof - b.p) };
	const unsigned char *p = last(head, "startxref");
	uint64_t at = 0;

	if (p == NULL)
		return SNIFF_CUT;
	for (p += 9; p < eof && blank(*p); p++)
		;
	if (p == eof || !digit(*p))
		return SNIFF_BROKEN;
	for (; p < eof && digit(*p) && at < b.n; p++)
		at = 10 * at + (uint64_t)(*p - '0');
	for (; p < eof && blank(*p); p++)
		;
	return p == eof && is_xref(head, at) ? SNIFF_OK : SNIFF_BROKEN;
}

enum sniff
sniff_pdf(struct bytes b, struct sniffed *out)
{
	const unsigned char *eof = last(b, "%%EOF"), *end = b.p + b.n;
	enum sniff rc;

	(void)out;
	if (b.n < 9)
		return SNIFF_CUT;
	if (!((b.p[5] == '1' || b.p[5] == '2') && b.p[6] == '.' && digit(b.p[7])))
		return SNIFF_BROKEN;
	if (eof == NULL)
		return SNIFF_CUT;
	if ((rc = check_startxref(b, eof)) != SNIFF_OK)
		return rc;
	for (const unsigned char *p = eof + 5; p < end; p++)
		if (!blank(*p))
			return SNIFF_TRAIL;
	return SNIFF_OK;
}
