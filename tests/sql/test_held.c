/* SPDX-License-Identifier: MIT */
/*
 * Businesses on certificates that are held (modules/service/held.h): windows
 * and end dates of a renewal, what its update does to the platforms, one
 * business at a time.  Amounts are those of golden/tariff-cases.json.
 */
#include "story.h"

#include <stdlib.h>

#include "modules/base/clock.h"
#include "modules/base/text.h"
#include "modules/cert/token.h"
#include "modules/paper/paper.h"
#include "modules/service/held.h"
#include "modules/service/held_item.h"

#define DAY	86400
#define NOW	1632094200		/* 2021-09-20 07:30 in Shanghai */

/* The end of the day `days` from now. */
static int64_t
ends(int days)
{
	struct civil c = civil_of(NOW + (int64_t)days * DAY);

	c.hour = 23;
	c.minute = c.second = 59;
	return civil_epoch(&c);
}

struct given {
	const char	*codes;			/* "LNJS LNZB SY" */
	int64_t		 not_after;
	const char	*model;			/* of its key; NULL: no key */
	struct pid	 pid;
	int64_t		 id;
	char		 serial[32];
};

static int
give_tx(struct work *w, void *arg)
{
	static int count;
	struct given *g = arg;
	struct cert_platform p[16];
	size_t n = 0;
	struct cert c = { .company_id = story_company.id, .person_id = story_holder.id,
	    .vendor = "CFCA", .lock_type = "PROJECT", .medium = "UKEY", .state = CERT_ACTIVE,
	    .not_before = NOW - 300 * DAY, .not_after = g->not_after, .applied_at = NOW - 300 * DAY,
	    .issued_at = NOW - 300 * DAY, .active_at = NOW - 300 * DAY };
	struct token t = { .media_vendor = "JINKE", .model = g->model };

	snprintf(g->serial, sizeof(g->serial), "ABCD%04X", ++count);
	c.serial = g->serial;
	for (const char *s = g->codes; *s != '\0'; s += strspn(s, " ")) {
		size_t len = strcspn(s, " ");
		const char *code = arena_strndup(w->arena, s, len);

		p[n++] = (struct cert_platform){ code,
		    catalog_platform_words(story_catalog, code, "UKEY"), NULL };
		s += len;
	}
	sql_ok(cert_add(w, &c, p, n));
	if (g->model != NULL) {
		t.serial = arena_printf(w->arena, "JK2HELD%04d", count);
		sql_ok(token_personalise(w, &t, c.id, 0));
	}
	g->pid = c.pid;
	g->id = c.id;
	return 0;
}

static struct given
given(const char *codes, int64_t not_after, const char *model)
{
	static struct actor all;
	struct given g = { .codes = codes, .not_after = not_after, .model = model };

	SQL_NEEDED;
	sql_w.now = NOW;
	all = story_clock;
	all.rights |= RIGHT_MAKE;
	sql_w.actor = &all;
	sql_clear();
	sql_ok(db_tx(&sql_w, give_tx, &g));
	story_as(&story_applicant);
	return g;
}

/* {cert, platforms} of a form. */
static struct json *
choice(const struct given *g, const char *codes)
{
	struct json *o = js_object(&sql_w), *list = js_array(&sql_w);

	js_put_text(o, "cert", pid_text(&sql_w, &g->pid));
	for (const char *s = codes; *s != '\0'; s += strspn(s, " ")) {
		size_t n = strcspn(s, " ");

		js_add_text(list, arena_strndup(sql_w.arena, s, n));
		s += n;
	}
	js_put(o, "platforms", list);
	return o;
}

static struct held_form
form(const char *service, const struct given *g, const char *codes)
{
	struct held_form f = { .service = service, .items = js_array(&sql_w), .confirmed = 1,
	    .bids = "NONE", .bid_day = "", .reason = "", .remark = "", .draft = "", .way = "",
	    .point = "", .address = "" };

	js_add(f.items, choice(g, codes));
	return f;
}

static const char *
refusal(const char *service, const struct given *g)
{
	struct json *shown;

	sql_ok(held_show(&sql_w, service, pid_text(&sql_w, &g->pid), &shown));
	return js_get_text(js_at(js_get(shown, "certs"), 0), "refused");
}

/* Asks the price, submits for it; the first order of it. */
static struct pid
submitted(struct held_form *f)
{
	struct json *j;
	struct pid pid;

	sql_ok(held_price(&sql_w, f, &j));
	f->fen = js_get_int(j, "fen", -1);
	sql_ok(held_submit(&sql_w, f, &j));
	sql_ok(pid_parse(&sql_w, js_as_text(js_at(js_get(j, "orders"), 0)), &pid));
	return pid;
}

struct moving {
	struct pid	 pid;
	enum order_act	 act;
};

static int
move_tx(struct work *w, void *arg)
{
	struct moving *m = arg;
	struct order *o;

	sql_ok(order_take(w, &m->pid, &o));
	sql_ok(order_move(w, o, m->act, NULL));
	sql_ok(service_entered(w, o));
	return service_restate(w, o);
}

static void
moved(struct pid order, enum order_act act)
{
	struct moving m = { order, act };

	story_do(move_tx, &m);
}

static struct cert *
cert_now(const struct given *g)
{
	struct cert *c;

	sql_ok(cert_get_id(&sql_w, g->id, &c));
	return c;
}

/* "LNJS ACTIVE" ... of one certificate */
static const char *
state_of(const struct given *g, const char *code)
{
	struct cert_platform *p;
	size_t n;

	sql_ok(cert_platforms(&sql_w, g->id, &p, &n));
	for (size_t i = 0; i < n; i++)
		if (strcmp(p[i].platform, code) == 0)
			return p[i].state;
	return "-";
}

static int
updated(const struct pid *order, const char *seen, const char *serial)
{
	struct held_update u = { seen, serial };
	struct json *j;

	story_as(&story_maker);
	return held_update(&sql_w, order, &u, &j);
}

/* As if the key had been handed out that day (Shanghai); NULL: nobody knows. */
struct handing {
	int64_t		 cert;
	const char	*day;
};

DB_SQL(sql_handed, "test.handed", "UPDATE token SET first_handout_at = ? WHERE cert_id = ?", 2, 0);

static int
hand_tx(struct work *w, void *arg)
{
	const struct handing *h = arg;
	struct civil day = { 0 };

	if (h->day != NULL)
		assert_int_equal(date_parse(h->day, &day), 0);
	sql_ok(db_exec(w, &sql_handed, DB_ARGS(DB_OR_NULL(h->day == NULL ? 0 : civil_epoch(&day)),
	    DB_V(h->cert))));
	return 0;
}

/* Papers are printed into a store of this program's own. */
static char store[] = "/tmp/test_held.XXXXXX";

static int
setup(void **s)
{
	static struct conf house;

	if (story_setup(s) < 0 || mkdtemp(store) == NULL)
		return -1;
	if (sql_w.conf == NULL)
		return 0;
	house = *sql_w.conf;
	house.store_dir = store;
	sql_w.conf = &house;
	paper_forms_dir(SRCDIR "/modules/paper/forms");
	return 0;
}

/* ---- the tests ---- */

static void
a_certificate_may_be_renewed_from_90_days_before_its_end_to_365_after(void **s)
{
	static const struct { int days; int open; } cases[] = {
		{ 92, 0 }, { 91, 0 }, { 90, 1 }, { 0, 1 }, { -1, 1 }, { -365, 1 }, { -366, 0 },
	};

	(void)s;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct given g = given("LNJS SY", ends(cases[i].days), NULL);
		const char *words = refusal("renew", &g);

		if ((words == NULL) != cases[i].open)
			fail_msg("%d days: %s", cases[i].days, words == NULL ? "open" : words);
	}
}

static void
the_window_is_a_row_of_the_channel(void **s)
{
	const struct renewal_rule *r = catalog_renewal_rule(story_catalog, "MAIN", "PROJECT");
	struct renewal_rule *row = (struct renewal_rule *)(uintptr_t)r;
	struct given g = given("LNJS SY", ends(120), NULL);
	int was = r->before_days;

	(void)s;
	assert_non_null(refusal("renew", &g));
	row->before_days = 150;
	assert_null(refusal("renew", &g));
	row->before_days = was;
}

static void
a_batch_costs_what_the_golden_cases_say(void **s)
{
	struct given liu = given("LNJS LNZB LNCG SY DL AS JZ CY HC", ends(30), NULL);
	struct given xu = given("LNJS LNZB LNCG SY DL AS", ends(30), NULL);
	struct held_form f;
	struct json *j;

	(void)s;
	f = form("renew", &liu, "LNJS LNZB LNCG SY DL AS");
	js_add(f.items, choice(&xu, "LNJS LNZB LNCG SY DL AS JZ CY"));
	sql_ok(held_price(&sql_w, &f, &j));
	assert_int_equal(js_get_int(j, "fen", -1), 70000);		/* G06 */
}

static void
platforms_left_out_stop_at_the_update_and_not_before(void **s)
{
	struct given g = given("LNJS SY JZ", ends(30), NULL);
	struct held_form f = form("renew", &g, "LNJS SY CY");
	struct pid order = submitted(&f);

	(void)s;
	assert_int_equal(cert_now(&g)->state, CERT_ACTIVE);
	moved(order, ACT_PAY);
	assert_int_equal(story_look(&order)->state, ORDER_UPDATE);
	assert_string_equal(story_look(&order)->ship_word, "TO_UPDATE");
	assert_int_equal(cert_now(&g)->state, CERT_RENEWAL_PENDING);
	assert_string_equal(state_of(&g, "JZ"), "DROP_AT_UPDATE");
	assert_string_equal(state_of(&g, "CY"), "PENDING");
	assert_string_equal(state_of(&g, "SY"), "ACTIVE");

	assert_int_equal(updated(&order, g.serial, ""), 0);
	assert_int_equal(story_look(&order)->state, ORDER_DONE);
	assert_string_equal(story_look(&order)->ship_word, "UPDATED");
	assert_int_equal(cert_now(&g)->state, CERT_ACTIVE);
	assert_string_equal(state_of(&g, "JZ"), "STOPPED");
	assert_string_equal(state_of(&g, "CY"), "ACTIVE");
	assert_string_equal(state_of(&g, "SY"), "ACTIVE");
}

static void
the_new_end_is_counted_from_the_later_of_old_end_and_update(void **s)
{
	static const struct { int days; const char *end; } cases[] = {
		{ 56, "2022-11-15" },		/* ends 2021-11-15: a year on top */
		{ -30, "2022-09-20" },		/* has ended: a year from the update */
	};

	(void)s;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct given g = given("LNJS SY", ends(cases[i].days), NULL);
		struct held_form f = form("renew", &g, "LNJS SY");
		struct pid order = submitted(&f);

		moved(order, ACT_PAY);
		assert_int_equal(updated(&order, g.serial, ""), 0);
		assert_string_equal(date_text(sql_w.arena, cert_now(&g)->not_after), cases[i].end);
		assert_int_equal(civil_of(cert_now(&g)->not_after).hour, 23);
	}
}

static void
another_key_is_told_and_refused(void **s)
{
	struct given g = given("LNJS SY", ends(30), NULL), other = given("LNJS", ends(30), NULL);
	struct held_form f = form("renew", &g, "LNJS SY");
	struct pid order = submitted(&f);

	(void)s;
	moved(order, ACT_PAY);
	assert_int_equal(updated(&order, other.serial, ""), -1);
	assert_int_equal(sql_w.fault.code, ERR_INVALID);
	assert_string_equal(sql_w.fault.fields[0].field, "seen");
	assert_int_equal(cert_now(&g)->state, CERT_RENEWAL_PENDING);
	assert_int_equal(updated(&order, "not hex", ""), -1);
	assert_int_equal(updated(&order, g.serial, "ABCD9999"), 0);
	assert_string_equal(cert_now(&g)->serial, "ABCD9999");
	assert_int_equal(updated(&order, "ABCD9999", ""), -1);	/* once */
	assert_int_equal(sql_w.fault.code, ERR_CONFLICT);
}

static void
money_that_goes_back_leaves_the_certificate_as_it_was(void **s)
{
	struct given g = given("LNJS SY JZ", ends(30), NULL);
	struct held_form f = form("renew", &g, "LNJS CY");
	struct pid order = submitted(&f);

	(void)s;
	moved(order, ACT_PAY);
	moved(order, ACT_REFUND);
	assert_int_equal(cert_now(&g)->state, CERT_ACTIVE);
	assert_string_equal(state_of(&g, "JZ"), "ACTIVE");
	assert_string_equal(state_of(&g, "SY"), "ACTIVE");
	assert_string_equal(state_of(&g, "CY"), "NONE");
	assert_null(refusal("renew", &g));
}

static void
one_business_at_a_time(void **s)
{
	struct given g = given("LNJS SY", ends(30), NULL);
	struct held_form f = form("renew", &g, "LNJS SY");
	struct pid order = submitted(&f);

	(void)s;
	assert_non_null(strstr(refusal("platform", &g), story_look(&order)->no));
	moved(order, ACT_CANCEL);
	assert_null(refusal("platform", &g));
}

static void
the_bid_question_wants_an_answer(void **s)
{
	struct given g = given("LNJS SY", ends(30), NULL);
	struct held_form f = form("renew", &g, "LNJS SY");
	struct json *j;

	(void)s;
	f.bids = "";
	assert_int_equal(held_submit(&sql_w, &f, &j), -1);
	assert_string_equal(sql_w.fault.fields[0].field, "bids");
	sql_clear();
	f = form("renew", &g, "LNJS SY");
	f.bids = "OPEN";
	f.bid_day = "2021-02-30";
	assert_int_equal(held_submit(&sql_w, &f, &j), -1);
	assert_string_equal(sql_w.fault.fields[0].field, "bid_day");
}

static void
a_stranger_has_no_such_certificate(void **s)
{
	struct given g = given("LNJS SY", ends(30), NULL);
	struct actor stranger = story_applicant;
	struct held_form f = form("renew", &g, "LNJS SY");
	struct json *j;

	(void)s;
	stranger.company_id += 1000;
	stranger.account_id += 1000;
	stranger.person_id += 1000;
	sql_w.actor = &stranger;
	assert_int_equal(held_price(&sql_w, &f, &j), -1);
	assert_int_equal(sql_w.fault.code, ERR_NOTFOUND);
	story_as(&story_applicant);
}

static void
a_blocked_model_takes_neither_platforms_nor_a_renewal(void **s)
{
	struct given g = given("LNJS SY", ends(30), "ZHONGFU_KEY");

	(void)s;
	assert_non_null(strstr(refusal("platform", &g), "中孚"));
	assert_non_null(strstr(refusal("renew", &g), "中孚"));
}

static void
a_reissue_is_free_while_the_fault_is_the_makers_and_the_key_young(void **s)
{
	static const struct { const char *reason; const char *handed; int64_t fen; } cases[] = {
		{ "LOST",    "2021-06-20", 5000 },	/* G10 */
		{ "QUALITY", "2021-06-20", 0 },		/* G11: 3 months */
		{ "QUALITY", "2020-09-21", 0 },		/* a day short of 12 */
		{ "QUALITY", "2020-09-20", 5000 },	/* 12 full months */
		{ "QUALITY", "2020-08-20", 5000 },	/* G12: 13 */
		{ "QUALITY", NULL,         5000 },	/* nobody knows since when */
	};

	(void)s;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct given g = given("LNJS SY", ends(200), "JINKE_KEY");
		struct held_form f = form("reissue", &g, "");
		struct handing h = { g.id, cases[i].handed };
		struct json *j;

		story_do(hand_tx, &h);
		f.reason = cases[i].reason;
		sql_ok(held_price(&sql_w, &f, &j));
		assert_int_equal(js_get_int(j, "fen", -1), cases[i].fen);
	}
}

static void
what_has_ended_is_renewed_and_not_replaced(void **s)
{
	struct given g = given("LNJS SY", ends(-1), NULL);

	(void)s;
	assert_non_null(refusal("reissue", &g));
	assert_null(refusal("renew", &g));
}

static void
a_lost_certificate_takes_nothing_but_a_reissue_until_it_is_found(void **s)
{
	struct given g = given("LNJS SY", ends(60), NULL);

	(void)s;
	sql_ok(held_lost(&sql_w, &g.pid, 1));
	assert_int_equal(cert_now(&g)->state, CERT_SUSPENDED);
	assert_non_null(refusal("platform", &g));
	assert_non_null(refusal("renew", &g));
	assert_null(refusal("reissue", &g));
	sql_ok(held_lost(&sql_w, &g.pid, 0));
	assert_int_equal(cert_now(&g)->state, CERT_ACTIVE);
	assert_int_equal(held_lost(&sql_w, &g.pid, 0), -1);	/* once */
}

static void
a_paper_is_printed_once_and_again_when_something_changed(void **s)
{
	struct given g = given("LNJS SY", ends(60), NULL);
	struct held_form f = form("cancel", &g, "");
	struct json *j;

	(void)s;
	f.handler = "王五";
	f.handler_phone = "13900139000";
	assert_int_equal(held_papers(&sql_w, &f, &j), -1);
	assert_string_equal(sql_w.fault.fields[0].field, "remark");
	sql_clear();
	f = form("cancel", &g, "");
	f.remark = "不再使用";
	f.handler = "王五";
	f.handler_phone = "13900139000";
	for (int version = 1; version <= 3; version++) {
		if (version == 3)
			f.remark = "持锁人离职";
		sql_ok(held_papers(&sql_w, &f, &j));
		assert_int_equal(js_get_int(js_get(j, "paper"), "version", 0), version == 3 ? 2 : 1);
		assert_true(js_get_bool(j, "current"));
	}
	f.draft = js_get_text(j, "draft");
	assert_int_equal(held_submit(&sql_w, &f, &j), -1);	/* no scan yet */
	assert_string_equal(sql_w.fault.fields[0].field, "cancel_form");
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_certificate_may_be_renewed_from_90_days_before_its_end_to_365_after),
		cmocka_unit_test(the_window_is_a_row_of_the_channel),
		cmocka_unit_test(a_batch_costs_what_the_golden_cases_say),
		cmocka_unit_test(platforms_left_out_stop_at_the_update_and_not_before),
		cmocka_unit_test(the_new_end_is_counted_from_the_later_of_old_end_and_update),
		cmocka_unit_test(another_key_is_told_and_refused),
		cmocka_unit_test(money_that_goes_back_leaves_the_certificate_as_it_was),
		cmocka_unit_test(one_business_at_a_time),
		cmocka_unit_test(the_bid_question_wants_an_answer),
		cmocka_unit_test(a_stranger_has_no_such_certificate),
		cmocka_unit_test(a_blocked_model_takes_neither_platforms_nor_a_renewal),
		cmocka_unit_test(a_reissue_is_free_while_the_fault_is_the_makers_and_the_key_young),
		cmocka_unit_test(what_has_ended_is_renewed_and_not_replaced),
		cmocka_unit_test(a_lost_certificate_takes_nothing_but_a_reissue_until_it_is_found),
		cmocka_unit_test(a_paper_is_printed_once_and_again_when_something_changed),
	};

	SQL_MAIN(tests, setup);
}
