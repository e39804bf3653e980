/* SPDX-License-Identifier: MIT */
/* Every query of every room against the migrated schema. */
#include "sql_test.h"

#include <string.h>

static void
every_query_prepares_and_counts_what_it_says(void **s)
{
	size_t n, bad = 0;
	const struct db_sql *all = db_all(&n);

	(void)s;
	SQL_NEEDED;
	assert_true(n > 30);
	for (size_t i = 0; i < n; i++) {
		unsigned in, out;

		if (db_prepare_check(&sql_w, &all[i], &in, &out) < 0) {
			print_error("%s\n", sql_w.fault.detail);
			bad++;
		} else if (in != all[i].in || out != all[i].out) {
			print_error("%s: %u arguments (says %u), %u columns (says %u)\n",
			    all[i].name, in, all[i].in, out, all[i].out);
			bad++;
		}
		sql_clear();
	}
	assert_int_equal(bad, 0);
}

static void
every_query_has_a_name_of_its_own(void **s)
{
	size_t n;
	const struct db_sql *all = db_all(&n);

	(void)s;
	for (size_t i = 0; i < n; i++) {
		assert_non_null(strchr(all[i].name, '.'));
		for (size_t j = 0; j < i; j++)
			if (strcmp(all[i].name, all[j].name) == 0)
				fail_msg("two queries are called %s", all[i].name);
	}
}

/* The clock is the slip's, columns are named, nothing hides from a lock. */
static void
no_query_uses_what_the_house_bans(void **s)
{
	static const char *const banned[] = { "NOW(", "CURRENT_TIMESTAMP", "UNIX_TIMESTAMP",
	    "CURDATE", "SYSDATE", "SKIP LOCKED", "LOCK TABLES", "SELECT *" };
	size_t n;
	const struct db_sql *all = db_all(&n);

	(void)s;
	for (size_t i = 0; i < n; i++)
		for (size_t b = 0; b < sizeof(banned) / sizeof(*banned); b++)
			if (strcasestr(all[i].text, banned[b]) != NULL)
				fail_msg("%s uses %s", all[i].name, banned[b]);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_query_prepares_and_counts_what_it_says),
		cmocka_unit_test(every_query_has_a_name_of_its_own),
		cmocka_unit_test(no_query_uses_what_the_house_bans),
	};

	SQL_TEST_MAIN(tests);
}
