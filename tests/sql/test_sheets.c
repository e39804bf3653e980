/* SPDX-License-Identifier: MIT */
/* Papers for reading, and the archive of what was sent, read by its library. */
#include "story.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <stdlib.h>

#include "modules/file/store.h"
#include "modules/paper/paper.h"
#include "modules/service/bundle.h"
#include "modules/service/sheets.h"

/* Refused with that, and forgotten. */
#define sql_refused(call, why)	do { \
		assert_int_equal((call), -1); \
		assert_int_equal(sql_w.fault.code, (why)); \
		fault_clear(&sql_w); \
	} while (0)

static struct conf mine;
static char root[] = "/tmp/caportal-sheets-XXXXXX";

static int
setup(void **s)
{
	if (story_setup(s) < 0 || mkdtemp(root) == NULL)
		return -1;
	if (sql_w.db == NULL)
		return 0;
	mine = *sql_w.conf;
	mine.store_dir = root;
	sql_w.conf = &mine;
	paper_forms_dir(SRCDIR "/modules/paper/forms");
	setlocale(LC_CTYPE, "C.UTF-8");		/* the reader of the archive wants it */
	return 0;
}

/* ---- sheets ---- */

static int
offers(const struct order *o, const char *code)
{
	struct json *list = sheets_json(&sql_w, o);

	for (size_t i = 0; i < js_size(list); i++)
		if (strcmp(js_get_text(js_at(list, i), "code"), code) == 0)
			return 1;
	return 0;
}

static void
a_sheet_is_had_when_its_time_has_come(void **s)
{
	struct story_order order;
	struct blob pdf;

	(void)s;
	SQL_NEEDED;
	order = story_order(WAY_MAIL, 0);
	story_as(&story_applicant);
	assert_true(offers(story_look(&order.pid), "receipt"));
	assert_false(offers(story_look(&order.pid), "notice"));
	assert_false(offers(story_look(&order.pid), "result"));
	sql_ok(sheets_draw(&sql_w, &order.pid, "receipt", &pdf));
	assert_memory_equal(pdf.p, "%PDF", 4);
	sql_refused(sheets_draw(&sql_w, &order.pid, "notice", &pdf), ERR_CONFLICT);
	sql_refused(sheets_draw(&sql_w, &order.pid, "result", &pdf), ERR_CONFLICT);
	sql_refused(sheets_draw(&sql_w, &order.pid, "../apply", &pdf), ERR_NOTFOUND);
	sql_clear();
}

static void
nobody_elses_order_has_a_sheet_or_a_bundle(void **s)
{
	static struct actor stranger;
	struct story_order order;
	struct bundle *b;
	const char *name;
	struct blob pdf;
	int n;

	(void)s;
	SQL_NEEDED;
	order = story_order(WAY_MAIL, 0);
	stranger = story_applicant;
	stranger.account_id += 1000;
	stranger.person_id += 1000;
	stranger.company_id += 1000;
	sql_w.actor = &stranger;
	sql_refused(sheets_draw(&sql_w, &order.pid, "receipt", &pdf), ERR_NOTFOUND);
	sql_refused(bundle_begin(&sql_w, &order.pid, &b, &n, &name), ERR_NOTFOUND);
	sql_w.actor = &story_applicant;
	sql_clear();
}

/* ---- the bundle ---- */

struct bringing {
	struct order	*order;
	const char	*text, *state;
};

static int
bring_tx(struct work *w, void *arg)
{
	struct bringing *b = arg;
	struct upload_place at = { SCOPE_ORDER, b->order->pid, story_holder.pid, "apply_form" };
	struct blob bytes = { (const unsigned char *)b->text, strlen(b->text) };
	struct file f = { 0 };
	struct upload u;

	sql_ok(store_put_bytes(w, bytes, &f));
	f.type = "jpg";
	f.purpose = "upload";
	f.state = b->state;
	sql_ok(file_add(w, &f));
	return upload_add(w, &at, f.id, "申请表.jpg", 1, &u);
}

static struct story_order
bare_order(void)
{
	struct story_order s = { .way = WAY_MAIL, .no_upload = 1 };

	story_do(story_order_tx, &s);
	return s;
}

static void
bring(const struct pid *order, const char *text, const char *state)
{
	struct bringing b = { story_look(order), text, state };

	story_do(bring_tx, &b);
}

static struct blob
whole(const struct pid *order, int *files)
{
	static unsigned char all[65536];
	struct bundle *b;
	const char *name;
	struct blob piece;
	size_t n = 0;
	int more;

	sql_w.actor = &story_applicant;
	sql_ok(bundle_begin(&sql_w, order, &b, files, &name));
	while ((more = bundle_more(&sql_w, b, &piece)) == 1) {
		assert_true(n + piece.n <= sizeof(all));
		if (piece.n > 0)
			memcpy(all + n, piece.p, piece.n);
		n += piece.n;
	}
	if (more != 0)
		fail_msg("%s: %s", err_name(sql_w.fault.code), sql_w.fault.detail);
	return (struct blob){ all, n };
}

/* The n-th file: its text, and whether its name says that another replaced it. */
static void
holds(struct archive *a, const char *text, int replaced)
{
	struct archive_entry *e;
	char found[64] = "";

	assert_int_equal(archive_read_next_header(a, &e), ARCHIVE_OK);
	assert_int_equal(archive_read_data(a, found, sizeof(found) - 1), (la_ssize_t)strlen(text));
	assert_string_equal(found, text);
	assert_non_null(strstr(archive_entry_pathname_utf8(e), "申请表"));
	assert_int_equal(strstr(archive_entry_pathname_utf8(e), "已替换") != NULL, replaced);
}

static void
a_bundle_holds_what_was_taken_byte_for_byte(void **s)
{
	struct archive *a = archive_read_new();
	struct archive_entry *e;
	struct story_order order;
	struct bundle *b;
	const char *name;
	struct blob zip;
	int n;

	(void)s;
	SQL_NEEDED;
	order = bare_order();
	sql_w.actor = &story_applicant;
	sql_refused(bundle_begin(&sql_w, &order.pid, &b, &n, &name), ERR_CONFLICT);
	bring(&order.pid, "the first scan", FILE_READY);
	bring(&order.pid, "what is no picture", "REFUSED");
	bring(&order.pid, "the second scan", FILE_READY);
	zip = whole(&order.pid, &n);
	assert_int_equal(n, 2);
	archive_read_support_format_zip(a);
	assert_int_equal(archive_read_open_memory(a, zip.p, zip.n), ARCHIVE_OK);
	holds(a, "the first scan", 1);
	holds(a, "the second scan", 0);
	assert_int_equal(archive_read_next_header(a, &e), ARCHIVE_EOF);
	archive_read_free(a);
	sql_clear();
}

static void
a_reader_who_goes_away_costs_nobody_anything(void **s)
{
	struct story_order order;
	struct bundle *b;
	const char *name;
	struct blob piece;
	int n;

	(void)s;
	SQL_NEEDED;
	order = bare_order();
	bring(&order.pid, "a scan", FILE_READY);
	sql_w.actor = &story_applicant;
	sql_ok(bundle_begin(&sql_w, &order.pid, &b, &n, &name));
	assert_int_equal(bundle_more(&sql_w, b, &piece), 1);
	whole(&order.pid, &n);
	assert_int_equal(n, 1);
	sql_clear();
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_sheet_is_had_when_its_time_has_come),
		cmocka_unit_test(nobody_elses_order_has_a_sheet_or_a_bundle),
		cmocka_unit_test(a_bundle_holds_what_was_taken_byte_for_byte),
		cmocka_unit_test(a_reader_who_goes_away_costs_nobody_anything),
	};

	if (argc > 1)
		cmocka_set_test_filter(argv[1]);
	return cmocka_run_group_tests(tests, setup, sql_end);
}
