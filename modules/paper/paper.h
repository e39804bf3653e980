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
 *
 * paper_make() keeps what was drawn: a row per version of a form within one
 * scope (a text the caller chooses: "draft:PID.PERSON", "voucher:PID"), the PDF
 * in the file store.  A new version is made only when the data changed; it
 * supersedes the one before.
 *
 * States, and who moves next:
 *	GENERATED	the applicant: print, stamp, upload
 *	SUPERSEDED	nobody: a newer version exists
 *	ACCEPTED	nobody: the reviewer took the stamped form
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
	int64_t			 at;		/* {paper.date}; 0: left blank */
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

/* ---- papers that are kept ---- */

#define PAPER_GENERATED		"GENERATED"
#define PAPER_SUPERSEDED	"SUPERSEDED"
#define PAPER_ACCEPTED		"ACCEPTED"

#define PAPER_VERSION_MAX	1023	/* two base32 digits in the code */

struct paper_ask {
	const char	*form;			/* "apply", "slip" */
	const char	*scope;			/* at most 96 ASCII characters */
	const char	*no;			/* order number, or NULL */
	int64_t		 account_id, company_id;	/* who may read it: applicant, */
	int64_t		 person_id, point_id;	/* holder, desk; 0: not */
	struct json	*values;
};

struct paper {
	int64_t		 id;
	struct pid	 pid;
	const char	*form_id;
	int		 version;
	const char	*scope, *code, *no;
	int		 mac_key_id;
	struct blob	 data_sha256, pdf_sha256;
	int64_t		 file_id;
	int		 pages;
	const char	*missing;		/* "U+20BB7 ...", NULL: every character has a font */
	int64_t		 at;
	const char	*state;
};

/*
 * The current paper of the scope, made anew when the values differ from those
 * it was made of.  Outside a transaction it opens its own; two at once: one is
 * CONFLICT.  The bytes are in the store before the row.
 */
int	paper_make(struct work *w, const struct paper_ask *ask, struct paper *out);
/* By its outside id; only for whom it was made, and staff by right. */
int	paper_get(struct work *w, const struct pid *pid, struct paper *out);
/*
 * 1: found, 0: none yet.  The caller has read the thing the scope names, with
 * its own owner check.
 */
int	paper_current(struct work *w, const char *scope, const char *form, struct paper *out);
/* Was it made of these values?  (1, 0, -1) */
int	paper_fits(struct work *w, const struct paper *p, const struct json *values);
int	paper_bytes(struct work *w, const struct paper *p, struct blob *pdf);
/* In the reviewer's transaction, when the stamped form is approved. */
int	paper_accept(struct work *w, struct paper *p);
/* {pid,url,form_id,version,code,pages,at,state,missing} */
struct json *paper_json(struct work *w, const struct paper *p);

/* ---- files and tools ---- */

/* Hex SHA-256 of definition and values: what paper_fits() compares. */
int	paper_hash(struct work *w, const char *form, const struct json *values,
	    const char **out);

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
