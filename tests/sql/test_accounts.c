/* SPDX-License-Identifier: MIT */
/* Accounts of staff: what holds when two security administrators act at once. */
#include "sql_test.h"

#include <string.h>

#include "modules/account/account.h"
#include "modules/base/crypto.h"
#include "modules/base/json.h"
#include "modules/service/accounts.h"

static char scrypt[PASSWORD_TEXT_LEN];
static struct account anna, bert;
static struct actor me = { .channel = "MAIN", .name = "安娜", .rights = RIGHT_SECURITY };

static int
add(struct work *w, const char *username, const char *name, struct account *a)
{
	*a = (struct account){ .kind = "staff", .username = username, .name = name,
	    .password = scrypt };
	return account_add(w, a, NULL) < 0 ? -1 : account_add_role(w, a->id, "SECURITY");
}

static int
fixture_tx(struct work *w, void *arg)
{
	(void)arg;
	return add(w, "anna", "安娜", &anna) < 0 ? -1 : add(w, "bert", "贝特", &bert);
}

static int
setup(void **s)
{
	if (sql_setup(s) < 0)
		return -1;
	if (sql_w.db == NULL)
		return 0;
	password_hash("tuesday-lamp-7", scrypt);
	if (db_tx(&sql_w, fixture_tx, NULL) < 0)
		return -1;
	me.account_id = anna.id;
	sql_w.actor = &me;
	return 0;
}

static void
nobody_changes_the_own_account(void **s)
{
	struct json *o;

	(void)s;
	SQL_NEEDED;
	assert_int_equal(accounts_close(&sql_w, &anna.pid, &o), -1);
	assert_int_equal(sql_w.fault.code, ERR_DENIED);
	sql_clear();
}

/* Two who close each other: the second one finds nobody left but his victim. */
static void
the_last_security_administrator_stays(void **s)
{
	struct account_form f = { .name = "安娜", .version = 1, .point = "" };
	struct json *o;

	(void)s;
	SQL_NEEDED;
	sql_ok(accounts_close(&sql_w, &bert.pid, &o));
	sql_clear();
	me.account_id = bert.id;
	assert_int_equal(accounts_close(&sql_w, &anna.pid, &o), -1);
	assert_int_equal(sql_w.fault.code, ERR_CONFLICT);
	sql_clear();
	f.roles = js_array(&sql_w);
	js_add_text(f.roles, "SERVICE");
	assert_int_equal(accounts_set(&sql_w, &anna.pid, &f, &o), -1);
	assert_int_equal(sql_w.fault.code, ERR_CONFLICT);
	sql_clear();
	me.account_id = anna.id;
}

static void
a_person_does_not_watch_over_herself_with_a_second_account(void **s)
{
	struct account_form f = { .username = "anna2", .name = "安娜", .point = "" };
	struct account_secret secret;
	struct json *o;

	(void)s;
	SQL_NEEDED;
	f.roles = js_array(&sql_w);
	js_add_text(f.roles, "AUDITOR");
	assert_int_equal(accounts_add(&sql_w, &f, &secret, &o), -1);
	assert_int_equal(sql_w.fault.code, ERR_INVALID);
	sql_clear();
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nobody_changes_the_own_account),
		cmocka_unit_test(the_last_security_administrator_stays),
		cmocka_unit_test(a_person_does_not_watch_over_herself_with_a_second_account),
	};

	SQL_MAIN(tests, setup);
}
