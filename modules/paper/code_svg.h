/* SPDX-License-Identifier: MIT */
/*
 * A QR code as a picture for the browser: SVG, one unit a module, black on
 * white with the quiet zone.  The title is our own text, without markup.
 */
#ifndef PAPER_CODE_SVG_H
#define PAPER_CODE_SVG_H

#include "code.h"

const char *code_svg(struct arena *a, const struct code *c, const char *title);

#endif
