/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "application.h"
#include "dossiers.h"
#include "modules/base/json.h"
#include "modules/catalog/catalog.h"
#include "modules/file/file.h"
#include "modules/file/store.h"
#include "modules/order/draft.h"
#include "modules/order/order.h"
#include "modules/paper/paper.h"
#include "modules/person/person.h"
#include "scan_job.h"
#include "services.h"
#include "uploads.h"

/* One file on its way: where it goes, what it turned out to be. */
struct way {
	struct upload_place	 at;
	const struct brought	*b;
	int			 paper_version;
	struct file		 file;
	struct upload		 upload;
};

/* ---- who may ---- */

static int
hold_dossier(struct work *w, const struct pid *pid, const char *slot)
{
	struct dossier_case c;
	struct dossier *d;

	if (dossier_take(w, pid, &d) < 0 || dossier_load(w, d, &c) < 0)
		return -1;
	if (!dossier_opened(&c, slot))
		return refuse_say(w, ERR_CONFLICT, NULL, "这份材料当前不能修改，请刷新后查看");
	return 0;
}

/* Locks the draft, order or dossier while somebody changes its uploads. */
static int
hold_scope(struct work *w, const char *scope, const struct pid *pid, const char *slot)
{
	struct draft *d;
	struct order *o;

	if (strcmp(scope, SCOPE_DRAFT) == 0)
		return draft_take(w, pid, &d);
	if (strcmp(scope, SCOPE_DOSSIER) == 0)
		return hold_dossier(w, pid, slot);
	if (order_take(w, pid, &o) < 0)
		return -1;
	if (o->state != ORDER_RETURNED || !work_may(w, RIGHT_APPLY | RIGHT_COMPANY))
		return refuse_say(w, ERR_CONFLICT, NULL, "订单当前不能修改，请刷新后查看");
	return 0;
}

static int
see_scope(struct work *w, const struct upload *u)
{
	struct dossier *dossier;
	struct draft *d;
	struct order *o;

	if (strcmp(u->scope, SCOPE_DRAFT) == 0)
		return draft_get(w, &u->scope_pid, &d);
	if (strcmp(u->scope, SCOPE_DOSSIER) == 0)
		return dossier_get(w, &u->scope_pid, &dossier);
	return order_get(w, &u->scope_pid, &o);
}

static int
see_upload(struct work *w, const struct pid *pid, struct upload *u)
{
	return upload_get(w, pid, u) < 0 || see_scope(w, u) < 0 ? -1 : 0;
}

/* ---- bringing ---- */

static int
paper_needed(struct work *w, const char *scope, const char *form, const char *slot,
    int *version)
{
	struct paper p;
	int rc = paper_current(w, scope, form, &p);

	if (rc == 0)
		return refuse_say(w, ERR_CONFLICT, slot,
		    "请先生成并打印申请表，签字盖章后再上传扫描件");
	*version = rc == 1 ? p.version : 0;
	return rc < 0 ? -1 : 0;
}

static int
no_slot(struct work *w)
{
	return refuse_say(w, ERR_INVALID, "slot", "该业务不需要上传这份材料");
}

/* Type, size and content against the rule; then the bytes into the store. */
static int
accept_bytes(struct work *w, const char *channel, struct way *way)
{
	const struct brought *b = way->b;
	const struct catalog *c;
	struct upload_rule rule;
	struct sniffed s;

	if (catalog_get(w, &c) < 0 ||
	    catalog_upload_rule(w, c, channel, b->slot, &rule) < 0 ||
	    upload_check_bytes(w, &rule, b->name, b->bytes, &s) < 0 ||
	    file_quota(w, (int64_t)b->bytes.n) < 0 ||
	    store_put_bytes(w, b->bytes, &way->file) < 0)
		return -1;
	way->file.type = type_name(s.type);
	way->file.purpose = "upload";
	way->file.state = FILE_RECEIVED;
	way->file.width = s.orientation >= 5 ? s.height : s.width;
	way->file.height = s.orientation >= 5 ? s.width : s.height;
	way->file.pages = s.type == TYPE_PDF ? 0 : 1;
	return 0;
}

static int
keep(struct work *w, void *arg)
{
	struct way *way = arg;

	return hold_scope(w, way->at.scope, &way->at.scope_pid, way->at.slot) < 0 ||
	    file_add(w, &way->file) < 0 ||
	    upload_add(w, &way->at, way->file.id, way->b->name, way->paper_version,
		&way->upload) < 0 ||
	    scan_job_add(w, &way->file.pid) < 0 ? -1 : 0;
}

/* After a lost COMMIT nobody knows whether the row is there: the sweeper does. */
static int
bring(struct work *w, const char *channel, struct way *way, struct json **out)
{
	if (accept_bytes(w, channel, way) < 0)
		return -1;
	if (db_tx(w, keep, way) < 0) {
		if (w->fault.code != ERR_BUSY)
			store_drop(w, &way->file.pid);
		return -1;
	}
	*out = upload_json(w, &way->upload);
	return 0;
}

/* The person's certificate whose stamped form goes into the slot. */
static int
item_of(struct work *w, const struct draft *d, const struct pid *person, const char *slot,
    struct application_item **out)
{
	struct application a;
	int present = 0;

	if (application_read(w, d, &a) < 0)
		return -1;
	for (size_t i = 0; i < a.n; i++) {
		if (strcmp(a.items[i].person, pid_text(w, person)) != 0)
			continue;
		present = 1;
		*out = &a.items[i];
		if (strcmp((*out)->service->slot, slot) == 0)
			return 0;
	}
	return present ? no_slot(w) :
	    refuse_say(w, ERR_INVALID, "person", "该人员不在本次申请中，请刷新后重试");
}

int
uploads_to_draft(struct work *w, const struct pid *draft, const struct pid *person,
    const struct brought *b, struct json **out)
{
	struct way way = { .at = { SCOPE_DRAFT, *draft, *person, b->slot }, .b = b };
	struct application_item *item = NULL;
	struct draft *d;

	if (draft_get(w, draft, &d) < 0 || item_of(w, d, person, b->slot, &item) < 0 ||
	    paper_needed(w, application_scope(w, d, item), item->service->form, b->slot,
		&way.paper_version) < 0)
		return -1;
	return bring(w, d->channel, &way, out);
}

int
uploads_to_order(struct work *w, const struct pid *order, const struct brought *b,
    struct json **out)
{
	struct way way = { .at = { .scope = SCOPE_ORDER, .scope_pid = *order,
	    .slot = b->slot }, .b = b };
	const struct service *s;
	struct person holder;
	struct order *o;

	if (order_get(w, order, &o) < 0 || service_of_order(w, o, &s) < 0)
		return -1;
	if (s->slot == NULL || strcmp(s->slot, b->slot) != 0)
		return no_slot(w);
	if (paper_needed(w, o->paper_scope, s->form, b->slot, &way.paper_version) < 0 ||
	    person_get(w, o->person_id, &holder) < 0)
		return -1;
	way.at.person_pid = holder.pid;
	return bring(w, o->channel, &way, out);
}

static const struct policy_document *
wanted(const struct dossier_case *c, const char *slot)
{
	for (size_t i = 0; c->policy != NULL && i < c->policy->ndocuments; i++)
		if (strcmp(c->policy->documents[i].slot, slot) == 0)
			return &c->policy->documents[i];
	return NULL;
}

int
uploads_to_dossier(struct work *w, const struct pid *dossier, const struct brought *b,
    struct json **out)
{
	struct way way = { .at = { .scope = SCOPE_DOSSIER, .scope_pid = *dossier,
	    .slot = b->slot }, .b = b };
	const struct policy_document *doc;
	struct dossier_case c;
	struct dossier *d;

	if (dossier_get(w, dossier, &d) < 0 || dossier_load(w, d, &c) < 0)
		return -1;
	if ((doc = wanted(&c, b->slot)) == NULL)
		return refuse_say(w, ERR_INVALID, "slot", "这里不需要上传这份材料");
	if (doc->form != NULL && paper_needed(w, dossier_scope(w, d), doc->form, b->slot,
		&way.paper_version) < 0)
		return -1;
	return bring(w, d->channel, &way, out);
}

/* ---- looking ---- */

int
uploads_get(struct work *w, const struct pid *upload, struct json **out)
{
	struct upload u;

	if (see_upload(w, upload, &u) < 0)
		return -1;
	*out = upload_json(w, &u);
	return 0;
}

int
uploads_bytes(struct work *w, const struct pid *upload, struct upload *u, struct blob *out)
{
	struct file f;

	return see_upload(w, upload, u) < 0 || file_get(w, &u->file_pid, &f) < 0 ||
	    store_read(w, &f, out) < 0 ? -1 : 0;
}

int
uploads_preview(struct work *w, const struct pid *upload, struct blob *out)
{
	struct upload u;
	struct file f;

	if (see_upload(w, upload, &u) < 0)
		return -1;
	if (u.preview_id == 0)
		return refuse(w, ERR_NOTFOUND, "no preview yet");
	return file_get_id(w, u.preview_id, &f) < 0 || store_read(w, &f, out) < 0 ? -1 : 0;
}

/* ---- taking back ---- */

static int
take_back(struct work *w, void *arg)
{
	const struct upload *u = arg;

	return hold_scope(w, u->scope, &u->scope_pid, u->slot) < 0 || upload_remove(w, u) < 0 ? -1 : 0;
}

int
uploads_remove(struct work *w, const struct pid *upload)
{
	struct upload u;

	return see_upload(w, upload, &u) < 0 || db_tx(w, take_back, &u) < 0 ? -1 : 0;
}
