/* SPDX-License-Identifier: MIT */
/*
 * A multipart body becomes c->body (text fields) and c->files.  File bytes lie
 * in one buffer of the declared length and are hashed on the way.
 */
#ifndef FCGI_UPLOAD_H
#define FCGI_UPLOAD_H

#include "http.h"

struct upload;

/* NULL: the content type has no usable boundary (refused). */
struct upload	*upload_new(struct call *c, size_t len);
int		 upload_take(void *upload, const void *p, size_t n);
int		 upload_end(struct upload *u);

#endif
