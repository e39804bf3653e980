/* SPDX-License-Identifier: MIT */
/* The road of the money on a real server (S07, S23, S24): checkout, sandbox
 * bank, signed notifies, the clerk, and everything that may go wrong. */
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

static int
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
static void
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

static int
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

static int
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

static int
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

static int64_t
number(const struct db_sql *sql, struct db_args args)
{
	int64_t n = -1;

	sql_ok(db_int(&sql_w, sql, &n, args));
	return n;
}

static int
order_tx(struct work *w, void *arg)
{
	struct order *o = arg;

	o->no = arena_printf(w->arena, "T%d-%d", (int)getpid(), ++serial);
	return order_add(w, o, NULL, 0) < 0 || order_move(w, o, ACT_SUBMIT, NULL) < 0 ? -1 : 0;
}

static struct order *
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
static struct json *
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

static struct pay_group *
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

static int
clerk_works(struct work *w)
{
	int rc, n = 0;

	while ((rc = tasks_run(w, TASK_PAY)) == 1)
		n++;
	return rc < 0 ? -1 : n;
}

static void
clerk(void)
{
	assert_true(clerk_works(&sql_w) >= 0);
	sql_w.actor = &payer;
	sql_w.now = clock_now();
}

static void
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

static struct pay_attempt *
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

static void
token_of(const struct pay_attempt *a, struct pid *out)
{
	sql_ok(pid_parse(&sql_w, strrchr(a->code, '/') + 1, out));
}

/* The payer scans and clicks; the bank books it. */
static void
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

static const char *
after_colon(const char *header)
{
	return strchr(header, ':') + 2;
}

static struct note
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
static struct note
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

static void
post(struct note n)
{
	sql_ok(settle_keep_notify(&sql_w, "sandbox", n.headers, n.body));
}

/* ---- what must be true ---- */

static void
state_is(const struct order *o, const char *state)
{
	assert_int_equal(number(&sql_one, DB_ARGS(DB_V(o->id), DB_V(state))), 1);
}

static void
word_is(const struct order *o, const char *word)
{
	assert_int_equal(number(&sql_words, DB_ARGS(DB_V(o->id), DB_V(word))), 1);
}

static void
paid_exactly_once(const struct order *o, const struct pay_group *g)
{
	state_is(o, "REVIEW");
	assert_int_equal(number(&sql_paid_events, DB_ARGS(DB_V(o->id))), 1);
	assert_int_equal(number(&sql_attempts, DB_ARGS(DB_V(g->id), DB_V("SUCCESS"))), 1);
	assert_int_equal(number(&sql_group, DB_ARGS(DB_V(g->id), DB_V("PAID"))), 1);
}

static void
nothing_paid(const struct order *o, const struct pay_group *g)
{
	state_is(o, "UNPAID");
	assert_int_equal(number(&sql_paid_events, DB_ARGS(DB_V(o->id))), 0);
	assert_int_equal(number(&sql_attempts, DB_ARGS(DB_V(g->id), DB_V("SUCCESS"))), 0);
}

/* ---- tests: the good road ---- */

static void
one_payment_pays_several_orders(void **s)
{
	struct order *o[2];
	struct pay_group *g;
	struct pay_attempt *a;

	(void)s;
	SQL_NEEDED;
	o[0] = order();
	o[1] = order();
	g = checkout(o, 2);
	assert_int_equal(g->fen, 2 * FEN);
	word_is(o[0], "UNPAID");
	a = attempt(g);
	assert_int_equal(a->state, PAY_WAIT_SCAN);
	word_is(o[0], "PAYING");
	scan_and_pay(a);
	post(note_of(a));
	clerk();
	paid_exactly_once(o[0], g);
	paid_exactly_once(o[1], g);
	word_is(o[1], "PAID");
	assert_int_equal(number(&sql_message, DB_ARGS(DB_V("pay.paid:%"))), 2);
	assert_int_equal(number(&sql_refunds, DB_ARGS(DB_V(g->id), DB_V("SUCCEEDED"))), 0);
	assert_int_equal(number(&sql_dead, DB_NO_ARGS), 0);
}

static void
the_qr_of_a_second_click_is_the_same(void **s)
{
	struct order *o = order();
	struct pay_group *g;
	struct pay_attempt *a, *b;

	(void)s;
	SQL_NEEDED;
	g = checkout(&o, 1);
	a = attempt(g);
	b = attempt(g);
	assert_int_equal(a->id, b->id);
	assert_string_equal(a->code, b->code);
}

static void
a_lost_notify_is_found_by_the_query(void **s)
{
	struct order *o = order();
	struct pay_group *g;

	(void)s;
	SQL_NEEDED;
	g = checkout(&o, 1);
	scan_and_pay(attempt(g));
	nothing_paid(o, g);
	shift(6);
	clerk();
	paid_exactly_once(o, g);
}

/* ---- tests: the same again ---- */

static void
a_hundred_notifies_at_once_pay_once(void **s)
{
	struct order *o = order();
	struct pay_group *g;
	struct pay_attempt *a;

	(void)s;
	SQL_NEEDED;
	g = checkout(&o, 1);
	a = attempt(g);
	scan_and_pay(a);
	for (int i = 0; i < 100; i++)
		post(note_of(a));
	assert_int_equal(number(&sql_inbox, DB_ARGS(DB_V("NEW"))), 100);
	clerks_at_once();
	paid_exactly_once(o, g);
	assert_int_equal(number(&sql_inbox, DB_ARGS(DB_V("DONE"))), 100);
	assert_int_equal(number(&sql_refunds, DB_ARGS(DB_V(g->id), DB_V("SUCCEEDED"))), 0);
	assert_int_equal(number(&sql_message, DB_ARGS(DB_V("pay.paid:%"))), 1);
	assert_int_equal(number(&sql_dead, DB_NO_ARGS), 0);
}

static void
the_same_bytes_are_kept_once(void **s)
{
	struct order *o = order();
	struct pay_attempt *a;
	struct pay_group *g;
	struct note n;

	(void)s;
	SQL_NEEDED;
	g = checkout(&o, 1);
	a = attempt(g);
	scan_and_pay(a);
	n = note_of(a);
	for (int i = 0; i < 100; i++)
		post(n);
	assert_int_equal(number(&sql_inbox, DB_ARGS(DB_V("NEW"))), 1);
	clerk();
	for (int i = 0; i < 100; i++)
		post(n);
	clerk();
	paid_exactly_once(o, g);
	assert_int_equal(number(&sql_inbox, DB_ARGS(DB_V("DONE"))), 1);
}

static int
two_attempts_tx(struct work *w, void *arg)
{
	struct pay_group *g = *(struct pay_group **)arg;
	struct pay_attempt *a, *b;

	return pay_group_take(w, g->id, &g) < 0 ||
	    pay_attempt_add(w, g, "sandbox", &a) < 0 ||
	    pay_attempt_add(w, g, "sandbox", &b) < 0 ? -1 : 0;
}

/* Both codes scanned and paid, the notifies of both on their way. */
static struct pay_group *
pay_twice(struct order *o)
{
	struct pay_group *g = checkout(&o, 1);
	struct pay_attempt *list;
	size_t n;

	sql_ok(db_tx(&sql_w, two_attempts_tx, &g));
	clerk();
	sql_ok(pay_attempts(&sql_w, g->id, &list, &n));
	assert_int_equal(n, 2);
	for (size_t i = 0; i < 2; i++)
		scan_and_pay(&list[i]);
	for (int i = 0; i < 4; i++)
		post(note_of(&list[i % 2]));
	return g;
}

static void
of_two_payments_one_counts_and_one_goes_back(void **s)
{
	struct order *o[TWINS];
	struct pay_group *g[TWINS];

	(void)s;
	SQL_NEEDED;
	for (int i = 0; i < TWINS; i++)
		g[i] = pay_twice(o[i] = order());
	clerks_at_once();
	for (int i = 0; i < TWINS; i++) {
		paid_exactly_once(o[i], g[i]);
		assert_int_equal(number(&sql_attempts,
		    DB_ARGS(DB_V(g[i]->id), DB_V("SURPLUS"))), 1);
		assert_int_equal(number(&sql_refunds,
		    DB_ARGS(DB_V(g[i]->id), DB_V("SUCCEEDED"))), 1);
		assert_int_equal(number(&sql_back, DB_ARGS(DB_V(g[i]->id))), FEN);
	}
	assert_int_equal(number(&sql_dead, DB_NO_ARGS), 0);
}

/* ---- tests: wrong money ---- */

static void
suspect(struct note (*note)(const struct pay_attempt *))
{
	struct order *o = order();
	struct pay_group *g = checkout(&o, 1);
	struct pay_attempt *a = attempt(g);

	scan_and_pay(a);
	post(note(a));
	clerk();
	nothing_paid(o, g);
	assert_int_equal(number(&sql_attempts, DB_ARGS(DB_V(g->id), DB_V("SUSPECT"))), 1);
	post(note_of(a));		/* now the right one: a person decides */
	clerk();
	nothing_paid(o, g);
}

static struct note
one_fen_less(const struct pay_attempt *a)
{
	return note_saying(a, FEN - 1, SANDBOX_MERCHANT, "CNY", sql_w.now);
}

static struct note
another_merchant(const struct pay_attempt *a)
{
	return note_saying(a, FEN, "SOMEBODY", "CNY", sql_w.now);
}

static struct note
another_currency(const struct pay_attempt *a)
{
	return note_saying(a, FEN, SANDBOX_MERCHANT, "USD", sql_w.now);
}

static void
a_wrong_amount_is_suspect_and_pays_nothing(void **s)
{
	(void)s;
	SQL_NEEDED;
	suspect(one_fen_less);
}

static void
another_merchants_money_is_suspect(void **s)
{
	(void)s;
	SQL_NEEDED;
	suspect(another_merchant);
}

static void
another_currency_is_suspect(void **s)
{
	(void)s;
	SQL_NEEDED;
	suspect(another_currency);
}

static void
a_forged_notify_changes_nothing(void **s)
{
	struct order *o = order();
	struct pay_group *g;
	struct pay_attempt *a;
	struct note n, other;
	unsigned char *body;

	(void)s;
	SQL_NEEDED;
	g = checkout(&o, 1);
	a = attempt(g);
	scan_and_pay(a);
	n = note_of(a);
	other = note_of(a);
	js_put_text(n.headers, "signature", js_get_text(other.headers, "signature"));
	post(n);				/* signature of another message */
	n = note_of(a);
	body = arena_memdup(sql_w.arena, n.body.p, n.body.n);
	body[n.body.n / 2] ^= 1;
	post((struct note){ n.headers, { body, n.body.n } });	/* one bit */
	js_put_text(n.headers, "signature", NULL);
	post(n);				/* none at all */
	post((struct note){ js_object(&sql_w), { (const void *)"", 0 } });
	post(note_saying(a, FEN, SANDBOX_MERCHANT, "CNY", sql_w.now - 301));	/* stale */
	clerk();
	nothing_paid(o, g);
	assert_int_equal(number(&sql_attempts, DB_ARGS(DB_V(g->id), DB_V("WAIT_SCAN"))), 1);
	assert_int_equal(number(&sql_inbox, DB_ARGS(DB_V("REFUSED"))), 5);
	shift(6);
	clerk();				/* the bank itself tells the truth */
	paid_exactly_once(o, g);
	assert_int_equal(number(&sql_dead, DB_NO_ARGS), 0);
}

static void
a_signed_notify_the_bank_does_not_confirm_is_not_believed(void **s)
{
	struct order *o = order();
	struct pay_group *g;

	(void)s;
	SQL_NEEDED;
	g = checkout(&o, 1);
	post(note_saying(attempt(g), FEN, SANDBOX_MERCHANT, "CNY", sql_w.now));
	clerk();
	nothing_paid(o, g);
	assert_int_equal(number(&sql_open_work, DB_ARGS(DB_V("pay.inbox"))), 1);
}

static void
a_trade_that_is_not_ours_is_kept_and_ignored(void **s)
{
	struct pay_attempt a = { .out_trade_no = "P20210920NOBODY-1" };

	(void)s;
	SQL_NEEDED;
	post(note_saying(&a, FEN, SANDBOX_MERCHANT, "CNY", sql_w.now));
	clerk();
	assert_int_equal(number(&sql_inbox, DB_ARGS(DB_V("DONE"))), 1);
}

/* ---- tests: late money ---- */

static void
money_that_comes_after_the_group_was_given_up_goes_back(void **s)
{
	struct order *o = order();
	struct pay_group *old, *new;

	(void)s;
	SQL_NEEDED;
	old = checkout(&o, 1);
	scan_and_pay(attempt(old));		/* paid, but the notify is lost */
	new = checkout(&o, 1);
	assert_int_not_equal(old->id, new->id);
	clerk();				/* closes at the bank, asks, finds it */
	nothing_paid(o, new);
	assert_int_equal(number(&sql_group, DB_ARGS(DB_V(old->id), DB_V("CLOSED"))), 1);
	assert_int_equal(number(&sql_attempts, DB_ARGS(DB_V(old->id), DB_V("SURPLUS"))), 1);
	assert_int_equal(number(&sql_refunds, DB_ARGS(DB_V(old->id), DB_V("SUCCEEDED"))), 1);
	assert_int_equal(number(&sql_back, DB_ARGS(DB_V(old->id))), FEN);
	scan_and_pay(attempt(new));
	shift(6);
	clerk();
	paid_exactly_once(o, new);
}

static int
close_tx(struct work *w, void *arg)
{
	struct pay_attempt *a = arg;

	return pay_attempt_take(w, a->id, &a) < 0 ||
	    pay_attempt_move(w, a, PAY_ACT_CLOSE, GROUP_OPEN, NULL) < 0 ? -1 : 0;
}

static void
late_money_still_counts_while_the_group_is_open(void **s)
{
	struct order *o = order();
	struct pay_group *g;
	struct pay_attempt *a;

	(void)s;
	SQL_NEEDED;
	g = checkout(&o, 1);
	a = attempt(g);
	scan_and_pay(a);
	sql_ok(db_tx(&sql_w, close_tx, a));
	post(note_of(a));
	clerk();
	paid_exactly_once(o, g);
}

static void
a_code_that_was_closed_cannot_be_paid(void **s)
{
	struct order *o = order();
	struct pay_attempt *a;
	struct pay_group *g;

	(void)s;
	SQL_NEEDED;
	a = attempt(checkout(&o, 1));
	g = checkout(&o, 1);
	clerk();
	scan_and_pay(a);
	shift(6);
	clerk();
	nothing_paid(o, g);
	assert_int_equal(number(&sql_attempts, DB_ARGS(DB_V(a->group_id), DB_V("CLOSED"))), 1);
}

static void
an_unpaid_group_ends_and_its_order_can_be_paid_anew(void **s)
{
	struct order *o = order();
	struct pay_group *g;

	(void)s;
	SQL_NEEDED;
	g = checkout(&o, 1);
	attempt(g);
	shift(conf.pay_minutes * 60 + PAY_GRACE + 1);
	clerk();
	sql_ok(settle_run_groups(&sql_w, NULL, NULL));
	assert_int_equal(number(&sql_attempts, DB_ARGS(DB_V(g->id), DB_V("CLOSED"))), 1);
	assert_int_equal(number(&sql_group, DB_ARGS(DB_V(g->id), DB_V("CLOSED"))), 1);
	state_is(o, "UNPAID");
	word_is(o, "UNPAID");
	g = checkout(&o, 1);
	scan_and_pay(attempt(g));
	shift(conf.pay_minutes * 60 + PAY_GRACE + 10);
	clerk();
	paid_exactly_once(o, g);
}

static void
an_order_nobody_pays_expires(void **s)
{
	static const struct actor clock_actor = { .rights = RIGHT_CLOCK, .name = "系统" };
	struct order *o = order();
	struct pay_group *g;

	(void)s;
	SQL_NEEDED;
	g = checkout(&o, 1);
	attempt(g);
	shift(72 * 3600 + 1);
	sql_w.actor = &clock_actor;
	sql_ok(settle_run_orders(&sql_w, NULL, NULL));
	state_is(o, "UNPAID");			/* a code is still open */
	clerk();
	sql_w.actor = &clock_actor;
	sql_ok(settle_run_orders(&sql_w, NULL, NULL));
	state_is(o, "EXPIRED");
	word_is(o, "CLOSED");
	assert_int_equal(number(&sql_message, DB_ARGS(DB_V(arena_printf(
	    sql_w.arena, "order.expired:%s", o->no)))), 1);
	assert_int_equal(number(&sql_group, DB_ARGS(DB_V(g->id), DB_V("CLOSED"))), 1);
}

static int
cancel_tx(struct work *w, void *arg)
{
	struct order *o = arg;

	return order_take(w, &o->pid, &o) < 0 || order_move(w, o, ACT_CANCEL, NULL) < 0 ? -1 : 0;
}

static void
an_order_that_is_gone_gets_its_share_back_and_the_others_are_paid(void **s)
{
	struct order *o[2];
	struct pay_group *g;
	struct pay_attempt *a;

	(void)s;
	SQL_NEEDED;
	o[0] = order();
	o[1] = order();
	g = checkout(o, 2);
	a = attempt(g);
	sql_ok(db_tx(&sql_w, cancel_tx, o[0]));	/* past the door that closes groups */
	scan_and_pay(a);
	post(note_of(a));
	clerk();
	state_is(o[0], "CANCELLED");
	paid_exactly_once(o[1], g);
	assert_int_equal(number(&sql_back, DB_ARGS(DB_V(g->id))), FEN);
}

/* ---- tests: checkout ---- */

static void
refused(struct json *body, enum err code)
{
	struct json *out;

	assert_int_equal(checkout_open(&sql_w, body, &out), -1);
	assert_int_equal(sql_w.fault.code, code);
	fault_clear(&sql_w);
}

static void
a_sum_that_is_not_the_one_on_the_screen_is_refused(void **s)
{
	struct order *o = order();
	struct json *out;

	(void)s;
	SQL_NEEDED;
	assert_int_equal(checkout_open(&sql_w, body_of(&o, 1, FEN - 1), &out), -1);
	assert_int_equal(sql_w.fault.code, ERR_PRICE);
	assert_int_equal(js_as_int(js_path(sql_w.fault.extra, "price.fen"), 0), FEN);
	fault_clear(&sql_w);
}

static void
a_strangers_order_is_not_found(void **s)
{
	struct actor stranger = payer;
	struct order *o = order();

	(void)s;
	SQL_NEEDED;
	stranger.account_id = stranger.person_id = 999999;
	sql_w.actor = &stranger;
	refused(body_of(&o, 1, FEN), ERR_NOTFOUND);
	sql_w.actor = &payer;
}

static void
a_strangers_group_and_code_are_not_found(void **s)
{
	struct actor stranger = payer;
	struct order *o = order();
	struct pay_group *g;
	struct pay_attempt *a;
	struct json *out;
	const char *text;

	(void)s;
	SQL_NEEDED;
	g = checkout(&o, 1);
	a = attempt(g);
	stranger.account_id = stranger.person_id = 999999;
	sql_w.actor = &stranger;
	assert_int_equal(checkout_group(&sql_w, &g->pid, &out), -1);
	fault_clear(&sql_w);
	assert_int_equal(checkout_pay(&sql_w, &g->pid, "sandbox", &out), -1);
	fault_clear(&sql_w);
	assert_int_equal(checkout_code(&sql_w, &a->pid, &text), -1);
	assert_int_equal(sql_w.fault.code, ERR_NOTFOUND);
	fault_clear(&sql_w);
	sql_w.actor = &payer;
}

static void
a_paid_order_cannot_be_checked_out_again(void **s)
{
	struct order *o = order();
	struct json *out;
	struct pay_group *g;

	(void)s;
	SQL_NEEDED;
	g = checkout(&o, 1);
	scan_and_pay(attempt(g));
	shift(6);
	clerk();
	refused(body_of(&o, 1, FEN), ERR_CONFLICT);
	assert_int_equal(checkout_pay(&sql_w, &g->pid, "sandbox", &out), -1);
	assert_int_equal(sql_w.fault.code, ERR_CONFLICT);
	fault_clear(&sql_w);
}

static void
every_wrong_field_is_named(void **s)
{
	struct order *o = order();
	struct json *b;

	(void)s;
	SQL_NEEDED;
	b = body_of(&o, 1, FEN);
	js_put_text(b, "way", "PIGEON");
	refused(b, ERR_INVALID);
	b = body_of(&o, 1, FEN);
	js_put_text(js_get(b, "recipient"), "phone", "12345");
	refused(b, ERR_INVALID);
	b = body_of(&o, 1, FEN);
	js_add_text(js_get(b, "orders"), pid_text(&sql_w, &o->pid));
	refused(b, ERR_INVALID);
	b = body_of(&o, 1, FEN);
	js_put_text(b, "way", "");
	refused(b, ERR_INVALID);
}

static void
the_finance_list_finds_by_number_and_adds_up(void **s)
{
	struct order *o = order();
	struct pay_filter f = { .page = 1, .size = 10 };
	struct json *list;
	int64_t n, fen;

	(void)s;
	SQL_NEEDED;
	attempt(checkout(&o, 1));
	f.q = o->no;
	sql_ok(pay_list(&sql_w, &f, &list));
	sql_ok(pay_sum(&sql_w, &f, &n, &fen));
	assert_int_equal(js_size(list), 1);
	assert_int_equal(n, 1);
	assert_int_equal(fen, FEN);
	assert_string_equal(js_as_text(js_path(js_at(list, 0), "orders.0")), o->no);
	f.q = "%";
	sql_ok(pay_sum(&sql_w, &f, &n, &fen));
	assert_int_equal(n, 0);
}

/* Last: after everything above the bank's books and ours agree. */
static void
the_ledgers_agree_to_the_fen(void **s)
{
	(void)s;
	SQL_NEEDED;
	for (int i = 0; i < 3; i++) {
		shift(100000 + i * 4000);
		clerk();
	}
	/* three SUSPECT attempts wait for a person */
	assert_int_equal(number(&sql_ledger, DB_NO_ARGS),
	    number(&sql_ours, DB_NO_ARGS) + 3 * FEN);
}

int
main(int argc, char **argv)
{
#define T(name) cmocka_unit_test_setup(name, fresh)
	const struct CMUnitTest tests[] = {
		T(one_payment_pays_several_orders),
		T(the_qr_of_a_second_click_is_the_same),
		T(a_lost_notify_is_found_by_the_query),
		T(a_hundred_notifies_at_once_pay_once),
		T(the_same_bytes_are_kept_once),
		T(of_two_payments_one_counts_and_one_goes_back),
		T(a_wrong_amount_is_suspect_and_pays_nothing),
		T(another_merchants_money_is_suspect),
		T(another_currency_is_suspect),
		T(a_forged_notify_changes_nothing),
		T(a_signed_notify_the_bank_does_not_confirm_is_not_believed),
		T(a_trade_that_is_not_ours_is_kept_and_ignored),
		T(money_that_comes_after_the_group_was_given_up_goes_back),
		T(late_money_still_counts_while_the_group_is_open),
		T(a_code_that_was_closed_cannot_be_paid),
		T(an_unpaid_group_ends_and_its_order_can_be_paid_anew),
		T(an_order_nobody_pays_expires),
		T(an_order_that_is_gone_gets_its_share_back_and_the_others_are_paid),
		T(a_sum_that_is_not_the_one_on_the_screen_is_refused),
		T(a_strangers_order_is_not_found),
		T(a_strangers_group_and_code_are_not_found),
		T(a_paid_order_cannot_be_checked_out_again),
		T(every_wrong_field_is_named),
		T(the_finance_list_finds_by_number_and_adds_up),
		T(the_ledgers_agree_to_the_fen),
	};
#undef T

	if (argc > 1)
		cmocka_set_test_filter(argv[1]);
	return cmocka_run_group_tests(tests, setup, teardown);
}
