/* SPDX-License-Identifier: MIT */
/* The values of an entry as people read them, and what differs between two. */
#include <string.h>

#include "entry.h"
#include "modules/base/json.h"

static const char *
media_vendor_words(const struct catalog *c, const char *code)
{
	const struct media_vendor *m = catalog_media_vendor(c, code);

	return m == NULL ? code : m->words;
}

static const char *
platform_words(const struct catalog *c, const char *code)
{
	return catalog_platform_words(c, code, NULL);
}

/* Members that hold codes, and the names of what they mean. */
static const struct { const char *member; const char *(*words)(const struct catalog *, const char *); }
codes[] = {
	{ "class", catalog_class_words }, { "media_vendor", media_vendor_words },
	{ "vendors", catalog_vendor_words }, { "platforms", platform_words },
};

static const char *
words_of(const struct catalog *c, const struct field *f, const char *code)
{
	for (size_t i = 0; i < sizeof(codes) / sizeof(*codes); i++)
		if (strcmp(codes[i].member, f->name) == 0)
			return codes[i].words(c, code);
	return code;
}

static const char *
list_words(struct work *w, const struct catalog *c, const struct field *f, const struct json *list)
{
	const char *out = "";

	for (size_t i = 0; i < js_size(list); i++) {
		const char *code = js_as_text(js_at(list, i));

		out = arena_printf(w->arena, "%s%s%s", out, i == 0 ? "" : "、",
		    code == NULL ? "?" : words_of(c, f, code));
	}
	return out;
}

static const char *
value_words(struct work *w, const struct catalog *c, const struct field *f,
    const struct entry_values *v)
{
	switch (f->type) {
	case FIELD_TYPE_INT:
		return arena_printf(w->arena, "%lld", (long long)ENTRY_MEMBER(v, f, int64_t));
	case FIELD_TYPE_BOOL:
		return ENTRY_MEMBER(v, f, int) ? "是" : "否";
	case FIELD_TYPE_JSON:
		return list_words(w, c, f, ENTRY_MEMBER(v, f, struct json *));
	case FIELD_TYPE_TEXT:
	case FIELD_TYPE_RAW:
		break;
	}
	return words_of(c, f, ENTRY_MEMBER(v, f, const char *));
}

struct json *
entry_changes(struct work *w, const struct catalog *c, const struct entry_list *l,
    const struct entry_values *before, const struct entry_values *after)
{
	struct json *list = js_array(w);

	for (size_t i = 0; i < l->nfields; i++) {
		const struct field *f = &l->fields[i];
		const char *was = before == NULL ? "" : value_words(w, c, f, before);
		const char *is = value_words(w, c, f, after);
		struct json *j = js_object(w);

		if (strcmp(was, is) == 0)
			continue;
		js_put_text(j, "words", f->words);
		js_put_text(j, "before", was);
		js_put_text(j, "after", is);
		js_add(list, j);
	}
	return list;
}
