/* SPDX-License-Identifier: MIT */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "fault.h"
#include "log.h"
#include "work.h"

static const struct {
	int		 http;
	const char	*name;
	const char	*words;
} errors[] = {
	[ERR_NONE] = { 200, "none", "" },
#define ERR(code, http, name, words)	[ERR_##code] = { http, name, words },
#include "errors.def"
#undef ERR
};

const char *
err_name(enum err code)
{
	return errors[code].name;
}

const char *
err_words(enum err code)
{
	return errors[code].words;
}

int
err_http(enum err code)
{
	return errors[code].http;
}

/* The first fault wins: what fails later fails because of it. */
static int
fault_open(struct work *w, enum err code, const char *file, int line)
{
	if (w->fault.code != ERR_NONE)
		return 0;
	w->fault = (struct fault){ .code = code, .file = file, .line = line };
	return 1;
}

int
refuse_at(struct work *w, enum err code, const char *file, int line,
    const char *fmt, ...)
{
	va_list ap;

	if (!fault_open(w, code, file, line))
		return -1;
	va_start(ap, fmt);
	w->fault.detail = arena_vprintf(w->arena, fmt, ap);
	va_end(ap);
	return -1;
}

static void
field_add(struct work *w, const char *field, const char *words)
{
	if (w->fault.nfields < FAULT_FIELDS)
		w->fault.fields[w->fault.nfields++] = (struct fault_field){
		    arena_strdup(w->arena, field), words };
}

int
refuse_say_at(struct work *w, enum err code, const char *file, int line,
    const char *field, const char *fmt, ...)
{
	va_list ap;

	if (!fault_open(w, code, file, line))
		return -1;
	va_start(ap, fmt);
	w->fault.words = arena_vprintf(w->arena, fmt, ap);
	va_end(ap);
	if (field != NULL)
		field_add(w, field, w->fault.words);
	return -1;
}

int
fault_field(struct work *w, const char *field, const char *fmt, ...)
{
	va_list ap;
	const char *words;

	va_start(ap, fmt);
	words = arena_vprintf(w->arena, fmt, ap);
	va_end(ap);
	if (fault_open(w, ERR_INVALID, __FILE__, __LINE__))
		w->fault.words = words;
	if (w->fault.code == ERR_INVALID)
		field_add(w, field, words);
	return -1;
}

void
fault_clear(struct work *w)
{
	memset(&w->fault, 0, sizeof(w->fault));
}

noreturn void
bug_at(const char *file, int line, const char *what)
{
	log_line(LOG_ERROR, "err=bug at=%s:%d detail=\"%s\"", file, line, what);
	abort();
}
