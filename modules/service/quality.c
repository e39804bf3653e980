/* SPDX-License-Identifier: MIT */
#include "making.h"
#include "modules/base/conf.h"
#include "modules/base/json.h"
#include "modules/base/text.h"
#include "modules/cert/cert.h"
#include "modules/cert/token.h"
#include "order_view.h"
#include "quality.h"
#include "restate.h"
#include "stock.h"
#include "tell.h"

int
quality_lacks(const struct work *w, const struct token *t)
{
	return w->conf->quality_check && t->state == TOKEN_PERSONALISED;
}

static int
made(struct work *w, const struct order *o, struct cert **c, struct token **t)
{
	*t = NULL;
	return cert_of_order(w, o->id, c) < 0 ||
	    (*c != NULL && token_of_cert(w, (*c)->id, t) < 0) ? -1 : 0;
}

int
quality_sent(struct work *w, const struct order *o)
{
	struct token *t;
	struct cert *c;

	if (!w->conf->quality_check)
		return 0;
	if (made(w, o, &c, &t) < 0)
		return -1;
	return t == NULL || !quality_lacks(w, t) ? 0 :
	    refuse_say(w, ERR_CONFLICT, NULL, "介质尚未质检，请先登记质检结果");
}

static const char *
reason_of(struct work *w, const struct token *t, const char *words)
{
	return arena_printf(w->arena, "%s：%s", t->serial, words);
}

/* ---- it could not be written ---- */

struct failing {
	struct pid	 order;
	struct token	 key;
	const char	*words;
};

/* A key nobody has heard of yet enters the books before it leaves them. */
static int
spoil(struct work *w, struct token key, const char *words)
{
	struct token *known;

	if (stock_usable(w, &key) < 0 || token_find(w, key.serial, &known) < 0 ||
	    (known == NULL && token_add(w, &key) < 0))
		return -1;
	if (known != NULL && token_step(known->state, TOKEN_ACT_PERSONALISE) == NULL)
		return fault_field(w, "key_serial", "该介质的状态为“%s”，不能登记制证失败",
		    token_state_words(known->state));
	return token_move(w, known == NULL ? &key : known, TOKEN_ACT_SPOIL, words);
}

static int
failed_tx(struct work *w, void *arg)
{
	const struct failing *f = arg;
	struct order *o;

	if (order_take(w, &f->order, &o) < 0)
		return -1;
	if (o->state != ORDER_MAKE)
		return refuse_say(w, ERR_CONFLICT, NULL, "订单当前状态为“%s”，不能登记制证失败",
		    order_state_words(o->state));
	return spoil(w, f->key, f->words) < 0 ? -1 :
	    order_note(w, o, ACT_FAILED, reason_of(w, &f->key, f->words));
}

int
quality_failed(struct work *w, const struct pid *order, const struct spoilt *s,
    struct json **out)
{
	const struct binding b = { .key_serial = s->key_serial,
	    .media_vendor = s->media_vendor, .model = s->model };
	struct failing f = { .order = *order, .words = text_normal(w->arena, s->words) };
	int blocked;

	making_key(w, &b, &f.key, &blocked);
	if (text_empty(f.words))
		fault_field(w, "words", "请填写失败原因");
	if (w->fault.code != ERR_NONE || db_tx(w, failed_tx, &f) < 0)
		return -1;
	return order_page_get(w, order, out);
}

/* ---- the check ---- */

struct checking {
	struct pid	 order;
	int		 good;
	const char	*words;
};

static int
passed(struct work *w, const struct order *o, struct token *t)
{
	if (t->state == TOKEN_CHECKED)
		return refuse_say(w, ERR_CONFLICT, NULL, "该介质已质检合格");
	return token_move(w, t, TOKEN_ACT_CHECK, o->no) < 0 ? -1 :
	    order_note(w, o, ACT_CHECKED, t->serial);
}

static int
failed(struct work *w, struct order *o, struct cert *c, struct token *t, const char *words)
{
	int told = o->state == ORDER_PICKUP;

	t->cert_id = 0;
	if (token_move(w, t, TOKEN_ACT_SPOIL, words) < 0 || cert_retract(w, c, words) < 0 ||
	    order_move(w, o, ACT_REMAKE, reason_of(w, t, words)) < 0 ||
	    (told && tell_applicant(w, o, "pickup.remake", o->version, js_object(w)) < 0))
		return -1;
	return service_restate(w, o);
}

static int
check_tx(struct work *w, void *arg)
{
	const struct checking *k = arg;
	struct token *t;
	struct order *o;
	struct cert *c;

	if (order_take(w, &k->order, &o) < 0 || made(w, o, &c, &t) < 0)
		return -1;
	if ((o->state != ORDER_SHIP && o->state != ORDER_PICKUP) || t == NULL)
		return refuse_say(w, ERR_CONFLICT, NULL, "订单当前状态为“%s”，不能登记质检",
		    order_state_words(o->state));
	return k->good ? passed(w, o, t) : failed(w, o, c, t, k->words);
}

int
quality_check(struct work *w, const struct pid *order, const struct check *k,
    struct json **out)
{
	struct checking x = { .order = *order, .good = k->good,
	    .words = text_normal(w->arena, k->words == NULL ? "" : k->words) };

	if (!x.good && text_empty(x.words))
		return fault_field(w, "words", "请填写不合格原因");
	return db_tx(w, check_tx, &x) < 0 ? -1 : order_page_get(w, order, out);
}
