/* SPDX-License-Identifier: MIT */
/* Files, uploads, the sweeper and the preview task, with rows. */
#include "sql_test.h"
#include "tests/unit/picture.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "modules/base/json.h"
#include "modules/base/text.h"
#include "modules/file/file.h"
#include "modules/file/limits.h"
#include "modules/file/store.h"
#include "modules/file/upload.h"
#include "modules/service/scan_job.h"

static char root[] = "/tmp/caportal-file-XXXXXX";
static struct actor owner = { .account_id = 41, .company_id = 7, .channel = "MAIN", .name = "" };
static struct conf house;

static int
setup(void **s)
{
	if (sql_setup(s) < 0 || mkdtemp(root) == NULL)
		return -1;
	house = *sql_w.conf;
	house.store_dir = root;
	house.scan_program = BUILDDIR "/caportal-scan";
	sql_w.conf = &house;
	sql_w.actor = &owner;
	return 0;
}

static void
clear_dir(const char *dir)
{
	DIR *d = opendir(dir);
	struct dirent *e;

	while (d != NULL && (e = readdir(d)) != NULL) {
		char path[512];

		if (e->d_name[0] == '.')
			continue;
		snprintf(path, sizeof(path), "%s/%s", dir, e->d_name);
		if (e->d_type == DT_DIR)
			clear_dir(path);
		remove(path);
	}
	if (d != NULL)
		closedir(d);
}

static int
teardown(void **s)
{
	clear_dir(root);
	rmdir(root);
	return sql_end(s);
}

/* One statement each is its own transaction; these tests do not need more. */
static struct file
kept(struct blob bytes, const char *type, const char *state)
{
	struct file f;

	sql_ok(store_put_bytes(&sql_w, bytes, &f));
	f.type = type;
	f.purpose = "upload";
	f.state = state;
	sql_ok(file_add(&sql_w, &f));
	return f;
}

static struct upload_place
new_place(void)
{
	return (struct upload_place){ SCOPE_DRAFT, pid_new(), pid_new(), "apply_form" };
}

static void
the_newest_upload_of_a_slot_counts(void **s)
{
	struct upload_place at = new_place();
	struct upload first, second, now, *all;
	struct file f;
	size_t n;

	(void)s;
	SQL_NEEDED;
	assert_int_equal(upload_current(&sql_w, &at, &now), 0);
	f = kept(bytes_of("one"), "jpg", FILE_RECEIVED);
	sql_ok(upload_add(&sql_w, &at, f.id, "一.jpg", 1, &first));
	f = kept(bytes_of("two"), "png", FILE_RECEIVED);
	sql_ok(upload_add(&sql_w, &at, f.id, "二.png", 2, &second));
	assert_int_equal(upload_current(&sql_w, &at, &now), 1);
	assert_memory_equal(&now.pid, &second.pid, sizeof(now.pid));
	assert_string_equal(now.name, "二.png");
	assert_string_equal(now.type, "png");
	assert_int_equal(now.paper_version, 2);
	sql_ok(upload_get(&sql_w, &first.pid, &now));
	assert_string_equal(now.state, "REPLACED");
	sql_ok(upload_list(&sql_w, SCOPE_DRAFT, &at.scope_pid, &all, &n));
	assert_int_equal(n, 1);
	sql_ok(upload_history(&sql_w, SCOPE_DRAFT, &at.scope_pid, &all, &n));
	assert_int_equal(n, 2);
	sql_clear();
}

static void
a_removed_upload_leaves_the_slot_empty(void **s)
{
	struct upload_place at = new_place();
	struct upload u, now;
	struct file f;

	(void)s;
	SQL_NEEDED;
	f = kept(bytes_of("one"), "jpg", FILE_RECEIVED);
	sql_ok(upload_add(&sql_w, &at, f.id, "a.jpg", 1, &u));
	sql_ok(upload_remove(&sql_w, &u));
	assert_int_equal(upload_current(&sql_w, &at, &now), 0);
	assert_int_equal(upload_remove(&sql_w, &u), -1);
	assert_int_equal(sql_w.fault.code, ERR_CONFLICT);
	sql_clear();
}

static void
an_order_takes_the_uploads_of_its_person_along(void **s)
{
	struct upload_place a = new_place(), b = a, order;
	struct upload u, now;
	struct file f;

	(void)s;
	SQL_NEEDED;
	b.person_pid = pid_new();
	f = kept(bytes_of("one"), "jpg", FILE_RECEIVED);
	sql_ok(upload_add(&sql_w, &a, f.id, "a.jpg", 1, &u));
	sql_ok(upload_add(&sql_w, &b, f.id, "b.jpg", 1, &u));
	order = (struct upload_place){ SCOPE_ORDER, pid_new(), a.person_pid, "apply_form" };
	sql_ok(upload_move(&sql_w, &a.scope_pid, &a.person_pid, a.slot, &order.scope_pid));
	assert_int_equal(upload_current(&sql_w, &order, &now), 1);
	assert_string_equal(now.name, "a.jpg");
	assert_int_equal(upload_current(&sql_w, &a, &now), 0);
	assert_int_equal(upload_current(&sql_w, &b, &now), 1);
	sql_clear();
}

static void
a_file_goes_its_steps_only_and_only_once(void **s)
{
	struct file f, stale, back;

	(void)s;
	SQL_NEEDED;
	f = kept(bytes_of("one"), "jpg", FILE_RECEIVED);
	assert_int_equal(file_move(&sql_w, &f, FILE_READY, NULL), -1);
	assert_int_equal(sql_w.fault.code, ERR_CONFLICT);
	fault_clear(&sql_w);
	stale = f;
	sql_ok(file_start(&sql_w, &f));
	assert_int_equal(f.tries, 1);
	assert_int_equal(file_start(&sql_w, &stale), -1);
	fault_clear(&sql_w);
	sql_ok(file_start(&sql_w, &f));		/* the clerk was ended: again */
	sql_ok(file_finish(&sql_w, &f, 0, 3, "请看"));
	sql_ok(file_get(&sql_w, &f.pid, &back));
	assert_string_equal(back.state, FILE_READY);
	assert_int_equal(back.tries, 2);
	assert_int_equal(back.pages, 3);
	assert_int_equal(file_move(&sql_w, &back, FILE_REFUSED, "x"), -1);
	sql_clear();
}

static void
an_account_cannot_bring_more_than_its_share(void **s)
{
	static struct actor greedy = { .account_id = 99, .name = "" };
	struct file f;

	(void)s;
	SQL_NEEDED;
	sql_w.actor = &greedy;
	sql_ok(file_quota(&sql_w, 5 << 20));
	f = kept(bytes_of("x"), "jpg", FILE_RECEIVED);
	assert_int_equal(file_quota(&sql_w, QUOTA_BYTES), -1);
	assert_int_equal(sql_w.fault.code, ERR_LIMIT);
	fault_clear(&sql_w);
	sql_w.now += QUOTA_SECONDS + 1;
	sql_ok(file_quota(&sql_w, QUOTA_BYTES));
	sql_w.now -= QUOTA_SECONDS + 1;
	(void)f;
	sql_w.actor = &owner;
	sql_clear();
}

/* ---- the sweeper ---- */

static const char *
path_of(const struct file *f)
{
	const char *hex = hex_text(sql_w.arena, f->pid.b, 16);

	return arena_printf(sql_w.arena, "%s/%.2s/%s", root, hex, hex);
}

static void
make_old(const char *path)
{
	struct timespec t[2] = { { .tv_sec = 1000000000 }, { .tv_sec = 1000000000 } };

	assert_int_equal(utimensat(AT_FDCWD, path, t, 0), 0);
}

static void
the_sweeper_takes_what_has_no_row_and_nothing_else(void **s)
{
	struct file row, fresh, orphan;
	struct store_count c;
	const char *temp = arena_printf(sql_w.arena, "%s/tmp/00ff", root), *foreign;
	int fd;

	(void)s;
	SQL_NEEDED;
	row = kept(bytes_of("with a row"), "jpg", FILE_RECEIVED);
	make_old(path_of(&row));
	sql_ok(store_put_bytes(&sql_w, bytes_of("just put"), &fresh));
	sql_ok(store_put_bytes(&sql_w, bytes_of("no row"), &orphan));
	make_old(path_of(&orphan));
	fd = open(temp, O_WRONLY | O_CREAT, 0600);
	close(fd);
	make_old(temp);
	foreign = arena_printf(sql_w.arena, "%s.note", path_of(&row));
	fd = open(foreign, O_WRONLY | O_CREAT, 0600);
	close(fd);
	make_old(foreign);
	sql_ok(store_sweep(&sql_w, &c));
	assert_int_equal(c.swept, 2);
	assert_int_equal(access(path_of(&row), F_OK), 0);
	assert_int_equal(access(path_of(&fresh), F_OK), 0);
	assert_int_equal(access(foreign, F_OK), 0);
	assert_int_not_equal(access(path_of(&orphan), F_OK), 0);
	assert_int_not_equal(access(temp, F_OK), 0);
	store_drop(&sql_w, &fresh.pid);
	sql_clear();
}

static int told;

static void
tell(const struct file *f, const char *words)
{
	(void)f;
	(void)words;
	told++;
}

static void
the_check_finds_rows_whose_file_is_gone_or_damaged(void **s)
{
	struct store_count before, c;
	struct file gone, bad;
	int fd;

	(void)s;
	SQL_NEEDED;
	sql_ok(store_check(&sql_w, 1, tell, &before));
	assert_int_equal(before.missing + before.damaged, 0);
	gone = kept(bytes_of("gone"), "jpg", FILE_READY);
	bad = kept(bytes_of("bad"), "jpg", FILE_READY);
	store_drop(&sql_w, &gone.pid);
	assert_int_equal(chmod(path_of(&bad), 0600), 0);
	fd = open(path_of(&bad), O_WRONLY);
	assert_int_equal(pwrite(fd, "?", 1, 30), 1);
	close(fd);
	told = 0;
	sql_ok(store_check(&sql_w, 1, tell, &c));
	assert_int_equal(c.missing, 1);
	assert_int_equal(c.damaged, 1);
	assert_int_equal(told, 2);
	assert_int_equal(c.seen, before.seen + 2);
	sql_clear();
}

/* ---- the preview task ---- */

/* The task of a file as the clerk would run it: 1 when it wants another try. */
static int
preview_of(const struct file *f)
{
	struct task t = { .payload = js_object(&sql_w) };
	int64_t again = 0;
	int rc;

	js_put_text(t.payload, "file", pid_text(&sql_w, &f->pid));
	rc = run_scan_preview(&sql_w, &t, &again);
	if (rc < 0)
		fault_clear(&sql_w);
	return rc < 0;
}

static void
a_picture_gets_a_preview(void **s)
{
	struct file f, back, preview;
	struct blob bytes;

	(void)s;
	SQL_NEEDED;
	f = kept(picture(&sql_w, "scan-samples/form/2_20_s150_0.jpg"), "jpg", FILE_RECEIVED);
	assert_int_equal(preview_of(&f), 0);
	sql_ok(file_get(&sql_w, &f.pid, &back));
	assert_string_equal(back.state, FILE_READY);
	assert_null(back.words);
	assert_int_equal(back.pages, 1);
	sql_ok(file_get_id(&sql_w, back.preview_id, &preview));
	assert_string_equal(preview.purpose, "preview");
	assert_int_equal(preview.height, 1600);
	sql_ok(store_read(&sql_w, &preview, &bytes));
	assert_memory_equal(bytes.p, "\xff\xd8\xff", 3);
	assert_int_equal(preview_of(&f), 0);	/* again: nothing happens */
	sql_ok(file_get(&sql_w, &f.pid, &back));
	assert_int_equal(back.tries, 1);
	sql_clear();
}

static void
ends_as(const char *name, const char *type, const char *state, const char *words)
{
	struct file f = kept(picture(&sql_w, name), type, FILE_RECEIVED), back;

	assert_int_equal(preview_of(&f), 0);
	sql_ok(file_get(&sql_w, &f.pid, &back));
	assert_string_equal(back.state, state);
	if (words == NULL)
		assert_null(back.words);
	else
		assert_string_equal(back.words, words);
	assert_true((back.preview_id != 0) == (strcmp(state, FILE_READY) == 0));
}

static void
a_pdf_is_looked_into_before_it_is_shown(void **s)
{
	static const char active[] = "PDF中含有脚本、自动动作或附件，请打印为新的PDF后上传";

	(void)s;
	SQL_NEEDED;
	ends_as("pictures/plain.pdf", "pdf", FILE_READY, NULL);
	ends_as("pictures/five.pdf", "pdf", FILE_READY, "共5页，预览只显示前3页");
	ends_as("pictures/objstm.pdf", "pdf", FILE_REFUSED, active);
	ends_as("pictures/hexname.pdf", "pdf", FILE_REFUSED, active);
	ends_as("pictures/encrypted.pdf", "pdf", FILE_REFUSED,
	    "PDF已加密或设有密码，请取消保护后上传");
	ends_as("scan-samples/hostile/b_fake.jpg", "jpg", FILE_REFUSED,
	    "图片无法打开，请重新扫描或另存后上传");
	ends_as("scan-samples/hostile/b_fake.jpg", "pdf", FILE_REFUSED,
	    "PDF无法打开，请重新导出后上传");
	sql_clear();
}

/* A preview maker that is killed each time it begins. */
static void
killed_twice_means_a_person_looks(void **s)
{
	struct conf deadly = house;
	const char *script = arena_printf(sql_w.arena, "%s/tmp/deadly", root);
	struct file f, back;
	int fd;

	(void)s;
	SQL_NEEDED;
	fd = open(script, O_WRONLY | O_CREAT, 0700);
	assert_int_equal(write(fd, "#!/bin/sh\nkill -9 $$\n", 21), 21);
	close(fd);
	deadly.scan_program = script;
	sql_w.conf = &deadly;
	f = kept(picture(&sql_w, "pictures/small.jpg"), "jpg", FILE_RECEIVED);
	assert_int_equal(preview_of(&f), 1);
	sql_ok(file_get(&sql_w, &f.pid, &back));
	assert_string_equal(back.state, FILE_CHECKING);
	assert_int_equal(preview_of(&f), 0);
	sql_ok(file_get(&sql_w, &f.pid, &back));
	assert_string_equal(back.state, FILE_READY);
	assert_string_equal(back.words, "预览无法生成，请人工核对");
	assert_int_equal(back.preview_id, 0);
	sql_w.conf = &house;
	sql_clear();
}

/* The clerk itself went down twice while it had the file. */
static void
a_file_that_took_the_clerk_down_twice_is_not_tried_again(void **s)
{
	struct file f, back;

	(void)s;
	SQL_NEEDED;
	f = kept(picture(&sql_w, "pictures/small.jpg"), "jpg", FILE_RECEIVED);
	sql_ok(file_start(&sql_w, &f));
	sql_ok(file_start(&sql_w, &f));
	assert_int_equal(preview_of(&f), 0);
	sql_ok(file_get(&sql_w, &f.pid, &back));
	assert_string_equal(back.state, FILE_READY);
	assert_int_equal(back.preview_id, 0);
	assert_int_equal(back.tries, 2);
	sql_clear();
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_newest_upload_of_a_slot_counts),
		cmocka_unit_test(a_removed_upload_leaves_the_slot_empty),
		cmocka_unit_test(an_order_takes_the_uploads_of_its_person_along),
		cmocka_unit_test(a_file_goes_its_steps_only_and_only_once),
		cmocka_unit_test(an_account_cannot_bring_more_than_its_share),
		cmocka_unit_test(the_sweeper_takes_what_has_no_row_and_nothing_else),
		cmocka_unit_test(the_check_finds_rows_whose_file_is_gone_or_damaged),
		cmocka_unit_test(a_picture_gets_a_preview),
		cmocka_unit_test(a_pdf_is_looked_into_before_it_is_shown),
		cmocka_unit_test(killed_twice_means_a_person_looks),
		cmocka_unit_test(a_file_that_took_the_clerk_down_twice_is_not_tried_again),
	};

	if (argc > 1)
		cmocka_set_test_filter(argv[1]);
	return cmocka_run_group_tests(tests, setup, teardown);
}
