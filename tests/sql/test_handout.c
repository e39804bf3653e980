/* SPDX-License-Identifier: MIT */
/* S10, S07's mail road: making, vouchers, the desk, parcels. */
#include "handout_test.h"

#include <signal.h>
#include <sys/wait.h>

#include "modules/deliver/parcel.h"
#include "modules/service/address_book.h"
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
	s = made_order(WAY_PICKUP, story_catalog->points[0].id);
	code = code_of(&s.pid);
	story_as(&desk);
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
	struct story_order s;
	const char *code;

	(void)state;
	SQL_NEEDED;
	s = made_order(WAY_PICKUP, story_catalog->points[0].id);
	code = code_of(&s.pid);
	story_as(&desk);
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
	s = made_order(WAY_PICKUP, story_catalog->points[0].id);
	code = code_of(&s.pid);
	story_as(&desk);
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
	struct story_order s;
	const char *code;

	(void)state;
	SQL_NEEDED;
	s = made_order(WAY_PICKUP, story_catalog->points[0].id);
	code = code_of(&s.pid);
	story_as(&desk);
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

static void
a_parcel_is_sent_and_received(void **state)
{
	static struct actor stranger;
	struct story_order s;
	struct json *j;

	(void)state;
	SQL_NEEDED;
	s = made_order(WAY_MAIL, 0);
	assert_string_equal(story_look(&s.pid)->ship_word, "TO_SHIP");
	assert_int_equal(courier_receive(&sql_w, &s.pid, &j), -1);	/* not sent yet */
	story_as(&story_maker);
	sql_ok(ship(&s.pid, "SF1000000000001"));
	assert_string_equal(story_look(&s.pid)->ship_word, "SHIPPED");
	assert_int_equal(ship(&s.pid, "SF1000000000002"), -1);
	assert_int_equal(sql_w.fault.code, ERR_CONFLICT);
	stranger = story_applicant;
	stranger.company_id += 1000;
	story_as(&stranger);
	assert_int_equal(courier_receive(&sql_w, &s.pid, &j), -1);
	assert_int_equal(sql_w.fault.code, ERR_NOTFOUND);
	story_as(&story_applicant);
	sql_ok(courier_receive(&sql_w, &s.pid, &j));
	assert_string_equal(story_look(&s.pid)->ship_word, "RECEIVED");
	assert_int_equal(cert_is(&s.pid)->state, CERT_ACTIVE);
	assert_int_equal(courier_receive(&sql_w, &s.pid, &j), -1);
}

static void
a_waybill_belongs_to_one_order(void **state)
{
	struct story_order a, b;

	(void)state;
	SQL_NEEDED;
	a = made_order(WAY_MAIL, 0);
	b = made_order(WAY_MAIL, 0);
	story_as(&story_maker);
	sql_ok(ship(&a.pid, "SF2000000000001"));
	assert_int_equal(ship(&b.pid, "SF2000000000001"), -1);
	assert_string_equal(sql_w.fault.fields[0].field, "waybill");
}

DB_SQL(sql_policy, "test.policy", "UPDATE orders SET policy_id = ? WHERE pid = ?", 2, 0);

static void
a_certificate_of_anshan_waits_for_its_activation(void **state)
{
	const struct policy *p;
	struct story_order s;
	struct json *j;

	(void)state;
	SQL_NEEDED;
	s = made_order(WAY_MAIL, 0);
	p = policy_find(story_catalog, "ANSHAN", "new", "UKEY", "PROJECT", sql_w.now);
	sql_ok(db_exec(&sql_w, &sql_policy, DB_ARGS(DB_V(p->id), DB_V(&s.pid))));
	story_as(&story_maker);
	sql_ok(ship(&s.pid, "SF7000000000001"));
	story_as(&story_applicant);
	sql_ok(courier_receive(&sql_w, &s.pid, &j));
	assert_int_equal(cert_is(&s.pid)->state, CERT_NEEDS_ACTIVATION);
}

static void
a_waybill_has_the_shape_of_its_courier(void **state)
{
	struct shipping ems = { "EMS", "SF3000000000009" }, nobody = { "没有的快递", "1" };
	struct story_order s;
	struct json *j;

	(void)state;
	SQL_NEEDED;
	s = made_order(WAY_MAIL, 0);
	story_as(&story_maker);
	assert_int_equal(ship(&s.pid, "SF12345"), -1);
	assert_string_equal(sql_w.fault.fields[0].field, "waybill");
	story_as(&story_maker);
	assert_int_equal(courier_ship(&sql_w, &s.pid, &ems, &j), -1);
	assert_string_equal(sql_w.fault.fields[0].field, "waybill");
	story_as(&story_maker);
	assert_int_equal(courier_ship(&sql_w, &s.pid, &nobody, &j), -1);
	assert_string_equal(sql_w.fault.fields[0].field, "carrier");
	assert_string_equal(story_look(&s.pid)->ship_word, "TO_SHIP");
}

/* What the clerk would do with the parcel's task. */
static void
time_passes(const struct pid *order, int parcel_version)
{
	struct task t = { 0 };
	int64_t again;

	story_as(&story_clock);
	t.payload = js_object(&sql_w);
	js_put_text(t.payload, "order", pid_text(&sql_w, order));
	js_put_int(t.payload, "parcel", parcel_version);
	sql_ok(run_courier_received(&sql_w, &t, &again));
}

static void
a_parcel_that_comes_back_is_sent_again(void **state)
{
	struct story_order s;
	struct parcel *p;
	struct json *j;

	(void)state;
	SQL_NEEDED;
	s = made_order(WAY_MAIL, 0);
	story_as(&story_maker);
	assert_int_equal(courier_sent_back(&sql_w, &s.pid, "无人签收", &j), -1);	/* not sent yet */
	assert_int_equal(sql_w.fault.code, ERR_CONFLICT);
	story_as(&story_maker);
	sql_ok(ship(&s.pid, "SF4000000000001"));
	assert_int_equal(courier_sent_back(&sql_w, &s.pid, " ", &j), -1);
	assert_string_equal(sql_w.fault.fields[0].field, "words");
	story_as(&story_applicant);
	assert_int_equal(courier_sent_back(&sql_w, &s.pid, "无人签收", &j), -1);
	assert_int_equal(sql_w.fault.code, ERR_DENIED);
	story_as(&story_maker);
	sql_ok(courier_sent_back(&sql_w, &s.pid, "无人签收", &j));
	assert_string_equal(js_get_text(js_get(j, "parcel"), "state"), "RETURNED_TO_SENDER");
	assert_int_equal(story_look(&s.pid)->state, ORDER_SHIP);
	assert_int_equal(story_tasks(arena_printf(sql_w.arena, "parcel.back:%s%%",
	    story_look(&s.pid)->no)), 1);
	time_passes(&s.pid, 2);		/* of the first journey: too late now */
	assert_int_equal(story_look(&s.pid)->state, ORDER_SHIP);
	story_as(&story_maker);
	sql_ok(ship(&s.pid, "SF4000000000002"));
	sql_ok(parcel_of_order(&sql_w, story_look(&s.pid)->id, &p));
	assert_int_equal(p->state, PARCEL_SHIPPED);
	assert_string_equal(p->waybill, "SF4000000000002");
	time_passes(&s.pid, 2);		/* still of the first journey */
	assert_int_equal(story_look(&s.pid)->state, ORDER_SENT);
	assert_int_equal(story_tasks(arena_printf(sql_w.arena, "parcel.sent:%s%%",
	    story_look(&s.pid)->no)), 2);
}

static void
a_parcel_nobody_confirms_counts_as_received(void **state)
{
	struct story_order s;
	struct parcel *p;
	int version;

	(void)state;
	SQL_NEEDED;
	s = made_order(WAY_MAIL, 0);
	story_as(&story_maker);
	sql_ok(ship(&s.pid, "SF5000000000001"));
	sql_ok(parcel_of_order(&sql_w, story_look(&s.pid)->id, &p));
	version = p->version;
	assert_int_equal(story_tasks(arena_printf(sql_w.arena, "%s:%d",
	    pid_text(&sql_w, &s.pid), version)), 1);
	time_passes(&s.pid, version);
	assert_int_equal(story_look(&s.pid)->state, ORDER_DONE);
	assert_string_equal(story_look(&s.pid)->ship_word, "RECEIVED");
	assert_int_equal(cert_is(&s.pid)->state, CERT_ACTIVE);
	time_passes(&s.pid, version);	/* twice changes nothing */
}

static void
the_list_of_a_day_holds_what_was_sent_and_what_waits(void **state)
{
	struct story_order a, b;
	struct json *j;
	int64_t was = sql_w.now;

	(void)state;
	SQL_NEEDED;
	sql_w.now += 40 * 86400;	/* a day of its own */
	a = made_order(WAY_MAIL, 0);
	b = made_order(WAY_MAIL, 0);
	story_as(&story_maker);
	sql_ok(ship(&a.pid, "SF6000000000001"));
	sql_ok(courier_list(&sql_w, NULL, &j));
	assert_int_equal(js_size(js_get(j, "sent")), 1);
	assert_true(js_size(js_get(j, "waiting")) >= 1);
	assert_string_equal(js_get_text(js_get(js_at(js_get(j, "sent"), 0), "parcel"), "waybill"),
	    "SF6000000000001");
	sql_ok(courier_list(&sql_w, "2021-09-01", &j));
	assert_int_equal(js_size(js_get(j, "sent")) + js_size(js_get(j, "waiting")), 0);
	assert_int_equal(courier_list(&sql_w, "2021-02-30", &j), -1);
	assert_string_equal(sql_w.fault.fields[0].field, "day");
	(void)b;
	sql_w.now = was;
}

static const struct address_form home = { "刘建国", "138 0013 8001", "辽宁省/沈阳市/和平区",
	"和平北大街1号", 0 };

static void
an_address_book_is_its_owners_alone(void **state)
{
	static struct actor colleague;
	struct address_form other = home;
	struct json *a, *b, *list;
	struct pid pid;

	(void)state;
	SQL_NEEDED;
	story_as(&story_applicant);
	sql_ok(address_book_add(&sql_w, &home, &a));
	assert_true(js_get_bool(a, "preferred"));	/* the first one */
	assert_string_equal(js_get_text(a, "phone"), "13800138001");
	other.name = "王五";
	other.preferred = 1;
	sql_ok(address_book_add(&sql_w, &other, &b));
	sql_ok(address_book_list(&sql_w, &list));
	assert_int_equal(js_size(js_get(list, "items")), 2);
	assert_string_equal(js_get_text(js_at(js_get(list, "items"), 0), "name"), "王五");
	assert_false(js_get_bool(js_at(js_get(list, "items"), 1), "preferred"));
	sql_ok(pid_parse(&sql_w, js_get_text(a, "pid"), &pid));
	colleague = story_applicant;
	colleague.account_id += 1000;
	sql_w.actor = &colleague;
	assert_int_equal(address_book_set(&sql_w, &pid, &home, &a), -1);
	assert_int_equal(sql_w.fault.code, ERR_NOTFOUND);
	fault_clear(&sql_w);
	assert_int_equal(address_book_drop(&sql_w, &pid), -1);
	assert_int_equal(sql_w.fault.code, ERR_NOTFOUND);
	fault_clear(&sql_w);
	assert_int_equal(address_book_recipient(&sql_w, pid_text(&sql_w, &pid), &a), -1);
	fault_clear(&sql_w);
	sql_ok(address_book_list(&sql_w, &list));
	assert_int_equal(js_size(js_get(list, "items")), 0);
	sql_w.actor = &story_applicant;
	sql_ok(address_book_recipient(&sql_w, pid_text(&sql_w, &pid), &a));
	assert_string_equal(js_get_text(a, "address"), "辽宁省沈阳市和平区和平北大街1号");
	sql_ok(address_book_drop(&sql_w, &pid));
	other.phone = "12";
	assert_int_equal(address_book_add(&sql_w, &other, &a), -1);
	assert_string_equal(sql_w.fault.fields[0].field, "phone");
}

DB_SQL(sql_plain, "test.address_plain",
    "SELECT COUNT(*) FROM address WHERE data LIKE '%和平%' OR data LIKE '%13800138001%'", 0, 1);

static void
an_address_cannot_be_read_from_the_database(void **state)
{
	struct json *a;
	int64_t n;

	(void)state;
	SQL_NEEDED;
	story_as(&story_applicant);
	sql_ok(address_book_add(&sql_w, &home, &a));
	sql_ok(db_int(&sql_w, &sql_plain, &n, DB_NO_ARGS));
	assert_int_equal(n, 0);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_certificate_of_anshan_waits_for_its_activation),
		cmocka_unit_test(a_waybill_has_the_shape_of_its_courier),
		cmocka_unit_test(a_parcel_that_comes_back_is_sent_again),
		cmocka_unit_test(a_parcel_nobody_confirms_counts_as_received),
		cmocka_unit_test(the_list_of_a_day_holds_what_was_sent_and_what_waits),
		cmocka_unit_test(an_address_book_is_its_owners_alone),
		cmocka_unit_test(an_address_cannot_be_read_from_the_database),
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
		cmocka_unit_test(a_parcel_is_sent_and_received),
		cmocka_unit_test(a_waybill_belongs_to_one_order),
	};

	if (argc > 1)
		cmocka_set_test_filter(argv[1]);
	return cmocka_run_group_tests(tests, setup, teardown);
}
