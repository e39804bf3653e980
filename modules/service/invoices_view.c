/* SPDX-License-Identifier: MIT */
/* The applicant's half: the list, the mail again, the book of headings. */
#include <string.h>

#include "invoices.h"
#include "modules/base/json.h"
#include "modules/base/text.h"
#include "modules/pay/pay.h"

#define MAILS_MAX	20	/* of one invoice */

/* ---- shapes ---- */

struct json *
invoices_heading_json(struct work *w, const struct heading *h)
{
	struct json *j = js_object(w);

	js_put_text(j, "name", h->name);
	js_put_text(j, "tax_no", h->tax_no);
	js_put_text(j, "address", h->address);
	js_put_text(j, "phone", h->phone);
	js_put_text(j, "bank", h->bank);
	js_put_text(j, "account", h->account);
	js_put_text(j, "email", h->email);
	return j;
}

static int
can_resend(const struct invoice *v)
{
	return (invoice_traits(v) & INVOICE_MAIL) && v->refund_id == 0 &&
	    (v->state == INVOICE_ISSUED || v->state == INVOICE_SENT);
}

static struct json *
acts_json(struct work *w, const struct invoice *v)
{
	static const struct {
		const char	*name;
		enum invoice_act act;
	} buttons[] = { { "post", INVOICE_ACT_POST }, { "retry", INVOICE_ACT_RETRY } };
	struct json *acts = js_array(w);

	if (can_resend(v) && work_may(w, RIGHT_APPLY | RIGHT_COMPANY))
		js_add_text(acts, "resend");
	for (size_t i = 0; i < 2; i++) {
		const struct step *s = machine_step(&invoice_machine, (int)v->state,
		    (int)buttons[i].act, invoice_traits(v), 0);

		if (s != NULL && work_may(w, s->who))
			js_add_text(acts, buttons[i].name);
	}
	return acts;
}

static const char *
state_words(const struct invoice *v)
{
	if (v->red_fen > 0 && v->refund_id == 0)
		return v->red_fen >= v->fen ? "已退款冲红" : "部分退款冲红";
	return invoice_state_words(v->state);
}

int
invoices_json(struct work *w, const struct invoice *v, int full, struct json **out)
{
	struct json *j = *out = invoices_heading_json(w, &v->heading);
	const char *type;

	if (invoice_type_words(w, v->type, &type) < 0)
		return -1;
	js_put_text(j, "pid", pid_text(w, &v->pid));
	js_put_text(j, "no", v->no);
	js_put(j, "orders", invoices_parts(w, v->orders, " "));
	js_put_bool(j, "red", v->refund_id != 0);
	js_put_text(j, "type", v->type);
	js_put_text(j, "type_words", type);
	js_put_text(j, "sends", v->sends);
	js_put_int(j, "fen", v->fen);
	js_put_int(j, "red_fen", v->red_fen);
	js_put_text(j, "state", v->state_code);
	js_put_text(j, "state_words", state_words(v));
	js_put_int(j, "at", v->paid_at);
	js_put_text(j, "code", v->code);
	js_put_text(j, "number", v->number);
	js_put_text(j, "issued_on", v->issued_on);
	js_put_text(j, "link", v->link);
	js_put_text(j, "carrier", v->carrier);
	js_put_text(j, "waybill", v->waybill);
	js_put_text(j, "blue_number", v->blue_number);
	js_put_int(j, "mails", v->mails);
	js_put(j, "recipient", v->recipient);
	js_put(j, "acts", acts_json(w, v));
	if (full) {
		js_put_text(j, "batch", v->batch);
		js_put_text(j, "words", v->words);
	}
	return 0;
}

int
invoices_of_group(struct work *w, int64_t group_id, struct json **out)
{
	struct invoice *v;
	int rc = invoice_of_group(w, group_id, &v);

	*out = NULL;
	return rc < 0 ? -1 : rc == 0 || v->state == INVOICE_NOT_WANTED ? 0 :
	    invoices_json(w, v, 0, out);
}

/* ---- lists ---- */

int
invoices_list(struct work *w, const struct invoice_filter *f, struct json **out)
{
	struct json *items = js_array(w), *j;
	struct invoice *v;
	size_t n;

	if (invoice_list(w, f, &v, &n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		if (invoices_json(w, &v[i], work_may(w, RIGHT_FINANCE), &j) < 0)
			return -1;
		js_add(items, j);
	}
	*out = js_page(w, items, f->page, f->size);
	return 0;
}

int
invoices_count(struct work *w, const struct invoice_filter *f, struct json **out)
{
	int64_t n;

	if (invoice_count(w, f, &n) < 0)
		return -1;
	*out = js_object(w);
	js_put_int(*out, "total", n);
	return 0;
}

/* ---- before the payment ---- */

struct changing {
	const struct pid		*group;
	const struct invoice_choice	*c;
	struct invoice			*v;
};

static int
frozen(struct work *w)
{
	return refuse_say(w, ERR_CONFLICT, "invoice.type", "发票类型选择后不可更改");
}

static int
change_tx(struct work *w, void *arg)
{
	struct changing *x = arg;
	struct pay_group *g;
	int rc;

	if (pay_group_get(w, x->group, &g) < 0 || pay_group_take(w, g->id, &g) < 0 ||
	    (rc = invoice_take_of(w, g->id, 0, &x->v)) < 0)
		return -1;
	if (rc == 0 || strcmp(x->v->type, x->c->type == NULL ? "" : x->c->type->code) != 0)
		return frozen(w);
	if (!pay_group_is_open(g))
		return refuse_say(w, ERR_CONFLICT, NULL, "订单已支付，开票信息不能再修改");
	if (x->c->type == NULL)
		return 0;
	x->v->heading = x->c->heading;
	if (x->c->recipient != NULL)
		x->v->recipient = x->c->recipient;
	return invoice_change(w, x->v, NULL);
}

/* Another type is refused before its fields are asked for; who says nothing of
 * the recipient keeps the one there is. */
static int
recipient_now(struct work *w, const struct pid *group, const struct json *form,
    struct json **out)
{
	const char *type = js_get_text(form, "type");
	struct pay_group *g;
	struct invoice *v;
	int rc;

	*out = NULL;
	if (pay_group_get(w, group, &g) < 0 || (rc = invoice_of_group(w, g->id, &v)) < 0)
		return -1;
	*out = rc == 1 ? v->recipient : NULL;
	return rc == 1 && strcmp(v->type, type == NULL ? "" : type) != 0 ? frozen(w) : 0;
}

int
invoices_change(struct work *w, const struct pid *group, const struct json *form,
    struct json **out)
{
	struct invoice_choice c;
	struct changing x = { .group = group, .c = &c };
	struct json *recipient;

	if (recipient_now(w, group, form, &recipient) < 0 ||
	    invoices_read(w, form, recipient, &c) < 0 || db_tx(w, change_tx, &x) < 0)
		return -1;
	return invoices_json(w, x.v, 0, out);
}

/* ---- the mail again ---- */

struct resending {
	const struct pid	*pid;
	const char		*email;
	struct invoice		*v;
};

static int
resend_tx(struct work *w, void *arg)
{
	struct resending *r = arg;
	struct invoice *v;

	if (invoice_get(w, r->pid, &v) < 0 || invoice_take_id(w, v->id, &v) < 0)
		return -1;
	r->v = v;
	if (!can_resend(v))
		return refuse_say(w, ERR_CONFLICT, NULL, "发票尚未开具，暂不能发送");
	if (v->mails >= MAILS_MAX)
		return refuse_say(w, ERR_LIMIT, NULL, "该发票已多次发送，如仍未收到请联系客服");
	v->heading.email = r->email;
	return invoices_send(w, v);
}

int
invoices_resend(struct work *w, const struct pid *pid, const char *email, struct json **out)
{
	struct resending r = { .pid = pid, .email = email };

	if (!email_ok(email))
		return fault_field(w, "email", "邮箱地址不正确，请核对");
	return db_tx(w, resend_tx, &r) < 0 ? -1 : invoices_json(w, r.v, 0, out);
}
