/* SPDX-License-Identifier: MIT */
/* Refunds: asked for by the applicant or finance, decided by another person. */
#include "handlers.h"
#include "modules/base/fields.h"
#include "modules/service/refunds.h"

struct ask_form {
	int64_t		 fen;
	const char	*reason;
};

static const struct field ask_fields[] = {
	FIELD_TEXT(ask_form, reason, 2, 200, "退款原因", NULL),
};
static const struct field part_fields[] = {
	FIELD_INT(ask_form, fen, 1, INT64_C(100000000000), "退款金额"),
	FIELD_TEXT(ask_form, reason, 2, 200, "退款原因", NULL),
};
INPUT(refund_ask_web, ask_fields);
INPUT(refund_part_web, part_fields);

int
refund_ask_web(struct call *c)
{
	struct ask_form f;
	struct json *order;
	struct pid pid;

	if (call_pid(c, "order", &pid) < 0 ||
	    fields_read(c->w, c->body, ask_fields, N_FIELDS(ask_fields), &f) < 0 ||
	    refunds_ask(c->w, &pid, f.reason, &order) < 0)
		return -1;
	return answer_json(c, 200, order);
}

int
refund_part_web(struct call *c)
{
	struct ask_form f;
	struct json *order;
	struct pid pid;

	if (call_pid(c, "order", &pid) < 0 ||
	    fields_read(c->w, c->body, part_fields, N_FIELDS(part_fields), &f) < 0 ||
	    refunds_ask_part(c->w, &pid, f.fen, f.reason, &order) < 0)
		return -1;
	return answer_json(c, 200, order);
}

/* ---- the second person ---- */

static const struct field list_query[] = {
	QUERY_TEXT(state, 12, "退款状态"), QUERY_TEXT(q, 60, "退款单号或订单号"), QUERY_PAGE,
};
static const struct field count_query[] = {
	QUERY_TEXT(state, 12, "退款状态"), QUERY_TEXT(q, 60, "退款单号或订单号"),
};
QUERY(refund_list_web, list_query);
QUERY(refund_count_web, count_query);

static struct refund_filter
filter_of(struct call *c)
{
	return (struct refund_filter){ .state = call_code(c, "state"), .q = call_query(c, "q") };
}

int
refund_list_web(struct call *c)
{
	struct refund_filter f = filter_of(c);
	struct json *j;

	call_page(c, &f.page, &f.size);
	return refunds_list(c->w, &f, &j) < 0 ? -1 : answer_json(c, 200, j);
}

int
refund_count_web(struct call *c)
{
	struct refund_filter f = filter_of(c);
	struct json *j;

	return refunds_count(c->w, &f, &j) < 0 ? -1 : answer_json(c, 200, j);
}

INPUT_NONE(refund_approve_web);
INPUT_NONE(refund_repeat_web);

static int
decide(struct call *c, int (*act)(struct work *, const struct pid *))
{
	struct pid pid;

	return call_pid(c, "refund", &pid) < 0 || act(c->w, &pid) < 0 ? -1 :
	    answer_json(c, 200, js_object(c->w));
}

int
refund_approve_web(struct call *c)
{
	return decide(c, refunds_approve);
}

int
refund_repeat_web(struct call *c)
{
	return decide(c, refunds_repeat);
}

struct reject_form {
	const char	*words;
};

static const struct field reject_fields[] = {
	FIELD_TEXT(reject_form, words, 2, 200, "驳回原因", NULL),
};
INPUT(refund_reject_web, reject_fields);

int
refund_reject_web(struct call *c)
{
	struct reject_form f;
	struct pid pid;

	if (call_pid(c, "refund", &pid) < 0 ||
	    fields_read(c->w, c->body, reject_fields, N_FIELDS(reject_fields), &f) < 0 ||
	    refunds_reject(c->w, &pid, f.words) < 0)
		return -1;
	return answer_json(c, 200, js_object(c->w));
}
