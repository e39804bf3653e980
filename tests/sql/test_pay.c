/* SPDX-License-Identifier: MIT */
/* Evidence on a real server (S23, S24): the good road, the same again, wrong money. */
#include "pay_test.h"

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

static void
the_ledgers_agree_to_the_fen(void **s)
{
	(void)s;
	SQL_NEEDED;
	ledgers_agree(3);
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
		T(the_ledgers_agree_to_the_fen),
	};
#undef T

	PAY_TEST_MAIN(tests);
}
