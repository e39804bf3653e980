/* SPDX-License-Identifier: MIT */
/* Messages: their texts as versions, the night, the log, the inbox. */
#include <string.h>

#include "pay_test.h"
#include "modules/notify/notify.h"
#include "modules/service/contents.h"
#include "modules/service/messages.h"
#include "modules/service/tell.h"

DB_SQL(sql_out, "test.message_out", "SELECT COUNT(*) FROM demo_message", 0, 1);
DB_SQL(sql_wipe_out, "test.message_wipe_out", "DELETE FROM demo_message", 0, 0);
DB_SQL(sql_wipe_events, "test.message_wipe_events", "DELETE FROM message_event", 0, 0);
DB_SQL(sql_wipe, "test.message_wipe", "DELETE FROM message", 0, 0);
DB_SQL(sql_in, "test.message_in",
    "SELECT COUNT(*) FROM message WHERE kind = ? AND state = ? AND tries = ?", 3, 1);
DB_SQL(sql_due, "test.message_due", "SELECT due_at FROM message WHERE kind = 'SMS'", 0, 1);
DB_SQL(sql_pid, "test.message_pid", "SELECT pid FROM message WHERE kind = ? LIMIT 1", 1, 1);
DB_SQL(sql_acts, "test.message_acts", "SELECT COUNT(*) FROM message_event WHERE act = ?", 1, 1);
DB_SQL(sql_wake, "test.message_wake", "UPDATE task SET due_at = ? WHERE state = 'QUEUED'", 1, 0);
DB_SQL(sql_text, "test.message_text",
    "SELECT pid FROM content WHERE kind = ? AND slug = ? AND state = 'PUBLISHED'", 2, 1);
DB_SQL(sql_dumb, "test.message_dumb",
    "SELECT COUNT(*) FROM notify_event e LEFT JOIN notify_template t ON t.event = e.event"
    " AND t.kind = e.must WHERE t.event IS NULL", 0, 1);
DB_SQL(sql_half, "test.message_half",
    "SELECT COUNT(*) FROM notify_event e WHERE e.reach = 'ACCOUNT' AND (SELECT COUNT(*)"
    " FROM notify_template t WHERE t.event = e.event AND t.kind IN ('MAIL', 'SITE')) < 2", 0, 1);
DB_SQL(sql_texts, "test.message_texts",
    "SELECT c.kind, c.slug, c.title, c.body FROM content c JOIN notify_event e ON e.event = c.slug"
    " WHERE c.kind IN ('SMS', 'MAIL', 'SITE') AND c.state = 'PUBLISHED'", 0, 4);

static struct actor staff = { .account_id = 901, .rights = RIGHT_STAFF | RIGHT_VIEW | RIGHT_SYSTEM,
	.channel = "MAIN", .name = "值班员" };

struct pid_row {
	struct pid	pid;
};
static const struct db_col pid_cols[] = { DB_COL(pid_row, pid) };

static struct pid
pid_of(const struct db_sql *sql, struct db_args args)
{
	struct pid_row r;

	sql_ok(db_one(&sql_w, sql, pid_cols, &r, args));
	return r.pid;
}

/* Moves the house to a moment of Shanghai. */
static void
go(const char *s)
{
	struct civil c = { 0 };

	assert_int_equal(sscanf(s, "%d-%d-%d %d:%d:%d", &c.year, &c.month, &c.day, &c.hour,
	    &c.minute, &c.second), 6);
	shift(0);
	shift(civil_epoch(&c) - clock_now());
}

static int
begin(void **s)
{
	int rc = fresh(s);

	if (sql_w.db == NULL)
		return rc;
	conf.quiet_hours = "22:00-08:00";
	conf.sms_driver = "demo";
	sql_ok(db_exec(&sql_w, &sql_wipe_out, DB_NO_ARGS));
	sql_ok(db_exec(&sql_w, &sql_wipe_events, DB_NO_ARGS));
	sql_ok(db_exec(&sql_w, &sql_wipe, DB_NO_ARGS));
	go("2027-03-01 12:00:00");
	return rc;
}

struct saying {
	const char	*event, *key, *mail;
};

static int
say_tx(struct work *w, void *arg)
{
	const struct saying *s = arg;
	struct json *values = js_object(w);

	js_put_text(values, "no", "T1");
	js_put_text(values, "yuan", "750.00");
	js_put_text(values, "code", "123456");
	js_put_int(values, "minutes", 10);
	return notify_send(w, &(struct notice){ .event = s->event, .key = s->key,
	    .phone = s->mail == NULL ? "13840000001" : NULL, .mail = s->mail,
	    .account_id = payer.account_id, .target = "/my/orders", .values = values });
}

static void
say(const char *event, const char *key, const char *mail)
{
	sql_ok(db_tx(&sql_w, say_tx, &(struct saying){ event, key, mail }));
}

static void
talk(void)
{
	while (tasks_run(&sql_w, TASK_TALK) == 1)
		;
	sql_w.actor = &payer;
	sql_w.now = clock_now();
}

static int64_t
out(void)
{
	return number(&sql_out, DB_NO_ARGS);
}

static void
are(const char *kind, const char *state, int64_t tries, int64_t n)
{
	assert_int_equal(number(&sql_in, DB_ARGS(DB_V(kind), DB_V(state), DB_V(tries))), n);
}

static void
refused_with(enum err code)
{
	assert_int_equal(sql_w.fault.code, code);
	fault_clear(&sql_w);
}

/* ---- the night ---- */

static void
a_message_of_the_night_waits_for_the_morning(void **s)
{
	(void)s;
	SQL_NEEDED;
	go("2027-03-01 22:00:00");
	say("pay.paid", "n1", NULL);
	talk();
	assert_int_equal(out(), 0);
	are("SMS", "QUEUED", 0, 1);
	are("SITE", "SENT", 0, 1);
	go("2027-03-02 08:00:00");
	assert_int_equal(number(&sql_due, DB_NO_ARGS), sql_w.now);
	go("2027-03-02 07:59:50");
	talk();
	assert_int_equal(out(), 0);
	go("2027-03-02 08:00:00");
	talk();
	assert_int_equal(out(), 1);
	are("SMS", "SENT", 1, 1);
}

static void
the_last_minute_before_the_night_is_day(void **s)
{
	(void)s;
	SQL_NEEDED;
	go("2027-03-01 21:59:50");
	say("pay.paid", "n2", NULL);
	talk();
	assert_int_equal(out(), 1);
}

static void
codes_and_mails_never_wait(void **s)
{
	(void)s;
	SQL_NEEDED;
	go("2027-03-01 03:00:00");
	say("login.code", "n3", NULL);
	say("pay.paid", "n4", "liu@example.com");
	talk();
	assert_int_equal(out(), 2);
	are("SMS", "SENT", 1, 1);
	are("MAIL", "SENT", 1, 1);
}

static void
a_message_of_the_day_that_fails_into_the_night_waits_too(void **s)
{
	(void)s;
	SQL_NEEDED;
	go("2027-03-01 21:59:30");
	conf.sms_driver = "nobody";
	say("pay.paid", "n5", NULL);
	talk();
	conf.sms_driver = "demo";
	go("2027-03-01 22:10:00");
	talk();
	assert_int_equal(out(), 0);
	go("2027-03-02 08:00:00");
	talk();
	assert_int_equal(out(), 1);
}

/* ---- the log ---- */

static void
the_same_cause_says_it_once(void **s)
{
	(void)s;
	SQL_NEEDED;
	say("pay.paid", "k1", NULL);
	say("pay.paid", "k1", NULL);
	talk();
	say("pay.paid", "k1", NULL);
	talk();
	assert_int_equal(out(), 1);
	are("SITE", "SENT", 0, 1);
}

static void
fails_until_it_is_dead(void)
{
	conf.sms_driver = "nobody";
	for (int i = 0; i < 12; i++) {
		sql_ok(db_exec(&sql_w, &sql_wake, DB_ARGS(DB_V(sql_w.now))));
		talk();
	}
	conf.sms_driver = "demo";
}

static void
what_fails_eight_times_is_dead_until_somebody_sends_it_again(void **s)
{
	struct json *j;
	struct pid pid;

	(void)s;
	SQL_NEEDED;
	say("pay.paid", "k2", NULL);
	fails_until_it_is_dead();
	are("SMS", "DEAD", 8, 1);
	pid = pid_of(&sql_pid, DB_ARGS(DB_V("SMS")));
	sql_w.actor = &staff;
	sql_ok(messages_again(&sql_w, &pid, &j));
	assert_int_equal(messages_again(&sql_w, &pid, &j), -1);
	refused_with(ERR_CONFLICT);		/* it waits already */
	talk();
	are("SMS", "SENT", 1, 1);
	assert_int_equal(out(), 1);
	sql_w.actor = &staff;
	sql_ok(messages_again(&sql_w, &pid, &j));	/* "I got none" */
	talk();
	assert_int_equal(out(), 2);
	assert_int_equal(number(&sql_acts, DB_ARGS(DB_V("AGAIN"))), 1);
	assert_int_equal(number(&sql_acts, DB_ARGS(DB_V("BURY"))), 1);
	assert_int_equal(number(&sql_acts, DB_ARGS(DB_V("SEND"))), 2);
}

static void
a_code_is_kept_nowhere_and_not_sent_again(void **s)
{
	struct message_filter f = { "", "", "", "13840000001", 1, 10 };
	struct json *j, *row;
	struct pid pid;

	(void)s;
	SQL_NEEDED;
	say("login.code", "k3", NULL);
	talk();
	assert_int_equal(out(), 1);
	pid = pid_of(&sql_pid, DB_ARGS(DB_V("SMS")));
	sql_w.actor = &staff;
	assert_int_equal(messages_again(&sql_w, &pid, &j), -1);
	refused_with(ERR_CONFLICT);
	sql_ok(messages_log(&sql_w, &f, &j));
	assert_int_equal(js_size(js_get(j, "items")), 1);
	row = js_at(js_get(j, "items"), 0);
	assert_true(js_is_null(js_get(row, "words")));
	assert_string_equal(js_get_text(row, "to"), "138****0001");
	assert_false(js_get_bool(row, "again"));
	f.q = "13840000002";
	sql_ok(messages_log(&sql_w, &f, &j));
	assert_int_equal(js_size(js_get(j, "items")), 0);
}

static int
old_tx(struct work *w, void *arg)
{
	struct json *payload = js_object(w);

	(void)arg;
	js_put_text(payload, "kind", "SMS");
	js_put_text(payload, "to", "13840000001");
	js_put_text(payload, "subject", "");
	js_put_text(payload, "words", "【网联】旧版本的短信。");
	return task_add(w, "talk.sms", "old.event:1", payload, 0);
}

static void
a_task_of_an_older_release_is_sent_as_it_was(void **s)
{
	(void)s;
	SQL_NEEDED;
	sql_ok(db_tx(&sql_w, old_tx, NULL));
	talk();
	assert_int_equal(out(), 1);
}

static void
a_clerk_that_dies_after_sending_sends_it_once(void **s)
{
	struct task *t;

	(void)s;
	SQL_NEEDED;
	say("pay.paid", "k4", NULL);
	assert_int_equal(task_claim(&sql_w, TASK_TALK, &t), 1);
	assert_int_equal(notify_deliver(&sql_w, t), OUTSIDE_OK);
	assert_int_equal(out(), 1);		/* and here it died */
	are("SMS", "QUEUED", 0, 1);
	shift(clock_now() - clock_machine_ms() / 1000 + 300);
	talk();
	assert_int_equal(out(), 1);
	are("SMS", "SENT", 2, 1);
}

static void
what_is_older_than_the_setting_is_forgotten(void **s)
{
	struct task t = { .kind = "timer.messages" };
	int64_t again = 0;

	(void)s;
	SQL_NEEDED;
	say("pay.paid", "k5", NULL);
	talk();
	sql_w.now += 399 * 86400;
	sql_ok(run_sweep_messages(&sql_w, &t, &again));
	are("SMS", "SENT", 1, 1);
	sql_w.now += 2 * 86400;
	sql_ok(run_sweep_messages(&sql_w, &t, &again));
	are("SMS", "SENT", 1, 0);
	are("SITE", "SENT", 0, 0);
	assert_int_equal(number(&sql_acts, DB_ARGS(DB_V("SEND"))), 0);
}

/* ---- the inbox ---- */

static void
an_inbox_is_read_by_its_owner_alone(void **s)
{
	struct actor other = payer;
	struct json *j;
	struct pid pid;

	(void)s;
	SQL_NEEDED;
	say("pay.paid", "i1", NULL);
	say("pay.paid", "i2", NULL);
	sql_ok(messages_inbox_count(&sql_w, &j));
	assert_int_equal(js_get_int(j, "unread", 0), 2);
	pid = pid_of(&sql_pid, DB_ARGS(DB_V("SITE")));
	other.account_id += 1000;
	sql_w.actor = &other;
	sql_ok(messages_inbox(&sql_w, 0, 1, 10, &j));
	assert_int_equal(js_size(js_get(j, "items")), 0);
	assert_int_equal(messages_read(&sql_w, &pid, &j), -1);
	refused_with(ERR_NOTFOUND);
	sql_w.actor = &payer;
	sql_ok(messages_read(&sql_w, &pid, &j));
	sql_ok(messages_read(&sql_w, &pid, &j));
	assert_int_equal(js_get_int(j, "unread", 0), 1);
	sql_ok(messages_read_all(&sql_w, &j));
	assert_int_equal(js_get_int(j, "unread", -1), 0);
	assert_int_equal(js_get_int(j, "total", 0), 2);
	sql_ok(messages_inbox(&sql_w, 1, 1, 10, &j));
	assert_int_equal(js_size(js_get(j, "items")), 0);
}

static struct json *
choice(const char *text)
{
	struct json *j;

	sql_ok(js_parse(&sql_w, text, strlen(text), &j));
	return j;
}

static void
what_one_chooses_must_be_offered(void **s)
{
	static const char *const bad[] = {
		"{\"days\":[5],\"kinds\":[\"SMS\"],\"email\":\"\"}",
		"{\"days\":[7,7],\"kinds\":[\"SMS\"],\"email\":\"\"}",
		"{\"days\":[7],\"kinds\":[],\"email\":\"\"}",
		"{\"days\":[7],\"kinds\":[\"FAX\"],\"email\":\"\"}",
		"{\"days\":[7],\"kinds\":[\"MAIL\"],\"email\":\"\"}",
		"{\"days\":[7],\"kinds\":[\"MAIL\"],\"email\":\"liu\"}",
	};
	struct json *j;

	(void)s;
	SQL_NEEDED;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		assert_int_equal(messages_choose(&sql_w, choice(bad[i]), &j), -1);
		refused_with(ERR_INVALID);
	}
	sql_ok(messages_choose(&sql_w,
	    choice("{\"days\":[],\"kinds\":[\"SITE\"],\"email\":\"\"}"), &j));
	assert_int_equal(js_size(js_get(j, "days")), 0);
}

static int
tell_tx(struct work *w, void *arg)
{
	struct json *values = js_object(w);

	js_put_text(values, "no", "T1");
	return tell_account(w, payer.account_id, "order.expired", arg, values);
}

static void
who_gave_an_address_gets_mail_as_well(void **s)
{
	struct json *j;

	(void)s;
	SQL_NEEDED;
	sql_ok(db_tx(&sql_w, tell_tx, (void *)"m1"));
	talk();
	assert_int_equal(out(), 1);
	sql_ok(messages_choose(&sql_w,
	    choice("{\"days\":[7],\"kinds\":[\"MAIL\"],\"email\":\"liu@example.com\"}"), &j));
	assert_string_equal(js_get_text(j, "email"), "liu@example.com");
	sql_ok(db_tx(&sql_w, tell_tx, (void *)"m2"));
	talk();
	assert_int_equal(out(), 3);		/* and the text message, whatever was chosen */
	are("MAIL", "SENT", 1, 1);
}

/* ---- texts ---- */

static struct json *
text_form(const char *body, int version)
{
	struct json *j = js_object(&sql_w);

	js_put_text(j, "title", "支付成功");
	js_put_text(j, "body", body);
	js_put_int(j, "version", version);
	return j;
}

static void
the_next_version_of_a_text_is_said_once_it_is_published(void **s)
{
	struct json *j, *list;
	struct pid pid;

	(void)s;
	SQL_NEEDED;
	sql_w.actor = &staff;
	pid = pid_of(&sql_text, DB_ARGS(DB_V("SMS"), DB_V("pay.paid")));
	sql_ok(contents_save(&sql_w, &pid, text_form("【网联】{no}已付款。", 1), &j));
	sql_ok(pid_parse(&sql_w, js_get_text(j, "pid"), &pid));
	say("pay.paid", "v1", NULL);
	talk();
	sql_w.actor = &staff;
	sql_ok(contents_act(&sql_w, &pid, CONTENT_ACT_PUBLISH, text_form("-", 1), &j));
	say("pay.paid", "v2", NULL);
	talk();
	sql_ok(demo_messages(&sql_w, &list));
	assert_string_equal(js_get_text(js_at(list, 0), "words"), "【网联】T1已付款。");
	assert_non_null(strstr(js_get_text(js_at(list, 1), "words"), "金额750.00元"));
}

static void
a_text_names_only_what_its_event_has(void **s)
{
	static const struct { const char *kind, *event, *body; } bad[] = {
		{ "SMS", "pay.paid", "{no}已付{money}元" },
		{ "SMS", "pay.paid", "{no已付" },
		{ "SMS", "pay.paid", "}{no}" },
		{ "SMS", "pay.paid", "已付{yuan}元" },		/* whose order? */
		{ "SMS", "login.code", "请登录" },
		{ "SITE", "login.code", "{code}" },
		{ "SMS", "pay.lost", "{no}" },
	};
	struct json *j;

	(void)s;
	SQL_NEEDED;
	sql_w.actor = &staff;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		struct json *f = text_form(bad[i].body, 1);

		js_put_text(f, "kind", bad[i].kind);
		js_put_text(f, "slug", bad[i].event);
		if (contents_add(&sql_w, f, &j) == 0)
			fail_msg("%s %s: %s", bad[i].kind, bad[i].event, bad[i].body);
		refused_with(ERR_INVALID);
	}
}

static void
an_event_keeps_the_way_it_cannot_do_without(void **s)
{
	struct json *j;
	struct pid pid;

	(void)s;
	SQL_NEEDED;
	sql_w.actor = &staff;
	pid = pid_of(&sql_text, DB_ARGS(DB_V("SMS"), DB_V("login.code")));
	assert_int_equal(contents_act(&sql_w, &pid, CONTENT_ACT_WITHDRAW, text_form("-", 1), &j), -1);
	refused_with(ERR_CONFLICT);
	pid = pid_of(&sql_text, DB_ARGS(DB_V("SITE"), DB_V("refund.done")));
	sql_ok(contents_act(&sql_w, &pid, CONTENT_ACT_WITHDRAW, text_form("-", 1), &j));
	say("refund.done", "w1", NULL);
	talk();
	assert_int_equal(out(), 1);
	are("SITE", "SENT", 0, 0);
}

struct text_row {
	const char	*kind, *slug, *title, *body;
};

static void
the_shipped_texts_pass_the_check_of_an_administrator(void **s)
{
	static const struct db_col c[] = { DB_COL(text_row, kind), DB_COL(text_row, slug),
		DB_COL(text_row, title), DB_COL(text_row, body) };
	struct text_row *rows;
	size_t n;

	(void)s;
	SQL_NEEDED;
	assert_int_equal(number(&sql_dumb, DB_NO_ARGS), 0);
	assert_int_equal(number(&sql_half, DB_NO_ARGS), 1);	/* what the test above withdrew */
	sql_ok(db_list(&sql_w, &sql_texts, c, &rows, &n, DB_NO_ARGS));
	assert_true(n > 80);
	for (size_t i = 0; i < n; i++) {
		struct content t = { .kind = rows[i].kind, .slug = rows[i].slug, .channel = "MAIN",
		    .title = rows[i].title, .body = rows[i].body };

		if (messages_text_ok(&sql_w, &t) < 0)
			fail_msg("%s %s: %s", t.kind, t.slug, sql_w.fault.fields[0].words);
	}
}

int
main(int argc, char **argv)
{
#define T(name) cmocka_unit_test_setup(name, begin)
	const struct CMUnitTest tests[] = {
		T(a_message_of_the_night_waits_for_the_morning),
		T(the_last_minute_before_the_night_is_day),
		T(codes_and_mails_never_wait),
		T(a_message_of_the_day_that_fails_into_the_night_waits_too),
		T(the_same_cause_says_it_once),
		T(what_fails_eight_times_is_dead_until_somebody_sends_it_again),
		T(a_code_is_kept_nowhere_and_not_sent_again),
		T(a_task_of_an_older_release_is_sent_as_it_was),
		T(a_clerk_that_dies_after_sending_sends_it_once),
		T(what_is_older_than_the_setting_is_forgotten),
		T(an_inbox_is_read_by_its_owner_alone),
		T(what_one_chooses_must_be_offered),
		T(who_gave_an_address_gets_mail_as_well),
		T(the_next_version_of_a_text_is_said_once_it_is_published),
		T(a_text_names_only_what_its_event_has),
		T(an_event_keeps_the_way_it_cannot_do_without),
		T(the_shipped_texts_pass_the_check_of_an_administrator),
	};
#undef T

	PAY_TEST_MAIN(tests);
}
