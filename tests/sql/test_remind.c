/* SPDX-License-Identifier: MIT */
/* Reminders: each mark of an end once, as was chosen; returned orders to their end. */
#include <string.h>

#include "pay_test.h"
#include "modules/service/messages.h"
#include "modules/service/refunds.h"
#include "modules/service/reminders.h"

#define DAY	86400

DB_SQL(sql_cert, "test.remind_cert",
    "INSERT INTO cert (pid, company_id, person_id, account_id, vendor, lock_type, medium, state,"
    " serial, not_before, not_after, applied_at) VALUES (?, 7, ?, ?, 'CFCA', 'PROJECT', 'UKEY',"
    " 'ACTIVE', ?, 1, ?, 1)", 5, 0);
DB_SQL(sql_state, "test.remind_state", "UPDATE cert SET state = ?", 1, 0);
DB_SQL(sql_renew, "test.remind_renew", "UPDATE cert SET not_after = ?", 1, 0);
DB_SQL(sql_said, "test.remind_said",
    "SELECT COUNT(*) FROM message WHERE kind = ? AND event = ?", 2, 1);
DB_SQL(sql_task_said, "test.remind_task_said",
    "SELECT COUNT(*) FROM task WHERE kind = 'talk.sms' AND tkey LIKE 'cert.expiring:%'", 0, 1);
DB_SQL(sql_wipe_reminders, "test.remind_wipe_reminders", "DELETE FROM cert_reminder", 0, 0);
DB_SQL(sql_wipe_certs, "test.remind_wipe_certs", "DELETE FROM cert", 0, 0);
DB_SQL(sql_wipe_messages, "test.remind_wipe_messages", "DELETE FROM message", 0, 0);
DB_SQL(sql_wipe_choice, "test.remind_wipe_choice", "DELETE FROM notify_choice", 0, 0);
DB_SQL(sql_lay, "test.remind_lay", "UPDATE orders SET updated_at = ? WHERE id = ?", 2, 0);
DB_SQL(sql_free, "test.remind_free", "UPDATE orders SET traits = ? WHERE id = ?", 2, 0);
DB_SQL(sql_clear_orders, "test.remind_clear",
    "UPDATE orders SET state = 'CANCELLED' WHERE state = 'RETURNED'", 0, 0);
DB_SQL(sql_money, "test.remind_money",
    "SELECT COUNT(*) FROM pay_refund WHERE order_id = ? AND state = ?", 2, 1);

static int64_t
noon(const char *s)
{
	struct civil c = { .hour = 12 };

	assert_int_equal(sscanf(s, "%d-%d-%d", &c.year, &c.month, &c.day), 3);
	return civil_epoch(&c);
}

static void
go(int64_t at)
{
	shift(0);
	shift(at - clock_now());
	sql_w.now = at;		/* exactly, however long the test takes */
}

static int
begin(void **s)
{
	int rc = fresh(s);

	if (sql_w.db == NULL)
		return rc;
	sql_ok(db_exec(&sql_w, &sql_wipe_reminders, DB_NO_ARGS));
	sql_ok(db_exec(&sql_w, &sql_wipe_certs, DB_NO_ARGS));
	sql_ok(db_exec(&sql_w, &sql_wipe_messages, DB_NO_ARGS));
	sql_ok(db_exec(&sql_w, &sql_wipe_choice, DB_NO_ARGS));
	sql_ok(db_exec(&sql_w, &sql_clear_orders, DB_NO_ARGS));
	return rc;
}

static const struct actor ticking = { .rights = RIGHT_CLOCK, .channel = "MAIN", .name = "系统" };

/* ---- certificates ---- */

#define END	"2027-06-30"

static int64_t
end_of(const char *day)
{
	return noon(day) - 12 * 3600 + DAY - 1;
}

static void
cert(int64_t not_after)
{
	struct pid pid = pid_new();
	const char *no = arena_printf(sql_w.arena, "AB%d", ++serial);

	sql_ok(db_exec(&sql_w, &sql_cert, DB_ARGS(DB_V(&pid), DB_V(payer.person_id),
	    DB_V(payer.account_id), DB_V(no), DB_V(not_after))));
}

static void
hour_comes(int64_t at)
{
	struct task t = { .kind = "timer.expiry" };
	int64_t again = 0;

	go(at);
	sql_w.actor = &ticking;
	sql_ok(run_expiry(&sql_w, &t, &again));
	sql_w.actor = &payer;
}

static int64_t
said(const char *kind)
{
	return number(&sql_said, DB_ARGS(DB_V(kind), DB_V("cert.expiring")));
}

static int64_t
told(const char *event)
{
	return number(&sql_said, DB_ARGS(DB_V("SMS"), DB_V(event)));
}

static void
each_mark_is_said_once_on_its_day(void **s)
{
	static const int marks[] = { 90, 60, 30, 7, 1 };
	int64_t before = 0;

	(void)s;
	SQL_NEEDED;
	cert(end_of(END));
	for (int left = 95; left >= -3; left--) {
		int64_t day = noon(END) - left * DAY, now;
		int turn = 0;

		for (size_t i = 0; i < 5; i++)
			turn |= marks[i] == left;
		for (int hour = -11; hour < 12; hour += 4)
			hour_comes(day + hour * 3600);
		now = said("SMS");
		if (now - before != turn)
			fail_msg("%d days left: %lld", left, (long long)(now - before));
		before = now;
		arena_reset(sql_w.arena);
	}
	assert_int_equal(said("SMS"), 5);
	assert_int_equal(said("SITE"), 5);
	assert_int_equal(number(&sql_task_said, DB_NO_ARGS), 5);
}

static void
the_day_begins_at_midnight(void **s)
{
	int64_t day = noon(END) - 90 * DAY - 12 * 3600;

	(void)s;
	SQL_NEEDED;
	cert(end_of(END));
	hour_comes(day - 1);
	assert_int_equal(said("SMS"), 0);
	hour_comes(day);
	assert_int_equal(said("SMS"), 1);
	hour_comes(noon(END) - 60 * DAY - 12 * 3600 - 1);
	assert_int_equal(said("SMS"), 1);
	hour_comes(noon(END) - 60 * DAY - 12 * 3600);
	assert_int_equal(said("SMS"), 2);
}

static void
a_house_that_slept_says_the_one_whose_turn_it_is(void **s)
{
	(void)s;
	SQL_NEEDED;
	cert(end_of(END));
	hour_comes(noon(END) - 45 * DAY);		/* 90 and 60 went by: once, 60's turn */
	assert_int_equal(said("SMS"), 1);
	hour_comes(noon(END) - 31 * DAY);
	assert_int_equal(said("SMS"), 1);
	hour_comes(noon(END) - 30 * DAY);
	assert_int_equal(said("SMS"), 2);
}

static void
choose(const char *text)
{
	struct json *j;

	sql_ok(js_parse(&sql_w, text, strlen(text), &j));
	sql_w.actor = &payer;
	sql_ok(messages_choose(&sql_w, j, &j));
}

static void
all_days(void)
{
	for (int left = 91; left >= 0; left--)
		hour_comes(noon(END) - left * DAY);
}

static void
what_was_chosen_is_honoured(void **s)
{
	(void)s;
	SQL_NEEDED;
	choose("{\"days\":[30,1],\"kinds\":[\"SITE\"],\"email\":\"\"}");
	cert(end_of(END));
	all_days();
	assert_int_equal(said("SMS"), 0);
	assert_int_equal(said("SITE"), 2);
	assert_int_equal(said("MAIL"), 0);
}

static void
mail_goes_to_the_address_that_was_given(void **s)
{
	(void)s;
	SQL_NEEDED;
	choose("{\"days\":[7],\"kinds\":[\"MAIL\",\"SMS\"],\"email\":\"liu@example.com\"}");
	cert(end_of(END));
	all_days();
	assert_int_equal(said("SMS"), 1);
	assert_int_equal(said("MAIL"), 1);
	assert_int_equal(said("SITE"), 0);
}

static void
who_wants_none_gets_none(void **s)
{
	(void)s;
	SQL_NEEDED;
	choose("{\"days\":[],\"kinds\":[\"SMS\"],\"email\":\"\"}");
	cert(end_of(END));
	all_days();
	assert_int_equal(said("SMS") + said("SITE") + said("MAIL"), 0);
}

static void
another_end_is_said_anew_and_no_end_not_at_all(void **s)
{
	(void)s;
	SQL_NEEDED;
	cert(end_of(END));
	hour_comes(noon(END) - 30 * DAY);
	assert_int_equal(said("SMS"), 1);
	sql_ok(db_exec(&sql_w, &sql_renew, DB_ARGS(DB_V(end_of("2028-06-30")))));
	hour_comes(noon(END) - 7 * DAY);
	assert_int_equal(said("SMS"), 1);
	hour_comes(noon("2028-06-30") - 30 * DAY);
	assert_int_equal(said("SMS"), 2);
	sql_ok(db_exec(&sql_w, &sql_state, DB_ARGS(DB_V("REVOKED"))));
	hour_comes(noon("2028-06-30") - 7 * DAY);
	assert_int_equal(said("SMS"), 2);
}

/* Paid for, and not yet written into the key. */
static void
one_that_waits_for_its_update_is_told_to_update_before_the_old_end(void **s)
{
	struct blob b;

	(void)s;
	SQL_NEEDED;
	cert(end_of(END));
	hour_comes(noon(END) - 30 * DAY);
	assert_int_equal(said("SMS"), 1);
	sql_ok(db_exec(&sql_w, &sql_state, DB_ARGS(DB_V("RENEWAL_PENDING"))));
	hour_comes(noon(END) - 29 * DAY);
	assert_int_equal(told("cert.updating"), 0);	/* this mark was taken up already */
	hour_comes(noon(END) - 7 * DAY);
	hour_comes(noon(END) - 7 * DAY + 3600);
	assert_int_equal(told("cert.updating"), 1);
	assert_int_equal(said("SMS"), 1);
	sql_ok(reminders_calendar(&sql_w, &b));
	assert_non_null(strstr((const char *)b.p, "BEGIN:VEVENT"));
	sql_ok(db_exec(&sql_w, &sql_state, DB_ARGS(DB_V("ACTIVE"))));
	sql_ok(db_exec(&sql_w, &sql_renew, DB_ARGS(DB_V(end_of("2028-06-30")))));
	hour_comes(noon(END) - DAY);
	assert_int_equal(told("cert.updating"), 1);
}

static void
clerks_at_the_same_time_say_it_once(void **s)
{
	pid_t kids[CLERKS];

	(void)s;
	SQL_NEEDED;
	for (int i = 0; i < 20; i++)
		cert(end_of(END));
	go(noon(END) - 30 * DAY);
	for (int i = 0; i < CLERKS; i++)
		if ((kids[i] = fork()) == 0) {
			struct work w = sql_slip();
			struct task t = { .kind = "timer.expiry" };
			int64_t again = 0;

			w.conf = &conf;
			w.actor = &ticking;
			w.now = clock_now();
			_exit(run_expiry(&w, &t, &again) < 0);
		}
	for (int i = 0; i < CLERKS; i++) {
		int st;

		waitpid(kids[i], &st, 0);
		assert_true(WIFEXITED(st) && WEXITSTATUS(st) == 0);
	}
	hour_comes(clock_now());
	assert_int_equal(said("SMS"), 20);
	assert_int_equal(said("SITE"), 20);
}

static void
a_calendar_holds_the_ends_of_ones_own(void **s)
{
	struct actor other = payer;
	struct blob b;

	(void)s;
	SQL_NEEDED;
	go(noon(END) - 200 * DAY);
	cert(end_of(END));
	cert(sql_w.now - DAY);				/* is over */
	sql_ok(reminders_calendar(&sql_w, &b));
	assert_non_null(strstr((const char *)b.p, "\r\nDTSTART;VALUE=DATE:20270630\r\n"));
	assert_null(strstr(strstr((const char *)b.p, "BEGIN:VEVENT") + 1, "BEGIN:VEVENT"));
	assert_non_null(strstr((const char *)b.p, "\r\nTRIGGER:-P90D\r\n"));
	other.account_id = other.person_id = 4711;
	sql_w.actor = &other;
	sql_ok(reminders_calendar(&sql_w, &b));
	assert_null(strstr((const char *)b.p, "BEGIN:VEVENT"));
	sql_w.actor = &payer;
}

/* ---- returned orders ---- */

/* Paid, looked at, given back. */
static struct order *
returned(void)
{
	struct order *o = order();

	paid(&o, 1);
	walk(o, ACT_RETURN);
	return o;
}

/* The clerk comes when it lay so long. */
static void
lies(struct order *o, int64_t seconds)
{
	struct task t = { .kind = "timer.returned" };
	int64_t again = 0;

	sql_ok(db_exec(&sql_w, &sql_lay, DB_ARGS(DB_V(1800000000), DB_V(o->id))));
	go(1800000000 + seconds);
	sql_w.actor = &ticking;
	sql_ok(run_returned(&sql_w, &t, &again));
	sql_w.actor = &payer;
}

static void
a_returned_order_is_reminded_of_and_closed_with_its_money(void **s)
{
	struct order *o;
	int day;

	(void)s;
	SQL_NEEDED;
	o = returned();
	lies(o, 7 * DAY - 1);
	assert_int_equal(told("order.waiting"), 0);
	for (day = 7; day < 30; day++) {
		lies(o, day * DAY);
		lies(o, day * DAY + 3600);
		assert_int_equal(told("order.waiting"), day < 15 ? 1 : day < 25 ? 2 : 3);
	}
	lies(o, 30 * DAY - 1);
	state_is(o, "RETURNED");
	assert_int_equal(number(&sql_money, DB_ARGS(DB_V(o->id), DB_V("APPROVED"))), 0);
	lies(o, 30 * DAY);
	lies(o, 30 * DAY + 3600);
	assert_int_equal(number(&sql_money, DB_ARGS(DB_V(o->id), DB_V("APPROVED"))), 1);
	assert_int_equal(told("order.closing"), 1);
	word_is(o, "REFUNDING");
	clerk();
	state_is(o, "CANCELLED");
	word_is(o, "REFUNDED");
	lies(o, 40 * DAY);
	clerk();
	assert_int_equal(number(&sql_money, DB_ARGS(DB_V(o->id), DB_V("SUCCEEDED"))), 1);
	assert_int_equal(told("refund.done"), 1);
	assert_int_equal(told("order.closed"), 0);
}

static void
money_that_is_on_its_way_back_already_is_not_moved_twice(void **s)
{
	struct order *o;
	struct json *j;

	(void)s;
	SQL_NEEDED;
	o = returned();
	sql_ok(refunds_ask(&sql_w, &o->pid, "不再需要", &j));
	lies(o, 25 * DAY);
	lies(o, 30 * DAY);
	lies(o, 31 * DAY);
	assert_int_equal(number(&sql_money, DB_ARGS(DB_V(o->id), DB_V("REQUESTED"))), 1);
	assert_int_equal(number(&sql_money, DB_ARGS(DB_V(o->id), DB_V("APPROVED"))), 0);
	state_is(o, "RETURNED");
}

static void
one_that_cost_nothing_is_closed_at_once(void **s)
{
	struct order *o;

	(void)s;
	SQL_NEEDED;
	o = order();
	sql_ok(db_exec(&sql_w, &sql_free, DB_ARGS(DB_V(TRAIT_PAID | TRAIT_REVIEWED | TRAIT_FIRST |
	    TRAIT_HANDED), DB_V(o->id))));
	walk(o, ACT_REVOKE);			/* before the reviewers, unpaid */
	walk(o, ACT_RETURN);
	lies(o, 25 * DAY);
	lies(o, 30 * DAY - 1);
	state_is(o, "RETURNED");
	lies(o, 30 * DAY);
	state_is(o, "CANCELLED");
	assert_int_equal(told("order.closed"), 1);
	assert_int_equal(told("order.closing"), 0);
}

static void
one_that_came_back_is_left_alone(void **s)
{
	struct order *o;

	(void)s;
	SQL_NEEDED;
	o = returned();
	walk(o, ACT_RESUBMIT);
	lies(o, 60 * DAY);
	state_is(o, "REVIEW");
	assert_int_equal(told("order.waiting") + told("order.closing"), 0);
}

/* A house that slept, or learned to close yesterday. */
static void
nobody_is_closed_down_unwarned(void **s)
{
	struct order *o;

	(void)s;
	SQL_NEEDED;
	o = returned();
	lies(o, 200 * DAY);
	state_is(o, "RETURNED");
	assert_int_equal(told("order.waiting"), 1);
	lies(o, 205 * DAY - 1);
	assert_int_equal(told("order.waiting"), 1);
	assert_int_equal(told("order.closing"), 0);
	lies(o, 205 * DAY);
	assert_int_equal(told("order.closing"), 1);
	clerk();
	state_is(o, "CANCELLED");
}

static void
a_house_that_closes_nothing_only_reminds(void **s)
{
	struct order *o;

	(void)s;
	SQL_NEEDED;
	conf.returned_close_days = 0;
	o = returned();
	lies(o, 300 * DAY);
	state_is(o, "RETURNED");
	assert_int_equal(told("order.lies"), 1);
	conf.returned_close_days = 30;
}

int
main(int argc, char **argv)
{
#define T(name) cmocka_unit_test_setup(name, begin)
	const struct CMUnitTest tests[] = {
		T(each_mark_is_said_once_on_its_day),
		T(the_day_begins_at_midnight),
		T(a_house_that_slept_says_the_one_whose_turn_it_is),
		T(what_was_chosen_is_honoured),
		T(mail_goes_to_the_address_that_was_given),
		T(who_wants_none_gets_none),
		T(another_end_is_said_anew_and_no_end_not_at_all),
		T(one_that_waits_for_its_update_is_told_to_update_before_the_old_end),
		T(clerks_at_the_same_time_say_it_once),
		T(a_calendar_holds_the_ends_of_ones_own),
		T(a_returned_order_is_reminded_of_and_closed_with_its_money),
		T(money_that_is_on_its_way_back_already_is_not_moved_twice),
		T(one_that_cost_nothing_is_closed_at_once),
		T(one_that_came_back_is_left_alone),
		T(nobody_is_closed_down_unwarned),
		T(a_house_that_closes_nothing_only_reminds),
	};
#undef T

	PAY_TEST_MAIN(tests);
}
