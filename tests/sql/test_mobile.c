/* SPDX-License-Identifier: MIT */
/* S08 below the pages: links, evidence of the app, what ends a link. */
#include "story.h"

#include <unistd.h>

#include "modules/base/clock.h"
#include "modules/base/http_client.h"
#include "modules/deliver/download.h"
#include "modules/deliver/parcel.h"
#include "modules/deliver/phone.h"
#include "modules/deliver/voucher.h"
#include "modules/outbox/signed.h"
#include "modules/service/apply.h"
#include "modules/service/mobile.h"

static struct conf mine;
static struct catalog shown;
static char key_file[64];

static int
setup(void **s)
{
	if (story_setup(s) < 0)
		return -1;
	if (sql_w.db == NULL)
		return 0;
	mine = *sql_w.conf;
	snprintf(key_file, sizeof(key_file), "/tmp/caportal-phone-%d.key", (int)getpid());
	mine.sandbox_key = key_file;
	sql_w.conf = &mine;
	shown = *story_catalog;
	return 0;
}

static int
teardown(void **s)
{
	if (sql_w.db != NULL)
		unlink(mine.sandbox_key);
	return sql_end(s);
}

/* ---- an order for a phone, approved ---- */

static int
order_tx(struct work *w, void *arg)
{
	static int count;
	const struct policy *p = policy_find(&shown, "MAIN", "new", "MOBILE", "PROJECT", w->now);
	struct order_platform platform = { "P1", "平台一" };
	struct order o = {
		.no = arena_printf(w->arena, "PHONE%06d", ++count), .draft_id = 1,
		.account_id = story_member.id, .company_id = story_company.id,
		.person_id = story_holder.id, .buyer = "刘建国", .company = "演示测试企业",
		.holder = "欧阳𠮷", .channel = "MAIN", .service = "new",
		.lock_type = "PROJECT", .medium = "MOBILE", .vendor = "CFCA", .years = 1,
		.traits = p->traits & POLICY_STEPS, .reviewers = 1, .tariff_id = 1,
		.policy_id = p->id, .fen = 48000, .price_lines = "[]", .data = "{}",
		.paper_scope = "test", .pay_due_at = w->now + 3600,
	};

	sql_ok(order_add(w, &o, &platform, 1));
	story_cert(w, &o);
	sql_ok(order_move(w, &o, ACT_SUBMIT, NULL));
	sql_ok(order_move(w, &o, ACT_PAY, NULL));
	sql_ok(service_entered(w, &o));
	sql_ok(service_restate(w, &o));
	assert_string_equal(o.ship_word, "NOT_DOWNLOADED");
	sql_ok(order_move(w, &o, ACT_APPROVE, NULL));
	sql_ok(service_entered(w, &o));
	sql_ok(service_restate(w, &o));
	*(struct pid *)arg = o.pid;
	return 0;
}

static struct download *
link_of(const struct pid *order)
{
	struct download *d;

	sql_ok(download_of_order(&sql_w, story_look(order)->id, &d));
	assert_non_null(d);
	return d;
}

static int64_t
run(int (*task)(struct work *, const struct task *, int64_t *), const char *name,
    const struct pid *pid)
{
	struct task t = { .payload = js_object(&sql_w) };
	int64_t again = 0;

	sql_w.actor = &story_clock;
	js_put_text(t.payload, name, pid_text(&sql_w, pid));
	sql_ok(task(&sql_w, &t, &again));
	return again;
}

/* Approved, and the app's maker gave the link. */
static struct pid
linked(void)
{
	struct pid order, link;

	story_do(order_tx, &order);
	link = link_of(&order)->pid;
	run(mobile_run_open, "download", &link);
	return order;
}

/* The inbox as the worker leaves it after a note that says this. */
static struct pay_inbox
note_saying(struct json *says)
{
	struct pay_inbox in = { .provider = MOBILE_PROVIDER, .state = "NEW",
	    .received_at = sql_w.now };
	struct json *headers = js_object(&sql_w);
	struct http_request rq;

	sql_ok(sandbox_sign(&sql_w, "http://x/", says, &rq));
	js_put_text(headers, "timestamp", strchr(rq.headers[1], ' ') + 1);
	js_put_text(headers, "nonce", strchr(rq.headers[2], ' ') + 1);
	js_put_text(headers, "signature", strchr(rq.headers[3], ' ') + 1);
	in.headers = js_canonical(&sql_w, headers);
	in.body = (struct blob){ rq.body, rq.len };
	return in;
}

static struct json *
says(const struct pid *link, const char *serial, int64_t from, int64_t to)
{
	struct json *j = js_object(&sql_w);

	js_put_text(j, "download", pid_text(&sql_w, link));
	js_put_text(j, "serial", serial);
	js_put_int(j, "not_before", from);
	js_put_int(j, "not_after", to);
	return j;
}

/* The holder presses in the app; what it then knows is what its note says. */
static struct pay_inbox
loaded_note(const struct pid *link)
{
	enum phone_found found;
	struct phone_evidence ev;

	run(mobile_run_press, "token", link);
	assert_int_equal(phone_sandbox.query(&sql_w, link, &found, &ev), OUTSIDE_OK);
	assert_int_equal(found, PHONE_LOADED);
	return note_saying(says(link, ev.serial, ev.not_before, ev.not_after));
}

static void
clerk_reads(const struct pay_inbox *in)
{
	sql_w.actor = &story_clock;
	sql_ok(mobile_inbox(&sql_w, in));
}

static struct cert *
cert_of(const struct pid *order)
{
	struct cert *c;

	sql_ok(cert_of_order(&sql_w, story_look(order)->id, &c));
	return c;
}

/* ---- sentences ---- */

static void
approval_brings_a_link_and_nothing_for_the_makers(void **s)
{
	struct parcel *parcel;
	struct voucher *v;
	struct order *o;
	struct pid order;

	(void)s;
	SQL_NEEDED;
	order = linked();
	o = story_look(&order);
	assert_int_equal(o->state, ORDER_DOWNLOAD);
	assert_int_equal(o->way, WAY_NONE);
	sql_ok(parcel_of_order(&sql_w, o->id, &parcel));
	sql_ok(voucher_of_order(&sql_w, o->id, &v));
	assert_null(parcel);
	assert_null(v);
	assert_non_null(strstr(link_of(&order)->link, "/sandbox/phone/"));
	assert_int_equal(story_tasks(arena_printf(sql_w.arena, "mobile.ready:%s%%", o->no)), 1);
	assert_int_equal(cert_of(&order)->state, CERT_APPLYING);
	sql_clear();
}

static void
the_note_of_the_app_ends_the_order_and_brings_serial_and_dates(void **s)
{
	struct pay_inbox in;
	struct pid order, link;
	struct cert *c;

	(void)s;
	SQL_NEEDED;
	order = linked();
	link = link_of(&order)->pid;
	in = loaded_note(&link);
	assert_int_equal(story_look(&order)->state, ORDER_DOWNLOAD);
	clerk_reads(&in);
	c = cert_of(&order);
	assert_int_equal(story_look(&order)->state, ORDER_DONE);
	assert_string_equal(story_look(&order)->ship_word, "DOWNLOADED");
	assert_int_equal(c->state, CERT_ACTIVE);
	assert_int_equal(c->not_before, sql_w.now);
	assert_int_equal(date_number(c->not_after + 1), date_number(date_add_years(sql_w.now, 1)));
	assert_int_equal(strlen(c->serial), 20);
	clerk_reads(&in);
	assert_string_equal(cert_of(&order)->serial, c->serial);
	assert_int_equal(link_of(&order)->state, DOWNLOAD_LOADED);
	sql_clear();
}

static void
what_the_app_does_not_confirm_changes_nothing(void **s)
{
	struct pay_inbox in;
	struct pid order, link;

	(void)s;
	SQL_NEEDED;
	order = linked();
	link = link_of(&order)->pid;
	in = note_saying(says(&link, "AB12CD34", sql_w.now, sql_w.now + 86400));
	clerk_reads(&in);
	assert_int_equal(story_look(&order)->state, ORDER_DOWNLOAD);
	in = loaded_note(&link);
	in.headers = "{\"timestamp\":\"1\",\"nonce\":\"n\",\"signature\":\"00\"}";
	clerk_reads(&in);
	assert_int_equal(story_look(&order)->state, ORDER_DOWNLOAD);
	sql_clear();
}

static void
a_lost_note_is_made_up_for_by_asking(void **s)
{
	struct pid order, link;

	(void)s;
	SQL_NEEDED;
	order = linked();
	link = link_of(&order)->pid;
	assert_int_equal(run(mobile_run_query, "download", &link), sql_w.now + 600);
	run(mobile_run_press, "token", &link);
	run(mobile_run_query, "download", &link);
	assert_int_equal(story_look(&order)->state, ORDER_DONE);
	assert_int_equal(run(mobile_run_query, "download", &link), 0);
	sql_clear();
}

static int
void_tx(struct work *w, void *arg)
{
	struct order *o;

	sql_ok(order_take(w, arg, &o));
	return mobile_void(w, o, "申请退款");
}

static void
a_link_that_was_given_up_moves_nothing_whatever_the_app_says(void **s)
{
	struct pay_inbox in;
	struct pid order, link;

	(void)s;
	SQL_NEEDED;
	order = linked();
	link = link_of(&order)->pid;
	in = loaded_note(&link);
	story_do(void_tx, &order);
	clerk_reads(&in);
	assert_int_equal(story_look(&order)->state, ORDER_DOWNLOAD);
	assert_int_equal(link_of(&order)->state, DOWNLOAD_VOID);
	assert_int_equal(cert_of(&order)->state, CERT_APPLYING);
	sql_clear();
}

static void
a_closed_link_makes_no_certificate(void **s)
{
	enum phone_found found;
	struct phone_evidence ev;
	struct pid order, link;

	(void)s;
	SQL_NEEDED;
	order = linked();
	link = link_of(&order)->pid;
	story_do(void_tx, &order);
	run(mobile_run_close, "download", &link);
	run(mobile_run_press, "token", &link);
	sql_ok(phone_sandbox.query(&sql_w, &link, &found, &ev) == OUTSIDE_OK ? 0 : -1);
	assert_int_equal(found, PHONE_WAITING);
	sql_clear();
}

static void
a_link_is_issued_anew_only_when_it_ran_out(void **s)
{
	struct json *page;
	struct pid order, first, second;

	(void)s;
	SQL_NEEDED;
	order = linked();
	first = link_of(&order)->pid;
	sql_w.actor = &story_applicant;
	sql_ok(mobile_again(&sql_w, &order, &page));
	assert_memory_equal(&link_of(&order)->pid, &first, sizeof(first));
	sql_w.now += mine.phone_hours * 3600;
	sql_w.actor = &story_applicant;
	sql_ok(mobile_page(&sql_w, &order, &page));
	assert_null(js_get_text(page, "qr"));
	assert_true(js_get_bool(page, "again"));
	sql_ok(mobile_again(&sql_w, &order, &page));
	second = link_of(&order)->pid;
	assert_memory_not_equal(&second, &first, sizeof(first));
	run(mobile_run_press, "token", &first);
	run(mobile_run_query, "download", &first);
	assert_int_equal(story_look(&order)->state, ORDER_DOWNLOAD);
	sql_w.now -= mine.phone_hours * 3600;
	sql_clear();
}

static int
revoke_tx(struct work *w, void *arg)
{
	struct order *o;

	sql_ok(order_take(w, arg, &o));
	sql_ok(order_move(w, o, ACT_REVOKE, "复查"));
	return mobile_void(w, o, "撤销审核通过");
}

static void
a_revoked_approval_takes_the_link_back(void **s)
{
	static struct actor lead;
	struct pid order;

	(void)s;
	SQL_NEEDED;
	order = linked();
	lead = story_applicant;
	lead.rights |= RIGHT_LEAD | RIGHT_CLOCK;
	sql_w.actor = &lead;
	sql_ok(db_tx(&sql_w, revoke_tx, &order));
	assert_int_equal(story_look(&order)->state, ORDER_REVIEW);
	assert_int_equal(link_of(&order)->state, DOWNLOAD_VOID);
	sql_clear();
}

/* ---- who may apply ---- */

static int
main_tx(struct work *w, void *arg)
{
	struct cert c = { .company_id = story_company.id, .person_id = story_admin.id,
	    .vendor = "CFCA", .lock_type = "MAIN", .medium = arg, .state = CERT_ACTIVE,
	    .serial = arena_printf(w->arena, "FF00%s", strcmp(arg, "UKEY") == 0 ? "01" : "02"),
	    .not_before = w->now - 1, .not_after = w->now + 86400, .applied_at = w->now };

	return cert_add(w, &c, NULL, 0);
}

static const char *
refusal(const char *lock, const char *medium)
{
	const char *words;

	sql_w.actor = &story_applicant;
	sql_ok(apply_refusal(&sql_w, &shown, service_of("new", medium), lock, &words));
	return words;
}

static void
one_main_certificate_of_each_medium(void **s)
{
	(void)s;
	SQL_NEEDED;
	assert_non_null(strstr(refusal("PROJECT", "MOBILE"), "尚未持有主锁"));
	assert_null(refusal("MAIN", "UKEY"));
	assert_null(refusal("MAIN", "MOBILE"));
	story_do(main_tx, "UKEY");
	assert_non_null(strstr(refusal("MAIN", "UKEY"), "只能办理一把主锁"));
	assert_null(refusal("MAIN", "MOBILE"));
	assert_null(refusal("PROJECT", "MOBILE"));
	story_do(main_tx, "MOBILE");
	assert_non_null(strstr(refusal("MAIN", "MOBILE"), "移动企业证书"));
	assert_non_null(strstr(refusal("COST_ENGINEER", "MOBILE"), "暂未开放"));
	mine.phone_driver = "none";
	assert_non_null(strstr(refusal("PROJECT", "MOBILE"), "暂未开放"));
	assert_null(refusal("PROJECT", "UKEY"));
	mine.phone_driver = "sandbox";
	sql_clear();
}

static int
reads(const char *data)
{
	struct draft d = { .service = "new", .data = data };
	struct application a;
	int rc = application_read(&sql_w, &d, &a);

	fault_clear(&sql_w);
	return rc == 0 ? (int)a.n : -1;
}

static void
an_item_is_a_person_on_a_medium_that_was_asked_for(void **s)
{
	(void)s;
	SQL_NEEDED;
	assert_int_equal(reads("{\"items\":[{\"person\":\"A\"}]}"), 1);
	assert_int_equal(reads("{\"media\":[\"UKEY\",\"MOBILE\"],\"items\":[{\"person\":\"A\","
	    "\"medium\":\"UKEY\"},{\"person\":\"A\",\"medium\":\"MOBILE\"}]}"), 2);
	assert_int_equal(reads("{\"items\":[{\"person\":\"A\",\"medium\":\"MOBILE\"}]}"), -1);
	assert_int_equal(reads("{\"items\":[{\"person\":\"A\"},{\"person\":\"A\"}]}"), -1);
	assert_int_equal(reads("{\"media\":[\"RADIO\"],\"items\":[]}"), -1);
	assert_int_equal(reads("{\"media\":[\"UKEY\",\"UKEY\"],\"items\":[]}"), -1);
	sql_clear();
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(approval_brings_a_link_and_nothing_for_the_makers),
		cmocka_unit_test(the_note_of_the_app_ends_the_order_and_brings_serial_and_dates),
		cmocka_unit_test(what_the_app_does_not_confirm_changes_nothing),
		cmocka_unit_test(a_lost_note_is_made_up_for_by_asking),
		cmocka_unit_test(a_link_that_was_given_up_moves_nothing_whatever_the_app_says),
		cmocka_unit_test(a_closed_link_makes_no_certificate),
		cmocka_unit_test(a_link_is_issued_anew_only_when_it_ran_out),
		cmocka_unit_test(a_revoked_approval_takes_the_link_back),
		cmocka_unit_test(one_main_certificate_of_each_medium),
		cmocka_unit_test(an_item_is_a_person_on_a_medium_that_was_asked_for),
	};

	if (argc > 1)
		cmocka_set_test_filter(argv[1]);
	return cmocka_run_group_tests(tests, setup, teardown);
}
