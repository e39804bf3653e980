/* SPDX-License-Identifier: MIT */
/*
 * People and orders for the stories of tests/sql: an enterprise with an
 * applicant and a holder, members of staff, an order brought to REVIEW as the
 * counters would (pay-first road).  One database per test program, so names
 * and numbers only have to be unique within it.
 */
#ifndef TESTS_SQL_STORY_H
#define TESTS_SQL_STORY_H

#include "sql_test.h"

#include <string.h>

#include "modules/account/account.h"
#include "modules/base/json.h"
#include "modules/catalog/policy.h"
#include "modules/cert/cert.h"
#include "modules/company/company.h"
#include "modules/file/file.h"
#include "modules/file/upload.h"
#include "modules/person/person.h"
#include "modules/review/review.h"
#include "modules/service/entered.h"
#include "modules/service/restate.h"
#include "modules/service/review_subject.h"

static const struct catalog *story_catalog;
static struct company story_company;
static struct person story_admin, story_holder;
static struct account story_member;
static char story_vendor[16];

static struct actor story_applicant, story_anna, story_bert, story_maker, story_clock;

#define EVERYTHING	(RIGHT_APPLY | RIGHT_COMPANY | RIGHT_CLOCK | RIGHT_REVIEW)

static inline struct actor
story_staff(const char *username, const char *name, int64_t person_id, int64_t point_id,
    unsigned rights)
{
	struct account a = { .username = username, .kind = "staff", .name = name,
	    .person_id = person_id, .point_id = point_id, .password = "x" };

	sql_ok(account_add(&sql_w, &a, NULL));
	return (struct actor){ .account_id = a.id, .person_id = person_id,
	    .point_id = point_id, .rights = RIGHT_STAFF | rights, .channel = "MAIN",
	    .name = name };
}

static inline int
story_people_tx(struct work *w, void *arg)
{
	(void)arg;
	story_company = (struct company){ .channel = "MAIN", .name = "演示测试企业",
	    .credit_code = "91210100MA0000001X", .city = "SY", .region = "辽宁省/沈阳市/和平区",
	    .address = "和平北大街1号", .legal_name = "甲", .phone = "", .state = "APPROVED" };
	story_admin = (struct person){ .name = "刘建国", .phone = "13800138001" };
	story_holder = (struct person){ .name = "欧阳𠮷", .phone = "13800138002" };
	sql_ok(company_add(w, &story_company));
	sql_ok(person_add(w, &story_admin));
	sql_ok(person_add(w, &story_holder));
	story_member = (struct account){ .username = "jia", .kind = "member",
	    .name = "刘建国", .person_id = story_admin.id, .password = "x" };
	sql_ok(account_add(w, &story_member, NULL));
	story_anna = story_staff("anna", "初审安", 0, 0, RIGHT_REVIEW | RIGHT_VIEW);
	story_bert = story_staff("bert", "初审白", 0, 0, RIGHT_REVIEW | RIGHT_VIEW);
	story_maker = story_staff("maker", "制证员", 0, 0, RIGHT_MAKE | RIGHT_VIEW);
	return 0;
}

/* Group setup: migrated, seeded, peopled. */
static inline int
story_setup(void **s)
{
	if (sql_setup(s) < 0)
		return -1;
	if (sql_w.db == NULL)
		return 0;
	story_clock = (struct actor){ .rights = RIGHT_CLOCK, .channel = "MAIN", .name = "系统" };
	sql_w.actor = &story_clock;
	sql_ok(catalog_get(&sql_w, &story_catalog));
	snprintf(story_vendor, sizeof(story_vendor), "%s", story_catalog->vendors[0].code);
	sql_ok(db_tx(&sql_w, story_people_tx, NULL));
	story_applicant = (struct actor){ .account_id = story_member.id,
	    .person_id = story_admin.id, .company_id = story_company.id,
	    .rights = RIGHT_MEMBER | RIGHT_APPLY | RIGHT_COMPANY, .channel = "MAIN",
	    .name = "刘建国" };
	return 0;
}

struct story_order {
	enum order_way	 way;
	int64_t		 point_id;
	struct pid	 pid;		/* of the order */
	struct pid	 upload;
	int		 no_upload;
	int		 first;		/* review before payment */
};

static inline struct pid
story_upload(struct work *w, const struct order *o, const char *name)
{
	static unsigned char hash[32];
	struct upload_place at = { SCOPE_ORDER, o->pid, story_holder.pid, "apply_form" };
	struct file f = { .pid = pid_new(), .sha256 = { hash, sizeof(hash) }, .size = 1000,
	    .type = "jpg", .key_id = 1, .purpose = "upload" };
	struct upload u;

	sql_ok(file_add(w, &f));
	sql_ok(upload_add(w, &at, f.id, name, 1, &u));
	return u.pid;
}

static inline void
story_cert(struct work *w, const struct order *o)
{
	struct cert c = { .company_id = o->company_id, .person_id = o->person_id,
	    .account_id = o->account_id, .order_id = o->id, .vendor = o->vendor,
	    .lock_type = o->lock_type, .medium = o->medium, .applied_at = w->now };
	struct cert_platform p = { "LNJS", "辽宁建设工程信息网", NULL };

	sql_ok(cert_add(w, &c, &p, 1));
}

static inline int
story_order_tx(struct work *w, void *arg)
{
	static int count;
	struct story_order *s = arg;
	const struct policy *p = policy_find(story_catalog, "MAIN", "new", "UKEY", "PROJECT",
	    w->now);
	struct order_platform platform = { "LNJS", "辽宁建设工程信息网" };
	struct order o = {
		.no = arena_printf(w->arena, "TEST%06d", ++count), .draft_id = 1,
		.account_id = story_member.id, .company_id = story_company.id,
		.person_id = story_holder.id, .buyer = "刘建国", .company = "演示测试企业",
		.holder = "欧阳𠮷", .channel = "MAIN", .service = "new",
		.lock_type = "PROJECT", .medium = "UKEY", .vendor = story_vendor, .years = 1,
		.traits = (p->traits & POLICY_STEPS) | (s->first ? TRAIT_FIRST : 0), .reviewers = 1, .tariff_id = 1,
		.policy_id = p->id, .fen = 75000, .price_lines = "[]",
		.data = "{\"handler\":\"王五\",\"handler_phone\":\"13900139000\",\"remark\":\"\"}",
		.paper_scope = "test", .pay_due_at = w->now + 3600,
	};

	sql_ok(order_add(w, &o, &platform, 1));
	story_cert(w, &o);
	if (!s->no_upload)
		s->upload = story_upload(w, &o, "申请表.jpg");
	if (!s->first)
		sql_ok(order_way_set(w, &o, s->way, s->point_id, NULL));
	sql_ok(order_move(w, &o, ACT_SUBMIT, NULL));
	if (!s->first)
		sql_ok(order_move(w, &o, ACT_PAY, NULL));
	assert_int_equal(o.state, ORDER_REVIEW);
	sql_ok(service_entered(w, &o));
	sql_ok(service_restate(w, &o));
	s->pid = o.pid;
	return 0;
}

/* Runs with every right an order's road asks for; the slip's actor is kept. */
static inline void
story_do(int (*tx)(struct work *, void *), void *arg)
{
	static struct actor all;
	const struct actor *was = sql_w.actor;

	all = story_applicant;
	all.rights |= EVERYTHING;
	sql_w.actor = &all;
	sql_ok(db_tx(&sql_w, tx, arg));
	sql_w.actor = was;
}

/* An order that is paid and waits for its review. */
static inline struct story_order
story_order(enum order_way way, int64_t point_id)
{
	struct story_order s = { .way = way, .point_id = point_id };

	story_do(story_order_tx, &s);
	return s;
}

/* ---- looking ---- */

static inline struct order *
story_look(const struct pid *pid)
{
	const struct actor *was = sql_w.actor;
	struct order *o;

	sql_w.actor = &story_clock;
	sql_ok(order_get(&sql_w, pid, &o));
	sql_w.actor = was;
	return o;
}

static inline struct review *
story_review(const struct pid *order)
{
	struct review *r;

	sql_ok(review_latest(&sql_w, review_of_order(story_look(order)->id), &r));
	return r;
}

/* How many text messages of an event were queued. */
DB_SQL(story_sql_tasks, "test.tasks", "SELECT COUNT(*) FROM task WHERE tkey LIKE ?", 1, 1);

static inline int64_t
story_tasks(const char *key_like)
{
	int64_t n;

	sql_ok(db_int(&sql_w, &story_sql_tasks, &n, DB_ARGS(DB_V(key_like))));
	return n;
}

static inline struct actor
story_as(struct actor *a)
{
	struct actor copy = *a;

	sql_w.actor = a;
	sql_clear();
	return copy;
}

#endif
