/* SPDX-License-Identifier: MIT */
/*
 * Versions of the tariff (steps.h): what was loaded, by whom, from when it
 * holds.  A draft is only its file; with its date it becomes rows of tariff,
 * tariff_base and tariff_platform, which price.h finds from that moment on.
 * Orders keep the id of the tariff they were priced with.
 *
 * The code names it: at most one draft or scheduled version has it.
 */
#ifndef CATALOG_TARIFF_VERSION_H
#define CATALOG_TARIFF_VERSION_H

#include "db/db.h"
#include "steps.h"
#include "tariff.h"

struct tariff_version {
	int64_t		 id;
	struct pid	 pid;
	const char	*code, *words, *mode;
	const char	*body;		/* JSON text of the file (tariff_file.h); "": shipped as rows */
	const char	*state_code;
	int		 version;
	int64_t		 starts_at;	/* 0: no date yet */
	const char	*author;
	int64_t		 created_at, updated_at;
	enum tariff_state state;	/* of state_code */
};

struct tariff_event {
	const char	*act, *actor, *words;
	int64_t		 at;
};

/* The newest first, dropped ones not; 200 at most. */
int	tariff_versions(struct work *w, struct tariff_version **rows, size_t *n);
int	tariff_version_get(struct work *w, const struct pid *pid, struct tariff_version *out);
/* The draft or scheduled one of this code. */
int	tariff_version_named(struct work *w, const char *code, struct tariff_version *out);
int	tariff_version_events(struct work *w, const struct tariff_version *v,
	    struct tariff_event **rows, size_t *n);

/* ---- inside a transaction ---- */

int	tariff_version_take(struct work *w, const struct pid *pid, struct tariff_version *out);
/* Fills id, pid, version, author, times.  A code in use is a conflict. */
int	tariff_version_add(struct work *w, struct tariff_version *v);
int	tariff_version_step(struct work *w, struct tariff_version *v, enum tariff_act act,
	    const char *words);

/* The rows that hold from v->starts_at on; a moment taken in its mode is a conflict. */
int	tariff_rows_add(struct work *w, const struct tariff_version *v, const struct tariff *t);
/* Takes the rows of a version that has not begun away. */
int	tariff_rows_drop(struct work *w, const struct tariff_version *v);

#endif
