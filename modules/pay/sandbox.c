/* SPDX-License-Identifier: MIT */
/* Our side of the sandbox: the driver. */
#include <string.h>

#include "driver.h"
#include "modules/base/conf.h"
#include "modules/base/json.h"
#include "modules/base/text.h"
#include "sandbox.h"

DB_SQL(sql_add, "sandbox.add",
    "INSERT INTO sandbox_trade (out_trade_no, token, merchant, currency, fen, words, state,"
    " expires_at) VALUES (?, ?, ?, ?, ?, ?, 'NOTPAY', ?)", 7, 0);
DB_SQL(sql_get, "sandbox.get",
    "SELECT out_trade_no, token, merchant, currency, fen, words, state, txn, expires_at,"
    " paid_at FROM sandbox_trade WHERE out_trade_no = ?", 1, 10);
DB_SQL(sql_close, "sandbox.close",
    "UPDATE sandbox_trade SET state = 'CLOSED' WHERE out_trade_no = ? AND state = 'NOTPAY'",
    1, 0);
DB_SQL(sql_refund, "sandbox.refund",
    "INSERT INTO sandbox_refund (refund_no, out_trade_no, fen, at)"
    " SELECT ?, t.out_trade_no, ?, ? FROM sandbox_trade t WHERE t.out_trade_no = ?"
    " AND t.state = 'PAID' AND t.fen >= ? + (SELECT COALESCE(SUM(r.fen), 0)"
    " FROM sandbox_refund r WHERE r.out_trade_no = t.out_trade_no)", 5, 0);
DB_SQL(sql_refunded, "sandbox.refunded",
    "SELECT COUNT(*) FROM sandbox_refund WHERE refund_no = ?", 1, 1);

static const struct db_col cols[] = {
	DB_COL(sandbox_trade, out_trade_no), DB_COL(sandbox_trade, token),
	DB_COL(sandbox_trade, merchant), DB_COL(sandbox_trade, currency),
	DB_COL(sandbox_trade, fen), DB_COL(sandbox_trade, words),
	DB_COL(sandbox_trade, state), DB_COL(sandbox_trade, txn),
	DB_COL(sandbox_trade, expires_at), DB_COL(sandbox_trade, paid_at),
};

static int
trade_of(struct work *w, const char *no, struct sandbox_trade *t)
{
	return db_maybe(w, &sql_get, cols, t, DB_ARGS(DB_V(no)));
}

static enum outside
create(struct work *w, const struct pay_attempt *a, const char **code)
{
	struct pid token = pid_new();
	struct sandbox_trade t;
	const char *words = arena_printf(w->arena, "数字证书订单支付 %s", a->out_trade_no);

	if (db_exec_unique(w, &sql_add, DB_ARGS(DB_V(a->out_trade_no), DB_V(&token),
		DB_V(a->merchant), DB_V(a->currency), DB_V(a->fen), DB_V(words),
		DB_V(a->expires_at))) < 0 || trade_of(w, a->out_trade_no, &t) != 1)
		return OUTSIDE_RETRY;
	*code = arena_printf(w->arena, "%s/sandbox/%s", w->conf->site_origin,
	    pid_text(w, &t.token));
	return OUTSIDE_OK;
}

static void
fill_evidence(const struct sandbox_trade *t, const char *source, struct pay_evidence *ev)
{
	*ev = (struct pay_evidence){ .source = source, .provider = "sandbox",
	    .out_trade_no = t->out_trade_no, .txn = t->txn, .merchant = t->merchant,
	    .currency = t->currency, .fen = t->fen, .paid_at = t->paid_at };
}

static enum outside
query(struct work *w, const struct pay_attempt *a, enum pay_trade *trade,
    struct pay_evidence *ev)
{
	struct sandbox_trade t;
	int rc = trade_of(w, a->out_trade_no, &t);

	if (rc < 0)
		return OUTSIDE_RETRY;
	*trade = rc == 0 ? PAY_TRADE_ABSENT :
	    strcmp(t.state, "PAID") == 0 ? PAY_TRADE_PAID :
	    strcmp(t.state, "CLOSED") == 0 ? PAY_TRADE_CLOSED : PAY_TRADE_UNPAID;
	if (*trade == PAY_TRADE_PAID)
		fill_evidence(&t, "query", ev);
	return OUTSIDE_OK;
}

static enum outside
close_trade(struct work *w, const struct pay_attempt *a)
{
	return db_exec(w, &sql_close, DB_ARGS(DB_V(a->out_trade_no))) < 0 ?
	    OUTSIDE_RETRY : OUTSIDE_OK;
}

static enum outside
refund(struct work *w, const struct pay_attempt *a, const struct pay_refund *r,
    const char **ref)
{
	int64_t done;

	if (db_exec_unique(w, &sql_refund, DB_ARGS(DB_V(r->refund_no), DB_V(r->fen),
		DB_V(w->now), DB_V(a->out_trade_no), DB_V(r->fen))) < 0 ||
	    db_int(w, &sql_refunded, &done, DB_ARGS(DB_V(r->refund_no))) < 0)
		return OUTSIDE_RETRY;
	if (done == 0) {
		refuse(w, ERR_INVALID, "refund %s: not paid or more than was paid",
		    r->refund_no);
		return OUTSIDE_REJECTED;
	}
	*ref = r->refund_no;
	return OUTSIDE_OK;
}

/* ---- the notify ---- */

static int
read_body(struct work *w, const struct json *b, struct pay_evidence *ev)
{
	*ev = (struct pay_evidence){ .source = "notify", .provider = "sandbox",
	    .out_trade_no = js_get_text(b, "out_trade_no"), .txn = js_get_text(b, "txn"),
	    .merchant = js_get_text(b, "merchant"),
	    .currency = js_get_text(b, "currency"),
	    .fen = js_get_int(b, "fen", -1), .paid_at = js_get_int(b, "paid_at", 0) };
	if (ev->out_trade_no == NULL || ev->txn == NULL || ev->merchant == NULL ||
	    ev->currency == NULL || ev->fen < 0)
		return refuse(w, ERR_INVALID, "notify lacks a member");
	return 0;
}

static int
parse_notify(struct work *w, const struct pay_inbox *in, struct pay_evidence *out)
{
	struct json *body;

	return sandbox_read(w, in->headers, in->body, in->received_at, &body) < 0 ? -1 :
	    read_body(w, body, out);
}

const struct pay_driver pay_sandbox = {
	"sandbox", "模拟支付", SANDBOX_MERCHANT, create, query, close_trade, refund,
	parse_notify,
};
