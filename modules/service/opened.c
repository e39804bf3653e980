/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "opened.h"
#include "review_subject.h"

int
opened_load(struct work *w, const struct order *o, struct opened *out)
{
	memset(out, 0, sizeof(*out));
	if (o->state != ORDER_RETURNED)
		return 0;
	if (review_verdict(w, review_of_order(o->id), &out->verdict) < 0)
		return -1;
	if (out->verdict == NULL)
		return 0;
	return review_marks(w, out->verdict->id, &out->marks, &out->n);
}

const char *
opened_mark(const struct opened *op, const char *field)
{
	for (size_t i = 0; i < op->n; i++)
		if (strcmp(op->marks[i].field, field) == 0)
			return op->marks[i].reason;
	return NULL;
}

int
opened_field(const struct opened *op, const struct order_field *f)
{
	if (op->verdict == NULL || !order_field_open(f))
		return 0;
	return op->n == 0 || opened_mark(op, f->name) != NULL;
}
