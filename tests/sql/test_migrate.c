/* SPDX-License-Identifier: MIT */
#include "sql_test.h"

DB_SQL(sql_applied, "test.applied", "SELECT COUNT(*) FROM schema_version", 0, 1);
DB_SQL(sql_tables, "test.tables",
    "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE()", 0, 1);
DB_SQL(sql_keyless, "test.keyless",
    "SELECT COUNT(*) FROM information_schema.tables t WHERE t.table_schema = DATABASE()"
    " AND NOT EXISTS (SELECT 1 FROM information_schema.table_constraints c"
    " WHERE c.table_schema = t.table_schema AND c.table_name = t.table_name"
    " AND c.constraint_type = 'PRIMARY KEY')", 0, 1);
DB_SQL(sql_foreign, "test.foreign",
    "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE()"
    " AND (engine <> 'InnoDB' OR table_collation NOT LIKE 'utf8mb4%')"
    " AND table_name <> 'schema_version'", 0, 1);
DB_SQL(sql_spoil, "test.spoil",
    "UPDATE schema_version SET sha256 = REPEAT('x', 32) WHERE kind = 'schema'"
    " ORDER BY name LIMIT 1", 0, 0);

static int64_t
number(const struct db_sql *sql)
{
	int64_t n = -1;

	sql_ok(db_int(&sql_w, sql, &n, DB_NO_ARGS));
	return n;
}

static void
migrate_all(void)
{
	sql_ok(migrate(&sql_w, SRCDIR "/db/migrations", "schema"));
	sql_ok(migrate(&sql_w, SRCDIR "/db/seed", "seed"));
}

static void
an_empty_database_migrates_and_a_second_time_does_nothing(void **s)
{
	int64_t applied, tables;

	(void)s;
	SQL_NEEDED;
	migrate_all();
	applied = number(&sql_applied);
	tables = number(&sql_tables);
	assert_true(applied > 5 && tables > 20);
	migrate_all();
	assert_int_equal(number(&sql_applied), applied);
	assert_int_equal(number(&sql_tables), tables);
}

static void
every_table_has_a_primary_key_and_the_house_character_set(void **s)
{
	(void)s;
	SQL_NEEDED;
	assert_int_equal(number(&sql_keyless), 0);
	assert_int_equal(number(&sql_foreign), 0);
}

static void
every_schema_file_can_be_repeated(void **s)
{
	(void)s;
	SQL_NEEDED;
	sql_ok(db_script(&sql_w, "DELETE FROM schema_version WHERE kind = 'schema'", 48));
	sql_ok(migrate(&sql_w, SRCDIR "/db/migrations", "schema"));
}

static void
a_changed_old_file_stops_everything(void **s)
{
	(void)s;
	SQL_NEEDED;
	sql_ok(db_exec(&sql_w, &sql_spoil, DB_NO_ARGS) < 1 ? -1 : 0);
	assert_int_equal(migrate(&sql_w, SRCDIR "/db/migrations", "schema"), -1);
	assert_int_equal(sql_w.fault.code, ERR_BUG);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_database_migrates_and_a_second_time_does_nothing),
		cmocka_unit_test(every_table_has_a_primary_key_and_the_house_character_set),
		cmocka_unit_test(every_schema_file_can_be_repeated),
		cmocka_unit_test(a_changed_old_file_stops_everything),
	};

	SQL_MAIN(tests, sql_open);
}
