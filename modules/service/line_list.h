/* SPDX-License-Identifier: MIT */
/*
 * Lists that staff paste or load from a file, a thing a line, and what became
 * of each line.  A line has a first word and the rest, parted by comma (also
 * full-width), semicolon, tab or blanks; both are in upper case.  Empty lines
 * are passed over, and so is a heading in the first one.
 */
#ifndef SERVICE_LINE_LIST_H
#define SERVICE_LINE_LIST_H

#include <stddef.h>

struct json;
struct work;

struct line {
	int		 n;		/* as the person counts: from 1 */
	const char	*first, *rest;	/* "" when there is none */
};

/* Refuses by field `list`: nothing in it, more than `max`, a line too long. */
int	line_list(struct work *w, const char *text, const char *heading, size_t max,
	    struct line **out, size_t *n);

struct line_results {
	struct work	*w;
	struct json	*lines;
	int		 done, bad;
};

/*
 * {done, bad, lines: [{line, no, <rest>, ok, words}]}.  _end() takes the fault
 * of a line that was refused off the slip and says it there; `words` are those
 * of a good line.
 */
void		 line_results_begin(struct work *w, struct line_results *r);
/* `rest` is the name of the second member; NULL: the line has one alone. */
struct json	*line_result(struct line_results *r, const struct line *l, const char *rest);
void		 line_result_end(struct line_results *r, struct json *j, int rc, const char *words);
struct json	*line_results(struct line_results *r);

#endif
