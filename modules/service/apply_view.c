/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "apply.h"
#include "modules/base/json.h"
#include "modules/base/text.h"
#include "modules/file/upload.h"
#include "modules/paper/paper.h"

/* One item with its form and its scan. */
struct sheet {
	struct paper	paper;
	int		has_paper, current;	/* current: printed from today's data */
	struct upload	upload;
	int		has_upload;
};

int
apply_paper(struct work *w, const struct apply *a, size_t i, struct paper *out)
{
	const struct application_item *item = &a->app.items[i];
	struct json *values;
	int has = paper_current(w, application_scope(w, a->draft, item), item->service->form, out);

	if (has <= 0)
		return has;
	if (apply_values(w, a, item, &a->prices[i], &values) < 0 ||
	    (has = paper_fits(w, out, values)) < 0)
		return -1;
	return has ? PAPER_IS_CURRENT : PAPER_IS_OLD;
}

static int
sheet_load(struct work *w, const struct apply *a, size_t i, struct sheet *s)
{
	struct upload_place place = { SCOPE_DRAFT, a->draft->pid,
	    a->app.items[i].member.person.pid, a->app.items[i].service->slot };
	int paper;

	memset(s, 0, sizeof(*s));
	if ((paper = apply_paper(w, a, i, &s->paper)) < 0 ||
	    (s->has_upload = upload_current(w, &place, &s->upload)) < 0)
		return -1;
	s->has_paper = paper != PAPER_IS_ABSENT;
	s->current = paper == PAPER_IS_CURRENT;
	return 0;
}

/* ---- what is missing ---- */

struct complaint {
	struct work	*w;
	struct json	*list;
	size_t		 item;
	const char	*name;		/* of the holder */
	const char	*slot;		/* of the stamped form */
	const char	*paper;		/* what the form is called */
};

static void
complain(struct complaint *c, const char *field, const char *words)
{
	struct json *o = js_object(c->w);

	js_put_text(o, "field", c->name == NULL ? field :
	    arena_printf(c->w->arena, "items.%zu.%s", c->item, field));
	js_put_text(o, "words", c->name == NULL ? words :
	    arena_printf(c->w->arena, "%s：%s", c->name, words));
	js_add(c->list, o);
}

static void
missing_choice(struct complaint *c, const struct apply *a, const struct application_item *item)
{
	const char *unpriced = a->unpriced[c->item];

	if (!item->member.person.complete)
		complain(c, "person", "人员信息不完善，暂不能办理");
	if (text_empty(item->vendor))
		complain(c, "vendor", "请选择证书厂商");
	else if (!catalog_vendor_offered(a->catalog, a->draft->channel, a->draft->lock_type,
		item->medium, item->vendor, c->w->now))
		complain(c, "vendor", "该证书厂商暂不能办理");
	if (item->ncodes == 0)
		complain(c, "platforms", "请选择应用平台");
	else if (unpriced != NULL)
		complain(c, "platforms", unpriced);
	if (text_empty(item->handler))
		complain(c, "handler", "请填写经办人");
	if (!phone_ok(phone_normal(c->w->arena, item->handler_phone)))
		complain(c, "handler_phone", "请填写11位经办人手机号");
}

static void
missing_papers(struct complaint *c, const struct sheet *s)
{
	const char *n = c->paper;

	if (!s->has_paper)
		complain(c, "papers", arena_printf(c->w->arena, "请先生成%s", n));
	else if (!s->current)
		complain(c, "papers", arena_printf(c->w->arena, "填写内容有变化，请重新生成%s", n));
	else if (!s->has_upload)
		complain(c, c->slot, arena_printf(c->w->arena, "请上传签字盖章后的%s", n));
	else if (strcmp(s->upload.file_state, "REFUSED") == 0)
		complain(c, c->slot, s->upload.file_words);
	else if (strcmp(s->upload.file_state, "READY") != 0)
		complain(c, c->slot, arena_printf(c->w->arena, "%s扫描件正在处理，请稍候", n));
	else if (s->upload.paper_version != s->paper.version)
		complain(c, c->slot, arena_printf(c->w->arena,
		    "上传的是旧版本%s，请打印最新版本，签字盖章后重新上传", n));
}

static int
missing_item(struct work *w, const struct apply *a, size_t i, struct json *list)
{
	const struct application_item *item = &a->app.items[i];
	struct complaint c = { w, list, i, item->member.person.name, item->service->slot,
	    order_field_find(item->service, item->service->slot)->words };
	struct sheet s;

	if (sheet_load(w, a, i, &s) < 0)
		return -1;
	missing_choice(&c, a, &a->app.items[i]);
	missing_papers(&c, &s);
	return 0;
}

/* A type that came to be refused since the application was begun. */
static int
missing_type(struct complaint *c, const struct apply *a, const char *medium)
{
	const struct service *s = service_of(a->draft->service, medium);
	const char *refusal;

	if (apply_refusal(c->w, a->catalog, s, a->draft->lock_type, &refusal) < 0)
		return -1;
	if (refusal == NULL && policy_find(a->catalog, a->draft->channel, s->code, s->medium,
		a->draft->lock_type, c->w->now) == NULL)
		refusal = "该业务暂未开放办理";
	if (refusal != NULL)
		complain(c, "lock_type", refusal);
	return 0;
}

int
apply_missing(struct work *w, const struct apply *a, struct json *missing)
{
	struct complaint c = { .w = w, .list = missing };

	for (const char **m = a->app.media; *m != NULL; m++)
		if (missing_type(&c, a, *m) < 0)
			return -1;
	if (a->app.n == 0)
		complain(&c, "persons", "请选择办证人员");
	if (!a->app.vendor_agreed)
		complain(&c, "vendor_agreed", "请阅读并同意《数字证书服务协议》");
	for (size_t i = 0; i < a->app.n; i++)
		if (missing_item(w, a, i, missing) < 0)
			return -1;
	return 0;
}

/* ---- the draft object ---- */

static struct json *
price_view(struct work *w, const struct apply *a)
{
	struct json *o = js_object(w), *items = js_array(w);

	for (size_t i = 0; i < a->app.n; i++) {
		struct json *p = js_object(w);

		js_put_text(p, "person", a->app.items[i].person);
		js_put_text(p, "medium", a->app.items[i].medium);
		js_put_int(p, "fen", a->prices[i].fen);
		js_put(p, "lines", price_lines_json(w, &a->prices[i]));
		js_add(items, p);
	}
	js_put_int(o, "fen", a->fen);
	js_put(o, "items", items);
	return o;
}

static struct json *
paper_view(struct work *w, const struct apply *a, size_t i, const struct sheet *s)
{
	struct json *o = paper_json(w, &s->paper);

	js_put_text(o, "person", a->app.items[i].person);
	js_put_text(o, "medium", a->app.items[i].medium);
	js_put_bool(o, "current", s->current);
	return o;
}

static struct json *
upload_view(struct work *w, const struct apply *a, size_t i, const struct sheet *s)
{
	struct json *o = js_object(w);

	js_put_text(o, "person", a->app.items[i].person);
	js_put_text(o, "slot", a->app.items[i].service->slot);
	js_put(o, "upload", upload_json(w, &s->upload));
	return o;
}

static int
put_sheets(struct work *w, const struct apply *a, struct json *o)
{
	struct json *papers = js_array(w), *uploads = js_array(w);

	for (size_t i = 0; i < a->app.n; i++) {
		struct sheet s;

		if (sheet_load(w, a, i, &s) < 0)
			return -1;
		if (s.has_paper)
			js_add(papers, paper_view(w, a, i, &s));
		if (s.has_upload)
			js_add(uploads, upload_view(w, a, i, &s));
	}
	js_put(o, "papers", papers);
	js_put(o, "uploads", uploads);
	return 0;
}

int
apply_first(const struct apply *a, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (strcmp(a->app.items[k].person, a->app.items[i].person) == 0)
			return 0;
	return 1;
}

static struct json *
people_view(struct work *w, const struct apply *a)
{
	struct json *list = js_array(w);

	for (size_t i = 0; i < a->app.n; i++) {
		const struct member *m = &a->app.items[i].member;
		struct json *o = js_object(w);

		if (!apply_first(a, i))
			continue;
		js_put_text(o, "pid", a->app.items[i].person);
		js_put_text(o, "name", m->person.name);
		js_put_text(o, "id_masked", person_id_masked(w, &m->person));
		js_put_text(o, "identity_words", m->type_words);
		js_add(list, o);
	}
	return list;
}

/* What one certificate of each type is: words of the offer, business, form, slot. */
static struct json *
types_view(struct work *w, const struct apply *a)
{
	struct json *list = js_array(w);

	for (const char **m = a->app.media; *m != NULL; m++) {
		const struct service *s = service_of(a->draft->service, *m);
		const struct policy *p = policy_find(a->catalog, a->draft->channel, s->code,
		    s->medium, a->draft->lock_type, w->now);
		const struct lock_offer *o = catalog_lock_offer(a->catalog, a->draft->channel,
		    a->draft->lock_type, *m, w->now);
		struct json *j = js_object(w);

		js_put_text(j, "code", *m);
		js_put_text(j, "words", o == NULL || *o->words == '\0' ?
		    catalog_lock_words(a->catalog, a->draft->lock_type) : o->words);
		js_put_text(j, "service_words", p == NULL ? s->words : p->words);
		js_put_text(j, "slot", s->slot);
		js_add(list, j);
	}
	return list;
}

int
apply_json(struct work *w, const struct apply *a, struct json **out)
{
	const struct draft *d = a->draft;
	struct json *o = js_object(w), *missing = js_array(w), *data;

	if (js_parse(w, d->data, strlen(d->data), &data) < 0 ||
	    apply_missing(w, a, missing) < 0 || put_sheets(w, a, o) < 0)
		return -1;
	js_put_text(o, "pid", pid_text(w, &d->pid));
	js_put_int(o, "version", d->version);
	js_put_text(o, "service", d->service);
	js_put_text(o, "service_words", a->policy == NULL ? a->service->words : a->policy->words);
	js_put_text(o, "lock_type", d->lock_type);
	js_put_text(o, "lock_words", catalog_lock_words(a->catalog, d->lock_type));
	js_put_int(o, "step", d->step);
	js_put_int(o, "updated_at", d->updated_at);
	js_put(o, "data", data);
	js_put(o, "types", types_view(w, a));
	js_put(o, "people", people_view(w, a));
	js_put(o, "price", price_view(w, a));
	js_put(o, "missing", missing);
	*out = o;
	return 0;
}
