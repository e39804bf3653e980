/* SPDX-License-Identifier: MIT */
/*
 * What every test in tests/sql includes.  `tests/run sql` gives each program a
 * fresh, empty database through CAPORTAL_TEST_SOCKET, CAPORTAL_TEST_DB and
 * CAPORTAL_TEST_USER; sql_setup (a group setup) migrates and seeds it, and
 * leaves the slip in `sql_w`.  Without the variables every test is skipped.
 *
 *	int
 *	main(int argc, char **argv)
 *	{
 *		const struct CMUnitTest tests[] = { cmocka_unit_test(...) };
 *
 *		SQL_TEST_MAIN(tests);
 *	}
 *
 * sql_clear() between steps forgets the fault and the memory; what a test
 * still needs it copies before.
 */
#ifndef TESTS_SQL_SQL_TEST_H
#define TESTS_SQL_SQL_TEST_H

#include "tests/unit/test.h"

#include "db/db.h"
#include "db/migrate.h"
#include "db/seal.h"
#include "modules/base/conf.h"

static struct work sql_w __attribute__((unused));

/* A fault ends the test with what went wrong. */
#define sql_ok(call)	do { \
		if ((call) < 0) \
			fail_msg("%s: %s (%s)", #call, err_name(sql_w.fault.code), \
			    sql_w.fault.detail == NULL ? "" : sql_w.fault.detail); \
	} while (0)

static inline void
sql_clear(void)
{
	fault_clear(&sql_w);
	arena_reset(sql_w.arena);
}

/* A slip with a connection of its own: races between two people. */
static inline struct work
sql_slip(void)
{
	static const unsigned char master[32] = { 7 };
	static struct work forever;	/* its texts outlive sql_clear() */
	static const struct keyring *ring;
	static struct conf conf;
	static struct actor nobody = { .channel = "MAIN", .name = "" };
	struct db_target t = { .socket = getenv("CAPORTAL_TEST_SOCKET"),
	    .name = getenv("CAPORTAL_TEST_DB"), .user = getenv("CAPORTAL_TEST_USER"),
	    .timeout = 20 };
	struct work w = { .arena = arena_new(65536), .conf = &conf, .actor = &nobody,
	    .keys = ring != NULL ? ring : (ring = keyring_of(master)),
	    .now = 1632094200, .ip = "127.0.0.1", .request_id = "sqltest" };

	if (forever.arena == NULL) {
		forever.arena = arena_new(4096);
		conf_defaults(&forever, ".", &conf);
	}
	if (t.user == NULL)
		t.user = "root";
	if (t.socket != NULL)
		w.db = db_open(&t);
	return w;
}

static inline void
sql_slip_end(struct work *w)
{
	db_close(&w->db);
	arena_free(&w->arena);
}

/* Opens only: tests of migrations. */
static inline int
sql_open(void **s)
{
	(void)s;
	sql_w = sql_slip();
	return 0;
}

static inline int
sql_setup(void **s)
{
	sql_open(s);
	if (sql_w.db == NULL)
		return 0;
	if (migrate(&sql_w, SRCDIR "/db/migrations", "schema") < 0 ||
	    migrate(&sql_w, SRCDIR "/db/seed", "seed") < 0) {
		print_error("migrate: %s\n", sql_w.fault.detail);
		return -1;
	}
	sql_clear();
	return 0;
}

static inline int
sql_end(void **s)
{
	(void)s;
	sql_slip_end(&sql_w);
	return 0;
}

/* First line of every test. */
#define SQL_NEEDED	do { \
		if (sql_w.db == NULL) \
			skip(); \
	} while (0)

#define SQL_MAIN(tests, open) \
	do { \
		if (argc > 1) \
			cmocka_set_test_filter(argv[1]); \
		return cmocka_run_group_tests(tests, open, sql_end); \
	} while (0)
#define SQL_TEST_MAIN(tests)	SQL_MAIN(tests, sql_setup)

#endif
