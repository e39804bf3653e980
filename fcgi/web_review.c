/* SPDX-License-Identifier: MIT */
#include "handlers.h"
#include "modules/base/fields.h"
#include "modules/service/review.h"

static const struct field queue_query[] = {
	QUERY_TEXT(queue, 16, "队列"),
	QUERY_PAGE,
};
QUERY(reviews_list_web, queue_query);
QUERY(review_next_web, queue_query);

int
reviews_list_web(struct call *c)
{
	const char *queue = call_query(c, "queue");
	int64_t page, size;
	struct json *list;

	call_page(c, &page, &size);
	if (reviewing_list(c->w, queue == NULL ? "pool" : queue, page, size, &list) < 0)
		return -1;
	return answer_json(c, 200, list);
}

int
reviews_counts_web(struct call *c)
{
	struct json *counts;

	return reviewing_counts(c->w, &counts) < 0 ? -1 : answer_json(c, 200, counts);
}

/* Most routes differ only in the service function. */
static int
act(struct call *c, int (*service)(struct work *, const struct pid *, struct json **))
{
	struct pid review;
	struct json *j;

	if (call_pid(c, "review", &review) < 0 || service(c->w, &review, &j) < 0)
		return -1;
	return answer_json(c, 200, j);
}

int
review_get_web(struct call *c)
{
	return act(c, reviewing_get);
}

INPUT_NONE(review_claim_web);

int
review_claim_web(struct call *c)
{
	return act(c, reviewing_claim);
}

INPUT_NONE(review_release_web);

int
review_release_web(struct call *c)
{
	return act(c, reviewing_release);
}

struct seen_form {
	const char	*upload;
};

static const struct field seen_fields[] = {
	FIELD_TEXT(seen_form, upload, 26, 26, "材料", NULL),
};
INPUT(review_seen_web, seen_fields);

int
review_seen_web(struct call *c)
{
	struct pid review, upload;
	struct seen_form form;
	struct json *j;

	if (call_pid(c, "review", &review) < 0 ||
	    fields_read(c->w, c->body, seen_fields, N_FIELDS(seen_fields), &form) < 0 ||
	    pid_parse(c->w, form.upload, &upload) < 0 ||
	    reviewing_see(c->w, &review, &upload, &j) < 0)
		return -1;
	return answer_json(c, 200, j);
}

static const struct field approve_fields[] = {
	FIELD_INT(approval, version, 1, INT32_MAX, "版本"),
	FIELD_BOOL(approval, form_seen, "表单编号和版本已核对"),
	FIELD_TEXT(approval, words, 0, 500, "审核意见", NULL),
	FIELD_SHAPE(approval, overrides, 0, 20, "核准原因", "[override]"),
};
INPUT(review_approve_web, approve_fields);

int
review_approve_web(struct call *c)
{
	struct approval form;
	struct pid review;
	struct json *j;

	if (call_pid(c, "review", &review) < 0 ||
	    fields_read(c->w, c->body, approve_fields, N_FIELDS(approve_fields), &form) < 0)
		return -1;
	c->detail = form.words;
	if (reviewing_approve(c->w, &review, &form, &j) < 0)
		return -1;
	return answer_json(c, 200, j);
}

static const struct field decision_fields[] = {
	FIELD_INT(decision, version, 1, INT32_MAX, "版本"),
	FIELD_TEXT(decision, words, 1, 500, "原因", NULL),
};
INPUT(review_sendback_web, decision_fields);
INPUT(review_refuse_web, decision_fields);
INPUT(review_revoke_web, decision_fields);

static int
decide(struct call *c, int (*service)(struct work *, const struct pid *,
	const struct decision *, struct json **))
{
	struct decision form;
	struct pid review;
	struct json *j;

	if (call_pid(c, "review", &review) < 0 ||
	    fields_read(c->w, c->body, decision_fields, N_FIELDS(decision_fields), &form) < 0)
		return -1;
	c->detail = form.words;
	if (service(c->w, &review, &form, &j) < 0)
		return -1;
	return answer_json(c, 200, j);
}

int
review_sendback_web(struct call *c)
{
	return decide(c, reviewing_send_back);
}

int
review_refuse_web(struct call *c)
{
	return decide(c, reviewing_refuse);
}

int
review_revoke_web(struct call *c)
{
	return decide(c, reviewing_revoke);
}

struct reassign_form {
	const char	*to, *words;
};

static const struct field reassign_fields[] = {
	FIELD_TEXT(reassign_form, to, 26, 26, "审核人员", NULL),
	FIELD_TEXT(reassign_form, words, 0, 200, "说明", NULL),
};
INPUT(review_reassign_web, reassign_fields);

int
review_reassign_web(struct call *c)
{
	struct handing_over h;
	struct reassign_form form;
	struct pid review;
	struct json *j;

	if (call_pid(c, "review", &review) < 0 ||
	    fields_read(c->w, c->body, reassign_fields, N_FIELDS(reassign_fields), &form) < 0 ||
	    pid_parse(c->w, form.to, &h.to) < 0)
		return -1;
	h.words = form.words;
	if (reviewing_reassign(c->w, &review, &h, &j) < 0)
		return -1;
	return answer_json(c, 200, j);
}

int
review_next_web(struct call *c)
{
	const char *queue = call_query(c, "queue");
	struct json *j;

	return reviewing_next(c->w, queue == NULL ? "pool" : queue, &j) < 0 ? -1 :
	    answer_json(c, 200, j);
}

int
reviewers_list_web(struct call *c)
{
	struct json *j;

	return reviewing_reviewers(c->w, &j) < 0 ? -1 : answer_json(c, 200, j);
}

static const struct field return_fields[] = {
	FIELD_INT(returning, version, 1, INT32_MAX, "版本"),
	FIELD_TEXT(returning, words, 0, 500, "退回原因", NULL),
	FIELD_SHAPE(returning, marks, 0, 50, "标注", "[mark]"),
};
INPUT(review_return_web, return_fields);

int
review_return_web(struct call *c)
{
	struct returning form;
	struct pid review;
	struct json *j;

	if (call_pid(c, "review", &review) < 0 ||
	    fields_read(c->w, c->body, return_fields, N_FIELDS(return_fields), &form) < 0)
		return -1;
	c->detail = form.words;
	if (reviewing_return(c->w, &review, &form, &j) < 0)
		return -1;
	return answer_json(c, 200, j);
}
