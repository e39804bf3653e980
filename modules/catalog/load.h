/* SPDX-License-Identifier: MIT */
/* Reads every list of the catalogue; for catalog.c and edition.c alone. */
#ifndef CATALOG_LOAD_H
#define CATALOG_LOAD_H

#include "catalog.h"

int	load_version(struct work *w, int64_t *out);
/* Into w->arena; as shipped, and with the editions of w->now laid over. */
int	load_rows(struct work *w, struct catalog *c);
int	load_lists(struct work *w, struct catalog *c);

#endif
