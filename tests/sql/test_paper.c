/* SPDX-License-Identifier: MIT */
#include "sql_test.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "modules/base/crypto.h"
#include "modules/base/json.h"
#include "modules/paper/code.h"
#include "modules/paper/paper.h"

DB_SQL(sql_events, "test.paper_events",
    "SELECT COUNT(*) FROM paper_event e JOIN paper p ON p.id = e.paper_id WHERE p.scope = ?",
    1, 1);
DB_SQL(sql_live, "test.paper_live",
    "SELECT COUNT(*) FROM paper WHERE scope = ? AND live = 1", 1, 1);

DB_SQL(sql_count, "test.paper_count",
    "SELECT MAX(version) FROM paper WHERE scope = ?", 1, 1);

static char store[] = "/tmp/test_paper.XXXXXX";
static struct conf house;

static void
house_dir(void)
{
	conf_defaults(&sql_w, ".", &house);
	house.store_dir = store;
	sql_w.conf = &house;
}

static int
setup(void **s)
{
	if (sql_setup(s) < 0 || mkdtemp(store) == NULL)
		return -1;
	house_dir();
	return 0;
}

static const struct actor owner = { .account_id = 11, .company_id = 21,
	.rights = RIGHT_MEMBER | RIGHT_COMPANY, .channel = "MAIN", .name = "甲" };
static const struct actor stranger = { .account_id = 12, .company_id = 22,
	.rights = RIGHT_MEMBER | RIGHT_COMPANY, .channel = "MAIN", .name = "乙" };
static const struct actor holder = { .account_id = 13, .person_id = 31,
	.rights = RIGHT_MEMBER, .channel = "MAIN", .name = "丙" };
static const struct actor reviewer = { .account_id = 99, .rights = RIGHT_STAFF | RIGHT_REVIEW,
	.channel = "MAIN", .name = "初审" };
static const struct actor desk = { .account_id = 98, .point_id = 2,
	.rights = RIGHT_STAFF | RIGHT_DESK, .channel = "MAIN", .name = "柜员" };

static struct json *
values(const char *name)
{
	static const char text[] = "{\"order\":{\"no\":\"BJCAXZ1\"},\"code\":\"K7Q2M9XA\"}";
	struct json *j, *h = js_object(&sql_w);

	sql_ok(js_parse(&sql_w, text, strlen(text), &j));
	js_put_text(h, "name", name);
	js_put(j, "holder", h);
	return j;
}

static int
make(const char *scope, const char *name, struct paper *out)
{
	struct paper_ask ask = { .form = "slip", .scope = scope, .no = "BJCAXZ1",
		.account_id = 11, .company_id = 21, .person_id = 31, .values = values(name) };

	return paper_make(&sql_w, &ask, out);
}

static void
the_same_data_is_the_same_version(void **s)
{
	struct paper a, b;
	struct blob pdf;

	(void)s;
	SQL_NEEDED;
	sql_w.actor = &owner;
	sql_ok(make("draft:one", "欧阳𠮷", &a));
	sql_ok(make("draft:one", "欧阳𠮷", &b));
	assert_int_equal(a.version, 1);
	assert_int_equal(a.id, b.id);
	assert_int_equal(strlen(a.code), CODE_ID_LEN);
	sql_ok(paper_bytes(&sql_w, &b, &pdf));
	assert_memory_equal(pdf.p, "%PDF-", 5);
	assert_int_equal(paper_fits(&sql_w, &b, values("欧阳𠮷")), 1);
	assert_int_equal(paper_fits(&sql_w, &b, values("欧阳吉")), 0);
}

static void
changed_data_make_a_new_version_and_keep_the_old_bytes(void **s)
{
	struct paper a, b, c;
	struct blob pdf;
	int64_t n;

	(void)s;
	SQL_NEEDED;
	sql_w.actor = &owner;
	sql_ok(make("draft:two", "甲", &a));
	sql_ok(make("draft:two", "乙", &b));
	assert_int_equal(b.version, 2);
	assert_string_equal(a.code, b.code);
	sql_ok(paper_get(&sql_w, &a.pid, &c));
	assert_string_equal(c.state, PAPER_SUPERSEDED);
	sql_ok(paper_bytes(&sql_w, &c, &pdf));
	assert_int_equal(paper_current(&sql_w, "draft:two", "slip", &c), 1);
	assert_int_equal(c.id, b.id);
	sql_ok(paper_accept(&sql_w, &c));
	assert_int_equal(paper_accept(&sql_w, &c), -1);
	sql_clear();
	sql_ok(db_int(&sql_w, &sql_events, &n, DB_ARGS(DB_V("draft:two"))));
	assert_int_equal(n, 4);		/* made, superseded, made, accepted */
	sql_ok(db_int(&sql_w, &sql_live, &n, DB_ARGS(DB_V("draft:two"))));
	assert_int_equal(n, 1);
}

static void
only_owner_holder_and_staff_by_right_read_a_paper(void **s)
{
	struct paper a, b;

	(void)s;
	SQL_NEEDED;
	sql_w.actor = &owner;
	sql_ok(make("draft:three", "甲", &a));
	sql_w.actor = &holder;
	sql_ok(paper_get(&sql_w, &a.pid, &b));
	sql_w.actor = &reviewer;
	sql_ok(paper_get(&sql_w, &a.pid, &b));
	sql_w.actor = &stranger;
	assert_int_equal(paper_get(&sql_w, &a.pid, &b), -1);
	assert_int_equal(sql_w.fault.code, ERR_NOTFOUND);
	fault_clear(&sql_w);
	sql_w.actor = &desk;
	assert_int_equal(paper_get(&sql_w, &a.pid, &b), -1);
	assert_int_equal(sql_w.fault.code, ERR_NOTFOUND);
	sql_w.actor = &owner;
	sql_clear();
}

/* Several workers at once: one after another or CONFLICT, never two alive. */
static void
versions_made_at_once_stay_in_one_line(void **s)
{
	pid_t child[4];
	int64_t n, versions;

	(void)s;
	SQL_NEEDED;
	for (int i = 0; i < 4; i++)
		if ((child[i] = fork()) == 0) {
			char name[8] = { (char)('a' + i) };
			struct paper p;

			sql_w = sql_slip();
			house_dir();
			sql_w.actor = &owner;
			_exit(make("draft:four", name, &p) == 0 ? 0 :
			    sql_w.fault.code == ERR_CONFLICT || sql_w.fault.code == ERR_BUSY ?
			    1 : 2);
		}
	versions = 0;
	for (int i = 0; i < 4; i++) {
		int status;

		waitpid(child[i], &status, 0);
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) < 2);
		versions += WEXITSTATUS(status) == 0;
	}
	assert_true(versions > 0);
	sql_ok(db_int(&sql_w, &sql_live, &n, DB_ARGS(DB_V("draft:four"))));
	assert_int_equal(n, 1);
	sql_ok(db_int(&sql_w, &sql_count, &n, DB_ARGS(DB_V("draft:four"))));
	assert_int_equal(n, versions);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_same_data_is_the_same_version),
		cmocka_unit_test(changed_data_make_a_new_version_and_keep_the_old_bytes),
		cmocka_unit_test(only_owner_holder_and_staff_by_right_read_a_paper),
		cmocka_unit_test(versions_made_at_once_stay_in_one_line),
	};

	paper_forms_dir(SRCDIR "/modules/paper/forms");
	SQL_MAIN(tests, setup);
}
