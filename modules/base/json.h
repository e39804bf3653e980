/* SPDX-License-Identifier: MIT */
/*
 * The door to jansson (its names begin with json_, ours with js_).  Trees belong to the slip's arena: every function that
 * makes one hands it over at once, so nobody releases anything and a tree may
 * be put into several parents.
 *
 * Reading is strict (reliability.md 2): duplicate keys, trailing bytes, bad
 * UTF-8 and depths over 32 are refused; numbers are integers only where an
 * integer is asked for.  Getters return NULL / the default when the member is
 * missing or of another type.
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <stddef.h>
#include <stdint.h>

struct json;
struct work;

/* Making */
struct json	*js_object(struct work *w);
struct json	*js_array(struct work *w);
struct json	*js_text(struct work *w, const char *s);	/* NULL makes null */
struct json	*js_int(struct work *w, int64_t n);
void	js_put(struct json *o, const char *key, struct json *value);	/* NULL: null */
void	js_put_text(struct json *o, const char *key, const char *s);	/* NULL: null */
void	js_put_int(struct json *o, const char *key, int64_t n);
void	js_put_bool(struct json *o, const char *key, int yes);
void	js_add(struct json *array, struct json *value);
void	js_add_text(struct json *array, const char *s);
void	js_add_pair(struct json *array, const char *a, const char *b);	/* [a, b] */

/* {items, page, size}: how every list of the API is answered. */
struct json	*js_page(struct work *w, struct json *items, int64_t page, int64_t size);

/* Writing; canonical sorts keys and is the form that gets hashed and stored. */
const char	*js_print(struct work *w, const struct json *j, size_t *len);
/* Indented, for printed pages that are compared line by line. */
const char	*js_pretty(struct work *w, const struct json *j);
const char	*js_canonical(struct work *w, const struct json *j);

/* Reading; refuses with ERR_INVALID. */
int	js_parse(struct work *w, const char *text, size_t len, struct json **out);

struct json	*js_get(const struct json *o, const char *key);
const char	*js_get_text(const struct json *o, const char *key);
int64_t	js_get_int(const struct json *o, const char *key, int64_t otherwise);
int	js_get_bool(const struct json *o, const char *key);
struct json	*js_path(const struct json *o, const char *dotted);	/* "a.b.0.c" */

int	js_is_object(const struct json *j);
int	js_is_array(const struct json *j);
int	js_is_text(const struct json *j);
int	js_is_int(const struct json *j);
int	js_is_bool(const struct json *j);
int	js_is_null(const struct json *j);
const char	*js_as_text(const struct json *j);	/* NULL when not text */
int64_t	js_as_int(const struct json *j, int64_t otherwise);
int	js_as_bool(const struct json *j);		/* true only for true */
int	js_equal(const struct json *a, const struct json *b);

size_t	js_size(const struct json *j);		/* members or elements */
struct json	*js_at(const struct json *array, size_t i);

/* Walks an object in key order of the text; pass NULL first. */
void	*js_next(struct json *o, void *iter, const char **key, struct json **value);

#endif
