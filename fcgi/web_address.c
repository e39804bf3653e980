/* SPDX-License-Identifier: MIT */
#include "handlers.h"
#include "modules/base/fields.h"
#include "modules/service/address_book.h"

static const struct field address_fields[] = {
	FIELD_TEXT(address_form, name, 1, 30, "收件人", NULL),
	FIELD_TEXT(address_form, phone, 1, 20, "联系电话", NULL),
	FIELD_TEXT(address_form, region, 0, 60, "所在地区", NULL),
	FIELD_TEXT(address_form, address, 2, 100, "详细地址", NULL),
	FIELD_BOOL(address_form, preferred, "设为默认地址"),
};
INPUT(address_add_web, address_fields);
INPUT(address_set_web, address_fields);

int
address_list_web(struct call *c)
{
	struct json *list;

	return address_book_list(c->w, &list) < 0 ? -1 : answer_json(c, 200, list);
}

int
address_add_web(struct call *c)
{
	struct address_form form;
	struct json *a;

	if (fields_read(c->w, c->body, address_fields, N_FIELDS(address_fields), &form) < 0 ||
	    address_book_add(c->w, &form, &a) < 0)
		return -1;
	return answer_json(c, 201, a);
}

int
address_set_web(struct call *c)
{
	struct address_form form;
	struct json *a;
	struct pid pid;

	if (call_pid(c, "address", &pid) < 0 ||
	    fields_read(c->w, c->body, address_fields, N_FIELDS(address_fields), &form) < 0 ||
	    address_book_set(c->w, &pid, &form, &a) < 0)
		return -1;
	return answer_json(c, 200, a);
}

int
address_drop_web(struct call *c)
{
	struct pid pid;

	if (call_pid(c, "address", &pid) < 0 || address_book_drop(c->w, &pid) < 0)
		return -1;
	return answer_empty(c, 204);
}
