/* SPDX-License-Identifier: MIT */
/*
 * What a handler takes, said beside its field table.  The declarations lie in
 * linker sections, so no row of the route table names them; docs/openapi.json
 * is printed from them and tests/unit/test_routes.c asks for them:
 *
 *	static const struct field seen_fields[] = { FIELD_TEXT(...), ... };
 *	INPUT(review_seen_web, seen_fields);		the members of its body
 *	INPUT_NONE(review_claim_web);			a POST without members
 *	INPUT_FILE(upload_draft_web, draft_fields);	and the file of the part "file"
 *
 *	static const struct field list_query[] = {
 *		QUERY_TEXT(queue, 16, "队列"), QUERY_PAGE,
 *	};
 *	QUERY(reviews_list_web, list_query);		what stands behind its "?"
 *
 * A table that lives in a service is declared there with its length:
 * `extern const struct field checkout_fields[7];`.
 */
#ifndef FCGI_INPUT_H
#define FCGI_INPUT_H

#include "modules/base/fields.h"

struct call;

struct input {
	int			(*handler)(struct call *);
	const struct field	*fields;
	unsigned		 n, file;	/* file: a part "file" comes along */
};

#define INPUT_IN(section_name, handler, table, count, file) \
	static const struct input section_name##_##handler \
	    __attribute__((section(#section_name), used, aligned(8))) = \
	    { handler, table, count, file }

#define INPUT(handler, table)	INPUT_IN(caportal_input, handler, table, N_FIELDS(table), 0)
#define INPUT_FILE(handler, table) INPUT_IN(caportal_input, handler, table, N_FIELDS(table), 1)
#define INPUT_NONE(handler)	INPUT_IN(caportal_input, handler, NULL, 0, 0)
#define QUERY(handler, table)	INPUT_IN(caportal_query, handler, table, N_FIELDS(table), 0)

/* Rows of a query's table: always optional, read with call_query() and its kin. */
#define QUERY_TEXT(name, max, words) \
	{ #name, words, FIELD_TYPE_TEXT, 0, 0, max, NULL, NULL }
#define QUERY_INT(name, min, max, words) \
	{ #name, words, FIELD_TYPE_INT, 0, min, max, NULL, NULL }
#define QUERY_PAGE	QUERY_INT(page, 1, 1000, "页码"), QUERY_INT(size, 1, 100, "每页条数")

/* NULL: the handler declares none. */
const struct input	*input_of(int (*handler)(struct call *));
const struct input	*query_of(int (*handler)(struct call *));

#endif
