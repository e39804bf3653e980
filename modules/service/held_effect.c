/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "entered.h"
#include "handout.h"
#include "held.h"
#include "held_item.h"
#include "modules/base/clock.h"
#include "modules/base/json.h"
#include "modules/base/text.h"
#include "modules/cert/token.h"
#include "order_view.h"
#include "refunds.h"
#include "restate.h"
#include "services.h"

static int
platforms_of(struct work *w, const struct order *o, struct cert_platform **out, size_t *n)
{
	struct order_platform *p;

	if (order_platforms(w, o, &p, n) < 0)
		return -1;
	*out = ARENA_ARRAY(w->arena, struct cert_platform, *n + 1);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = (struct cert_platform){ p[i].platform, p[i].words, NULL };
	return 0;
}

int
held_grant(struct work *w, struct order *o, struct cert *c)
{
	struct cert_platform *p;
	size_t n;

	return platforms_of(w, o, &p, &n) < 0 ? -1 : cert_grant(w, c, p, n, o->no);
}

int
held_renew(struct work *w, struct order *o, struct cert *c)
{
	struct cert_platform *p;
	size_t n;

	return platforms_of(w, o, &p, &n) < 0 ? -1 : cert_renew(w, c, p, n, o->no);
}

/* ---- reissue: a new certificate beside the old one, until it is handed over ---- */

int
held_begin_new(struct work *w, struct order *o, struct cert *old)
{
	struct cert c = {
		.company_id = o->company_id, .person_id = o->person_id,
		.account_id = o->account_id, .order_id = o->id, .vendor = old->vendor,
		.lock_type = old->lock_type, .medium = old->medium, .applied_at = w->now,
	};
	struct cert_platform *p;
	size_t n;

	return platforms_of(w, o, &p, &n) < 0 ? -1 : cert_add(w, &c, p, n);
}

/* What became of the old key is the reason's; fetched meanwhile, it is given back. */
static int
end_key(struct work *w, const struct order *o, const struct cert *c)
{
	const struct reissue_reason *r;
	const struct catalog *cat;
	struct json *data;
	struct token *t;
	int act;

	if (catalog_get(w, &cat) < 0 || order_data(w, o->data, &data) < 0 ||
	    token_of_cert(w, c->id, &t) < 0)
		return -1;
	r = catalog_reissue_reason(cat, js_get_text(data, "reason"));
	act = r == NULL ? -1 : token_act_of(r->key_act);
	if (t == NULL || act < 0 || machine_step(&token_machine, (int)t->state, act, 0, 0) == NULL)
		return 0;
	return token_move(w, t, (enum token_act)act, o->no);
}

/* Nobody fetches the old key any more: its order ends with its code. */
static int
end_order(struct work *w, const struct order *o, const struct cert *c)
{
	struct order *old;

	if (order_take_id(w, c->order_id, &old) < 0 || handout_void(w, old) < 0 ||
	    order_move(w, old, ACT_REPLACE, o->no) < 0)
		return -1;
	return service_restate(w, old);
}

int
held_replace(struct work *w, struct order *o, struct cert *c)
{
	int waits = c->state == CERT_READY || c->state == CERT_APPLYING;

	if (end_key(w, o, c) < 0 || (waits && end_order(w, o, c) < 0))
		return -1;
	return cert_move(w, c, CERT_ACT_REPLACE, 0, o->no);
}

/* ---- change, cancel, unlock ---- */

int
held_change(struct work *w, struct order *o, struct cert *c)
{
	return cert_move(w, c, CERT_ACT_CHANGE, 0, o->no);
}

int
held_revoke(struct work *w, struct order *o, struct cert *c)
{
	return cert_move(w, c, CERT_ACT_REVOKE, 0, o->no);
}

/* Who asks for an unlock says that the key is locked. */
int
held_lock(struct work *w, struct order *o, struct cert *c)
{
	struct token *t;

	if (token_of_cert(w, c->id, &t) < 0)
		return -1;
	if (t == NULL)
		return refuse_say(w, ERR_CONFLICT, "items", "该证书没有登记介质，请联系客服办理");
	return t->state == TOKEN_PIN_LOCKED ? 0 : token_move(w, t, TOKEN_ACT_LOCK, o->no);
}

int
held_unlock(struct work *w, struct order *o, struct cert *c)
{
	struct token *t;

	if (token_of_cert(w, c->id, &t) < 0)
		return -1;
	return t == NULL ? 0 : token_move(w, t, TOKEN_ACT_UNLOCK, o->no);
}

/* ---- states of the order ---- */

/* The money went back before the key was updated. */
static int
undo(struct work *w, const struct order *o, struct cert *c)
{
	return c->state == CERT_RENEWAL_PENDING ? cert_move(w, c, CERT_ACT_UNDO, 0, o->no) : 0;
}

int
held_entered(struct work *w, struct order *o)
{
	const struct held_kind *k = o->cert_id == 0 ? NULL : held_kind_find(o->service);
	struct cert *c;

	if (k == NULL)
		return 0;
	if (cert_take_id(w, o->cert_id, &c) < 0)
		return -1;
	if (o->state == ORDER_UPDATE)
		return k->waits == NULL ? 0 : k->waits(w, o, c);
	if (o->state == ORDER_DONE)
		return k->done == NULL ? 0 : k->done(w, o, c);
	return o->state == ORDER_CANCELLED ? undo(w, o, c) : 0;
}

/* ---- the update ---- */

const struct field held_update_fields[2] = {
	FIELD_TEXT(held_update, seen, 1, 80, "原证书序列号", NULL),
	FIELD_TEXT(held_update, serial, 0, 80, "新证书序列号", NULL),
};

/* The last second of the Shanghai day. */
static int64_t
day_end(int64_t at)
{
	struct civil c = civil_of(at);

	c.hour = 23;
	c.minute = c.second = 59;
	return civil_epoch(&c);
}

int64_t
held_new_end(const struct work *w, const struct catalog *cat, const struct order *o,
    const struct cert *c)
{
	const struct renewal_rule *r = catalog_renewal_rule(cat, o->channel, c->lock_type);
	int anew = c->not_after < w->now && (r == NULL || strcmp(r->late_from, "END") != 0);
	int64_t end = date_add_years(anew ? day_end(w->now) : c->not_after, o->years);

	return strcmp(o->service, "renew") == 0 ? end : c->not_after;
}

struct update {
	const struct pid	*order;
	const char		*seen, *serial;		/* in normal form; serial: NULL when it stayed */
};

/* The key on the desk may be another one of the same holder. */
static int
right_key(struct work *w, const struct update *u, const struct cert *c)
{
	if (c->serial != NULL && strcmp(u->seen, c->serial) == 0)
		return 0;
	return fault_field(w, "seen", "插入的介质不是本订单的证书：应为%s", c->serial);
}

/* An unlocked key keeps its certificate; a changed one has a new serial. */
static int
write_key(struct work *w, const struct update *u, const struct catalog *cat,
    const struct order *o, struct cert *c)
{
	if (c->state == CERT_CHANGE_PENDING && u->serial == NULL)
		return fault_field(w, "serial", "请填写变更后的新证书序列号");
	if (c->state != CERT_CHANGE_PENDING && c->state != CERT_RENEWAL_PENDING)
		return u->serial == NULL ? 0 :
		    fault_field(w, "serial", "该业务不更换证书，请不要填写新证书序列号");
	return cert_updated(w, c, u->serial, held_new_end(w, cat, o, c), o->no);
}

static int
update_tx(struct work *w, void *arg)
{
	struct update *u = arg;
	const struct catalog *cat;
	struct order *o;
	struct cert *c;

	if (order_take(w, u->order, &o) < 0 || catalog_get(w, &cat) < 0)
		return -1;
	if (o->state != ORDER_UPDATE)
		return refuse_say(w, ERR_CONFLICT, NULL, "订单当前状态为“%s”，不能更新",
		    order_state_words(o->state));
	if (refunds_hold(w, o) < 0 || cert_take_id(w, o->cert_id, &c) < 0 ||
	    right_key(w, u, c) < 0 || write_key(w, u, cat, o, c) < 0 ||
	    order_move(w, o, ACT_UPDATED, NULL) < 0 || service_entered(w, o) < 0)
		return -1;
	return service_restate(w, o);
}

int
held_update(struct work *w, const struct pid *order, const struct held_update *form,
    struct json **out)
{
	struct update u = { order, cert_serial_normal(w, form->seen), NULL };

	if (u.seen == NULL)
		fault_field(w, "seen", "证书序列号应为十六进制数字，请核对");
	if (!text_empty(form->serial)) {
		u.serial = cert_serial_normal(w, form->serial);
		if (u.serial == NULL)
			fault_field(w, "serial", "证书序列号应为十六进制数字，请核对");
	}
	if (w->fault.code != ERR_NONE || db_tx(w, update_tx, &u) < 0)
		return -1;
	return order_page_get(w, order, out);
}
