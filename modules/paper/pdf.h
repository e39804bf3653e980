/* SPDX-License-Identifier: MIT */
/*
 * The door to libHaru (hpdf.h is included by pdf.c only).  The library keeps
 * the document: catalog, page tree, pages, content streams, cross references.
 * Its text road is not used: it draws wrong glyphs for most Chinese fonts and
 * loses everything above U+FFFF (facts/pdf.md 1, 2).  Our fonts are plain
 * objects of the document: Type0, Identity-H, TrueType program, exact W,
 * CIDToGIDMap, ToUnicode with surrogates.
 *
 * No dates and no /ID: the same pages give the same bytes.
 */
#ifndef PAPER_PDF_H
#define PAPER_PDF_H

#include "ink.h"

struct pdf_input {
	const char		*title;		/* UTF-8 */
	const struct ink	*ink;		/* the document's, frozen */
	const struct blob	*pages;		/* operators */
	unsigned		 npages;
};

int	pdf_write(struct work *w, const struct pdf_input *in, struct blob *out);

#endif
