/* SPDX-License-Identifier: MIT */
/* 企业信息 (E1-E10, D1:104-179): three pages, and the enterprise they make. */
#include <string.h>

#include "dossier_kinds.h"
#include "modules/base/json.h"
#include "modules/base/text.h"
#include "modules/catalog/catalog.h"
#include "modules/catalog/region.h"
#include "modules/company/company.h"
#include "modules/person/identity.h"

/* ---- checks ---- */

static const char *
is_id(struct work *w, const char *value, const struct json *data)
{
	const char *kind = js_get_text(data, "legal_id_kind");

	(void)w;
	if (kind != NULL && strcmp(kind, "OTHER") == 0)
		return utf8_count(value) >= 5 ? NULL : "证件号码过短，请核对";
	return id_number_ok(value) ? NULL : "身份证号不正确，请核对";
}

static const char *
is_mobile(struct work *w, const char *value, const struct json *data)
{
	(void)data;
	return phone_ok(phone_normal(w->arena, value)) ? NULL : "请填写11位手机号";
}

static const char *
is_telephone(struct work *w, const char *value, const struct json *data)
{
	(void)w;
	(void)data;
	return telephone_ok(value) ? NULL : "电话号码不正确，请核对";
}

static const char *
is_amount(struct work *w, const char *value, const struct json *data)
{
	size_t whole = strspn(value, "0123456789"), part = 0;

	(void)w;
	(void)data;
	if (value[whole] == '.')
		part = strspn(value + whole + 1, "0123456789");
	if (whole == 0 || whole > 12 || part > 6 ||
	    value[whole + (part > 0 ? part + 1 : 0)] != '\0')
		return "请填写以万元为单位的数字";
	return NULL;
}

static const char *
is_district(struct work *w, const char *value, const struct json *data)
{
	const char *path;

	(void)data;
	return region_path(w, value, &path) == 1 ? NULL : "请选择省、市、区";
}

static const char *
is_tax_no(struct work *w, const char *value, const struct json *data)
{
	(void)w;
	(void)data;
	/* Most often the credit code, whose check digit is only doubted. */
	return taxpayer_id_ok(value) || credit_code_shape_ok(value) ? NULL : "纳税人识别号不正确，请核对";
}

static const char *
is_account(struct work *w, const char *value, const struct json *data)
{
	(void)w;
	(void)data;
	return bank_account_ok(value) ? NULL : "银行账号应为8到32位数字";
}

static const char *
is_email(struct work *w, const char *value, const struct json *data)
{
	(void)w;
	(void)data;
	return email_ok(value) ? NULL : "邮箱地址不正确，请核对";
}

/* Some codes that were really given out fail their check digit (E10). */
static const char *
code_doubt(struct work *w, const char *value)
{
	(void)w;
	return credit_code_ok(value) ? NULL : "统一社会信用代码的校验位不符，请与营业执照核对";
}

/* ---- choices ---- */

static int
list_of(struct work *w, const char *const pairs[][2], size_t n, struct json **out)
{
	*out = js_array(w);
	for (size_t i = 0; i < n; i++) {
		struct json *j = js_object(w);

		js_put_text(j, "code", pairs[i][0]);
		js_put_text(j, "words", pairs[i][1]);
		js_add(*out, j);
	}
	return 0;
}

static int
id_kinds(struct work *w, const struct dossier *d, struct json **out)
{
	static const char *const kinds[][2] = { { "ID_CARD", "身份证" }, { "OTHER", "其他证件" } };

	(void)d;
	return list_of(w, kinds, 2, out);
}

static int
subject_types(struct work *w, const struct dossier *d, struct json **out)
{
	static const char *const types[][2] = {
		{ "TENDEREE", "招标单位" }, { "BIDDER", "投标单位" }, { "AGENCY", "招标代理" },
	};

	(void)d;
	return list_of(w, types, 3, out);
}

static int
points(struct work *w, const struct dossier *d, struct json **out)
{
	const struct catalog *c;

	(void)d;
	if (catalog_get(w, &c) < 0)
		return -1;
	*out = js_array(w);
	for (size_t i = 0; i < c->n_points; i++) {
		const struct pickup_point *p = &c->points[i];
		struct json *j = js_object(w);

		if (!catalog_valid(p->valid_from, p->valid_to, w->now))
			continue;
		js_put_text(j, "code", p->code);
		js_put_text(j, "words", p->words);
		js_add(*out, j);
	}
	return 0;
}

/* clang-format off */
static const struct dossier_field fields[] = {
 /* name              words                 step type       max  flags             help                        wrong         doubt       options */
 { "name",            "单位名称",            1, "text",    100, 0,                "与营业执照一致",            NULL,         NULL,       NULL },
 { "credit_code",     "统一社会信用代码",    1, "code",     18, DOSSIER_FIXED,    NULL,                        NULL,         code_doubt, NULL },
 { "address",         "住所",                1, "text",    200, 0,                "营业执照上的住所",          NULL,         NULL,       NULL },
 { "region",          "企业注册地",          1, "region",    6, 0,                NULL,                        is_district,  NULL,       NULL },
 { "capital",         "注册资本（万元）",    1, "money",    20, 0,                NULL,                        is_amount,    NULL,       NULL },
 { "legal_name",      "法定代表人",          1, "text",     60, 0,                NULL,                        NULL,         NULL,       NULL },
 { "legal_id_kind",   "法人证件类型",        1, "choice",   10, 0,                NULL,                        NULL,         NULL,       id_kinds },
 { "legal_id",        "法定代表人身份证号",  1, "id",       30, DOSSIER_NUMBER,   "其他证件请填写证件号码",    is_id,        NULL,       NULL },
 { "legal_phone",     "法定代表人手机号",    1, "phone",    20, DOSSIER_NUMBER,   NULL,                        is_mobile,    NULL,       NULL },
 { "office_region",   "公司地址",            1, "region",    6, 0,                NULL,                        is_district,  NULL,       NULL },
 { "office_address",  "公司详细地址",        1, "text",    200, 0,                NULL,                        NULL,         NULL,       NULL },
 { "subject_types",   "主体类型",            1, "choices",  10, 0,                "可多选",                    NULL,         NULL,       subject_types },
 { "point",           "办理点",              1, "choice",   16, 0,                NULL,                        NULL,         NULL,       points },
 { "invoice_name",    "发票单位名称",        2, "text",    100, 0,                NULL,                        NULL,         NULL,       NULL },
 { "invoice_tax_no",  "纳税人识别号",        2, "code",     20, 0,                NULL,                        is_tax_no,    NULL,       NULL },
 { "invoice_address", "发票地址",            2, "text",    200, 0,                NULL,                        NULL,         NULL,       NULL },
 { "invoice_phone",   "发票电话",            2, "text",     30, 0,                NULL,                        is_telephone, NULL,       NULL },
 { "invoice_bank",    "开户行",              2, "text",    100, 0,                NULL,                        NULL,         NULL,       NULL },
 { "invoice_account", "开户行账号",          2, "text",     40, 0,                NULL,                        is_account,   NULL,       NULL },
 { "email",           "接收邮箱",            2, "email",   100, DOSSIER_OPTIONAL, "电子发票发送到此邮箱",      is_email,     NULL,       NULL },
};
/* clang-format on */

static const char *const steps[] = { "单位基本信息", "开票信息", "签署信息", NULL };

/* ---- whose, and what is known ---- */

static int
subject(struct work *w, const char *asked, struct dossier *d)
{
	struct company c;

	(void)asked;
	if (w->actor->company_id == 0 || !work_may(w, RIGHT_ENTERPRISE))
		return refuse(w, ERR_DENIED, "the identity may not edit an enterprise");
	if (company_get(w, w->actor->company_id, &c) < 0)
		return -1;
	d->subject_id = d->company_id = c.id;
	d->channel = c.channel;
	d->title = c.name;
	return 0;
}

static int
prefill(struct work *w, const struct dossier *d, struct json *data)
{
	struct company c;

	if (company_get(w, d->subject_id, &c) < 0)
		return -1;
	js_put_text(data, "credit_code", c.credit_code);
	if (js_get(data, "name") != NULL)
		return 0;
	js_put_text(data, "name", c.name);
	js_put_text(data, "address", c.address);
	js_put_text(data, "legal_name", c.legal_name);
	js_put_text(data, "legal_id_kind", "ID_CARD");
	js_put_text(data, "invoice_name", c.name);
	js_put_text(data, "invoice_tax_no", c.credit_code);
	return 0;
}

static const char *
title(struct work *w, const struct dossier *d, const struct json *data)
{
	const char *name = js_get_text(data, "name");

	(void)w;
	return text_empty(name) ? d->title : name;
}

/* ---- the register ---- */

static int
approved(struct work *w, struct dossier *d, const struct json *data)
{
	const char *region = js_get_text(data, "region");
	const struct catalog *cat;
	const struct city *city;
	struct company c;

	if (company_take(w, d->subject_id, &c) < 0 || catalog_get(w, &cat) < 0 ||
	    region_path(w, region, &c.region) < 0)
		return -1;
	city = catalog_city(cat, region);
	c.city = city == NULL ? NULL : city->platform;
	c.name = js_get_text(data, "name");
	c.address = js_get_text(data, "address");
	c.legal_name = js_get_text(data, "legal_name");
	c.phone = js_get_text(data, "invoice_phone");
	c.state = "APPROVED";
	return company_set(w, &c) < 0 ? -1 : identity_confirm_founder(w, c.id);
}

static int
refused(struct work *w, struct dossier *d, const char *words)
{
	struct company c;

	return company_take(w, d->subject_id, &c) < 0 ? -1 :
	    identity_reject_founder(w, c.id, words);
}

const struct dossier_kind dossier_company = {
	.code = DOSSIER_COMPANY, .words = "企业信息", .steps = steps,
	.fields = fields, .nfields = sizeof(fields) / sizeof(*fields),
	.form = "imprint", .slot = "seal_form",
	.subject = subject, .prefill = prefill, .title = title,
	.approved = approved, .refused = refused,
};
