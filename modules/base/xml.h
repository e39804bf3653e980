/* SPDX-License-Identifier: MIT */
/*
 * The door to libxml2.  Documents belong to the slip's arena.  Hostile input
 * is the normal case: no network, no entity substitution, any DOCTYPE is
 * refused, body at most 64 KiB (integrations.md 1.3, reliability.md 0.8).
 * Our own form definitions come through the same door and are validated
 * against a RELAX NG schema when a worker loads them.
 */
#ifndef BASE_XML_H
#define BASE_XML_H

#include <stddef.h>

struct work;
struct xml;		/* one element */

#define XML_BODY_MAX	65536

int	xml_parse(struct work *w, const char *text, size_t len, struct xml **root);
/* Reads a file of ours and validates it; the detail names the line. */
int	xml_load(struct work *w, const char *path, const char *schema_path,
	    struct xml **root);

const char	*xml_name(const struct xml *e);
int		 xml_line(const struct xml *e);
const char	*xml_attr(struct work *w, const struct xml *e, const char *name); /* or NULL */
const char	*xml_text(struct work *w, const struct xml *e);	/* all text below, joined */
struct xml	*xml_child(const struct xml *e);		/* first child element */
struct xml	*xml_after(const struct xml *e);		/* next sibling element */

#endif
