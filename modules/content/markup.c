/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "markup.h"

static void
put_char(FILE *to, char c)
{
	switch (c) {
	case '&':	fputs("&amp;", to); break;
	case '<':	fputs("&lt;", to); break;
	case '>':	fputs("&gt;", to); break;
	case '"':	fputs("&quot;", to); break;
	case '\'':	fputs("&#39;", to); break;
	case '\r':	break;
	default:
		fputc((unsigned char)c < 0x20 && c != '\n' && c != '\t' ? ' ' : c, to);
	}
}

static void
put_text(FILE *to, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		put_char(to, s[i]);
}

void
html_text(FILE *to, const char *s)
{
	if (s != NULL)
		put_text(to, s, strlen(s));
}

/* Own pages only: "//host" and "javascript:" are words, not links. */
static int
path_ok(const char *s, size_t n)
{
	static const char allowed[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./?=&#";

	if (n == 0 || s[0] != '/' || (n > 1 && s[1] == '/'))
		return 0;
	for (size_t i = 0; i < n; i++)
		if (s[i] == '\0' || strchr(allowed, s[i]) == NULL)
			return 0;
	return 1;
}

/* "[words](/path)" at s: how long it is, or 0. */
static size_t
link_at(FILE *to, const char *s, size_t n)
{
	const char *close = memchr(s, ']', n), *end;
	size_t words, path;

	if (close == NULL || close == s + 1 || (size_t)(close - s) + 2 >= n || close[1] != '(')
		return 0;
	end = memchr(close, ')', n - (size_t)(close - s));
	if (end == NULL)
		return 0;
	words = (size_t)(close - s) - 1;
	path = (size_t)(end - close) - 2;
	if (!path_ok(close + 2, path))
		return 0;
	fputs("<a href=\"", to);
	put_text(to, close + 2, path);
	fputs("\">", to);
	put_text(to, s + 1, words);
	fputs("</a>", to);
	return (size_t)(end - s) + 1;
}

static void
put_line(FILE *to, const char *tag, const char *s, size_t n)
{
	fprintf(to, "<%s>", tag);
	for (size_t i = 0; i < n;) {
		size_t len = s[i] == '[' ? link_at(to, s + i, n - i) : 0;

		if (len == 0)
			put_char(to, s[i++]);
		i += len;
	}
	fprintf(to, "</%s>\n", tag);
}

enum list { LIST_NONE, LIST_PLAIN, LIST_NUMBERED };
static const char *const list_tags[] = { NULL, "ul", "ol" };

static void
change_list(FILE *to, enum list *now, enum list want)
{
	if (*now == want)
		return;
	if (*now != LIST_NONE)
		fprintf(to, "</%s>\n", list_tags[*now]);
	if (want != LIST_NONE)
		fprintf(to, "<%s>\n", list_tags[want]);
	*now = want;
}

/* "12. ": how long the mark is, or 0. */
static size_t
number_mark(const char *s, size_t n)
{
	size_t d = 0;

	while (d < n && d < 3 && s[d] >= '0' && s[d] <= '9')
		d++;
	return d > 0 && d + 1 < n && s[d] == '.' && s[d + 1] == ' ' ? d + 2 : 0;
}

static size_t
begins(const char *s, size_t n, const char *mark)
{
	size_t m = strlen(mark);

	return n > m && memcmp(s, mark, m) == 0 ? m : 0;
}

static void
one_line(FILE *to, enum list *list, const char *s, size_t n)
{
	const char *tag = "p";
	enum list want = LIST_NONE;
	size_t mark;

	if ((mark = begins(s, n, "## ")) > 0)
		tag = "h3";
	else if ((mark = begins(s, n, "# ")) > 0)
		tag = "h2";
	else if ((mark = begins(s, n, "- ")) > 0)
		want = LIST_PLAIN;
	else if ((mark = number_mark(s, n)) > 0)
		want = LIST_NUMBERED;
	change_list(to, list, want);
	if (n > 0)
		put_line(to, want == LIST_NONE ? tag : "li", s + mark, n - mark);
}

void
markup_html(FILE *to, const char *body)
{
	enum list list = LIST_NONE;

	while (body != NULL && *body != '\0') {
		size_t n = strcspn(body, "\n"), next = n + (body[n] == '\n');

		while (n > 0 && (body[n - 1] == ' ' || body[n - 1] == '\r'))
			n--;
		one_line(to, &list, body, n);
		body += next;
	}
	change_list(to, &list, LIST_NONE);
}
