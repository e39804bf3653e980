/* SPDX-License-Identifier: MIT */
/*
 * Lists of orders against an oracle that knows no SQL: all rows are read once,
 * filtered and sorted here, and held against pages by number, pages by cursor
 * and the count, for random filters and everybody who may look.
 */
#include "story.h"

#include "modules/base/csv.h"
#include "modules/order/list.h"
#include "modules/service/order_csv.h"
#include "modules/service/order_search.h"

#define ROWS	600
#define FILTERS	400		/* CI's share; FILTERS=4000 for a long look */
#define AT0	1600000000

static unsigned seed = 20261121;

static unsigned
pick(unsigned n)
{
	seed = seed * 1103515245u + 12345u;
	return (seed >> 8) % n;
}

static const char *const pays[] = { "UNPAID", "PAYING", "PAID", "REFUNDING", "CLOSED" };
static const char *const reviews[] = { "PENDING", "IN_REVIEW", "SECOND", "APPROVED", "RETURNED" };
static const char *const ships[] = { "NONE", "TO_SHIP", "SHIPPED", "TO_COLLECT" };
static const char *const states[] = { "UNPAID", "REVIEW", "SHIP", "DONE" };
static const char *const services[] = { "new", "renew", "reissue" };
static const char *const names[] = { "欧阳𠮷", "100%", "a_b", "=1+1", "O'Neil \\ \"x\"", "😀",
	"\u202eabc", "@SUM(A1)", "鞍山", "鞍山一建" };
static const char *const asked[] = { "欧阳", "%", "_", "=1", "'", "\\", "😀", "鞍山", "TEST00",
	"LIST00000012", "list0000", "LIST", "查无此人", "00000", "\"x" };

#define PICK(list)	list[pick(sizeof(list) / sizeof(*(list)))]

DB_SQL(sql_add, "test.list_add",
    "INSERT INTO orders (pid, no, draft_id, account_id, buyer, company_id, company, person_id,"
    " holder, channel, service, lock_type, medium, vendor, years, state, traits, reviewers, way,"
    " point_id, tariff_id, policy_id, fen, price_lines, data, paper_scope, pay_word, review_word,"
    " ship_word, version, created_at, updated_at) VALUES (?, ?, 0, ?, 'x', ?, ?, ?, ?, 'MAIN', ?,"
    " 'PROJECT', 'UKEY', 'X', 1, ?, 11, 1, 'NONE', ?, 1, 1, 1, '[]', '{}', 'x', ?, ?, ?, 1, ?, ?)",
    15, 0);
DB_SQL(sql_all, "test.list_all",
    "SELECT id, pid, no, account_id, company_id, person_id, company, holder, service, state,"
    " point_id, pay_word, review_word, ship_word, created_at FROM orders", 0, 15);

static const struct db_col all_cols[] = {
	DB_COL(order, id), DB_COL(order, pid), DB_COL(order, no), DB_COL(order, account_id),
	DB_COL(order, company_id), DB_COL(order, person_id), DB_COL(order, company),
	DB_COL(order, holder), DB_COL(order, service), DB_COL(order, state_code),
	DB_COL(order, point_id), DB_COL(order, pay_word), DB_COL(order, review_word),
	DB_COL(order, ship_word), DB_COL(order, created_at),
};

/* Many share a second, so that the id has to tell them apart. */
static int
fill_tx(struct work *w, void *arg)
{
	(void)arg;
	for (unsigned i = 0; i < ROWS; i++) {
		struct pid pid = pid_new();
		int64_t at = AT0 + pick(40) * 3600, point = pick(3);

		sql_ok(db_exec(w, &sql_add, DB_ARGS(DB_V(&pid),
			DB_V(arena_printf(w->arena, "LIST%08u", i)), DB_V((int64_t)pick(3) + 1),
			DB_V((int64_t)pick(3) + 1), DB_V(PICK(names)), DB_V((int64_t)pick(4) + 1),
			DB_V(PICK(names)), DB_V(PICK(services)), DB_V(PICK(states)),
			DB_OR_NULL(point), DB_V(PICK(pays)), DB_V(PICK(reviews)),
			DB_V(PICK(ships)), DB_V(at), DB_V(at + pick(9)))));
	}
	return 0;
}

static struct arena *keep;
static struct order *all;
static size_t n_all;

static int
newer(const void *a, const void *b)
{
	const struct order *x = a, *y = b;

	if (x->created_at != y->created_at)
		return x->created_at < y->created_at ? 1 : -1;
	return x->id < y->id ? 1 : -1;
}

static int
setup(void **s)
{
	struct arena *was;

	if (story_setup(s) < 0)
		return -1;
	if (sql_w.db == NULL)
		return 0;
	sql_ok(db_tx(&sql_w, fill_tx, NULL));
	keep = arena_new(65536);
	was = sql_w.arena;
	sql_w.arena = keep;
	sql_ok(db_list(&sql_w, &sql_all, all_cols, &all, &n_all, DB_NO_ARGS));
	sql_w.arena = was;
	qsort(all, n_all, sizeof(*all), newer);
	return 0;
}

/* ---- the oracle ---- */

static int
among(const char *word, const char *list)
{
	size_t n = strlen(word);

	if (list == NULL)
		return 1;
	for (const char *p = list;; p++) {
		if (strncmp(p, word, n) == 0 && (p[n] == ',' || p[n] == '\0'))
			return 1;
		if ((p = strchr(p, ',')) == NULL)
			return 0;
	}
}

static int
typed(const struct order *o, const char *q)
{
	if (q == NULL)
		return 1;
	if (strcmp(q, "list0000") == 0)
		q = "LIST0000";
	if (strncmp(q, "LIST0000", 8) == 0)
		return strncmp(o->no, q, strlen(q)) == 0;
	return strstr(o->no, q) != NULL || strstr(o->holder, q) != NULL ||
	    strstr(o->company, q) != NULL;
}

static int
sees(const struct order *o)
{
	const struct actor *a = sql_w.actor;

	if (a->rights & RIGHT_VIEW)
		return 1;
	if (a->rights & RIGHT_DESK)
		return o->point_id == a->point_id;
	if (a->rights & RIGHT_COMPANY)
		return o->company_id == a->company_id;
	return o->account_id == a->account_id || o->person_id == a->person_id;
}

static int
fits(const struct order *o, const struct order_filter *f)
{
	return sees(o) && typed(o, f->q) && among(o->pay_word, f->pay) &&
	    among(o->review_word, f->review) && among(o->ship_word, f->ship) &&
	    among(o->state_code, f->state) && among(o->service, f->service) &&
	    (f->point_id == 0 || o->point_id == f->point_id) && o->created_at >= f->from &&
	    (f->until == 0 || o->created_at < f->until);
}

static size_t
expected(const struct order_filter *f, int64_t *ids)
{
	size_t n = 0;

	for (size_t i = 0; i < n_all; i++)
		if (fits(&all[i], f))
			ids[n++] = all[i].id;
	return n;
}

/* ---- random questions ---- */

static const char *
some(const char *const *list, unsigned n)
{
	const char *out = NULL;

	for (unsigned k = pick(4); k > 0; k--)
		out = out == NULL ? list[pick(n)] :
		    arena_printf(keep, "%s,%s", out, list[pick(n)]);
	return out;
}
#define SOME(list)	some(list, sizeof(list) / sizeof(*(list)))

static struct order_filter
random_filter(void)
{
	struct order_filter f = { .page = 1, .size = 1 + pick(100) };

	f.q = pick(3) == 0 ? PICK(asked) : NULL;
	f.pay = SOME(pays);
	f.review = SOME(reviews);
	f.ship = SOME(ships);
	f.state = pick(6) == 0 ? PICK(states) : NULL;
	f.service = pick(6) == 0 ? PICK(services) : NULL;
	f.point_id = pick(4) == 0 ? 1 + pick(3) : 0;
	f.from = pick(3) == 0 ? AT0 + pick(40) * 1800 : 0;
	f.until = pick(3) == 0 ? AT0 + pick(80) * 1800 : 0;
	return f;
}

static void
same_ids(const struct order *o, size_t n, const int64_t *ids, size_t want, const char *how)
{
	if (n != want)
		fail_msg("%s: %zu rows instead of %zu", how, n, want);
	for (size_t i = 0; i < n; i++)
		if (o[i].id != ids[i])
			fail_msg("%s: row %zu is %lld", how, i, (long long)o[i].id);
}

static void
by_number(struct order_filter f, const int64_t *ids, size_t n)
{
	struct order *o;
	size_t got, at = 0;

	do {
		sql_ok(order_list(&sql_w, &f, &o, &got));
		assert_true(at + got <= n);
		same_ids(o, got, ids + at, n - at < (size_t)f.size ? n - at : (size_t)f.size,
		    "by number");
		at += got;
		f.page++;
	} while (got > 0);
	assert_int_equal(at, n);
}

static void
by_cursor(struct order_filter f, const int64_t *ids, size_t n)
{
	struct order *o;
	size_t got, at = 0;

	do {
		sql_ok(order_list(&sql_w, &f, &o, &got));
		same_ids(o, got, ids + at, n - at < (size_t)f.size ? n - at : (size_t)f.size,
		    "by cursor");
		at += got;
		if (got > 0)
			f.below = (struct order_key){ o[got - 1].created_at, o[got - 1].id };
	} while (got == (size_t)f.size);
	assert_int_equal(at, n);
}

static int
how_often(void)
{
	const char *s = getenv("FILTERS");

	return s == NULL ? FILTERS : (int)strtol(s, NULL, 10);
}

static void
list_and_count_are_what_the_oracle_says(void **state)
{
	static struct actor who[4];
	int64_t ids[ROWS], total;

	(void)state;
	SQL_NEEDED;
	who[0] = story_anna;
	who[1] = (struct actor){ .rights = RIGHT_STAFF | RIGHT_DESK, .point_id = 1 };
	who[2] = (struct actor){ .rights = RIGHT_MEMBER | RIGHT_COMPANY, .account_id = 9, .company_id = 2 };
	who[3] = (struct actor){ .rights = RIGHT_MEMBER, .account_id = 2, .person_id = 3 };
	for (int i = 0; i < how_often(); i++) {
		struct order_filter f = random_filter();
		size_t n;

		story_as(&who[pick(4)]);
		n = expected(&f, ids);
		sql_ok(order_count(&sql_w, &f, &total));
		assert_int_equal(total, n);
		by_number(f, ids, n);
		by_cursor(f, ids, n);
	}
}

static void
who_has_no_scope_lists_nothing(void **state)
{
	static struct actor nothing = { .rights = RIGHT_STAFF | RIGHT_SYSTEM };
	struct order_filter f = { .page = 1, .size = 10 };
	struct order *o;
	int64_t total;
	size_t n;

	(void)state;
	SQL_NEEDED;
	story_as(&nothing);
	assert_int_equal(order_list(&sql_w, &f, &o, &n), -1);
	assert_int_equal(sql_w.fault.code, ERR_NOTFOUND);
	sql_clear();
	assert_int_equal(order_count(&sql_w, &f, &total), -1);
	assert_int_equal(sql_w.fault.code, ERR_NOTFOUND);
}

/* ---- as pages ask ---- */

static struct json *
query(const char *name, const char *value)
{
	struct json *q = js_object(&sql_w);

	js_put_text(q, name, value);
	return q;
}

static void
days_are_shanghais_and_both_included(void **state)
{
	struct json *q;
	struct order_filter f;

	(void)state;
	SQL_NEEDED;
	story_as(&story_anna);
	q = query("from", "2026-11-20");
	js_put_text(q, "to", "2026-11-20");
	sql_ok(order_search_read(&sql_w, q, &f));
	assert_int_equal(f.from, 1795104000);		/* 00:00 +08:00 */
	assert_int_equal(f.until, 1795104000 + 86400);
}

static void
what_cannot_be_meant_names_its_field(void **state)
{
	static const char *const wrong[][2] = {
		{ "from", "20261120" }, { "to", "2026-02-30" }, { "from", "昨天" },
		{ "point", "A" }, { "point", "AAAAAAAAAAAAAAAAAAAAAAAAAA" },
		{ "pay", "A,A,A,A,A,A,A,A,A,A,A,A,A" }, { "review", ",,,,,,,,,,,,," },
	};
	struct order_filter f;
	struct json *q;

	(void)state;
	SQL_NEEDED;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		story_as(&story_anna);
		assert_int_equal(order_search_read(&sql_w, query(wrong[i][0], wrong[i][1]), &f), -1);
		assert_int_equal(sql_w.fault.code, ERR_INVALID);
		assert_string_equal(sql_w.fault.fields[0].field, wrong[i][0]);
	}
	story_as(&story_anna);
	q = query("from", "2026-11-21");
	js_put_text(q, "to", "2026-11-20");
	assert_int_equal(order_search_read(&sql_w, q, &f), -1);
	assert_string_equal(sql_w.fault.fields[0].field, "to");
}

static void
codes_nobody_has_find_nothing(void **state)
{
	static const char *const codes[] = { "锁", "PAID'", "?", "😀", "paid", "PAID,,锁" };
	int64_t total;

	(void)state;
	SQL_NEEDED;
	for (size_t i = 0; i < sizeof(codes) / sizeof(*codes); i++) {
		story_as(&story_anna);
		sql_ok(order_search_count(&sql_w, query("pay", codes[i]), &total));
		assert_int_equal(total > 0, strncmp(codes[i], "PAID,", 5) == 0);
		sql_clear();
		sql_ok(order_search_count(&sql_w, query("service", codes[i]), &total));
		assert_int_equal(total, 0);
	}
}

/* The last order seen is the cursor; who may not see it reads nothing after it. */
static void
the_next_page_begins_after_the_last_order_seen(void **state)
{
	static struct actor stranger = { .rights = RIGHT_MEMBER, .account_id = 77, .person_id = 77 };
	struct json *page, *rest;
	const char *next;

	(void)state;
	SQL_NEEDED;
	story_as(&story_anna);
	sql_ok(order_search_rows(&sql_w, js_object(&sql_w), NULL, 1, 7, &page));
	next = js_get_text(page, "next");
	assert_string_equal(next, pid_text(&sql_w, &all[6].pid));
	sql_ok(order_search_rows(&sql_w, js_object(&sql_w), next, 1, 7, &rest));
	assert_string_equal(js_get_text(js_at(js_get(rest, "items"), 0), "pid"),
	    pid_text(&sql_w, &all[7].pid));
	sql_w.actor = &stranger;
	assert_int_equal(order_search_rows(&sql_w, js_object(&sql_w), next, 1, 7, &rest), -1);
	assert_int_equal(sql_w.fault.code, ERR_INVALID);
	assert_string_equal(sql_w.fault.fields[0].field, "after");
}

/* ---- CSV ---- */

/* All pieces as the worker sends them: what a piece took is given back. */
static FILE *
exported(const struct json *q, int64_t *rows, size_t *most)
{
	struct order_csv *csv;
	struct arena_mark mark;
	struct blob piece;
	const char *name;
	FILE *f = tmpfile();
	int rc;

	*most = 0;
	sql_ok(order_csv_begin(&sql_w, q, &csv, rows, &name));
	mark = arena_mark(sql_w.arena);
	while ((rc = order_csv_more(&sql_w, csv, &piece)) == 1) {
		if (piece.n > 0)		/* the end may come without bytes */
			fwrite(piece.p, 1, piece.n, f);
		*most = piece.n > *most ? piece.n : *most;
		arena_rewind(sql_w.arena, mark);
	}
	assert_int_equal(rc, 0);
	rewind(f);
	return f;
}

static const char *
undone(const char *cell)
{
	return *cell == '\'' ? cell + 1 : cell;
}

static void
the_csv_holds_the_list(void **state)
{
	static const char *const wanted[] = { "PAID", "PAID,UNPAID", "" };
	int64_t ids[ROWS], rows;
	struct csv in;
	size_t most;

	(void)state;
	SQL_NEEDED;
	for (size_t k = 0; k < sizeof(wanted) / sizeof(*wanted); k++) {
		struct order_filter f = { .pay = *wanted[k] == '\0' ? NULL : wanted[k] };
		size_t n, at = 0;
		FILE *file;

		story_as(&story_anna);
		n = expected(&f, ids);
		file = exported(query("pay", wanted[k]), &rows, &most);
		assert_int_equal(rows, n);
		csv_begin(&in, file);
		assert_int_equal(csv_next(&sql_w, &in), 1);
		assert_string_equal(in.cells[0], "订单号");
		for (size_t i = 0; i < n_all; i++) {
			if (!fits(&all[i], &f))
				continue;
			assert_int_equal(csv_next(&sql_w, &in), 1);
			assert_int_equal(in.n, 15);
			assert_string_equal(in.cells[0], all[i].no);
			assert_string_equal(undone(in.cells[5]), all[i].company);
			assert_string_equal(undone(in.cells[6]), all[i].holder);
			for (size_t c = 0; c < in.n; c++)
				assert_null(in.cells[c][0] == '\0' ? NULL : strchr("=+-@", in.cells[c][0]));
			at++;
		}
		assert_int_equal(csv_next(&sql_w, &in), 0);
		assert_int_equal(at, n);
		fclose(file);
	}
	assert_in_range(most, 1, 100000);
}

/* The status line is long gone: words in the file say that it is not whole. */
static void
an_export_that_breaks_says_so_in_its_last_row(void **state)
{
	static struct actor nothing = { .rights = RIGHT_STAFF | RIGHT_SYSTEM };
	struct order_csv *csv;
	struct blob piece;
	const char *name;
	int64_t rows;

	(void)state;
	SQL_NEEDED;
	story_as(&story_anna);
	sql_ok(order_csv_begin(&sql_w, js_object(&sql_w), &csv, &rows, &name));
	assert_int_equal(order_csv_more(&sql_w, csv, &piece), 1);
	sql_w.actor = &nothing;
	assert_int_equal(order_csv_more(&sql_w, csv, &piece), 1);
	assert_non_null(strstr((const char *)piece.p, "导出未完成"));
	assert_int_equal(sql_w.fault.code, ERR_NOTFOUND);	/* for the log */
	assert_int_equal(order_csv_more(&sql_w, csv, &piece), 0);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(list_and_count_are_what_the_oracle_says),
		cmocka_unit_test(who_has_no_scope_lists_nothing),
		cmocka_unit_test(days_are_shanghais_and_both_included),
		cmocka_unit_test(what_cannot_be_meant_names_its_field),
		cmocka_unit_test(codes_nobody_has_find_nothing),
		cmocka_unit_test(the_next_page_begins_after_the_last_order_seen),
		cmocka_unit_test(the_csv_holds_the_list),
		cmocka_unit_test(an_export_that_breaks_says_so_in_its_last_row),
	};

	SQL_MAIN(tests, setup);
}
