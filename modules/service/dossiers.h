/* SPDX-License-Identifier: MIT */
/*
 * The counter for dossiers: data of an enterprise or a person are typed, saved
 * as they come, printed where the kind has a form, submitted, corrected where a
 * reviewer marked them.  What a kind consists of is THE DOSSIER TABLE
 * (dossier_kinds.h).
 *
 * The API's object:
 *	{pid, kind, kind_words, no, n, version, state, state_words, step, steps,
 *	 data (while it may be typed),
 *	 fields: [{name, words, step, type, max, required, help, options, value, open, mark}],
 *	 documents: [{slot, words, step, rule, form, paper, upload, open, mark}],
 *	 missing, warnings: [{field, words}], verdict, history, due_at, promise, overdue}
 */
#ifndef SERVICE_DOSSIERS_H
#define SERVICE_DOSSIERS_H

#include "dossier_kinds.h"
#include "modules/file/upload.h"
#include "modules/review/review.h"

struct json;

/* The open one of the kind's subject, made when there is none (*made). */
int	dossiers_open(struct work *w, const char *kind, const char *subject, int *made,
	    struct json **out);
int	dossiers_get(struct work *w, const struct pid *pid, struct json **out);
/* Where a reviewer marked something, only that is taken; the rest stays. */
int	dossiers_save(struct work *w, const struct pid *pid, int version, int step,
	    const struct json *data, struct json **out);
int	dossiers_drop(struct work *w, const struct pid *pid);
/* Prints the kind's form when its data changed. */
int	dossiers_print(struct work *w, const struct pid *pid, struct json **out);
/* Refuses with what is missing; without a review the data are true at once. */
int	dossiers_submit(struct work *w, const struct pid *pid, int version, struct json **out);

/* GET /api/company: {company, approved, current, history}. */
int	dossiers_company(struct work *w, struct json **out);
/* {approved, current, history} of a subject the caller may see, into `out`. */
int	dossiers_put_subject(struct work *w, const char *kind, int64_t subject_id,
	    struct json *out);

/* ---- for uploads, reviews and the files of this counter ---- */

/* A dossier with everything that belongs to it, loaded once per request. */
struct dossier_case {
	struct dossier			*d;
	const struct dossier_kind	*k;
	const struct catalog		*catalog;
	const struct policy		*policy;	/* NULL: no review, no documents */
	struct json			*data;
	struct upload			*uploads;
	size_t				 nuploads;
	struct review			*verdict;	/* while RETURNED */
	struct review_mark		*marks;
	size_t				 nmarks;
};

int	dossier_load(struct work *w, struct dossier *d, struct dossier_case *out);
/* May its owner change this field or document now? */
int	dossier_opened(const struct dossier_case *c, const char *name);
const char *dossier_mark(const struct dossier_case *c, const char *name);
const struct upload *dossier_upload(const struct dossier_case *c, const char *slot);
const char *dossier_scope(struct work *w, const struct dossier *d);	/* of its papers */
/* Values of the printed form. */
int	dossier_values(struct work *w, const struct dossier_case *c, struct json **out);
/* [{field, words}]: what stands in the way; what may be doubted. */
int	dossier_missing(struct work *w, const struct dossier_case *c, struct json *out);
struct json *dossier_warnings(struct work *w, const struct dossier_case *c);
/* Why a value may be doubted, or NULL. */
const char *dossier_doubt(struct work *w, const struct dossier_case *c,
	    const struct dossier_field *f);
int	dossier_json(struct work *w, const struct dossier_case *c, struct json **out);
int	dossier_documents_json(struct work *w, const struct dossier_case *c, struct json **out);
/* In the transaction of the approval: the older version is replaced, the
 * register follows. */
int	dossier_effect(struct work *w, struct dossier_case *c);
int	dossier_tell(struct work *w, const struct dossier *d, const char *event, int round,
	    const char *reason);

#endif
