/* SPDX-License-Identifier: MIT */
/* Invoices on a real server (S22): the choice, the freeze, the sheet, the sums. */
#include <string.h>

#include "pay_test.h"
#include "db/migrate.h"
#include "modules/service/invoice_desk.h"

DB_SQL(sql_invoice_state, "test.invoice_state",
    "SELECT COUNT(*) FROM invoice WHERE group_id = ? AND refund_id = 0 AND state = ?", 2, 1);
DB_SQL(sql_events, "test.invoice_events",
    "SELECT COUNT(*) FROM invoice_event e JOIN invoice i ON i.id = e.invoice_id"
    " WHERE i.group_id = ? AND e.act = ?", 2, 1);
DB_SQL(sql_mails, "test.invoice_mails",
    "SELECT COUNT(*) FROM task WHERE kind = 'talk.mail' AND tkey LIKE ?", 1, 1);
DB_SQL(sql_reds, "test.invoice_red_sum",
    "SELECT CAST(COALESCE(SUM(fen), 0) AS SIGNED) FROM invoice WHERE group_id = ?"
    " AND refund_id <> 0 AND state <> 'VOID'", 1, 1);
DB_SQL(sql_left, "test.invoice_fen",
    "SELECT fen FROM invoice WHERE group_id = ? AND refund_id = 0", 1, 1);

static const struct actor finance = { .account_id = 900, .rights = RIGHT_STAFF | RIGHT_FINANCE,
	.channel = "MAIN", .name = "何财务" };
static const struct actor the_clock = { .rights = RIGHT_CLOCK, .channel = "MAIN",
	.name = "系统" };
static int number_serial;

/* ---- what a payer chooses ---- */

static struct json *
choice(const char *type)
{
	struct json *j = js_object(&sql_w);

	js_put_text(j, "type", type);
	js_put_text(j, "name", "演示测试企业");
	js_put_text(j, "tax_no", "91210102MA0DEM013A");
	js_put_text(j, "address", "沈阳市和平区南京街1号");
	js_put_text(j, "phone", "024-23450001");
	js_put_text(j, "bank", "演示银行沈阳分行");
	js_put_text(j, "account", "6222020200112233");
	js_put_text(j, "email", "caiwu@example.com");
	return j;
}

static int
try_checkout(struct order **o, size_t n, struct json *invoice, struct pay_group **g)
{
	struct json *body = body_of(o, n, (int64_t)n * FEN), *j;
	struct pid pid;

	js_put(body, "invoice", invoice);
	if (checkout_open(&sql_w, body, &j) < 0)
		return -1;
	sql_ok(pid_parse(&sql_w, js_get_text(j, "pid"), &pid));
	sql_ok(pay_group_get(&sql_w, &pid, g));
	return 0;
}

static struct pay_group *
chosen(struct order **o, size_t n, const char *type)
{
	struct pay_group *g;

	sql_ok(try_checkout(o, n, choice(type), &g));
	return g;
}

static void
pay(struct pay_group *g)
{
	struct pay_attempt *a = attempt(g);

	scan_and_pay(a);
	post(note_of(a));
	clerk();
}

static void
invoice_is(const struct pay_group *g, const char *state)
{
	assert_int_equal(number(&sql_invoice_state, DB_ARGS(DB_V(g->id), DB_V(state))), 1);
}

static void
refused_with(enum err code, const char *field)
{
	assert_int_equal(sql_w.fault.code, code);
	if (field != NULL)
		assert_string_equal(sql_w.fault.fields[0].field, field);
	fault_clear(&sql_w);
}

/* ---- the finance desk ---- */

static void
export_all(void)
{
	struct json *j;

	sql_w.actor = &finance;
	sql_ok(invoice_desk_export(&sql_w, &j));
	sql_w.actor = &payer;
}

static struct json *
import(const char *csv)
{
	struct json *j;

	sql_w.actor = &finance;
	sql_ok(invoice_desk_import(&sql_w,
	    (struct blob){ (const unsigned char *)csv, strlen(csv) }, &j));
	sql_w.actor = &payer;
	return j;
}

#define TITLES	"申请单号,发票号码,开票日期,失败原因\n"

static const char *
new_number(void)
{
	return arena_printf(sql_w.arena, "2121000000%010d", ++number_serial);
}

static struct json *
import_issued(const char *no)
{
	return import(arena_printf(sql_w.arena, TITLES "%s,%s,2021-09-01,\n", no, new_number()));
}

static int
refund_tx(struct work *w, void *arg)
{
	const int64_t *x = arg;

	return invoices_refunded(w, x[0], x[1], x[2]);
}

static void
refund(const struct pay_group *g, int64_t refund_id, int64_t fen)
{
	sql_w.actor = &the_clock;
	sql_ok(db_tx(&sql_w, refund_tx, (int64_t[]){ g->id, refund_id, fen }));
	sql_w.actor = &payer;
}

/* ---- tests: the choice ---- */

static void
an_electronic_invoice_needs_an_address_to_be_mailed_to(void **s)
{
	struct order *o = order();
	struct json *j = choice("ELECTRONIC");
	struct pay_group *g;

	(void)s;
	SQL_NEEDED;
	js_put_text(j, "email", "");
	assert_int_equal(try_checkout(&o, 1, j, &g), -1);
	refused_with(ERR_INVALID, "invoice.email");
	js_put_text(j, "email", "nobody");
	assert_int_equal(try_checkout(&o, 1, j, &g), -1);
	refused_with(ERR_INVALID, "invoice.email");
}

static void
a_paper_invoice_needs_tax_number_bank_and_address(void **s)
{
	static const char *const wanted[] = { "name", "tax_no", "address", "phone", "bank",
		"account" };
	struct order *o = order();
	struct pay_group *g;

	(void)s;
	SQL_NEEDED;
	for (size_t i = 0; i < 6; i++) {
		struct json *j = choice("PAPER");

		js_put_text(j, wanted[i], "");
		assert_int_equal(try_checkout(&o, 1, j, &g), -1);
		refused_with(ERR_INVALID, arena_printf(sql_w.arena, "invoice.%s", wanted[i]));
	}
	g = chosen(&o, 1, "PAPER");
	invoice_is(g, "CHOSEN");
}

static void
a_type_that_no_row_offers_is_refused(void **s)
{
	struct order *o = order();
	struct pay_group *g;

	(void)s;
	SQL_NEEDED;
	assert_int_equal(try_checkout(&o, 1, choice("GOLD"), &g), -1);
	refused_with(ERR_INVALID, "invoice.type");
}

static void
after_the_click_another_type_is_a_conflict(void **s)
{
	struct order *o = order();
	struct pay_group *g, *other;
	struct json *j;

	(void)s;
	SQL_NEEDED;
	g = chosen(&o, 1, "ELECTRONIC");
	assert_int_equal(invoices_change(&sql_w, &g->pid, choice("PAPER"), &j), -1);
	refused_with(ERR_CONFLICT, NULL);
	assert_int_equal(try_checkout(&o, 1, choice("PAPER"), &other), -1);
	refused_with(ERR_CONFLICT, NULL);
	assert_int_equal(try_checkout(&o, 1, NULL, &other), -1);
	refused_with(ERR_CONFLICT, NULL);
	invoice_is(g, "CHOSEN");
	assert_int_equal(number(&sql_group, DB_ARGS(DB_V(g->id), DB_V("OPEN"))), 1);
}

static void
the_same_type_may_be_chosen_again_and_the_old_one_is_void(void **s)
{
	struct order *o = order();
	struct pay_group *old, *new;

	(void)s;
	SQL_NEEDED;
	old = chosen(&o, 1, "ELECTRONIC");
	new = chosen(&o, 1, "ELECTRONIC");
	invoice_is(old, "VOID");
	invoice_is(new, "CHOSEN");
}

static void
a_payment_whose_time_is_over_is_a_new_choice(void **s)
{
	struct order *o = order();
	struct pay_group *g;

	(void)s;
	SQL_NEEDED;
	chosen(&o, 1, "ELECTRONIC");
	shift(conf.pay_minutes * 60 + 1);
	g = chosen(&o, 1, "PAPER");
	invoice_is(g, "CHOSEN");
}

static void
the_address_may_be_corrected_until_the_money_came(void **s)
{
	struct order *o = order();
	struct json *j, *form = choice("ELECTRONIC");
	struct pay_group *g;

	(void)s;
	SQL_NEEDED;
	g = chosen(&o, 1, "ELECTRONIC");
	js_put_text(form, "email", "other@example.com");
	sql_ok(invoices_change(&sql_w, &g->pid, form, &j));
	assert_string_equal(js_get_text(j, "email"), "other@example.com");
	pay(g);
	invoice_is(g, "WAIT_ISSUE");
	assert_int_equal(invoices_change(&sql_w, &g->pid, form, &j), -1);
	refused_with(ERR_CONFLICT, NULL);
	assert_int_equal(number(&sql_events, DB_ARGS(DB_V(g->id), DB_V("CHANGE"))), 1);
}

/* ---- tests: money ---- */

static void
one_payment_of_two_orders_has_one_invoice_over_the_sum(void **s)
{
	struct order *o[2] = { order(), order() };
	struct pay_group *g;

	(void)s;
	SQL_NEEDED;
	g = chosen(o, 2, "ELECTRONIC");
	pay(g);
	invoice_is(g, "WAIT_ISSUE");
	assert_int_equal(number(&sql_left, DB_ARGS(DB_V(g->id))), 2 * FEN);
	assert_int_equal(number(&sql_events, DB_ARGS(DB_V(g->id), DB_V("PAY"))), 1);
}

static void
who_wants_none_gets_none(void **s)
{
	struct order *o = order();
	struct pay_group *g;

	(void)s;
	SQL_NEEDED;
	g = checkout(&o, 1);
	pay(g);
	invoice_is(g, "NOT_WANTED");
}

static void
a_payment_given_up_leaves_nothing_to_issue(void **s)
{
	struct order *o = order();
	struct pay_group *g;

	(void)s;
	SQL_NEEDED;
	g = chosen(&o, 1, "PAPER");
	shift(conf.pay_minutes * 60 + PAY_GRACE + 1);
	sql_w.actor = &the_clock;
	sql_ok(settle_run_groups(&sql_w, NULL, NULL));
	invoice_is(g, "VOID");
}

/* ---- tests: the sheet ---- */

static void
what_is_exported_is_issued_once_and_mailed(void **s)
{
	struct order *o = order();
	struct pay_group *g;
	struct json *j;
	const char *line;

	(void)s;
	SQL_NEEDED;
	g = chosen(&o, 1, "ELECTRONIC");
	pay(g);
	j = import_issued(g->no);		/* nobody exported it */
	assert_int_equal(js_get_int(j, "refused", -1), 1);
	export_all();
	invoice_is(g, "ISSUING");
	line = arena_printf(sql_w.arena, TITLES "%s,%s,2021-09-01,\n", g->no, new_number());
	j = import(line);
	assert_int_equal(js_get_int(j, "done", -1), 1);
	invoice_is(g, "ISSUED");
	assert_int_equal(number(&sql_mails, DB_ARGS(DB_V("invoice.issued:%"))), 1);
	j = import(line);
	assert_int_equal(js_get_int(j, "known", -1), 1);
	assert_int_equal(number(&sql_mails, DB_ARGS(DB_V("invoice.issued:%"))), 1);
	while (tasks_run(&sql_w, TASK_TALK) == 1)
		;
	invoice_is(g, "SENT");
	sql_w.actor = &payer;
}

static void
a_bad_line_is_reported_and_the_others_are_done(void **s)
{
	struct order *o[3] = { order(), order(), order() };
	struct pay_group *g[3];
	struct json *j;
	const char *number_of_first;

	(void)s;
	SQL_NEEDED;
	for (int i = 0; i < 3; i++) {
		g[i] = chosen(&o[i], 1, "ELECTRONIC");
		pay(g[i]);
	}
	export_all();
	number_of_first = new_number();
	j = import(arena_printf(sql_w.arena, TITLES "%s,%s,2021-09-01,\n%s,%s,2021-09-01,\n"
	    "P-NOBODY,%s,2021-09-01,\n%s,123,2021-09-01,\n%s,%s,2099-01-01,\n%s,,,税号有误\n",
	    g[0]->no, number_of_first, g[1]->no, number_of_first, new_number(), g[1]->no,
	    g[1]->no, new_number(), g[2]->no));
	assert_int_equal(js_get_int(j, "done", -1), 2);
	assert_int_equal(js_get_int(j, "refused", -1), 4);
	assert_int_equal(js_size(js_get(j, "lines")), 6);
	assert_int_equal(js_get_int(js_at(js_get(j, "lines"), 1), "line", -1), 3);
	invoice_is(g[0], "ISSUED");
	invoice_is(g[1], "ISSUING");
	invoice_is(g[2], "FAILED");
}

static void
a_failed_one_is_tried_again(void **s)
{
	struct order *o = order();
	struct pay_group *g;
	struct invoice *v;
	struct json *j;

	(void)s;
	SQL_NEEDED;
	g = chosen(&o, 1, "PAPER");
	pay(g);
	export_all();
	import(arena_printf(sql_w.arena, TITLES "%s,,,开户行与账号不符\n", g->no));
	invoice_is(g, "FAILED");
	sql_ok(invoice_of_group(&sql_w, g->id, &v));
	assert_string_equal(v->words, "开户行与账号不符");
	sql_w.actor = &finance;
	sql_ok(invoice_desk_retry(&sql_w, &v->pid, &j));
	invoice_is(g, "WAIT_ISSUE");
	export_all();
	import_issued(g->no);
	sql_w.actor = &finance;
	assert_int_equal(invoice_desk_post(&sql_w, &v->pid, "顺丰速运", "X", &j), -1);
	refused_with(ERR_INVALID, "waybill");
	sql_ok(invoice_desk_post(&sql_w, &v->pid, "顺丰速运", "SF1234567890123", &j));
	invoice_is(g, "POSTED");
	assert_int_equal(number(&sql_message, DB_ARGS(DB_V("invoice.posted:%"))), 1);
}

static void
a_cell_that_looks_like_a_formula_is_text(void **s)
{
	struct order *o = order();
	struct json *form = choice("ELECTRONIC");
	struct pay_group *g;
	struct blob csv;

	(void)s;
	SQL_NEEDED;
	js_put_text(form, "name", "=cmd|' /C calc'!A0");
	sql_ok(try_checkout(&o, 1, form, &g));
	pay(g);
	sql_w.actor = &finance;
	sql_ok(invoice_desk_sheet(&sql_w,
	    &(struct invoice_filter){ .q = g->no }, &csv));
	assert_non_null(memmem(csv.p, csv.n, "\"'=cmd", 6));
	assert_null(memmem(csv.p, csv.n, "\"=cmd", 5));
	sql_w.actor = &payer;
}

/* ---- tests: the mail again ---- */

static void
the_mail_goes_again_to_whom_the_applicant_says(void **s)
{
	struct order *o = order();
	struct pay_group *g;
	struct invoice *v;
	struct json *j;
	struct actor stranger = { .account_id = 4711, .person_id = 4711, .company_id = 4711,
		.rights = RIGHT_MEMBER | RIGHT_APPLY, .channel = "MAIN", .name = "生人" };

	(void)s;
	SQL_NEEDED;
	g = chosen(&o, 1, "ELECTRONIC");
	pay(g);
	sql_ok(invoice_of_group(&sql_w, g->id, &v));
	assert_int_equal(invoices_resend(&sql_w, &v->pid, "x@example.com", &j), -1);
	refused_with(ERR_CONFLICT, NULL);
	export_all();
	import_issued(g->no);
	sql_ok(invoices_resend(&sql_w, &v->pid, "x@example.com", &j));
	assert_int_equal(js_get_int(j, "mails", -1), 2);
	sql_w.actor = &stranger;
	assert_int_equal(invoices_resend(&sql_w, &v->pid, "x@example.com", &j), -1);
	refused_with(ERR_NOTFOUND, NULL);
	sql_w.actor = &payer;
}

/* ---- tests: money that goes back ---- */

static void
before_the_issue_the_amount_shrinks(void **s)
{
	struct order *o[2] = { order(), order() };
	struct pay_group *g;

	(void)s;
	SQL_NEEDED;
	g = chosen(o, 2, "ELECTRONIC");
	pay(g);
	refund(g, 1001, FEN);
	assert_int_equal(number(&sql_left, DB_ARGS(DB_V(g->id))), FEN);
	invoice_is(g, "WAIT_ISSUE");
	refund(g, 1002, FEN);
	invoice_is(g, "VOID");
	assert_int_equal(number(&sql_reds, DB_ARGS(DB_V(g->id))), 0);
}

static void
after_the_issue_a_red_letter_is_asked_for_once(void **s)
{
	struct order *o[2] = { order(), order() };
	struct pay_group *g;
	struct json *j;

	(void)s;
	SQL_NEEDED;
	g = chosen(o, 2, "ELECTRONIC");
	pay(g);
	export_all();
	import_issued(g->no);
	refund(g, 2001, FEN);
	refund(g, 2001, FEN);
	assert_int_equal(number(&sql_reds, DB_ARGS(DB_V(g->id))), FEN);
	refund(g, 2002, FEN);
	assert_int_equal(number(&sql_reds, DB_ARGS(DB_V(g->id))), 2 * FEN);
	assert_int_equal(number(&sql_left, DB_ARGS(DB_V(g->id))), 2 * FEN);
	j = import_issued(arena_printf(sql_w.arena, "%s-R1", g->no));
	assert_int_equal(js_get_int(j, "done", -1), 1);
	assert_int_equal(number(&sql_mails, DB_ARGS(DB_V("invoice.red:%"))), 1);
}

static void
a_red_letter_for_a_paper_that_never_came_is_dropped(void **s)
{
	struct order *o[2] = { order(), order() };
	struct pay_group *g;
	struct json *j;

	(void)s;
	SQL_NEEDED;
	g = chosen(o, 2, "ELECTRONIC");
	pay(g);
	export_all();
	refund(g, 3001, FEN);			/* while the tax platform works */
	assert_int_equal(number(&sql_reds, DB_ARGS(DB_V(g->id))), FEN);
	j = import_issued(arena_printf(sql_w.arena, "%s-R1", g->no));
	assert_int_equal(js_get_int(j, "refused", -1), 1);
	import(arena_printf(sql_w.arena, TITLES "%s,,,平台拒绝\n", g->no));
	assert_int_equal(number(&sql_reds, DB_ARGS(DB_V(g->id))), 0);
	assert_int_equal(number(&sql_left, DB_ARGS(DB_V(g->id))), FEN);
}

/* Whatever happens in whatever order: what the papers say is what was kept. */
static void
papers_always_add_up_to_the_money_that_was_kept(void **s)
{
	unsigned dice = 7;

	(void)s;
	SQL_NEEDED;
	for (int round = 0; round < 12; round++) {
		struct order *o[3] = { order(), order(), order() };
		struct pay_group *g = chosen(o, 3, "ELECTRONIC");
		int64_t kept = 3 * FEN, left = 3;

		pay(g);
		for (int step = 0; step < 8; step++) {
			dice = dice * 1103515245 + 12345;
			switch (dice >> 16 & 3) {
			case 0:
				export_all();
				break;
			case 1:
				import_issued(g->no);
				break;
			case 2:
				import(arena_printf(sql_w.arena, TITLES "%s,,,拒绝\n", g->no));
				break;
			default:
				if (left-- > 0) {
					refund(g, 5000 + round * 10 + left, FEN);
					kept -= FEN;
				}
			}
			assert_int_equal(number(&sql_left, DB_ARGS(DB_V(g->id))) -
			    number(&sql_reds, DB_ARGS(DB_V(g->id))), kept);
		}
	}
}

/* ---- tests: headings ---- */

static void
headings_belong_to_whoever_keeps_them(void **s)
{
	struct actor admin = payer, other = payer;
	struct json *form = choice(NULL), *j, *list;
	struct pid pid;

	(void)s;
	SQL_NEEDED;
	admin.rights |= RIGHT_COMPANY;
	other.account_id = 4712;
	sql_w.actor = &admin;
	sql_ok(invoices_heading_add(&sql_w, form, &j));
	sql_ok(pid_parse(&sql_w, js_get_text(j, "pid"), &pid));
	sql_w.actor = &other;
	sql_ok(invoices_headings(&sql_w, &list));
	assert_int_equal(js_size(js_get(list, "items")), 1);
	assert_false(js_get_bool(js_at(js_get(list, "items"), 0), "editable"));
	assert_int_equal(invoices_heading_set(&sql_w, &pid, form, &j), -1);
	refused_with(ERR_NOTFOUND, NULL);
	sql_ok(invoices_heading_add(&sql_w, form, &j));
	sql_ok(pid_parse(&sql_w, js_get_text(j, "pid"), &pid));
	sql_w.actor = &admin;
	sql_ok(invoices_headings(&sql_w, &list));
	assert_int_equal(js_size(js_get(list, "items")), 1);
	assert_int_equal(invoices_heading_drop(&sql_w, &pid), -1);
	refused_with(ERR_NOTFOUND, NULL);
	sql_w.actor = &payer;
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test_setup(an_electronic_invoice_needs_an_address_to_be_mailed_to, fresh),
	cmocka_unit_test_setup(a_paper_invoice_needs_tax_number_bank_and_address, fresh),
	cmocka_unit_test_setup(a_type_that_no_row_offers_is_refused, fresh),
	cmocka_unit_test_setup(after_the_click_another_type_is_a_conflict, fresh),
	cmocka_unit_test_setup(the_same_type_may_be_chosen_again_and_the_old_one_is_void, fresh),
	cmocka_unit_test_setup(a_payment_whose_time_is_over_is_a_new_choice, fresh),
	cmocka_unit_test_setup(the_address_may_be_corrected_until_the_money_came, fresh),
	cmocka_unit_test_setup(one_payment_of_two_orders_has_one_invoice_over_the_sum, fresh),
	cmocka_unit_test_setup(who_wants_none_gets_none, fresh),
	cmocka_unit_test_setup(a_payment_given_up_leaves_nothing_to_issue, fresh),
	cmocka_unit_test_setup(what_is_exported_is_issued_once_and_mailed, fresh),
	cmocka_unit_test_setup(a_bad_line_is_reported_and_the_others_are_done, fresh),
	cmocka_unit_test_setup(a_failed_one_is_tried_again, fresh),
	cmocka_unit_test_setup(a_cell_that_looks_like_a_formula_is_text, fresh),
	cmocka_unit_test_setup(the_mail_goes_again_to_whom_the_applicant_says, fresh),
	cmocka_unit_test_setup(before_the_issue_the_amount_shrinks, fresh),
	cmocka_unit_test_setup(after_the_issue_a_red_letter_is_asked_for_once, fresh),
	cmocka_unit_test_setup(a_red_letter_for_a_paper_that_never_came_is_dropped, fresh),
	cmocka_unit_test_setup(papers_always_add_up_to_the_money_that_was_kept, fresh),
	cmocka_unit_test_setup(headings_belong_to_whoever_keeps_them, fresh),
};

int
main(int argc, char **argv)
{
	PAY_TEST_MAIN(tests);
}
