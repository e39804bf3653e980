/* SPDX-License-Identifier: MIT */
/*
 * THE ENTRY TABLE: what of the catalogue an operator may change, as one list
 * of entries a kind.  An entry has a code and values; both ways between a
 * catalogue and values go through here, so pages, dry run and loader agree.
 *
 *	OFFER		what is sold as one lock on one medium in one channel,
 *			from which vendors and for which platforms; its code is
 *			"MAIN.PROJECT.UKEY".  Every combination is an entry
 *	VENDOR		who issues certificates
 *	PLATFORM	where certificates are used
 *	MODEL		a model of key, and whether it is still supported (D3:56)
 *	POINT		where keys are fetched
 *
 * The names of lock types, media, channels and classes are those of the guides
 * and of printed forms: they change by migration.
 */
#ifndef CATALOG_ENTRY_H
#define CATALOG_ENTRY_H

#include "catalog.h"
#include "modules/base/fields.h"

/* Only the members its list has fields for. */
struct entry_values {
	const char	*words, *address, *hours, *phone, *class, *media_vendor, *note;
	int		 offered, open, blocked;
	int64_t		 max_years;
	struct json	*vendors, *platforms;	/* [code] */
};

/* The member a field of its list stands for. */
#define ENTRY_MEMBER(v, f, type) \
	(*(type const *)(const void *)((const char *)(v) + (f)->offset))

struct entry_list {
	const char	*code, *words;
	int		 code_max;	/* a code nobody has yet, so long at most, makes an entry; 0: none */
	int		 periods;	/* its rows have them: editions to come are laid too */
	const struct field *fields;
	size_t		 nfields;
	/* The code of the i-th entry, or NULL: no more. */
	const char	*(*at)(struct work *w, const struct catalog *c, size_t i);
	/* For people; NULL: its words. */
	const char	*(*name)(struct work *w, const struct catalog *c, const char *code);
	/* As it is at a moment; 0: there is none. */
	int		(*get)(struct work *w, const struct catalog *c, const char *code,
			    int64_t at, struct entry_values *out);
	/* Lays values over the catalogue from a moment on; rows are replaced, not written into. */
	void		(*put)(struct work *w, struct catalog *c, const char *code, int64_t from,
			    const struct entry_values *v);
};

extern const struct entry_list entry_lists[];
extern const size_t nentry_lists;

/* By code, or NULL. */
const struct entry_list *entry_list_find(const char *code);
/* Channel, lock and medium of an offer's code; 0: it is none. */
int		 entry_offer(const struct catalog *c, const char *code, struct offer *out);
/* For people; the code when there is no such entry now. */
const char	*entry_name(struct work *w, const struct catalog *c, const struct entry_list *l,
		    const char *code);
/* Values as an object, and back; refuses with the fields that are wrong. */
struct json	*entry_json(struct work *w, const struct entry_list *l, const struct entry_values *v);
int		 entry_read(struct work *w, const struct entry_list *l, const struct json *j,
		    struct entry_values *out);
/* What differs, as people read it: [{words, before, after}]; before NULL: it is new. */
struct json	*entry_changes(struct work *w, const struct catalog *c, const struct entry_list *l,
		    const struct entry_values *before, const struct entry_values *after);

#endif
