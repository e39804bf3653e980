/* SPDX-License-Identifier: MIT */
/*
 * docs/openapi.json from the tables: THE ROUTE TABLE, the INPUT and QUERY that
 * stand beside the handlers, THE SHAPES and the errors.
 */
#include <string.h>

#include "admin.h"
#include "modules/base/arena.h"
#include "modules/base/json.h"
#include "router.h"
#include "shapes.h"

/* ---- small pieces ---- */

static struct json *
object(struct work *w, const char *key, const char *value)
{
	struct json *o = js_object(w);

	js_put_text(o, key, value);
	return o;
}

static struct json *
wrap(struct work *w, const char *key, struct json *value)
{
	struct json *o = js_object(w);

	js_put(o, key, value);
	return o;
}

/* { "application/json": { "schema": ... } } */
static void
put_content(struct work *w, struct json *content, const char *type, struct json *schema)
{
	js_put(content, type, wrap(w, "schema", schema));
}

static const char *
lower(struct work *w, const char *s)
{
	char *out = arena_strdup(w->arena, s);

	for (char *p = out; *p != '\0'; p++)
		if (*p >= 'A' && *p <= 'Z')
			*p += 'a' - 'A';
	return out;
}

/* "get_api_orders_order" */
static const char *
operation_id(struct work *w, const struct route *r)
{
	char *id = arena_printf(w->arena, "%s%s", lower(w, r->method), r->path), *to = id;

	for (const char *p = id; *p != '\0'; p++)
		if (*p != '{' && *p != '}')
			*to++ = *p == '/' || *p == '-' ? '_' : *p;
	*to = '\0';
	return id;
}

/* ---- input ---- */

static void
put_bounds(struct json *o, const struct field *f, const char *low, const char *high)
{
	if (f->min != 0)
		js_put_int(o, low, f->min);
	js_put_int(o, high, f->max);
}

static struct json *
json_schema(struct work *w, const struct field *f)
{
	struct json *o, *kinds = js_array(w);

	if (f->of != NULL)
		o = shape_schema(w, f->of);
	else {
		js_add_text(kinds, "array");
		js_add_text(kinds, "object");
		o = wrap(w, "type", kinds);
	}
	if (f->of != NULL && *f->of == '[')
		put_bounds(o, f, "minItems", "maxItems");
	return o;
}

static struct json *
field_schema(struct work *w, const struct field *f)
{
	struct json *o = NULL;

	switch (f->type) {
	case FIELD_TYPE_TEXT:
	case FIELD_TYPE_RAW:
		o = object(w, "type", "string");
		put_bounds(o, f, "minLength", "maxLength");
		break;
	case FIELD_TYPE_INT:
		o = object(w, "type", "integer");
		put_bounds(o, f, "minimum", "maximum");
		break;
	case FIELD_TYPE_BOOL:
		o = object(w, "type", "boolean");
		break;
	case FIELD_TYPE_JSON:
		o = json_schema(w, f);
		break;
	}
	js_put_text(o, "description", f->words);
	return o;
}

/* fields_read() takes an absent switch for "no", and an absent number never. */
static int
is_required(const struct field *f)
{
	return f->type == FIELD_TYPE_INT || (f->type != FIELD_TYPE_BOOL && f->min > 0);
}

static struct json *
body_schema(struct work *w, const struct input *in)
{
	struct json *o = object(w, "type", "object"), *all = js_object(w), *must = js_array(w);

	for (size_t i = 0; i < in->n; i++) {
		js_put(all, in->fields[i].name, field_schema(w, &in->fields[i]));
		if (is_required(&in->fields[i]))
			js_add_text(must, in->fields[i].name);
	}
	if (in->file) {
		js_put(all, "file", object(w, "contentMediaType", "application/octet-stream"));
		js_add_text(must, "file");
	}
	js_put(o, "properties", all);
	js_put(o, "required", must);
	return o;
}

static struct json *
body_of(struct work *w, const struct route *r, const struct input *in)
{
	struct json *content = js_object(w), *o = wrap(w, "content", content);

	if (in == NULL) {
		put_content(w, content, "*/*", js_object(w));
		return o;
	}
	if (in->file)
		put_content(w, content, "multipart/form-data", body_schema(w, in));
	else
		put_content(w, content, "application/json", body_schema(w, in));
	js_put_bool(o, "required", in->n > 0);
	js_put_int(o, "x-body-bytes", (int64_t)r->body_max);
	return o;
}

/* ---- parameters ---- */

static struct json *
parameter(struct work *w, const char *name, const char *in, struct json *schema)
{
	struct json *o = object(w, "name", name);

	js_put_text(o, "in", in);
	if (strcmp(in, "path") == 0)
		js_put_bool(o, "required", 1);
	js_put(o, "schema", schema);
	return o;
}

static void
add_path(struct work *w, struct json *list, const char *path)
{
	const char *open, *end;

	for (; (open = strchr(path, '{')) != NULL; path = end) {
		end = strchr(open, '}');
		js_add(list, parameter(w, arena_strndup(w->arena, open + 1,
		    (size_t)(end - open - 1)), "path", object(w, "type", "string")));
	}
}

static void
add_query(struct work *w, struct json *list, const struct input *q)
{
	for (size_t i = 0; q != NULL && i < q->n; i++) {
		struct json *p = parameter(w, q->fields[i].name, "query",
		    field_schema(w, &q->fields[i]));

		js_put_text(p, "description", q->fields[i].words);
		js_add(list, p);
	}
}

static struct json *
parameters_of(struct work *w, const struct route *r)
{
	struct json *list = js_array(w);

	add_path(w, list, r->path);
	add_query(w, list, query_of(r->handler));
	if (r->gates & GATE_CSRF)
		js_add(list, object(w, "$ref", "#/components/parameters/csrf"));
	if (r->gates & GATE_IDEMPOTENT)
		js_add(list, object(w, "$ref", "#/components/parameters/idempotency"));
	return list;
}

/* ---- answers ---- */

static struct json *
answer_of(struct work *w, const struct answer *a)
{
	struct json *content = js_object(w), *o = object(w, "description",
	    a->of == NULL ? "done; no content" : "done");

	if (a->of == NULL)
		return o;
	if (strchr(a->of, '/') != NULL)
		put_content(w, content, a->of, js_object(w));
	else
		put_content(w, content, "application/json", shape_schema(w, a->of));
	js_put(o, "content", content);
	return o;
}

static struct json *
answers_of(struct work *w, const struct route *r)
{
	struct json *all = js_object(w);

	for (size_t i = 0; i < n_answers; i++)
		if (strcmp(answers[i].method, r->method) == 0 &&
		    strcmp(answers[i].path, r->path) == 0)
			js_put(all, arena_printf(w->arena, "%d", answers[i].status),
			    answer_of(w, &answers[i]));
	js_put(all, "default", object(w, "$ref", "#/components/responses/problem"));
	return all;
}

/* ---- operations ---- */

static struct json *
security_of(struct work *w, const struct route *r)
{
	struct json *list = js_array(w);

	if (r->who != 0)
		js_add(list, wrap(w, "session", js_array(w)));
	return list;
}

static struct json *
operation(struct work *w, const struct route *r)
{
	struct json *o = object(w, "operationId", operation_id(w, r));

	js_put(o, "x-rights", route_rights_json(w, r->who));
	js_put_text(o, "x-pool", pool_name(r->pool));
	if (r->audit != NULL)
		js_put_text(o, "x-audit", r->audit);
	if (r->gates & GATE_DEMO)
		js_put_bool(o, "x-demo-and-test-only", 1);
	js_put(o, "security", security_of(w, r));
	js_put(o, "parameters", parameters_of(w, r));
	if (r->body_max > 0)
		js_put(o, "requestBody", body_of(w, r, input_of(r->handler)));
	js_put(o, "responses", answers_of(w, r));
	return o;
}

static struct json *
paths(struct work *w)
{
	struct json *all = js_object(w);

	for (size_t i = 0; i < n_routes; i++) {
		if (js_get(all, routes[i].path) == NULL)
			js_put(all, routes[i].path, js_object(w));
		js_put(js_get(all, routes[i].path), lower(w, routes[i].method),
		    operation(w, &routes[i]));
	}
	return all;
}

/* ---- components ---- */

/* RFC 9457, with what fcgi/answer.c adds. */
static struct json *
problem(struct work *w)
{
	static const char *const texts[] = { "type", "title", "detail", "code", "words",
	    "field", "request_id" };
	struct json *o = object(w, "type", "object"), *all = js_object(w), *codes = js_array(w);
	struct json *list = js_array(w);

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		js_put(all, texts[i], object(w, "type", "string"));
	js_put(all, "status", object(w, "type", "integer"));
	js_put(all, "fields", object(w, "type", "array"));
	for (int e = ERR_NONE + 1; e < ERR__MAX; e++) {
		struct json *c = object(w, "code", err_name((enum err)e));

		js_add_text(codes, err_name((enum err)e));
		js_put_int(c, "status", err_http((enum err)e));
		js_put_text(c, "words", err_words((enum err)e));
		js_add(list, c);
	}
	js_put(js_get(all, "code"), "enum", codes);
	js_put(o, "properties", all);
	js_put(o, "x-codes", list);
	return o;
}

static struct json *
schemas(struct work *w)
{
	struct json *all = js_object(w), *pid = object(w, "type", "string");

	js_put_text(pid, "pattern", "^[A-Z2-7]{26}$");
	js_put(all, "pid", pid);
	js_put(all, "problem", problem(w));
	for (size_t i = 0; i < n_shapes; i++)
		js_put(all, shapes[i].name, shape_schema(w,
		    arena_printf(w->arena, "{%s}", shapes[i].members)));
	return all;
}

static struct json *
header(struct work *w, const char *name, const char *words)
{
	struct json *o = parameter(w, name, "header", object(w, "type", "string"));

	js_put_bool(o, "required", 1);
	js_put_text(o, "description", words);
	return o;
}

static struct json *
components(struct work *w)
{
	struct json *o = js_object(w), *cookie = object(w, "type", "apiKey");
	struct json *headers = js_object(w), *said = object(w, "description",
	    "refused: `code` for programs, `words` for people, `field` names the input");
	struct json *content = js_object(w);

	js_put(o, "schemas", schemas(w));
	js_put(headers, "csrf", header(w, "X-CSRF-Token", "`csrf` of GET /api/session"));
	js_put(headers, "idempotency", header(w, "Idempotency-Key",
	    "a random text a try; the same key and body have one effect"));
	js_put(o, "parameters", headers);
	put_content(w, content, "application/problem+json",
	    object(w, "$ref", "#/components/schemas/problem"));
	js_put(said, "content", content);
	js_put(o, "responses", wrap(w, "problem", said));
	js_put_text(cookie, "in", "cookie");
	js_put_text(cookie, "name", "__Host-sid");
	js_put(o, "securitySchemes", wrap(w, "session", cookie));
	return o;
}

void
print_openapi(struct work *w, FILE *to)
{
	struct json *o = object(w, "openapi", "3.1.0"), *info = object(w, "title", "caportal");

	js_put_text(info, "version", "1");
	js_put_text(info, "description", "Printed by `caportal-admin print openapi`.");
	js_put(o, "info", info);
	js_put(o, "paths", paths(w));
	js_put(o, "components", components(w));
	fprintf(to, "%s\n", js_pretty(w, o));
}
