/* SPDX-License-Identifier: MIT */
/*
 * The multipart parser gives the same parts however the pieces fall, and what
 * it gives stands in the body, followed by a boundary.  The first line of the
 * input is the boundary, the rest the body.
 *
 * FUZZ-SOURCES: fcgi/multipart.c modules/base/arena.c modules/base/fault.c modules/base/log.c modules/base/text.c
 * FUZZ-CORPUS: tests/fuzz/corpus/multipart
 * FUZZ-MAX: 900
 * FUZZ-PLANT: fcgi/multipart.c s/if (\*s == '\\0')/if (0)/
 * FUZZ-PLANT: fcgi/multipart.c s/n = m->matched;/n = m->matched - 1;/
 * FUZZ-PLANT: fcgi/multipart.c s/if (m->state != LAST && m->state != OVER)/if (0)/
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "fcgi/multipart.h"
#include "modules/base/work.h"

int	LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

struct got {
	unsigned char	 text[4096];
	size_t		 n, start;
	int		 open;
	const char	*boundary;
	const uint8_t	*body;
	size_t		 body_n;
};

static void
put(struct got *g, const void *p, size_t n)
{
	if (g->n + n > sizeof(g->text))
		abort();
	memcpy(g->text + g->n, p, n);
	g->n += n;
}

static int
on_begin(void *arg, const struct multipart_part *part)
{
	struct got *g = arg;

	if (g->open++ != 0)
		abort();
	put(g, part->field, strlen(part->field) + 1);
	if (part->name != NULL)
		put(g, part->name, strlen(part->name) + 1);
	put(g, part->type, strlen(part->type) + 1);
	g->start = g->n;
	return 0;
}

static int
on_add(void *arg, const void *p, size_t n)
{
	struct got *g = arg;

	if (n == 0 || g->open != 1)
		abort();
	put(g, p, n);
	return 0;
}

/* content + CRLF + "--" + boundary is somewhere in the body. */
static int
on_end(void *arg)
{
	struct got *g = arg;
	unsigned char want[4096];
	size_t n = g->n - g->start, k;

	if (g->open-- != 1)
		abort();
	memcpy(want, g->text + g->start, n);
	k = (size_t)snprintf((char *)want + n, sizeof(want) - n, "\r\n--%s", g->boundary);
	if (memmem(g->body, g->body_n, want, n + k) == NULL)
		abort();
	return 0;
}

static const struct multipart_sink sink = { on_begin, on_add, on_end };

static int
parse(const char *type, const uint8_t *p, size_t n, size_t step, struct got *g)
{
	struct work w = { .arena = arena_new(4096) };
	struct multipart *m = multipart_new(&w, type, &sink, g);
	int rc = m == NULL ? -1 : 0;

	for (size_t i = 0; rc == 0 && i < n; i += step)
		rc = multipart_feed(m, p + i, n - i < step ? n - i : step);
	if (rc == 0)
		rc = multipart_end(m);
	if (rc == 0 && g->open != 0)
		abort();
	if (rc < 0 && w.fault.code != ERR_INVALID)
		abort();
	arena_free(&w.arena);
	return rc;
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	const uint8_t *nl = n == 0 ? NULL : memchr(p, '\n', n < 80 ? n : 80);
	char boundary[96], type[160];
	static struct got whole, parts;

	if (nl == NULL || memchr(p, '\0', (size_t)(nl - p)) != NULL)
		return 0;
	snprintf(boundary, sizeof(boundary), "%.*s", (int)(nl - p), (const char *)p);
	snprintf(type, sizeof(type), "multipart/form-data; boundary=%s", boundary);
	whole = (struct got){ .boundary = boundary, .body = nl + 1, .body_n = n - (size_t)(nl + 1 - p) };
	boundary[strcspn(boundary, "; \"")] = '\0';
	parts = whole;
	if (parse(type, whole.body, whole.body_n, whole.body_n + 1, &whole) !=
	    parse(type, parts.body, parts.body_n, 1 + n % 5, &parts))
		abort();
	if (whole.n != parts.n || memcmp(whole.text, parts.text, whole.n) != 0)
		abort();
	return 0;
}
