/* SPDX-License-Identifier: MIT */
/*
 * Memory with one lifetime: everything a request needs is taken from its
 * arena and given back at once by arena_reset().  Nobody frees single pieces.
 *
 * Memory comes zeroed and aligned to 16 bytes.  Allocation never returns
 * NULL: out of memory ends the process and the supervisor starts another.
 * Foreign objects (JSON trees, PDF documents, file handles) are handed over
 * with arena_defer() and dropped at reset, newest first.
 *
 * Under ASan every allocation is its own malloc, so that an overrun of one
 * byte or a use after reset is seen (a bump arena hides both).
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena;

/* A place in the arena; what was taken after it can be given back alone. */
struct arena_mark {
	void	*piece;
	size_t	 used;
	void	*deferred;
};

struct arena	*arena_new(size_t piece);	/* bytes per piece, e.g. 64 KiB */
void		 arena_reset(struct arena *a);	/* keeps the first piece */
void		 arena_free(struct arena **a);	/* reset, release, clear the pointer */
/* Runs what was deferred and overwrites the rest: before a reset, after secrets. */
void		 arena_wipe(struct arena *a);

void	*arena_alloc(struct arena *a, size_t n);
char	*arena_strdup(struct arena *a, const char *s);		/* NULL stays NULL */
char	*arena_strndup(struct arena *a, const char *s, size_t n);
void	*arena_memdup(struct arena *a, const void *p, size_t n);
char	*arena_vprintf(struct arena *a, const char *fmt, va_list ap);
char	*arena_printf(struct arena *a, const char *fmt, ...)
	    __attribute__((format(printf, 2, 3)));
void	 arena_defer(struct arena *a, void (*drop)(void *), void *arg);

/* For long streams (CSV rows): mark, work, rewind; memory stays flat. */
struct arena_mark arena_mark(const struct arena *a);
void	 arena_rewind(struct arena *a, struct arena_mark m);

/* Bytes handed out since the last reset (benchmarks and tests). */
size_t	 arena_used(const struct arena *a);

#define ARENA_NEW(a, type)	((type *)arena_alloc((a), sizeof(type)))
#define ARENA_ARRAY(a, type, n)	((type *)arena_alloc((a), sizeof(type) * (size_t)(n)))

#endif
