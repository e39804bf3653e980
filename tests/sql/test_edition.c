/* SPDX-License-Identifier: MIT */
/* The catalogue changes by dated editions: looked at, taken, withdrawn. */
#include "story.h"

#include "modules/base/clock.h"
#include "modules/service/certs.h"
#include "modules/service/editions.h"

#define TODAY	"2021-09-20"
#define LATER	"2022-03-01"
#define OFFER	"MAIN.PROJECT.UKEY"

static struct actor system_admin = { .account_id = 1, .rights = RIGHT_STAFF | RIGHT_SYSTEM,
	.channel = "MAIN", .name = "系统管理员" };
static const struct civil later_day = { .year = 2022, .month = 3, .day = 1 };
static int64_t began;

static int
setup(void **s)
{
	if (story_setup(s) < 0)
		return -1;
	sql_w.actor = &system_admin;
	began = sql_w.now;
	return 0;
}

static const struct catalog *
catalogue(void)
{
	const struct catalog *c;

	sql_ok(catalog_get(&sql_w, &c));
	return c;
}

/* What an entry is now, as values to be changed. */
static struct json *
values_of(const char *list, const char *code)
{
	const struct entry_list *l = entry_list_find(list);
	struct entry_values v;

	assert_non_null(l);
	assert_int_equal(l->get(&sql_w, catalogue(), code, sql_w.now, &v), 1);
	return entry_json(&sql_w, l, &v);
}

static struct json *
body_of(const char *list, const char *code, struct json *values, const char *date)
{
	struct json *j = js_object(&sql_w);

	js_put_text(j, "list", list);
	js_put_text(j, "code", code);
	js_put(j, "values", values);
	js_put_text(j, "date", date);
	return j;
}

static struct pid
add(const char *list, const char *code, struct json *values, const char *date)
{
	struct json *j;
	struct pid pid;

	sql_ok(editions_add(&sql_w, body_of(list, code, values, date), &j));
	sql_ok(pid_parse(&sql_w, js_get_text(j, "pid"), &pid));
	return pid;
}

/* The dry run names it, and it is not taken. */
static void
refused(const char *list, const char *code, struct json *values, const char *words)
{
	struct json *body = body_of(list, code, values, LATER), *j, *problems;
	int found = 0;

	sql_ok(editions_check(&sql_w, body, &j));
	problems = js_get(j, "problems");
	for (size_t i = 0; i < js_size(problems); i++)
		found |= strstr(js_as_text(js_at(problems, i)), words) != NULL;
	if (!found)
		fail_msg("%s is not among %s", words, js_print(&sql_w, problems, NULL));
	assert_int_equal(editions_add(&sql_w, body, &j), -1);
	assert_int_equal(sql_w.fault.code, ERR_INVALID);
	fault_clear(&sql_w);
}

static struct json *
codes(const char *a, const char *b)
{
	struct json *list = js_array(&sql_w);

	js_add_text(list, a);
	if (b != NULL)
		js_add_text(list, b);
	return list;
}

static int
sold(const char *vendor, const char *platform, int64_t at)
{
	return catalog_vendor_offered(catalogue(), "MAIN", "PROJECT", "UKEY", vendor, at) &&
	    catalog_platform_offered(catalogue(), "MAIN", "PROJECT", "UKEY", platform, at);
}

/* ---- offers ---- */

static void
an_offer_changes_at_its_moment_and_not_a_second_before(void **s)
{
	int64_t midnight = civil_epoch(&later_day);
	struct json *v;
	struct pid pid;

	(void)s;
	SQL_NEEDED;
	v = values_of("OFFER", OFFER);
	assert_true(sold("AXCA", "SY", began) == 0);		/* AXCA: from 2022 on (D0:313) */
	js_put(v, "vendors", codes("CFCA", NULL));
	js_put(v, "platforms", codes("LNJS", "SY"));
	js_put_int(v, "max_years", 3);
	pid = add("OFFER", OFFER, v, LATER);
	assert_true(sold("BJCA", "DL", began));
	assert_true(sold("BJCA", "DL", midnight - 1));
	assert_false(sold("BJCA", "SY", midnight));
	assert_false(sold("CFCA", "DL", midnight));
	assert_true(sold("CFCA", "SY", midnight));
	assert_int_equal(catalog_lock_offer(catalogue(), "MAIN", "PROJECT", "UKEY", midnight)->max_years, 3);
	assert_int_equal(catalog_lock_offer(catalogue(), "MAIN", "PROJECT", "UKEY", began)->max_years, 1);
	/* the neighbours stay */
	assert_true(catalog_vendor_offered(catalogue(), "MAIN", "MAIN", "UKEY", "BJCA", midnight));
	assert_true(catalog_vendor_offered(catalogue(), "ANSHAN", "PROJECT", "UKEY", "BJCA", midnight));
	sql_ok(editions_withdraw(&sql_w, &pid));
	assert_true(sold("BJCA", "DL", midnight));
	sql_clear();
}

static void
what_is_offered_needs_vendor_platform_price_and_road(void **s)
{
	struct json *v;

	(void)s;
	SQL_NEEDED;
	v = values_of("OFFER", OFFER);
	js_put(v, "vendors", js_array(&sql_w));
	refused("OFFER", OFFER, v, "至少要有一个证书厂商");
	v = values_of("OFFER", OFFER);
	js_put(v, "platforms", js_array(&sql_w));
	refused("OFFER", OFFER, v, "至少要有一个应用平台");
	v = values_of("OFFER", OFFER);
	js_put(v, "vendors", codes("NOBODY", NULL));
	refused("OFFER", OFFER, v, "没有这个证书厂商：NOBODY");
	v = values_of("OFFER", OFFER);
	js_put(v, "vendors", codes("CFCA", "CFCA"));
	refused("OFFER", OFFER, v, "证书厂商重复");
	v = values_of("OFFER", OFFER);
	js_add(js_get(v, "platforms"), js_int(&sql_w, 7));
	refused("OFFER", OFFER, v, "没有这个应用平台");
	refused("VENDOR", "CFCA", values_of("VENDOR", "CFCA"), "内容与当天的现行版本相同");
	v = values_of("OFFER", OFFER);
	js_put_int(v, "max_years", 2);
	refused("OFFER", "MAIN.NOBODY.UKEY", v, "没有这项业务");
	/* the expert's lock is known, not offered, and has no price (D0:300) */
	v = values_of("OFFER", "MAIN.EXPERT.UKEY");
	assert_false(js_get_bool(v, "offered"));
	js_put_bool(v, "offered", 1);
	js_put(v, "vendors", codes("CFCA", NULL));
	js_put(v, "platforms", codes("LNJS", NULL));
	refused("OFFER", "MAIN.EXPERT.UKEY", v, "收费标准T1");
	/* no road leads to a phone in ANSHAN */
	v = values_of("OFFER", "ANSHAN.MAIN.MOBILE");
	js_put_bool(v, "offered", 1);
	js_put(v, "vendors", codes("CFCA", NULL));
	js_put(v, "platforms", codes("LNJS", NULL));
	refused("OFFER", "ANSHAN.MAIN.MOBILE", v, "没有新办的业务流程");
}

static void
an_offer_ends_and_comes_back(void **s)
{
	struct json *v;

	(void)s;
	SQL_NEEDED;
	v = values_of("OFFER", "MAIN.COST_ENGINEER.UKEY");
	js_put_bool(v, "offered", 0);
	add("OFFER", "MAIN.COST_ENGINEER.UKEY", v, TODAY);
	assert_null(catalog_lock_offer(catalogue(), "MAIN", "COST_ENGINEER", "UKEY", sql_w.now));
	sql_w.now += 60;
	v = values_of("OFFER", "MAIN.COST_ENGINEER.UKEY");
	js_put_bool(v, "offered", 1);
	js_put(v, "vendors", codes("CFCA", "BJCA"));
	js_put(v, "platforms", codes("LNJS", NULL));
	add("OFFER", "MAIN.COST_ENGINEER.UKEY", v, TODAY);
	assert_non_null(catalog_lock_offer(catalogue(), "MAIN", "COST_ENGINEER", "UKEY", sql_w.now));
	assert_null(catalog_lock_offer(catalogue(), "MAIN", "COST_ENGINEER", "UKEY", sql_w.now - 1));
	sql_clear();
}

/* ---- registers ---- */

static void
a_new_vendor_may_be_offered_from_its_day_on(void **s)
{
	struct json *v, *offer;
	struct pid vendor, pid;

	(void)s;
	SQL_NEEDED;
	v = js_object(&sql_w);
	js_put_text(v, "words", "辽宁CA");
	offer = values_of("OFFER", OFFER);
	js_add_text(js_get(offer, "vendors"), "LNCA");
	refused("OFFER", OFFER, offer, "没有这个证书厂商：LNCA");
	vendor = add("VENDOR", "LNCA", v, LATER);
	assert_null(catalog_vendor(catalogue(), "LNCA"));
	pid = add("OFFER", OFFER, offer, LATER);
	assert_false(sold("LNCA", "SY", began));
	sql_w.now = civil_epoch(&later_day);		/* nothing is written: the clock alone */
	assert_string_equal(catalog_vendor_words(catalogue(), "LNCA"), "辽宁CA");
	assert_true(sold("LNCA", "SY", sql_w.now));
	sql_w.now = began;
	assert_null(catalog_vendor(catalogue(), "LNCA"));
	sql_ok(editions_withdraw(&sql_w, &pid));
	sql_ok(editions_withdraw(&sql_w, &vendor));
	sql_clear();
}

static void
names_and_codes_are_taken_once(void **s)
{
	struct json *v;

	(void)s;
	SQL_NEEDED;
	v = js_object(&sql_w);
	js_put_text(v, "words", "CFCA");
	refused("VENDOR", "OTHER", v, "名称已被CFCA使用");
	js_put_text(v, "words", "别的厂商");
	refused("VENDOR", "TOOLONGX", v, "不超过6个字符");
	refused("VENDOR", "1CA", v, "大写字母开头");
	js_put_text(v, "class", "CITY");
	js_put_text(v, "words", "鞍山市公共资源交易平台");
	refused("PLATFORM", "AS2", v, "别名");
	js_put_text(v, "words", "营口市公共资源平台");
	js_put_text(v, "class", "TOWN");
	refused("PLATFORM", "YK", v, "没有这个平台类别");
}

static void
a_model_is_blocked_from_one_moment_on(void **s)
{
	struct json *v, *j;

	(void)s;
	SQL_NEEDED;
	v = values_of("MODEL", "JINKE_KEY");
	js_put_bool(v, "blocked", 1);
	refused("MODEL", "JINKE_KEY", v, "请填写停止支持的说明");
	js_put_text(v, "note", "厂商停止支持");
	add("MODEL", "JINKE_KEY", v, TODAY);
	assert_true(catalog_model(catalogue(), "JINKE_KEY")->blocked);
	sql_ok(certs_blocked(&sql_w, 1, 20, &j));
	sql_w.now += 60;
	js_put_bool(v, "blocked", 0);
	add("MODEL", "JINKE_KEY", v, TODAY);
	assert_false(catalog_model(catalogue(), "JINKE_KEY")->blocked);
	sql_clear();
}

static const struct pickup_point *
point(const char *code)
{
	const struct catalog *c = catalogue();

	for (size_t i = 0; i < c->n_points; i++)
		if (strcmp(c->points[i].code, code) == 0)
			return &c->points[i];
	return NULL;
}

static int
open_now(const char *code)
{
	const struct pickup_point *p = point(code);

	return p != NULL && catalog_valid(p->valid_from, p->valid_to, sql_w.now);
}

static void
a_point_opens_moves_and_closes(void **s)
{
	struct json *v;
	struct pid first, second;
	int64_t id;

	(void)s;
	SQL_NEEDED;
	v = values_of("POINT", "SY");
	js_put_text(v, "words", "鞍山办理点");
	js_put_text(v, "address", "辽宁省鞍山市铁东区1号");
	first = add("POINT", "AS", v, "2022-02-01");
	js_put_text(v, "address", "辽宁省鞍山市铁西区2号");
	second = add("POINT", "AS", v, LATER);
	assert_false(open_now("AS"));
	id = point("AS")->id;
	assert_int_equal(editions_withdraw(&sql_w, &first), -1);	/* the last one first */
	assert_int_equal(sql_w.fault.code, ERR_CONFLICT);
	sql_clear();
	sql_w.now = civil_epoch(&later_day) - 1;
	assert_true(open_now("AS"));
	assert_string_equal(point("AS")->address, "辽宁省鞍山市铁东区1号");
	assert_int_equal(editions_withdraw(&sql_w, &first), -1);
	sql_clear();
	sql_w.now++;
	assert_string_equal(point("AS")->address, "辽宁省鞍山市铁西区2号");
	assert_int_equal(point("AS")->id, id);			/* keys and orders name it */
	assert_int_equal(editions_withdraw(&sql_w, &second), -1);	/* it holds */
	sql_clear();
	sql_w.now = began;
	sql_ok(editions_withdraw(&sql_w, &second));
	sql_ok(editions_withdraw(&sql_w, &first));
	assert_null(point("AS"));
	sql_clear();
}

static void
the_last_point_does_not_close(void **s)
{
	struct json *v;

	(void)s;
	SQL_NEEDED;
	v = values_of("POINT", "DL");
	js_put_bool(v, "open", 0);
	add("POINT", "DL", v, TODAY);
	assert_false(open_now("DL"));
	v = values_of("POINT", "SY");
	js_put_bool(v, "open", 0);
	refused("POINT", "SY", v, "至少要有一个办理点开放领取");
	sql_w.now += 60;
	v = values_of("POINT", "DL");
	js_put_bool(v, "open", 1);
	add("POINT", "DL", v, TODAY);
	assert_true(open_now("DL"));
	sql_clear();
}

/* ---- the dry run ---- */

static void
the_dry_run_tells_what_changes_and_whom_it_touches(void **s)
{
	struct json *v, *j, *changes;

	(void)s;
	SQL_NEEDED;
	v = values_of("OFFER", OFFER);
	js_put(v, "vendors", codes("CFCA", NULL));
	sql_ok(editions_check(&sql_w, body_of("OFFER", OFFER, v, LATER), &j));
	changes = js_get(j, "changes");
	assert_int_equal(js_size(changes), 1);
	assert_string_equal(js_get_text(js_at(changes, 0), "words"), "证书厂商");
	assert_string_equal(js_get_text(js_at(changes, 0), "before"), "BJCA、CFCA、AXCA");
	assert_string_equal(js_get_text(js_at(changes, 0), "after"), "CFCA");
	assert_int_equal(js_size(js_get(j, "problems")), 0);
	assert_string_equal(js_as_text(js_at(js_get(j, "effects"), js_size(js_get(j, "effects")) - 1)),
	    "已提交的订单和已办理的证书不变");
	for (size_t i = 0; i < catalogue()->n_editions; i++)		/* nothing was written */
		assert_string_not_equal(catalogue()->editions[i].code, OFFER);
	sql_clear();
}

static void
mistakes_are_told_at_their_fields(void **s)
{
	static const struct { const char *date, *field; } table[] = {
		{ "2021-09-19", "date" }, { "2025-01-01", "date" }, { "2022-13-01", "date" },
	};
	struct json *v, *j;

	(void)s;
	SQL_NEEDED;
	v = values_of("POINT", "SY");
	js_put_text(v, "hours", "工作日");
	for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++) {
		assert_int_equal(editions_add(&sql_w, body_of("POINT", "SY", v, table[i].date), &j), -1);
		assert_string_equal(sql_w.fault.fields[0].field, table[i].field);
		sql_clear();
		v = values_of("POINT", "SY");
		js_put_text(v, "hours", "工作日");
	}
	js_put_text(v, "address", "");
	assert_int_equal(editions_add(&sql_w, body_of("POINT", "SY", v, LATER), &j), -1);
	assert_string_equal(sql_w.fault.fields[0].field, "address");
	sql_clear();
	assert_int_equal(editions_add(&sql_w, body_of("THING", "SY", values_of("POINT", "SY"), LATER), &j), -1);
	assert_string_equal(sql_w.fault.fields[0].field, "list");
	sql_clear();
	v = values_of("POINT", "SY");
	js_put_text(v, "hours", "工作日");
	add("POINT", "SY", v, LATER);
	v = values_of("POINT", "SY");
	js_put_text(v, "hours", "全年无休");
	assert_int_equal(editions_add(&sql_w, body_of("POINT", "SY", v, LATER), &j), -1);
	assert_int_equal(sql_w.fault.code, ERR_CONFLICT);	/* the day is taken */
	sql_clear();
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_offer_changes_at_its_moment_and_not_a_second_before),
		cmocka_unit_test(what_is_offered_needs_vendor_platform_price_and_road),
		cmocka_unit_test(an_offer_ends_and_comes_back),
		cmocka_unit_test(a_new_vendor_may_be_offered_from_its_day_on),
		cmocka_unit_test(names_and_codes_are_taken_once),
		cmocka_unit_test(a_model_is_blocked_from_one_moment_on),
		cmocka_unit_test(a_point_opens_moves_and_closes),
		cmocka_unit_test(the_last_point_does_not_close),
		cmocka_unit_test(the_dry_run_tells_what_changes_and_whom_it_touches),
		cmocka_unit_test(mistakes_are_told_at_their_fields),
	};

	SQL_MAIN(tests, setup);
}
