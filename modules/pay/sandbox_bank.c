/* SPDX-License-Identifier: MIT */
/* The other side: the bank behind the QR.  Demo and test only. */
#include <string.h>

#include "modules/base/clock.h"
#include "modules/base/conf.h"
#include "modules/base/http_client.h"
#include "modules/base/json.h"
#include "modules/base/text.h"
#include "modules/outbox/task.h"
#include "sandbox.h"

#define TRADE "SELECT out_trade_no, token, merchant, currency, fen, words, state, txn," \
	" expires_at, paid_at FROM sandbox_trade"

DB_SQL(sql_by_no, "sandbox.by_no", TRADE " WHERE out_trade_no = ?", 1, 10);
DB_SQL(sql_take, "sandbox.take", TRADE " WHERE token = ? FOR UPDATE", 1, 10);
DB_SQL(sql_paid, "sandbox.paid",
    "UPDATE sandbox_trade SET state = 'PAID', txn = ?, paid_at = ?"
    " WHERE out_trade_no = ? AND state = 'NOTPAY'", 3, 0);
DB_SQL(sql_cashier, "sandbox.cashier",
    "SELECT t.fen, t.words, a.state FROM sandbox_trade t JOIN pay_attempt a"
    " ON a.provider = 'sandbox' AND a.out_trade_no = t.out_trade_no WHERE t.token = ?",
    1, 3);

static const struct db_col cols[] = {
	DB_COL(sandbox_trade, out_trade_no), DB_COL(sandbox_trade, token),
	DB_COL(sandbox_trade, merchant), DB_COL(sandbox_trade, currency),
	DB_COL(sandbox_trade, fen), DB_COL(sandbox_trade, words),
	DB_COL(sandbox_trade, state), DB_COL(sandbox_trade, txn),
	DB_COL(sandbox_trade, expires_at), DB_COL(sandbox_trade, paid_at),
};

/* ---- the cashier ---- */

struct cashier_row {
	int64_t		 fen;
	const char	*words, *state;
};

int
sandbox_cashier(struct work *w, const struct pid *token, struct json **out)
{
	static const struct db_col c[] = {
		DB_COL(cashier_row, fen), DB_COL(cashier_row, words),
		DB_COL(cashier_row, state),
	};
	struct cashier_row row;

	if (db_one(w, &sql_cashier, c, &row, DB_ARGS(DB_V(token))) < 0)
		return -1;
	*out = js_object(w);
	js_put_int(*out, "fen", row.fen);
	js_put_text(*out, "words", row.words);
	js_put_text(*out, "state", row.state);
	return 0;
}

int
sandbox_click(struct work *w, const struct pid *token)
{
	struct sandbox_trade t;
	struct json *p = js_object(w);

	if (db_one(w, &sql_take, cols, &t, DB_ARGS(DB_V(token))) < 0)
		return -1;
	js_put_text(p, "token", pid_text(w, token));
	return task_add(w, "pay.click", t.out_trade_no, p, 0);
}

static int
book(struct work *w, const struct sandbox_trade *t)
{
	struct pid random = pid_new();
	const char *txn = arena_printf(w->arena, "SB%d%.16s", date_number(w->now),
	    pid_text(w, &random));
	struct json *p = js_object(w);

	js_put_text(p, "out_trade_no", t->out_trade_no);
	return db_exec_one(w, &sql_paid, DB_ARGS(DB_V(txn), DB_V(w->now),
	    DB_V(t->out_trade_no))) < 0 ||
	    task_add(w, "pay.notify", t->out_trade_no, p, 0) < 0 ? -1 : 0;
}

int
sandbox_pay(struct work *w, const struct pid *token)
{
	struct sandbox_trade t;

	if (db_one(w, &sql_take, cols, &t, DB_ARGS(DB_V(token))) < 0)
		return -1;
	if (strcmp(t.state, "NOTPAY") != 0 || w->now >= t.expires_at)
		return 0;		/* paid before, closed or too late */
	return book(w, &t);
}

/* ---- the notify ---- */

static struct json *
notify_body(struct work *w, const struct sandbox_trade *t)
{
	struct json *b = js_object(w);

	js_put_text(b, "out_trade_no", t->out_trade_no);
	js_put_text(b, "txn", t->txn);
	js_put_text(b, "merchant", t->merchant);
	js_put_text(b, "currency", t->currency);
	js_put_int(b, "fen", t->fen);
	js_put_int(b, "paid_at", t->paid_at);
	return b;
}

int
sandbox_notify(struct work *w, const char *out_trade_no, struct http_request *out)
{
	struct sandbox_trade t;

	if (db_one(w, &sql_by_no, cols, &t, DB_ARGS(DB_V(out_trade_no))) < 0)
		return -1;
	return sandbox_sign(w, w->conf->notify_url, notify_body(w, &t), out);
}

int
sandbox_send(struct work *w, const char *out_trade_no)
{
	struct http_request rq;

	return sandbox_notify(w, out_trade_no, &rq) < 0 ? -1 : sandbox_post(w, out_trade_no, &rq);
}
