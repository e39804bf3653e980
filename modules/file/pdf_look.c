/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "pdf_look.h"

static const char active[] = "PDF中含有脚本、自动动作或附件，请打印为新的PDF后上传";
static const char locked[] = "PDF已加密或设有密码，请取消保护后上传";

static const struct {
	const char	*name, *words;
} forbidden[] = {
	{ "/JavaScript", active }, { "/JS", active }, { "/OpenAction", active },
	{ "/AA", active }, { "/Launch", active }, { "/EmbeddedFile", active },
	{ "/EmbeddedFiles", active }, { "/RichMedia", active }, { "/XFA", active },
	{ "/SubmitForm", active }, { "/ImportData", active }, { "/Encrypt", locked },
};

#define NFORBIDDEN	(sizeof(forbidden) / sizeof(*forbidden))

const char *
pdf_look_words(const char *found)
{
	for (size_t i = 0; i < NFORBIDDEN; i++)
		if (strcmp(forbidden[i].name, found) == 0)
			return forbidden[i].words;
	return active;
}

/* A whole JSON string lies in l->name, cut at PDF_NAME_MAX. */
static void
judge(struct pdf_look *l)
{
	if (l->n >= PDF_NAME_MAX)
		return;
	l->name[l->n] = '\0';
	if (l->after_type && strcmp(l->name, "/Page") == 0)
		l->pages++;
	l->after_type = strcmp(l->name, "/Type") == 0;
	for (size_t i = 0; l->found == NULL && i < NFORBIDDEN; i++)
		if (strcmp(forbidden[i].name, l->name) == 0)
			l->found = forbidden[i].name;
}

static void
take(struct pdf_look *l, char c)
{
	if (!l->in_text) {
		l->in_text = c == '"';
		l->n = 0;
		return;
	}
	if (c == '"' && !l->escaped) {
		l->in_text = 0;
		judge(l);
		return;
	}
	l->escaped = c == '\\' && !l->escaped;
	if (l->n < PDF_NAME_MAX)
		l->name[l->n++] = c;
}

int
pdf_look_add(struct pdf_look *l, const void *p, size_t n)
{
	const char *at = p;

	for (size_t i = 0; l->found == NULL && i < n; i++)
		take(l, at[i]);
	return l->found == NULL ? 0 : -1;
}
