/* SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"

#define ALIGN		16u
#define ROUND(n)	(((n) + (ALIGN - 1)) & ~(size_t)(ALIGN - 1))

#if defined(__SANITIZE_ADDRESS__)
#define ONE_MALLOC_EACH	1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ONE_MALLOC_EACH	1
#endif
#endif
#ifndef ONE_MALLOC_EACH
#define ONE_MALLOC_EACH	0
#endif

struct piece {
	struct piece	*older;
	size_t		 size;
	size_t		 used;
	size_t		 pad;		/* keeps bytes[] on 16 */
	unsigned char	 bytes[];
};

struct deferred {
	struct deferred	*older;
	void		(*drop)(void *);
	void		*arg;
};

struct arena {
	struct piece	*newest;
	struct piece	*first;
	struct deferred	*deferred;
	size_t		 piece_size;
	size_t		 total;
};

static void *
must(void *p)
{
	if (p == NULL) {
		fputs("level=error err=memory\n", stderr);
		abort();
	}
	return p;
}

static struct piece *
piece_add(struct arena *a, size_t want)
{
	struct piece *p;

	p = must(malloc(sizeof(*p) + want));
	p->older = a->newest;
	p->size = want;
	p->used = 0;
	a->newest = p;
	return p;
}

struct arena *
arena_new(size_t piece)
{
	struct arena *a = must(calloc(1, sizeof(*a)));

	a->piece_size = ROUND(piece);
	a->first = piece_add(a, ONE_MALLOC_EACH ? 0 : a->piece_size);
	return a;
}

void *
arena_alloc(struct arena *a, size_t n)
{
	struct piece *p = a->newest;
	size_t need;
	void *out;

	if (n > SIZE_MAX / 2)
		must(NULL);
	need = ONE_MALLOC_EACH ? n : ROUND(n);
	if (ONE_MALLOC_EACH || p->size - p->used < need)
		p = piece_add(a, !ONE_MALLOC_EACH && need < a->piece_size ?
		    a->piece_size : need);
	out = p->bytes + p->used;
	p->used += need;
	a->total += need;
	return memset(out, 0, n);
}

static void
run_deferred(struct arena *a, struct deferred *until)
{
	while (a->deferred != until) {
		struct deferred *d = a->deferred;

		a->deferred = d->older;
		d->drop(d->arg);
	}
}

struct arena_mark
arena_mark(const struct arena *a)
{
	return (struct arena_mark){ a->newest, a->newest->used, a->deferred };
}

void
arena_rewind(struct arena *a, struct arena_mark m)
{
	run_deferred(a, m.deferred);
	while (a->newest != m.piece) {
		struct piece *p = a->newest;

		a->newest = p->older;
		free(p);
	}
	a->newest->used = m.used;
}

void
arena_reset(struct arena *a)
{
	arena_rewind(a, (struct arena_mark){ a->first, 0, NULL });
	a->total = 0;
}

void
arena_wipe(struct arena *a)
{
	run_deferred(a, NULL);	/* their records lie in the arena */
	for (struct piece *p = a->newest; p != NULL; p = p->older)
		explicit_bzero(p->bytes, p->used);
}

void
arena_free(struct arena **a)
{
	if (*a == NULL)
		return;
	arena_reset(*a);
	free((*a)->first);
	free(*a);
	*a = NULL;
}

void
arena_defer(struct arena *a, void (*drop)(void *), void *arg)
{
	struct deferred *d = ARENA_NEW(a, struct deferred);

	d->drop = drop;
	d->arg = arg;
	d->older = a->deferred;
	a->deferred = d;
}

void *
arena_memdup(struct arena *a, const void *p, size_t n)
{
	return n == 0 ? arena_alloc(a, 1) : memcpy(arena_alloc(a, n), p, n);
}

char *
arena_strndup(struct arena *a, const char *s, size_t n)
{
	size_t len = strnlen(s, n);
	char *out = arena_alloc(a, len + 1);

	memcpy(out, s, len);
	return out;
}

char *
arena_strdup(struct arena *a, const char *s)
{
	return s == NULL ? NULL : arena_strndup(a, s, strlen(s));
}

char *
arena_vprintf(struct arena *a, const char *fmt, va_list ap)
{
	va_list again;
	char *out;
	int n;

	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	out = arena_alloc(a, (size_t)(n < 0 ? 0 : n) + 1);
	if (n > 0)
		vsnprintf(out, (size_t)n + 1, fmt, ap);
	return out;
}

char *
arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list ap;
	char *out;

	va_start(ap, fmt);
	out = arena_vprintf(a, fmt, ap);
	va_end(ap);
	return out;
}

size_t
arena_used(const struct arena *a)
{
	return a->total;
}
