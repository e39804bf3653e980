/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "dossiers.h"
#include "idem.h"
#include "modules/account/limit.h"
#include "modules/base/json.h"
#include "modules/base/text.h"
#include "modules/catalog/number.h"
#include "modules/paper/paper.h"
#include "review.h"
#include "review_subject.h"
#include "tell.h"

/* ---- open ---- */

/* What was approved is the beginning of the next version. */
static int
beginning(struct work *w, const struct dossier_kind *k, struct dossier *d)
{
	struct json *data = js_object(w);
	struct dossier *last;

	if (dossier_in_force(w, d->kind, d->subject_id, &last) < 0 ||
	    (last != NULL && js_parse(w, last->data, strlen(last->data), &data) < 0) ||
	    k->prefill(w, d, data) < 0)
		return -1;
	d->data = js_canonical(w, data);
	return 0;
}

static int
policy_of(struct work *w, struct dossier *d)
{
	const struct catalog *c;
	const struct policy *p;

	if (catalog_get(w, &c) < 0)
		return -1;
	p = policy_find(c, d->channel, d->kind, "", "", w->now);
	d->policy_id = p == NULL || !(p->traits & POLICY_REVIEWED) ? 0 : p->id;
	return 0;
}

struct opening {
	const struct dossier_kind	*k;
	const char			*asked, *no;
	struct dossier			*d;
	int				 made;
};

static int
open_tx(struct work *w, void *arg)
{
	struct opening *o = arg;
	struct dossier *d = ARENA_NEW(w->arena, struct dossier);

	*d = (struct dossier){ .kind = o->k->code, .no = o->no };
	o->made = 0;
	if (o->k->subject(w, o->asked, d) < 0 ||
	    dossier_open_of(w, d->kind, d->subject_id, &o->d) < 0)
		return -1;
	if (o->d != NULL && o->d->company_id == 0 && o->d->account_id != w->actor->account_id)
		return refuse_say(w, ERR_CONFLICT, NULL, "已有一份%s正在办理，请等待办结",
		    o->k->words);
	if (o->d != NULL)
		return 0;
	if (policy_of(w, d) < 0 || beginning(w, o->k, d) < 0 || dossier_add(w, d) < 0)
		return -1;
	o->made = 1;
	o->d = d;
	return 0;
}

int
dossiers_open(struct work *w, const char *kind, const char *subject, int *made,
    struct json **out)
{
	struct opening o = { .asked = subject };
	const struct catalog *c;

	if ((o.k = dossier_kind_find(kind)) == NULL)
		return fault_field(w, "kind", "没有这类资料");
	if (catalog_get(w, &c) < 0 || number_next(w, c, NULL, "dossier", NULL, 0, &o.no) < 0 ||
	    db_tx(w, open_tx, &o) < 0)
		return -1;
	*made = o.made;
	return dossiers_get(w, &o.d->pid, out);
}

/* ---- save ---- */

static int
take_typing(struct work *w, const struct pid *pid, struct dossier_case *c)
{
	struct dossier *d;

	if (dossier_take(w, pid, &d) < 0)
		return -1;
	if (!dossier_state_typing(d->state))
		return refuse_say(w, ERR_CONFLICT, NULL, "资料已提交，当前不能修改，请刷新后查看");
	return dossier_load(w, d, c);
}

/* Codes only; what is not one of the options is told as missing. */
static struct json *
clean_list(struct work *w, const struct json *v)
{
	struct json *out = js_array(w);

	for (size_t i = 0; i < js_size(v) && i < DOSSIER_CHOICES_MAX; i++) {
		const char *s = js_as_text(js_at(v, i));

		if (s != NULL && strlen(s) <= 32)
			js_add_text(out, s);
	}
	return out;
}

static int
clean_field(struct work *w, const struct dossier_case *c, const struct dossier_field *f,
    const struct json *typed, struct json *out)
{
	const struct json *v = js_get(typed, f->name);
	const char *text;

	if (v == NULL || (f->flags & DOSSIER_FIXED) || !dossier_opened(c, f->name))
		return 0;
	if (strcmp(f->type, "choices") == 0) {
		js_put(out, f->name, clean_list(w, v));
		return 0;
	}
	if (!js_is_text(v) && !js_is_null(v))
		return fault_field(w, f->name, "%s的格式不正确", f->words);
	text = js_is_null(v) ? "" : text_normal(w->arena, js_as_text(v));
	if (utf8_count(text) > (size_t)f->max)
		return fault_field(w, f->name, "%s不能超过%d个字", f->words, f->max);
	js_put_text(out, f->name, text);
	return 0;
}

struct saving {
	struct pid		 pid;
	int			 version, step;
	const struct json	*data;
};

static int
save_tx(struct work *w, void *arg)
{
	struct saving *s = arg;
	struct dossier_case c;

	if (take_typing(w, &s->pid, &c) < 0)
		return -1;
	for (size_t i = 0; i < c.k->nfields; i++)
		clean_field(w, &c, &c.k->fields[i], s->data, c.data);
	if (w->fault.code != ERR_NONE)
		return -1;
	return dossier_save(w, c.d, s->version, s->step, js_canonical(w, c.data),
	    c.k->title(w, c.d, c.data));
}

int
dossiers_save(struct work *w, const struct pid *pid, int version, int step,
    const struct json *data, struct json **out)
{
	struct saving s = { *pid, version, step, data };

	return db_tx(w, save_tx, &s) < 0 ? -1 : dossiers_get(w, pid, out);
}

static int
drop_tx(struct work *w, void *arg)
{
	struct dossier *d;

	return dossier_take(w, arg, &d) < 0 ? -1 :
	    dossier_move(w, d, DOSSIER_ACT_DROP, NULL);
}

int
dossiers_drop(struct work *w, const struct pid *pid)
{
	struct pid p = *pid;

	return db_tx(w, drop_tx, &p);
}

/* ---- print ---- */

int
dossiers_print(struct work *w, const struct pid *pid, struct json **out)
{
	struct paper_ask ask = { 0 };
	struct dossier_case c;
	struct dossier *d;
	struct paper p;

	if (dossier_get(w, pid, &d) < 0 || dossier_load(w, d, &c) < 0)
		return -1;
	if (c.k->form == NULL || !dossier_state_typing(d->state))
		return refuse_say(w, ERR_CONFLICT, NULL, "当前没有需要生成的表格");
	if (dossier_values(w, &c, &ask.values) < 0)
		return -1;
	ask.form = c.k->form;
	ask.scope = dossier_scope(w, d);
	ask.no = d->no;
	ask.account_id = d->account_id;
	ask.company_id = d->company_id;
	return paper_make(w, &ask, &p) < 0 ? -1 : dossiers_get(w, pid, out);
}

/* ---- submit ---- */

int
dossier_tell(struct work *w, const struct dossier *d, const char *event, int round,
    const char *reason)
{
	struct json *values = js_object(w);

	js_put_text(values, "service", dossier_kind_words(d->kind));
	js_put_text(values, "title", d->title);
	js_put_text(values, "reason", reason);
	return tell_account(w, d->account_id, event,
	    arena_printf(w->arena, "%s:%d", d->no, round), values);
}

int
dossier_effect(struct work *w, struct dossier_case *c)
{
	struct dossier *last;

	if (dossier_in_force(w, c->d->kind, c->d->subject_id, &last) < 0 ||
	    (last != NULL && dossier_move(w, last, DOSSIER_ACT_REPLACE, NULL) < 0))
		return -1;
	return c->k->approved(w, c->d, c->data);
}

/* All that stands in the way, at its fields. */
static int
complete(struct work *w, const struct dossier_case *c)
{
	struct json *missing = js_array(w);

	if (dossier_missing(w, c, missing) < 0)
		return -1;
	for (size_t i = 0; i < js_size(missing); i++)
		fault_field(w, js_get_text(js_at(missing, i), "field"), "%s",
		    js_get_text(js_at(missing, i), "words"));
	if (w->fault.code != ERR_NONE)
		return -1;
	return c->k->check == NULL ? 0 : c->k->check(w, c->d, c->data);
}

/* A returned dossier comes back with something new. */
static int
changed(struct work *w, const struct dossier_case *c)
{
	if (c->verdict == NULL || c->d->updated_at > c->verdict->decided_at)
		return 1;
	for (size_t i = 0; i < c->nuploads; i++)
		if (c->uploads[i].at > c->verdict->decided_at)
			return 1;
	(void)w;
	return 0;
}

struct sending {
	struct pid	 pid;
	int		 version;
};

static int
send(struct work *w, struct dossier_case *c)
{
	enum dossier_act act = c->d->state == DOSSIER_DRAFT ? DOSSIER_ACT_SUBMIT :
	    DOSSIER_ACT_RESUBMIT;

	if (c->d->policy_id == 0)
		return dossier_effect(w, c) < 0 ? -1 : dossier_move(w, c->d, act, NULL);
	return dossier_move(w, c->d, act, NULL) < 0 ? -1 :
	    review_open(w, review_of_dossier(c->d->id));
}

static int
submit_tx(struct work *w, void *arg)
{
	struct sending *s = arg;
	struct dossier_case c;

	if (take_typing(w, &s->pid, &c) < 0)
		return -1;
	if (c.d->version != s->version)
		return refuse_say(w, ERR_CONFLICT, "version",
		    "这份资料已在另一个窗口中修改，请刷新后核对再提交");
	if (complete(w, &c) < 0)
		return -1;
	if (!changed(w, &c))
		return refuse_say(w, ERR_CONFLICT, NULL, "请先按审核意见修改，再重新提交");
	return send(w, &c) < 0 ? -1 : idem_keep(w, &c.d->pid);
}

int
dossiers_submit(struct work *w, const struct pid *pid, int version, struct json **out)
{
	const char *who = arena_printf(w->arena, "%lld", (long long)w->actor->account_id);
	struct sending s = { *pid, version };
	const struct dossier_kind *k;
	struct dossier *d;

	if (dossier_get(w, pid, &d) < 0 || dossier_kind_get(w, d->kind, &k) < 0 ||
	    (k->tries != NULL && limit_take(w, k->tries, who) < 0) ||
	    db_tx(w, submit_tx, &s) < 0 ||
	    (k->tries != NULL && limit_give(w, k->tries, who) < 0))
		return -1;
	return dossiers_get(w, pid, out);
}
