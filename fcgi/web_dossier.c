/* SPDX-License-Identifier: MIT */
/* Data of an enterprise or a person on their way to approval; regions. */
#include "handlers.h"
#include "modules/base/fields.h"
#include "modules/catalog/region.h"
#include "modules/service/dossiers.h"
#include "modules/service/uploads.h"

int
company_get_web(struct call *c)
{
	struct json *j;

	return dossiers_company(c->w, &j) < 0 ? -1 : answer_json(c, 200, j);
}

static const struct field region_query[] = {
	QUERY_TEXT(of, 6, "上级区划代码"),
};
QUERY(regions_list_web, region_query);

int
regions_list_web(struct call *c)
{
	const char *of = call_query(c, "of");
	struct json *items, *j = js_object(c->w);

	if (region_children(c->w, of == NULL ? "" : of, &items) < 0)
		return -1;
	js_put(j, "items", items);
	return answer_json(c, 200, j);
}

struct dossier_open_form {
	const char	*kind, *subject;
};

static const struct field open_fields[] = {
	FIELD_TEXT(dossier_open_form, kind, 1, 10, "资料类型", NULL),
	FIELD_TEXT(dossier_open_form, subject, 0, 26, "办理对象", NULL),
};
INPUT(dossier_open_web, open_fields);

int
dossier_open_web(struct call *c)
{
	struct dossier_open_form f;
	struct json *j;
	int made;

	if (fields_read(c->w, c->body, open_fields, N_FIELDS(open_fields), &f) < 0 ||
	    dossiers_open(c->w, f.kind, f.subject, &made, &j) < 0)
		return -1;
	c->object = js_get_text(j, "no");
	return answer_json(c, made ? 201 : 200, j);
}

/* Most routes differ only in the service function. */
static int
act(struct call *c, int (*service)(struct work *, const struct pid *, struct json **))
{
	struct pid pid;
	struct json *j;

	if (call_pid(c, "dossier", &pid) < 0 || service(c->w, &pid, &j) < 0)
		return -1;
	return answer_json(c, 200, j);
}

int
dossier_get_web(struct call *c)
{
	return act(c, dossiers_get);
}

INPUT_NONE(dossier_print_web);

int
dossier_print_web(struct call *c)
{
	return act(c, dossiers_print);
}

struct dossier_save_form {
	int64_t		 version, step;
	struct json	*data;
};

static const struct field save_fields[] = {
	FIELD_INT(dossier_save_form, version, 1, INT32_MAX, "版本"),
	FIELD_INT(dossier_save_form, step, 0, 20, "步骤"),
	FIELD_JSON(dossier_save_form, data, 0, 60, "资料内容"),
};
INPUT(dossier_save_web, save_fields);

int
dossier_save_web(struct call *c)
{
	struct dossier_save_form f;
	struct pid pid;
	struct json *j;

	if (call_pid(c, "dossier", &pid) < 0 ||
	    fields_read(c->w, c->body, save_fields, N_FIELDS(save_fields), &f) < 0 ||
	    dossiers_save(c->w, &pid, (int)f.version, (int)f.step, f.data, &j) < 0)
		return -1;
	return answer_json(c, 200, j);
}

int
dossier_drop_web(struct call *c)
{
	struct pid pid;

	if (call_pid(c, "dossier", &pid) < 0 || dossiers_drop(c->w, &pid) < 0)
		return -1;
	return answer_empty(c, 204);
}

struct dossier_submit_form {
	int64_t		 version;
};

static const struct field submit_fields[] = {
	FIELD_INT(dossier_submit_form, version, 1, INT32_MAX, "版本"),
};
INPUT(dossier_submit_web, submit_fields);

int
dossier_submit_web(struct call *c)
{
	struct dossier_submit_form f;
	struct pid pid, sent;
	struct json *j;

	if (call_pid(c, "dossier", &pid) < 0)
		return -1;
	if (call_replayed(c, &sent))
		return dossiers_get(c->w, &sent, &j) < 0 ? -1 : answer_json(c, 200, j);
	if (fields_read(c->w, c->body, submit_fields, N_FIELDS(submit_fields), &f) < 0 ||
	    dossiers_submit(c->w, &pid, (int)f.version, &j) < 0)
		return -1;
	return answer_json(c, 200, j);
}
