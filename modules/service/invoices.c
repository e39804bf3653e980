/* SPDX-License-Identifier: MIT */
/* The choice at checkout, and what payment and refund do to it. */
#include <string.h>

#include "invoices.h"
#include "modules/base/json.h"
#include "modules/base/text.h"
#include "modules/notify/notify.h"
#include "modules/pay/pay.h"

#define FROZEN	"发票类型选择后不可更改"
#define MAIL_EVENT	"invoice.issued"
#define RED_EVENT	"invoice.red"

struct choice_form {
	const char	*type, *name, *tax_no, *address, *phone, *bank, *account, *email;
	struct json	*recipient;
};

#define REST(s) \
	FIELD_TEXT(s, address, 0, 120, "地址", NULL), \
	FIELD_TEXT(s, phone, 0, 30, "电话", NULL), \
	FIELD_TEXT(s, bank, 0, 60, "开户行", NULL), \
	FIELD_TEXT(s, account, 0, 40, "开户行账号", NULL), \
	FIELD_TEXT(s, email, 0, 100, "接收邮箱", NULL)

const struct field invoice_heading_fields[] = {
	FIELD_TEXT(heading, name, 2, 100, "单位名称", NULL),
	FIELD_TEXT(heading, tax_no, 15, 20, "纳税人识别号", NULL),
	REST(heading),
};

const struct field invoice_fields[] = {
	FIELD_TEXT(choice_form, type, 0, 16, "发票类型", NULL),
	FIELD_TEXT(choice_form, name, 0, 100, "单位名称", NULL),
	FIELD_TEXT(choice_form, tax_no, 0, 20, "纳税人识别号", NULL),
	REST(choice_form),
	FIELD_SHAPE(choice_form, recipient, 0, 3, "收票人", "recipient"),
};

struct post_form {
	const char	*name, *phone, *address;
};

static const struct field post_fields[] = {
	FIELD_TEXT(post_form, name, 1, 30, "收票人", NULL),
	FIELD_TEXT(post_form, phone, 1, 20, "收票人电话", NULL),
	FIELD_TEXT(post_form, address, 5, 120, "收票地址", NULL),
};

/* ---- reading ---- */

/* The page has other fields of the same names. */
static int
under(struct work *w, const char *prefix)
{
	for (unsigned i = 0; i < w->fault.nfields; i++)
		w->fault.fields[i].field = arena_printf(w->arena, "%s.%s", prefix,
		    w->fault.fields[i].field);
	return -1;
}

static int
tax_ok(const char *s)
{
	/* Most often the credit code, whose check digit is only doubted (E10). */
	return taxpayer_id_ok(s) || credit_code_shape_ok(s);
}

/* What is there must be right, whoever wants it. */
static int
check_heading(struct work *w, const struct heading *h)
{
	const struct {
		const char	*field, *value, *words;
		int		(*ok)(const char *);
	} rules[] = {
		{ "tax_no", h->tax_no, "纳税人识别号不正确，请核对", tax_ok },
		{ "phone", h->phone, "电话号码不正确，请核对", telephone_ok },
		{ "account", h->account, "银行账号应为8到32位数字", bank_account_ok },
		{ "email", h->email, "邮箱地址不正确，请核对", email_ok },
	};

	for (size_t i = 0; i < sizeof(rules) / sizeof(*rules); i++)
		if (!text_empty(rules[i].value) && !rules[i].ok(rules[i].value))
			fault_field(w, rules[i].field, "%s", rules[i].words);
	return w->fault.code == ERR_NONE ? 0 : -1;
}

int
invoices_heading_read(struct work *w, const struct json *form, struct heading *out)
{
	return fields_read(w, form, invoice_heading_fields, N_FIELDS(invoice_heading_fields),
	    out) < 0 ? -1 : check_heading(w, out);
}

static struct heading
heading_of(const struct choice_form *f)
{
	return (struct heading){ f->name, f->tax_no, f->address, f->phone, f->bank,
	    f->account, f->email };
}

static int
check_wants(struct work *w, const struct invoice_type *t, const struct heading *h)
{
	const struct {
		const char	*field, *value, *words;
	} all[] = {
		{ "name", h->name, "单位名称" }, { "tax_no", h->tax_no, "纳税人识别号" },
		{ "address", h->address, "地址" }, { "phone", h->phone, "电话" },
		{ "bank", h->bank, "开户行" }, { "account", h->account, "开户行账号" },
		{ "email", h->email, "接收邮箱" },
	};

	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
		if (text_empty(all[i].value) && invoice_type_wants(t, all[i].field))
			fault_field(w, all[i].field, "%s需要填写%s", t->words, all[i].words);
	return check_heading(w, h);
}

static int
read_recipient(struct work *w, const struct json *typed, struct json *delivery,
    struct json **out)
{
	struct post_form p = { 0 };

	if ((typed == NULL || js_is_null(typed)) && delivery != NULL) {
		*out = delivery;
		return 0;
	}
	if (fields_read(w, typed, post_fields, N_FIELDS(post_fields), &p) < 0)
		return under(w, "recipient");
	p.phone = phone_normal(w->arena, p.phone);
	if (!phone_ok(p.phone))
		return fault_field(w, "recipient.phone", "收票人电话格式不正确");
	*out = js_object(w);
	js_put_text(*out, "name", p.name);
	js_put_text(*out, "phone", p.phone);
	js_put_text(*out, "address", p.address);
	return 0;
}

static int
read_choice(struct work *w, const struct json *form, struct json *delivery,
    struct invoice_choice *out)
{
	struct invoice_type *t;
	struct choice_form f = { 0 };

	if (fields_read(w, form, invoice_fields, N_FIELDS(invoice_fields), &f) < 0)
		return -1;
	if (text_empty(f.type))
		return 0;
	if (invoice_type_find(w, f.type, &t) < 0)
		return -1;
	if (t == NULL)
		return fault_field(w, "type", "请选择发票类型");
	out->type = t;
	out->heading = heading_of(&f);
	if (check_wants(w, t, &out->heading) < 0)
		return -1;
	return invoice_type_wants(t, "recipient") ?
	    read_recipient(w, f.recipient, delivery, &out->recipient) : 0;
}

int
invoices_read(struct work *w, const struct json *form, struct json *delivery,
    struct invoice_choice *out)
{
	*out = (struct invoice_choice){ .heading = { "", "", "", "", "", "", "" } };
	if (form == NULL || js_is_null(form))
		return 0;
	if (!js_is_object(form))
		return fault_field(w, "invoice", "发票信息格式不正确");
	return read_choice(w, form, delivery, out) < 0 ? under(w, "invoice") : 0;
}

/* ---- the click ---- */

static int
same_type(struct work *w, const struct invoice *v, const struct invoice_choice *c)
{
	return strcmp(v->type, c->type == NULL ? "" : c->type->code) == 0 ? 0 :
	    refuse_say(w, ERR_CONFLICT, "invoice.type", FROZEN);
}

int
invoices_same(struct work *w, int64_t order_id, const struct invoice_choice *c)
{
	struct pay_group *g;
	struct invoice *v;
	int64_t group;
	int rc = pay_open_group(w, order_id, &group);

	if (rc <= 0)
		return rc;
	if (pay_group_take(w, group, &g) < 0 || (rc = invoice_of_group(w, group, &v)) < 0)
		return -1;
	/* A payment whose time is over is a new choice. */
	return rc == 0 || g->expires_at <= w->now ? 0 : same_type(w, v, c);
}

static const char *
order_numbers(struct work *w, const struct pay_group_order *o, size_t n)
{
	const char *all = "";

	for (size_t i = 0; i < n; i++)
		all = arena_printf(w->arena, "%s%s%s", all, i == 0 ? "" : " ", o[i].order_no);
	return all;
}

int
invoices_choose(struct work *w, const struct pay_group *g, const struct invoice_choice *c)
{
	struct pay_group_order *orders;
	struct invoice *v = ARENA_NEW(w->arena, struct invoice);
	size_t n;

	if (pay_group_orders(w, g->id, &orders, &n) < 0)
		return -1;
	*v = (struct invoice){ .no = g->no, .group_id = g->id, .account_id = g->account_id,
	    .company_id = g->company_id, .person_id = g->person_id, .point_id = g->point_id,
	    .orders = order_numbers(w, orders, n), .fen = g->fen, .heading = c->heading,
	    .recipient = c->recipient, .type = c->type == NULL ? "" : c->type->code,
	    .sends = c->type == NULL ? "" : c->type->sends };
	if (invoice_add(w, v) < 0)
		return -1;
	return c->type == NULL ? 0 : invoice_move(w, v, INVOICE_ACT_CHOOSE, c->type->words);
}

/* ---- money came, or did not ---- */

int
invoices_paid(struct work *w, int64_t group_id)
{
	struct invoice *v;
	int rc = invoice_take_of(w, group_id, 0, &v);

	if (rc <= 0 || v->state != INVOICE_CHOSEN)
		return rc < 0 ? -1 : 0;
	v->paid_at = w->now;
	return invoice_move(w, v, INVOICE_ACT_PAY, NULL);
}

int
invoices_closed(struct work *w, int64_t group_id)
{
	struct invoice *v;
	int rc = invoice_take_of(w, group_id, 0, &v);

	return rc <= 0 || v->state != INVOICE_CHOSEN ? (rc < 0 ? -1 : 0) :
	    invoice_move(w, v, INVOICE_ACT_DROP, NULL);
}

/* ---- money went back ---- */

static int
shrink(struct work *w, struct invoice *v, int64_t fen)
{
	const char *words = arena_printf(w->arena, "退款%s元", yuan_text(w->arena, fen));

	if (invoice_fen_set(w, v, v->fen > fen ? v->fen - fen : 0, words) < 0)
		return -1;
	return v->fen > 0 ? 0 : invoice_move(w, v, INVOICE_ACT_DROP, words);
}

static int
ask_red(struct work *w, const struct invoice *v, int64_t refund_id, int64_t fen)
{
	struct invoice *reds, *r = ARENA_NEW(w->arena, struct invoice);
	size_t n;

	if (invoice_reds(w, v->id, &reds, &n) < 0)
		return -1;
	*r = *v;
	r->no = arena_printf(w->arena, "%s-R%zu", v->no, n + 1);
	r->refund_id = refund_id;
	r->blue_id = v->id;
	r->fen = fen;
	r->paid_at = w->now;
	r->number = r->issued_on = r->link = r->carrier = r->waybill = r->words = NULL;
	r->mails = 0;
	return invoice_add(w, r) < 0 ? -1 : invoice_move(w, r, INVOICE_ACT_RED, NULL);
}

int
invoices_refunded(struct work *w, int64_t group_id, int64_t refund_id, int64_t fen)
{
	struct invoice *v, *red;
	int rc = invoice_take_of(w, group_id, 0, &v);

	if (rc <= 0)
		return rc;
	switch (v->state) {
	case INVOICE_WAIT_ISSUE:
	case INVOICE_FAILED:
		return shrink(w, v, fen);
	case INVOICE_ISSUING:
	case INVOICE_ISSUED:
	case INVOICE_SENT:
	case INVOICE_POSTED:
		rc = invoice_take_of(w, group_id, refund_id, &red);
		return rc != 0 ? (rc < 0 ? -1 : 0) : ask_red(w, v, refund_id, fen);
	default:
		return 0;
	}
}

/* ---- the mail ---- */

static struct json *
mail_values(struct work *w, const struct invoice *v, const char *type)
{
	struct json *j = js_object(w);

	js_put_text(j, "title", v->title);
	js_put_text(j, "type", type);
	js_put_text(j, "number", v->number);
	js_put_text(j, "date", v->issued_on);
	js_put_text(j, "yuan", yuan_text(w->arena, v->fen));
	js_put_text(j, "orders", v->orders);
	js_put_text(j, "link", v->link == NULL ? "请登录平台，在发票管理中查看" : v->link);
	js_put_text(j, "blue", v->blue_number == NULL ? "" : v->blue_number);
	return j;
}

/* Its key names the invoice, so the clerk knows what is out. */
int
invoices_send(struct work *w, struct invoice *v)
{
	const char *words, *key;

	if (invoice_type_words(w, v->type, &words) < 0 ||
	    invoice_mailed(w, v, v->heading.email) < 0)
		return -1;
	key = arena_printf(w->arena, "%s:%d", pid_text(w, &v->pid), v->mails);
	return notify_send(w, &(struct notice){ .key = key, .mail = v->heading.email,
	    .event = v->refund_id == 0 ? MAIL_EVENT : RED_EVENT, .target = "/my/invoices",
	    .account_id = v->mails > 1 ? 0 : v->account_id, .values = mail_values(w, v, words) });
}

static int
out_tx(struct work *w, void *arg)
{
	struct invoice *v;

	if (invoice_get(w, arg, &v) < 0 || invoice_take_id(w, v->id, &v) < 0)
		return -1;
	return v->state == INVOICE_ISSUED ? invoice_move(w, v, INVOICE_ACT_SEND, NULL) : 0;
}

int
invoices_mail_out(struct work *w, const struct task *t)
{
	size_t head = strlen(MAIL_EVENT ":");
	const char *end;
	struct pid pid;

	if (strncmp(t->tkey, MAIL_EVENT ":", head) != 0 ||
	    (end = strchr(t->tkey + head, ':')) == NULL)
		return 0;
	return pid_parse(w, arena_strndup(w->arena, t->tkey + head,
	    (size_t)(end - t->tkey) - head), &pid) < 0 ? -1 : db_tx(w, out_tx, &pid);
}
