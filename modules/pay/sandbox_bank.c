/* SPDX-License-Identifier: MIT */
/* The other side: the bank behind the QR.  Demo and test only. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "modules/base/clock.h"
#include "modules/base/conf.h"
#include "modules/base/crypto.h"
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

/* ---- the key ---- */

static int
read_key(struct work *w, const char *path, unsigned char out[KEY_LEN])
{
	char line[2 * KEY_LEN + 2] = "";
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat st;
	ssize_t n = -1;

	if (fd < 0)
		return errno == ENOENT ? 0 : refuse(w, ERR_BUG, "cannot read %s", path);
	if (fstat(fd, &st) == 0 && (st.st_mode & 077) == 0)
		n = read(fd, line, 2 * KEY_LEN);
	close(fd);
	if (n != 2 * KEY_LEN || hex_bytes(line, out, KEY_LEN) < 0)
		return refuse(w, ERR_BUG, "%s: not a key file of mode 0600", path);
	crypto_wipe(line, sizeof(line));
	return 1;
}

/* Two clerks may start at once: link() lets one file win. */
static int
make_key(struct work *w, const char *path)
{
	const char *tmp = arena_printf(w->arena, "%s.%ld", path, (long)getpid());
	unsigned char key[KEY_LEN], pub[KEY_LEN];
	int fd = open(tmp, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	int ok;

	if (fd < 0)
		return refuse(w, ERR_BUG, "cannot make %s", tmp);
	sign_make_key(key, pub);
	ok = write(fd, hex_text(w->arena, key, KEY_LEN), 2 * KEY_LEN) == 2 * KEY_LEN &&
	    fsync(fd) == 0;
	crypto_wipe(key, sizeof(key));
	close(fd);
	ok = ok && (link(tmp, path) == 0 || errno == EEXIST);
	unlink(tmp);
	return ok ? 0 : refuse(w, ERR_BUG, "cannot write %s", path);
}

int
sandbox_key(struct work *w, unsigned char private_key[KEY_LEN])
{
	const char *path = w->conf->sandbox_key;
	int rc = read_key(w, path, private_key);

	if (rc == 0 && make_key(w, path) == 0)
		rc = read_key(w, path, private_key);
	return rc == 1 ? 0 : -1;
}

const char *
sandbox_signature(struct work *w, const unsigned char private_key[KEY_LEN],
    const char *timestamp, const char *nonce, struct blob body)
{
	struct blob text = sandbox_signed_text(w, timestamp, nonce, body);
	unsigned char sig[SIGN_LEN];

	sign_bytes(private_key, text.p, text.n, sig);
	return hex_text(w->arena, sig, SIGN_LEN);
}

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
notify_body(struct work *w, const struct sandbox_trade *t, const char *nonce)
{
	struct json *b = js_object(w);

	js_put_text(b, "out_trade_no", t->out_trade_no);
	js_put_text(b, "txn", t->txn);
	js_put_text(b, "merchant", t->merchant);
	js_put_text(b, "currency", t->currency);
	js_put_int(b, "fen", t->fen);
	js_put_int(b, "paid_at", t->paid_at);
	js_put_text(b, "nonce", nonce);
	js_put_int(b, "timestamp", w->now);
	return b;
}

int
sandbox_notify(struct work *w, const char *out_trade_no, struct http_request *out)
{
	struct pid random = pid_new();
	const char *nonce = pid_text(w, &random), **headers, *at;
	unsigned char key[KEY_LEN];
	struct sandbox_trade t;
	struct blob body;

	if (db_one(w, &sql_by_no, cols, &t, DB_ARGS(DB_V(out_trade_no))) < 0 ||
	    sandbox_key(w, key) < 0)
		return -1;
	at = arena_printf(w->arena, "%lld", (long long)w->now);
	body.p = (const void *)js_print(w, notify_body(w, &t, nonce), &body.n);
	headers = ARENA_ARRAY(w->arena, const char *, 5);
	headers[0] = "Content-Type: application/json";
	headers[1] = arena_printf(w->arena, "Sandbox-Timestamp: %s", at);
	headers[2] = arena_printf(w->arena, "Sandbox-Nonce: %s", nonce);
	headers[3] = arena_printf(w->arena, "Sandbox-Signature: %s",
	    sandbox_signature(w, key, at, nonce, body));
	crypto_wipe(key, sizeof(key));
	*out = (struct http_request){ "POST", w->conf->notify_url, headers, body.p, body.n,
	    5000 };
	return 0;
}

int
sandbox_send(struct work *w, const char *out_trade_no)
{
	struct http_request rq;
	struct http_reply rp;

	if (sandbox_notify(w, out_trade_no, &rq) < 0)
		return -1;
	if (http_call(w, &rq, &rp) != HTTP_ANSWERED)
		return refuse(w, ERR_BUSY, "notify %s: %s", out_trade_no, rp.error);
	if (rp.status != 200)
		return refuse(w, ERR_BUSY, "notify %s: HTTP %d", out_trade_no, rp.status);
	return 0;
}
