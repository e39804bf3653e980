/* SPDX-License-Identifier: MIT */
#include "handlers.h"
#include "http.h"
#include "modules/base/fields.h"
#include "modules/base/text.h"
#include "modules/service/apply.h"

static const struct field persons_query[] = {
	QUERY_TEXT(lock_type, 16, "锁类型"),
};
QUERY(apply_persons_web, persons_query);

int
apply_persons_web(struct call *c)
{
	const char *lock = call_query(c, "lock_type");
	struct json *j;

	if (apply_persons(c->w, lock == NULL ? "" : lock, &j) < 0)
		return -1;
	return answer_json(c, 200, j);
}

struct open_form {
	const char	*service, *lock_type;
	struct json	*agreements, *media;
};

static const struct field open_fields[] = {
	FIELD_TEXT(open_form, service, 1, 16, "业务类型", NULL),
	FIELD_TEXT(open_form, lock_type, 1, 16, "锁类型", NULL),
	FIELD_SHAPE(open_form, agreements, 0, 10, "协议", "[pid]"),
	FIELD_SHAPE(open_form, media, 0, 4, "申请类型", "[text]"),
};
INPUT(draft_open_web, open_fields);

int
draft_open_web(struct call *c)
{
	struct open_form f;
	struct json *j;

	if (fields_read(c->w, c->body, open_fields, N_FIELDS(open_fields), &f) < 0 ||
	    apply_open(c->w, f.service, f.lock_type, f.media, f.agreements, &j) < 0)
		return -1;
	c->object = js_get_text(j, "pid");
	return answer_json(c, 201, j);
}

int
draft_list_web(struct call *c)
{
	struct json *j;

	if (apply_list(c->w, &j) < 0)
		return -1;
	return answer_json(c, 200, j);
}

int
draft_get_web(struct call *c)
{
	struct pid pid;
	struct json *j;

	if (call_pid(c, "draft", &pid) < 0 || apply_get(c->w, &pid, &j) < 0)
		return -1;
	return answer_json(c, 200, j);
}

struct save_form {
	int64_t		 version, step;
	struct json	*data;
};

static const struct field save_fields[] = {
	FIELD_INT(save_form, version, 1, INT32_MAX, "版本"),
	FIELD_INT(save_form, step, 0, 20, "步骤"),
	FIELD_SHAPE(save_form, data, 0, 20, "申请内容", "<any>"),
};
INPUT(draft_save_web, save_fields);

int
draft_save_web(struct call *c)
{
	struct save_form f;
	struct pid pid;
	struct json *j;

	if (call_pid(c, "draft", &pid) < 0 ||
	    fields_read(c->w, c->body, save_fields, N_FIELDS(save_fields), &f) < 0 ||
	    apply_save(c->w, &pid, (int)f.version, (int)f.step, f.data, &j) < 0)
		return -1;
	return answer_json(c, 200, j);
}

int
draft_drop_web(struct call *c)
{
	struct pid pid;

	if (call_pid(c, "draft", &pid) < 0 || apply_drop(c->w, &pid) < 0)
		return -1;
	return answer_empty(c, 204);
}

INPUT_NONE(draft_print_web);

int
draft_print_web(struct call *c)
{
	struct pid pid;
	struct json *j;

	if (call_pid(c, "draft", &pid) < 0 || apply_print(c->w, &pid, &j) < 0)
		return -1;
	return answer_json(c, 200, j);
}

struct submit_form {
	int64_t	version, fen;
};

static const struct field submit_fields[] = {
	FIELD_INT(submit_form, version, 1, INT32_MAX, "版本"),
	FIELD_INT(submit_form, fen, 0, INT64_MAX / 2, "金额"),
};
INPUT(draft_submit_web, submit_fields);

int
draft_submit_web(struct call *c)
{
	struct submit_form f;
	struct pid pid, draft;
	struct json *j;

	if (call_pid(c, "draft", &pid) < 0)
		return -1;
	if (call_replayed(c, &draft)) {
		if (apply_submitted(c->w, &draft, &j) < 0)
			return -1;
		return answer_json(c, 201, j);
	}
	if (fields_read(c->w, c->body, submit_fields, N_FIELDS(submit_fields), &f) < 0 ||
	    apply_submit(c->w, &pid, (int)f.version, f.fen, &j) < 0)
		return -1;
	return answer_json(c, 201, j);
}
