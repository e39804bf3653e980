/* SPDX-License-Identifier: MIT */
/* Identities and people (R1-R8, H1, H2, I3): who may ask for what, who decides. */
#include "sql_test.h"

#include <string.h>
#include <sys/wait.h>

#include "modules/account/account.h"
#include "modules/account/session.h"
#include "modules/base/json.h"
#include "modules/company/company.h"
#include "modules/order/draft.h"
#include "modules/person/identity.h"
#include "modules/person/person.h"
#include "modules/service/handover.h"
#include "modules/service/identities.h"
#include "modules/service/people.h"
#include "modules/service/dossiers.h"
#include "modules/service/person_mine.h"

#define E1		"91210100MA0000015X"
#define E1_NAME		"演示测试企业(集团)"
#define UNKNOWN		"91350100M000100Y43"

static struct company e1, e2;
static struct person jia, yi, bing, other, empty;
static struct identity jia_admin, other_admin;
static struct actor as_jia, as_yi, as_other, as_empty, as_reviewer;

static struct actor
member(struct work *w, const struct person *p, const char *username, int64_t company,
    unsigned rights)
{
	struct account a = { .username = username, .kind = "member", .name = p->name,
	    .person_id = p->id, .password = "x" };

	sql_ok(account_add(w, &a, NULL));
	return (struct actor){ .account_id = a.id, .person_id = p->id, .company_id = company,
	    .rights = RIGHT_MEMBER | rights, .channel = "MAIN", .name = p->name };
}

/* person_add() leaves normalised texts in the arena; the tests keep their own. */
static int
add_person(struct work *w, struct person *p)
{
	struct person added = *p;

	if (person_add(w, &added) < 0)
		return -1;
	p->id = added.id;
	p->pid = added.pid;
	p->complete = added.complete;
	p->version = added.version;
	return 0;
}

static int
fixture_tx(struct work *w, void *arg)
{
	(void)arg;
	e1 = (struct company){ .channel = "MAIN", .name = E1_NAME, .credit_code = E1,
	    .region = "辽宁省/沈阳市/和平区", .address = "-", .state = "APPROVED" };
	e2 = e1;
	e2.credit_code = "91210302MA0DEM03X7";
	e2.name = "别的企业";
	jia = (struct person){ .name = "刘建国", .id_number = "210102198001010002",
	    .phone = "13800138001" };
	yi = (struct person){ .name = "欧阳𠮷", .id_number = "210102198505200002",
	    .phone = "13800138002" };
	bing = (struct person){ .name = "陈晓梅", .id_number = "210104198808160004" };
	other = (struct person){ .name = "孙立军", .id_number = "210702197903120006",
	    .phone = "13800138004" };
	empty = (struct person){ .name = "", .phone = "13800138005" };
	if (company_add(w, &e1) < 0 || company_add(w, &e2) < 0 || add_person(w, &jia) < 0 ||
	    add_person(w, &yi) < 0 || add_person(w, &bing) < 0 || add_person(w, &other) < 0 ||
	    add_person(w, &empty) < 0 ||
	    identity_add(w, jia.id, e1.id, "ADMIN", IDENTITY_ACTIVE, &jia_admin) < 0 ||
	    identity_add(w, other.id, e2.id, "ADMIN", IDENTITY_ACTIVE, &other_admin) < 0)
		return -1;
	as_jia = member(w, &jia, "jia", e1.id, RIGHT_APPLY | RIGHT_COMPANY | RIGHT_ENTERPRISE);
	as_other = member(w, &other, "other", e2.id, RIGHT_APPLY | RIGHT_COMPANY);
	as_yi = member(w, &yi, "yi", 0, 0);
	as_empty = member(w, &empty, "empty", 0, 0);
	return 0;
}

static int
setup(void **s)
{
	as_reviewer = (struct actor){ .account_id = 99, .channel = "MAIN", .name = "初审安",
	    .rights = RIGHT_STAFF | RIGHT_REVIEW };
	return sql_setup(s) < 0 ? -1 : sql_w.db == NULL ? 0 : db_tx(&sql_w, fixture_tx, NULL);
}

static void
as(const struct actor *who)
{
	sql_clear();
	sql_w.actor = who;
}

/* ---- asking ---- */

static int
ask(struct work *w, const char *company, const char *code, const char *type, struct pid *pid)
{
	struct identity_ask form = { company, code, type, "" };
	struct json *o;

	if (identities_ask(w, &form, &o) < 0)
		return -1;
	return pid == NULL ? 0 : pid_parse(w, js_get_text(o, "pid"), pid);
}

static const char *
refused(int rc)
{
	assert_int_equal(rc, -1);
	return sql_w.fault.nfields == 0 ? err_name(sql_w.fault.code) :
	    sql_w.fault.fields[0].field;
}

static const char *
state_of(const struct pid *pid, int64_t person_id)
{
	struct identity *rows;
	size_t n;

	sql_ok(identity_list_own(&sql_w, person_id, &rows, &n));
	for (size_t i = 0; i < n; i++)
		if (memcmp(&rows[i].pid, pid, sizeof(*pid)) == 0)
			return rows[i].state_code;
	return "GONE";
}

DB_SQL(sql_sms, "test.people_sms",
    "SELECT COUNT(*) FROM task WHERE kind = 'talk.sms' AND tkey LIKE ?", 1, 1);

static int64_t
sms(const char *event, const struct pid *pid)
{
	int64_t n;

	sql_ok(db_int(&sql_w, &sql_sms, &n, DB_ARGS(DB_V(arena_printf(sql_w.arena, "%%%s%%%s%%",
	    event, pid_text(&sql_w, pid))))));
	return n;
}

static void
only_complete_people_ask(void **s)
{
	(void)s;
	SQL_NEEDED;
	as(&as_empty);
	assert_string_equal(refused(ask(&sql_w, E1_NAME, E1, "PROJECT", NULL)), "conflict");
}

static void
name_and_code_must_be_those_of_the_enterprise(void **s)
{
	(void)s;
	SQL_NEEDED;
	as(&as_yi);
	assert_string_equal(refused(ask(&sql_w, "别的名字", E1, "PROJECT", NULL)), "company");
	assert_null(strstr(sql_w.fault.fields[0].words, "演示"));
	as(&as_yi);
	assert_string_equal(refused(ask(&sql_w, E1_NAME, "91210100MA00000I5X", "PROJECT", NULL)),
	    "credit_code");
	as(&as_yi);
	assert_string_equal(refused(ask(&sql_w, E1_NAME, E1, "BOSS", NULL)), "type");
	as(&as_yi);
	assert_string_equal(refused(ask(&sql_w, "没有的企业", UNKNOWN, "PROJECT", NULL)),
	    "company");
}

static void
a_second_administrator_is_sent_to_the_hand_over(void **s)
{
	(void)s;
	SQL_NEEDED;
	as(&as_yi);
	assert_string_equal(refused(ask(&sql_w, E1_NAME, E1, "ADMIN", NULL)), "type");
	assert_non_null(strstr(sql_w.fault.fields[0].words, "管理员变更"));
	assert_null(strstr(sql_w.fault.fields[0].words, "刘"));
}

static struct pid yi_project;

static void
a_request_waits_and_the_administrator_hears_of_it(void **s)
{
	(void)s;
	SQL_NEEDED;
	as(&as_yi);
	sql_ok(ask(&sql_w, "演示测试企业（集团）", E1, "PROJECT", &yi_project));
	assert_string_equal(state_of(&yi_project, yi.id), "REQUESTED");
	assert_int_equal(sms("people.request", &yi_project), 1);
	as(&as_yi);
	assert_string_equal(refused(ask(&sql_w, E1_NAME, E1, "PROJECT", NULL)), "type");
}

static void
strangers_do_not_decide(void **s)
{
	(void)s;
	SQL_NEEDED;
	as(&as_other);
	assert_string_equal(refused(people_approve(&sql_w, &yi_project)), "notfound");
	as(&as_other);
	assert_string_equal(refused(people_reject(&sql_w, &yi_project, "不认识")), "notfound");
	as(&as_other);
	assert_string_equal(refused(people_remove(&sql_w, &yi_project)), "notfound");
	as(&as_yi);
	assert_string_equal(state_of(&yi_project, yi.id), "REQUESTED");
}

static void
a_refusal_keeps_its_words_and_may_be_asked_again(void **s)
{
	struct identity *rows;
	size_t n;

	(void)s;
	SQL_NEEDED;
	as(&as_jia);
	sql_ok(people_reject(&sql_w, &yi_project, "请提交任命文件"));
	assert_int_equal(sms("people.rejected", &yi_project), 1);
	assert_string_equal(state_of(&yi_project, yi.id), "REJECTED");
	sql_ok(identity_list_own(&sql_w, yi.id, &rows, &n));
	assert_string_equal(rows[0].words, "请提交任命文件");
	assert_string_equal(refused(people_approve(&sql_w, &yi_project)), "notfound");
	as(&as_yi);
	sql_ok(ask(&sql_w, E1_NAME, E1, "PROJECT", &yi_project));
	sql_ok(identity_list_own(&sql_w, yi.id, &rows, &n));
	assert_int_equal(n, 1);
}

DB_SQL(sql_events, "test.identity_events",
    "SELECT COUNT(*) FROM identity_event e JOIN identity i ON i.id = e.identity_id"
    " WHERE i.pid = ?", 1, 1);

static void
the_administrator_lets_in_and_the_person_hears_of_it(void **s)
{
	int64_t n;

	(void)s;
	SQL_NEEDED;
	as(&as_jia);
	sql_ok(people_approve(&sql_w, &yi_project));
	assert_string_equal(state_of(&yi_project, yi.id), "ACTIVE");
	assert_int_equal(sms("people.approved", &yi_project), 1);
	sql_ok(db_int(&sql_w, &sql_events, &n, DB_ARGS(DB_V(&yi_project))));
	assert_int_equal(n, 2);
	assert_string_equal(refused(people_approve(&sql_w, &yi_project)), "conflict");
}

static void
the_administrator_neither_leaves_nor_is_removed(void **s)
{
	(void)s;
	SQL_NEEDED;
	as(&as_jia);
	assert_string_equal(refused(identities_drop(&sql_w, &jia_admin.pid)), "conflict");
	as(&as_jia);
	assert_string_equal(refused(people_remove(&sql_w, &jia_admin.pid)), "conflict");
	as(&as_yi);
	assert_string_equal(refused(identities_drop(&sql_w, &jia_admin.pid)), "notfound");
	assert_string_equal(state_of(&jia_admin.pid, jia.id), "ACTIVE");
}

/* ---- founding ---- */

static struct pid founder;

static void
an_unknown_code_founds_an_enterprise_that_waits_for_its_review(void **s)
{
	struct identity i;
	struct company c;

	(void)s;
	SQL_NEEDED;
	as(&as_yi);
	sql_ok(ask(&sql_w, "新来的企业", UNKNOWN, "ADMIN", &founder));
	assert_string_equal(state_of(&founder, yi.id), "FOUNDING");
	assert_int_equal(company_find(&sql_w, UNKNOWN, &c), 1);
	assert_string_equal(c.state, "NEW");
	sql_ok(identity_get(&sql_w, &founder, yi.id, &i));
	assert_true(identity_chosen(&i));
	as(&as_other);
	assert_string_equal(refused(ask(&sql_w, "新来的企业", UNKNOWN, "ADMIN", NULL)), "type");
	as(&as_other);
	assert_string_equal(refused(ask(&sql_w, "新来的企业", UNKNOWN, "PROJECT", NULL)),
	    "company");
}

struct opening {
	int64_t		 account_id, identity_id;
	const char	*token;
};

static int
open_tx(struct work *w, void *arg)
{
	struct opening *o = arg;
	struct pid pid;

	return session_add(w, o->account_id, 0, o->identity_id, "test", &o->token, &pid);
}

static void
a_founder_may_fill_in_the_enterprise_and_nothing_else(void **s)
{
	struct opening o = { .account_id = as_yi.account_id };
	struct session session;
	struct identity i;

	(void)s;
	SQL_NEEDED;
	as(&as_yi);
	sql_ok(identity_get(&sql_w, &founder, yi.id, &i));
	o.identity_id = i.id;
	sql_ok(db_tx(&sql_w, open_tx, &o));
	assert_int_equal(session_open(&sql_w, o.token, &session), 1);
	assert_int_equal(session.company_id, i.company_id);
	assert_int_equal(session.rights, RIGHT_MEMBER | RIGHT_ENTERPRISE);
	o.account_id = as_jia.account_id;
	o.identity_id = jia_admin.id;
	sql_ok(db_tx(&sql_w, open_tx, &o));
	assert_int_equal(session_open(&sql_w, o.token, &session), 1);
	assert_int_equal(session.rights, RIGHT_MEMBER | RIGHT_APPLY | RIGHT_COMPANY |
	    RIGHT_ENTERPRISE);
}

static int
reject_tx(struct work *w, void *arg)
{
	return identity_reject_founder(w, *(int64_t *)arg, "资料不实");
}

static int
confirm_tx(struct work *w, void *arg)
{
	struct company c;

	if (company_take(w, *(int64_t *)arg, &c) < 0)
		return -1;
	c.state = "APPROVED";
	return company_set(w, &c) < 0 ? -1 : identity_confirm_founder(w, c.id);
}

static void
who_was_refused_leaves_the_place_to_the_next(void **s)
{
	struct company c;

	(void)s;
	SQL_NEEDED;
	as(&as_reviewer);
	assert_int_equal(company_find(&sql_w, UNKNOWN, &c), 1);
	sql_ok(db_tx(&sql_w, reject_tx, &c.id));
	assert_string_equal(state_of(&founder, yi.id), "REJECTED");
	as(&as_other);
	sql_ok(ask(&sql_w, "真正的名字", UNKNOWN, "ADMIN", &founder));
	assert_int_equal(company_find(&sql_w, UNKNOWN, &c), 1);
	assert_string_equal(c.name, "真正的名字");
	as(&as_yi);
	assert_string_equal(refused(db_tx(&sql_w, confirm_tx, &c.id)), "denied");
	as(&as_reviewer);
	sql_ok(db_tx(&sql_w, confirm_tx, &c.id));
	assert_string_equal(state_of(&founder, other.id), "ACTIVE");
	sql_ok(db_tx(&sql_w, confirm_tx, &c.id));
}

DB_SQL(sql_admins, "test.admins",
    "SELECT COUNT(*) FROM identity WHERE admin_of IS NOT NULL AND company_id ="
    " (SELECT id FROM company WHERE credit_code = ?)", 1, 1);

/* Two people at the very same time; returns how many were let in. */
static int
race(const char *code)
{
	const struct actor *who[] = { &as_yi, &as_other };
	int passed = 0, go[2];

	assert_int_equal(pipe(go), 0);
	for (int i = 0; i < 2; i++)
		if (fork() == 0) {
			struct work w = sql_slip();
			char c;

			w.actor = who[i];
			close(go[1]);
			(void)!read(go[0], &c, 1);
			_exit(ask(&w, "同时申请的企业", code, "ADMIN", NULL) == 0 ? 1 :
			    w.fault.code == ERR_INVALID ? 0 : 100);
		}
	close(go[0]);
	close(go[1]);
	for (int i = 0; i < 2; i++) {
		int status;

		assert_true(wait(&status) > 0);
		passed += WEXITSTATUS(status);
	}
	return passed;
}

static void
of_two_at_the_same_moment_one_founds(void **s)
{
	static const char *const codes[] = { "91210200MA0000023X", "91210200MA0000031Q",
	    "91210200MA000004XG" };
	int64_t n;

	(void)s;
	SQL_NEEDED;
	as(&as_yi);
	for (int i = 0; i < 3; i++) {
		assert_int_equal(race(codes[i]), 1);
		sql_ok(db_int(&sql_w, &sql_admins, &n, DB_ARGS(DB_V(codes[i]))));
		assert_int_equal(n, 1);
	}
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

/* ---- finding oneself again ---- */

struct settling {
	int64_t		 account_id, person_id, who;
	struct person_data d;
};

static int
settle_tx(struct work *w, void *arg)
{
	struct settling *s = arg;

	return person_mine_settle(w, s->account_id, s->person_id, &s->d, &s->who);
}

static struct person newcomer, waiting, guarded;
static struct actor as_newcomer;

static int
newcomers_tx(struct work *w, void *arg)
{
	struct identity i;

	(void)arg;
	newcomer = (struct person){ .name = "", .phone = "13700137001" };
	waiting = (struct person){ .name = "何新来", .id_number = "210102198802290024",
	    .phone = "13700137001" };
	guarded = (struct person){ .name = "何新来", .id_number = "210102197512310029",
	    .phone = "13700137002" };
	if (add_person(w, &newcomer) < 0 || add_person(w, &waiting) < 0 ||
	    add_person(w, &guarded) < 0 ||
	    identity_add(w, waiting.id, e1.id, "PROJECT", IDENTITY_ACTIVE, &i) < 0)
		return -1;
	as_newcomer = member(w, &newcomer, "13700137001", 0, 0);
	return 0;
}

static int
settle(const char *name, const char *id_number, int64_t *who)
{
	struct settling s = { as_newcomer.account_id, as_newcomer.person_id, 0,
	    { name, id_number } };
	int rc = db_tx(&sql_w, settle_tx, &s);

	*who = s.who;
	return rc;
}

static void
the_same_number_with_another_phone_or_name_is_refused_alike(void **s)
{
	const char *words;
	int64_t who;

	(void)s;
	SQL_NEEDED;
	as(&as_jia);
	sql_ok(db_tx(&sql_w, newcomers_tx, NULL));
	as(&as_newcomer);
	assert_string_equal(refused(settle("何新来", "210102197512310029", &who)), "id_number");
	words = strdup(sql_w.fault.fields[0].words);
	as(&as_newcomer);
	assert_string_equal(refused(settle("何別名", "210102198802290024", &who)), "id_number");
	assert_string_equal(sql_w.fault.fields[0].words, words);
	as(&as_newcomer);
	assert_string_equal(refused(settle("刘建国", "210102198001010002", &who)), "id_number");
	assert_string_equal(sql_w.fault.fields[0].words, words);
}

static void
phone_name_and_number_together_find_the_person_again(void **s)
{
	struct account a;
	struct person p;
	int64_t who;

	(void)s;
	SQL_NEEDED;
	as(&as_newcomer);
	sql_ok(settle("何新来", "210102198802290024", &who));
	assert_int_equal(who, waiting.id);
	sql_ok(account_get(&sql_w, as_newcomer.account_id, &a));
	assert_int_equal(a.person_id, waiting.id);
	assert_string_equal(a.name, "何新来");
	sql_ok(person_get(&sql_w, newcomer.id, &p));
	assert_null(p.phone);
	assert_int_equal(person_find_phone(&sql_w, "13700137001", &p), 1);
	assert_int_equal(p.id, waiting.id);
}

static void
who_is_somebody_in_an_enterprise_stays_who_it_is(void **s)
{
	int64_t who;

	(void)s;
	SQL_NEEDED;
	as_newcomer.person_id = waiting.id;
	as(&as_newcomer);
	assert_string_equal(refused(settle("何改名", "210102198802290024", &who)), "name");
	as(&as_newcomer);
	sql_ok(settle("何新来", "210102198802290024", &who));
	assert_int_equal(who, waiting.id);
}

/* What somebody types on 编辑个人信息; the version to submit. */
static int
typed(const char *name, const char *id_number, struct pid *pid)
{
	struct json *data = js_object(&sql_w), *o;
	int made;

	sql_ok(dossiers_open(&sql_w, DOSSIER_PERSON, "", &made, &o));
	sql_ok(pid_parse(&sql_w, js_get_text(o, "pid"), pid));
	js_put_text(data, "name", name);
	js_put_text(data, "id_number", id_number);
	sql_ok(dossiers_save(&sql_w, pid, (int)js_get_int(o, "version", 0), 1, data, &o));
	return (int)js_get_int(o, "version", 0);
}

static void
tries_of_other_peoples_numbers_are_counted(void **s)
{
	struct pid pid;
	int version, i = 0;

	(void)s;
	SQL_NEEDED;
	as_newcomer.person_id = empty.id;
	as(&as_newcomer);
	version = typed("刘建国", "210102198001010002", &pid);
	for (as(&as_newcomer); i < 9; i++, as(&as_newcomer)) {
		struct json *o;

		assert_int_equal(dossiers_submit(&sql_w, &pid, version, &o), -1);
		if (sql_w.fault.code == ERR_LIMIT)
			break;
	}
	assert_int_equal(i, 5);
}

static void
nobody_asks_for_ever(void **s)
{
	int i = 0;

	(void)s;
	SQL_NEEDED;
	as(&as_yi);
	while (i < 20 && refused(ask(&sql_w, "没有", UNKNOWN, "PROJECT", NULL)) != NULL &&
	    sql_w.fault.code != ERR_LIMIT) {
		as(&as_yi);
		i++;
	}
	assert_true(i < 10);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_complete_people_ask),
		cmocka_unit_test(name_and_code_must_be_those_of_the_enterprise),
		cmocka_unit_test(a_second_administrator_is_sent_to_the_hand_over),
		cmocka_unit_test(a_request_waits_and_the_administrator_hears_of_it),
		cmocka_unit_test(strangers_do_not_decide),
		cmocka_unit_test(a_refusal_keeps_its_words_and_may_be_asked_again),
		cmocka_unit_test(the_administrator_lets_in_and_the_person_hears_of_it),
		cmocka_unit_test(the_administrator_neither_leaves_nor_is_removed),
		cmocka_unit_test(an_unknown_code_founds_an_enterprise_that_waits_for_its_review),
		cmocka_unit_test(a_founder_may_fill_in_the_enterprise_and_nothing_else),
		cmocka_unit_test(who_was_refused_leaves_the_place_to_the_next),
		cmocka_unit_test(of_two_at_the_same_moment_one_founds),
		cmocka_unit_test(a_known_id_number_is_refused_without_saying_whose_it_is),
		cmocka_unit_test(a_new_person_belongs_to_the_own_enterprise),
		cmocka_unit_test(the_duplicate_check_is_no_oracle),
		cmocka_unit_test(what_is_missing_may_be_filled_in_what_is_there_may_not),
		cmocka_unit_test(who_has_an_account_is_given_no_phone_by_others),
		cmocka_unit_test(removal_ends_the_identity_and_what_was_being_typed),
		cmocka_unit_test(the_same_number_with_another_phone_or_name_is_refused_alike),
		cmocka_unit_test(phone_name_and_number_together_find_the_person_again),
		cmocka_unit_test(who_is_somebody_in_an_enterprise_stays_who_it_is),
		cmocka_unit_test(tries_of_other_peoples_numbers_are_counted),
		cmocka_unit_test(nobody_asks_for_ever),
		cmocka_unit_test(only_a_reviewer_hands_over_and_only_to_a_complete_member),
		cmocka_unit_test(old_and_new_change_places_at_once_and_both_hear_of_it),
	};

	SQL_MAIN(tests, setup);
}
