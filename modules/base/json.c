/* SPDX-License-Identifier: MIT */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "json.h"
#include "work.h"

#define DEPTH_MAX	32

/* struct json is json_t behind the door; these two are the hinges. */
static json_t *
in(const struct json *j)
{
	return (json_t *)(uintptr_t)j;
}

static void
drop(void *j)
{
	json_decref(j);
}

static struct json *
keep(struct work *w, json_t *j)
{
	BUG_ON(j == NULL);
	arena_defer(w->arena, drop, j);
	return (struct json *)j;
}

struct json *
js_object(struct work *w)
{
	return keep(w, json_object());
}

struct json *
js_array(struct work *w)
{
	return keep(w, json_array());
}

struct json *
js_text(struct work *w, const char *s)
{
	return keep(w, s == NULL ? json_null() : json_string(s));
}

struct json *
js_int(struct work *w, int64_t n)
{
	return keep(w, json_integer(n));
}

void
js_put(struct json *o, const char *key, struct json *value)
{
	BUG_ON(json_object_set_new(in(o), key,
	    value == NULL ? json_null() : json_incref(in(value))) < 0);
}

void
js_put_text(struct json *o, const char *key, const char *s)
{
	BUG_ON(json_object_set_new(in(o), key,
	    s == NULL ? json_null() : json_string(s)) < 0);
}

void
js_put_int(struct json *o, const char *key, int64_t n)
{
	BUG_ON(json_object_set_new(in(o), key, json_integer(n)) < 0);
}

void
js_put_bool(struct json *o, const char *key, int yes)
{
	BUG_ON(json_object_set_new(in(o), key, json_boolean(yes)) < 0);
}

void
js_add(struct json *array, struct json *value)
{
	BUG_ON(json_array_append(in(array), in(value)) < 0);
}

void
js_add_text(struct json *array, const char *s)
{
	BUG_ON(json_array_append_new(in(array), json_string(s)) < 0);
}

void
js_add_pair(struct json *array, const char *a, const char *b)
{
	json_t *pair = json_array();

	BUG_ON(json_array_append_new(pair, json_string(a)) < 0 ||
	    json_array_append_new(pair, json_string(b)) < 0 ||
	    json_array_append_new(in(array), pair) < 0);
}

struct json *
js_page(struct work *w, struct json *items, int64_t page, int64_t size)
{
	struct json *o = js_object(w);

	js_put(o, "items", items);
	js_put_int(o, "page", page);
	js_put_int(o, "size", size);
	return o;
}

static const char *
dump(struct work *w, const struct json *j, size_t flags, size_t *len)
{
	size_t need = json_dumpb(in(j), NULL, 0, flags);
	char *out = arena_alloc(w->arena, need + 1);

	BUG_ON(need == 0 || json_dumpb(in(j), out, need, flags) != need);
	if (len != NULL)
		*len = need;
	return out;
}

const char *
js_print(struct work *w, const struct json *j, size_t *len)
{
	return dump(w, j, JSON_COMPACT | JSON_ENCODE_ANY, len);
}

const char *
js_pretty(struct work *w, const struct json *j)
{
	return dump(w, j, JSON_INDENT(1), NULL);
}

const char *
js_canonical(struct work *w, const struct json *j)
{
	return dump(w, j, JSON_COMPACT | JSON_ENCODE_ANY | JSON_SORT_KEYS, NULL);
}

/* Depth is checked on the text, before jansson builds anything. */
static int
depth_ok(const char *s, size_t len)
{
	int depth = 0, quoted = 0;

	for (size_t i = 0; i < len; i++) {
		if (quoted) {
			if (s[i] == '\\')
				i++;
			else if (s[i] == '"')
				quoted = 0;
		} else if (s[i] == '"') {
			quoted = 1;
		} else if (s[i] == '{' || s[i] == '[') {
			if (++depth > DEPTH_MAX)
				return 0;
		} else if (s[i] == '}' || s[i] == ']') {
			depth--;
		}
	}
	return 1;
}

int
js_parse(struct work *w, const char *text, size_t len, struct json **out)
{
	json_error_t e;
	json_t *j;

	if (!depth_ok(text, len))
		return refuse(w, ERR_INVALID, "json deeper than %d", DEPTH_MAX);
	j = json_loadb(text, len, JSON_REJECT_DUPLICATES, &e);
	if (j == NULL)
		return refuse(w, ERR_INVALID, "json at %d:%d: %s", e.line, e.column, e.text);
	*out = keep(w, j);
	return 0;
}

struct json *
js_get(const struct json *o, const char *key)
{
	return o == NULL ? NULL : (struct json *)json_object_get(in(o), key);
}

const char *
js_get_text(const struct json *o, const char *key)
{
	return js_as_text(js_get(o, key));
}

int64_t
js_get_int(const struct json *o, const char *key, int64_t otherwise)
{
	return js_as_int(js_get(o, key), otherwise);
}

int
js_get_bool(const struct json *o, const char *key)
{
	return js_as_bool(js_get(o, key));
}

struct json *
js_path(const struct json *o, const char *dotted)
{
	struct json *j = (struct json *)in(o);
	char key[64];

	while (j != NULL && *dotted != '\0') {
		size_t n = strcspn(dotted, ".");

		if (n >= sizeof(key))
			return NULL;
		memcpy(key, dotted, n);
		key[n] = '\0';
		j = js_is_array(j) ? js_at(j, strtoul(key, NULL, 10)) : js_get(j, key);
		dotted += n + (dotted[n] == '.');
	}
	return j;
}

int
js_is_object(const struct json *j)
{
	return json_is_object(in(j));
}

int
js_is_array(const struct json *j)
{
	return json_is_array(in(j));
}

int
js_is_text(const struct json *j)
{
	return json_is_string(in(j));
}

int
js_is_int(const struct json *j)
{
	return json_is_integer(in(j));
}

int
js_is_bool(const struct json *j)
{
	return json_is_boolean(in(j));
}

int
js_is_null(const struct json *j)
{
	return json_is_null(in(j));
}

const char *
js_as_text(const struct json *j)
{
	return json_string_value(in(j));
}

int64_t
js_as_int(const struct json *j, int64_t otherwise)
{
	return json_is_integer(in(j)) ? json_integer_value(in(j)) : otherwise;
}

int
js_equal(const struct json *a, const struct json *b)
{
	return json_equal(in(a), in(b));
}

size_t
js_size(const struct json *j)
{
	return js_is_array(j) ? json_array_size(in(j)) : json_object_size(in(j));
}

struct json *
js_at(const struct json *array, size_t i)
{
	return (struct json *)json_array_get(in(array), i);
}

void *
js_next(struct json *o, void *iter, const char **key, struct json **value)
{
	iter = iter == NULL ? json_object_iter(in(o)) : json_object_iter_next(in(o), iter);
	if (iter != NULL) {
		*key = json_object_iter_key(iter);
		*value = (struct json *)json_object_iter_value(iter);
	}
	return iter;
}

int
js_as_bool(const struct json *j)
{
	return json_is_true(in(j));
}
