/* SPDX-License-Identifier: MIT */
/*
 * The fixture of the payment tests: a payer, orders as submission leaves them,
 * a clerk that works when told to, several at once, a bank whose notifies get
 * lost unless post() delivers them, and a clock that shift() moves.
 */
#ifndef TESTS_SQL_PAY_TEST_H
#define TESTS_SQL_PAY_TEST_H

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sql_test.h"
#include "modules/account/account.h"
#include "modules/base/clock.h"
#include "modules/base/crypto.h"
#include "modules/base/http_client.h"
#include "modules/base/json.h"
#include "modules/order/order.h"
#include "modules/pay/driver.h"
#include "modules/pay/sandbox.h"
#include "modules/person/person.h"
#include "modules/service/checkout.h"
#include "modules/service/restate.h"
#include "modules/service/settle.h"
#include "modules/service/tasks.h"

#define CLERKS	8
#define FEN	75000
#define TWINS	12

DB_SQL(sql_one, "test.pay_order",
    "SELECT COUNT(*) FROM orders WHERE id = ? AND state = ?", 2, 1);
DB_SQL(sql_paid_events, "test.pay_events",
    "SELECT COUNT(*) FROM order_event WHERE order_id = ? AND act = 'PAY'", 1, 1);
DB_SQL(sql_attempts, "test.pay_attempts",
    "SELECT COUNT(*) FROM pay_attempt WHERE group_id = ? AND state = ?", 2, 1);
DB_SQL(sql_group, "test.pay_group",
    "SELECT COUNT(*) FROM pay_group WHERE id = ? AND state = ?", 2, 1);
DB_SQL(sql_refunds, "test.pay_refunds",
    "SELECT COUNT(*) FROM pay_refund r JOIN pay_attempt a ON a.id = r.attempt_id"
    " WHERE a.group_id = ? AND r.state = ?", 2, 1);
DB_SQL(sql_back, "test.pay_back",
    "SELECT CAST(COALESCE(SUM(s.fen), 0) AS SIGNED) FROM sandbox_refund s"
    " JOIN pay_attempt a ON a.out_trade_no = s.out_trade_no WHERE a.group_id = ?", 1, 1);
DB_SQL(sql_ledger, "test.pay_ledger",
    "SELECT CAST(COALESCE(SUM(t.fen), 0) AS SIGNED) FROM sandbox_trade t"
    " WHERE t.state = 'PAID'", 0, 1);
DB_SQL(sql_ours, "test.pay_ours",
    "SELECT CAST(COALESCE(SUM(fen), 0) AS SIGNED) FROM pay_attempt"
    " WHERE state IN ('SUCCESS', 'SURPLUS')", 0, 1);
DB_SQL(sql_inbox, "test.pay_inbox", "SELECT COUNT(*) FROM pay_inbox WHERE state = ?", 1, 1);
DB_SQL(sql_dead, "test.pay_dead",
    "SELECT COUNT(*) FROM task WHERE state = 'DEAD' AND kind <> 'pay.notify'", 0, 1);
DB_SQL(sql_open_work, "test.pay_open",
    "SELECT COUNT(*) FROM task WHERE pool = 'pay' AND kind = ? AND due_at IS NOT NULL", 1, 1);
DB_SQL(sql_message, "test.pay_message",
    "SELECT COUNT(*) FROM task WHERE kind = 'talk.sms' AND tkey LIKE ?", 1, 1);
DB_SQL(sql_words, "test.pay_words",
    "SELECT COUNT(*) FROM orders WHERE id = ? AND pay_word = ?", 2, 1);
DB_SQL(sql_wipe_task, "test.pay_wipe_task", "DELETE FROM task", 0, 0);
DB_SQL(sql_wipe_inbox, "test.pay_wipe_inbox", "DELETE FROM pay_inbox", 0, 0);

static struct conf conf;
static struct actor payer = { .rights = RIGHT_MEMBER | RIGHT_APPLY, .channel = "MAIN",
	.name = "刘建国", .company_id = 7 };
static char folder[] = "/tmp/caportal-pay-XXXXXX";
static int serial;

/* ---- the fixture ---- */

static __attribute__((unused)) int
people_tx(struct work *w, void *arg)
{
	struct person p = { .name = "刘建国", .id_number = "210102198001010017",
	    .phone = "13840000001" };
	struct account a = { .username = "liu", .kind = "member", .name = "刘建国",
	    .password = "x" };

	(void)arg;
	if (person_add(w, &p) < 0)
		return -1;
	a.person_id = p.id;
	if (account_add(w, &a, NULL) < 0)
		return -1;
	payer.account_id = a.id;
	payer.person_id = p.id;
	return 0;
}

/* Moves the clock of the whole house. */
static __attribute__((unused)) void
shift(int64_t seconds)
{
	char path[64];
	FILE *f;
	struct timespec t[2] = { { 0, UTIME_NOW }, { 0, 0 } };

	snprintf(path, sizeof(path), "%s/clock", folder);
	f = fopen(path, "w");
	assert_non_null(f);
	fprintf(f, "%lld\n", (long long)seconds);
	fclose(f);
	t[1].tv_sec = 1000 + ++serial;		/* a new mtime even within a tick */
	utimensat(AT_FDCWD, path, t, 0);
	sql_w.now = clock_now();
}

static __attribute__((unused)) int
setup(void **s)
{
	char path[64];
	int rc = sql_setup(s);

	if (rc < 0 || sql_w.db == NULL)
		return rc;
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof(path), "%s/clock", folder);
	clock_setup(path);
	conf = *sql_w.conf;
	conf.sandbox_key = strdup(arena_printf(sql_w.arena, "%s/sandbox.key", folder));
	conf.notify_url = "http://127.0.0.1:1/";	/* nobody: notifies get lost */
	sql_w.conf = &conf;
	sql_w.actor = &payer;
	shift(0);
	return db_tx(&sql_w, people_tx, NULL);
}

static __attribute__((unused)) int
teardown(void **s)
{
	static const char *const left[] = { "clock", "sandbox.key" };
	char path[64];

	for (size_t i = 0; i < 2; i++) {
		snprintf(path, sizeof(path), "%s/%s", folder, left[i]);
		unlink(path);
	}
	rmdir(folder);
	return sql_end(s);
}

static __attribute__((unused)) int
fresh(void **s)
{
	(void)s;
	if (sql_w.db == NULL)
		return 0;
	sql_clear();
	sql_w.actor = &payer;
	conf.notify_url = "http://127.0.0.1:1/";
	shift(0);
	sql_ok(db_exec(&sql_w, &sql_wipe_task, DB_NO_ARGS));
	sql_ok(db_exec(&sql_w, &sql_wipe_inbox, DB_NO_ARGS));
	return 0;
}

static __attribute__((unused)) int64_t
number(const struct db_sql *sql, struct db_args args)
{
	int64_t n = -1;

	sql_ok(db_int(&sql_w, sql, &n, args));
	return n;
}

static __attribute__((unused)) int
order_tx(struct work *w, void *arg)
{
	struct order *o = arg;

	o->no = arena_printf(w->arena, "T%d-%d", (int)getpid(), ++serial);
	return order_add(w, o, NULL, 0) < 0 || order_move(w, o, ACT_SUBMIT, NULL) < 0 ? -1 : 0;
}

static __attribute__((unused)) struct order *
order(void)
{
	struct order *o = ARENA_NEW(sql_w.arena, struct order);

	*o = (struct order){ .account_id = payer.account_id, .buyer = "刘建国",
	    .company_id = 7, .company = "演示测试企业", .person_id = payer.person_id,
	    .holder = "刘建国", .channel = "MAIN", .service = "new", .lock_type = "PROJECT",
	    .medium = "UKEY", .vendor = "CFCA", .years = 1,
	    .traits = TRAIT_PAID | TRAIT_REVIEWED | TRAIT_HANDED, .reviewers = 1,
	    .tariff_id = 1, .policy_id = 1, .fen = FEN, .price_lines = "[]", .data = "{}",
	    .paper_scope = "x", .pay_due_at = sql_w.now + 72 * 3600 };
	sql_ok(db_tx(&sql_w, order_tx, o));
	return o;
}

/* The body the checkout page sends. */
static __attribute__((unused)) struct json *
body_of(struct order **o, size_t n, int64_t fen)
{
	struct work *w = &sql_w;
	struct json *b = js_object(w), *list = js_array(w), *to = js_object(w);

	for (size_t i = 0; i < n; i++)
		js_add_text(list, pid_text(w, &o[i]->pid));
	js_put_text(to, "name", "刘建国");
	js_put_text(to, "phone", "138 4000 0001");
	js_put_text(to, "address", "辽宁省沈阳市和平区南京街1号");
	js_put(b, "orders", list);
	js_put_text(b, "way", "MAIL");
	js_put(b, "recipient", to);
	js_put_int(b, "fen", fen);
	return b;
}

static __attribute__((unused)) struct pay_group *
checkout(struct order **o, size_t n)
{
	struct json *j;
	struct pid pid;
	struct pay_group *g;

	sql_ok(checkout_open(&sql_w, body_of(o, n, (int64_t)n * FEN), &j));
	sql_ok(pid_parse(&sql_w, js_get_text(j, "pid"), &pid));
	sql_ok(pay_group_get(&sql_w, &pid, &g));
	return g;
}

/* ---- the clerk and the bank ---- */

static __attribute__((unused)) int
clerk_works(struct work *w)
{
	int rc, n = 0;

	while ((rc = tasks_run(w, TASK_PAY)) == 1)
		n++;
	return rc < 0 ? -1 : n;
}

static __attribute__((unused)) void
clerk(void)
{
	assert_true(clerk_works(&sql_w) >= 0);
	sql_w.actor = &payer;
	sql_w.now = clock_now();
}

static __attribute__((unused)) void
clerks_at_once(void)
{
	pid_t kids[CLERKS];

	for (int i = 0; i < CLERKS; i++)
		if ((kids[i] = fork()) == 0) {
			struct work w = sql_slip();

			w.conf = &conf;
			_exit(clerk_works(&w) < 0);
		}
	for (int i = 0; i < CLERKS; i++) {
		int st;

		waitpid(kids[i], &st, 0);
		assert_true(WIFEXITED(st) && WEXITSTATUS(st) == 0);
	}
}

static __attribute__((unused)) struct pay_attempt *
attempt(struct pay_group *g)
{
	struct json *j;
	struct pay_attempt *a;
	struct pid pid;

	sql_ok(checkout_pay(&sql_w, &g->pid, "sandbox", &j));
	sql_ok(pid_parse(&sql_w, js_get_text(j, "pid"), &pid));
	clerk();
	sql_ok(pay_attempt_get(&sql_w, &pid, &a));
	return a;
}

static __attribute__((unused)) void
token_of(const struct pay_attempt *a, struct pid *out)
{
	sql_ok(pid_parse(&sql_w, strrchr(a->code, '/') + 1, out));
}

/* The payer scans and clicks; the bank books it. */
static __attribute__((unused)) void
scan_and_pay(const struct pay_attempt *a)
{
	struct pid token;

	token_of(a, &token);
	sql_ok(settle_click(&sql_w, &token));
	clerk();
}

struct note {
	struct json	*headers;
	struct blob	 body;
};

static __attribute__((unused)) const char *
after_colon(const char *header)
{
	return strchr(header, ':') + 2;
}

static __attribute__((unused)) struct note
note_of(const struct pay_attempt *a)
{
	struct http_request rq;
	struct note n = { .headers = js_object(&sql_w) };

	sql_ok(sandbox_notify(&sql_w, a->out_trade_no, &rq));
	js_put_text(n.headers, "timestamp", after_colon(rq.headers[1]));
	js_put_text(n.headers, "nonce", after_colon(rq.headers[2]));
	js_put_text(n.headers, "signature", after_colon(rq.headers[3]));
	n.body = (struct blob){ rq.body, rq.len };
	return n;
}

/* What a bank with our key, but other ideas, would send. */
static __attribute__((unused)) struct note
note_saying(const struct pay_attempt *a, int64_t fen, const char *merchant,
    const char *currency, int64_t at)
{
	struct work *w = &sql_w;
	struct json *b = js_object(w);
	struct note n = { .headers = js_object(w) };
	const char *time = arena_printf(w->arena, "%lld", (long long)at);
	unsigned char key[32];

	js_put_text(b, "out_trade_no", a->out_trade_no);
	js_put_text(b, "txn", arena_printf(w->arena, "X%s", a->out_trade_no));
	js_put_text(b, "merchant", merchant);
	js_put_text(b, "currency", currency);
	js_put_int(b, "fen", fen);
	js_put_int(b, "paid_at", at);
	js_put_text(b, "nonce", "n");
	js_put_int(b, "timestamp", at);
	n.body.p = (const void *)js_print(w, b, &n.body.n);
	sql_ok(sandbox_key(w, key));
	js_put_text(n.headers, "timestamp", time);
	js_put_text(n.headers, "nonce", "n");
	js_put_text(n.headers, "signature", sandbox_signature(w, key, time, "n", n.body));
	return n;
}

static __attribute__((unused)) void
post(struct note n)
{
	sql_ok(settle_keep_notify(&sql_w, "sandbox", n.headers, n.body));
}

/* Checked out, paid and told of. */
static __attribute__((unused)) struct pay_group *
paid(struct order **o, size_t n)
{
	struct pay_group *g = checkout(o, n);
	struct pay_attempt *a = attempt(g);

	scan_and_pay(a);
	post(note_of(a));
	clerk();
	return g;
}

/* A step of the order that somebody else takes. */
static enum order_act pay_walking;

static __attribute__((unused)) int
walk_tx(struct work *w, void *arg)
{
	struct order *o = arg;

	return order_take_id(w, o->id, &o) < 0 || order_move(w, o, pay_walking, NULL) < 0 ||
	    service_restate(w, o) < 0 ? -1 : 0;
}

static __attribute__((unused)) void
walk(struct order *o, enum order_act act)
{
	static const struct actor all = { .rights = ~0u, .channel = "MAIN", .name = "所有人" };

	pay_walking = act;
	sql_w.actor = &all;
	sql_ok(db_tx(&sql_w, walk_tx, o));
	sql_w.actor = &payer;
}

/* ---- what must be true ---- */

static __attribute__((unused)) void
state_is(const struct order *o, const char *state)
{
	assert_int_equal(number(&sql_one, DB_ARGS(DB_V(o->id), DB_V(state))), 1);
}

static __attribute__((unused)) void
word_is(const struct order *o, const char *word)
{
	assert_int_equal(number(&sql_words, DB_ARGS(DB_V(o->id), DB_V(word))), 1);
}

static __attribute__((unused)) void
paid_exactly_once(const struct order *o, const struct pay_group *g)
{
	state_is(o, "REVIEW");
	assert_int_equal(number(&sql_paid_events, DB_ARGS(DB_V(o->id))), 1);
	assert_int_equal(number(&sql_attempts, DB_ARGS(DB_V(g->id), DB_V("SUCCESS"))), 1);
	assert_int_equal(number(&sql_group, DB_ARGS(DB_V(g->id), DB_V("PAID"))), 1);
}

static __attribute__((unused)) void
nothing_paid(const struct order *o, const struct pay_group *g)
{
	state_is(o, "UNPAID");
	assert_int_equal(number(&sql_paid_events, DB_ARGS(DB_V(o->id))), 0);
	assert_int_equal(number(&sql_attempts, DB_ARGS(DB_V(g->id), DB_V("SUCCESS"))), 0);
}

/* After everything the bank's books and ours agree, but for what waits for a
 * person. */
static __attribute__((unused)) void
ledgers_agree(int suspects)
{
	for (int i = 0; i < 3; i++) {
		shift(100000 + i * 4000);
		clerk();
	}
	assert_int_equal(number(&sql_ledger, DB_NO_ARGS),
	    number(&sql_ours, DB_NO_ARGS) + suspects * FEN);
}

#define PAY_TEST_MAIN(tests) \
	do { \
		if (argc > 1) \
			cmocka_set_test_filter(argv[1]); \
		return cmocka_run_group_tests(tests, setup, teardown); \
	} while (0)

#endif
