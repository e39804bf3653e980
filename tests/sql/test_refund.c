/* SPDX-License-Identifier: MIT */
/* Refunds on a real server (7.2): two people, one number, never more than was paid. */
#include <string.h>

#include "pay_test.h"
#include "modules/service/refunds.h"
#include "modules/service/restate.h"

DB_SQL(sql_refund, "test.refund_of",
    "SELECT pid FROM pay_refund WHERE order_id = ? ORDER BY id DESC LIMIT 1", 1, 1);
DB_SQL(sql_states, "test.refund_states",
    "SELECT COUNT(*) FROM pay_refund WHERE order_id = ? AND state = ?", 2, 1);
DB_SQL(sql_sent, "test.refund_sent",
    "SELECT COUNT(*) FROM sandbox_refund s JOIN pay_refund r ON r.refund_no = s.refund_no"
    " WHERE r.order_id = ?", 1, 1);
DB_SQL(sql_over, "test.refund_over",
    "SELECT COUNT(*) FROM (SELECT a.id FROM pay_attempt a JOIN pay_refund r"
    " ON r.attempt_id = a.id AND r.state <> 'REJECTED' GROUP BY a.id"
    " HAVING SUM(r.fen) > MAX(IF(a.got_fen > 0, a.got_fen, a.fen))) x", 0, 1);
DB_SQL(sql_break_bank, "test.refund_break",
    "UPDATE sandbox_trade SET state = 'CLOSED' WHERE out_trade_no = ?", 1, 0);
DB_SQL(sql_mend_bank, "test.refund_mend",
    "UPDATE sandbox_trade SET state = 'PAID' WHERE out_trade_no = ?", 1, 0);
DB_SQL(sql_numbers, "test.refund_numbers",
    "SELECT COUNT(DISTINCT refund_no) FROM pay_refund WHERE order_id = ?", 1, 1);
DB_SQL(sql_suspects_refund, "test.refund_suspect",
    "SELECT pid FROM pay_refund WHERE attempt_id = ? AND order_id = 0", 1, 1);

static struct actor anna = { .account_id = 901, .rights = RIGHT_STAFF | RIGHT_FINANCE,
	.channel = "MAIN", .name = "何财务" };
static struct actor bert = { .account_id = 902, .rights = RIGHT_STAFF | RIGHT_FINANCE,
	.channel = "MAIN", .name = "范财务" };

struct pid_row {
	struct pid	pid;
};

static const struct db_col pid_cols[] = { DB_COL(pid_row, pid) };

/* ---- acts ---- */

static struct pid
refund_of(const struct order *o)
{
	struct pid_row r;

	sql_ok(db_one(&sql_w, &sql_refund, pid_cols, &r, DB_ARGS(DB_V(o->id))));
	return r.pid;
}

static int
asks(const struct order *o)
{
	struct json *j;

	sql_w.actor = &payer;
	return refunds_ask(&sql_w, &o->pid, "不再需要", &j);
}

static int
asks_part(struct actor *who, const struct order *o, int64_t fen)
{
	struct json *j;
	int rc;

	sql_w.actor = who;
	rc = refunds_ask_part(&sql_w, &o->pid, fen, "多收", &j);
	sql_w.actor = &payer;
	return rc;
}

static int
approves(struct actor *who, const struct order *o)
{
	struct pid pid = refund_of(o);
	int rc;

	sql_w.actor = who;
	rc = refunds_approve(&sql_w, &pid);
	sql_w.actor = &payer;
	return rc;
}

static void
refused_with(enum err code)
{
	assert_int_equal(sql_w.fault.code, code);
	fault_clear(&sql_w);
}

static void
refunds_are(const struct order *o, const char *state, int64_t n)
{
	assert_int_equal(number(&sql_states, DB_ARGS(DB_V(o->id), DB_V(state))), n);
}

/* ---- tests ---- */

static void
a_paid_order_is_cancelled_when_its_money_is_back(void **s)
{
	struct order *o = order();
	struct pay_group *g;

	(void)s;
	SQL_NEEDED;
	g = paid(&o, 1);
	sql_ok(asks(o));
	word_is(o, "REFUNDING");
	state_is(o, "REVIEW");
	clerk();
	assert_int_equal(number(&sql_back, DB_ARGS(DB_V(g->id))), 0);	/* nobody approved */
	sql_ok(approves(&anna, o));
	state_is(o, "REVIEW");
	clerk();
	state_is(o, "CANCELLED");
	word_is(o, "REFUNDED");
	assert_int_equal(number(&sql_back, DB_ARGS(DB_V(g->id))), FEN);
	assert_int_equal(number(&sql_message, DB_ARGS(DB_V("refund.done:%"))), 1);
}

static void
one_order_of_two_goes_back_alone(void **s)
{
	struct order *o[2] = { order(), order() };
	struct pay_group *g;

	(void)s;
	SQL_NEEDED;
	g = paid(o, 2);
	sql_ok(asks(o[0]));
	word_is(o[1], "PAID");
	sql_ok(approves(&anna, o[0]));
	clerk();
	state_is(o[0], "CANCELLED");
	state_is(o[1], "REVIEW");
	word_is(o[1], "PAID");
	assert_int_equal(number(&sql_back, DB_ARGS(DB_V(g->id))), FEN);
}

static void
who_asked_does_not_approve(void **s)
{
	struct order *o = order();

	(void)s;
	SQL_NEEDED;
	paid(&o, 1);
	sql_ok(asks_part(&anna, o, 100));
	assert_int_equal(approves(&anna, o), -1);
	refused_with(ERR_DENIED);
	sql_ok(approves(&bert, o));
	refunds_are(o, "APPROVED", 1);
}

static void
the_applicant_does_not_approve_as_staff(void **s)
{
	struct order *o = order();
	struct actor both = bert;

	(void)s;
	SQL_NEEDED;
	paid(&o, 1);
	sql_ok(asks(o));
	both.person_id = payer.person_id;
	assert_int_equal(approves(&both, o), -1);
	refused_with(ERR_DENIED);
	both = bert;
	both.account_id = payer.account_id;
	assert_int_equal(approves(&both, o), -1);
	refused_with(ERR_DENIED);
	refunds_are(o, "REQUESTED", 1);
}

static void
a_rejected_one_leaves_the_order_and_may_be_asked_anew(void **s)
{
	struct order *o = order();
	struct pid pid;

	(void)s;
	SQL_NEEDED;
	paid(&o, 1);
	sql_ok(asks(o));
	assert_int_equal(asks(o), -1);
	refused_with(ERR_CONFLICT);
	pid = refund_of(o);
	sql_w.actor = &anna;
	sql_ok(refunds_reject(&sql_w, &pid, "资料已在审核"));
	state_is(o, "REVIEW");
	word_is(o, "PAID");
	assert_int_equal(number(&sql_message, DB_ARGS(DB_V("refund.rejected:%"))), 1);
	sql_ok(asks(o));
	assert_int_equal(number(&sql_numbers, DB_ARGS(DB_V(o->id))), 2);
}

static void
one_that_failed_is_sent_again_under_its_number(void **s)
{
	struct order *o = order();
	struct pay_attempt *a;
	struct pay_group *g;
	struct pid pid;
	size_t n;

	(void)s;
	SQL_NEEDED;
	g = paid(&o, 1);
	sql_ok(pay_attempts(&sql_w, g->id, &a, &n));
	sql_ok(asks(o));
	sql_ok(approves(&anna, o));
	sql_ok(db_exec(&sql_w, &sql_break_bank, DB_ARGS(DB_V(a->out_trade_no))));
	clerk();
	refunds_are(o, "FAILED", 1);
	word_is(o, "REFUNDING");
	sql_ok(db_exec(&sql_w, &sql_mend_bank, DB_ARGS(DB_V(a->out_trade_no))));
	pid = refund_of(o);
	sql_w.actor = &anna;
	sql_ok(refunds_repeat(&sql_w, &pid));
	clerk();
	refunds_are(o, "SUCCEEDED", 1);
	assert_int_equal(number(&sql_sent, DB_ARGS(DB_V(o->id))), 1);
	assert_int_equal(number(&sql_numbers, DB_ARGS(DB_V(o->id))), 1);
	state_is(o, "CANCELLED");
}

static void
a_part_leaves_the_order_on_its_road(void **s)
{
	struct order *o = order();

	(void)s;
	SQL_NEEDED;
	paid(&o, 1);
	assert_int_equal(asks_part(&anna, o, FEN + 1), -1);
	refused_with(ERR_INVALID);
	sql_ok(asks_part(&anna, o, FEN - 100));
	sql_ok(approves(&bert, o));
	clerk();
	state_is(o, "REVIEW");
	word_is(o, "PART_REFUNDED");
	assert_int_equal(asks_part(&anna, o, 101), -1);
	refused_with(ERR_INVALID);
	sql_ok(asks_part(&anna, o, 100));
	sql_ok(approves(&bert, o));
	clerk();
	word_is(o, "REFUNDED");
	state_is(o, "CANCELLED");		/* all of it, and nothing was begun */
}

/* ---- the key ---- */

static int
hold_tx(struct work *w, void *arg)
{
	return refunds_hold(w, arg);
}

static void
while_money_goes_back_no_key_is_made_and_afterwards_it_may_not_be_asked(void **s)
{
	struct order *o = order(), *made = order();

	(void)s;
	SQL_NEEDED;
	paid(&o, 1);
	walk(o, ACT_APPROVE);
	sql_ok(db_tx(&sql_w, hold_tx, o));
	sql_ok(asks(o));
	assert_int_equal(db_tx(&sql_w, hold_tx, o), -1);
	refused_with(ERR_CONFLICT);
	sql_ok(approves(&anna, o));
	clerk();
	state_is(o, "CANCELLED");
	paid(&made, 1);
	walk(made, ACT_APPROVE);
	walk(made, ACT_MADE);
	assert_int_equal(asks(made), -1);
	refused_with(ERR_CONFLICT);
	sql_ok(asks_part(&anna, made, FEN));	/* goodwill: the order stays */
	sql_ok(approves(&bert, made));
	clerk();
	state_is(made, "SHIP");
	word_is(made, "REFUNDED");
}

static void
a_stranger_asks_for_nothing(void **s)
{
	struct order *o = order();
	struct actor other = { .account_id = 4711, .person_id = 4711, .company_id = 4711,
		.rights = RIGHT_MEMBER | RIGHT_APPLY, .channel = "MAIN", .name = "生人" };
	struct json *j;

	(void)s;
	SQL_NEEDED;
	paid(&o, 1);
	sql_w.actor = &other;
	assert_int_equal(refunds_ask(&sql_w, &o->pid, "不再需要", &j), -1);
	refused_with(ERR_NOTFOUND);
	sql_w.actor = &payer;
}

/* ---- money that does not fit ---- */

static struct pay_attempt *
suspect(struct order **o, int64_t fen)
{
	struct pay_attempt *a = attempt(checkout(o, 1));

	scan_and_pay(a);
	post(note_saying(a, fen, a->merchant, "CNY", sql_w.now));
	clerk();
	sql_ok(pay_attempt_by_id(&sql_w, a->id, &a));
	assert_int_equal(a->state, PAY_SUSPECT);
	assert_int_equal(a->got_fen, fen);
	return a;
}

static void
two_people_accept_money_that_does_not_fit(void **s)
{
	struct order *o = order();
	struct pay_attempt *a;

	(void)s;
	SQL_NEEDED;
	a = suspect(&o, FEN - 1);
	sql_w.actor = &anna;
	sql_ok(refunds_accept_suspect(&sql_w, &a->pid, "差一分，同意"));
	state_is(o, "UNPAID");
	assert_int_equal(refunds_accept_suspect(&sql_w, &a->pid, "再次同意"), -1);
	refused_with(ERR_CONFLICT);
	sql_w.actor = &bert;
	sql_ok(refunds_accept_suspect(&sql_w, &a->pid, "复核同意"));
	state_is(o, "REVIEW");
	word_is(o, "PAID");
	assert_int_equal(refunds_accept_suspect(&sql_w, &a->pid, "再次同意"), -1);
	refused_with(ERR_CONFLICT);
}

static void
money_that_does_not_fit_goes_back_when_a_second_person_says_so(void **s)
{
	struct order *o = order();
	struct pay_attempt *a;
	struct pid_row r;

	(void)s;
	SQL_NEEDED;
	a = suspect(&o, 100);
	sql_w.actor = &anna;
	sql_ok(refunds_return_suspect(&sql_w, &a->pid, "金额不符，退回"));
	sql_ok(db_one(&sql_w, &sql_suspects_refund, pid_cols, &r, DB_ARGS(DB_V(a->id))));
	assert_int_equal(refunds_approve(&sql_w, &r.pid), -1);
	refused_with(ERR_DENIED);
	sql_w.actor = &bert;
	sql_ok(refunds_approve(&sql_w, &r.pid));
	clerk();
	assert_int_equal(number(&sql_back, DB_ARGS(DB_V(a->group_id))), 100);
	state_is(o, "UNPAID");
}

/* ---- the sum ---- */

/* Whatever is asked, rejected and approved in whatever order. */
static void
refunds_never_exceed_what_was_paid(void **s)
{
	unsigned dice = 11;

	(void)s;
	SQL_NEEDED;
	for (int round = 0; round < 15; round++) {
		struct order *o[2] = { order(), order() };

		paid(o, 2);
		for (int step = 0; step < 10; step++) {
			struct order *one = o[dice >> 20 & 1];
			struct pid pid;

			dice = dice * 1103515245 + 12345;
			switch (dice >> 16 & 3) {
			case 0:
				asks(one);
				break;
			case 1:
				asks_part(&anna, one, 1 + (dice >> 8) % (FEN + FEN / 2));
				break;
			case 2:
				if (number(&sql_numbers, DB_ARGS(DB_V(one->id))) > 0)
					approves(&bert, one);
				break;
			default:
				if (number(&sql_numbers, DB_ARGS(DB_V(one->id))) == 0)
					break;
				pid = refund_of(one);
				sql_w.actor = &bert;
				refunds_reject(&sql_w, &pid, "不同意");
			}
			fault_clear(&sql_w);
			sql_w.actor = &payer;
			if (step % 3 == 0)
				clerk();
			assert_int_equal(number(&sql_over, DB_NO_ARGS), 0);
		}
	}
	clerk();
	assert_int_equal(number(&sql_dead, DB_NO_ARGS), 0);
}

static void
the_words_are_what_they_should_be_after_all_of_it(void **s)
{
	int64_t looked, wrong;
	static const struct actor clock_actor = { .rights = RIGHT_CLOCK, .channel = "MAIN" };

	(void)s;
	SQL_NEEDED;
	sql_w.actor = &clock_actor;
	sql_ok(service_check(&sql_w, &looked, &wrong));
	assert_true(looked > 20);
	assert_int_equal(wrong, 0);
	sql_w.actor = &payer;
}

int
main(int argc, char **argv)
{
#define T(name) cmocka_unit_test_setup(name, fresh)
	const struct CMUnitTest tests[] = {
		T(a_paid_order_is_cancelled_when_its_money_is_back),
		T(one_order_of_two_goes_back_alone),
		T(who_asked_does_not_approve),
		T(the_applicant_does_not_approve_as_staff),
		T(a_rejected_one_leaves_the_order_and_may_be_asked_anew),
		T(one_that_failed_is_sent_again_under_its_number),
		T(a_part_leaves_the_order_on_its_road),
		T(while_money_goes_back_no_key_is_made_and_afterwards_it_may_not_be_asked),
		T(a_stranger_asks_for_nothing),
		T(two_people_accept_money_that_does_not_fit),
		T(money_that_does_not_fit_goes_back_when_a_second_person_says_so),
		T(refunds_never_exceed_what_was_paid),
		T(the_words_are_what_they_should_be_after_all_of_it),
	};
#undef T

	PAY_TEST_MAIN(tests);
}
