/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "held_paper.h"
#include "modules/base/json.h"
#include "modules/base/text.h"

const struct field held_paper_fields[8] = {
	FIELD_TEXT(held_form, service, 1, 16, "业务", NULL),
	FIELD_SHAPE(held_form, items, 1, 1, "证书", "[held_choice]"),
	FIELD_TEXT(held_form, reason, 0, 16, "补办原因", NULL),
	FIELD_TEXT(held_form, remark, 0, 500, "说明", NULL),
	FIELD_TEXT(held_form, handler, 0, 40, "经办人", NULL),
	FIELD_TEXT(held_form, handler_phone, 0, 20, "经办人电话", NULL),
	FIELD_TEXT(held_form, bids, 0, 4, "在投项目", NULL),
	FIELD_TEXT(held_form, bid_day, 0, 10, "开标日期", NULL),
};

/* ---- a draft as structs ---- */

static const char *
text_of(const struct json *o, const char *name)
{
	const char *s = js_get_text(o, name);

	return s == NULL ? "" : s;
}

/* 1, or 0 when it is another kind of draft. */
static int
read_draft(struct work *w, struct draft *d, struct held_draft *out)
{
	struct application app;
	struct json *data, *held;

	if (js_parse(w, d->data, strlen(d->data), &data) < 0)
		return -1;
	held = js_get(data, "held");
	if (held == NULL)
		return 0;
	if (application_read(w, d, &app) < 0 || service_get(w, d->service, &out->service) < 0)
		return -1;
	if (app.n != 1)
		return 0;
	out->draft = d;
	out->item = app.items;
	out->cert = text_of(held, "cert");
	out->reason = text_of(held, "reason");
	out->bids = text_of(held, "bids");
	out->bid_day = text_of(held, "bid_day");
	return 1;
}

int
held_draft_find(struct work *w, const char *service, const struct cert *c, struct held_draft *out)
{
	const char *cert = pid_text(w, &c->pid);
	struct draft *list;
	size_t n;

	if (draft_list(w, &list, &n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		int rc = strcmp(list[i].service, service) == 0 ?
		    read_draft(w, &list[i], out) : 0;

		if (rc < 0)
			return -1;
		if (rc == 1 && strcmp(out->cert, cert) == 0)
			return 1;
	}
	return 0;
}

int
held_draft_take(struct work *w, const char *pid_words, struct held_draft *out)
{
	struct draft *d;
	struct pid pid;
	int rc;

	if (text_empty(pid_words))
		return fault_field(w, "draft", "请先生成申请材料，盖章后上传");
	if (pid_parse(w, pid_words, &pid) < 0 || draft_take(w, &pid, &d) < 0 ||
	    (rc = read_draft(w, d, out)) < 0)
		return -1;
	return rc == 1 ? 0 : refuse(w, ERR_NOTFOUND, "draft is of another kind");
}

/* ---- its paper and scan ---- */

static int
paper_of(struct work *w, const struct held_item *it, const struct held_draft *d,
    struct paper *paper, int *current)
{
	const char *scope = application_scope(w, d->draft, d->item);
	int has = paper_current(w, scope, d->service->form, paper);
	struct json *values;

	*current = 0;
	if (has <= 0)
		return has;
	if (held_values(w, it, d, &values) < 0 || (*current = paper_fits(w, paper, values)) < 0)
		return -1;
	return 1;
}

static int
scan_of(struct work *w, const struct held_item *it, const struct held_draft *d,
    struct upload *out)
{
	struct upload_place at = { SCOPE_DRAFT, d->draft->pid, it->holder.pid, d->service->slot };

	return upload_current(w, &at, out);
}

int
held_draft_json(struct work *w, const struct held_item *it, const struct held_draft *d,
    struct json **out)
{
	struct json *o = js_object(w);
	struct upload upload;
	struct paper paper;
	int has, current, sent;

	if ((has = paper_of(w, it, d, &paper, &current)) < 0 ||
	    (sent = scan_of(w, it, d, &upload)) < 0)
		return -1;
	js_put_text(o, "draft", pid_text(w, &d->draft->pid));
	js_put_text(o, "person", d->item->person);
	js_put_text(o, "reason", d->reason);
	js_put_text(o, "remark", d->item->remark);
	js_put_text(o, "handler", d->item->handler);
	js_put_text(o, "handler_phone", d->item->handler_phone);
	js_put_text(o, "bids", d->bids);
	js_put_text(o, "bid_day", d->bid_day);
	js_put(o, "paper", has ? paper_json(w, &paper) : NULL);
	js_put_bool(o, "current", current);
	js_put(o, "upload", sent ? upload_json(w, &upload) : NULL);
	*out = o;
	return 0;
}

int
held_draft_ready(struct work *w, const struct held_item *it, const struct held_draft *d)
{
	const char *slot = d->service->slot, *title = it->kind->title;
	struct upload upload;
	struct paper paper;
	int has, current, sent;

	if ((has = paper_of(w, it, d, &paper, &current)) < 0 ||
	    (sent = scan_of(w, it, d, &upload)) < 0)
		return -1;
	if (!has || !current)
		return fault_field(w, slot, "请生成最新的%s，盖章后上传", title);
	if (!sent)
		return fault_field(w, slot, "请上传盖章后的%s", title);
	if (strcmp(upload.file_state, "READY") != 0)
		return fault_field(w, slot, "%s扫描件尚未就绪，请稍候或重新上传", title);
	if (upload.paper_version != paper.version)
		return fault_field(w, slot, "上传的是旧版本%s，请打印最新版本，盖章后重新上传", title);
	return 0;
}

/* ---- typing ---- */

static struct json *
item_json(struct work *w, const struct held_item *it, const struct held_form *f)
{
	struct json *o = js_object(w), *codes = js_array(w);

	for (size_t i = 0; i < it->nhad; i++)
		js_add_text(codes, it->had[i]);
	js_put_text(o, "person", pid_text(w, &it->holder.pid));
	js_put_text(o, "medium", it->cert->medium);
	js_put_text(o, "vendor", it->cert->vendor);
	js_put(o, "platforms", codes);
	js_put_int(o, "years", 1);
	js_put_text(o, "handler", f->handler);
	js_put_text(o, "handler_phone", f->handler_phone);
	js_put_text(o, "remark", f->remark);
	return o;
}

static const char *
data_text(struct work *w, const struct held_item *it, const struct held_form *f)
{
	struct json *o = js_object(w), *items = js_array(w), *persons = js_array(w);
	struct json *held = js_object(w), *media = js_array(w);

	js_put_text(held, "cert", pid_text(w, &it->cert->pid));
	js_put_text(held, "reason", f->reason);
	js_put_text(held, "bids", f->bids);
	js_put_text(held, "bid_day", f->bid_day);
	js_add(items, item_json(w, it, f));
	js_add_text(persons, pid_text(w, &it->holder.pid));
	js_put_bool(o, "vendor_agreed", 1);
	js_add_text(media, it->cert->medium);
	js_put(o, "media", media);
	js_put(o, "items", items);
	js_put(o, "persons", persons);
	js_put(o, "held", held);
	return js_canonical(w, o);
}

/* One draft a certificate and business: typing again changes it. */
static int
keep(struct work *w, const struct held_item *it, const struct held_form *f,
    struct held_draft *out)
{
	const char *text = data_text(w, it, f);
	int found = held_draft_find(w, f->service, it->cert, out);
	struct draft *d;

	if (found < 0)
		return -1;
	d = found == 1 ? out->draft : NULL;
	if (d == NULL && draft_add(w, f->service, it->cert->lock_type, text, &d) < 0)
		return -1;
	if (found == 1 && strcmp(d->data, text) != 0 &&
	    draft_save(w, d, d->version, 0, text) < 0)
		return -1;
	return read_draft(w, d, out) < 0 ? -1 : 0;
}

static int
print(struct work *w, const struct held_item *it, const struct held_draft *d)
{
	struct paper_ask ask = {
		.form = d->service->form, .scope = application_scope(w, d->draft, d->item),
		.account_id = d->draft->account_id, .company_id = d->draft->company_id,
		.person_id = it->holder.id,
	};
	struct paper p;

	return held_values(w, it, d, &ask.values) < 0 ? -1 : paper_make(w, &ask, &p);
}

int
held_papers(struct work *w, const struct held_form *f, struct json **out)
{
	struct held_draft d = { 0 };
	struct held_item *it;
	const char *refused;
	size_t n;

	if (held_items_load(w, f, 0, &it, &n) < 0 || held_refusal(w, it, &refused) < 0)
		return -1;
	if (it->kind->title == NULL)
		return fault_field(w, "service", "该业务不需要申请材料");
	if (refused != NULL)
		return refuse_say(w, ERR_CONFLICT, "items", "%s：%s", it->holder.name, refused);
	if (held_answers(w, it->kind, it->cert, f) < 0 || keep(w, it, f, &d) < 0 || print(w, it, &d) < 0)
		return -1;
	return held_draft_json(w, it, &d, out);
}
