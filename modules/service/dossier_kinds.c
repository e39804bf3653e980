/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "dossier_kinds.h"
#include "modules/base/json.h"
#include "modules/catalog/region.h"

const struct dossier_kind *const dossier_kinds[] = {
	&dossier_company, &dossier_person, &dossier_handover,
};
const size_t n_dossier_kinds = sizeof(dossier_kinds) / sizeof(*dossier_kinds);

const struct dossier_kind *
dossier_kind_find(const char *code)
{
	for (size_t i = 0; code != NULL && i < n_dossier_kinds; i++)
		if (strcmp(dossier_kinds[i]->code, code) == 0)
			return dossier_kinds[i];
	return NULL;
}

int
dossier_kind_get(struct work *w, const char *code, const struct dossier_kind **out)
{
	*out = dossier_kind_find(code);
	return *out != NULL ? 0 : refuse(w, ERR_NOTFOUND, "no such kind of dossier");
}

const char *
dossier_kind_words(const char *code)
{
	const struct dossier_kind *k = dossier_kind_find(code);

	return k == NULL ? code : k->words;
}

const struct policy *
dossier_policy(const struct catalog *c, const struct dossier *d)
{
	return d->policy_id == 0 ? NULL : policy_by_id(c, d->policy_id);
}

int
dossier_document_step(const struct dossier_kind *k, const struct policy_document *doc)
{
	int last = 1;

	while (doc->form != NULL && k->steps[last] != NULL)
		last++;
	return last;
}

/* ---- values as people read them ---- */

static const char *
option_words(const struct json *options, const char *code)
{
	for (size_t i = 0; i < js_size(options); i++) {
		const char *c = js_get_text(js_at(options, i), "code");

		if (c != NULL && strcmp(c, code) == 0)
			return js_get_text(js_at(options, i), "words");
	}
	return code;
}

static const char *
chosen_words(struct work *w, const struct json *options, const struct json *codes)
{
	const char *out = "";

	for (size_t i = 0; i < js_size(codes); i++)
		out = arena_printf(w->arena, "%s%s%s", out, i == 0 ? "" : "、",
		    option_words(options, js_as_text(js_at(codes, i))));
	return out;
}

int
dossier_value_words(struct work *w, const struct dossier *d, const struct dossier_field *f,
    const struct json *data, const char **out)
{
	const struct json *v = js_get(data, f->name);
	const char *text = v == NULL || !js_is_text(v) ? "" : js_as_text(v);
	struct json *options;

	*out = text;
	if (strcmp(f->type, "region") == 0)
		return region_path(w, text, out) < 0 ? -1 : 0;
	if (f->options == NULL)
		return 0;
	if (f->options(w, d, &options) < 0)
		return -1;
	*out = js_is_array(v) ? chosen_words(w, options, v) : option_words(options, text);
	return 0;
}
