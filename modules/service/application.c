/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "application.h"
#include "modules/base/fields.h"
#include "modules/base/json.h"
#include "modules/base/text.h"

#define YEARS_MAX	5

struct data_form {
	int		 vendor_agreed;
	struct json	*items;
};

static const struct field data_fields[] = {
	FIELD_BOOL(data_form, vendor_agreed, "《数字证书服务协议》"),
	FIELD_JSON(data_form, items, 0, APPLICATION_PERSONS, "办证人员"),
};

/* 1,000 characters fit on the form (pdf.md 8.7). */
static const struct field item_fields[] = {
	FIELD_TEXT(application_item, person, 1, 26, "办证人员", NULL),
	FIELD_TEXT(application_item, vendor, 0, 16, "证书厂商", NULL),
	FIELD_TEXT(application_item, handler, 0, 40, "经办人", NULL),
	FIELD_TEXT(application_item, handler_phone, 0, 20, "经办人电话", NULL),
	FIELD_TEXT(application_item, remark, 0, 1000, "备注", NULL),
	FIELD_JSON(application_item, platforms, 0, APPLICATION_PLATFORMS, "应用平台"),
};

static int
read_codes(struct work *w, struct application_item *item)
{
	size_t n = item->platforms == NULL ? 0 : js_size(item->platforms);

	item->codes = ARENA_ARRAY(w->arena, const char *, n + 1);
	for (size_t i = 0; i < n; i++) {
		const char *code = js_as_text(js_at(item->platforms, i));

		if (code == NULL || strlen(code) > 16 || text_in(code, item->codes))
			return fault_field(w, "platforms", "应用平台填写有误");
		item->codes[item->ncodes++] = code;
	}
	return 0;
}

static int
read_item(struct work *w, const struct json *j, struct application_item *item)
{
	if (fields_read(w, j, item_fields, N_FIELDS(item_fields), item) < 0)
		return -1;
	item->years = js_get_int(j, "years", 1);
	if (item->years < 1 || item->years > YEARS_MAX)
		return fault_field(w, "years", "证书有效期填写有误");
	return read_codes(w, item);
}

static int
read_data(struct work *w, const struct json *data, struct application *a)
{
	struct data_form form;

	if (!js_is_object(data))
		return fault_field(w, "data", "申请内容格式不正确");
	if (fields_read(w, data, data_fields, N_FIELDS(data_fields), &form) < 0)
		return -1;
	a->vendor_agreed = form.vendor_agreed;
	a->n = form.items == NULL ? 0 : js_size(form.items);
	a->items = ARENA_ARRAY(w->arena, struct application_item, a->n + 1);
	for (size_t i = 0; i < a->n; i++)
		if (read_item(w, js_at(form.items, i), &a->items[i]) < 0)
			return -1;
	return 0;
}

static struct json *
item_json(struct work *w, const struct application_item *item)
{
	struct json *o = js_object(w), *codes = js_array(w);

	js_put_text(o, "person", item->person);
	js_put_text(o, "vendor", item->vendor);
	js_put_text(o, "handler", item->handler);
	js_put_text(o, "handler_phone", item->handler_phone);
	js_put_text(o, "remark", item->remark);
	js_put_int(o, "years", item->years);
	for (size_t i = 0; i < item->ncodes; i++)
		js_add_text(codes, item->codes[i]);
	js_put(o, "platforms", codes);
	return o;
}

int
application_clean(struct work *w, const struct json *data, const char **text)
{
	struct application a = { 0 };
	struct json *o = js_object(w), *items = js_array(w), *persons = js_array(w);

	if (read_data(w, data, &a) < 0)
		return -1;
	for (size_t i = 0; i < a.n; i++) {
		js_add(items, item_json(w, &a.items[i]));
		js_add_text(persons, a.items[i].person);
	}
	js_put_bool(o, "vendor_agreed", a.vendor_agreed);
	js_put(o, "items", items);
	js_put(o, "persons", persons);
	*text = js_canonical(w, o);
	return 0;
}

int
application_read(struct work *w, const struct draft *d, struct application *out)
{
	struct json *data;

	memset(out, 0, sizeof(*out));
	if (js_parse(w, d->data, strlen(d->data), &data) < 0)
		return -1;
	return read_data(w, data, out);
}

static int
item_member(struct work *w, const struct draft *d, struct application_item *item)
{
	struct pid pid;

	return pid_parse(w, item->person, &pid) < 0 ? -1 :
	    person_get_member(w, &pid, d->company_id, &item->member);
}

int
application_members(struct work *w, const struct draft *d, struct application *a)
{
	for (size_t i = 0; i < a->n; i++)
		if (item_member(w, d, &a->items[i]) < 0)
			return -1;
	return 0;
}

int
application_members_left(struct work *w, const struct draft *d, struct application *a)
{
	size_t left = 0;

	for (size_t i = 0; i < a->n; i++) {
		if (item_member(w, d, &a->items[i]) == 0)
			a->items[left++] = a->items[i];
		else if (w->fault.code == ERR_NOTFOUND)
			fault_clear(w);
		else
			return -1;
	}
	a->n = left;
	return 0;
}

const char *
application_scope(struct work *w, const struct draft *d, const struct application_item *item)
{
	return arena_printf(w->arena, "apply:%s:%s", pid_text(w, &d->pid), item->person);
}
