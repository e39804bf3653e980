/* SPDX-License-Identifier: MIT */
/* Keys by list, from place to place, taken at making, failed, checked, handed out once. */
#include "handout_test.h"

#include "modules/cert/stock.h"
#include "modules/service/order_view.h"
#include "modules/service/quality.h"
#include "modules/service/stock.h"

static struct actor far_maker;

DB_SQL(sql_forget_lists, "test.forget_lists", "DELETE FROM token_batch", 0, 0);

DB_SQL(sql_role, "test.role", "INSERT INTO account_role (account_id, role) VALUES (?, 'MAKER')",
    1, 0);

static int
far_maker_tx(struct work *w, void *arg)
{
	(void)w;
	(void)arg;
	far_maker = story_staff("maker2", "大连制证员", 0, story_catalog->points[1].id,
	    RIGHT_MAKE | RIGHT_VIEW);
	sql_ok(db_exec(&sql_w, &sql_role, DB_ARGS(DB_V(far_maker.account_id))) < 0 ? -1 : 0);
	return 0;
}

/* Each test begins without any list. */
static void
fresh(void)
{
	static int told;

	if (!told++)
		sql_ok(db_tx(&sql_w, far_maker_tx, NULL));
	sql_ok(db_exec(&sql_w, &sql_forget_lists, DB_NO_ARGS) < 0 ? -1 : 0);
	story_as(&story_maker);
}

static struct json *
received(const char *list)
{
	struct json *j;

	story_as(&story_maker);
	sql_ok(stock_receive(&sql_w, model(0)->media_vendor, model(0)->code, list, &j));
	return j;
}

static struct json *
allocated(struct actor *who, int64_t point_id, const char *list)
{
	const struct pickup_point *p = point_id == 0 ? NULL :
	    catalog_point_id(story_catalog, point_id);
	struct json *j;

	story_as(who);
	sql_ok(stock_allocate(&sql_w, p == NULL ? "" : pid_text(&sql_w, &p->pid), list, &j));
	return j;
}

static const char *
words_of(struct json *j, size_t i)
{
	return js_get_text(js_at(js_get(j, "lines"), i), "words");
}

static struct token *
key(const char *serial)
{
	struct token *t;

	sql_ok(token_find(&sql_w, serial, &t));
	assert_non_null(t);
	return t;
}

static struct story_order
to_make(enum order_way way)
{
	struct story_order s;

	story_as(&story_anna);
	s = story_order(way, way == WAY_PICKUP ? story_catalog->points[0].id : 0);
	approve_order(&s);
	return s;
}

static int
made_with(struct actor *who, const struct pid *order, const char *serial)
{
	static int n = 0x500000;

	story_as(who);
	return bind_with(order, model(0), serial, arena_printf(sql_w.arena, "00cd%06x", ++n));
}

static void
a_list_is_taken_in_and_its_bad_lines_are_told(void **state)
{
	struct json *j;

	(void)state;
	SQL_NEEDED;
	fresh();
	j = received("序列号\r\nJK2A000001\r\njk2a000002\r\nJK2A000001\r\nXX9A000003\r\nJK2 ?\r\nJK2A000004\r\n");
	assert_int_equal(js_get_int(j, "done", -1), 3);
	assert_int_equal(js_get_int(j, "bad", -1), 3);
	assert_string_equal(words_of(j, 2), "与第2行重复");
	assert_non_null(strstr(words_of(j, 3), "应以JK2开头"));
	assert_non_null(strstr(words_of(j, 4), "6到40位"));
	assert_int_equal(key("JK2A000002")->state, TOKEN_IN_STOCK);
	j = received("JK2A000002\nJK2A000005");
	assert_int_equal(js_get_int(j, "done", -1), 1);
	assert_string_equal(words_of(j, 0), "该序列号已登记，状态为“库存”");
}

static void
blocked_models_and_strange_vendors_are_not_taken_in(void **state)
{
	struct json *j;

	(void)state;
	SQL_NEEDED;
	fresh();
	assert_int_equal(stock_receive(&sql_w, model(1)->media_vendor, model(1)->code, "ZF000001", &j), -1);
	assert_string_equal(sql_w.fault.fields[0].field, "model");
	story_as(&story_maker);
	assert_int_equal(stock_receive(&sql_w, "NONE", model(0)->code, "JK2A1", &j), -1);
	assert_string_equal(sql_w.fault.fields[0].field, "media_vendor");
	story_as(&story_maker);
	assert_int_equal(stock_listed(&sql_w, model(1)->media_vendor), 0);
}

static void
without_a_list_what_is_typed_is_taken(void **state)
{
	struct story_order s;

	(void)state;
	SQL_NEEDED;
	fresh();
	s = to_make(WAY_PICKUP);
	sql_ok(made_with(&story_maker, &s.pid, "JK2TYPED01"));
	assert_int_equal(key("JK2TYPED01")->state, TOKEN_PERSONALISED);
}

static void
with_a_list_only_what_is_in_stock_here_is_taken(void **state)
{
	struct story_order s;

	(void)state;
	SQL_NEEDED;
	fresh();
	received("JK2B000001\nJK2B000002\nJK2B000003");
	assert_int_equal(js_get_int(allocated(&story_maker, story_catalog->points[1].id,
	    "JK2B000002"), "done", -1), 1);
	s = to_make(WAY_PICKUP);
	assert_int_equal(made_with(&story_maker, &s.pid, "JK2TYPED02"), -1);
	assert_string_equal(sql_w.fault.fields[0].field, "key_serial");
	assert_non_null(strstr(sql_w.fault.fields[0].words, "库存中没有该介质序列号"));
	assert_int_equal(made_with(&story_maker, &s.pid, "JK2B000002"), -1);
	assert_non_null(strstr(sql_w.fault.fields[0].words, "您的制证地点是总库"));
	assert_int_equal(made_with(&far_maker, &s.pid, "JK2B000001"), -1);	/* not at his point */
	assert_int_equal(story_look(&s.pid)->state, ORDER_MAKE);
	sql_ok(made_with(&story_maker, &s.pid, "JK2B000001"));
	assert_int_equal(key("JK2B000001")->state, TOKEN_PERSONALISED);
	assert_int_equal(key("JK2B000001")->point_id, story_catalog->points[0].id);
	s = to_make(WAY_PICKUP);
	assert_int_equal(made_with(&story_maker, &s.pid, "JK2B000001"), -1);
	assert_non_null(strstr(sql_w.fault.fields[0].words, "已制证"));
	sql_ok(made_with(&far_maker, &s.pid, "JK2B000002"));
}

static void
keys_go_from_place_to_place_by_events(void **state)
{
	struct token_note *e;
	struct json *j;
	size_t n;

	(void)state;
	SQL_NEEDED;
	fresh();
	received("JK2C000001\nJK2C000002");
	allocated(&story_maker, story_catalog->points[0].id, "JK2C000001");
	j = allocated(&story_maker, story_catalog->points[0].id, "JK2C000001\nJK2C999999");
	assert_int_equal(js_get_int(j, "bad", -1), 2);
	assert_non_null(strstr(words_of(j, 0), "已在"));
	allocated(&story_maker, story_catalog->points[1].id, "JK2C000001");
	assert_int_equal(key("JK2C000001")->point_id, story_catalog->points[1].id);
	allocated(&story_maker, 0, "JK2C000001");
	assert_int_equal(key("JK2C000001")->state, TOKEN_IN_STOCK);
	assert_int_equal(key("JK2C000001")->point_id, 0);
	sql_ok(stock_history(&sql_w, key("JK2C000001"), &e, &n));
	assert_int_equal(n, 5);		/* in, to, back, to, back */
	assert_string_equal(e[0].act, "STOCK");
	assert_string_equal(e[4].to_state, "IN_STOCK");
}

static struct json *
level(int64_t point_id)
{
	const struct pickup_point *p = point_id == 0 ? NULL : catalog_point_id(story_catalog, point_id);
	const char *where = p == NULL ? "总库" : p->words;
	struct json *j, *items;

	sql_ok(stock_show(&sql_w, &j));
	items = js_get(j, "items");
	for (size_t i = 0; i < js_size(items); i++)
		if (strcmp(js_get_text(js_at(items, i), "place"), where) == 0 &&
		    strcmp(js_get_text(js_at(items, i), "model_words"), model(0)->words) == 0)
			return js_at(items, i);
	return NULL;
}

static int64_t
low_rows(void)
{
	struct json *j;

	sql_ok(stock_show(&sql_w, &j));
	return js_get_int(j, "low", -1);
}

/* Twenty serials, a line each. */
static void
twenty(char *list, size_t size)
{
	size_t n = 0;

	for (int i = 0; i < 20 && n < size; i++)
		n += (size_t)snprintf(list + n, size - n, "JK2D0000%02d\n", i);
}

static void
levels_follow_and_low_ones_are_marked(void **state)
{
	char list[20 * 24];
	int64_t free_before, there, n;

	(void)state;
	SQL_NEEDED;
	fresh();
	free_before = level(0) == NULL ? 0 : js_get_int(level(0), "free", 0);
	assert_true(level(0) == NULL || !js_get_bool(level(0), "low"));	/* nobody counts */
	twenty(list, sizeof(list));
	received(list);
	assert_int_equal(js_get_int(level(0), "free", 0), free_before + 20);
	assert_false(js_get_bool(level(0), "low"));
	there = js_get_int(level(story_catalog->points[0].id), "free", 0);
	allocated(&story_maker, story_catalog->points[0].id, "JK2D000001\nJK2D000002");
	assert_int_equal(js_get_int(level(story_catalog->points[0].id), "free", 0), there + 2);
	assert_true(js_get_bool(level(story_catalog->points[0].id), "low"));
	assert_int_equal(js_get_int(level(0), "free", 0), free_before + 18);
	sql_ok(stock_low_places(&sql_w, &n));
	assert_int_equal(n, low_rows());
	twenty(list, sizeof(list));
	allocated(&story_maker, 0, list);
	assert_false(js_get_bool(level(story_catalog->points[0].id), "low"));	/* no maker, no key */
	assert_true(js_get_bool(level(story_catalog->points[1].id), "low"));	/* a maker stands there */
	sql_ok(stock_low_places(&sql_w, &n));
	assert_int_equal(n, low_rows());
}

static int
fails(const struct pid *order, const char *serial, const char *words)
{
	struct spoilt s = { serial, model(0)->media_vendor, model(0)->code, words };
	struct json *j;

	story_as(&story_maker);
	return quality_failed(&sql_w, order, &s, &j);
}

static void
a_key_that_fails_is_a_defect_and_the_order_takes_another(void **state)
{
	struct story_order s;

	(void)state;
	SQL_NEEDED;
	fresh();
	received("JK2E000001\nJK2E000002");
	s = to_make(WAY_MAIL);
	assert_int_equal(fails(&s.pid, "JK2E000001", " "), -1);
	assert_string_equal(sql_w.fault.fields[0].field, "words");
	sql_ok(fails(&s.pid, "JK2E000001", "写入时断电"));
	assert_int_equal(key("JK2E000001")->state, TOKEN_DEFECT);
	assert_int_equal(story_look(&s.pid)->state, ORDER_MAKE);
	assert_int_equal(fails(&s.pid, "JK2E000001", "再次"), -1);
	assert_int_equal(made_with(&story_maker, &s.pid, "JK2E000001"), -1);
	sql_ok(made_with(&story_maker, &s.pid, "JK2E000002"));
	assert_int_equal(story_look(&s.pid)->state, ORDER_SHIP);
	assert_int_equal(fails(&s.pid, "JK2E000002", "太晚"), -1);
	assert_int_equal(sql_w.fault.code, ERR_CONFLICT);
}

static void
what_failed_is_retired_with_its_reason_and_what_somebody_waits_for_is_not(void **state)
{
	struct token_note *e;
	struct story_order s;
	struct json *j;
	size_t n;

	(void)state;
	SQL_NEEDED;
	fresh();
	received("JK2R000001\nJK2R000002\nJK2R000003\nJK2R000004");
	s = to_make(WAY_MAIL);
	sql_ok(fails(&s.pid, "JK2R000001", "写入时断电"));
	sql_ok(made_with(&story_maker, &s.pid, "JK2R000002"));
	assert_int_equal(stock_retire(&sql_w, " ", "JK2R000001", &j), -1);
	assert_string_equal(sql_w.fault.fields[0].field, "words");
	story_as(&story_maker);
	sql_ok(stock_retire(&sql_w, "退回厂家", "JK2R000001\nJK2R000002\nJK2R000003\nJK2R999999", &j));
	assert_int_equal(js_get_int(j, "done", -1), 2);
	assert_string_equal(words_of(j, 0), "不良品 → 已停用");
	assert_string_equal(words_of(j, 1), "该介质的状态为“已制证”，不能停用");
	assert_string_equal(words_of(j, 2), "库存 → 已停用");
	assert_string_equal(words_of(j, 3), "库存中没有这个序列号");
	assert_int_equal(key("JK2R000001")->state, TOKEN_RETIRED);
	assert_int_equal(key("JK2R000002")->state, TOKEN_PERSONALISED);
	sql_ok(stock_history(&sql_w, key("JK2R000001"), &e, &n));
	assert_string_equal(e[n - 1].act, "RETIRE");
	assert_string_equal(e[n - 1].words, "退回厂家");
	sql_ok(stock_retire(&sql_w, "再次", "JK2R000001", &j));
	assert_int_equal(js_get_int(j, "done", -1), 0);		/* for good */
	story_as(&story_applicant);
	assert_int_equal(stock_retire(&sql_w, "不该", "JK2R000004", &j), -1);
	assert_int_equal(sql_w.fault.code, ERR_DENIED);
	assert_int_equal(key("JK2R000004")->state, TOKEN_IN_STOCK);
}

static int
checks(const struct pid *order, int good, const char *words)
{
	struct check k = { good, words };
	struct json *j;

	story_as(&story_maker);
	return quality_check(&sql_w, order, &k, &j);
}

static void
a_bad_check_brings_the_order_back_to_be_made_anew(void **state)
{
	struct story_order s;
	const char *code;
	struct cert *c;

	(void)state;
	SQL_NEEDED;
	fresh();
	s = to_make(WAY_PICKUP);
	sql_ok(made_with(&story_maker, &s.pid, "JK2F000001"));
	assert_int_equal(checks(&s.pid, 0, ""), -1);
	assert_string_equal(sql_w.fault.fields[0].field, "words");
	sql_ok(checks(&s.pid, 0, "外壳开裂"));
	assert_int_equal(story_look(&s.pid)->state, ORDER_MAKE);
	assert_string_equal(story_look(&s.pid)->ship_word, "TO_COLLECT");
	assert_int_equal(key("JK2F000001")->state, TOKEN_DEFECT);
	c = cert_is(&s.pid);
	assert_int_equal(c->state, CERT_APPLYING);
	assert_null(c->serial);
	assert_int_equal(story_tasks(arena_printf(sql_w.arena, "pickup.remake:%s%%",
	    story_look(&s.pid)->no)), 1);
	sql_ok(made_with(&story_maker, &s.pid, "JK2F000002"));
	assert_int_equal(story_tasks(arena_printf(sql_w.arena, "pickup.ready:%s%%",
	    story_look(&s.pid)->no)), 2);
	code = code_of(&s.pid);
	story_as(&desk);
	assert_int_equal(hand(code, "JK2F000001", 1), -1);
	story_as(&desk);
	sql_ok(hand(code, "JK2F000002", 1));
	assert_int_equal(key("JK2F000002")->first_handout_at, sql_w.now);
	assert_int_equal(checks(&s.pid, 0, "太晚"), -1);
	assert_int_equal(sql_w.fault.code, ERR_CONFLICT);
}

static void
where_a_check_is_wanted_nothing_leaves_unchecked(void **state)
{
	struct story_order s, m;
	const char *code;
	struct json *j;

	(void)state;
	SQL_NEEDED;
	fresh();
	house.quality_check = 1;
	s = to_make(WAY_PICKUP);
	m = to_make(WAY_MAIL);
	sql_ok(made_with(&story_maker, &s.pid, "JK2G000001"));
	sql_ok(made_with(&story_maker, &m.pid, "JK2G000002"));
	code = code_of(&s.pid);
	story_as(&desk);
	sql_ok(handout_lookup(&sql_w, code, &j));
	assert_false(js_get_bool(j, "ready"));
	assert_string_equal(js_get_text(j, "words"), "待质检，暂不能发放");
	assert_int_equal(hand(code, "JK2G000001", 1), -1);
	story_as(&story_maker);
	assert_int_equal(ship(&m.pid, "SF9000000000001"), -1);
	assert_int_equal(sql_w.fault.code, ERR_CONFLICT);
	sql_ok(checks(&s.pid, 1, ""));
	sql_ok(checks(&m.pid, 1, ""));
	assert_int_equal(checks(&m.pid, 1, ""), -1);	/* once is enough */
	story_as(&desk);
	sql_ok(hand(code, "JK2G000001", 1));
	story_as(&story_maker);
	sql_ok(ship(&m.pid, "SF9000000000001"));
	house.quality_check = 0;
}

/* What a second pair of hands read before the first had moved it. */
struct stale {
	struct token	*t;
	enum token_act	 act;
};

static int
move_stale_tx(struct work *w, void *arg)
{
	struct stale *s = arg;
	struct token copy = *s->t;

	return token_move(w, &copy, s->act, NULL);
}

static void
two_hands_on_one_key_one_wins(void **state)
{
	static const enum token_act acts[] = { TOKEN_ACT_PERSONALISE, TOKEN_ACT_HANDOUT };
	static struct actor both;

	(void)state;
	SQL_NEEDED;
	fresh();
	received("JK2J000001");
	both = story_maker;
	both.rights |= RIGHT_DESK;
	for (size_t i = 0; i < 2; i++) {
		struct stale s = { .act = acts[i] };

		story_as(&both);
		s.t = key("JK2J000001");
		sql_ok(db_tx(&sql_w, move_stale_tx, &s));
		assert_int_equal(db_tx(&sql_w, move_stale_tx, &s), -1);
		assert_int_equal(sql_w.fault.code, ERR_CONFLICT);
		fault_clear(&sql_w);
	}
	assert_int_equal(key("JK2J000001")->state, TOKEN_HANDED_OUT);
}

static int
lock_and_unlock_tx(struct work *w, void *arg)
{
	struct token *t = key(arg);

	assert_int_equal(token_move(w, t, TOKEN_ACT_LOCK, NULL), 0);
	assert_int_equal(token_move(w, t, TOKEN_ACT_UNLOCK, NULL), 0);
	assert_int_equal(t->state, TOKEN_HANDED_OUT);
	return 0;
}

static void
the_first_hand_out_stays_the_beginning_of_the_warranty(void **state)
{
	struct story_order s;
	static char serial[] = "JK2H000001";
	struct json *j;
	const char *code;
	int64_t first = sql_w.now;

	(void)state;
	SQL_NEEDED;
	fresh();
	s = to_make(WAY_PICKUP);
	sql_ok(made_with(&story_maker, &s.pid, "JK2H000001"));
	code = code_of(&s.pid);
	story_as(&desk);
	sql_ok(hand(code, "JK2H000001", 1));
	sql_w.now += 86400;
	/* Locked and unlocked, it is handed back over the desk. */
	sql_ok(db_tx(&sql_w, lock_and_unlock_tx, serial));
	story_as(&story_maker);
	sql_ok(stock_key(&sql_w, "jk2h000001", &j));
	assert_int_equal(js_get_int(j, "first_handout_at", 0), first);
	assert_string_equal(js_get_text(j, "state_words"), "已发放");
	assert_int_equal(js_size(js_get(j, "events")), 5);
	assert_int_equal(stock_key(&sql_w, "JK2NEVER01", &j), -1);
	assert_string_equal(sql_w.fault.fields[0].field, "serial");
	sql_w.now = first;
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_list_is_taken_in_and_its_bad_lines_are_told),
		cmocka_unit_test(blocked_models_and_strange_vendors_are_not_taken_in),
		cmocka_unit_test(without_a_list_what_is_typed_is_taken),
		cmocka_unit_test(with_a_list_only_what_is_in_stock_here_is_taken),
		cmocka_unit_test(keys_go_from_place_to_place_by_events),
		cmocka_unit_test(levels_follow_and_low_ones_are_marked),
		cmocka_unit_test(a_key_that_fails_is_a_defect_and_the_order_takes_another),
		cmocka_unit_test(what_failed_is_retired_with_its_reason_and_what_somebody_waits_for_is_not),
		cmocka_unit_test(a_bad_check_brings_the_order_back_to_be_made_anew),
		cmocka_unit_test(where_a_check_is_wanted_nothing_leaves_unchecked),
		cmocka_unit_test(two_hands_on_one_key_one_wins),
		cmocka_unit_test(the_first_hand_out_stays_the_beginning_of_the_warranty),
	};

	if (argc > 1)
		cmocka_set_test_filter(argv[1]);
	return cmocka_run_group_tests(tests, setup, teardown);
}
