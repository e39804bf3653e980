/* SPDX-License-Identifier: MIT */
/*
 * A push parser for multipart/form-data (RFC 7578) that never holds a body:
 * bytes go in by pieces of any size, parts come out through the sink.
 *
 * Stricter than the RFC on purpose, so that no two readers can disagree: no
 * preamble, nothing after the closing boundary but one line end, no folded
 * header lines, no filename*, no padding behind a boundary, no transfer
 * encoding other than 7bit, 8bit and binary.  Everything else is ERR_INVALID.
 */
#ifndef FCGI_MULTIPART_H
#define FCGI_MULTIPART_H

#include <stddef.h>

struct work;

#define MULTIPART_BOUNDARY	70		/* RFC 2046 */
#define MULTIPART_HEADER	4096		/* bytes of one part's header block */
#define MULTIPART_PARTS		64

struct multipart_part {
	const char	*field;		/* [A-Za-z0-9_.-], at most 64 */
	const char	*name;		/* file name without folders; NULL: a text field */
	const char	*type;		/* "" when not given */
};

/* Each returns 0, or -1 after refusing: the parser stops. */
struct multipart_sink {
	int	(*begin)(void *arg, const struct multipart_part *part);
	int	(*add)(void *arg, const void *p, size_t n);
	int	(*end)(void *arg);
};

struct multipart;

struct multipart *multipart_new(struct work *w, const char *content_type,
		    const struct multipart_sink *sink, void *arg);
int		  multipart_feed(struct multipart *m, const void *p, size_t n);
int		  multipart_end(struct multipart *m);	/* the closing boundary was seen */

#endif
