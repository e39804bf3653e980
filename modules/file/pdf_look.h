/* SPDX-License-Identifier: MIT */
/*
 * What a PDF's objects may not hold (reliability.md 3.5): scripts, automatic
 * actions, programs, attachments, encryption.  Reads what qpdf --json=2 says,
 * piece by piece, so object streams are unpacked and names decoded; a text
 * that only mentions "/JavaScript" is a JSON string with another beginning
 * and does not count.  Pure, no slip.
 */
#ifndef FILE_PDF_LOOK_H
#define FILE_PDF_LOOK_H

#include <stddef.h>

#define PDF_NAME_MAX	32		/* longer than every name of the list */

struct pdf_look {
	const char	*found;		/* the first forbidden name, or NULL */
	int		 pages;
	/* inside */
	int		 in_text, escaped, after_type;
	size_t		 n;
	char		 name[PDF_NAME_MAX];
};

/* Starts from all zero.  -1 once something forbidden was found: no need to go on. */
int	pdf_look_add(struct pdf_look *l, const void *p, size_t n);
/* Chinese words for what was found. */
const char *pdf_look_words(const char *found);

#endif
