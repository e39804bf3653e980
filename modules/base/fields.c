/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "fields.h"
#include "json.h"
#include "text.h"
#include "work.h"

static void
store_text(void *out, const struct field *f, const char *s)
{
	memcpy((char *)out + f->offset, &s, sizeof(s));
}

static int
read_text(struct work *w, const struct field *f, const struct json *v, void *out)
{
	const char *s = js_as_text(v);
	int64_t n;

	if (v != NULL && !js_is_null(v) && s == NULL)
		return fault_field(w, f->name, "%s格式不正确", f->words);
	s = s == NULL ? "" : f->type == FIELD_TYPE_RAW ? s : text_normal(w->arena, s);
	n = (int64_t)utf8_count(s);
	store_text(out, f, s);
	if (n == 0 && f->min == 0)
		return 0;
	if (n == 0)
		return fault_field(w, f->name, "请填写%s", f->words);
	if (n < f->min)
		return fault_field(w, f->name, "%s不能少于%lld个字", f->words, (long long)f->min);
	if (n > f->max)
		return fault_field(w, f->name, "%s不能超过%lld个字", f->words, (long long)f->max);
	if (f->ok != NULL && !f->ok(s))
		return fault_field(w, f->name, "%s格式不正确", f->words);
	return 0;
}

/* Forms send numbers as text; JSON sends integers. */
static int
read_int(struct work *w, const struct field *f, const struct json *v, void *out)
{
	const char *s = js_as_text(v);
	char *end = NULL;
	int64_t n = js_as_int(v, 0);

	if (s != NULL)
		n = strtoll(s, &end, 10);
	if ((s != NULL && (*s == '\0' || *end != '\0')) || (s == NULL && !js_is_int(v)))
		return fault_field(w, f->name, "请填写%s", f->words);
	if (n < f->min || n > f->max)
		return fault_field(w, f->name, "%s应在%lld到%lld之间", f->words,
		    (long long)f->min, (long long)f->max);
	memcpy((char *)out + f->offset, &n, sizeof(n));
	return 0;
}

static int
read_bool(const struct field *f, const struct json *v, void *out)
{
	const char *s = js_as_text(v);
	int yes = s != NULL ? strcmp(s, "true") == 0 || strcmp(s, "1") == 0 :
	    js_as_bool(v);

	memcpy((char *)out + f->offset, &yes, sizeof(yes));
	return 0;
}

static int
read_json(struct work *w, const struct field *f, struct json *v, void *out)
{
	int64_t n = v == NULL || js_is_null(v) ? 0 : (int64_t)js_size(v);

	if (n < f->min)
		return fault_field(w, f->name, "请选择%s", f->words);
	if (n > f->max)
		return fault_field(w, f->name, "%s过多", f->words);
	memcpy((char *)out + f->offset, &v, sizeof(v));
	return 0;
}

static int
read_one(struct work *w, const struct field *f, struct json *v, void *out)
{
	switch (f->type) {
	case FIELD_TYPE_INT:
		return read_int(w, f, v, out);
	case FIELD_TYPE_BOOL:
		return read_bool(f, v, out);
	case FIELD_TYPE_JSON:
		return read_json(w, f, v, out);
	case FIELD_TYPE_TEXT:
	case FIELD_TYPE_RAW:
		break;
	}
	return read_text(w, f, v, out);
}

int
fields_read(struct work *w, const struct json *body, const struct field *table,
    size_t n, void *out)
{
	int rc = 0;

	for (size_t i = 0; i < n; i++)
		if (read_one(w, &table[i], js_get(body, table[i].name), out) < 0)
			rc = -1;
	return rc;
}
