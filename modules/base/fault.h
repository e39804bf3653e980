/* SPDX-License-Identifier: MIT */
/*
 * What went wrong first.  A function that can fail returns 0 or -1; the
 * innermost room, which knows best, records the fault once and everybody
 * above only passes -1 on:
 *
 *	if (draft_take(w, pid, &d) < 0 || price_fresh(w, d) < 0)
 *		return -1;
 *
 * Two kinds of words: `words` are Chinese and for the person (with the name
 * of the input field they belong to, or NULL); `detail` is English, for the
 * log, and never leaves the house.  Only fcgi/answer.c turns a fault into an
 * HTTP answer.  All codes: errors.def.
 */
#ifndef BASE_FAULT_H
#define BASE_FAULT_H

#include <stdnoreturn.h>

struct json;
struct work;

enum err {
	ERR_NONE,
#define ERR(code, http, name, words)	ERR_##code,
#include "errors.def"
#undef ERR
	ERR__MAX
};

#define FAULT_FIELDS	32

struct fault_field {
	const char	*field;		/* machine name of the input */
	const char	*words;		/* Chinese, for the person */
};

struct fault {
	enum err		 code;		/* ERR_NONE: nothing went wrong */
	const char		*file;
	int			 line;
	const char		*words;		/* NULL: the words of errors.def */
	const char		*detail;	/* for the log only */
	struct fault_field	 fields[FAULT_FIELDS];
	unsigned		 nfields;
	struct json		*extra;		/* members added to the answer, or NULL */
};

const char	*err_name(enum err code);
const char	*err_words(enum err code);
int		 err_http(enum err code);

/* Refuse with the table's words; the format is the English detail. */
#define refuse(w, code, ...)	refuse_at((w), (code), __FILE__, __LINE__, __VA_ARGS__)
/* Refuse with words for the person; field may be NULL. */
#define refuse_say(w, code, field, ...) \
	refuse_say_at((w), (code), __FILE__, __LINE__, (field), __VA_ARGS__)

int	refuse_at(struct work *w, enum err code, const char *file, int line,
	    const char *fmt, ...) __attribute__((format(printf, 5, 6)));
int	refuse_say_at(struct work *w, enum err code, const char *file, int line,
	    const char *field, const char *fmt, ...)
	    __attribute__((format(printf, 6, 7)));

/*
 * Collect several wrong fields of one form: the first call makes the fault
 * (ERR_INVALID), later calls add to its list.  Always returns -1.
 */
int	fault_field(struct work *w, const char *field, const char *fmt, ...)
	    __attribute__((format(printf, 3, 4)));

void	fault_clear(struct work *w);

/* Our own mistake: log where and end the process; the master starts another. */
noreturn void bug_at(const char *file, int line, const char *what);
#define BUG_ON(x)	do { if (x) bug_at(__FILE__, __LINE__, #x); } while (0)

#endif
