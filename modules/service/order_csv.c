/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "modules/base/clock.h"
#include "modules/base/csv.h"
#include "modules/base/text.h"
#include "modules/catalog/catalog.h"
#include "modules/order/words.h"
#include "order_csv.h"
#include "order_search.h"
#include "order_view.h"

#define PIECE	200		/* rows: some 60 KB, and what they were read into */

struct order_csv {
	struct order_filter	 filter;
	const struct catalog	*cat;
	int			 begun, over;
};

int
order_csv_begin(struct work *w, const struct json *query, struct order_csv **out,
    int64_t *rows, const char **name)
{
	struct order_csv *c = *out = ARENA_NEW(w->arena, struct order_csv);

	if (order_search_read(w, query, &c->filter) < 0 || catalog_get(w, &c->cat) < 0 ||
	    order_count(w, &c->filter, rows) < 0)
		return -1;
	if (*rows > ORDER_CSV_MAX)
		return refuse_say(w, ERR_INVALID, "to", "符合条件的订单有%lld条，一次最多导出%d条，"
		    "请缩小下单日期的范围后分次导出", (long long)*rows, ORDER_CSV_MAX);
	c->filter.size = PIECE;
	*name = arena_printf(w->arena, "订单%d.csv", date_number(w->now));
	return 0;
}

static void
put_head(struct csv_out *o)
{
	static const char *const words[] = { CSV_BOM "订单号", "下单时间", "业务", "锁类别",
	    "证书厂商", "单位名称", "持锁人", "购买人", "金额（元）", "订单状态", "支付状态", "审核状态",
	    "收货状态", "领取方式", "办理点" };

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		csv_cell(o, words[i]);
	csv_row_end(o);
}

static void
put_row(struct work *w, const struct order_csv *c, const struct order *o, struct csv_out *to)
{
	const struct pickup_point *point = catalog_point_id(c->cat, o->point_id);
	const char *const cells[] = { o->no, time_text(w->arena, o->created_at),
	    order_service_words(c->cat, o), catalog_lock_words(c->cat, o->lock_type),
	    catalog_vendor_words(c->cat, o->vendor), o->company, o->holder, o->buyer,
	    yuan_text(w->arena, o->fen), order_state_words(o->state),
	    pay_word_text(o->pay_word), review_word_text(o->review_word),
	    ship_word_text(o->ship_word), order_way_words(o->way),
	    point == NULL ? NULL : point->words };

	for (size_t i = 0; i < sizeof(cells) / sizeof(*cells); i++)
		csv_cell(to, cells[i]);
	csv_row_end(to);
}

static int
put_piece(struct work *w, struct order_csv *c, struct csv_out *to)
{
	struct order *o;
	size_t n;

	if (order_list(w, &c->filter, &o, &n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		put_row(w, c, &o[i], to);
	c->over = n < PIECE;
	if (n > 0)
		c->filter.below = (struct order_key){ o[n - 1].created_at, o[n - 1].id };
	return 0;
}

/* The status line has long left: words in the file are what remains. */
static void
put_broken(struct order_csv *c, struct csv_out *to)
{
	csv_cell(to, "导出未完成：系统繁忙，请重新导出");
	csv_row_end(to);
	c->over = 1;
}

int
order_csv_more(struct work *w, void *csv, struct blob *piece)
{
	struct order_csv *c = csv;
	struct csv_out to = { .arena = w->arena };
	int first = !c->begun;

	if (c->over)
		return 0;
	if (first)
		put_head(&to);
	c->begun = 1;
	if (put_piece(w, c, &to) < 0) {
		if (first)
			return -1;
		put_broken(c, &to);
	}
	*piece = (struct blob){ (const unsigned char *)to.p, to.n };
	return 1;
}
