/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "application.h"
#include "modules/base/fields.h"
#include "modules/base/json.h"
#include "modules/base/text.h"

#define YEARS_MAX	5

struct data_form {
	int		 vendor_agreed;
	struct json	*items, *media;
};

static const struct field data_fields[] = {
	FIELD_BOOL(data_form, vendor_agreed, "《数字证书服务协议》"),
	FIELD_JSON(data_form, items, 0, APPLICATION_PERSONS, "办证人员"),
	FIELD_JSON(data_form, media, 0, 4, "申请类型"),
};

/* 1,000 characters fit on the form (pdf.md 8.7). */
static const struct field item_fields[] = {
	FIELD_TEXT(application_item, person, 1, 26, "办证人员", NULL),
	FIELD_TEXT(application_item, medium, 0, 16, "申请类型", NULL),
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

/*
 * Drafts of before there were types, and callers that name none: the first row.
 * A business on a held certificate has that one's medium (held_paper.h).
 */
static int
read_service(struct work *w, const char *code, struct application_item *item)
{
	item->service = service_of(code, item->medium);
	if (item->service == NULL)
		return fault_field(w, "medium", "请选择申请类型");
	if (service_applied_for(item->service))
		item->medium = item->service->medium;
	return 0;
}

static int
read_item(struct work *w, const struct draft *d, const struct json *j,
    struct application_item *item)
{
	if (fields_read(w, j, item_fields, N_FIELDS(item_fields), item) < 0 ||
	    read_service(w, d->service, item) < 0)
		return -1;
	item->years = js_get_int(j, "years", 1);
	if (item->years < 1 || item->years > YEARS_MAX)
		return fault_field(w, "years", "证书有效期填写有误");
	return read_codes(w, item);
}

static int
read_media(struct work *w, const struct draft *d, const struct json *media,
    struct application *a)
{
	size_t n = media == NULL ? 0 : js_size(media);

	a->media = ARENA_ARRAY(w->arena, const char *, n + 2);
	for (size_t i = 0; i < n; i++) {
		const char *code = js_as_text(js_at(media, i));

		if (code == NULL || service_of(d->service, code) == NULL ||
		    text_in(code, a->media))
			return fault_field(w, "media", "请选择申请类型");
		a->media[i] = code;
	}
	if (n == 0)
		a->media[0] = service_find(d->service)->medium;
	return 0;
}

/* One certificate of a type for a person, and only of the types asked for. */
static int
items_differ(struct work *w, const struct application *a)
{
	for (size_t i = 0; i < a->n; i++) {
		if (!text_in(a->items[i].medium, a->media))
			return fault_field(w, "items", "请选择申请类型");
		for (size_t k = 0; k < i; k++)
			if (strcmp(a->items[i].person, a->items[k].person) == 0 &&
			    strcmp(a->items[i].medium, a->items[k].medium) == 0)
				return fault_field(w, "items", "同一人员不能重复选择");
	}
	return 0;
}

static int
read_data(struct work *w, const struct draft *d, const struct json *data,
    struct application *a)
{
	struct data_form form;

	if (!js_is_object(data))
		return fault_field(w, "data", "申请内容格式不正确");
	if (fields_read(w, data, data_fields, N_FIELDS(data_fields), &form) < 0)
		return -1;
	if (read_media(w, d, form.media, a) < 0)
		return -1;
	a->vendor_agreed = form.vendor_agreed;
	a->n = form.items == NULL ? 0 : js_size(form.items);
	a->items = ARENA_ARRAY(w->arena, struct application_item, a->n + 1);
	for (size_t i = 0; i < a->n; i++)
		if (read_item(w, d, js_at(form.items, i), &a->items[i]) < 0)
			return -1;
	return items_differ(w, a);
}

static struct json *
item_json(struct work *w, const struct application_item *item)
{
	struct json *o = js_object(w), *codes = js_array(w);

	js_put_text(o, "person", item->person);
	js_put_text(o, "medium", item->medium);
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

/* Each person once, in the order of the certificates. */
static struct json *
persons_json(struct work *w, const struct application *a)
{
	const char **seen = ARENA_ARRAY(w->arena, const char *, a->n + 1);
	struct json *list = js_array(w);
	size_t n = 0;

	for (size_t i = 0; i < a->n; i++)
		if (!text_in(a->items[i].person, seen)) {
			seen[n++] = a->items[i].person;
			js_add_text(list, a->items[i].person);
		}
	return list;
}

int
application_clean(struct work *w, const struct draft *d, const struct json *data,
    const char **text)
{
	struct application a = { 0 };
	struct json *o = js_object(w), *items = js_array(w), *media = js_array(w);

	if (read_data(w, d, data, &a) < 0)
		return -1;
	for (size_t i = 0; i < a.n; i++)
		js_add(items, item_json(w, &a.items[i]));
	for (const char **m = a.media; *m != NULL; m++)
		js_add_text(media, *m);
	js_put_bool(o, "vendor_agreed", a.vendor_agreed);
	js_put(o, "items", items);
	js_put(o, "media", media);
	js_put(o, "persons", persons_json(w, &a));
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
	return read_data(w, d, data, out);
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
