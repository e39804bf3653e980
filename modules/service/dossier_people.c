/* SPDX-License-Identifier: MIT */
/* 个人信息 (I1-I3) and 管理员变更 (requirements 7.6). */
#include <string.h>

#include "dossier_kinds.h"
#include "handover.h"
#include "modules/base/json.h"
#include "modules/base/text.h"
#include "modules/company/company.h"
#include "modules/person/person.h"
#include "person_mine.h"

static const char *const one_step[] = { "填写信息", NULL };

static const char *
is_id(struct work *w, const char *value, const struct json *data)
{
	(void)w;
	(void)data;
	return id_number_ok(value) ? NULL : "身份证号不正确，请核对";
}

static const char *
is_email(struct work *w, const char *value, const struct json *data)
{
	(void)w;
	(void)data;
	return email_ok(value) ? NULL : "邮箱地址不正确，请核对";
}

/* ---- a person's own data ---- */

/* clang-format off */
static const struct dossier_field person_fields[] = {
 { "name",      "姓名",     1, "text",   60, 0,                "与身份证一致",         NULL,     NULL, NULL },
 { "id_number", "身份证号", 1, "id",     18, DOSSIER_NUMBER,   NULL,                   is_id,    NULL, NULL },
 { "email",     "邮箱",     1, "email", 100, DOSSIER_OPTIONAL, "选填，用于接收通知",   is_email, NULL, NULL },
};
/* clang-format on */

static int
person_subject(struct work *w, const char *asked, struct dossier *d)
{
	struct person p;

	(void)asked;
	if (person_get(w, w->actor->person_id, &p) < 0)
		return -1;
	d->subject_id = p.id;
	d->channel = w->actor->channel;
	d->title = *p.name == '\0' ? "未填写姓名" : p.name;
	return 0;
}

static int
person_prefill(struct work *w, const struct dossier *d, struct json *data)
{
	struct person p;

	if (person_get(w, d->subject_id, &p) < 0)
		return -1;
	if (js_get(data, "name") != NULL)
		return 0;
	js_put_text(data, "name", p.name);
	js_put_text(data, "id_number", p.id_number == NULL ? "" : p.id_number);
	return 0;
}

static const char *
person_title(struct work *w, const struct dossier *d, const struct json *data)
{
	const char *name = js_get_text(data, "name");

	(void)w;
	return text_empty(name) ? d->title : name;
}

/* The account may turn out to belong to a person known before. */
static int
person_approved(struct work *w, struct dossier *d, const struct json *data)
{
	struct person_data p = { js_get_text(data, "name"), js_get_text(data, "id_number") };
	int64_t who;

	if (person_mine_settle(w, d->account_id, d->subject_id, &p, &who) < 0)
		return -1;
	return who == d->subject_id ? 0 : dossier_subject_set(w, d, who);
}

const struct dossier_kind dossier_person = {
	.code = DOSSIER_PERSON, .words = "个人信息", .steps = one_step,
	.fields = person_fields, .nfields = sizeof(person_fields) / sizeof(*person_fields),
	.tries = &person_mine_tries, .subject = person_subject, .prefill = person_prefill, .title = person_title,
	.approved = person_approved,
};

/* ---- another 管理员 ---- */

/* The 管理员 and reviewers choose among all; others may only put themselves forward. */
static int
sees(const struct work *w, const struct member *m)
{
	return strcmp(m->type, "ADMIN") != 0 && (m->person.id == w->actor->person_id ||
	    work_may(w, RIGHT_COMPANY | RIGHT_REVIEW | RIGHT_SECOND));
}

static int
members(struct work *w, const struct dossier *d, struct json **out)
{
	struct member *m;
	size_t n;

	*out = js_array(w);
	if (person_list_members(w, d->subject_id, &m, &n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		struct json *j;

		if (!sees(w, &m[i]))
			continue;
		j = js_object(w);
		js_put_text(j, "code", pid_text(w, &m[i].person.pid));
		js_put_text(j, "words", arena_printf(w->arena, "%s（%s）", m[i].person.name,
		    m[i].type_words));
		js_add(*out, j);
	}
	return 0;
}

/* clang-format off */
static const struct dossier_field handover_fields[] = {
 { "to",     "新的管理员", 1, "choice", 26, 0, "须为本企业信息已完善的人员", NULL, NULL, members },
 { "reason", "变更原因",   1, "text",  200, 0, NULL,                         NULL, NULL, NULL },
};
/* clang-format on */

/* Every member may ask: the 管理员 may be the one who is gone. */
static int
handover_subject(struct work *w, const char *asked, struct dossier *d)
{
	struct company c;

	(void)asked;
	if (w->actor->company_id == 0 || !work_may(w, RIGHT_APPLY | RIGHT_COMPANY))
		return refuse_say(w, ERR_DENIED, NULL, "请先切换到企业身份，再办理管理员变更");
	if (company_get(w, w->actor->company_id, &c) < 0)
		return -1;
	d->subject_id = c.id;
	d->channel = c.channel;
	d->title = c.name;
	return 0;
}

static int
handover_prefill(struct work *w, const struct dossier *d, struct json *data)
{
	(void)w;
	(void)d;
	(void)data;
	return 0;
}

static const char *
handover_title(struct work *w, const struct dossier *d, const struct json *data)
{
	(void)w;
	(void)data;
	return d->title;
}

static int
handover_ok(struct work *w, const struct dossier *d, const struct json *data)
{
	struct pid to;
	int64_t person;

	if (pid_parse(w, js_get_text(data, "to"), &to) < 0 ||
	    handover_check(w, d->subject_id, &to, &person) < 0)
		return -1;
	if (person != w->actor->person_id && !work_may(w, RIGHT_COMPANY))
		return fault_field(w, "to", "非管理员只能申请由本人接任");
	return 0;
}

static int
handover_approved(struct work *w, struct dossier *d, const struct json *data)
{
	struct pid to;

	return pid_parse(w, js_get_text(data, "to"), &to) < 0 ? -1 :
	    handover_settle(w, d->subject_id, &to);
}

const struct dossier_kind dossier_handover = {
	.code = DOSSIER_HANDOVER, .words = "管理员变更", .steps = one_step,
	.fields = handover_fields, .nfields = sizeof(handover_fields) / sizeof(*handover_fields),
	.subject = handover_subject, .prefill = handover_prefill, .title = handover_title,
	.check = handover_ok, .approved = handover_approved,
};
