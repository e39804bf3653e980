/* SPDX-License-Identifier: MIT */
/* Division codes of GB/T 2260: 省, 市, 区.  Read from the table at each question:
 * three thousand rows that forms seldom ask for. */
#ifndef CATALOG_REGION_H
#define CATALOG_REGION_H

#include "db/db.h"

struct json;

/* The children of a code, "" for the provinces: [{code, words}]. */
int	region_children(struct work *w, const char *parent, struct json **out);
/* "辽宁省/沈阳市/和平区" of a code without children; 1 found, 0: none. */
int	region_path(struct work *w, const char *code, const char **out);

#endif
