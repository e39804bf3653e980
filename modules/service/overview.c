/* SPDX-License-Identifier: MIT */
#include "modules/base/json.h"
#include "modules/invoice/invoice.h"
#include "modules/order/list.h"
#include "modules/outbox/task.h"
#include "modules/pay/pay.h"
#include "modules/review/review.h"
#include "overview.h"
#include "stock.h"

#define REVIEWER	(RIGHT_REVIEW | RIGHT_SECOND)

static int
count_queue(struct work *w, const char *arg, int64_t *out)
{
	return review_count(w, arg, out);
}

/* The scope of the orders makes it a desk's own pickup point. */
static int
count_state(struct work *w, const char *arg, int64_t *out)
{
	struct order_filter f = { .state = arg };

	return order_count(w, &f, out);
}

static int
count_pay(struct work *w, const char *arg, int64_t *out)
{
	struct order_filter f = { .pay = arg };

	return order_count(w, &f, out);
}

static int
count_refunds(struct work *w, const char *arg, int64_t *out)
{
	return pay_refund_count(w, &(struct refund_filter){ .state = arg }, out);
}

static int
count_suspects(struct work *w, const char *arg, int64_t *out)
{
	int64_t fen;

	return pay_sum(w, &(struct pay_filter){ .state = arg }, out, &fen);
}

static int
count_invoices(struct work *w, const char *arg, int64_t *out)
{
	return invoice_count(w, &(struct invoice_filter){ .state = arg }, out);
}

static int
count_tasks(struct work *w, const char *arg, int64_t *out)
{
	struct task_count *rows;
	size_t n;

	*out = 0;
	if (task_counts(w, &rows, &n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		if (strcmp(rows[i].state, arg) == 0)
			*out += rows[i].n;
	return 0;
}

static int
count_overdue(struct work *w, const char *arg, int64_t *out)
{
	(void)arg;
	return review_overdue_count(w, out);
}

static int
count_low_stock(struct work *w, const char *arg, int64_t *out)
{
	(void)arg;
	return stock_low_places(w, out);
}

static const struct card {
	const char	*code, *words, *link;
	unsigned	 who;
	int		(*count)(struct work *w, const char *arg, int64_t *out);
	const char	*arg;
} cards[] = {
	/* clang-format off */
 { "review_mine",	"我正在审核",	"/staff/reviews?queue=mine",	REVIEWER,	count_queue,	"mine" },
 { "review_pool",	"待审核",	"/staff/reviews?queue=pool",	REVIEWER,	count_queue,	"pool" },
 { "review_returned",	"已退回待修改",	"/staff/reviews?queue=returned", REVIEWER,	count_queue,	"returned" },
 { "review_overdue",	"审核已超时",	"/staff/reviews?queue=pool",	REVIEWER,	count_overdue,	NULL },
 { "make",		"待制证",	"/staff/making?queue=make",	RIGHT_MAKE,	count_state,	"MAKE" },
 { "ship",		"待发货",	"/staff/making?queue=ship",	RIGHT_MAKE,	count_state,	"SHIP" },
 { "stock_low",		"库存偏低",	"/staff/stock",			RIGHT_MAKE | RIGHT_SYSTEM, count_low_stock, NULL },
 { "desk",		"待领取",	"/staff/desk",			RIGHT_DESK,	count_state,	"PICKUP" },
 { "unpaid",		"待支付订单",	"/staff/orders?pay=UNPAID",	RIGHT_FINANCE,	count_pay,	"UNPAID" },
 { "refunds",		"待审批退款",	"/staff/refunds?state=REQUESTED", RIGHT_FINANCE, count_refunds, "REQUESTED" },
 { "refunds_failed",	"退款失败",	"/staff/refunds?state=FAILED",	RIGHT_FINANCE,	count_refunds,	"FAILED" },
 { "suspects",		"异常待核收款",	"/staff/payments?state=SUSPECT", RIGHT_FINANCE,	count_suspects,	"SUSPECT" },
 { "invoices",		"待开票",	"/staff/invoices?state=WAIT_ISSUE", RIGHT_FINANCE, count_invoices, "WAIT_ISSUE" },
 { "invoices_red",	"待冲红",	"/staff/invoices?state=RED_REQUESTED", RIGHT_FINANCE, count_invoices, "RED_REQUESTED" },
 { "tasks_dead",	"失败的任务",	"/staff/tasks?state=DEAD",	RIGHT_SYSTEM,	count_tasks,	"DEAD" },
 { "tasks_queued",	"排队的任务",	"/staff/tasks?state=QUEUED",	RIGHT_SYSTEM,	count_tasks,	"QUEUED" },
	/* clang-format on */
};

static int
add_card(struct work *w, const struct card *c, struct json *list)
{
	struct json *j = js_object(w);
	int64_t n;

	if (c->count(w, c->arg, &n) < 0)
		return -1;
	js_put_text(j, "code", c->code);
	js_put_text(j, "words", c->words);
	js_put_int(j, "count", n);
	js_put_text(j, "link", c->link);
	js_add(list, j);
	return 0;
}

int
overview_get(struct work *w, struct json **out)
{
	struct json *list = js_array(w);

	for (size_t i = 0; i < sizeof(cards) / sizeof(*cards); i++)
		if (work_may(w, cards[i].who) && add_card(w, &cards[i], list) < 0)
			return -1;
	*out = js_object(w);
	js_put(*out, "cards", list);
	return 0;
}
