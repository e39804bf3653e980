/* SPDX-License-Identifier: MIT */
/*
 * What an operator types becomes HTML here and nowhere else; it is the only
 * door through which their words reach a public page.  Everything is escaped;
 * there is no way to write a tag.  A line is a paragraph; the beginning of a
 * line may say more:
 *
 *	# words		a heading
 *	## words	a smaller one
 *	- words		an item of a list
 *	1. words	an item of a numbered list (any number)
 *	empty		ends a list
 *
 * [words](/path) is a link, to own pages only: the address begins with one
 * slash and holds letters, digits and -_./?=&# alone.
 */
#ifndef CONTENT_MARKUP_H
#define CONTENT_MARKUP_H

#include <stdio.h>

/* Text between tags and in quoted attributes.  NULL writes nothing. */
void	html_text(FILE *to, const char *s);
/* A whole body; headings begin at h2. */
void	markup_html(FILE *to, const char *body);

#endif
