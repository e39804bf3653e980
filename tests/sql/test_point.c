/* SPDX-License-Identifier: MIT */
/* S11, keys not collected: another point, another code, reminders. */
#include "handout_test.h"

#include "modules/service/collect.h"
#include "modules/service/desk_day.h"
#include "modules/service/held_item.h"
#include "modules/service/order_view.h"
#include "modules/service/point.h"

DB_SQL(sql_events, "test.point_events",
    "SELECT COUNT(*) FROM order_event e JOIN orders o ON o.id = e.order_id"
    " WHERE o.pid = ? AND e.act = 'POINT' AND e.from_state = e.to_state", 1, 1);

/* In the house's own copy of the catalogue: what a version of the road would say. */
static void
road_lets_points_change(int on)
{
	struct policy *p = (struct policy *)policy_find(story_catalog, "MAIN", "new", "UKEY",
	    "PROJECT", sql_w.now);

	p->traits = on ? p->traits | POLICY_POINT_FREE : p->traits & ~POLICY_POINT_FREE;
}

static const char *
point(size_t i)
{
	return pid_text(&sql_w, &story_catalog->points[i].pid);
}

static int
change(const struct pid *order, size_t to)
{
	struct json *j;

	story_as(&story_applicant);
	return point_change(&sql_w, order, point(to), &j);
}

static int64_t
changes(const struct pid *order)
{
	int64_t n;

	sql_ok(db_int(&sql_w, &sql_events, &n, DB_ARGS(DB_V(order))));
	return n;
}

static struct json *
offered(const struct pid *order)
{
	struct json *j;

	story_as(&story_applicant);
	sql_ok(order_page_get(&sql_w, order, &j));
	return js_get(j, "point_change");
}

static void
as_shipped_a_paid_order_keeps_its_point(void **state)
{
	struct story_order s;

	(void)state;
	SQL_NEEDED;
	road_lets_points_change(0);
	story_as(&story_anna);
	s = story_order(WAY_PICKUP, story_catalog->points[0].id);
	assert_false(js_get_bool(offered(&s.pid), "open"));
	assert_int_equal(change(&s.pid, 1), -1);
	assert_int_equal(sql_w.fault.code, ERR_CONFLICT);
	assert_string_equal(sql_w.fault.words, "缴费后变更办理点，需提交CA锁补办申请。");
	assert_int_equal(story_look(&s.pid)->point_id, story_catalog->points[0].id);
	assert_int_equal(changes(&s.pid), 0);
}

static void
where_the_road_says_so_it_changes_before_the_key_is_made(void **state)
{
	struct story_order s;

	(void)state;
	SQL_NEEDED;
	road_lets_points_change(1);
	story_as(&story_anna);
	s = story_order(WAY_PICKUP, story_catalog->points[0].id);
	assert_true(js_get_bool(offered(&s.pid), "open"));
	assert_int_equal(change(&s.pid, 0), -1);	/* where it is already */
	assert_string_equal(sql_w.fault.fields[0].field, "point");
	sql_ok(change(&s.pid, 1));
	assert_int_equal(story_look(&s.pid)->point_id, story_catalog->points[1].id);
	assert_int_equal(changes(&s.pid), 1);
	assert_int_equal(told("pickup.moved", &s.pid), 1);
	assert_string_equal(js_get_text(voucher_page(&s.pid), "state"), "NONE");
}

static void
the_old_code_is_void_and_the_new_point_has_its_own(void **state)
{
	struct story_order s;
	const char *old, *code;
	struct json *j;

	(void)state;
	SQL_NEEDED;
	road_lets_points_change(1);
	story_as(&story_anna);
	s = story_order(WAY_PICKUP, story_catalog->points[0].id);
	approve_order(&s);
	old = kept(code_of(&s.pid));
	sql_ok(change(&s.pid, 1));
	code = kept(code_of(&s.pid));
	assert_string_not_equal(code, old);
	story_as(&desk);
	sql_ok(handout_lookup(&sql_w, old, &j));
	assert_string_equal(js_get_text(j, "words"), "该领取码已作废");
	story_as(&desk);
	assert_int_equal(handout_lookup(&sql_w, code, &j), -1);
	assert_int_equal(sql_w.fault.code, ERR_NOTFOUND);
	story_as(&far_desk);
	sql_ok(handout_lookup(&sql_w, code, &j));
	assert_false(js_get_bool(j, "ready"));
}

static void
a_key_that_is_made_stays_where_it_lies(void **state)
{
	struct story_order s;

	(void)state;
	SQL_NEEDED;
	road_lets_points_change(1);
	s = made_order(WAY_PICKUP, story_catalog->points[0].id);
	assert_int_equal(change(&s.pid, 1), -1);
	assert_int_equal(sql_w.fault.code, ERR_CONFLICT);
	assert_int_equal(story_look(&s.pid)->point_id, story_catalog->points[0].id);
}

/* ---- 补办 of a key that nobody fetched (D0:363) ---- */

/* What the page of the reissue says. */
static struct json *
reissue_page(const struct pid *order)
{
	struct json *j;

	story_as(&story_applicant);
	sql_ok(held_show(&sql_w, "reissue", pid_text(&sql_w, &cert_is(order)->pid), &j));
	return j;
}

static const char *
refusal_of(const struct pid *order)
{
	return js_get_text(js_at(js_get(reissue_page(order), "certs"), 0), "refused");
}

static int64_t
reissue_fen(const struct pid *order, const char *reason)
{
	struct held_form f = { .service = "reissue", .reason = reason };
	struct json *item, *j;

	story_as(&story_applicant);
	f.items = js_array(&sql_w);
	item = js_object(&sql_w);
	js_put_text(item, "cert", pid_text(&sql_w, &cert_is(order)->pid));
	js_put(item, "platforms", js_array(&sql_w));
	js_add(f.items, item);
	return held_price(&sql_w, &f, &j) < 0 ? -1 : js_get_int(j, "fen", -1);
}

static void
a_key_that_waits_is_reissued_for_its_point_alone(void **state)
{
	struct story_order s, young, away;
	struct json *reasons;

	(void)state;
	SQL_NEEDED;
	s = made_order(WAY_PICKUP, story_catalog->points[0].id);
	assert_null(refusal_of(&s.pid));
	reasons = js_get(reissue_page(&s.pid), "reasons");
	assert_int_equal(js_size(reasons), 1);
	assert_string_equal(js_get_text(js_at(reasons, 0), "code"), "POINT");
	assert_int_equal(reissue_fen(&s.pid, "POINT"), 5000);
	assert_int_equal(reissue_fen(&s.pid, "LOST"), -1);
	assert_string_equal(sql_w.fault.fields[0].field, "reason");
	story_as(&story_anna);
	young = story_order(WAY_PICKUP, story_catalog->points[0].id);
	assert_non_null(strstr(refusal_of(&young.pid), "尚未制作完成"));
	away = made_order(WAY_MAIL, 0);
	assert_non_null(strstr(refusal_of(&away.pid), "收到后方可办理"));
}

struct replacing {
	int64_t		 old;
	struct pid	 by;
};

static int
replace_tx(struct work *w, void *arg)
{
	const struct replacing *r = arg;
	struct order *by;
	struct cert *c;

	sql_ok(cert_of_order(w, r->old, &c));
	sql_ok(order_take(w, &r->by, &by));
	sql_ok(order_price_set(w, by, by->traits, by->fen, by->price_lines,
	    "{\"reason\":\"POINT\"}"));
	return held_replace(w, by, c);
}

static int
replaced(struct story_order old)
{
	struct replacing r = { story_look(&old.pid)->id, made_order(WAY_PICKUP, story_catalog->points[1].id).pid };

	story_as(&far_desk);
	return db_tx(&sql_w, replace_tx, &r);
}

static void
when_the_other_key_is_handed_over_nobody_fetches_the_old_one(void **state)
{
	struct story_order s;
	struct token *t;
	const char *code;
	struct json *j;

	(void)state;
	SQL_NEEDED;
	s = waiting_order(&code);
	code = kept(code);
	sql_ok(replaced(s));
	story_as(&story_applicant);
	assert_int_equal(story_look(&s.pid)->state, ORDER_REPLACED);
	assert_string_equal(story_look(&s.pid)->ship_word, "NONE");
	assert_string_equal(story_look(&s.pid)->pay_word, "PAID");
	assert_int_equal(cert_is(&s.pid)->state, CERT_REPLACED);
	sql_ok(token_of_cert(&sql_w, cert_is(&s.pid)->id, &t));
	assert_int_equal(t->state, TOKEN_RETURNED);
	assert_string_equal(js_get_text(voucher_page(&s.pid), "state"), "VOID");
	story_as(&desk);
	sql_ok(handout_lookup(&sql_w, code, &j));
	assert_string_equal(js_get_text(j, "words"), "该领取码已作废");
}

static void
fetched_in_the_meantime_it_is_replaced_as_any_other(void **state)
{
	struct story_order s;
	struct token *t;
	const char *code;

	(void)state;
	SQL_NEEDED;
	s = waiting_order(&code);
	sql_ok(hand(code, key_serial(keys_made), 1));
	sql_ok(replaced(s));
	story_as(&story_applicant);
	assert_int_equal(story_look(&s.pid)->state, ORDER_DONE);
	assert_int_equal(cert_is(&s.pid)->state, CERT_REPLACED);
	sql_ok(token_of_cert(&sql_w, cert_is(&s.pid)->id, &t));
	assert_int_equal(t->state, TOKEN_RETURNED);
	assert_int_equal(reissue_fen(&s.pid, "POINT"), -1);
}

static void
neither_strangers_nor_orders_by_mail_change_a_point(void **state)
{
	struct story_order s, m;
	struct json *j;

	(void)state;
	SQL_NEEDED;
	road_lets_points_change(1);
	story_as(&story_anna);
	s = story_order(WAY_PICKUP, story_catalog->points[0].id);
	m = story_order(WAY_MAIL, 0);
	story_as(a_stranger());
	assert_int_equal(point_change(&sql_w, &s.pid, point(1), &j), -1);
	assert_int_equal(sql_w.fault.code, ERR_NOTFOUND);
	assert_int_equal(change(&m.pid, 1), -1);
	assert_int_equal(sql_w.fault.code, ERR_CONFLICT);
	assert_true(offered(&m.pid) == NULL || js_is_null(offered(&m.pid)));
}

static void
a_lost_code_is_replaced_five_times_a_day(void **state)
{
	struct story_order s;
	const char *old;
	struct json *j;

	(void)state;
	SQL_NEEDED;
	s = made_order(WAY_PICKUP, story_catalog->points[0].id);
	old = kept(code_of(&s.pid));
	story_as(&story_applicant);
	sql_ok(handout_again(&sql_w, &s.pid, &j));
	assert_string_not_equal(js_get_text(j, "code"), old);
	assert_int_equal(told("pickup.ready", &s.pid), 2);
	story_as(&desk);
	assert_int_equal(hand(old, key_serial(keys_made), 1), -1);
	assert_int_equal(sql_w.fault.code, ERR_CONFLICT);
	story_as(&story_applicant);
	for (int i = 0; i < 4; i++)
		sql_ok(handout_again(&sql_w, &s.pid, &j));
	assert_int_equal(handout_again(&sql_w, &s.pid, &j), -1);
	assert_int_equal(sql_w.fault.code, ERR_LIMIT);
	old = code_of(&s.pid);
	story_as(&desk);
	sql_ok(hand(old, key_serial(keys_made), 1));
}

static void
a_code_that_was_used_is_not_replaced(void **state)
{
	struct story_order s;
	const char *code;
	struct json *j;

	(void)state;
	SQL_NEEDED;
	s = waiting_order(&code);
	sql_ok(hand(code, key_serial(keys_made), 1));
	story_as(&story_applicant);
	assert_int_equal(handout_again(&sql_w, &s.pid, &j), -1);
	assert_int_equal(sql_w.fault.code, ERR_CONFLICT);
}

/* ---- not collected ---- */

/* What the clerk would do with the task of a code; when it wants to be called again. */
static int64_t
reminded(const struct pid *order, int64_t ready)
{
	struct task t = { 0 };
	struct voucher *v;
	int64_t again = 0;

	story_as(&story_clock);
	sql_ok(voucher_of_order(&sql_w, story_look(order)->id, &v));
	t.payload = js_object(&sql_w);
	js_put_text(t.payload, "order", pid_text(&sql_w, order));
	js_put_int(t.payload, "voucher", v->id);
	js_put_int(t.payload, "ready", ready);
	sql_ok(run_collect(&sql_w, &t, &again));
	return again;
}

static void
a_key_not_collected_is_told_again_and_again_but_not_for_ever(void **state)
{
	struct story_order s;
	int64_t ready, days = house.collect_days * 86400, again;
	const char *key, *code;

	(void)state;
	SQL_NEEDED;
	s = made_order(WAY_PICKUP, story_catalog->points[0].id);
	ready = sql_w.now;
	key = kept(arena_printf(sql_w.arena, "pickup.waiting:%s%%", story_look(&s.pid)->no));
	for (int n = 1; n <= house.collect_times; n++) {
		sql_w.now = ready + n * days;
		again = reminded(&s.pid, ready);
		assert_int_equal(again, n < house.collect_times ? ready + (n + 1) * days : 0);
		assert_int_equal(reminded(&s.pid, ready), again);	/* twice tells once */
		assert_int_equal(story_tasks(key), n);
	}
	sql_w.now = ready;
	s = waiting_order(&code);
	sql_ok(hand(code, key_serial(keys_made), 1));
	sql_w.now = ready + days;
	assert_int_equal(reminded(&s.pid, ready), 0);
	assert_int_equal(told("pickup.waiting", &s.pid), 0);
	sql_w.now = ready;
}

static void
the_sheet_of_a_day_lists_each_key_handed_out_once(void **state)
{
	struct story_order s;
	const char *code;
	struct json *j;
	int64_t was = sql_w.now;

	(void)state;
	SQL_NEEDED;
	sql_w.now += 30 * 86400;	/* a day of its own */
	for (int i = 0; i < 3; i++) {
		s = made_order(WAY_PICKUP, story_catalog->points[0].id);
		code = kept(code_of(&s.pid));
		if (i == 2)
			break;		/* the third one waits */
		story_as(&desk);
		sql_ok(hand(code, key_serial(keys_made), 1));
	}
	story_as(&desk);
	sql_ok(desk_day(&sql_w, NULL, &j));
	assert_int_equal(js_get_int(j, "total", -1), 2);
	assert_int_equal(js_size(js_get(j, "items")), 2);
	assert_int_equal(js_get_int(js_at(js_get(j, "clerks"), 0), "n", -1), 2);
	assert_string_equal(js_get_text(js_at(js_get(j, "items"), 1), "key_serial"),
	    key_serial(keys_made - 1));
	assert_true(js_get_int(j, "waiting", 0) >= 1);
	story_as(&far_desk);
	sql_ok(desk_day(&sql_w, NULL, &j));
	assert_int_equal(js_get_int(j, "total", -1), 0);
	story_as(&desk);
	assert_int_equal(desk_day(&sql_w, "2021-02-30", &j), -1);
	assert_string_equal(sql_w.fault.fields[0].field, "day");
	sql_w.now = was;
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(as_shipped_a_paid_order_keeps_its_point),
		cmocka_unit_test(where_the_road_says_so_it_changes_before_the_key_is_made),
		cmocka_unit_test(the_old_code_is_void_and_the_new_point_has_its_own),
		cmocka_unit_test(a_key_that_is_made_stays_where_it_lies),
		cmocka_unit_test(a_key_that_waits_is_reissued_for_its_point_alone),
		cmocka_unit_test(when_the_other_key_is_handed_over_nobody_fetches_the_old_one),
		cmocka_unit_test(fetched_in_the_meantime_it_is_replaced_as_any_other),
		cmocka_unit_test(neither_strangers_nor_orders_by_mail_change_a_point),
		cmocka_unit_test(a_lost_code_is_replaced_five_times_a_day),
		cmocka_unit_test(a_code_that_was_used_is_not_replaced),
		cmocka_unit_test(the_sheet_of_a_day_lists_each_key_handed_out_once),
		cmocka_unit_test(a_key_not_collected_is_told_again_and_again_but_not_for_ever),
	};

	if (argc > 1)
		cmocka_set_test_filter(argv[1]);
	return cmocka_run_group_tests(tests, setup, teardown);
}
