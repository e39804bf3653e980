/* SPDX-License-Identifier: MIT */
/*
 * Input as a table.  A handler declares what it accepts; fields_read() fills
 * a struct from the request's object (JSON, form and multipart bodies all
 * arrive as one) or collects every wrong field with Chinese words:
 *
 *	struct ship_form { const char *carrier, *waybill; };
 *	static const struct field ship_fields[] = {
 *		FIELD_TEXT(ship_form, carrier, 1, 20, "快递公司", NULL),
 *		FIELD_TEXT(ship_form, waybill, 6, 40, "运单号", waybill_ok),
 *	};
 *	if (fields_read(w, body, ship_fields, N_FIELDS(ship_fields), &form) < 0)
 *		return -1;
 *
 * Text is normalised (text_normal) before it is measured in characters; a
 * minimum of 0 makes a field optional.  Members no row names are ignored.
 */
#ifndef BASE_FIELDS_H
#define BASE_FIELDS_H

#include <stddef.h>
#include <stdint.h>

struct json;
struct work;

enum field_type { FIELD_TYPE_TEXT, FIELD_TYPE_INT, FIELD_TYPE_BOOL, FIELD_TYPE_JSON,
	FIELD_TYPE_RAW };

struct field {
	const char	*name;
	const char	*words;			/* the label people see */
	enum field_type	 type;
	size_t		 offset;
	int64_t		 min, max;		/* characters, value, or elements */
	int		(*ok)(const char *);	/* text only; NULL: any text */
	const char	*of;			/* JSON only: its shape (fcgi/shapes.h) */
};

#define FIELD_AT(s, m, want) \
	(offsetof(struct s, m) + 0 * sizeof(_Static_assert_type(s, m, want)))
#define _Static_assert_type(s, m, want) \
	char[_Generic(((struct s *)0)->m, want: 1, default: -1)]

/* const char * */
#define FIELD_TEXT(s, m, min, max, words, ok) \
	{ #m, words, FIELD_TYPE_TEXT, FIELD_AT(s, m, const char *), min, max, ok, NULL }
/* const char *, exactly as typed: passwords */
#define FIELD_RAW(s, m, min, max, words) \
	{ #m, words, FIELD_TYPE_RAW, FIELD_AT(s, m, const char *), min, max, NULL, NULL }
/* int64_t */
#define FIELD_INT(s, m, min, max, words) \
	{ #m, words, FIELD_TYPE_INT, FIELD_AT(s, m, int64_t), min, max, NULL, NULL }
/* int */
#define FIELD_BOOL(s, m, words) \
	{ #m, words, FIELD_TYPE_BOOL, FIELD_AT(s, m, int), 0, 1, NULL, NULL }
/* struct json *: an array or object with min..max elements */
#define FIELD_JSON(s, m, min, max, words) \
	{ #m, words, FIELD_TYPE_JSON, FIELD_AT(s, m, struct json *), min, max, NULL, NULL }

/* The same, and what stands in it, for docs/openapi.json: "[pid]", "<any>" */
#define FIELD_SHAPE(s, m, min, max, words, of) \
	{ #m, words, FIELD_TYPE_JSON, FIELD_AT(s, m, struct json *), min, max, NULL, of }

#define N_FIELDS(t)	(sizeof(t) / sizeof(*(t)))

int	fields_read(struct work *w, const struct json *body, const struct field *table,
	    size_t n, void *out);

#endif
