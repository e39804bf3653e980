/* SPDX-License-Identifier: MIT */
#include "sql_test.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "modules/audit/chain.h"

static void
write_lines(struct work *w, int n)
{
	for (int i = 0; i < n; i++)
		if (audit_add(w, "order.open", arena_printf(w->arena, "order %d", i),
			i % 2 == 0 ? "ok" : "conflict", "两个人同时") < 0)
			_exit(1);
}

/* Every chain gets lines: it is chosen by the number of the process. */
static void
fill_all_chains(void)
{
	char seen[AUDIT_CHAINS] = { 0 };
	int missing = AUDIT_CHAINS;

	while (missing > 0) {
		pid_t child = fork();
		int status;

		if (child == 0) {
			struct work w = sql_slip();

			write_lines(&w, 6);
			_exit(0);
		}
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_int_equal(status, 0);
		missing -= !seen[child % AUDIT_CHAINS];
		seen[child % AUDIT_CHAINS] = 1;
	}
}

static void
script(const char *sql)
{
	sql_ok(db_script(&sql_w, sql, strlen(sql)));
}

static void
expect(int64_t chain, int64_t seq)
{
	struct audit_report r;

	sql_clear();
	sql_ok(audit_verify(&sql_w, &r));
	if (seq < 0) {
		assert_null(r.words);
		return;
	}
	assert_non_null(r.words);
	assert_int_equal(r.chain, chain);
	assert_int_equal(r.seq, seq);
}

static void
keep(void)
{
	script("CREATE OR REPLACE TABLE kept AS SELECT * FROM audit;"
	    "CREATE OR REPLACE TABLE kept_head AS SELECT * FROM audit_head");
}

static void
restore(void)
{
	script("DELETE FROM audit; INSERT INTO audit SELECT * FROM kept;"
	    "DELETE FROM audit_head; INSERT INTO audit_head SELECT * FROM kept_head");
	expect(0, -1);
}

static void
an_untouched_book_verifies(void **s)
{
	struct audit_report r;

	(void)s;
	SQL_NEEDED;
	expect(0, -1);				/* empty */
	fill_all_chains();
	write_lines(&sql_w, 3);
	sql_ok(audit_verify(&sql_w, &r));
	assert_null(r.words);
	assert_true(r.rows >= 27);
	keep();
}

static void
every_changed_column_is_found_at_its_row(void **s)
{
	static const char *const changes[] = {
		"at = at + 1", "account_id = 7", "actor = 'x'", "action = 'order.close'",
		"object = 'order 9'", "outcome = 'denied'", "detail = ''", "ip = '::1'",
		"request_id = 'x'", "prev = mac", "mac = prev",
	};

	(void)s;
	SQL_NEEDED;
	for (size_t i = 0; i < sizeof(changes) / sizeof(*changes); i++) {
		script(arena_printf(sql_w.arena, "UPDATE audit SET %s WHERE chain = 2 AND"
		    " seq = 4", changes[i]));
		expect(2, 4);
		restore();
	}
}

static void
a_missing_row_is_found(void **s)
{
	(void)s;
	SQL_NEEDED;
	script("DELETE FROM audit WHERE chain = 1 AND seq = 3");
	expect(1, 3);
	restore();
	script("DELETE FROM audit WHERE chain = 1 AND seq = 3;"
	    "UPDATE audit SET seq = seq - 1 WHERE chain = 1 AND seq > 3 ORDER BY seq");
	expect(1, 3);
	restore();
}

static void
a_cut_tail_is_found_against_the_head(void **s)
{
	(void)s;
	SQL_NEEDED;
	script("DELETE FROM audit WHERE chain = 3 AND seq > 4");
	expect(3, 5);
	restore();
	script("DELETE FROM audit WHERE chain = 3");
	expect(3, 1);
	restore();
	script("DELETE FROM audit WHERE chain = 3; DELETE FROM audit_head WHERE chain = 3");
	expect(3, 0);
	restore();
}

static void
rows_of_another_key_do_not_fit(void **s)
{
	static const unsigned char other[32] = { 8 };
	static const struct keyring *theirs;
	const struct keyring *ours = sql_w.keys;

	(void)s;
	SQL_NEEDED;
	sql_w.keys = theirs = keyring_of(other);
	expect(0, 1);
	sql_w.keys = ours;
	expect(0, -1);
}

static void
long_and_broken_texts_are_cut_and_still_verify(void **s)
{
	char longer[2000];

	(void)s;
	SQL_NEEDED;
	memset(longer, 'x', sizeof(longer));
	memcpy(longer + 196, "欧阳𠮷", 10);
	longer[sizeof(longer) - 1] = '\0';
	sql_ok(audit_add(&sql_w, longer, longer, longer, longer));
	sql_ok(audit_add(&sql_w, "a\xFF", "b\xFF", "ok", "c\xFF"));
	sql_ok(audit_add(&sql_w, "a", NULL, "ok", NULL));
	expect(0, -1);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_untouched_book_verifies),
		cmocka_unit_test(every_changed_column_is_found_at_its_row),
		cmocka_unit_test(a_missing_row_is_found),
		cmocka_unit_test(a_cut_tail_is_found_against_the_head),
		cmocka_unit_test(rows_of_another_key_do_not_fit),
		cmocka_unit_test(long_and_broken_texts_are_cut_and_still_verify),
	};

	SQL_TEST_MAIN(tests);
}
