/* SPDX-License-Identifier: MIT */
/* S10: making, vouchers, the desk. */
#include "handout_test.h"

#include <signal.h>
#include <sys/wait.h>

#include "modules/service/slip.h"

static void
the_code_is_hidden_before_approval_and_marked_until_the_key_is_ready(void **state)
{
	struct story_order s;
	struct json *j;

	(void)state;
	SQL_NEEDED;
	story_as(&story_anna);
	s = story_order(WAY_PICKUP, story_catalog->points[0].id);
	j = voucher_page(&s.pid);
	assert_null(js_get_text(j, "code"));
	assert_string_equal(js_get_text(j, "state"), "NONE");
	approve_order(&s);
	j = voucher_page(&s.pid);
	assert_int_equal(strlen(js_get_text(j, "code")), VOUCHER_CODE_LEN + 1);
	assert_string_equal(js_get_text(j, "state_words"), "制证中");
	assert_string_equal(js_get_text(js_get(j, "point"), "address"),
	    story_catalog->points[0].address);
	story_as(&story_maker);
	sql_ok(bind_with(&s.pid, model(0), key_serial(++keys_made), "abcd0001"));
	assert_string_equal(js_get_text(voucher_page(&s.pid), "state_words"), "待领取");
	assert_string_equal(story_look(&s.pid)->ship_word, "TO_COLLECT");
	assert_int_equal(cert_is(&s.pid)->state, CERT_READY);
}

static void
a_code_cannot_be_read_from_the_database(void **state)
{
	struct story_order s;
	struct voucher *v;
	const char *code;

	(void)state;
	SQL_NEEDED;
	s = made_order(WAY_PICKUP, story_catalog->points[0].id);
	sql_ok(voucher_of_order(&sql_w, story_look(&s.pid)->id, &v));
	sql_ok(voucher_code(&sql_w, v, &code));
	assert_int_equal(strlen(code), VOUCHER_CODE_LEN);
	for (size_t i = 0; i + VOUCHER_CODE_LEN <= v->code.n; i++)
		assert_memory_not_equal(v->code.p + i, code, VOUCHER_CODE_LEN);
}

static void
the_key_is_handed_over_at_the_chosen_point(void **state)
{
	struct story_order s;
	struct token *t;
	const char *code;
	struct json *j;

	(void)state;
	SQL_NEEDED;
	s = waiting_order(&code);
	sql_ok(handout_lookup(&sql_w, code, &j));
	assert_true(js_get_bool(j, "ready"));
	assert_string_equal(js_get_text(js_get(j, "holder"), "name"), "欧阳𠮷");
	assert_null(strstr(js_get_text(j, "key_serial_hint"), key_serial(keys_made)));
	sql_ok(hand(code, key_serial(keys_made), 1));
	assert_int_equal(story_look(&s.pid)->state, ORDER_DONE);
	assert_string_equal(story_look(&s.pid)->ship_word, "COLLECTED");
	assert_int_equal(cert_is(&s.pid)->state, CERT_ACTIVE);
	assert_int_equal(cert_is(&s.pid)->not_after, 1663603199);	/* 2022-09-19 24:00 Shanghai */
	sql_ok(token_of_cert(&sql_w, cert_is(&s.pid)->id, &t));
	assert_int_equal(t->state, TOKEN_HANDED_OUT);
	assert_int_equal(t->first_handout_at, sql_w.now);
	assert_null(js_get_text(voucher_page(&s.pid), "code"));
	assert_null(js_get_text(voucher_page(&s.pid), "qr"));
	assert_int_equal(handout_code(&sql_w, &s.pid, &code), -1);
}

static void
another_point_sees_nothing(void **state)
{
	struct story_order s;
	const char *code;
	struct json *j;

	(void)state;
	SQL_NEEDED;
	s = made_order(WAY_PICKUP, story_catalog->points[0].id);
	code = code_of(&s.pid);
	story_as(&far_desk);
	assert_int_equal(handout_lookup(&sql_w, code, &j), -1);
	assert_int_equal(sql_w.fault.code, ERR_NOTFOUND);
	story_as(&far_desk);
	assert_int_equal(hand(code, key_serial(keys_made), 1), -1);
	assert_int_equal(sql_w.fault.code, ERR_NOTFOUND);
	story_as(&far_desk);
	sql_ok(handout_waiting(&sql_w, 1, 50, &j));
	assert_int_equal(js_size(js_get(j, "items")), 0);
	assert_int_equal(story_look(&s.pid)->state, ORDER_PICKUP);
}

static void
a_second_use_is_refused(void **state)
{
	const char *code;

	(void)state;
	SQL_NEEDED;
	waiting_order(&code);
	sql_ok(hand(code, key_serial(keys_made), 1));
	story_as(&desk);
	assert_int_equal(hand(code, key_serial(keys_made), 1), -1);
	assert_int_equal(sql_w.fault.code, ERR_CONFLICT);
	assert_non_null(strstr(sql_w.fault.words, "已使用"));
}

static void
a_wrong_key_stays_on_the_shelf(void **state)
{
	struct story_order s;
	const char *code;

	(void)state;
	SQL_NEEDED;
	s = waiting_order(&code);
	assert_int_equal(hand(code, key_serial(9999999), 1), -1);
	assert_int_equal(sql_w.fault.code, ERR_INVALID);
	assert_string_equal(sql_w.fault.fields[0].field, "key_serial");
	story_as(&desk);
	assert_int_equal(hand(code, key_serial(keys_made), 0), -1);
	assert_string_equal(sql_w.fault.fields[0].field, "id_checked");
	assert_int_equal(story_look(&s.pid)->state, ORDER_PICKUP);
}

static void
a_key_in_the_making_is_not_handed_over(void **state)
{
	struct story_order s;
	const char *code;
	struct json *j;

	(void)state;
	SQL_NEEDED;
	story_as(&story_anna);
	s = story_order(WAY_PICKUP, story_catalog->points[0].id);
	approve_order(&s);
	code = code_of(&s.pid);
	story_as(&desk);
	sql_ok(handout_lookup(&sql_w, code, &j));
	assert_false(js_get_bool(j, "ready"));
	assert_int_equal(hand(code, key_serial(1), 1), -1);
	assert_int_equal(sql_w.fault.code, ERR_CONFLICT);
}

/* ---- the other road ---- */

static int
pay_tx(struct work *w, void *arg)
{
	struct story_order *s = arg;
	struct order *o;

	if (order_take(w, &s->pid, &o) < 0 ||
	    order_way_set(w, o, s->way, s->point_id, NULL) < 0 ||
	    order_move(w, o, ACT_PAY, NULL) < 0 || service_entered(w, o) < 0)
		return -1;
	return service_restate(w, o);
}

static void
on_the_review_first_road_the_code_comes_with_the_payment(void **state)
{
	struct story_order s = { .way = WAY_PICKUP, .first = 1,
	    .point_id = 0 };
	struct json *j;

	(void)state;
	SQL_NEEDED;
	s.point_id = story_catalog->points[0].id;
	story_as(&story_anna);
	story_do(story_order_tx, &s);
	sql_w.now += 86400 * 10;			/* longer than the first term */
	approve_order(&s);
	assert_int_equal(story_look(&s.pid)->state, ORDER_UNPAID);
	assert_true(story_look(&s.pid)->pay_due_at > sql_w.now);
	story_as(&story_applicant);
	assert_int_equal(handout_voucher(&sql_w, &s.pid, &j), -1);
	story_do(pay_tx, &s);
	j = voucher_page(&s.pid);
	assert_non_null(js_get_text(j, "code"));
	assert_string_equal(js_get_text(j, "state"), "MAKING");
	sql_w.now -= 86400 * 10;
}

/* ---- the slip ---- */

static void
the_slip_is_printed_once_and_kept(void **state)
{
	struct story_order s;
	struct blob first, second;
	struct task t = { 0 };
	const char *code, *url;
	int64_t again = 0;

	(void)state;
	SQL_NEEDED;
	s = made_order(WAY_PICKUP, story_catalog->points[0].id);
	code = code_of(&s.pid);
	assert_null(js_get_text(voucher_page(&s.pid), "slip"));
	for (int i = 0; i < 2; i++) {
		story_as(&story_clock);
		t.payload = js_object(&sql_w);
		js_put_text(t.payload, "order", pid_text(&sql_w, &s.pid));
		sql_ok(run_slip(&sql_w, &t, &again));
	}
	url = js_get_text(voucher_page(&s.pid), "slip");
	assert_non_null(strstr(url, "/slip"));
	story_as(&story_applicant);
	sql_ok(handout_slip(&sql_w, &s.pid, &first));
	sql_ok(handout_slip(&sql_w, &s.pid, &second));
	assert_true(first.n > 5000);
	assert_memory_equal(first.p, "%PDF-", 5);
	assert_int_equal(first.n, second.n);
	assert_int_equal(strlen(code), VOUCHER_CODE_LEN + 1);
}

/* ---- tries ---- */

DB_SQL(sql_tries, "test.tries", "SELECT COALESCE(SUM(n), 0) FROM attempt WHERE name = ?", 1, 1);
DB_SQL(sql_forget, "test.forget", "DELETE FROM attempt", 0, 0);

static int64_t
tries(void)
{
	int64_t n;

	sql_ok(db_int(&sql_w, &sql_tries, &n, DB_ARGS(DB_V("voucher.code"))));
	return n;
}

static int
guess(struct work *w, const char *code)
{
	struct json *j;

	return handout_lookup(w, code, &j);
}

static void
wrong_codes_are_limited_and_right_ones_are_not_counted(void **state)
{
	const char *code;

	(void)state;
	SQL_NEEDED;
	waiting_order(&code);
	sql_ok(db_exec(&sql_w, &sql_forget, DB_NO_ARGS) < 0 ? -1 : 0);
	for (int i = 0; i < 12; i++)
		sql_ok(guess(&sql_w, code));
	for (int i = 0; i < 10; i++) {
		story_as(&desk);
		assert_int_equal(guess(&sql_w, i % 2 ? "AAAAA-AAAAA" : "short"), -1);
		assert_int_not_equal(sql_w.fault.code, ERR_LIMIT);
	}
	story_as(&desk);
	assert_int_equal(guess(&sql_w, code), -1);	/* even the right one */
	assert_int_equal(sql_w.fault.code, ERR_LIMIT);
	sql_w.now += 901;
	story_as(&desk);
	sql_ok(guess(&sql_w, code));
	sql_w.now -= 901;
}

/*
 * A clerk's worker is killed after the try was taken and before the code was
 * looked at: the table of vouchers is held, so the look cannot happen.
 */
static void
a_killed_process_gives_no_free_try(void **state)
{
	static const char hold[] = "LOCK TABLES voucher WRITE", let_go[] = "UNLOCK TABLES";
	struct work holder;
	int status;
	pid_t child;

	(void)state;
	SQL_NEEDED;
	story_as(&desk);
	sql_ok(db_exec(&sql_w, &sql_forget, DB_NO_ARGS) < 0 ? -1 : 0);
	holder = sql_slip();
	assert_int_equal(db_script(&holder, hold, strlen(hold)), 0);
	child = fork();
	if (child == 0) {
		struct work own = sql_slip();

		own.actor = &desk;
		guess(&own, "AAAAA-AAAAA");
		_exit(0);
	}
	for (int i = 0; i < 1000 && tries() == 0; i++)
		usleep(10000);
	kill(child, SIGKILL);
	waitpid(child, &status, 0);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(db_script(&holder, let_go, strlen(let_go)), 0);
	sql_slip_end(&holder);
	assert_int_equal(tries(), 1);
}

/* ---- making ---- */

static void
serials_are_bound_once(void **state)
{
	struct story_order first, second;

	(void)state;
	SQL_NEEDED;
	sql_ok(db_exec(&sql_w, &sql_forget, DB_NO_ARGS) < 0 ? -1 : 0);
	first = made_order(WAY_MAIL, 0);
	second = story_order(WAY_MAIL, 0);
	approve_order(&second);
	story_as(&story_maker);
	assert_int_equal(bind_with(&second.pid, model(0), key_serial(keys_made), "beef01"), -1);
	assert_string_equal(sql_w.fault.fields[0].field, "key_serial");
	story_as(&story_maker);
	assert_int_equal(bind_with(&second.pid, model(0), key_serial(8000000),
		cert_is(&first.pid)->serial), -1);
	assert_string_equal(sql_w.fault.fields[0].field, "cert_serial");
	assert_int_equal(story_look(&second.pid)->state, ORDER_MAKE);
	assert_int_equal(cert_is(&second.pid)->state, CERT_APPLYING);
}

static void
a_blocked_model_is_not_personalised(void **state)
{
	struct story_order s;
	const struct media_vendor *v;

	(void)state;
	SQL_NEEDED;
	story_as(&story_anna);
	s = story_order(WAY_MAIL, 0);
	approve_order(&s);
	story_as(&story_maker);
	v = catalog_media_vendor(story_catalog, model(1)->media_vendor);
	assert_int_equal(bind_with(&s.pid, model(1),
		arena_printf(sql_w.arena, "%s5550001", v->serial_prefix), "beef02"), -1);
	assert_string_equal(sql_w.fault.fields[0].field, "model");
	assert_int_equal(story_look(&s.pid)->state, ORDER_MAKE);
}

static void
every_wrong_field_of_a_binding_is_named(void **state)
{
	struct binding b = { .key_serial = "?", .media_vendor = "NONE", .model = "NONE",
	    .cert_serial = "xyz", .not_before = "2021-13-01", .not_after = "" };
	struct pid pid = pid_new();
	struct json *j;

	(void)state;
	SQL_NEEDED;
	story_as(&story_maker);
	assert_int_equal(making_bind(&sql_w, &pid, &b, &j), -1);
	assert_int_equal(sql_w.fault.code, ERR_INVALID);
	assert_true(sql_w.fault.nfields >= 3);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_code_is_hidden_before_approval_and_marked_until_the_key_is_ready),
		cmocka_unit_test(a_code_cannot_be_read_from_the_database),
		cmocka_unit_test(the_key_is_handed_over_at_the_chosen_point),
		cmocka_unit_test(another_point_sees_nothing),
		cmocka_unit_test(a_second_use_is_refused),
		cmocka_unit_test(a_wrong_key_stays_on_the_shelf),
		cmocka_unit_test(a_key_in_the_making_is_not_handed_over),
		cmocka_unit_test(on_the_review_first_road_the_code_comes_with_the_payment),
		cmocka_unit_test(the_slip_is_printed_once_and_kept),
		cmocka_unit_test(wrong_codes_are_limited_and_right_ones_are_not_counted),
		cmocka_unit_test(a_killed_process_gives_no_free_try),
		cmocka_unit_test(serials_are_bound_once),
		cmocka_unit_test(a_blocked_model_is_not_personalised),
		cmocka_unit_test(every_wrong_field_of_a_binding_is_named),
	};

	if (argc > 1)
		cmocka_set_test_filter(argv[1]);
	return cmocka_run_group_tests(tests, setup, teardown);
}
