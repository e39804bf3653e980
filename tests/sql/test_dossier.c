/* SPDX-License-Identifier: MIT */
/* S05, E1-E10: an enterprise's data on their way to the register. */
#include "story.h"

#include <stdlib.h>

#include "modules/paper/paper.h"
#include "modules/person/identity.h"
#include "modules/service/dossiers.h"
#include "modules/service/invoices.h"
#include "modules/service/review.h"

#define FRIDAY	1631262600	/* 2021-09-10 16:30 in Beijing */
#define MONDAY	1631521800	/* 2021-09-13 16:30 */

/* Every field that a person types, E1-E6. */
#define TYPED	"\"name\":\"新名企业\",\"address\":\"南京街1号\",\"region\":\"210102\"," \
		"\"capital\":\"500\",\"legal_name\":\"欧阳𠮷\",\"legal_id_kind\":\"ID_CARD\"," \
		"\"legal_id\":\"210102198001010002\",\"legal_phone\":\"13800138000\"," \
		"\"office_region\":\"210102\",\"office_address\":\"南京街1号\"," \
		"\"subject_types\":[\"TENDEREE\",\"BIDDER\"],\"point\":\"SY\"," \
		"\"invoice_name\":\"新名企业\",\"invoice_tax_no\":\"91100000100003962T\"," \
		"\"invoice_address\":\"沈阳市\",\"invoice_phone\":\"024-67871177\"," \
		"\"invoice_bank\":\"演示银行\",\"invoice_account\":\"6222020200112233\""

static char store[] = "/tmp/test_dossier.XXXXXX";
static struct conf house;
static struct actor boss, stranger, lead;

static int
founder_tx(struct work *w, void *arg)
{
	struct identity i;

	(void)arg;
	story_company.state = "NEW";
	return company_set(w, &story_company) < 0 ? -1 :
	    identity_add(w, story_admin.id, story_company.id, IDENTITY_ADMIN,
	    IDENTITY_FOUNDING, &i);
}

static int
setup(void **s)
{
	if (story_setup(s) < 0)
		return -1;
	if (sql_w.db == NULL)
		return 0;
	if (mkdtemp(store) == NULL)
		return -1;
	conf_defaults(&sql_w, ".", &house);
	house.store_dir = store;
	sql_w.conf = &house;
	paper_forms_dir(SRCDIR "/modules/paper/forms");
	sql_w.now = FRIDAY;
	boss = story_applicant;
	boss.rights = RIGHT_MEMBER | RIGHT_ENTERPRISE;
	stranger = boss;
	stranger.account_id = 9999;
	stranger.company_id = 9999;
	stranger.person_id = 9999;
	lead = story_anna;
	lead.rights |= RIGHT_LEAD;
	return db_tx(&sql_w, founder_tx, NULL);
}

/* ---- doing ---- */

static struct pid
pid_of(const struct json *o)
{
	struct pid p;

	sql_ok(pid_parse(&sql_w, js_get_text(o, "pid"), &p));
	return p;
}

static int
save(const struct pid *pid, int64_t version, const char *text, struct json **out)
{
	struct json *data;

	sql_ok(js_parse(&sql_w, text, strlen(text), &data));
	return dossiers_save(&sql_w, pid, (int)version, 1, data, out);
}

static struct json *
look(const struct pid *pid)
{
	struct json *o;

	story_as(&boss);
	sql_ok(dossiers_get(&sql_w, pid, &o));
	return o;
}

static int
submit(const struct pid *pid)
{
	int64_t version = js_get_int(look(pid), "version", 0);
	struct json *o;

	return dossiers_submit(&sql_w, pid, (int)version, &o);
}

static const char *
refused(int rc)
{
	assert_int_equal(rc, -1);
	return sql_w.fault.nfields == 0 ? err_name(sql_w.fault.code) :
	    sql_w.fault.fields[0].field;
}

static int
upload_tx(struct work *w, void *arg)
{
	static const char *const slots[] = { "id_back", "id_front", "licence", "seal_form" };
	static unsigned char hash[32];
	struct upload_place at = { .scope = SCOPE_DOSSIER, .scope_pid = *(struct pid *)arg };
	const char *scope = arena_printf(w->arena, "dossier:%s", pid_text(w, arg));
	struct paper p;

	assert_int_equal(paper_current(w, scope, "imprint", &p), 1);
	for (size_t i = 0; i < 4; i++) {
		struct file f = { .pid = pid_new(), .sha256 = { hash, sizeof(hash) },
		    .size = 1000, .type = "jpg", .key_id = 1, .purpose = "paper" };
		struct upload u;

		at.slot = slots[i];
		sql_ok(file_add(w, &f));
		sql_ok(upload_add(w, &at, f.id, "扫描件.jpg", i == 3 ? p.version : 0, &u));
	}
	return 0;
}

/* Typed, printed, stamped, uploaded. */
static struct pid
filled(void)
{
	struct json *o;
	struct pid p;
	int made;

	story_as(&boss);
	sql_ok(dossiers_open(&sql_w, DOSSIER_COMPANY, NULL, &made, &o));
	p = pid_of(o);
	sql_ok(save(&p, js_get_int(o, "version", 0), "{" TYPED "}", &o));
	sql_ok(dossiers_print(&sql_w, &p, &o));
	sql_ok(db_tx(&sql_w, upload_tx, &p));
	return p;
}

static struct review *
review_of_it(const struct pid *pid)
{
	const struct actor *was = sql_w.actor;
	struct dossier *d;
	struct review *r;

	sql_w.actor = &boss;
	sql_ok(dossier_get(&sql_w, pid, &d));
	sql_ok(review_latest(&sql_w, review_of_dossier(d->id), &r));
	sql_w.actor = was;
	return r;
}

/* The newest round is claimed and looked at by `who`. */
static struct pid
claimed(const struct pid *pid, struct actor *who)
{
	struct upload *u;
	struct json *j;
	struct pid r;
	size_t n;

	story_as(who);
	r = review_of_it(pid)->pid;
	sql_ok(upload_list(&sql_w, SCOPE_DOSSIER, pid, &u, &n));
	sql_ok(reviewing_claim(&sql_w, &r, &j));
	for (size_t i = 0; i < n; i++)
		sql_ok(reviewing_see(&sql_w, &r, &u[i].pid, &j));
	return r;
}

static int64_t
version_of(const struct pid *pid)
{
	const struct actor *was = sql_w.actor;
	struct dossier *d;

	sql_w.actor = &boss;
	sql_ok(dossier_get(&sql_w, pid, &d));
	sql_w.actor = was;
	return d->version;
}

static int
approve(const struct pid *pid, const struct pid *review, const char *overrides)
{
	struct approval a = { .version = version_of(pid), .form_seen = 1, .words = "" };
	struct json *j;

	if (overrides != NULL)
		sql_ok(js_parse(&sql_w, overrides, strlen(overrides), &a.overrides));
	return reviewing_approve(&sql_w, review, &a, &j);
}

#define WHY "[{\"field\":\"credit_code\",\"reason\":\"与营业执照一致\"}]"

DB_SQL(sql_events, "test.dossier_events",
    "SELECT COUNT(*) FROM dossier_event e JOIN dossier d ON d.id = e.dossier_id"
    " WHERE d.pid = ?", 1, 1);

static int64_t
events(const struct pid *pid)
{
	int64_t n;

	sql_ok(db_int(&sql_w, &sql_events, &n, DB_ARGS(DB_V(pid))));
	return n;
}

static const char *
founder_state(void)
{
	struct identity i;

	return identity_admin(&sql_w, story_company.id, &i) == 1 ? i.state_code : "NONE";
}

/* ---- the story: tests run in this order ---- */

static struct pid first, second;

static void
only_who_may_edit_the_enterprise_opens_its_dossier(void **s)
{
	struct actor holder = boss;
	struct json *o;
	int made;

	(void)s;
	SQL_NEEDED;
	holder.rights = RIGHT_MEMBER | RIGHT_APPLY;
	story_as(&holder);
	assert_string_equal(refused(dossiers_open(&sql_w, DOSSIER_COMPANY, NULL, &made, &o)),
	    "denied");
	story_as(&boss);
	assert_string_equal(refused(dossiers_open(&sql_w, "nothing", NULL, &made, &o)),
	    "kind");
}

static void
a_second_opening_finds_the_open_one(void **s)
{
	struct json *o;
	struct pid again;
	int made;

	(void)s;
	SQL_NEEDED;
	story_as(&boss);
	sql_ok(dossiers_open(&sql_w, DOSSIER_COMPANY, NULL, &made, &o));
	assert_true(made);
	first = pid_of(o);
	sql_ok(dossiers_open(&sql_w, DOSSIER_COMPANY, NULL, &made, &o));
	assert_false(made);
	again = pid_of(o);
	assert_memory_equal(&again, &first, sizeof(first));
}

static void
strangers_find_nothing(void **s)
{
	struct json *o;

	(void)s;
	SQL_NEEDED;
	story_as(&stranger);
	assert_string_equal(refused(dossiers_get(&sql_w, &first, &o)), "notfound");
	story_as(&stranger);
	assert_string_equal(refused(save(&first, 1, "{}", &o)), "notfound");
	story_as(&stranger);
	assert_string_equal(refused(dossiers_print(&sql_w, &first, &o)), "notfound");
	story_as(&stranger);
	assert_string_equal(refused(dossiers_submit(&sql_w, &first, 1, &o)), "notfound");
	story_as(&stranger);
	assert_string_equal(refused(dossiers_drop(&sql_w, &first)), "notfound");
}

static void
an_old_window_does_not_overwrite_a_newer_one(void **s)
{
	struct json *o;
	int64_t version;

	(void)s;
	SQL_NEEDED;
	version = js_get_int(look(&first), "version", 0);
	sql_ok(save(&first, version, "{\"name\":\"甲\"}", &o));
	assert_string_equal(refused(save(&first, version, "{\"name\":\"乙\"}", &o)), "version");
	assert_string_equal(js_get_text(js_get(look(&first), "data"), "name"), "甲");
}

static void
what_is_missing_or_wrong_is_named_at_its_field(void **s)
{
	int64_t version;
	struct json *o;

	(void)s;
	SQL_NEEDED;
	version = js_get_int(look(&first), "version", 0);
	sql_ok(save(&first, version, "{\"legal_id\":\"210102198001010003\"}", &o));
	assert_int_equal(submit(&first), -1);
	for (size_t i = 0; i < sql_w.fault.nfields; i++)
		if (strcmp(sql_w.fault.fields[i].field, "legal_id") == 0)
			return;
	fail_msg("a wrong check digit is not told");
}

static void
the_code_of_the_register_is_not_typed(void **s)
{
	struct json *o;

	(void)s;
	SQL_NEEDED;
	sql_ok(save(&first, js_get_int(look(&first), "version", 0),
	    "{\"credit_code\":\"91210102MA0TEST17K\"}", &o));
	assert_string_equal(js_get_text(js_get(look(&first), "data"), "credit_code"),
	    story_company.credit_code);
}

static void
friday_half_past_four_is_due_on_monday_half_past_four(void **s)
{
	(void)s;
	SQL_NEEDED;
	first = filled();
	sql_ok(submit(&first));
	assert_string_equal(js_get_text(look(&first), "state"), "PENDING");
	assert_int_equal(review_of_it(&first)->due_at, MONDAY);
	assert_int_equal(events(&first), 2);
}

static void
a_submitted_dossier_is_neither_changed_nor_submitted_again(void **s)
{
	struct json *o;

	(void)s;
	SQL_NEEDED;
	assert_string_equal(refused(submit(&first)), "conflict");
	assert_string_equal(refused(save(&first, js_get_int(look(&first), "version", 0),
	    "{\"name\":\"丙\"}", &o)), "conflict");
	assert_int_equal(events(&first), 2);
}

static void
what_came_back_opens_its_marks_only(void **s)
{
	static const char marks[] = "[{\"field\":\"capital\",\"reason\":\"与执照不符\"}]";
	struct returning r = { .words = "请修改" };
	struct json *o;
	struct pid review;

	(void)s;
	SQL_NEEDED;
	review = claimed(&first, &story_anna);
	r.version = version_of(&first);
	sql_ok(js_parse(&sql_w, marks, strlen(marks), &r.marks));
	sql_ok(reviewing_return(&sql_w, &review, &r, &o));
	sql_w.now += 60;
	assert_string_equal(js_get_text(look(&first), "state"), "RETURNED");
	sql_ok(save(&first, version_of(&first),
	    "{\"name\":\"别的名字\",\"capital\":\"600\"}", &o));
	o = js_get(look(&first), "data");
	assert_string_equal(js_get_text(o, "name"), "新名企业");
	assert_string_equal(js_get_text(o, "capital"), "600");
}

static void
a_doubted_code_wants_the_reviewers_reason(void **s)
{
	struct json *o;
	struct pid review;

	(void)s;
	SQL_NEEDED;
	story_as(&boss);
	sql_ok(dossiers_print(&sql_w, &first, &o));
	sql_ok(db_tx(&sql_w, upload_tx, &first));
	sql_ok(submit(&first));
	review = claimed(&first, &story_anna);
	assert_string_equal(refused(approve(&first, &review, NULL)), "credit_code");
	story_as(&story_anna);
	assert_string_equal(founder_state(), "FOUNDING");
	sql_ok(approve(&first, &review, WHY));
}

static void
the_register_and_the_founder_follow_the_approval(void **s)
{
	struct company c;

	(void)s;
	SQL_NEEDED;
	story_as(&boss);
	sql_ok(company_get(&sql_w, story_company.id, &c));
	assert_string_equal(c.state, "APPROVED");
	assert_string_equal(c.name, "新名企业");
	assert_string_equal(c.region, "辽宁省/沈阳市/和平区");
	assert_string_equal(founder_state(), "ACTIVE");
	assert_true(story_tasks("%dossier.approved%") >= 1);
}

static void
the_approved_version_holds_until_a_newer_one_is_approved(void **s)
{
	struct pid review;

	(void)s;
	SQL_NEEDED;
	sql_w.now += 3600;
	second = filled();
	sql_ok(submit(&second));
	assert_string_equal(js_get_text(look(&first), "state"), "APPROVED");
	assert_int_equal(js_get_int(look(&second), "n", 0), 2);
	review = claimed(&second, &story_anna);
	sql_ok(approve(&second, &review, WHY));
	assert_string_equal(js_get_text(look(&first), "state"), "REPLACED");
	assert_string_equal(js_get_text(look(&second), "state"), "APPROVED");
}

static void
a_refused_version_leaves_the_approved_one_in_force(void **s)
{
	struct decision d = { .words = "资料不实" };
	struct pid third, review;
	struct json *o;

	(void)s;
	SQL_NEEDED;
	sql_w.now += 3600;
	third = filled();
	sql_ok(submit(&third));
	review = claimed(&third, &lead);
	d.version = version_of(&third);
	sql_ok(reviewing_refuse(&sql_w, &review, &d, &o));
	assert_string_equal(js_get_text(look(&third), "state"), "REFUSED");
	assert_string_equal(js_get_text(look(&second), "state"), "APPROVED");
	assert_string_equal(founder_state(), "ACTIVE");
}

/* C1: without a heading of its own, 开票信息 of 企业信息 are suggested. */
static void
what_was_approved_heads_the_invoice(void **s)
{
	struct actor admin = boss;
	struct json *o, *h;

	(void)s;
	SQL_NEEDED;
	admin.rights |= RIGHT_COMPANY;
	story_as(&admin);
	sql_ok(invoices_headings(&sql_w, &o));
	h = js_at(js_get(o, "items"), 0);
	assert_int_equal(js_size(js_get(o, "items")), 1);
	assert_null(js_get_text(h, "pid"));
	assert_string_equal(js_get_text(h, "bank"), "演示银行");
	assert_string_equal(js_get_text(h, "account"), "6222020200112233");
	assert_string_equal(js_get_text(h, "tax_no"), "91100000100003962T");
	sql_ok(invoices_heading_add(&sql_w, h, &o));
	sql_ok(invoices_headings(&sql_w, &o));
	assert_int_equal(js_size(js_get(o, "items")), 1);
	assert_non_null(js_get_text(js_at(js_get(o, "items"), 0), "pid"));
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_who_may_edit_the_enterprise_opens_its_dossier),
		cmocka_unit_test(a_second_opening_finds_the_open_one),
		cmocka_unit_test(strangers_find_nothing),
		cmocka_unit_test(an_old_window_does_not_overwrite_a_newer_one),
		cmocka_unit_test(what_is_missing_or_wrong_is_named_at_its_field),
		cmocka_unit_test(the_code_of_the_register_is_not_typed),
		cmocka_unit_test(friday_half_past_four_is_due_on_monday_half_past_four),
		cmocka_unit_test(a_submitted_dossier_is_neither_changed_nor_submitted_again),
		cmocka_unit_test(what_came_back_opens_its_marks_only),
		cmocka_unit_test(a_doubted_code_wants_the_reviewers_reason),
		cmocka_unit_test(the_register_and_the_founder_follow_the_approval),
		cmocka_unit_test(the_approved_version_holds_until_a_newer_one_is_approved),
		cmocka_unit_test(a_refused_version_leaves_the_approved_one_in_force),
		cmocka_unit_test(what_was_approved_heads_the_invoice),
	};

	SQL_MAIN(tests, setup);
}
