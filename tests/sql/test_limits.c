/* SPDX-License-Identifier: MIT */
#include "sql_test.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "modules/account/account.h"
#include "modules/account/limit.h"
#include "modules/base/json.h"

static const struct limit three = { "test.three", 3, 600, NULL };

static void
expect_limit(const char *subject)
{
	assert_int_equal(limit_take(&sql_w, &three, subject), -1);
	assert_int_equal(sql_w.fault.code, ERR_LIMIT);
	assert_true(js_get_int(sql_w.fault.extra, "retry_after", 0) > 0);
	sql_clear();
}

static void
the_fourth_try_of_a_window_is_refused(void **s)
{
	(void)s;
	SQL_NEEDED;
	for (int i = 0; i < 3; i++)
		sql_ok(limit_take(&sql_w, &three, "a"));
	expect_limit("a");
	sql_ok(limit_take(&sql_w, &three, "b"));
	sql_w.now += 599;
	expect_limit("a");
	sql_w.now += 1;
	sql_ok(limit_take(&sql_w, &three, "a"));
}

static void
a_success_gives_its_try_back(void **s)
{
	(void)s;
	SQL_NEEDED;
	for (int i = 0; i < 20; i++) {
		sql_ok(limit_take(&sql_w, &three, "c"));
		sql_ok(limit_give(&sql_w, &three, "c"));
	}
	for (int i = 0; i < 3; i++)
		sql_ok(limit_take(&sql_w, &three, "c"));
	expect_limit("c");
	sql_ok(limit_clear(&sql_w, &three, "c"));
	sql_ok(limit_take(&sql_w, &three, "c"));
}

/* kill -9 after the count and before the check: the try is spent. */
static void
a_worker_killed_before_the_check_has_spent_the_try(void **s)
{
	(void)s;
	SQL_NEEDED;
	for (int i = 0; i < 3; i++) {
		pid_t child = fork();
		int status;

		if (child == 0) {
			struct work w = sql_slip();

			w.now = sql_w.now;
			if (limit_take(&w, &three, "killed") == 0)
				raise(SIGKILL);
			_exit(0);
		}
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
	}
	expect_limit("killed");
}

static void
ten_at_once_do_not_get_more_than_three(void **s)
{
	int passed = 0;

	(void)s;
	SQL_NEEDED;
	for (int i = 0; i < 10; i++)
		if (fork() == 0) {
			struct work w = sql_slip();

			w.now = sql_w.now;
			_exit(limit_take(&w, &three, "crowd") == 0);
		}
	for (int i = 0; i < 10; i++) {
		int status;

		assert_true(wait(&status) > 0);
		passed += WEXITSTATUS(status);
	}
	assert_true(passed <= 3);
	expect_limit("crowd");
}

static void
the_clerk_forgets_windows_that_are_over(void **s)
{
	int64_t left;
	DB_SQL(count, "test.attempts", "SELECT COUNT(*) FROM attempt", 0, 1);

	(void)s;
	SQL_NEEDED;
	sql_w.now += 601;
	sql_ok(limit_sweep(&sql_w));
	sql_ok(db_int(&sql_w, &count, &left, DB_NO_ARGS));
	assert_int_equal(left, 0);
}

/* ---- dynamic codes: the same rule, on the account's own row ---- */

static const unsigned char seed[TOTP_SEED] = "12345678901234567890";

static int
add_staff(struct work *w, void *arg)
{
	struct account *a = arg;

	return account_add(w, a, seed);
}

static void
a_code_that_cannot_be_checked_has_spent_its_try(void **s)
{
	struct account a = { .kind = "staff", .username = "broken", .name = "x",
	    .password = "" };

	(void)s;
	SQL_NEEDED;
	sql_ok(db_tx(&sql_w, add_staff, &a));
	a.totp = (struct blob){ (const unsigned char *)"nonsense", 8 };
	assert_int_equal(account_use_totp(&sql_w, &a, "123456"), -1);
	assert_int_equal(sql_w.fault.code, ERR_BUG);
	fault_clear(&sql_w);
	sql_ok(account_get(&sql_w, a.id, &a));
	assert_int_equal(a.totp_fails, 1);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_fourth_try_of_a_window_is_refused),
		cmocka_unit_test(a_success_gives_its_try_back),
		cmocka_unit_test(a_worker_killed_before_the_check_has_spent_the_try),
		cmocka_unit_test(ten_at_once_do_not_get_more_than_three),
		cmocka_unit_test(the_clerk_forgets_windows_that_are_over),
		cmocka_unit_test(a_code_that_cannot_be_checked_has_spent_its_try),
	};

	SQL_TEST_MAIN(tests);
}
