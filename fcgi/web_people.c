/* SPDX-License-Identifier: MIT */
/* Identities of a person; people of an enterprise. */
#include "handlers.h"
#include "modules/base/fields.h"
#include "modules/service/identities.h"
#include "modules/service/people.h"
#include "modules/service/person_mine.h"

/* ---- 关联公司及身份选择 ---- */

int
identities_list_web(struct call *c)
{
	struct json *list;

	return identities_list(c->w, &list) < 0 ? -1 : answer_json(c, 200, list);
}

int
identity_types_web(struct call *c)
{
	struct json *list;

	return identities_types(c->w, &list) < 0 ? -1 : answer_json(c, 200, list);
}

static const struct field ask_fields[] = {
	FIELD_TEXT(identity_ask, company, 2, 120, "企业名称", NULL),
	FIELD_TEXT(identity_ask, credit_code, 18, 18, "统一社会信用代码", NULL),
	FIELD_TEXT(identity_ask, type, 1, 20, "身份", NULL),
	FIELD_TEXT(identity_ask, channel, 0, 20, "办理渠道", NULL),
};
INPUT(identity_ask_web, ask_fields);

int
identity_ask_web(struct call *c)
{
	struct identity_ask form;
	struct json *identity;

	if (fields_read(c->w, c->body, ask_fields, N_FIELDS(ask_fields), &form) < 0 ||
	    identities_ask(c->w, &form, &identity) < 0)
		return -1;
	return answer_json(c, 201, identity);
}

int
identity_drop_web(struct call *c)
{
	struct pid pid;

	if (call_pid(c, "identity", &pid) < 0 || identities_drop(c->w, &pid) < 0)
		return -1;
	return answer_empty(c, 204);
}

/* ---- 个人信息 ---- */

int
person_mine_web(struct call *c)
{
	struct json *o;

	return person_mine(c->w, &o) < 0 ? -1 : answer_json(c, 200, o);
}

/* ---- 人员管理 ---- */

static int
answer_total(struct call *c, int64_t total)
{
	struct json *o = js_object(c->w);

	js_put_int(o, "total", total);
	return answer_json(c, 200, o);
}

static const struct field people_query[] = {
	QUERY_TEXT(q, 60, "姓名"),
	QUERY_PAGE,
};
QUERY(people_list_web, people_query);
QUERY(people_count_web, people_query);

int
people_list_web(struct call *c)
{
	int64_t page, size;
	struct json *list;

	call_page(c, &page, &size);
	if (people_list(c->w, call_query(c, "q"), page, size, &list) < 0)
		return -1;
	return answer_json(c, 200, list);
}

int
people_count_web(struct call *c)
{
	int64_t total;

	return people_count(c->w, call_query(c, "q"), &total) < 0 ? -1 : answer_total(c, total);
}

int
people_get_web(struct call *c)
{
	struct json *person;
	struct pid pid;

	if (call_pid(c, "person", &pid) < 0 || people_get(c->w, &pid, &person) < 0)
		return -1;
	return answer_json(c, 200, person);
}

static const struct field check_fields[] = {
	FIELD_TEXT(people_form, id_number, 18, 18, "身份证号", NULL),
};
INPUT(people_check_web, check_fields);

int
people_check_web(struct call *c)
{
	struct people_form form;
	struct json *answer;

	if (fields_read(c->w, c->body, check_fields, N_FIELDS(check_fields), &form) < 0 ||
	    people_check(c->w, form.id_number, &answer) < 0)
		return -1;
	return answer_json(c, 200, answer);
}

static const struct field add_fields[] = {
	FIELD_TEXT(people_form, name, 2, 60, "姓名", NULL),
	FIELD_TEXT(people_form, id_number, 18, 18, "身份证号", NULL),
	FIELD_TEXT(people_form, phone, 0, 20, "手机号", NULL),
	FIELD_TEXT(people_form, type, 1, 20, "身份", NULL),
};
INPUT(people_add_web, add_fields);

int
people_add_web(struct call *c)
{
	struct people_form form;
	struct json *person;

	if (fields_read(c->w, c->body, add_fields, N_FIELDS(add_fields), &form) < 0 ||
	    people_add(c->w, &form, &person) < 0)
		return -1;
	return answer_json(c, 201, person);
}

static const struct field complete_fields[] = {
	FIELD_TEXT(people_form, name, 0, 60, "姓名", NULL),
	FIELD_TEXT(people_form, id_number, 0, 18, "身份证号", NULL),
	FIELD_TEXT(people_form, phone, 0, 20, "手机号", NULL),
	FIELD_INT(people_form, version, 1, INT32_MAX, "版本"),
};
INPUT(people_complete_web, complete_fields);

int
people_complete_web(struct call *c)
{
	struct people_form form;
	struct json *person;
	struct pid pid;

	if (call_pid(c, "person", &pid) < 0 ||
	    fields_read(c->w, c->body, complete_fields, N_FIELDS(complete_fields), &form) < 0 ||
	    people_complete(c->w, &pid, &form, &person) < 0)
		return -1;
	return answer_json(c, 200, person);
}

int
people_remove_web(struct call *c)
{
	struct pid pid;

	if (call_pid(c, "identity", &pid) < 0 || people_remove(c->w, &pid) < 0)
		return -1;
	return answer_empty(c, 204);
}

/* ---- 审核人员 ---- */

static const struct field requests_query[] = {
	QUERY_PAGE,
};
QUERY(requests_list_web, requests_query);

int
requests_list_web(struct call *c)
{
	int64_t page, size;
	struct json *list;

	call_page(c, &page, &size);
	return people_requests(c->w, page, size, &list) < 0 ? -1 : answer_json(c, 200, list);
}

int
requests_count_web(struct call *c)
{
	int64_t total;

	return people_requests_count(c->w, &total) < 0 ? -1 : answer_total(c, total);
}

INPUT_NONE(request_approve_web);

int
request_approve_web(struct call *c)
{
	struct pid pid;

	if (call_pid(c, "identity", &pid) < 0 || people_approve(c->w, &pid) < 0)
		return -1;
	return answer_empty(c, 204);
}

struct reject_form {
	const char	*words;
};

static const struct field reject_fields[] = {
	FIELD_TEXT(reject_form, words, 2, 200, "处理意见", NULL),
};
INPUT(request_reject_web, reject_fields);

int
request_reject_web(struct call *c)
{
	struct reject_form form;
	struct pid pid;

	if (call_pid(c, "identity", &pid) < 0 ||
	    fields_read(c->w, c->body, reject_fields, N_FIELDS(reject_fields), &form) < 0 ||
	    people_reject(c->w, &pid, form.words) < 0)
		return -1;
	return answer_empty(c, 204);
}
