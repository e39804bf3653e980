/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "entered.h"
#include "handout.h"
#include "modules/account/limit.h"
#include "modules/base/json.h"
#include "modules/catalog/catalog.h"
#include "modules/catalog/policy.h"
#include "modules/cert/cert.h"
#include "modules/cert/token.h"
#include "modules/deliver/voucher.h"
#include "modules/order/words.h"
#include "order_view.h"
#include "quality.h"
#include "restate.h"
#include "slip.h"
#include "tell.h"

/* ---- the applicant ---- */

static struct json *
point_json(struct work *w, const struct catalog *c, int64_t id)
{
	const struct pickup_point *p = catalog_point_id(c, id);
	struct json *j;

	if (p == NULL)
		return NULL;
	j = js_object(w);
	js_put_text(j, "words", p->words);
	js_put_text(j, "address", p->address);
	js_put_text(j, "hours", p->hours);
	js_put_text(j, "phone", p->phone);
	return j;
}

/* What the page says; the code is there from approval on (errata). */
static void
put_state(struct json *j, const struct order *o, const struct voucher *v)
{
	const char *state = "NONE", *state_words = "待审核", *words =
	    "审核通过后，这里会显示领取码。";

	if (v != NULL && strcmp(v->state, "USED") == 0) {
		state = "USED";
		state_words = "已领取";
		words = "CA锁已领取，领取码已失效。";
	} else if (v != NULL && order_state_final(o->state)) {
		state = "VOID";
		state_words = "已作废";
		words = order_next_words(o);
	} else if (v != NULL && o->state == ORDER_PICKUP) {
		state = "READY";
		state_words = "待领取";
		words = "请携带本人身份证和领取码，到办理点领取。";
	} else if (v != NULL) {
		state = "MAKING";
		state_words = "制证中";
		words = "正在制证，完成后短信通知您，请收到短信后再前往领取。";
	}
	js_put_text(j, "state", state);
	js_put_text(j, "state_words", state_words);
	js_put_text(j, "words", words);
}

/* NULL when there is none to show. */
static int
code_of(struct work *w, const struct voucher *v, const char **out)
{
	*out = NULL;
	if (v == NULL || strcmp(v->state, "ISSUED") != 0)
		return 0;
	return voucher_code(w, v, out);
}

static int
put_code(struct work *w, const struct order *o, const struct voucher *v, struct json *j)
{
	const char *code, *url = NULL;

	if (code_of(w, v, &code) < 0)
		return -1;
	if (code != NULL)
		url = arena_printf(w->arena, "/api/orders/%s/voucher/qr", pid_text(w, &o->pid));
	js_put_text(j, "code", code == NULL ? NULL : voucher_code_words(w, code));
	js_put_text(j, "qr", url);
	return 0;
}

int
handout_code(struct work *w, const struct pid *order, const char **code)
{
	struct voucher *v;
	struct order *o;

	if (order_get(w, order, &o) < 0 || voucher_of_order(w, o->id, &v) < 0 ||
	    code_of(w, v, code) < 0)
		return -1;
	return *code != NULL ? 0 : refuse(w, ERR_NOTFOUND, "order %s has no code", o->no);
}

int
handout_voucher(struct work *w, const struct pid *order, struct json **out)
{
	const struct catalog *c;
	struct json *j = js_object(w);
	struct voucher *v;
	struct order *o;
	int slip;

	if (order_get(w, order, &o) < 0)
		return -1;
	if (o->way != WAY_PICKUP)
		return refuse_say(w, ERR_NOTFOUND, NULL, "该订单不是现场领取，没有领取码");
	if (catalog_get(w, &c) < 0 || voucher_of_order(w, o->id, &v) < 0 ||
	    put_code(w, o, v, j) < 0 || slip_has(w, v, &slip) < 0)
		return -1;
	put_state(j, o, v);
	js_put_text(j, "order", pid_text(w, &o->pid));
	js_put_text(j, "no", o->no);
	js_put_text(j, "holder", o->holder);
	js_put(j, "point", point_json(w, c, o->point_id));
	js_put_text(j, "slip", !slip ? NULL :
	    arena_printf(w->arena, "/api/orders/%s/slip", pid_text(w, &o->pid)));
	*out = j;
	return 0;
}

int
handout_slip(struct work *w, const struct pid *order, struct blob *pdf)
{
	struct voucher *v;
	struct order *o;

	if (order_get(w, order, &o) < 0 || voucher_of_order(w, o->id, &v) < 0)
		return -1;
	if (v == NULL || o->way != WAY_PICKUP)
		return refuse_say(w, ERR_NOTFOUND, NULL, "审核通过后才能下载领取凭证");
	return slip_bytes(w, v, pdf);
}

/* The key is in the holder's hands: certificate, key and warranty begin. */
int
handout_in_hand(struct work *w, struct order *o)
{
	const struct catalog *catalog;
	const struct policy *p;
	struct token *t = NULL;
	struct cert *c;

	if (catalog_get(w, &catalog) < 0 || cert_of_order(w, o->id, &c) < 0 ||
	    (c != NULL && token_of_cert(w, c->id, &t) < 0))
		return -1;
	if (t == NULL)
		return refuse(w, ERR_BUG, "order %s has no key", o->no);
	if (token_move(w, t, TOKEN_ACT_HANDOUT, o->no) < 0)
		return -1;
	p = policy_by_id(catalog, o->policy_id);
	return cert_move(w, c, CERT_ACT_HANDOUT,
	    p != NULL && (p->traits & POLICY_ACTIVATION) ? CERT_WAITS : 0, NULL);
}

/* ---- the desk ---- */

static const struct limit codes_typed = { "voucher.code", 10, 900,
	"领取码输入错误次数过多，请15分钟后再试" };
static const struct limit serials_typed = { "voucher.serial", 5, 900,
	"介质序列号多次不符，请核对实物后15分钟再试" };

int
handout_waiting(struct work *w, int64_t page, int64_t size, struct json **out)
{
	struct order_filter f = { .page = page, .size = size,
		.state = order_state_code(ORDER_PICKUP), .point_id = w->actor->point_id,
		.waiting = 1 };

	return order_rows(w, &f, out);
}

static const char *
clerk(struct work *w)
{
	return arena_printf(w->arena, "%lld", (long long)w->actor->account_id);
}

/* Takes a try first; only what was not found stays counted. */
static int
find_typed(struct work *w, const char *typed, struct voucher **out)
{
	const char *code;

	if (w->actor->point_id == 0)
		return refuse_say(w, ERR_DENIED, NULL, "您的账号没有设置办理点，请联系系统管理员");
	if (limit_take(w, &codes_typed, clerk(w)) < 0)
		return -1;
	code = voucher_code_normal(w, typed);
	if (code == NULL)
		return refuse_say(w, ERR_INVALID, "code", "领取码应为10位字母和数字，请核对");
	if (voucher_find(w, code, out) < 0)
		return -1;
	return limit_give(w, &codes_typed, clerk(w));
}

/* A desk case, read in one transaction so that its parts fit together. */
struct desk_case {
	int64_t		 voucher_id;
	struct voucher	*voucher;
	struct order	*order;
	struct cert	*cert;
	struct token	*token;		/* NULL while it is being made */
};

static int
desk_take(struct work *w, struct desk_case *d, int64_t order_id)
{
	d->token = NULL;
	if (order_take_id(w, order_id, &d->order) < 0 ||
	    voucher_take(w, d->voucher_id, &d->voucher) < 0 ||
	    cert_of_order(w, d->order->id, &d->cert) < 0)
		return -1;
	return d->cert == NULL ? 0 : token_of_cert(w, d->cert->id, &d->token);
}

static int
lookup_tx(struct work *w, void *arg)
{
	struct desk_case *d = arg;

	return desk_take(w, d, d->voucher->order_id);
}

/* Enough to take the right key from the shelf, not enough to skip reading it. */
static const char *
serial_hint(struct work *w, const struct token *t)
{
	size_t n = t == NULL ? 0 : strlen(t->serial);

	return t == NULL ? NULL :
	    arena_printf(w->arena, "%.3s****%s", t->serial, t->serial + n - 2);
}

static int
ready(const struct work *w, const struct desk_case *d)
{
	return d->order->state == ORDER_PICKUP && d->token != NULL &&
	    !quality_lacks(w, d->token) && strcmp(d->voucher->state, "ISSUED") == 0;
}

static const char *
desk_words(const struct work *w, const struct desk_case *d)
{
	if (strcmp(d->voucher->state, "USED") == 0)
		return "该领取码已使用过，不能重复领取";
	if (strcmp(d->voucher->state, "VOID") == 0)
		return "该领取码已作废";
	if (d->token != NULL && quality_lacks(w, d->token))
		return "待质检，暂不能发放";
	return ready(w, d) ? "请核对领取人身份证原件，并扫描介质序列号" : "制证中，暂不能发放";
}

static int
desk_json(struct work *w, const struct desk_case *d, struct json **out)
{
	struct json *j = js_object(w), *holder = js_object(w), *order;
	const char *id_masked;

	if (order_row(w, d->order, &order) < 0 || holder_masked(w, d->order, &id_masked) < 0)
		return -1;
	js_put_text(holder, "name", d->order->holder);
	js_put_text(holder, "id_masked", id_masked);
	js_put(j, "order", order);
	js_put(j, "holder", holder);
	js_put_text(j, "company", d->order->company);
	js_put_text(j, "key_serial_hint", serial_hint(w, d->token));
	js_put_bool(j, "ready", ready(w, d));
	js_put_text(j, "words", desk_words(w, d));
	*out = j;
	return 0;
}

int
handout_lookup(struct work *w, const char *code, struct json **out)
{
	struct desk_case d = { 0 };

	if (find_typed(w, code, &d.voucher) < 0)
		return -1;
	d.voucher_id = d.voucher->id;
	return db_tx(w, lookup_tx, &d) < 0 ? -1 : desk_json(w, &d, out);
}

struct handing_over {
	int64_t			 voucher_id, order_id;
	const char		*serial;	/* normal form */
	struct order		*order;
};

static int
hand_tx(struct work *w, void *arg)
{
	struct handing_over *h = arg;
	struct desk_case d = { .voucher_id = h->voucher_id };

	if (desk_take(w, &d, h->order_id) < 0)
		return -1;
	if (!ready(w, &d))
		return refuse_say(w, ERR_CONFLICT, "code", "%s", desk_words(w, &d));
	if (strcmp(d.token->serial, h->serial) != 0)
		return refuse_say(w, ERR_INVALID, "key_serial",
		    "介质序列号与该订单绑定的不一致，请核对是否拿错了锁");
	if (voucher_use(w, d.voucher) < 0 || handout_in_hand(w, d.order) < 0 ||
	    order_move(w, d.order, ACT_HANDOUT, NULL) < 0 || service_entered(w, d.order) < 0)
		return -1;
	h->order = d.order;
	return service_restate(w, d.order);
}

int
handout_hand(struct work *w, const struct handing *h, struct json **out)
{
	struct handing_over over = { .serial = token_serial_normal(w, h->key_serial) };
	const char *subject;
	struct voucher *v;

	if (!h->id_checked)
		return fault_field(w, "id_checked", "请核对领取人身份证原件并勾选确认");
	if (over.serial == NULL)
		return fault_field(w, "key_serial", "请扫描或输入介质序列号");
	if (find_typed(w, h->code, &v) < 0)
		return -1;
	subject = pid_text(w, &v->pid);
	if (limit_take(w, &serials_typed, subject) < 0)
		return -1;
	over.voucher_id = v->id;
	over.order_id = v->order_id;
	if (db_tx(w, hand_tx, &over) < 0)
		return -1;
	if (limit_give(w, &serials_typed, subject) < 0)
		fault_clear(w);		/* the key is handed over all the same */
	return order_page_get(w, &over.order->pid, out);
}
