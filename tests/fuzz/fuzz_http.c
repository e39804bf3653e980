/* SPDX-License-Identifier: MIT */
/*
 * Addresses, queries, cookies and bodies: the first byte chooses.  An address
 * that is taken is canonical; a body that is taken is an object and whole.
 *
 * FUZZ-SOURCES: fcgi/http.c fcgi/call.c fcgi/input.c fcgi/upload.c fcgi/multipart.c modules/base/arena.c modules/base/fault.c modules/base/log.c modules/base/text.c modules/base/json.c modules/base/crypto.c
 * FUZZ-LIBS: jansson libcrypto
 * FUZZ-CORPUS: tests/fuzz/corpus/http
 * FUZZ-MAX: 600
 * FUZZ-PLANT: fcgi/http.c s/if (n - i < 3 ||/if (n - i < 2 ||/
 * FUZZ-PLANT: fcgi/http.c s/(p\[i\] == '.' && part == 0)/0/
 * FUZZ-PLANT: fcgi/http.c s/if ((size_t)n > len - seen)/if (0)/
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "fcgi/http.h"

int	LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

/* The door to the database is not linked. */
int
pid_parse(struct work *w, const char *s, struct pid *out)
{
	(void)s;
	(void)out;
	return refuse(w, ERR_NOTFOUND, "no pids here");
}

struct body {
	const uint8_t	*p;
	size_t		 n, step;
};

static ssize_t
body_read(void *arg, void *p, size_t n)
{
	struct body *b = arg;

	n = n < b->step ? n : b->step;
	n = n < b->n ? n : b->n;
	memcpy(p, b->p, n);
	b->p += n;
	b->n -= n;
	return (ssize_t)n;
}

static void
try_path(struct call *c, const char *text)
{
	if (http_path(c, text) == 0 && (strstr(c->path, "/.") != NULL ||
	    strstr(c->path, "//") != NULL || c->path[0] != '/' || strpbrk(c->path, "%\r\n ") != NULL))
		abort();
}

static void
try_pairs(struct call *c, const char *text)
{
	struct json *o;
	size_t len = strlen(text);
	char *exact = malloc(len > 0 ? len : 1);	/* a read behind the end is seen */

	memcpy(exact, text, len);
	if (http_pairs(c->w, exact, len, &o) == 0 && !js_is_object(o))
		abort();
	free(exact);
}

static void
try_cookie(struct call *c, const char *text)
{
	struct pair env = { "HTTP_COOKIE", text };
	const char *v;

	c->env = &env;
	c->nenv = 1;
	if ((v = call_cookie(c, "sid")) != NULL && (*v == '\0' || strchr(v, ';') != NULL))
		abort();
}

static void
try_body(struct call *c, const uint8_t *p, size_t n, unsigned kind)
{
	static const char *const types[] = { "application/json",
		"application/x-www-form-urlencoded", "multipart/form-data; boundary=b", "text/xml" };
	static const struct route routes[] = { { .body_max = 500 }, { .body_max = 500 },
		{ .body_max = 500, .gates = GATE_UPLOAD }, { .body_max = 500, .gates = GATE_SIGNED } };
	char length[16];
	struct pair env[] = { { "CONTENT_TYPE", types[kind] }, { "CONTENT_LENGTH", length } };
	struct body body = { p, n, 1 + n % 13 };
	size_t declared = n > 0 && p[0] == 'L' ? n / 2 : n;

	snprintf(length, sizeof(length), "%zu", declared);
	c->env = env;
	c->nenv = 2;
	c->route = &routes[kind];
	c->read = body_read;
	c->read_arg = &body;
	if (http_body(c) == 0 && (!js_is_object(c->body) || declared != n))
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct work w = { .arena = arena_new(4096) };
	struct call c = { .w = &w };
	char *text;

	if (n > 0) {
		text = arena_strndup(w.arena, (const char *)p + 1, n - 1);
		switch (p[0] % 8) {
		case 0: try_path(&c, text); break;
		case 1: try_pairs(&c, text); break;
		case 2: try_cookie(&c, text); break;
		default: try_body(&c, p + 1, n - 1, p[0] % 4); break;
		}
	}
	arena_free(&w.arena);
	return 0;
}
