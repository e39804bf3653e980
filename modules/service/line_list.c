/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <string.h>

#include "line_list.h"
#include "modules/base/json.h"
#include "modules/base/log.h"
#include "modules/base/text.h"
#include "modules/base/work.h"

#define LINE_BYTES	200

/* How many bytes part two words here; 0: none. */
static size_t
parting(const char *s)
{
	static const char *const marks[] = { ",", ";", "\t", " ", "，", "；", "　", NULL };

	for (size_t i = 0; marks[i] != NULL; i++)
		if (strncmp(s, marks[i], strlen(marks[i])) == 0)
			return strlen(marks[i]);
	return 0;
}

static const char *
upper(struct work *w, const char *s, size_t n)
{
	char *out = arena_strndup(w->arena, s, n);

	for (char *p = out; *p != '\0'; p++)
		*p = (char)toupper((unsigned char)*p);
	return text_normal(w->arena, out);
}

static void
split(struct work *w, const char *text, struct line *l)
{
	const char *s = text;
	size_t gap;

	while (*s != '\0' && parting(s) == 0)
		s++;
	l->first = upper(w, text, (size_t)(s - text));
	while ((gap = parting(s)) > 0)
		s += gap;
	l->rest = upper(w, s, strlen(s));
}

/* 0: nothing in it, or the heading. */
static int
read_line(struct work *w, const char *text, size_t len, const char *heading, int n,
    struct line *l)
{
	char *raw = arena_strndup(w->arena, text, len);
	const char *s = raw;

	if (n == 1 && strncmp(s, "\xEF\xBB\xBF", 3) == 0)
		s += 3;
	while (*s == ' ' || *s == '\t')
		s++;
	raw[strcspn(raw, "\r")] = '\0';
	if (text_empty(s) || (n == 1 && strstr(s, heading) != NULL))
		return 0;
	l->n = n;
	split(w, s, l);
	return 1;
}

int
line_list(struct work *w, const char *text, const char *heading, size_t max,
    struct line **out, size_t *n)
{
	int number = 0;

	*out = ARENA_ARRAY(w->arena, struct line, max);
	*n = 0;
	while (*text != '\0') {
		size_t len = strcspn(text, "\n");
		struct line l;

		number++;
		if (len > LINE_BYTES)
			return fault_field(w, "list", "第%d行太长，请检查格式", number);
		if (read_line(w, text, len, heading, number, &l)) {
			if (*n == max)
				return fault_field(w, "list", "一次最多%zu行，请分批提交", max);
			(*out)[(*n)++] = l;
		}
		text += len + (text[len] == '\n');
	}
	return *n > 0 ? 0 : fault_field(w, "list", "请粘贴清单或选择文件，每行一条");
}

void
line_results_begin(struct work *w, struct line_results *r)
{
	*r = (struct line_results){ .w = w, .lines = js_array(w) };
}

struct json *
line_result(struct line_results *r, const struct line *l, const char *rest)
{
	struct json *j = js_object(r->w);

	js_put_int(j, "line", l->n);
	js_put_text(j, "no", l->first);
	if (rest != NULL)
		js_put_text(j, rest, l->rest);
	return j;
}

/* Our own mistakes are logged; the person reads the words of any refusal. */
static const char *
fault_words(struct work *w)
{
	const struct fault *f = &w->fault;

	if (f->code == ERR_BUG)
		log_line(LOG_ERROR, "err=bug at=%s:%d detail=\"%s\"", f->file, f->line,
		    f->detail == NULL ? "" : f->detail);
	return f->nfields > 0 ? f->fields[0].words : f->words != NULL ? f->words :
	    err_words(f->code);
}

void
line_result_end(struct line_results *r, struct json *j, int rc, const char *words)
{
	if (rc < 0) {
		words = fault_words(r->w);
		fault_clear(r->w);
	}
	js_put_bool(j, "ok", rc == 0);
	js_put_text(j, "words", words);
	js_add(r->lines, j);
	r->done += rc == 0;
	r->bad += rc < 0;
}

struct json *
line_results(struct line_results *r)
{
	struct json *j = js_object(r->w);

	js_put_int(j, "done", r->done);
	js_put_int(j, "bad", r->bad);
	js_put(j, "lines", r->lines);
	return j;
}
