/* SPDX-License-Identifier: MIT */
/* S26 below the pages: due times, the promise, the one message. */
#include "story.h"

#include "modules/base/clock.h"
#include "modules/service/order_view.h"
#include "modules/service/promise.h"
#include "modules/service/review.h"

static struct conf with_lead;

static int
setup(void **s)
{
	if (story_setup(s) < 0)
		return -1;
	with_lead = *sql_w.conf;
	with_lead.overdue_phone = "13800000099";
	sql_w.conf = &with_lead;
	return 0;
}

static int64_t
at(const char *s)
{
	struct civil c = { 0 };

	assert_int_equal(sscanf(s, "%d-%d-%d %d:%d", &c.year, &c.month, &c.day, &c.hour,
	    &c.minute), 5);
	return civil_epoch(&c);
}

static struct json *
row(const struct pid *order)
{
	struct json *j;

	story_as(&story_applicant);
	sql_ok(order_row(&sql_w, story_look(order), &j));
	return j;
}

/* What the clerk does with the task of a round: when to come again, or 0. */
static int64_t
clerk_looks(const struct pid *review)
{
	struct task t = { 0 };
	int64_t again = -1;

	story_as(&story_clock);
	t.payload = js_object(&sql_w);
	js_put_text(t.payload, "review", pid_text(&sql_w, review));
	sql_ok(run_overdue(&sql_w, &t, &again));
	return again;
}

static int64_t
messages(const struct pid *review)
{
	return story_tasks(arena_printf(sql_w.arena, "review.overdue:%s%%",
	    pid_text(&sql_w, review)));
}

static void
the_promise_counts_working_hours(void **state)
{
	struct story_order s;
	struct json *j;

	(void)state;
	SQL_NEEDED;
	sql_w.now = at("2021-09-30 16:00");
	s = story_order(WAY_MAIL, 0);
	j = row(&s.pid);
	assert_int_equal(js_get_int(j, "due_at", 0), at("2021-10-08 16:00"));
	assert_string_equal(js_get_text(j, "promise"), "预计 10月8日 16:00 前完成");
	assert_false(js_get_bool(j, "overdue"));
	sql_w.now = at("2021-10-08 16:00");
	s = story_order(WAY_MAIL, 0);
	assert_string_equal(js_get_text(row(&s.pid), "promise"), "预计 10月9日 16:00 前完成");
	sql_w.now = at("2021-12-31 16:00");	/* 2022 has no rows: weekdays alone */
	s = story_order(WAY_MAIL, 0);
	assert_string_equal(js_get_text(row(&s.pid), "promise"), "预计 2022年1月3日 16:00 前完成");
}

static void
an_overdue_review_is_told_exactly_once(void **state)
{
	struct story_order s;
	struct pid review;

	(void)state;
	SQL_NEEDED;
	sql_w.now = at("2021-10-08 16:00");
	s = story_order(WAY_MAIL, 0);
	review = story_review(&s.pid)->pid;
	assert_int_equal(story_tasks(pid_text(&sql_w, &review)), 1);
	assert_int_equal(clerk_looks(&review), at("2021-10-09 16:00") + 1);
	assert_int_equal(messages(&review), 0);
	sql_w.now = at("2021-10-09 16:00");		/* the last moment is in time */
	assert_false(js_get_bool(row(&s.pid), "overdue"));
	assert_int_equal(clerk_looks(&review), at("2021-10-09 16:00") + 1);
	sql_w.now++;
	assert_true(js_get_bool(row(&s.pid), "overdue"));
	for (int i = 0; i < 3; i++)		/* a clerk that died starts over */
		assert_int_equal(clerk_looks(&review), 0);
	assert_int_equal(messages(&review), 1);
}

static int
return_tx(struct work *w, void *arg)
{
	struct order *o;
	struct review *r;

	sql_ok(order_take(w, arg, &o));
	sql_ok(review_latest(w, review_of_order(o->id), &r));
	sql_ok(review_claim(w, r, w->now + 600));
	sql_ok(review_move(w, r, REVIEW_ACT_RETURN, "请修改"));
	sql_ok(order_move(w, o, ACT_RETURN, "请修改"));
	return service_restate(w, o);
}

static int
again_tx(struct work *w, void *arg)
{
	struct order *o;

	sql_ok(order_take(w, arg, &o));
	sql_ok(order_move(w, o, ACT_RESUBMIT, NULL));
	sql_ok(service_entered(w, o));
	return service_restate(w, o);
}

static void
the_clock_stops_while_the_applicant_corrects(void **state)
{
	struct story_order s;
	struct pid first, second;

	(void)state;
	SQL_NEEDED;
	sql_w.now = at("2021-09-30 16:00");
	s = story_order(WAY_MAIL, 0);
	first = story_review(&s.pid)->pid;
	story_do(return_tx, &s.pid);
	sql_w.now = at("2021-10-20 10:00");
	assert_null(js_get_text(row(&s.pid), "promise"));
	assert_false(js_get_bool(row(&s.pid), "overdue"));
	assert_int_equal(clerk_looks(&first), 0);
	assert_int_equal(messages(&first), 0);
	story_do(again_tx, &s.pid);
	second = story_review(&s.pid)->pid;
	assert_string_equal(js_get_text(row(&s.pid), "promise"), "预计 10月21日 10:00 前完成");
	sql_w.now = at("2021-10-21 10:01");
	clerk_looks(&second);
	assert_int_equal(messages(&second), 1);		/* a round of its own, a message of its own */
	assert_int_equal(messages(&first), 0);
}

static void
without_a_lead_the_reviewers_pages_show_it(void **state)
{
	struct story_order s;
	struct pid review;
	int64_t before, n;

	(void)state;
	SQL_NEEDED;
	with_lead.overdue_phone = "";
	sql_w.now = at("2021-11-01 09:00");
	sql_ok(review_overdue_count(&sql_w, &before));
	s = story_order(WAY_MAIL, 0);
	sql_w.now = at("2021-11-02 09:01");
	review = story_review(&s.pid)->pid;
	assert_int_equal(clerk_looks(&review), 0);
	assert_int_equal(messages(&review), 0);
	sql_ok(review_overdue_count(&sql_w, &n));
	assert_int_equal(n, before + 1);
	with_lead.overdue_phone = "13800000099";
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_promise_counts_working_hours),
		cmocka_unit_test(an_overdue_review_is_told_exactly_once),
		cmocka_unit_test(the_clock_stops_while_the_applicant_corrects),
		cmocka_unit_test(without_a_lead_the_reviewers_pages_show_it),
	};

	if (argc > 1)
		cmocka_set_test_filter(argv[1]);
	return cmocka_run_group_tests(tests, setup, sql_end);
}
