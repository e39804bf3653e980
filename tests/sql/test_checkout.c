/* SPDX-License-Identifier: MIT */
/* Checkout, late money and the passing of time on a real server (S07, S24). */
#include "pay_test.h"

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

static const struct actor clock_actor = { .rights = RIGHT_CLOCK, .name = "系统" };

static void
an_order_nobody_pays_expires(void **s)
{
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

/* As a page of yesterday would: the row has moved on meanwhile. */
static int
expire_tx(struct work *w, void *arg)
{
	return order_move(w, arg, ACT_EXPIRE, NULL);
}

static void
a_step_from_an_old_copy_writes_neither_the_row_nor_an_event(void **s)
{
	struct order *o = order();
	struct order_event *e;
	size_t n;

	(void)s;
	SQL_NEEDED;
	sql_ok(db_tx(&sql_w, cancel_tx, o));		/* reads a copy of its own */
	sql_w.actor = &clock_actor;
	assert_int_equal(db_tx(&sql_w, expire_tx, o), -1);
	assert_int_equal(sql_w.fault.code, ERR_CONFLICT);
	fault_clear(&sql_w);
	state_is(o, "CANCELLED");
	sql_ok(order_events(&sql_w, o, &e, &n));
	assert_int_equal(n, 2);
	assert_string_equal(e[0].act, "SUBMIT");
	assert_string_equal(e[1].act, "CANCEL");
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

static void
the_ledgers_agree_to_the_fen(void **s)
{
	(void)s;
	SQL_NEEDED;
	ledgers_agree(0);
}

int
main(int argc, char **argv)
{
#define T(name) cmocka_unit_test_setup(name, fresh)
	const struct CMUnitTest tests[] = {
		T(money_that_comes_after_the_group_was_given_up_goes_back),
		T(late_money_still_counts_while_the_group_is_open),
		T(a_code_that_was_closed_cannot_be_paid),
		T(an_unpaid_group_ends_and_its_order_can_be_paid_anew),
		T(an_order_nobody_pays_expires),
		T(an_order_that_is_gone_gets_its_share_back_and_the_others_are_paid),
		T(a_step_from_an_old_copy_writes_neither_the_row_nor_an_event),
		T(a_sum_that_is_not_the_one_on_the_screen_is_refused),
		T(a_strangers_order_is_not_found),
		T(a_strangers_group_and_code_are_not_found),
		T(a_paid_order_cannot_be_checked_out_again),
		T(every_wrong_field_is_named),
		T(the_finance_list_finds_by_number_and_adds_up),
		T(the_ledgers_agree_to_the_fen),
	};
#undef T

	PAY_TEST_MAIN(tests);
}
