/* SPDX-License-Identifier: MIT */
/* What a returned order opens, and what the applicant may then do (S09, K1). */
#include "sql_test.h"
#include "story.h"

#include "modules/service/correct.h"
#include "modules/service/order_view.h"
#include "modules/service/review.h"

/* An order that was given back with these words and marks. */
static void
returned(struct story_order *s, const char *words, const char *marks)
{
	struct returning r = { .words = words };
	struct pid review;
	struct json *j;

	story_as(&story_anna);
	*s = story_order(WAY_MAIL, 0);
	sql_w.now += 60;		/* nobody reviews in the second of the upload */
	review = story_review(&s->pid)->pid;
	sql_ok(reviewing_claim(&sql_w, &review, &j));
	r.version = story_look(&s->pid)->version;
	if (marks != NULL)
		sql_ok(js_parse(&sql_w, marks, strlen(marks), &r.marks));
	sql_ok(reviewing_return(&sql_w, &review, &r, &j));
	story_as(&story_applicant);
}

static int
editable(const struct story_order *s, const char *field)
{
	struct json *fields, *f;

	sql_ok(order_fields_json(&sql_w, story_look(&s->pid), &fields));
	for (size_t i = 0; i < js_size(fields); i++) {
		f = js_at(fields, i);
		if (strcmp(js_get_text(f, "field"), field) == 0)
			return js_get_bool(f, "editable");
	}
	fail();
	return 0;
}

static void
only_marked_fields_open(void **state)
{
	struct story_order s;

	(void)state;
	SQL_NEEDED;
	returned(&s, "", "[{\"field\":\"handler_phone\",\"reason\":\"电话有误\"}]");
	assert_true(editable(&s, "handler_phone"));
	assert_false(editable(&s, "handler"));
	assert_false(editable(&s, "apply_form"));
	assert_false(editable(&s, "platforms"));
}

static void
general_words_open_every_field_but_the_price(void **state)
{
	struct story_order s;

	(void)state;
	SQL_NEEDED;
	returned(&s, "资料与申请不一致，请核对", NULL);
	assert_true(editable(&s, "handler"));
	assert_true(editable(&s, "vendor"));
	assert_true(editable(&s, "apply_form"));
	assert_false(editable(&s, "platforms"));
	assert_false(editable(&s, "years"));
}

static int
try_edit(const struct story_order *s, const char *text)
{
	struct json *fields, *out;

	fault_clear(&sql_w);
	sql_ok(js_parse(&sql_w, text, strlen(text), &fields));
	return correct_edit(&sql_w, &s->pid, story_look(&s->pid)->version, fields, &out);
}

static void
what_decides_the_price_is_refused_by_name(void **state)
{
	struct story_order s;

	(void)state;
	SQL_NEEDED;
	returned(&s, "请核对", NULL);
	assert_int_equal(try_edit(&s, "{\"platforms\":[\"P2\"]}"), -1);
	assert_string_equal(sql_w.fault.fields[0].field, "platforms");
	assert_int_equal(try_edit(&s, "{\"handler_phone\":\"12\"}"), -1);
	assert_string_equal(sql_w.fault.fields[0].words, "请填写11位经办人手机号");
	assert_int_equal(try_edit(&s, "{\"nothing\":1}"), -1);
	fault_clear(&sql_w);
}

static void
nothing_changed_is_not_sent_in_again(void **state)
{
	struct story_order s;
	struct json *out;

	(void)state;
	SQL_NEEDED;
	returned(&s, "请核对", NULL);
	sql_w.now += 5;
	assert_int_equal(correct_resubmit(&sql_w, &s.pid, story_look(&s.pid)->version, &out), -1);
	assert_int_equal(sql_w.fault.code, ERR_CONFLICT);
	fault_clear(&sql_w);
}

int
main(int argc, char **argv)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_marked_fields_open),
		cmocka_unit_test(general_words_open_every_field_but_the_price),
		cmocka_unit_test(what_decides_the_price_is_refused_by_name),
		cmocka_unit_test(nothing_changed_is_not_sent_in_again),
	};

	SQL_MAIN(tests, story_setup);
}
