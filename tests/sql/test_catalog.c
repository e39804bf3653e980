/* SPDX-License-Identifier: MIT */
#include "sql_test.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "modules/base/crypto.h"
#include "modules/base/json.h"
#include "modules/catalog/calendar.h"
#include "modules/catalog/number.h"
#include "modules/catalog/policy.h"
#include "modules/content/content.h"
#include "modules/file/upload.h"

DB_SQL(sql_ticks, "test.ticks",
    "SELECT COUNT(*) FROM agreement_tick t JOIN agreement a ON a.id = t.agreement_id"
    " WHERE t.account_id = ? AND t.sha256 = a.sha256 AND t.ip = '127.0.0.1'", 1, 1);
DB_SQL(sql_rename, "test.rename", "UPDATE vendor SET words = ? WHERE code = 'BJCA'", 1, 0);

static const struct catalog *
cat(void)
{
	const struct catalog *c = NULL;

	sql_ok(catalog_get(&sql_w, &c));
	return c;
}

static void
the_shipped_catalogue_is_whole(void **s)
{
	const struct catalog *c;

	(void)s;
	SQL_NEEDED;
	c = cat();
	assert_int_equal(c->n_channels, 2);
	assert_int_equal(c->n_platforms, 13);
	assert_int_equal(c->n_points, 2);
	assert_int_equal(c->n_tariffs, 2);
	for (size_t i = 0; i < c->n_policies; i++) {
		const struct policy *p = &c->policies[i];

		assert_true((p->traits & POLICY_REVIEWED) == 0 || p->reviewers > 0);
		for (size_t d = 0; d < p->ndocuments; d++) {
			struct upload_rule r;

			sql_ok(catalog_upload_rule(&sql_w, c, p->channel,
			    p->documents[d].slot, &r));
			assert_true(r.types != 0 && r.min_bytes <= r.max_bytes);
		}
	}
	sql_clear();
}

static void
the_anshan_road_reviews_before_it_asks_for_money(void **s)
{
	const struct policy *a, *m;
	const struct catalog *c;

	(void)s;
	SQL_NEEDED;
	c = cat();
	m = policy_find(c, "MAIN", "new", "UKEY", "PROJECT", sql_w.now);
	a = policy_find(c, "ANSHAN", "new", "UKEY", "PROJECT", sql_w.now);
	assert_int_equal(m->traits, POLICY_PAID | POLICY_REVIEWED | POLICY_HANDED);
	assert_int_equal(a->traits, m->traits | POLICY_FIRST | POLICY_ACTIVATION);
	assert_string_equal(m->documents[0].slot, "apply_form");
	assert_ptr_equal(policy_by_id(c, a->id), a);
	assert_null(policy_find(c, "ANSHAN", "new", "MOBILE", "PROJECT", sql_w.now));
	assert_string_equal(policy_find(c, "MAIN", "new", "MOBILE", "MAIN", sql_w.now)->words,
	    "新办移动企业证书");
	assert_int_equal(policy_find(c, "MAIN", "cancel", "UKEY", "MAIN", sql_w.now)->reviewers, 2);
	sql_clear();
}

static void
upload_rules_are_those_of_the_two_guides(void **s)		/* S21 */
{
	struct upload_rule r;
	const struct catalog *c;

	(void)s;
	SQL_NEEDED;
	c = cat();
	sql_ok(catalog_upload_rule(&sql_w, c, "ANSHAN", "apply_form", &r));
	assert_int_equal(r.min_bytes, 200 * 1024);
	assert_int_equal(r.max_bytes, 2048 * 1024);
	assert_int_equal(r.types, TYPE_JPG | TYPE_PNG | TYPE_BMP);
	sql_ok(catalog_upload_rule(&sql_w, c, "MAIN", "apply_form", &r));
	assert_int_equal(r.types, TYPE_JPG | TYPE_PNG | TYPE_PDF);
	sql_clear();
}

static void
a_platform_is_found_by_every_name_and_shown_by_its_mediums(void **s)
{
	const struct catalog *c;

	(void)s;
	SQL_NEEDED;
	c = cat();
	assert_string_equal(catalog_platform_words(c, "DL", "UKEY"), "大连市公共资源平台");
	assert_string_equal(catalog_platform_words(c, "DL", "MOBILE"), "大连市公共资源交易平台");
	assert_string_equal(catalog_platform_named(c, "鞍山市公共资源平台")->code, "AS");
	assert_string_equal(catalog_city(c, "210102")->platform, "SY");
	assert_string_equal(catalog_city(c, "锦州")->platform, "JZ");
	assert_null(catalog_city(c, "抚顺市")->platform);
	assert_null(catalog_city(c, "北京市"));
	sql_clear();
}

static void
a_change_is_seen_by_the_next_read(void **s)
{
	const struct catalog *old;

	(void)s;
	SQL_NEEDED;
	old = cat();
	sql_ok(db_exec(&sql_w, &sql_rename, DB_ARGS(DB_V("北京CA"))));
	assert_ptr_equal(cat(), old);		/* nobody said so */
	sql_ok(catalog_changed(&sql_w));
	assert_string_equal(catalog_vendor_words(cat(), "BJCA"), "北京CA");
	assert_string_equal(catalog_vendor_words(old, "BJCA"), "BJCA");	/* still readable */
	sql_clear();
	sql_ok(db_exec(&sql_w, &sql_rename, DB_ARGS(DB_V("BJCA"))));
	sql_ok(catalog_changed(&sql_w));
	sql_clear();
}

static void
the_page_gets_only_what_its_channel_offers(void **s)
{
	struct json *j, *types;

	(void)s;
	SQL_NEEDED;
	sql_ok(catalog_json(&sql_w, cat(), "MAIN", sql_w.now, &j));
	assert_int_equal(js_size(js_get(j, "platforms")), 13);
	assert_int_equal(js_size(js_get(j, "lock_types")), 3);
	assert_int_equal(js_size(js_get(j, "years")), 1);
	assert_string_equal(js_as_text(js_path(j, "lock_types.0.code")), "MAIN");
	assert_string_equal(js_as_text(js_path(j, "notices.pickup.0")),
	    "缴费后变更办理点，需提交CA锁补办申请。");
	sql_ok(catalog_json(&sql_w, cat(), "ANSHAN", sql_w.now, &j));
	types = js_path(j, "upload_rules.apply_form.types");
	for (size_t i = 0; i < js_size(types); i++)
		assert_string_not_equal(js_as_text(js_at(types, i)), "pdf");
	assert_null(js_path(j, "upload_rules.mobile_form"));
	sql_clear();
}

static void
numbers_have_the_printed_shape_and_never_come_twice(void **s)
{
	static char seen[3000][48];
	const char *no;

	(void)s;
	SQL_NEEDED;
	sql_ok(number_next(&sql_w, cat(), "BJCA", "new", "MOBILE", 0, &no));
	assert_int_equal(strlen(no), 22);			/* 2022042108250604543424 */
	sql_ok(number_next(&sql_w, cat(), "BJCA", "reissue", "UKEY", 0, &no));
	assert_memory_equal(no, "BJCABB20210920073000", 20);
	sql_clear();
	for (size_t i = 0; i < 3000; i++) {			/* three seconds' worth in one */
		sql_ok(number_next(&sql_w, cat(), "BJCA", "new", "UKEY", 0, &no));
		assert_int_equal(strlen(no), 23);		/* BJCAXZ20220421082505996 */
		snprintf(seen[i], sizeof(seen[i]), "%s", no);
		if (i > 0)
			assert_true(strcmp(seen[i - 1], seen[i]) < 0);
		sql_clear();
	}
	assert_int_equal(number_next(&sql_w, cat(), NULL, "unheard_of", NULL, 0, &no), -1);
	sql_clear();
}

/* Four processes at once, as four workers would. */
static void
take_many(int out, int n)
{
	struct work mine = sql_slip();
	const struct catalog *c;

	for (int i = 0; i < n; i++) {
		char line[48] = "";
		const char *no;

		if (catalog_get(&mine, &c) == 0 &&
		    number_next(&mine, c, "CFCA", "new", "UKEY", 0, &no) == 0)
			snprintf(line, sizeof(line), "%s", no);
		if (write(out, line, sizeof(line)) != (ssize_t)sizeof(line))
			break;
	}
	_exit(0);
}

static void
workers_never_take_the_same_number(void **s)
{
	enum { WORKERS = 4, EACH = 100 };
	static char seen[WORKERS * EACH][48];
	int ends[2];

	(void)s;
	SQL_NEEDED;
	assert_int_equal(pipe(ends), 0);
	for (int i = 0; i < WORKERS; i++)
		if (fork() == 0)
			take_many(ends[1], EACH);
	for (int i = 0; i < WORKERS * EACH; i++) {
		assert_int_equal(read(ends[0], seen[i], sizeof(*seen)), sizeof(*seen));
		assert_string_not_equal(seen[i], "");
		for (int j = 0; j < i; j++)
			assert_string_not_equal(seen[i], seen[j]);
	}
	for (int i = 0; i < WORKERS; i++)
		wait(NULL);
	close(ends[0]);
	close(ends[1]);
}

static void
every_agreement_has_the_hash_of_its_text(void **s)
{
	static const char *const events[] = { "LOGIN", "REGISTER", "APPLY", "VENDOR" };
	static const size_t many[][2] = { { 2, 2 }, { 3, 1 }, { 1, 1 }, { 1, 1 } };

	(void)s;
	SQL_NEEDED;
	for (size_t e = 0; e < 4; e++)
		for (size_t ch = 0; ch < 2; ch++) {
			struct agreement *a;
			size_t n;

			sql_ok(agreement_list(&sql_w, ch == 0 ? "MAIN" : "ANSHAN",
			    events[e], &a, &n));
			assert_int_equal(n, many[e][ch]);
			for (size_t i = 0; i < n; i++) {
				unsigned char h[HASH_LEN];

				sha256(a[i].body, strlen(a[i].body), h);
				assert_memory_equal(a[i].sha256.p, h, HASH_LEN);
			}
		}
	sql_clear();
}

static void
a_missing_tick_is_named_and_all_ticks_are_kept(void **s)
{
	struct json *ticked;
	struct agreement *a;
	int64_t kept;
	size_t n;

	(void)s;
	SQL_NEEDED;
	ticked = js_array(&sql_w);
	sql_ok(agreement_list(&sql_w, "MAIN", "LOGIN", &a, &n));
	js_add_text(ticked, pid_text(&sql_w, &a[0].pid));
	assert_int_equal(agreement_need(&sql_w, "MAIN", "LOGIN", ticked), -1);
	assert_string_equal(sql_w.fault.fields[0].field, "agreements");
	assert_string_equal(sql_w.fault.fields[0].words, "请先阅读并同意《隐私政策》");
	fault_clear(&sql_w);
	js_add_text(ticked, pid_text(&sql_w, &a[1].pid));
	sql_ok(agreement_need(&sql_w, "MAIN", "LOGIN", ticked));
	sql_ok(agreement_tick(&sql_w, "MAIN", "LOGIN", 77, NULL));
	sql_ok(db_int(&sql_w, &sql_ticks, &kept, DB_ARGS(DB_V(77))));
	assert_int_equal(kept, 2);
	sql_clear();
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_shipped_catalogue_is_whole),
		cmocka_unit_test(the_anshan_road_reviews_before_it_asks_for_money),
		cmocka_unit_test(upload_rules_are_those_of_the_two_guides),
		cmocka_unit_test(a_platform_is_found_by_every_name_and_shown_by_its_mediums),
		cmocka_unit_test(a_change_is_seen_by_the_next_read),
		cmocka_unit_test(the_page_gets_only_what_its_channel_offers),
		cmocka_unit_test(numbers_have_the_printed_shape_and_never_come_twice),
		cmocka_unit_test(workers_never_take_the_same_number),
		cmocka_unit_test(every_agreement_has_the_hash_of_its_text),
		cmocka_unit_test(a_missing_tick_is_named_and_all_ticks_are_kept),
	};

	SQL_TEST_MAIN(tests);
}
