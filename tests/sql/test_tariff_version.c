/* SPDX-License-Identifier: MIT */
/* Next year's tariff: read, refused, dry run, given a date, taken back. */
#include "story.h"

#include "modules/base/clock.h"
#include "modules/catalog/price.h"
#include "modules/catalog/tariff_file.h"
#include "modules/order/order.h"
#include "modules/service/replay.h"
#include "modules/service/tariffs.h"

#define DAY	86400

static struct actor system_admin = { .account_id = 1, .rights = RIGHT_STAFF | RIGHT_SYSTEM,
	.channel = "MAIN", .name = "系统管理员" };

static int
setup(void **s)
{
	if (story_setup(s) < 0)
		return -1;
	sql_w.actor = &system_admin;
	return 0;
}

/* T1 as a file, under another code. */
static struct json *
file_like_t1(const char *code)
{
	const struct catalog *c;
	struct json *j = NULL;

	sql_ok(catalog_get(&sql_w, &c));
	for (size_t i = 0; i < c->n_tariffs; i++)
		if (strcmp(c->tariffs[i].code, "T1") == 0)
			j = tariff_json(&sql_w, &c->tariffs[i]);
	assert_non_null(j);
	js_put_text(j, "code", code);
	return j;
}

/* The first row of `list` that has this service or subject. */
static struct json *
row_of(const struct json *file, const char *list, const char *member, const char *value)
{
	struct json *rows = js_get(file, list);

	for (size_t i = 0; i < js_size(rows); i++)
		if (strcmp(js_get_text(js_at(rows, i), member), value) == 0)
			return js_at(rows, i);
	fail_msg("no %s in %s", value, list);
	return NULL;
}

static struct pid
load(const struct json *file)
{
	struct json *j;
	struct pid pid;

	sql_ok(tariffs_load_file(&sql_w, file, &j));
	assert_string_equal(js_get_text(j, "state"), "DRAFT");
	sql_ok(pid_parse(&sql_w, js_get_text(j, "pid"), &pid));
	return pid;
}

static int
act(const struct pid *pid, enum tariff_act what, int version, const char *date)
{
	struct json *body = js_object(&sql_w), *j;

	js_put_int(body, "version", version);
	if (date != NULL)
		js_put_text(body, "date", date);
	return tariffs_act(&sql_w, pid, what, body, &j);
}

static void
refused_at(const struct json *file, const char *field)
{
	const struct catalog *c;
	struct tariff t;
	int found = 0;

	sql_ok(catalog_get(&sql_w, &c));
	assert_int_equal(tariff_read(&sql_w, c, file, &t) < 0 ? -1 : tariff_complete(&sql_w, c, &t), -1);
	assert_int_equal(sql_w.fault.code, ERR_INVALID);
	for (unsigned i = 0; i < sql_w.fault.nfields; i++)
		found |= strcmp(sql_w.fault.fields[i].field, field) == 0;
	if (!found)
		fail_msg("%s was not named, but %s: %s", field, sql_w.fault.fields[0].field,
		    sql_w.fault.fields[0].words);
	sql_clear();
}

static void
a_file_is_read_back_as_it_was_written(void **s)
{
	const struct catalog *c;
	struct json *file;
	struct tariff t;

	(void)s;
	SQL_NEEDED;
	file = file_like_t1("T2");
	sql_ok(catalog_get(&sql_w, &c));
	sql_ok(tariff_read(&sql_w, c, file, &t));
	sql_ok(tariff_complete(&sql_w, c, &t));
	assert_true(js_equal(tariff_json(&sql_w, &t), file));
	sql_clear();
}

#define BAD(field, ...)	do { \
		struct json *file = file_like_t1("T2"); \
		__VA_ARGS__; \
		refused_at(file, field); \
	} while (0)

static void
every_mistake_is_told_at_its_place(void **s)
{
	(void)s;
	SQL_NEEDED;
	BAD("code", js_put_text(file, "code", ""));
	BAD("code", js_put_text(file, "code", "TWENTYTWENTYSEVEN"));
	BAD("code", js_put_text(file, "code", "T 2"));
	BAD("words", js_put_text(file, "words", ""));
	BAD("mode", js_put_text(file, "mode", "FREE"));
	BAD("own_city_free", js_put_int(file, "own_city_free", 1));
	BAD("warranty_months", js_put_int(file, "warranty_months", -1));
	BAD("bases", js_put(file, "bases", js_array(&sql_w)));
	BAD("platforms", js_put(file, "platforms", NULL));
	BAD("bases[1].fen", js_put_int(js_at(js_get(file, "bases"), 0), "fen", -1));
	BAD("bases[1].fen", js_put_text(js_at(js_get(file, "bases"), 0), "fen", "250.00"));
	BAD("bases[2].service", js_put_text(js_at(js_get(file, "bases"), 1), "service", "gift"));
	BAD("bases[1].lock_type", js_put_text(js_at(js_get(file, "bases"), 0), "lock_type", "X"));
	BAD("bases[1].medium", js_put_text(js_at(js_get(file, "bases"), 0), "medium", "X"));
	BAD("bases[16].service", js_add(js_get(file, "bases"), js_at(js_get(file, "bases"), 0)));
	BAD("platforms[1].subject", js_put_text(js_at(js_get(file, "platforms"), 0), "subject", "X"));
	BAD("platforms[1].bundled", js_put_int(js_at(js_get(file, "platforms"), 0), "bundled", 2));
	/* what is offered would have no price */
	BAD("platforms", js_put_text(row_of(file, "platforms", "subject", "HC"), "subject", "PROV"),
	    js_put_text(row_of(file, "platforms", "words", "专项平台"), "lock_type", "EXPERT"));
	BAD("platforms", js_put_text(row_of(file, "bases", "service", "renew"), "lock_type", "EXPERT"));
}

static int64_t
price_at(int64_t at)
{
	static const char *const platforms[] = { "LNJS", "SY" };
	struct price_ask ask = { .channel = "MAIN", .service = "new", .lock_type = "PROJECT",
	    .medium = "UKEY", .city = "SY", .platforms = platforms, .nplatforms = 2, .years = 1,
	    .at = at, .offered = 1 };
	const struct catalog *c;
	struct price p;

	sql_ok(catalog_get(&sql_w, &c));
	sql_ok(price_ask(&sql_w, c, &ask, &p));
	return p.fen;
}

/* A project leader's key costs 10 yuan more. */
static struct json *
dearer(const char *code)
{
	struct json *file = file_like_t1(code), *bases = js_get(file, "bases");

	for (size_t i = 0; i < js_size(bases); i++)
		if (strcmp(js_get_text(js_at(bases, i), "service"), "new") == 0 &&
		    strcmp(js_get_text(js_at(bases, i), "lock_type"), "PROJECT") == 0 &&
		    strcmp(js_get_text(js_at(bases, i), "medium"), "UKEY") == 0)
			js_put_int(js_at(bases, i), "fen", 26000);
	return file;
}

static void
it_holds_from_its_day_on_and_not_a_second_before(void **s)
{
	struct civil day = { .year = 2022, .month = 1, .day = 1 };
	int64_t midnight = civil_epoch(&day);
	struct pid pid;

	(void)s;
	SQL_NEEDED;
	pid = load(dearer("T2022"));
	assert_int_equal(price_at(midnight), 25000);
	assert_int_equal(act(&pid, TARIFF_ACT_ACTIVATE, 1, "2021-09-20"), -1);	/* today */
	assert_string_equal(sql_w.fault.fields[0].field, "date");
	sql_clear();
	assert_int_equal(act(&pid, TARIFF_ACT_ACTIVATE, 9, "2022-01-01"), -1);	/* an old window */
	sql_clear();
	sql_ok(act(&pid, TARIFF_ACT_ACTIVATE, 1, "2022-01-01"));
	assert_int_equal(price_at(midnight - 1), 25000);
	assert_int_equal(price_at(midnight), 26000);
	sql_clear();
	/* its code and its day are taken */
	assert_int_equal(tariffs_load_file(&sql_w, dearer("T2022"), &(struct json *){ NULL }), -1);
	assert_string_equal(sql_w.fault.fields[0].field, "code");
	sql_clear();
	struct pid other = load(dearer("T2022B"));
	assert_int_equal(act(&other, TARIFF_ACT_ACTIVATE, 1, "2022-01-01"), -1);
	assert_int_equal(sql_w.fault.code, ERR_CONFLICT);
	sql_clear();
	/* taken back before, its code is free again */
	sql_ok(act(&pid, TARIFF_ACT_WITHDRAW, 2, NULL));
	assert_int_equal(price_at(midnight), 25000);
	assert_int_equal(act(&pid, TARIFF_ACT_WITHDRAW, 3, NULL), -1);
	assert_int_equal(sql_w.fault.code, ERR_CONFLICT);
	sql_clear();
	pid = load(dearer("T2022"));
	sql_ok(act(&pid, TARIFF_ACT_ACTIVATE, 1, "2022-01-01"));
	sql_w.now = midnight;
	assert_int_equal(act(&pid, TARIFF_ACT_WITHDRAW, 2, NULL), -1);	/* it holds */
	assert_int_equal(sql_w.fault.code, ERR_CONFLICT);
	sql_clear();
	sql_w.now = midnight - DAY;
	sql_ok(act(&pid, TARIFF_ACT_WITHDRAW, 2, NULL));
	sql_w.now = 1632094200;
	sql_ok(act(&other, TARIFF_ACT_DROP, 1, NULL));
	sql_clear();
}

/* ---- the dry run ---- */

static int
orders_tx(struct work *w, void *arg)
{
	static const struct { const char *no, *service, *platforms, *data; int64_t fen; } table[] = {
		{ "DRY1", "new",      "LNJS SY",    "{}", 25000 },
		{ "DRY2", "new",      "LNJS SY DL", "{}", 30000 },
		{ "DRY3", "renew",    "LNJS SY",    "{}", 20000 },
		{ "DRY4", "new",      "LNJS SY",    "{}", 12345 },	/* not what T1 gives */
		{ "DRY5", "reissue",  "LNJS",       "{\"reason\":\"QUALITY\",\"months_since\":3}", 0 },
		{ "DRY6", "platform", "JZ CY HC",
		    "{\"held\":[\"LNJS\",\"SY\",\"DL\",\"AS\"],\"not_after\":1636905600}", 2500 },
	};

	(void)arg;
	for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++) {
		struct order o = { .no = table[i].no, .draft_id = 1, .account_id = story_member.id,
		    .company_id = story_company.id, .person_id = story_holder.id, .buyer = "甲",
		    .company = "演示", .holder = "乙", .channel = "MAIN",
		    .service = table[i].service, .lock_type = "PROJECT", .medium = "UKEY",
		    .vendor = story_vendor, .years = 1, .city = "SY", .traits = 1,
		    .reviewers = 1, .tariff_id = 1, .policy_id = 1, .fen = table[i].fen,
		    .price_lines = "[]", .data = table[i].data, .paper_scope = "t" };
		struct order_platform p[4];
		char *list = arena_strdup(w->arena, table[i].platforms), *save = NULL;
		size_t n = 0;

		for (char *code = strtok_r(list, " ", &save); code != NULL;
		    code = strtok_r(NULL, " ", &save))
			p[n++] = (struct order_platform){ code, code };
		sql_ok(order_add(w, &o, p, n));
	}
	return 0;
}

static void
the_dry_run_tells_what_would_have_cost_otherwise(void **s)
{
	static const struct { const char *no, *kind; int64_t fen, after; } want[] = {
		{ "DRY1", "DIFFERS", 25000, 26000 }, { "DRY2", "DIFFERS", 30000, 31000 },
		{ "DRY4", "UNKNOWN", 12345, -1 },
	};
	struct json *j, *items;
	struct pid pid;
	int64_t from, to;

	(void)s;
	SQL_NEEDED;
	sql_ok(db_tx(&sql_w, orders_tx, NULL));
	pid = load(dearer("T2"));
	sql_ok(tariffs_period(&sql_w, "2021-01-01", "2021-12-31", &from, &to));
	sql_ok(tariffs_replay(&sql_w, &pid, from, to, &j));
	items = js_get(j, "items");
	if (js_get_int(j, "orders", 0) != 6 || js_get_int(j, "same", 0) != 3 || js_size(items) != 3)
		fail_msg("%s", js_print(&sql_w, j, NULL));
	for (size_t i = 0; i < 3; i++) {
		assert_string_equal(js_get_text(js_at(items, i), "no"), want[i].no);
		assert_string_equal(js_get_text(js_at(items, i), "kind"), want[i].kind);
		assert_int_equal(js_get_int(js_at(items, i), "fen", -1), want[i].fen);
		assert_int_equal(js_get_int(js_at(items, i), "fen_new", -1), want[i].after);
	}
	assert_int_equal(js_get_int(j, "fen_after", 0) - js_get_int(j, "fen_before", 0), 2000);
	sql_ok(tariffs_period(&sql_w, "2020-01-01", "2020-12-31", &from, &to));
	sql_ok(tariffs_replay(&sql_w, &pid, from, to, &j));
	assert_int_equal(js_get_int(j, "orders", -1), 0);
	assert_int_equal(tariffs_period(&sql_w, "2020-01-01", "2021-06-01", &from, &to), -1);
	sql_clear();
	sql_ok(act(&pid, TARIFF_ACT_DROP, 1, NULL));
	sql_clear();
}

static void
only_the_system_administrator_gives_it_a_date(void **s)
{
	struct pid pid;

	(void)s;
	SQL_NEEDED;
	pid = load(dearer("T3"));
	sql_w.actor = &story_anna;
	assert_int_equal(act(&pid, TARIFF_ACT_ACTIVATE, 1, "2022-01-01"), -1);
	assert_int_equal(sql_w.fault.code, ERR_DENIED);
	sql_clear();
	sql_w.actor = &system_admin;
	sql_ok(act(&pid, TARIFF_ACT_DROP, 1, NULL));
	sql_clear();
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_file_is_read_back_as_it_was_written),
		cmocka_unit_test(every_mistake_is_told_at_its_place),
		cmocka_unit_test(it_holds_from_its_day_on_and_not_a_second_before),
		cmocka_unit_test(the_dry_run_tells_what_would_have_cost_otherwise),
		cmocka_unit_test(only_the_system_administrator_gives_it_a_date),
	};

	SQL_MAIN(tests, setup);
}
