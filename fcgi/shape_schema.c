/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "modules/base/arena.h"
#include "modules/base/fault.h"
#include "modules/base/json.h"
#include "modules/base/work.h"
#include "shapes.h"

#define WORD	"abcdefghijklmnopqrstuvwxyz0123456789_"

static const struct {
	const char	*name, *type, *what;
} basic[] = {
	{ "text", "string", NULL }, { "int", "integer", NULL }, { "bool", "boolean", NULL },
	{ "time", "integer", "Unix seconds" }, { "fen", "integer", "1/100 CNY" },
};

static struct json	*type_at(struct work *w, const char **at);

static struct json *
one(struct work *w, const char *key, const char *value)
{
	struct json *o = js_object(w);

	js_put_text(o, key, value);
	return o;
}

static struct json *
reference(struct work *w, const char *name)
{
	size_t k = 0;

	while (k < n_shapes && strcmp(shapes[k].name, name) != 0)
		k++;
	BUG_ON(k == n_shapes);	/* fcgi/shapes.c names a shape that is not there */
	return one(w, "$ref", arena_printf(w->arena, "#/components/schemas/%s", name));
}

static struct json *
word_at(struct work *w, const char **at)
{
	size_t n = strspn(*at, WORD);
	const char *name = arena_strndup(w->arena, *at, n);
	struct json *o;

	BUG_ON(n == 0);
	*at += n;
	if (strcmp(name, "any") == 0)
		return js_object(w);
	if (strcmp(name, "pid") == 0)
		return one(w, "$ref", "#/components/schemas/pid");
	for (size_t i = 0; i < sizeof(basic) / sizeof(*basic); i++)
		if (strcmp(name, basic[i].name) == 0) {
			o = one(w, "type", basic[i].type);
			if (basic[i].what != NULL)
				js_put_text(o, "description", basic[i].what);
			return o;
		}
	return reference(w, name);
}

static struct json *
members_at(struct work *w, const char **at)
{
	struct json *o = one(w, "type", "object"), *all = js_object(w), *must = js_array(w);

	while (**at != '\0' && **at != '}') {
		size_t n = strspn(*at, WORD);
		const char *name = arena_strndup(w->arena, *at, n);

		BUG_ON(n == 0);
		*at += n;
		if (**at == '?')
			(*at)++;
		else
			js_add_text(must, name);
		BUG_ON(**at != ':');
		(*at)++;
		js_put(all, name, type_at(w, at));
		*at += strspn(*at, " ");
	}
	js_put(o, "properties", all);
	js_put(o, "required", must);
	js_put_bool(o, "additionalProperties", 0);
	return o;
}

static struct json *
or_null(struct work *w, struct json *schema)
{
	struct json *o, *list = js_array(w);

	if (js_size(schema) == 0)
		return schema;
	o = js_object(w);
	js_add(list, schema);
	js_add(list, one(w, "type", "null"));
	js_put(o, "anyOf", list);
	return o;
}

static struct json *
type_at(struct work *w, const char **at)
{
	struct json *o;

	if (**at == '[') {
		(*at)++;
		o = one(w, "type", "array");
		js_put(o, "items", type_at(w, at));
		BUG_ON(**at != ']');
		(*at)++;
	} else if (**at == '<') {
		(*at)++;
		o = one(w, "type", "object");
		js_put(o, "additionalProperties", type_at(w, at));
		BUG_ON(**at != '>');
		(*at)++;
	} else if (**at == '{') {
		(*at)++;
		o = members_at(w, at);
		BUG_ON(**at != '}');
		(*at)++;
	} else {
		o = word_at(w, at);
	}
	if (**at == '?') {
		(*at)++;
		return or_null(w, o);
	}
	return o;
}

struct json *
shape_schema(struct work *w, const char *type)
{
	struct json *o = type_at(w, &type);

	BUG_ON(*type != '\0');
	return o;
}
