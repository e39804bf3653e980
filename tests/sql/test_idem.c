/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "sql_test.h"

#include "modules/service/idem.h"

static const struct actor anna = { .account_id = 7, .channel = "MAIN", .name = "" };
static const struct actor boris = { .account_id = 8, .channel = "MAIN", .name = "" };

static struct idem
note(const char *key, unsigned char body)
{
	struct idem i = { .key = key, .route = "/api/things" };

	memset(i.body_hash, body, sizeof(i.body_hash));
	return i;
}

static int
keep(struct work *w, void *object)
{
	return idem_keep(w, object);
}

static int
keep_then_fail(struct work *w, void *object)
{
	return idem_keep(w, object) < 0 ? -1 : refuse(w, ERR_CONFLICT, "the effect failed");
}

static void
a_kept_effect_is_found_again(void **state)
{
	struct idem i = note("key-one-1", 1);
	struct pid object = pid_new();

	(void)state;
	SQL_NEEDED;
	sql_w.actor = &anna;
	assert_int_equal(idem_find(&sql_w, &i), 0);
	sql_w.idem = &i;
	sql_ok(db_tx(&sql_w, keep, &object));
	assert_int_equal(idem_find(&sql_w, &i), 1);
	assert_memory_equal(&i.object, &object, sizeof(object));
	sql_clear();
}

static void
another_body_or_person_is_not_the_same(void **state)
{
	struct idem i = note("key-one-1", 2);

	(void)state;
	SQL_NEEDED;
	assert_int_equal(idem_find(&sql_w, &i), -1);
	assert_int_equal(sql_w.fault.code, ERR_REUSED);
	sql_clear();
	sql_w.actor = &boris;
	assert_int_equal(idem_find(&sql_w, &i), 0);
	sql_w.actor = &anna;
	sql_clear();
}

static void
a_failed_effect_leaves_no_note(void **state)
{
	struct idem i = note("key-two-2", 1);
	struct pid object = pid_new();

	(void)state;
	SQL_NEEDED;
	sql_w.idem = &i;
	assert_int_equal(db_tx(&sql_w, keep_then_fail, &object), -1);
	sql_clear();
	assert_int_equal(idem_find(&sql_w, &i), 0);
}

static void
of_two_equal_requests_one_loses_and_knows_it(void **state)
{
	struct work other = sql_slip();
	struct idem mine = note("key-three", 1), theirs = mine;
	struct pid a = pid_new(), b = pid_new();

	(void)state;
	SQL_NEEDED;
	other.actor = &anna;
	other.idem = &theirs;
	sql_w.idem = &mine;
	sql_ok(db_tx(&sql_w, keep, &a));
	assert_int_equal(db_tx(&other, keep, &b), -1);
	assert_int_equal(other.fault.code, ERR_CONFLICT);
	fault_clear(&other);
	assert_int_equal(idem_find(&other, &theirs), 1);
	assert_memory_equal(&theirs.object, &a, sizeof(a));
	db_close(&other.db);
	arena_free(&other.arena);
	sql_clear();
}

static void
old_notes_are_forgotten(void **state)
{
	struct idem i = note("key-one-1", 1);

	(void)state;
	SQL_NEEDED;
	assert_int_equal(idem_sweep(&sql_w, sql_w.now), 0);
	assert_int_equal(idem_sweep(&sql_w, sql_w.now + 1), 2);
	assert_int_equal(idem_find(&sql_w, &i), 0);
	sql_clear();
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_kept_effect_is_found_again),
		cmocka_unit_test(another_body_or_person_is_not_the_same),
		cmocka_unit_test(a_failed_effect_leaves_no_note),
		cmocka_unit_test(of_two_equal_requests_one_loses_and_knows_it),
		cmocka_unit_test(old_notes_are_forgotten),
	};

	SQL_TEST_MAIN(tests);
}
