/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "apply.h"
#include "held_paper.h"
#include "modules/base/json.h"
#include "modules/base/text.h"
#include "modules/catalog/catalog.h"

static const char *
holder_value(struct work *w, const struct order *o, const struct json *data)
{
	(void)w;
	(void)data;
	return o->holder;
}

static const char *
company_value(struct work *w, const struct order *o, const struct json *data)
{
	(void)w;
	(void)data;
	return o->company;
}

static const char *
vendor_value(struct work *w, const struct order *o, const struct json *data)
{
	const char *vendor = js_get_text(data, "vendor");
	const struct catalog *c;

	if (catalog_get(w, &c) < 0)
		return "";
	return catalog_vendor_words(c, vendor == NULL ? o->vendor : vendor);
}

static const char *
lock_value(struct work *w, const struct order *o, const struct json *data)
{
	const struct catalog *c;

	(void)data;
	return catalog_get(w, &c) < 0 ? "" : catalog_lock_words(c, o->lock_type);
}

static const char *
years_value(struct work *w, const struct order *o, const struct json *data)
{
	(void)data;
	return arena_printf(w->arena, "%d年", o->years);
}

static const char *
platforms_value(struct work *w, const struct order *o, const struct json *data)
{
	struct order_platform *p;
	const char *out = "";
	size_t n;

	(void)data;
	if (order_platforms(w, o, &p, &n) < 0)
		return "";
	for (size_t i = 0; i < n; i++)
		out = arena_printf(w->arena, "%s%s%s", out, i == 0 ? "" : "、", p[i].words);
	return out;
}

/* 原关联平台: what the certificate had when the order was submitted. */
static const char *
held_value(struct work *w, const struct order *o, const struct json *data)
{
	const struct json *held = js_get(data, "held");
	const struct catalog *c;
	const char *out = "";

	if (catalog_get(w, &c) < 0)
		return "";
	for (size_t i = 0; js_is_array(held) && i < js_size(held); i++)
		out = arena_printf(w->arena, "%s%s%s", out, i == 0 ? "" : "、",
		    catalog_platform_words(c, js_as_text(js_at(held, i)), o->medium));
	return out;
}

/* Files of a bid under way are useless with the new certificate (D2:5-9). */
static const char *
bids_value(struct work *w, const struct order *o, const struct json *data)
{
	const char *bids = js_get_text(data, "bids"), *day = js_get_text(data, "bid_day");

	(void)o;
	if (bids == NULL || strcmp(bids, "OPEN") != 0)
		return bids == NULL ? "" : "没有在投项目";
	return text_empty(day) ? "有在投项目" : arena_printf(w->arena, "有在投项目，开标日期%s", day);
}

static const char *
typed(const struct json *data, const char *name)
{
	const char *s = js_get_text(data, name);

	return s == NULL ? "" : s;
}

static const char *
handler_value(struct work *w, const struct order *o, const struct json *data)
{
	(void)w;
	(void)o;
	return typed(data, "handler");
}

static const char *
handler_phone_value(struct work *w, const struct order *o, const struct json *data)
{
	(void)w;
	(void)o;
	return typed(data, "handler_phone");
}

static const char *
remark_value(struct work *w, const struct order *o, const struct json *data)
{
	(void)w;
	(void)o;
	return typed(data, "remark");
}

static const char *
serial_value(struct work *w, const struct order *o, const struct json *data)
{
	struct cert *c;

	(void)data;
	if (o->cert_id == 0 || cert_get_id(w, o->cert_id, &c) < 0 || c->serial == NULL)
		return "";
	return c->serial;
}

static const char *
reason_value(struct work *w, const struct order *o, const struct json *data)
{
	const struct reissue_reason *r;
	const struct catalog *c;

	(void)o;
	if (catalog_get(w, &c) < 0)
		return "";
	r = catalog_reissue_reason(c, js_get_text(data, "reason"));
	return r == NULL ? typed(data, "reason") : r->words;
}

/* How old the key was when it was asked for: the warranty (D4:48). */
static const char *
months_value(struct work *w, const struct order *o, const struct json *data)
{
	int64_t months = js_get_int(data, "months_since", -1);

	(void)o;
	return months < 0 ? "未知" : arena_printf(w->arena, "已发放%lld个月", (long long)months);
}

#define EDIT	ORDER_FIELD_EDIT
#define PRICE	ORDER_FIELD_PRICE
#define PAPER	ORDER_FIELD_PAPER

/* clang-format off */
#define NEW_FIELDS(who, what, slot, form) \
	{ "company",       "单位名称",	0,	company_value }, \
	{ "holder",        who,		0,	holder_value }, \
	{ "lock_type",     what,	PRICE,	lock_value }, \
	{ "vendor",        "证书厂商",	EDIT,	vendor_value }, \
	{ "platforms",     "关联平台",	PRICE,	platforms_value }, \
	{ "years",         "证书有效期",	PRICE,	years_value }, \
	{ "handler",       "经办人",	EDIT,	handler_value }, \
	{ "handler_phone", "经办人电话",	EDIT,	handler_phone_value }, \
	{ "remark",        "备注",	EDIT,	remark_value }, \
	{ slot,            form,	PAPER,	NULL }

static const struct order_field new_fields[] = {
	NEW_FIELDS("持锁人", "锁类型", "apply_form", "申请表"),
};

/* The same in a phone: its own form. */
static const struct order_field mobile_fields[] = {
	NEW_FIELDS("持有人", "证书类型", "mobile_form", "移动证书申请表"),
};

#define KEPT_FIELDS \
	{ "company",       "单位名称",	0,	company_value }, \
	{ "holder",        "持锁人",	0,	holder_value }, \
	{ "lock_type",     "锁类型",	PRICE,	lock_value }, \
	{ "vendor",        "证书厂商",	0,	vendor_value }, \
	{ "held",          "原关联平台",	PRICE,	held_value }, \
	{ "platforms",     "现关联平台",	PRICE,	platforms_value }

static const struct order_field held_order_fields[] = {
	KEPT_FIELDS,
};

static const struct order_field renew_fields[] = {
	KEPT_FIELDS,
	{ "years",         "延期",	PRICE,	years_value },
	{ "bids",          "在投项目",	0,	bids_value },
};

#define HELD_FIELDS \
	{ "company",       "单位名称",	0,	company_value }, \
	{ "holder",        "持锁人",	0,	holder_value }, \
	{ "lock_type",     "锁类型",	PRICE,	lock_value }, \
	{ "vendor",        "证书厂商",	0,	vendor_value }, \
	{ "serial",        "证书序列号",	0,	serial_value }, \
	{ "held",          "已关联平台",	PRICE,	held_value }
#define HELD_TYPED(label) \
	{ "remark",        label,	EDIT,	remark_value }, \
	{ "handler",       "经办人",	EDIT,	handler_value }, \
	{ "handler_phone", "经办人电话",	EDIT,	handler_phone_value }

static const struct order_field reissue_fields[] = {
	HELD_FIELDS,
	{ "reason",        "补办原因",	PRICE,	reason_value },
	{ "months",        "介质使用时间",	PRICE,	months_value },
	HELD_TYPED("情况说明"),
	{ "bids",          "在投项目",	0,	bids_value },
	{ "statement",     "情况说明书",	PAPER,	NULL },
};

static const struct order_field change_fields[] = {
	HELD_FIELDS,
	HELD_TYPED("变更内容"),
	{ "bids",          "在投项目",	0,	bids_value },
	{ "change_form",   "变更申请表",	PAPER,	NULL },
};

static const struct order_field cancel_fields[] = {
	HELD_FIELDS,
	HELD_TYPED("注销原因"),
	{ "cancel_form",   "注销申请表",	PAPER,	NULL },
};

static const struct order_field unlock_fields[] = {
	HELD_FIELDS,
	HELD_TYPED("说明"),
	{ "unlock_form",   "解锁申请表",	PAPER,	NULL },
};

#define FIELDS(list)	list, sizeof(list) / sizeof(*list)

const struct service services[] = {
 /* code       words            medium  form         slot           values              fields */
 { "new",      "新办实体CA锁",  "UKEY", "apply",     "apply_form",  apply_order_values, FIELDS(new_fields) },
 { "new",      "新办移动证书",  "MOBILE", "mobile",  "mobile_form", apply_order_values, FIELDS(mobile_fields) },
 { "platform", "新增CA平台",    NULL,   NULL,        NULL,          NULL, FIELDS(held_order_fields) },
 { "renew",    "CA延期年检",    NULL,   NULL,        NULL,          NULL, FIELDS(renew_fields) },
 { "reissue",  "CA补办",        NULL,   "statement", "statement",   held_order_values, FIELDS(reissue_fields) },
 { "change",   "企业变更",      NULL,   "held",      "change_form", held_order_values, FIELDS(change_fields) },
 { "cancel",   "注销",          NULL,   "held",      "cancel_form", held_order_values, FIELDS(cancel_fields) },
 { "unlock",   "CA解锁",        NULL,   "held",      "unlock_form", held_order_values, FIELDS(unlock_fields) },
};
/* clang-format on */
const size_t nservices = sizeof(services) / sizeof(*services);

int
service_applied_for(const struct service *s)
{
	return s->medium != NULL;
}

/* An empty medium is any: the first row then. */
static const struct service *
row_of(const char *code, size_t ncode, const char *medium)
{
	for (size_t i = 0; i < nservices; i++) {
		const struct service *s = &services[i];

		if (strlen(s->code) == ncode && memcmp(s->code, code, ncode) == 0 &&
		    (*medium == '\0' || s->medium == NULL || strcmp(s->medium, medium) == 0))
			return s;
	}
	return NULL;
}

const struct service *
service_find(const char *code)
{
	size_t n = strcspn(code, ":");

	return row_of(code, n, code[n] == ':' ? code + n + 1 : "");
}

const struct service *
service_of(const char *code, const char *medium)
{
	return row_of(code, strlen(code), medium == NULL ? "" : medium);
}

const char *
service_key(struct work *w, const struct service *s)
{
	return row_of(s->code, strlen(s->code), "") == s ? s->code :
	    arena_printf(w->arena, "%s:%s", s->code, s->medium);
}

int
service_of_order(struct work *w, const struct order *o, const struct service **out)
{
	*out = service_of(o->service, o->medium);
	return *out != NULL ? 0 : refuse(w, ERR_NOTFOUND, "no such service");
}

int
service_get(struct work *w, const char *code, const struct service **out)
{
	*out = code == NULL ? NULL : service_find(code);
	return *out != NULL ? 0 : refuse(w, ERR_NOTFOUND, "no such service");
}

const struct order_field *
order_field_find(const struct service *s, const char *name)
{
	for (size_t i = 0; i < s->nfields; i++)
		if (strcmp(s->fields[i].name, name) == 0)
			return &s->fields[i];
	return NULL;
}

int
order_field_open(const struct order_field *f)
{
	return (f->flags & (EDIT | PAPER)) != 0;
}

int
order_data(struct work *w, const char *text, struct json **out)
{
	return js_parse(w, text, strlen(text), out);
}
