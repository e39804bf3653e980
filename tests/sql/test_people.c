/* SPDX-License-Identifier: MIT */
/* People of an enterprise (H1, H2, I3): who adds, completes, removes and follows them. */
#include "people_test.h"

#include "modules/order/draft.h"
#include "modules/service/handover.h"
#include "modules/service/people.h"

static struct pid yi_project;

static int
member_tx(struct work *w, void *arg)
{
	struct identity *i = arg;

	return identity_add(w, yi.id, e1.id, "PROJECT", IDENTITY_ACTIVE, i);
}

/* yi was let in. */
static int
setup_member(void **s)
{
	struct identity i;

	if (setup(s) < 0)
		return -1;
	if (sql_w.db == NULL)
		return 0;
	sql_ok(db_tx(&sql_w, member_tx, &i));
	yi_project = i.pid;
	return 0;
}

/* ---- people ---- */

static int
add(const char *name, const char *id_number, const char *phone, struct json **out)
{
	struct people_form f = { .name = name, .id_number = id_number, .phone = phone,
	    .type = "PROJECT" };

	return people_add(&sql_w, &f, out);
}

static void
a_known_id_number_is_refused_without_saying_whose_it_is(void **s)
{
	struct json *o;

	(void)s;
	SQL_NEEDED;
	as(&as_jia);
	sql_ok(people_check(&sql_w, "210702197903120006", &o));
	assert_true(js_get_bool(o, "known"));
	assert_null(strstr(js_get_text(o, "words"), "孙"));
	sql_ok(people_check(&sql_w, "210102198505200002", &o));
	assert_non_null(strstr(js_get_text(o, "words"), "本企业"));
	sql_ok(people_check(&sql_w, "210104199003070022", &o));
	assert_false(js_get_bool(o, "known"));
	assert_string_equal(refused(add("孙立军", "210702197903120006", "13800138004", &o)),
	    "id_number");
	as(&as_jia);
	assert_string_equal(refused(people_check(&sql_w, "210104199003070020", &o)),
	    "id_number");
}

static struct pid ding_pid, ding_identity;

static void
a_new_person_belongs_to_the_own_enterprise(void **s)
{
	struct json *o;
	int64_t n;

	(void)s;
	SQL_NEEDED;
	as(&as_jia);
	sql_ok(add("丁工", "210104199003070022", "138 0013 8009", &o));
	assert_true(js_get_bool(o, "complete"));
	assert_string_equal(js_get_text(o, "phone_masked"), "138****8009");
	sql_ok(pid_parse(&sql_w, js_get_text(o, "pid"), &ding_pid));
	sql_ok(pid_parse(&sql_w, js_as_text(js_path(o, "identities.0.pid")), &ding_identity));
	sql_ok(people_count(&sql_w, NULL, &n));
	assert_int_equal(n, 3);
	sql_ok(people_list(&sql_w, "丁", 1, 10, &o));
	assert_int_equal(js_size(js_get(o, "items")), 1);
	sql_ok(people_list(&sql_w, "210104199003070022", 1, 10, &o));
	assert_int_equal(js_size(js_get(o, "items")), 1);
	as(&as_other);
	assert_string_equal(refused(people_get(&sql_w, &ding_pid, &o)), "notfound");
	as(&as_other);
	sql_ok(people_count(&sql_w, "210104199003070022", &n));
	assert_int_equal(n, 0);
}

static void
the_duplicate_check_is_no_oracle(void **s)
{
	struct json *o;
	int i = 0;

	(void)s;
	SQL_NEEDED;
	as(&as_other);
	while (i < 40 && people_check(&sql_w, "210104199003070022", &o) == 0)
		i++;
	assert_int_equal(i, 30);
	assert_int_equal(sql_w.fault.code, ERR_LIMIT);
	as(&as_other);
	assert_string_equal(refused(add("某人", "210104199003070030", "", &o)), "limit");
	as(&as_jia);
	sql_ok(people_check(&sql_w, "210104199003070022", &o));
}

/* ---- 帮用户完善信息 ---- */

static int
join_tx(struct work *w, void *arg)
{
	struct identity i;

	(void)arg;
	return identity_add(w, bing.id, e1.id, "COST_ENGINEER", IDENTITY_ACTIVE, &i) < 0 ||
	    identity_add(w, bing.id, e2.id, "COST_ENGINEER", IDENTITY_ACTIVE, &i);
}

static int
complete(const struct pid *pid, const char *name, const char *id_number, const char *phone,
    int64_t version)
{
	struct people_form f = { .name = name, .id_number = id_number, .phone = phone,
	    .version = version };
	struct json *o;

	return people_complete(&sql_w, pid, &f, &o);
}

static void
what_is_missing_may_be_filled_in_what_is_there_may_not(void **s)
{
	struct person p;

	(void)s;
	SQL_NEEDED;
	as(&as_jia);
	sql_ok(db_tx(&sql_w, join_tx, NULL));
	assert_string_equal(refused(complete(&bing.pid, "陈小梅", "", "13800138003", 1)), "name");
	as(&as_jia);
	assert_string_equal(refused(complete(&bing.pid, "", "210104199003070022", "", 1)),
	    "id_number");
	as(&as_jia);
	assert_string_equal(refused(complete(&bing.pid, "", "", "13800138003", 7)), "conflict");
	as(&as_jia);
	sql_ok(complete(&bing.pid, "陈晓梅", "", "13800138003", 1));
	sql_ok(person_get(&sql_w, bing.id, &p));
	assert_true(p.complete);
	assert_string_equal(refused(complete(&bing.pid, "", "", "13900139000", 2)), "phone");
	as(&as_other);
	assert_string_equal(refused(complete(&ding_pid, "", "", "13900139000", 1)), "notfound");
}

static void
who_has_an_account_is_given_no_phone_by_others(void **s)
{
	(void)s;
	SQL_NEEDED;
	as(&as_jia);
	assert_string_equal(refused(complete(&yi.pid, "", "", "13900139000", 1)), "phone");
	as(&as_jia);
	sql_ok(complete(&ding_pid, "丁一", "", "13900139000", 1));
}

/* ---- ends ---- */

static int
draft_tx(struct work *w, void *arg)
{
	struct draft *d;

	(void)arg;
	return draft_add(w, "new", "PROJECT", "{\"items\":[],\"vendor_agreed\":false}", &d);
}

DB_SQL(sql_drafts, "test.open_drafts",
    "SELECT COUNT(*) FROM draft WHERE account_id = ? AND state = 'OPEN'", 1, 1);

static void
removal_ends_the_identity_and_what_was_being_typed(void **s)
{
	struct actor acting = as_yi;
	int64_t n;

	(void)s;
	SQL_NEEDED;
	acting.company_id = e1.id;
	acting.rights |= RIGHT_APPLY;
	as(&acting);
	sql_ok(db_tx(&sql_w, draft_tx, NULL));
	as(&as_jia);
	sql_ok(people_remove(&sql_w, &yi_project));
	assert_int_equal(sms("people.removed", &yi_project), 1);
	assert_string_equal(state_of(&yi_project, yi.id), "GONE");
	sql_ok(db_int(&sql_w, &sql_drafts, &n, DB_ARGS(DB_V(as_yi.account_id))));
	assert_int_equal(n, 0);
	assert_string_equal(refused(people_remove(&sql_w, &yi_project)), "notfound");
	as(&as_jia);
	sql_ok(people_remove(&sql_w, &ding_identity));
	as(&as_yi);
	sql_w.now += 86400;		/* the asking so far is forgotten */
	sql_ok(ask(&sql_w, E1_NAME, E1, "PROJECT", &yi_project));
	sql_ok(identities_drop(&sql_w, &yi_project));
	assert_string_equal(state_of(&yi_project, yi.id), "GONE");
}

/* ---- 管理员变更 ---- */

DB_SQL(sql_admins, "test.admins",
    "SELECT COUNT(*) FROM identity WHERE admin_of IS NOT NULL AND company_id ="
    " (SELECT id FROM company WHERE credit_code = ?)", 1, 1);

static int
handover_tx(struct work *w, void *to)
{
	return handover_settle(w, e1.id, to);
}

static void
only_a_reviewer_hands_over_and_only_to_a_complete_member(void **s)
{
	int64_t who;

	(void)s;
	SQL_NEEDED;
	as(&as_jia);
	assert_string_equal(refused(handover_check(&sql_w, e1.id, &other.pid, &who)), "to");
	as(&as_jia);
	assert_string_equal(refused(handover_check(&sql_w, e1.id, &jia.pid, &who)), "to");
	as(&as_jia);
	sql_ok(handover_check(&sql_w, e1.id, &bing.pid, &who));
	assert_int_equal(who, bing.id);
	assert_string_equal(refused(db_tx(&sql_w, handover_tx, &bing.pid)), "denied");
	assert_string_equal(state_of(&jia_admin.pid, jia.id), "ACTIVE");
}

static int
handover_and_fail_tx(struct work *w, void *to)
{
	sql_ok(handover_tx(w, to));
	return refuse(w, ERR_CONFLICT, "what came after failed");
}

static void
old_and_new_change_places_at_once_and_both_hear_of_it(void **s)
{
	struct identity now;
	int64_t n;

	(void)s;
	SQL_NEEDED;
	as(&as_reviewer);
	assert_int_equal(db_tx(&sql_w, handover_and_fail_tx, &bing.pid), -1);
	as(&as_reviewer);
	assert_string_equal(state_of(&jia_admin.pid, jia.id), "ACTIVE");
	sql_ok(db_tx(&sql_w, handover_tx, &bing.pid));
	assert_string_equal(state_of(&jia_admin.pid, jia.id), "GONE");
	assert_int_equal(identity_admin(&sql_w, e1.id, &now), 1);
	assert_int_equal(now.person_id, bing.id);
	sql_ok(db_int(&sql_w, &sql_admins, &n, DB_ARGS(DB_V(E1))));
	assert_int_equal(n, 1);
	assert_int_equal(sms("people.handed", &jia_admin.pid), 1);
	assert_int_equal(sms("people.admin", &now.pid), 1);
	assert_string_equal(refused(db_tx(&sql_w, handover_tx, &bing.pid)), "to");
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_known_id_number_is_refused_without_saying_whose_it_is),
		cmocka_unit_test(a_new_person_belongs_to_the_own_enterprise),
		cmocka_unit_test(the_duplicate_check_is_no_oracle),
		cmocka_unit_test(what_is_missing_may_be_filled_in_what_is_there_may_not),
		cmocka_unit_test(who_has_an_account_is_given_no_phone_by_others),
		cmocka_unit_test(removal_ends_the_identity_and_what_was_being_typed),
		cmocka_unit_test(only_a_reviewer_hands_over_and_only_to_a_complete_member),
		cmocka_unit_test(old_and_new_change_places_at_once_and_both_hear_of_it),
	};

	SQL_MAIN(tests, setup_member);
}
