/* SPDX-License-Identifier: MIT */
/*
 * Attributes of a form definition as numbers; the schema has checked their
 * shape.  Lengths: mm in, 1/100 pt out; sizes: pt in, 1/100 pt out.
 */
#ifndef PAPER_ATTR_H
#define PAPER_ATTR_H

#include "form.h"

struct xml;

int	attr_length(const char *s);		/* "12.5" mm */
int	attr_mm(struct work *w, struct xml *e, const char *name, int otherwise);
int	attr_pt(struct work *w, struct xml *e, const char *name, int otherwise);
int	attr_int(struct work *w, struct xml *e, const char *name, int otherwise);
int	attr_yes(struct work *w, struct xml *e, const char *name);
const char *attr_text(struct work *w, struct arena *keep, struct xml *e, const char *name);
enum align attr_align(struct work *w, struct xml *e, enum align otherwise);

#endif
