/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "apply.h"
#include "correct.h"
#include "entered.h"
#include "modules/base/fields.h"
#include "modules/base/json.h"
#include "modules/base/text.h"
#include "modules/cert/cert.h"
#include "modules/file/upload.h"
#include "modules/paper/paper.h"
#include "modules/pay/pay.h"
#include "modules/review/review.h"
#include "opened.h"
#include "order_view.h"
#include "restate.h"
#include "settle.h"

struct correction {
	const struct pid	*pid;
	int			 version;
	const struct json	*fields;
};

/* ---- cancel ---- */

static int
cancel_tx(struct work *w, void *arg)
{
	struct correction *c = arg;
	struct order *o;
	int paying;

	if (order_take(w, c->pid, &o) < 0 || pay_order_paying(w, o->id, &paying) < 0)
		return -1;
	if (paying)
		return refuse_say(w, ERR_CONFLICT, NULL, "订单正在支付，请完成支付或等待支付关闭后再取消");
	/* an open payment without a code would still take the money */
	if (settle_release(w, o->id) < 0 || order_move(w, o, ACT_CANCEL, NULL) < 0 ||
	    service_entered(w, o) < 0)
		return -1;
	return service_restate(w, o);
}

int
correct_cancel(struct work *w, const struct pid *pid, struct json **out)
{
	if (db_tx(w, cancel_tx, &(struct correction){ .pid = pid }) < 0)
		return -1;
	return order_page_get(w, pid, out);
}

/* ---- edit ---- */

static int
take_returned(struct work *w, const struct correction *c, struct order **o)
{
	if (order_take(w, c->pid, o) < 0)
		return -1;
	if ((*o)->state != ORDER_RETURNED)
		return refuse_say(w, ERR_CONFLICT, NULL, "订单当前不能修改，请刷新后查看");
	if ((*o)->version != c->version)
		return refuse_say(w, ERR_CONFLICT, NULL, "订单已在另一个窗口中修改，请刷新后继续");
	return 0;
}

struct edit_form {
	const char	*vendor, *handler, *handler_phone, *remark;
};

static const struct field edit_fields[] = {
	FIELD_TEXT(edit_form, vendor, 0, 16, "证书厂商", NULL),
	FIELD_TEXT(edit_form, handler, 0, 40, "经办人", NULL),
	FIELD_TEXT(edit_form, handler_phone, 0, 20, "经办人电话", NULL),
	FIELD_TEXT(edit_form, remark, 0, 1000, "备注", NULL),
};

/* Only what the reviewer marked and the service opens may come. */
static int
may_edit(struct work *w, const struct order *o, const struct json *fields)
{
	const struct service *s;
	struct opened open;
	struct json *value;
	const char *key;
	void *it = NULL;

	if (service_of_order(w, o, &s) < 0 || opened_load(w, o, &open) < 0)
		return -1;
	while ((it = js_next((struct json *)(uintptr_t)fields, it, &key, &value)) != NULL) {
		const struct order_field *f = order_field_find(s, key);

		if (f == NULL)
			fault_field(w, key, "没有这个填写项");
		else if (f->flags & ORDER_FIELD_PRICE)
			fault_field(w, key, "%s决定订单金额，提交后不可修改", f->words);
		else if (!(f->flags & ORDER_FIELD_EDIT) || !opened_field(&open, f))
			fault_field(w, key, "%s未被退回，不可修改", f->words);
	}
	return w->fault.code == ERR_NONE ? 0 : -1;
}

static int
check_edit(struct work *w, const struct order *o, const struct json *fields,
    const struct edit_form *form)
{
	const struct catalog *c;

	if (catalog_get(w, &c) < 0)
		return -1;
	if (js_get(fields, "vendor") != NULL && !catalog_vendor_offered(c, o->channel,
		o->lock_type, o->medium, form->vendor, w->now))
		fault_field(w, "vendor", "该证书厂商暂不能办理");
	if (js_get(fields, "handler") != NULL && text_empty(form->handler))
		fault_field(w, "handler", "请填写经办人");
	if (js_get(fields, "handler_phone") != NULL &&
	    !phone_ok(phone_normal(w->arena, form->handler_phone)))
		fault_field(w, "handler_phone", "请填写11位经办人手机号");
	return w->fault.code == ERR_NONE ? 0 : -1;
}

static const char *
changed(const struct json *fields, const char *name, const char *now, const char *before)
{
	return js_get(fields, name) != NULL ? now : before;
}

static int
store_edit(struct work *w, struct order *o, const struct json *fields,
    const struct edit_form *form)
{
	struct json *data;
	const char *vendor = changed(fields, "vendor", form->vendor, o->vendor);
	struct cert *c;

	if (order_data(w, o->data, &data) < 0)
		return -1;
	js_put_text(data, "handler",
	    changed(fields, "handler", form->handler, js_get_text(data, "handler")));
	js_put_text(data, "handler_phone", changed(fields, "handler_phone",
	    form->handler_phone, js_get_text(data, "handler_phone")));
	js_put_text(data, "remark",
	    changed(fields, "remark", form->remark, js_get_text(data, "remark")));
	if (strcmp(vendor, o->vendor) != 0 && (cert_of_order(w, o->id, &c) < 0 ||
	    (c != NULL && cert_vendor_set(w, c, vendor) < 0)))
		return -1;
	return order_data_set(w, o, vendor, js_canonical(w, data));
}

static int
edit_tx(struct work *w, void *arg)
{
	struct correction *c = arg;
	struct edit_form form;
	struct order *o;

	if (take_returned(w, c, &o) < 0 || may_edit(w, o, c->fields) < 0 ||
	    fields_read(w, c->fields, edit_fields, N_FIELDS(edit_fields), &form) < 0 ||
	    check_edit(w, o, c->fields, &form) < 0)
		return -1;
	return store_edit(w, o, c->fields, &form);
}

/* The form follows the data: same data, same version (S09). */
static int
print_again(struct work *w, const struct pid *pid)
{
	const struct service *s;
	struct paper_ask ask;
	struct paper paper;
	struct order *o;

	if (order_get(w, pid, &o) < 0 || service_of_order(w, o, &s) < 0)
		return -1;
	ask = (struct paper_ask){ .form = s->form, .scope = o->paper_scope, .no = o->no,
	    .account_id = o->account_id, .company_id = o->company_id,
	    .person_id = o->person_id };
	if (s->values == NULL || s->values(w, o, &ask.values) < 0)
		return -1;
	return paper_make(w, &ask, &paper);
}

int
correct_edit(struct work *w, const struct pid *pid, int version,
    const struct json *fields, struct json **out)
{
	struct correction c = { pid, version, fields };

	if (!js_is_object(fields))
		return fault_field(w, "fields", "修改内容格式不正确");
	if (db_tx(w, edit_tx, &c) < 0 || print_again(w, pid) < 0)
		return -1;
	return order_page_get(w, pid, out);
}

/* ---- send in again ---- */

/* The scan must be one of the newest form. */
static int
scan_ready(struct work *w, const struct order *o, struct upload *out)
{
	const struct service *s;
	struct paper paper;
	struct upload *u;
	size_t n;
	int has;

	if (service_of_order(w, o, &s) < 0 ||
	    (has = paper_current(w, o->paper_scope, s->form, &paper)) < 0 ||
	    upload_list(w, SCOPE_ORDER, &o->pid, &u, &n) < 0)
		return -1;
	if (n == 0)
		return fault_field(w, s->slot, "请上传签字盖章后的申请表");
	u += n - 1;
	if (strcmp(u->file_state, "READY") != 0)
		return fault_field(w, s->slot, "申请表扫描件尚未就绪，请稍候或重新上传");
	if (has && u->paper_version != paper.version)
		return fault_field(w, s->slot,
		    "填写内容有变化，请打印最新版本的申请表，签字盖章后重新上传");
	*out = *u;
	return 0;
}

/* A marked document wants a newer scan; something has to be newer anyhow (7.3). */
static int
answers(struct work *w, const struct order *o, const struct upload *u)
{
	struct opened open;
	int newer;

	if (opened_load(w, o, &open) < 0)
		return -1;
	if (open.verdict == NULL)
		return 0;
	newer = u->at >= open.verdict->decided_at;
	if (!newer && opened_mark(&open, u->slot) != NULL)
		return fault_field(w, u->slot, "该扫描件已被退回，请重新上传");
	if (!newer && o->updated_at <= open.verdict->decided_at)
		return refuse_say(w, ERR_CONFLICT, NULL, "请先按审核意见修改后再提交");
	return 0;
}

static int
resubmit_tx(struct work *w, void *arg)
{
	struct correction *c = arg;
	struct upload u = { 0 };
	struct order *o;

	if (take_returned(w, c, &o) < 0 || scan_ready(w, o, &u) < 0 || answers(w, o, &u) < 0 ||
	    order_move(w, o, ACT_RESUBMIT, NULL) < 0 || service_entered(w, o) < 0)
		return -1;
	return service_restate(w, o);
}

/* An edit that a crash cut off before its print left the old form behind: the
 * new one is made now, and the old scan does not answer it. */
static int
print_missed(struct work *w, const struct pid *pid)
{
	const struct service *s;
	struct paper paper;
	struct order *o;
	int has;

	if (order_get(w, pid, &o) < 0 || service_of_order(w, o, &s) < 0)
		return -1;
	if (o->state != ORDER_RETURNED)
		return 0;		/* the transaction says so in words */
	has = paper_current(w, o->paper_scope, s->form, &paper);
	return has <= 0 ? has : print_again(w, pid);
}

int
correct_resubmit(struct work *w, const struct pid *pid, int version, struct json **out)
{
	if (print_missed(w, pid) < 0 ||
	    db_tx(w, resubmit_tx, &(struct correction){ pid, version, NULL }) < 0)
		return -1;
	return order_page_get(w, pid, out);
}
