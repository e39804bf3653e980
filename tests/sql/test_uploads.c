/* SPDX-License-Identifier: MIT */
/* The counter for uploads: who may bring what, and who sees it again. */
#include "sql_test.h"
#include "tests/unit/picture.h"

#include <dirent.h>
#include <unistd.h>

#include "modules/base/json.h"
#include "modules/order/draft.h"
#include "modules/order/order.h"
#include "modules/outbox/task.h"
#include "modules/paper/paper.h"
#include "modules/service/application.h"
#include "modules/service/scan_job.h"
#include "modules/service/uploads.h"

static char root[] = "/tmp/caportal-uploads-XXXXXX";
static struct actor owner = { .account_id = 41, .person_id = 71, .company_id = 7,
	.rights = RIGHT_MEMBER | RIGHT_APPLY, .channel = "MAIN", .name = "" };
static struct actor stranger = { .account_id = 42, .person_id = 72, .company_id = 8,
	.rights = RIGHT_MEMBER | RIGHT_APPLY | RIGHT_COMPANY, .channel = "MAIN", .name = "" };
static struct actor reviewer = { .account_id = 43, .rights = RIGHT_STAFF | RIGHT_REVIEW |
	RIGHT_VIEW, .channel = "MAIN", .name = "" };
static struct conf house;
static struct pid holder = { "the holder's pid" }, draft_pid, order_pid = { "the order's pid." };

static void
run_sql(const char *text)
{
	sql_ok(db_script(&sql_w, text, strlen(text)));
}

static void
make_rows(void)
{
	struct draft *d;

	run_sql("INSERT INTO person (id, pid, name, complete, created_at, updated_at)"
	    " VALUES (71, 'the holder\\'s pid', '甲', 1, 0, 0)");
	run_sql("INSERT INTO orders (id, pid, no, draft_id, account_id, buyer, company_id,"
	    " company, person_id, holder, channel, service, lock_type, medium, vendor, years,"
	    " state, traits, reviewers, way, tariff_id, policy_id, fen, price_lines, data,"
	    " paper_scope, pay_word, review_word, ship_word, version, created_at, updated_at)"
	    " VALUES (5, 'the order\\'s pid.', 'NO5', 1, 41, '', 7, '', 71, '甲', 'MAIN', 'new',"
	    " 'MAIN', 'UKEY', 'V', 1, 'RETURNED', 7, 1, 'NONE', 1, 1, 0, '[]', '{}',"
	    " 'apply:test', 'PAID', 'RETURNED', 'NONE', 1, 0, 0)");
	sql_ok(draft_add(&sql_w, "new", "MAIN", arena_printf(sql_w.arena,
	    "{\"vendor_agreed\":true,\"items\":[{\"person\":\"%s\",\"platforms\":[]}]}",
	    pid_text(&sql_w, &holder)), &d));
	draft_pid = d->pid;
}

static int
setup(void **s)
{
	if (sql_setup(s) < 0 || mkdtemp(root) == NULL)
		return -1;
	house = *sql_w.conf;
	house.store_dir = root;
	house.forms_dir = SRCDIR "/modules/paper/forms";
	house.scan_program = BUILDDIR "/caportal-scan";
	sql_w.conf = &house;
	sql_w.actor = &owner;
	if (sql_w.db != NULL)
		make_rows();
	sql_clear();
	return 0;
}

static int
files_below(const char *dir, int gone)
{
	DIR *d = opendir(dir);
	struct dirent *e;
	int n = 0;

	while (d != NULL && (e = readdir(d)) != NULL) {
		char path[512];

		if (e->d_name[0] == '.')
			continue;
		snprintf(path, sizeof(path), "%s/%s", dir, e->d_name);
		n += e->d_type == DT_DIR ? files_below(path, gone) : 1;
		if (gone)
			remove(path);
	}
	if (d != NULL)
		closedir(d);
	return n;
}

static int
teardown(void **s)
{
	files_below(root, 1);
	rmdir(root);
	return sql_end(s);
}

static void
print_form(const char *scope)
{
	struct blob text = picture(&sql_w, "form-g01.json");
	struct paper_ask ask = { .form = "apply", .scope = scope, .account_id = 41,
		.company_id = 7 };
	struct paper p;

	sql_ok(js_parse(&sql_w, (const char *)text.p, text.n, &ask.values));
	sql_ok(paper_make(&sql_w, &ask, &p));
	assert_int_equal(p.version, 1);
}

static struct brought
scan(const char *name)
{
	return (struct brought){ "apply_form", name,
	    picture(&sql_w, "scan-samples/form/2_20_bstamp_s200_0.jpg") };
}

static int
bring(struct brought b, struct pid *upload)
{
	struct json *j = NULL;

	fault_clear(&sql_w);
	if (uploads_to_draft(&sql_w, &draft_pid, &holder, &b, &j) < 0)
		return -1;
	return pid_parse(&sql_w, js_get_text(j, "pid"), upload);
}

static void
nothing_is_taken_before_the_form_is_printed(void **s)
{
	struct pid u;

	(void)s;
	SQL_NEEDED;
	assert_int_equal(bring(scan("a.jpg"), &u), -1);
	assert_int_equal(sql_w.fault.code, ERR_CONFLICT);
	assert_string_equal(sql_w.fault.fields[0].field, "apply_form");
	sql_clear();
	print_form(arena_printf(sql_w.arena, "apply:%s:%s", pid_text(&sql_w, &draft_pid),
	    pid_text(&sql_w, &holder)));
	print_form("apply:test");
	sql_clear();
}

static void
a_scan_is_taken_and_becomes_visible(void **s)
{
	struct pid u;
	struct json *j;
	struct upload up;
	struct blob bytes, want = picture(&sql_w, "scan-samples/form/2_20_bstamp_s200_0.jpg");
	struct task *t;
	int64_t again = 0;

	(void)s;
	SQL_NEEDED;
	sql_ok(bring(scan("申请表.jpg"), &u));
	sql_ok(uploads_get(&sql_w, &u, &j));
	assert_string_equal(js_get_text(j, "state"), "CHECKING");
	assert_int_equal(js_get_int(j, "paper_version", 0), 1);
	assert_int_equal(js_get_int(j, "width", 0), 1653);
	assert_int_equal(uploads_preview(&sql_w, &u, &bytes), -1);
	fault_clear(&sql_w);
	assert_int_equal(task_claim(&sql_w, TASK_SCAN, &t), 1);
	assert_string_equal(t->kind, "scan.preview");
	sql_ok(run_scan_preview(&sql_w, t, &again));
	sql_ok(task_done(&sql_w, t));
	sql_ok(uploads_get(&sql_w, &u, &j));
	assert_string_equal(js_get_text(j, "state"), "READY");
	assert_non_null(js_get_text(j, "preview"));
	sql_ok(uploads_preview(&sql_w, &u, &bytes));
	assert_memory_equal(bytes.p, "\xff\xd8\xff", 3);
	sql_ok(uploads_bytes(&sql_w, &u, &up, &bytes));
	assert_int_equal(bytes.n, want.n);
	assert_memory_equal(bytes.p, want.p, want.n);
	assert_string_equal(up.name, "申请表.jpg");
	sql_clear();
}

static void
strangers_find_nothing_and_reviewers_no_drafts(void **s)
{
	static struct actor *const others[] = { &stranger, &reviewer };
	struct pid u;

	(void)s;
	SQL_NEEDED;
	sql_ok(bring(scan("a.jpg"), &u));
	for (size_t i = 0; i < 2; i++) {
		struct upload up;
		struct blob bytes;
		struct json *j;
		struct pid none;

		sql_w.actor = others[i];
		assert_int_equal(uploads_get(&sql_w, &u, &j), -1);
		assert_int_equal(sql_w.fault.code, ERR_NOTFOUND);
		fault_clear(&sql_w);
		assert_int_equal(uploads_bytes(&sql_w, &u, &up, &bytes), -1);
		fault_clear(&sql_w);
		assert_int_equal(uploads_preview(&sql_w, &u, &bytes), -1);
		fault_clear(&sql_w);
		assert_int_equal(uploads_remove(&sql_w, &u), -1);
		assert_int_equal(sql_w.fault.code, ERR_NOTFOUND);
		assert_int_equal(bring(scan("a.jpg"), &none), -1);
		assert_int_equal(sql_w.fault.code, ERR_NOTFOUND);
		fault_clear(&sql_w);
	}
	sql_w.actor = &owner;
	sql_clear();
}

static void
refused_with(struct brought b, const struct pid *person, const char *field, const char *words)
{
	int before = files_below(root, 0);
	struct json *j;

	fault_clear(&sql_w);
	assert_int_equal(uploads_to_draft(&sql_w, &draft_pid, person, &b, &j), -1);
	assert_string_equal(sql_w.fault.fields[0].field, field);
	assert_non_null(strstr(sql_w.fault.words, words));
	assert_int_equal(files_below(root, 0), before);		/* nothing was kept */
}

static void
what_does_not_fit_is_refused_in_words(void **s)
{
	struct brought b = scan("a.jpg");
	struct pid other = pid_new();

	(void)s;
	SQL_NEEDED;
	b.name = "a.png";
	refused_with(b, &holder, "apply_form", "文件内容与扩展名不一致");
	b.name = "a.bmp";
	refused_with(b, &holder, "apply_form", "只能上传JPG、PNG、PDF");
	b = scan("a.jpg");
	b.bytes.n -= 100;
	refused_with(b, &holder, "apply_form", "文件不完整");
	b = scan("a.jpg");
	refused_with(b, &other, "person", "不在本次申请中");
	b.slot = "licence";
	refused_with(b, &holder, "slot", "不需要上传");
	sql_clear();
}

static void
the_owner_takes_a_scan_back(void **s)
{
	struct pid u;

	(void)s;
	SQL_NEEDED;
	sql_ok(bring(scan("a.jpg"), &u));
	sql_ok(uploads_remove(&sql_w, &u));
	assert_int_equal(uploads_remove(&sql_w, &u), -1);
	sql_clear();
}

static void
a_returned_order_takes_a_new_scan_and_no_other_does(void **s)
{
	struct brought b = scan("again.jpg");
	struct json *j;
	struct upload *list;
	struct pid u;
	size_t n;
	int before;

	(void)s;
	SQL_NEEDED;
	sql_ok(uploads_to_order(&sql_w, &order_pid, &b, &j));
	sql_ok(pid_parse(&sql_w, js_get_text(j, "pid"), &u));
	sql_ok(upload_list(&sql_w, SCOPE_ORDER, &order_pid, &list, &n));
	assert_int_equal(n, 1);
	assert_memory_equal(&list[0].person_pid, &holder, sizeof(holder));
	sql_w.actor = &reviewer;
	sql_ok(uploads_get(&sql_w, &u, &j));		/* staff see orders */
	assert_int_equal(uploads_to_order(&sql_w, &order_pid, &b, &j), -1);
	fault_clear(&sql_w);
	assert_int_equal(uploads_remove(&sql_w, &u), -1);
	fault_clear(&sql_w);
	sql_w.actor = &owner;
	run_sql("UPDATE orders SET state = 'REVIEW' WHERE id = 5");
	before = files_below(root, 0);
	assert_int_equal(uploads_to_order(&sql_w, &order_pid, &b, &j), -1);
	assert_int_equal(sql_w.fault.code, ERR_CONFLICT);
	assert_int_equal(files_below(root, 0), before);
	fault_clear(&sql_w);
	assert_int_equal(uploads_remove(&sql_w, &u), -1);
	assert_int_equal(sql_w.fault.code, ERR_CONFLICT);
	sql_clear();
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_taken_before_the_form_is_printed),
		cmocka_unit_test(a_scan_is_taken_and_becomes_visible),
		cmocka_unit_test(strangers_find_nothing_and_reviewers_no_drafts),
		cmocka_unit_test(what_does_not_fit_is_refused_in_words),
		cmocka_unit_test(the_owner_takes_a_scan_back),
		cmocka_unit_test(a_returned_order_takes_a_new_scan_and_no_other_does),
	};

	if (argc > 1)
		cmocka_set_test_filter(argv[1]);
	return cmocka_run_group_tests(tests, setup, teardown);
}
