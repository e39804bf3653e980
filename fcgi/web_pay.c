/* SPDX-License-Identifier: MIT */
/* Checkout, payment, the sandbox cashier, the notify, the finance list. */
#include "handlers.h"
#include "modules/base/text.h"
#include "modules/paper/code_svg.h"
#include "modules/pay/pay.h"
#include "modules/pay/sandbox.h"
#include "modules/service/checkout.h"
#include "modules/service/refunds.h"
#include "modules/service/settle.h"

/* ---- the payer ---- */

INPUT(checkout_web, checkout_fields);

int
checkout_web(struct call *c)
{
	struct json *group;
	struct pid done;

	if ((call_replayed(c, &done) ? checkout_group(c->w, &done, &group) :
		checkout_open(c->w, c->body, &group)) < 0)
		return -1;
	return answer_json(c, 201, group);
}

int
group_get_web(struct call *c)
{
	struct json *group;
	struct pid pid;

	if (call_pid(c, "group", &pid) < 0 || checkout_group(c->w, &pid, &group) < 0)
		return -1;
	return answer_json(c, 200, group);
}

struct attempt_form {
	const char	*provider;
};

static const struct field attempt_fields[] = {
	FIELD_TEXT(attempt_form, provider, 1, 16, "支付方式", NULL),
};
INPUT(attempt_open_web, attempt_fields);

int
attempt_open_web(struct call *c)
{
	struct attempt_form form;
	struct json *attempt;
	struct pid pid, done;

	if (call_replayed(c, &done)) {
		if (checkout_attempt(c->w, &done, &attempt) < 0)
			return -1;
	} else if (call_pid(c, "group", &pid) < 0 ||
	    fields_read(c->w, c->body, attempt_fields, N_FIELDS(attempt_fields), &form) < 0 ||
	    checkout_pay(c->w, &pid, form.provider, &attempt) < 0)
		return -1;
	return answer_json(c, 201, attempt);
}

int
attempt_get_web(struct call *c)
{
	struct json *attempt;
	struct pid pid;

	if (call_pid(c, "attempt", &pid) < 0 || checkout_attempt(c->w, &pid, &attempt) < 0)
		return -1;
	return answer_json(c, 200, attempt);
}

int
attempt_qr_web(struct call *c)
{
	const char *text, *svg;
	struct code *code;
	struct pid pid;

	if (call_pid(c, "attempt", &pid) < 0 || checkout_code(c->w, &pid, &text) < 0 ||
	    code_make(c->w, text, CODE_M, &code) < 0)
		return -1;
	svg = code_svg(c->w->arena, code, "支付二维码");
	return answer_bytes(c, 200, "image/svg+xml",
	    (struct blob){ (const unsigned char *)svg, strlen(svg) }, NULL);
}

/* ---- providers ---- */

/*
 * Kept as it came and answered at once; the clerk, who holds the key, decides
 * what it is worth (design 8).
 */
int
notify_sandbox_web(struct call *c)
{
	struct json *headers = js_object(c->w);

	js_put_text(headers, "timestamp", call_header(c, "Sandbox-Timestamp"));
	js_put_text(headers, "nonce", call_header(c, "Sandbox-Nonce"));
	js_put_text(headers, "signature", call_header(c, "Sandbox-Signature"));
	if (settle_keep_notify(c->w, "sandbox", headers, c->raw) < 0)
		return -1;
	return answer_json(c, 200, js_object(c->w));
}

int
sandbox_get_web(struct call *c)
{
	struct json *cashier;
	struct pid token;

	if (call_pid(c, "token", &token) < 0 ||
	    sandbox_cashier(c->w, &token, &cashier) < 0)
		return -1;
	return answer_json(c, 200, cashier);
}

INPUT_NONE(sandbox_pay_web);

int
sandbox_pay_web(struct call *c)
{
	struct pid token;

	if (call_pid(c, "token", &token) < 0 || settle_click(c->w, &token) < 0)
		return -1;
	return answer_json(c, 202, js_object(c->w));
}

/* ---- finance ---- */

static const struct field payments_query[] = {
	QUERY_TEXT(state, 16, "支付状态"),
	QUERY_TEXT(q, 60, "支付单号、订单号或企业"),
	QUERY_PAGE,
};
QUERY(payments_list_web, payments_query);
QUERY(payments_count_web, payments_query);
QUERY(payments_sum_web, payments_query);

static struct pay_filter
filter_of(struct call *c)
{
	struct pay_filter f = { .state = call_code(c, "state"), .q = call_query(c, "q") };

	call_page(c, &f.page, &f.size);
	return f;
}

int
payments_list_web(struct call *c)
{
	struct pay_filter f = filter_of(c);
	struct json *items;

	if (pay_list(c->w, &f, &items) < 0)
		return -1;
	return answer_json(c, 200, js_page(c->w, items, f.page, f.size));
}

int
payments_count_web(struct call *c)
{
	struct pay_filter f = filter_of(c);
	struct json *answer = js_object(c->w);
	int64_t n, fen;

	if (pay_sum(c->w, &f, &n, &fen) < 0)
		return -1;
	js_put_int(answer, "total", n);
	return answer_json(c, 200, answer);
}

int
payments_sum_web(struct call *c)
{
	struct pay_filter f = filter_of(c);
	struct json *answer = js_object(c->w);
	int64_t n, fen;

	if (pay_sum(c->w, &f, &n, &fen) < 0)
		return -1;
	js_put_int(answer, "fen", fen);
	js_put_int(answer, "n", n);
	return answer_json(c, 200, answer);
}

/* ---- money that does not fit ---- */

struct suspect_form {
	const char	*words;
};

static const struct field suspect_fields[] = {
	FIELD_TEXT(suspect_form, words, 2, 200, "处理说明", NULL),
};
INPUT(payment_accept_web, suspect_fields);
INPUT(payment_return_web, suspect_fields);

static int
suspect(struct call *c, int (*decide)(struct work *, const struct pid *, const char *))
{
	struct suspect_form f;
	struct pid pid;

	if (call_pid(c, "payment", &pid) < 0 ||
	    fields_read(c->w, c->body, suspect_fields, N_FIELDS(suspect_fields), &f) < 0 ||
	    decide(c->w, &pid, f.words) < 0)
		return -1;
	return answer_json(c, 200, js_object(c->w));
}

int
payment_accept_web(struct call *c)
{
	return suspect(c, refunds_accept_suspect);
}

int
payment_return_web(struct call *c)
{
	return suspect(c, refunds_return_suspect);
}
