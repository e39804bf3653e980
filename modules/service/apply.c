/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "apply.h"
#include "modules/base/json.h"
#include "modules/base/text.h"
#include "modules/cert/cert.h"
#include "modules/content/content.h"
#include "modules/deliver/phone.h"

#define DRAFTS_MAX	20	/* open drafts of one person in one enterprise */

/* ---- loading ---- */

static int
price_item(struct work *w, const struct apply *a, const struct application_item *item,
    struct price *out)
{
	struct price_ask ask = {
		.channel = a->draft->channel, .service = a->service->code,
		.lock_type = a->draft->lock_type, .medium = item->medium,
		.city = a->company.city, .platforms = item->codes, .nplatforms = item->ncodes,
		.years = (int)item->years, .at = w->now, .test = a->company.is_test,
		.offered = 1,
	};

	return item->ncodes == 0 ? 0 : price_ask(w, a->catalog, &ask, out);
}

/*
 * A platform that is no longer offered must not make the draft unreadable: the
 * words of the refusal become a line of what is missing.
 */
static int
price_all(struct work *w, struct apply *a)
{
	a->prices = ARENA_ARRAY(w->arena, struct price, a->app.n + 1);
	a->unpriced = ARENA_ARRAY(w->arena, const char *, a->app.n + 1);
	a->fen = 0;
	for (size_t i = 0; i < a->app.n; i++) {
		if (price_item(w, a, &a->app.items[i], &a->prices[i]) < 0) {
			if (w->fault.code != ERR_INVALID)
				return -1;
			a->unpriced[i] = w->fault.words;
			a->prices[i] = (struct price){ 0 };
			fault_clear(w);
		}
		a->fen += a->prices[i].fen;
	}
	return 0;
}

static const struct policy *
road_of(const struct work *w, const struct apply *a, const struct service *s)
{
	return policy_find(a->catalog, a->draft->channel, s->code, s->medium,
	    a->draft->lock_type, w->now);
}

/* Drafts of businesses on held certificates are held_paper.h's. */
static int
applied_for(struct work *w, const struct service *s)
{
	return service_applied_for(s) ? 0 : refuse(w, ERR_NOTFOUND, "draft is of another kind");
}

int
apply_load(struct work *w, const struct pid *pid, int lock, struct apply *out)
{
	memset(out, 0, sizeof(*out));
	if ((lock ? draft_take : draft_get)(w, pid, &out->draft) < 0 ||
	    service_get(w, out->draft->service, &out->service) < 0 ||
	    applied_for(w, out->service) < 0 || catalog_get(w, &out->catalog) < 0 ||
	    company_get(w, out->draft->company_id, &out->company) < 0 ||
	    application_read(w, out->draft, &out->app) < 0 ||
	    application_members_left(w, out->draft, &out->app) < 0)
		return -1;
	out->service = service_of(out->draft->service, out->app.media[0]);
	out->policy = road_of(w, out, out->service);
	for (size_t i = 0; i < out->app.n; i++)
		out->app.items[i].policy = road_of(w, out, out->app.items[i].service);
	return price_all(w, out);
}

/* ---- who may be chosen (N3) ---- */

/* Live main certificates of the enterprise on a medium. */
static int
mains_held(struct work *w, const struct catalog *c, const char *medium, int64_t *out)
{
	int64_t n;

	*out = 0;
	for (size_t i = 0; i < c->n_locks; i++) {
		if (strcmp(c->locks[i].kind, "MAIN") != 0)
			continue;
		if (cert_held(w, w->actor->company_id, c->locks[i].code, medium, &n) < 0)
			return -1;
		*out += n;
	}
	return 0;
}

/* What is loaded into a phone wants an app that does it. */
static int
loadable(const struct work *w, const struct catalog *c, const struct service *s,
    const char *lock_type)
{
	const struct policy *p = policy_find(c, w->actor->channel, s->code, s->medium, lock_type,
	    w->now);

	return p == NULL || !(p->traits & POLICY_DOWNLOAD) || phone_driver(w) != NULL;
}

int
apply_refusal(struct work *w, const struct catalog *c, const struct service *s,
    const char *lock_type, const char **words)
{
	const struct lock_type *lock = catalog_lock(c, lock_type);
	int main = lock != NULL && strcmp(lock->kind, "MAIN") == 0;
	int64_t mains;

	*words = NULL;
	if (lock == NULL || s == NULL || catalog_lock_offer(c, w->actor->channel, lock_type,
		s->medium, w->now) == NULL) {
		*words = "该锁类型暂未开放办理";
		return 0;
	}
	if (!loadable(w, c, s, lock_type)) {
		*words = "移动证书暂未开放办理";
		return 0;
	}
	if (w->actor->company_id == 0) {
		*words = "请先选择所属企业及身份";
		return 0;
	}
	if (mains_held(w, c, main ? s->medium : service_find(s->code)->medium, &mains) < 0)
		return -1;
	if (main && mains > 0)
		*words = s == service_find(s->code) ?
		    "本企业已持有主锁，每家企业只能办理一把主锁" :
		    "本企业已持有移动企业证书，每家企业只能办理一张";
	if (!main && mains == 0)
		*words = "本企业尚未持有主锁，请先申请主锁，再为人员办理个人锁";
	return 0;
}

/* The administrator acts for all (R8), others for themselves. */
static int
may_pick(const struct work *w, const struct lock_type *lock, const struct member *m)
{
	if (strcmp(m->type, lock->identity) != 0)
		return 0;
	return work_may(w, RIGHT_COMPANY) || m->person.id == w->actor->person_id;
}

static struct json *
ready_json(struct work *w, const struct member *m)
{
	struct json *o = js_object(w);

	js_put_text(o, "pid", pid_text(w, &m->person.pid));
	js_put_text(o, "name", m->person.name);
	js_put_text(o, "id_masked", person_id_masked(w, &m->person));
	js_put_text(o, "phone_masked", person_phone_masked(w, &m->person));
	js_put_text(o, "identity_words", m->type_words);
	return o;
}

static struct json *
incomplete_json(struct work *w, const struct member *m)
{
	const char *words[PERSON_MISSING_MAX];
	size_t n = person_missing(&m->person, words);
	struct json *o = ready_json(w, m), *missing = js_array(w);

	for (size_t i = 0; i < n; i++)
		js_add_text(missing, words[i]);
	js_put(o, "missing", missing);
	return o;
}

/*
 * The types of the business (D0:292): [{code, words, note, refused}], words and
 * note as the channel's offer says them; what is not offered is not shown.
 */
static int
media_json(struct work *w, const struct catalog *c, const char *lock_type, struct json *list)
{
	for (size_t i = 0; i < nservices; i++) {
		const struct lock_offer *o = services[i].medium == NULL ? NULL :
		    catalog_lock_offer(c, w->actor->channel, lock_type, services[i].medium, w->now);
		struct json *j = js_object(w);
		const char *refusal;

		if (o == NULL || strcmp(services[i].code, "new") != 0)
			continue;
		if (apply_refusal(w, c, &services[i], lock_type, &refusal) < 0)
			return -1;
		js_put_text(j, "code", o->medium);
		js_put_text(j, "words", o->words);
		js_put_text(j, "note", o->note);
		js_put_text(j, "refused", refusal);
		js_add(list, j);
	}
	return 0;
}

/* Refused as a whole when every type is: the words of the first. */
static int
refused_all(struct work *w, const struct catalog *c, const char *lock_type,
    const struct json *media, const char **out)
{
	for (size_t i = 0; i < js_size(media); i++)
		if (js_get_text(js_at(media, i), "refused") == NULL) {
			*out = NULL;
			return 0;
		}
	return apply_refusal(w, c, service_find("new"), lock_type, out);
}

int
apply_persons(struct work *w, const char *lock_type, struct json **out)
{
	struct json *ready = js_array(w), *incomplete = js_array(w), *media = js_array(w);
	const struct catalog *c;
	const struct lock_type *lock;
	const char *refusal;
	struct member *m;
	size_t n;

	if (catalog_get(w, &c) < 0 || media_json(w, c, lock_type, media) < 0 ||
	    refused_all(w, c, lock_type, media, &refusal) < 0 ||
	    person_list_members(w, w->actor->company_id, &m, &n) < 0)
		return -1;
	lock = catalog_lock(c, lock_type);
	for (size_t i = 0; lock != NULL && i < n; i++)
		if (!may_pick(w, lock, &m[i]))
			continue;
		else if (m[i].person.complete)
			js_add(ready, ready_json(w, &m[i]));
		else
			js_add(incomplete, incomplete_json(w, &m[i]));
	*out = js_object(w);
	js_put(*out, "ready", ready);
	js_put(*out, "incomplete", incomplete);
	js_put(*out, "media", media);
	js_put_text(*out, "refused", refusal);
	return 0;
}

/* ---- drafts ---- */

struct opening {
	const char	*service, *lock_type, *data;
	struct draft	*draft;
};

static int
open_tx(struct work *w, void *arg)
{
	struct opening *o = arg;

	if (draft_add(w, o->service, o->lock_type, o->data, &o->draft) < 0)
		return -1;
	return agreement_tick(w, w->actor->channel, "APPLY", w->actor->account_id,
	    &o->draft->pid);
}

/* An empty application for these types, all of them open to the enterprise. */
static int
first_data(struct work *w, struct opening *o, struct json *media)
{
	struct draft probe = { .service = o->service };	/* not kept yet */
	struct json *data = js_object(w);
	struct application a;
	const struct catalog *c;
	const char *refusal;

	js_put(data, "items", js_array(w));
	js_put_bool(data, "vendor_agreed", 0);
	if (media != NULL)
		js_put(data, "media", media);
	if (application_clean(w, &probe, data, &o->data) < 0)
		return -1;
	probe.data = o->data;
	if (application_read(w, &probe, &a) < 0 || catalog_get(w, &c) < 0)
		return -1;
	for (const char **m = a.media; *m != NULL; m++) {
		if (apply_refusal(w, c, service_of(o->service, *m), o->lock_type, &refusal) < 0)
			return -1;
		if (refusal != NULL)
			return refuse_say(w, ERR_CONFLICT, "lock_type", "%s", refusal);
	}
	return 0;
}

int
apply_open(struct work *w, const char *service, const char *lock_type,
    struct json *media, struct json *agreements, struct json **out)
{
	struct opening o = { .service = service, .lock_type = lock_type };
	const struct service *s = service_find(service);
	struct draft *open;
	size_t n;

	if (s == NULL || !service_applied_for(s))
		return fault_field(w, "service", "请选择业务类型");
	if (first_data(w, &o, media) < 0)
		return -1;
	if (draft_list(w, &open, &n) < 0 ||
	    agreement_need(w, w->actor->channel, "APPLY", agreements) < 0)
		return -1;
	if (n >= DRAFTS_MAX)
		return refuse_say(w, ERR_CONFLICT, NULL, "未提交的申请已有%d份，请先提交或删除",
		    DRAFTS_MAX);
	if (db_tx(w, open_tx, &o) < 0)
		return -1;
	return apply_get(w, &o.draft->pid, out);
}

int
apply_get(struct work *w, const struct pid *pid, struct json **out)
{
	struct apply a;

	if (apply_load(w, pid, 0, &a) < 0)
		return -1;
	return apply_json(w, &a, out);
}

/* Of the other drafts no more than who and which certificate: no price without it. */
static int
load_held(struct work *w, const struct draft *d, struct apply *a, const char **cert)
{
	struct json *data;

	memset(a, 0, sizeof(*a));
	if (catalog_get(w, &a->catalog) < 0 || js_parse(w, d->data, strlen(d->data), &data) < 0 ||
	    application_read(w, d, &a->app) < 0 ||
	    application_members_left(w, d, &a->app) < 0)
		return -1;
	a->service = service_find(d->service);
	*cert = js_get_text(js_get(data, "held"), "cert");
	return 0;
}

static int
list_row(struct work *w, const struct draft *d, struct json *items)
{
	const struct service *s = service_find(d->service);
	struct json *o = js_object(w), *persons = js_array(w);
	const char *cert = NULL;
	struct apply a;

	if (s == NULL)
		return 0;
	if ((service_applied_for(s) ? apply_load(w, &d->pid, 0, &a) :
		load_held(w, d, &a, &cert)) < 0)
		return -1;
	for (size_t i = 0; i < a.app.n; i++)
		if (apply_first(&a, i))
			js_add_text(persons, a.app.items[i].member.person.name);
	js_put_text(o, "pid", pid_text(w, &d->pid));
	js_put_text(o, "service", d->service);
	js_put_text(o, "service_words", a.policy == NULL ? a.service->words : a.policy->words);
	js_put_text(o, "lock_type", d->lock_type);
	js_put_text(o, "lock_words", catalog_lock_words(a.catalog, d->lock_type));
	js_put(o, "persons", persons);
	js_put_text(o, "cert", cert);
	js_put_int(o, "fen", a.fen);
	js_put_int(o, "step", d->step);
	js_put_int(o, "updated_at", d->updated_at);
	js_add(items, o);
	return 0;
}

int
apply_list(struct work *w, struct json **out)
{
	struct json *items = js_array(w);
	struct draft *d;
	size_t n;

	if (draft_list(w, &d, &n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		if (list_row(w, &d[i], items) < 0)
			return -1;
	*out = js_object(w);
	js_put(*out, "items", items);
	return 0;
}

int
apply_save(struct work *w, const struct pid *pid, int version, int step,
    const struct json *data, struct json **out)
{
	const struct service *s;
	struct draft *d, probe;
	struct application app;
	const char *text;

	if (draft_get(w, pid, &d) < 0 || service_get(w, d->service, &s) < 0 ||
	    applied_for(w, s) < 0 || application_clean(w, d, data, &text) < 0)
		return -1;
	probe = *d;
	probe.data = text;
	if (application_read(w, &probe, &app) < 0 || application_members(w, d, &app) < 0 ||
	    draft_save(w, d, version, step, text) < 0)
		return -1;
	return apply_get(w, pid, out);
}

struct dropping {
	const struct pid	*pid;
};

static int
drop_tx(struct work *w, void *arg)
{
	struct dropping *p = arg;
	struct draft *d;

	if (draft_take(w, p->pid, &d) < 0)
		return -1;
	return draft_end(w, d, "DROPPED");
}

int
apply_drop(struct work *w, const struct pid *pid)
{
	return db_tx(w, drop_tx, &(struct dropping){ pid });
}
