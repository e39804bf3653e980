/* SPDX-License-Identifier: MIT */
/*
 * The paper room: forms as PDF (design 6, facts/pdf.md).
 *
 * paper_render() draws a form of modules/paper/forms from JSON values; it
 * needs no database.  The same definition, values, stamp and font packages
 * give the same bytes.
 *
 * Values of `apply` and `slip`: see the comment at the top of their XML; the
 * shapes are tests/data/form-g01.json and tests/data/form-slip.json.
 */
#ifndef PAPER_PAPER_H
#define PAPER_PAPER_H

#include <stdint.h>
#include <stdio.h>

#include "db/db.h"

struct json;

/*
 * What makes a printed form traceable.  id: 12 base32 characters; version
 * 1..1023; key: 32 bytes (KEY_PAPER).  A NULL stamp draws a specimen: id
 * AAAAAAAAAAAA, version 0, a MAC under the zero key that no check accepts.
 */
struct paper_stamp {
	const char		*id;
	int			 version;
	const char		*no;		/* order or draft number in the footer */
	const unsigned char	*key;
};

struct paper_pdf {
	struct blob	 bytes;			/* in the slip's arena */
	unsigned	 pages;
	const char	*hash;			/* hex SHA-256 of definition + values */
	const char	*title;
	const int32_t	*missing;		/* characters in no font, drawn as 〓 */
	unsigned	 nmissing;
};

int	paper_render(struct work *w, const char *form, struct json *values,
	    const struct paper_stamp *stamp, struct paper_pdf *out);

/* Where forms lie when the slip has no settings: tests, caportal-admin. */
void	paper_forms_dir(const char *dir);

/* caportal-admin form ... */
int	paper_render_file(struct work *w, const char *form, const char *values_path,
	    const char *out_path);
int	paper_check(struct work *w, FILE *to);	/* loads every form: -1 if one is broken */
int	paper_list(struct work *w, FILE *to);

/* A drawing list for the benchmark: one line a box (tests/bench). */
int	paper_export(struct work *w, const char *form, struct json *values, FILE *to);

#endif
