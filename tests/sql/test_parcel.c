/* SPDX-License-Identifier: MIT */
/* S07's mail road, S29: parcels, a list of waybills, the address book. */
#include "handout_test.h"

#include "modules/deliver/parcel.h"
#include "modules/service/address_book.h"
#include "modules/service/ship_list.h"

static void
a_parcel_is_sent_and_received(void **state)
{
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
	story_as(a_stranger());
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
	assert_int_equal(told("parcel.back", &s.pid), 1);
	time_passes(&s.pid, 2);		/* of the first journey: too late now */
	assert_int_equal(story_look(&s.pid)->state, ORDER_SHIP);
	story_as(&story_maker);
	sql_ok(ship(&s.pid, "SF4000000000002"));
	sql_ok(parcel_of_order(&sql_w, story_look(&s.pid)->id, &p));
	assert_int_equal(p->state, PARCEL_SHIPPED);
	assert_string_equal(p->waybill, "SF4000000000002");
	time_passes(&s.pid, 2);		/* still of the first journey */
	assert_int_equal(story_look(&s.pid)->state, ORDER_SENT);
	assert_int_equal(told("parcel.sent", &s.pid), 2);
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

/* ---- S29 ---- */

static struct json *
list_sent(const char *list)
{
	struct json *j;

	story_as(&story_maker);
	sql_ok(ship_list(&sql_w, "顺丰速运", list, &j));
	return j;
}

static const char *
result(struct json *j, size_t i)
{
	return js_get_text(js_at(js_get(j, "lines"), i), "words");
}

static void
good_lines_go_and_bad_ones_are_named(void **state)
{
	struct story_order a, b, c;
	const char *list;
	struct parcel *p;
	struct json *j;

	(void)state;
	SQL_NEEDED;
	a = made_order(WAY_MAIL, 0);
	b = made_order(WAY_MAIL, 0);
	c = made_order(WAY_PICKUP, story_catalog->points[0].id);
	list = kept(arena_printf(sql_w.arena, "\xEF\xBB\xBF" "订单号,运单号\r\n%s,SF8000000000001\r\n\r\n"
	    "%s，SF8000000000001\nNOBODY1\tSF8000000000002\n%s SF8000000000003\n%s,\n",
	    story_look(&a.pid)->no, story_look(&b.pid)->no, story_look(&c.pid)->no,
	    story_look(&b.pid)->no));
	j = list_sent(list);
	assert_int_equal(js_get_int(j, "done", -1), 1);
	assert_int_equal(js_get_int(j, "bad", -1), 4);
	assert_int_equal(js_get_int(js_at(js_get(j, "lines"), 1), "line", -1), 4);
	assert_string_equal(result(j, 1), "该运单号已用于另一笔订单，请核对");
	assert_string_equal(result(j, 2), "没有这个订单号，请核对");
	assert_non_null(strstr(result(j, 3), "不能发货"));
	assert_non_null(strstr(result(j, 4), "缺少运单号"));
	assert_int_equal(story_look(&a.pid)->state, ORDER_SENT);
	assert_int_equal(story_look(&b.pid)->state, ORDER_SHIP);
	sql_ok(parcel_of_order(&sql_w, story_look(&a.pid)->id, &p));
	assert_string_equal(p->waybill, "SF8000000000001");
	j = list_sent(list);		/* the answer was lost: nothing goes twice */
	assert_string_equal(result(j, 0), "此前已登记发货");
	assert_int_equal(told("parcel.sent", &a.pid), 1);
}

static void
a_list_of_nothing_or_of_too_much_is_refused(void **state)
{
	char *many;
	struct json *j;

	(void)state;
	SQL_NEEDED;
	story_as(&story_maker);
	assert_int_equal(ship_list(&sql_w, "顺丰速运", "订单号,运单号\n \n", &j), -1);
	assert_string_equal(sql_w.fault.fields[0].field, "list");
	story_as(&story_maker);
	assert_int_equal(ship_list(&sql_w, "没有的快递", "A,B\n", &j), -1);
	assert_string_equal(sql_w.fault.fields[0].field, "carrier");
	story_as(&story_maker);
	many = arena_alloc(sql_w.arena, 4 * (SHIP_LIST_MAX + 1) + 1);
	for (int i = 0; i <= SHIP_LIST_MAX; i++)
		memcpy(many + 4 * i, "A,B\n", 5);
	assert_int_equal(ship_list(&sql_w, "顺丰速运", many, &j), -1);
	assert_string_equal(sql_w.fault.fields[0].field, "list");
}

/* ---- the address book ---- */

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
		cmocka_unit_test(a_parcel_is_sent_and_received),
		cmocka_unit_test(a_waybill_belongs_to_one_order),
		cmocka_unit_test(a_certificate_of_anshan_waits_for_its_activation),
		cmocka_unit_test(a_waybill_has_the_shape_of_its_courier),
		cmocka_unit_test(a_parcel_that_comes_back_is_sent_again),
		cmocka_unit_test(a_parcel_nobody_confirms_counts_as_received),
		cmocka_unit_test(the_list_of_a_day_holds_what_was_sent_and_what_waits),
		cmocka_unit_test(good_lines_go_and_bad_ones_are_named),
		cmocka_unit_test(a_list_of_nothing_or_of_too_much_is_refused),
		cmocka_unit_test(an_address_book_is_its_owners_alone),
		cmocka_unit_test(an_address_cannot_be_read_from_the_database),
	};

	if (argc > 1)
		cmocka_set_test_filter(argv[1]);
	return cmocka_run_group_tests(tests, setup, teardown);
}
