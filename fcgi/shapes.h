/* SPDX-License-Identifier: MIT */
/*
 * THE SHAPES: what handlers answer, for docs/openapi.json.  tests/web/openapi.mjs
 * calls every operation and fails on a member that is missing here or is here
 * and not in the answer; OPENAPI_PRINT=1 tests/run web openapi prints what was
 * answered in this notation.
 *
 * A type is one of  text int bool any pid time (Unix seconds) fen  or the name
 * of a shape, [TYPE] for a list, <TYPE> for an object whose members are named by data,
 * {MEMBERS} for an object of its own, and a "?"
 * behind it when it may be null.  Members stand between blanks, "name:TYPE";
 * "name?:TYPE" is not always there.
 */
#ifndef FCGI_SHAPES_H
#define FCGI_SHAPES_H

#include <stddef.h>

struct json;
struct work;

struct shape {
	const char	*name, *members;
};

struct answer {
	const char	*method, *path;
	int		 status;
	const char	*of;		/* a type; a media type; NULL: no body */
};

extern const struct shape shapes[];
extern const size_t n_shapes;
extern const struct answer answers[];
extern const size_t n_answers;

/* JSON Schema of a type; a mistake in the text is a BUG. */
struct json	*shape_schema(struct work *w, const char *type);

#endif
