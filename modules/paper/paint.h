/* SPDX-License-Identifier: MIT */
/*
 * Boxes to PDF operators: one buffer a page.  State (font, size, colour, line
 * width) is written only when it changes.
 */
#ifndef PAPER_PAINT_H
#define PAPER_PAINT_H

#include "layout.h"

struct blob	paint_page(struct layout *l, const struct sheet *s);

#endif
