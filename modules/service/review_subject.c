/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "review_subject.h"

static const struct review_subject *const subjects[] = { &review_of_orders, &review_of_dossiers };

#define N_SUBJECTS	(sizeof(subjects) / sizeof(*subjects))

static const struct review_subject *
find(const char *kind)
{
	for (size_t i = 0; i < N_SUBJECTS; i++)
		if (strcmp(subjects[i]->kind, kind) == 0)
			return subjects[i];
	return NULL;
}

int
review_subject_find(struct work *w, const char *kind, const struct review_subject **out)
{
	*out = find(kind);
	return *out != NULL ? 0 : refuse(w, ERR_BUG, "nothing of kind %s is reviewed", kind);
}

int
reviewed_load(struct work *w, struct review_of of, int lock, struct reviewed *out)
{
	const struct review_subject *s;

	memset(out, 0, sizeof(*out));
	if (review_subject_find(w, of.subject, &s) < 0)
		return -1;
	out->of = s;
	return s->load(w, of.id, lock, out);
}

int
reviewed_fields(struct work *w, const struct reviewed *r, struct review_field **out, size_t *n)
{
	return r->of->fields(w, r, r->data, out, n);
}

const char *
reviewed_words(const char *kind, const char *code)
{
	const struct review_subject *s = find(kind);

	return s == NULL ? code : s->words(code);
}
