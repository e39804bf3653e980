/* SPDX-License-Identifier: MIT */
/* S25, S09: claims, leases, four eyes, verdicts. */
#include "story.h"

#include <sys/wait.h>
#include <unistd.h>

#include "modules/order/list.h"
#include "modules/service/certs.h"
#include "modules/service/review.h"

static struct json *
claim(const struct pid *review)
{
	struct json *j;

	return reviewing_claim(&sql_w, review, &j) < 0 ? NULL : j;
}

static struct pid
fresh_review(struct story_order *s)
{
	*s = story_order(WAY_MAIL, 0);
	return story_review(&s->pid)->pid;
}

static int
approve(const struct pid *review, int64_t version)
{
	struct approval a = { .version = version, .form_seen = 1, .words = "" };
	struct json *j;

	return reviewing_approve(&sql_w, review, &a, &j);
}

static int
give_back(const struct pid *review, int64_t version, const char *words, const char *marks)
{
	struct returning r = { .version = version, .words = words };
	struct json *j;

	if (marks != NULL)
		sql_ok(js_parse(&sql_w, marks, strlen(marks), &r.marks));
	return reviewing_return(&sql_w, review, &r, &j);
}

static int
see(const struct pid *review, const struct pid *upload)
{
	struct json *j;

	return reviewing_see(&sql_w, review, upload, &j);
}

static int
has(const struct json *list, const char *word)
{
	for (size_t i = 0; i < js_size(list); i++)
		if (strcmp(js_as_text(js_at(list, i)), word) == 0)
			return 1;
	return 0;
}

static void
a_paid_order_waits_in_the_pool(void **state)
{
	struct story_order s;
	struct review *r;
	int64_t n;

	(void)state;
	SQL_NEEDED;
	story_as(&story_anna);
	fresh_review(&s);
	r = story_review(&s.pid);
	assert_int_equal(r->state, REVIEW_PENDING);
	assert_int_equal(r->round, 1);
	assert_true(r->due_at > sql_w.now);
	sql_ok(review_count(&sql_w, "pool", &n));
	assert_int_equal(n, 1);
	assert_string_equal(story_look(&s.pid)->review_word, "PENDING");
}

static void
the_second_claimer_is_told_who_has_it(void **state)
{
	struct story_order s;
	struct pid review;
	struct json *j;

	(void)state;
	SQL_NEEDED;
	story_as(&story_anna);
	review = fresh_review(&s);
	j = claim(&review);
	assert_non_null(j);
	assert_string_equal(js_get_text(j, "reviewer"), "初审安");
	assert_true(has(js_get(j, "may"), "approve"));
	assert_string_equal(story_look(&s.pid)->review_word, "IN_REVIEW");
	story_as(&story_bert);
	assert_null(claim(&review));
	assert_int_equal(sql_w.fault.code, ERR_CONFLICT);
	assert_non_null(strstr(sql_w.fault.words, "初审安"));
}

/* Both read the task as free; the conditional UPDATE lets one through. */
static void
of_two_who_claim_in_the_same_moment_one_wins(void **state)
{
	struct story_order s;
	struct review *seen_by_anna, *seen_by_bert;
	struct work other;
	struct pid pid;

	(void)state;
	SQL_NEEDED;
	story_as(&story_anna);
	pid = fresh_review(&s);
	other = sql_slip();
	other.actor = &story_bert;
	sql_ok(review_get(&sql_w, &pid, &seen_by_anna));
	assert_int_equal(review_get(&other, &pid, &seen_by_bert), 0);
	assert_int_equal(seen_by_bert->state, REVIEW_PENDING);
	assert_int_equal(review_claim(&other, seen_by_bert, other.now + 60), 0);
	assert_int_equal(review_claim(&sql_w, seen_by_anna, sql_w.now + 60), -1);
	assert_int_equal(sql_w.fault.code, ERR_CONFLICT);
	sql_slip_end(&other);
	sql_clear();
	assert_int_equal(story_review(&s.pid)->reviewer_id, story_bert.account_id);
}

/* The whole counter, two processes, let go by one pipe. */
static void
of_two_processes_one_gets_the_task(void **state)
{
	(void)state;
	SQL_NEEDED;
	for (int i = 0; i < 5; i++) {
		struct actor *who[2] = { &story_anna, &story_bert };
		struct story_order s;
		struct pid review;
		int gate[2], won = 0;
		pid_t child[2];

		story_as(&story_anna);
		review = fresh_review(&s);
		assert_int_equal(pipe(gate), 0);
		for (int k = 0; k < 2; k++)
			if ((child[k] = fork()) == 0) {
				struct work own = sql_slip();
				struct json *j;
				char go;

				own.actor = who[k];
				close(gate[1]);
				db_ping(&own);
				_exit(read(gate[0], &go, 1) == 0 &&
				    reviewing_claim(&own, &review, &j) == 0 ? 0 :
				    own.fault.code == ERR_CONFLICT ? 1 : 2);
			}
		close(gate[0]);
		close(gate[1]);
		for (int k = 0; k < 2; k++) {
			int status;

			waitpid(child[k], &status, 0);
			assert_true(WIFEXITED(status) && WEXITSTATUS(status) < 2);
			won += WEXITSTATUS(status) == 0;
		}
		assert_int_equal(won, 1);
		sql_clear();
	}
}

static void
an_ended_lease_gives_the_task_back(void **state)
{
	struct task t = { 0 };
	struct story_order s;
	struct pid review;
	int64_t again = 0, lease;

	(void)state;
	SQL_NEEDED;
	story_as(&story_anna);
	review = fresh_review(&s);
	assert_non_null(claim(&review));
	lease = story_review(&s.pid)->lease_until;
	story_as(&story_clock);
	t.payload = js_object(&sql_w);
	js_put_text(t.payload, "review", pid_text(&sql_w, &review));
	sql_ok(run_review_lease(&sql_w, &t, &again));
	assert_int_equal(again, lease + 1);		/* not yet */
	assert_int_equal(story_review(&s.pid)->state, REVIEW_IN_REVIEW);
	sql_w.now = lease + 1;
	sql_ok(run_review_lease(&sql_w, &t, &again));
	assert_int_equal(story_review(&s.pid)->state, REVIEW_PENDING);
	assert_string_equal(story_look(&s.pid)->review_word, "PENDING");
	story_as(&story_anna);
	assert_int_equal(give_back(&review, story_look(&s.pid)->version, "材料不清晰", NULL), -1);
	assert_int_equal(sql_w.fault.code, ERR_CONFLICT);
	sql_w.now = 1632094200;
}

static void
the_next_reviewer_need_not_wait_for_the_timer(void **state)
{
	struct story_order s;
	struct pid review;

	(void)state;
	SQL_NEEDED;
	story_as(&story_anna);
	review = fresh_review(&s);
	assert_non_null(claim(&review));
	sql_w.now += 31 * 60;
	story_as(&story_bert);
	assert_non_null(claim(&review));
	assert_int_equal(story_review(&s.pid)->reviewer_id, story_bert.account_id);
	sql_w.now = 1632094200;
}

static void
approval_wants_every_document_opened_and_the_form_seen(void **state)
{
	struct approval blind = { .form_seen = 0, .words = "" };
	struct story_order s;
	struct pid review;
	struct json *j;
	int version;

	(void)state;
	SQL_NEEDED;
	story_as(&story_anna);
	review = fresh_review(&s);
	assert_non_null(claim(&review));
	version = story_look(&s.pid)->version;
	assert_int_equal(approve(&review, version), -1);
	assert_int_equal(sql_w.fault.code, ERR_INVALID);
	assert_string_equal(sql_w.fault.fields[0].field, "apply_form");
	story_as(&story_anna);
	assert_int_equal(see(&review, &s.upload), 0);
	blind.version = version;
	assert_int_equal(reviewing_approve(&sql_w, &review, &blind, &j), -1);
	assert_string_equal(sql_w.fault.fields[0].field, "form_seen");
	story_as(&story_anna);
	assert_int_equal(approve(&review, version), 0);
	assert_int_equal(story_look(&s.pid)->state, ORDER_MAKE);
	assert_string_equal(story_look(&s.pid)->review_word, "APPROVED");
	assert_int_equal(story_review(&s.pid)->state, REVIEW_APPROVED);
}

static void
what_another_reviewer_saw_does_not_count(void **state)
{
	struct story_order s;
	struct pid review;
	struct json *j;

	(void)state;
	SQL_NEEDED;
	story_as(&story_anna);
	review = fresh_review(&s);
	assert_non_null(claim(&review));
	assert_int_equal(see(&review, &s.upload), 0);
	sql_ok(reviewing_release(&sql_w, &review, &j));
	story_as(&story_bert);
	assert_non_null(claim(&review));
	assert_int_equal(approve(&review, story_look(&s.pid)->version), -1);
	assert_string_equal(sql_w.fault.fields[0].field, "apply_form");
}

static void
an_old_version_is_not_approved(void **state)
{
	struct story_order s;
	struct pid review;

	(void)state;
	SQL_NEEDED;
	story_as(&story_anna);
	review = fresh_review(&s);
	assert_non_null(claim(&review));
	assert_int_equal(see(&review, &s.upload), 0);
	assert_int_equal(approve(&review, story_look(&s.pid)->version - 1), -1);
	assert_int_equal(sql_w.fault.code, ERR_CONFLICT);
	assert_int_equal(story_look(&s.pid)->state, ORDER_REVIEW);
}

static void
a_return_needs_a_reason(void **state)
{
	struct story_order s;
	struct pid review;
	int version;

	(void)state;
	SQL_NEEDED;
	story_as(&story_anna);
	review = fresh_review(&s);
	assert_non_null(claim(&review));
	version = story_look(&s.pid)->version;
	assert_int_equal(give_back(&review, version, " ", NULL), -1);
	assert_string_equal(sql_w.fault.fields[0].field, "words");
	story_as(&story_anna);
	assert_int_equal(give_back(&review, version, "",
		"[{\"field\":\"handler\",\"reason\":\" \"}]"), -1);
	assert_string_equal(sql_w.fault.fields[0].field, "marks.0.reason");
	story_as(&story_anna);
	assert_int_equal(give_back(&review, version, "",
		"[{\"field\":\"platforms\",\"reason\":\"多了\"}]"), -1);
	assert_string_equal(sql_w.fault.fields[0].field, "marks.0.field");
	assert_int_equal(story_look(&s.pid)->state, ORDER_REVIEW);
}

/* S09: two marks, still paid, the same reviewer is preferred, round 2. */
static void
a_returned_order_comes_back_to_the_same_reviewer(void **state)
{
	struct story_order s;
	struct review_mark *m;
	struct review *r;
	struct pid review;
	size_t n;

	(void)state;
	SQL_NEEDED;
	story_as(&story_anna);
	review = fresh_review(&s);
	assert_non_null(claim(&review));
	sql_ok(give_back(&review, story_look(&s.pid)->version, "", "[{\"field\":\"handler_phone\","
		"\"reason\":\"号码无法接通\"},{\"field\":\"apply_form\",\"reason\":\"印章不清晰\"}]"));
	assert_int_equal(story_look(&s.pid)->state, ORDER_RETURNED);
	assert_string_equal(story_look(&s.pid)->pay_word, "PAID");
	assert_string_equal(story_look(&s.pid)->review_word, "RETURNED");
	sql_ok(review_verdict(&sql_w, review_of_order(story_look(&s.pid)->id), &r));
	sql_ok(review_marks(&sql_w, r->id, &m, &n));
	assert_int_equal(n, 2);
	assert_string_equal(m[1].words, "经办人电话");
}

static int
resubmit_tx(struct work *w, void *arg)
{
	struct order *o;

	if (order_take(w, arg, &o) < 0 ||
	    order_data_set(w, o, o->vendor, "{\"handler\":\"赵六\",\"remark\":\"\"}") < 0 ||
	    order_move(w, o, ACT_RESUBMIT, NULL) < 0 || service_entered(w, o) < 0)
		return -1;
	return service_restate(w, o);
}

static const struct json *
field(const struct json *page, const char *name)
{
	const struct json *list = js_get(page, "fields");

	for (size_t i = 0; i < js_size(list); i++)
		if (strcmp(js_get_text(js_at(list, i), "field"), name) == 0)
			return js_at(list, i);
	return NULL;
}

static void
the_second_round_shows_before_and_after(void **state)
{
	struct story_order s;
	struct pid review;
	struct json *page;

	(void)state;
	SQL_NEEDED;
	story_as(&story_anna);
	review = fresh_review(&s);
	assert_non_null(claim(&review));
	sql_ok(give_back(&review, story_look(&s.pid)->version, "请更换经办人", NULL));
	story_as(&story_applicant);
	sql_ok(db_tx(&sql_w, resubmit_tx, &s.pid));
	story_as(&story_anna);
	assert_int_equal(story_review(&s.pid)->round, 2);
	assert_int_equal(story_review(&s.pid)->prefer_id, story_anna.account_id);
	review = story_review(&s.pid)->pid;
	sql_ok(reviewing_get(&sql_w, &review, &page));
	assert_string_equal(js_get_text(field(page, "handler"), "before"), "王五");
	assert_string_equal(js_get_text(field(page, "handler"), "value"), "赵六");
	assert_true(js_get_bool(field(page, "handler"), "changed"));
	assert_false(js_get_bool(field(page, "holder"), "changed"));
	assert_true(js_get_bool(field(page, "platforms"), "frozen"));
	assert_int_equal(js_size(js_get(page, "rounds")), 1);
	assert_string_equal(story_look(&s.pid)->pay_word, "PAID");
}

/* The applicant is also staff: neither with that account nor as that person. */
static void
nobody_reviews_the_own_application(void **state)
{
	static struct actor own;
	struct story_order s;
	struct pid review;
	struct json *page;

	(void)state;
	SQL_NEEDED;
	story_as(&story_anna);
	review = fresh_review(&s);
	own = story_anna;
	own.person_id = story_admin.id;			/* the applicant */
	story_as(&own);
	assert_null(claim(&review));
	assert_int_equal(sql_w.fault.code, ERR_DENIED);
	story_as(&own);
	sql_ok(reviewing_get(&sql_w, &review, &page));
	assert_false(has(js_get(page, "may"), "claim"));
	own.person_id = story_holder.id;		/* the holder */
	story_as(&own);
	assert_null(claim(&review));
	assert_int_equal(sql_w.fault.code, ERR_DENIED);
}

/* S09: both lists give the reason; the sub-row has the button. */
static void
the_list_of_certificates_tells_why(void **state)
{
	static struct actor stranger;
	struct story_order s;
	struct pid review;
	struct json *list, *cert, *row;
	int64_t n;

	(void)state;
	SQL_NEEDED;
	story_as(&story_anna);
	review = fresh_review(&s);
	assert_non_null(claim(&review));
	sql_ok(give_back(&review, story_look(&s.pid)->version, "请重新盖章",
		"[{\"field\":\"apply_form\",\"reason\":\"印章不清晰\"}]"));
	story_as(&story_applicant);
	sql_ok(certs_list(&sql_w, 1, 1, &list));
	cert = js_at(js_get(list, "items"), 0);
	row = js_at(js_get(cert, "rows"), 0);
	assert_string_equal(js_get_text(cert, "state"), "APPLYING");
	assert_string_equal(js_get_text(row, "review_words"), "审核未通过");
	assert_string_equal(js_get_text(row, "reason"), "申请表：印章不清晰；请重新盖章");
	assert_true(has(js_get(row, "acts"), "edit"));
	stranger = story_applicant;
	stranger.company_id += 1000;
	story_as(&stranger);
	sql_ok(certs_count(&sql_w, &n));
	assert_int_equal(n, 0);
	stranger.rights = RIGHT_MEMBER | RIGHT_APPLY;	/* not the administrator */
	stranger.account_id += 1000;
	stranger.person_id += 1000;
	sql_ok(certs_count(&sql_w, &n));
	assert_int_equal(n, 0);
}

static int
cancel_tx(struct work *w, void *arg)
{
	struct order *o;

	if (order_take(w, arg, &o) < 0 || order_move(w, o, ACT_CANCEL, NULL) < 0 ||
	    service_entered(w, o) < 0)
		return -1;
	return service_restate(w, o);
}

static void
a_cancelled_order_leaves_nothing_open(void **state)
{
	struct story_order s = { .way = WAY_MAIL, .first = 1 };
	struct cert *c;
	struct pid review;

	(void)state;
	SQL_NEEDED;
	story_as(&story_anna);
	story_do(story_order_tx, &s);
	review = story_review(&s.pid)->pid;
	assert_non_null(claim(&review));
	story_as(&story_applicant);
	sql_ok(db_tx(&sql_w, cancel_tx, &s.pid));
	assert_int_equal(story_review(&s.pid)->state, REVIEW_VOID);
	sql_ok(cert_of_order(&sql_w, story_look(&s.pid)->id, &c));
	assert_int_equal(c->state, CERT_DROPPED);
	story_as(&story_anna);
	assert_int_equal(give_back(&review, story_look(&s.pid)->version, "晚了", NULL), -1);
	assert_int_equal(sql_w.fault.code, ERR_CONFLICT);
}

static void
only_reviewers_claim(void **state)
{
	struct story_order s;
	struct pid review;

	(void)state;
	SQL_NEEDED;
	story_as(&story_anna);
	review = fresh_review(&s);
	story_as(&story_maker);
	assert_null(claim(&review));
	assert_int_equal(sql_w.fault.code, ERR_DENIED);
}

static int64_t
found(const char *q)
{
	struct order_filter f = { .q = q, .page = 1, .size = 100 };
	struct order *o;
	int64_t total;
	size_t n;

	sql_ok(order_list(&sql_w, &f, &o, &n));
	sql_ok(order_count(&sql_w, &f, &total));
	assert_int_equal(total, n);
	return total;
}

static void
staff_find_orders_by_number_holder_and_company(void **state)
{
	struct story_order s;

	(void)state;
	SQL_NEEDED;
	story_as(&story_anna);
	fresh_review(&s);
	assert_int_equal(found(story_look(&s.pid)->no), 1);
	assert_true(found("欧阳𠮷") >= 1);
	assert_true(found("演示测试") >= 1);
	assert_int_equal(found("查无此人"), 0);
	assert_int_equal(found("%"), 0);
}

static void
the_verdict_is_told_once(void **state)
{
	struct story_order s;
	struct pid review;
	const char *no;

	(void)state;
	SQL_NEEDED;
	story_as(&story_anna);
	review = fresh_review(&s);
	assert_non_null(claim(&review));
	assert_int_equal(see(&review, &s.upload), 0);
	sql_ok(approve(&review, story_look(&s.pid)->version));
	no = story_look(&s.pid)->no;
	assert_int_equal(story_tasks(arena_printf(sql_w.arena, "%%%s%%", no)), 1);
	assert_int_equal(approve(&review, story_look(&s.pid)->version), -1);
	assert_int_equal(sql_w.fault.code, ERR_CONFLICT);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_paid_order_waits_in_the_pool),
		cmocka_unit_test(the_second_claimer_is_told_who_has_it),
		cmocka_unit_test(of_two_who_claim_in_the_same_moment_one_wins),
		cmocka_unit_test(of_two_processes_one_gets_the_task),
		cmocka_unit_test(an_ended_lease_gives_the_task_back),
		cmocka_unit_test(the_next_reviewer_need_not_wait_for_the_timer),
		cmocka_unit_test(approval_wants_every_document_opened_and_the_form_seen),
		cmocka_unit_test(what_another_reviewer_saw_does_not_count),
		cmocka_unit_test(an_old_version_is_not_approved),
		cmocka_unit_test(a_return_needs_a_reason),
		cmocka_unit_test(a_returned_order_comes_back_to_the_same_reviewer),
		cmocka_unit_test(the_second_round_shows_before_and_after),
		cmocka_unit_test(nobody_reviews_the_own_application),
		cmocka_unit_test(the_list_of_certificates_tells_why),
		cmocka_unit_test(a_cancelled_order_leaves_nothing_open),
		cmocka_unit_test(only_reviewers_claim),
		cmocka_unit_test(staff_find_orders_by_number_holder_and_company),
		cmocka_unit_test(the_verdict_is_told_once),
	};

	SQL_MAIN(tests, story_setup);
}
