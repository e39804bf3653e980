/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "invoice_sheet.h"
#include "modules/base/json.h"
#include "modules/base/text.h"

/* ---- out ---- */

static const char *
recipient(struct work *w, const struct invoice *v)
{
	const char *name = js_get_text(v->recipient, "name");
	const char *phone = js_get_text(v->recipient, "phone");
	const char *address = js_get_text(v->recipient, "address");

	return name == NULL ? "" : arena_printf(w->arena, "%s %s %s", name,
	    phone == NULL ? "" : phone, address == NULL ? "" : address);
}

static const char *const titles[] = {
	"申请单号", "蓝字/红字", "发票类型", "单位名称", "纳税人识别号", "地址", "电话", "开户行",
	"开户行账号", "金额(元)", "订单号", "接收邮箱", "收票人", "原发票号码",
	"发票号码", "发票代码", "开票日期", "下载地址", "失败原因",
};

#define N_TITLES	(sizeof(titles) / sizeof(*titles))

static const char *
or_empty(const char *s)
{
	return s == NULL ? "" : s;
}

static int
cells_of(struct work *w, const struct invoice *v, const char *c[N_TITLES])
{
	const char *type;

	if (invoice_type_words(w, v->type, &type) < 0)
		return -1;
	memcpy(c, ((const char *[N_TITLES]){ v->no, v->refund_id == 0 ? "蓝字" : "红字", type,
	    v->title, v->tax_no, v->heading.address, v->heading.phone, v->heading.bank,
	    v->heading.account, yuan_text(w->arena, v->fen), v->orders, v->heading.email, recipient(w, v),
	    or_empty(v->blue_number), or_empty(v->number), or_empty(v->code),
	    or_empty(v->issued_on), or_empty(v->link), or_empty(v->words) }),
	    N_TITLES * sizeof(*c));
	return 0;
}

static void
put_row(struct csv_out *o, const char *const c[N_TITLES])
{
	for (size_t i = 0; i < N_TITLES; i++)
		csv_cell(o, c[i]);
	csv_row_end(o);
}

int
sheet_write(struct work *w, const struct invoice *v, size_t n, struct blob *out)
{
	struct csv_out o = { .arena = w->arena };
	const char *c[N_TITLES];
	size_t mark = strlen(CSV_BOM);
	char *text;

	put_row(&o, titles);
	for (size_t i = 0; i < n; i++) {
		if (cells_of(w, &v[i], c) < 0)
			return -1;
		put_row(&o, c);
	}
	text = arena_alloc(w->arena, mark + o.n);
	memcpy(text, CSV_BOM, mark);
	memcpy(text + mark, o.p, o.n);
	*out = (struct blob){ (const unsigned char *)text, mark + o.n };
	return 0;
}

/* ---- in ---- */

static const struct {
	const char	*title;
	size_t		 offset;
} members[] = {
	{ "申请单号", offsetof(struct sheet_line, no) },
	{ "发票号码", offsetof(struct sheet_line, number) },
	{ "发票代码", offsetof(struct sheet_line, code) },
	{ "开票日期", offsetof(struct sheet_line, issued_on) },
	{ "下载地址", offsetof(struct sheet_line, link) },
	{ "失败原因", offsetof(struct sheet_line, failed) },
};

#define N_MEMBERS	(sizeof(members) / sizeof(*members))

static int
member_of(const char *title)
{
	for (size_t i = 0; i < N_MEMBERS; i++)
		if (strcmp(members[i].title, title) == 0)
			return (int)i;
	return -1;
}

/* What is wrong with the file is said beside its field. */
static int
not_a_sheet(struct work *w)
{
	const char *words = w->fault.words;

	if (w->fault.code != ERR_INVALID || words == NULL)
		return -1;
	fault_clear(w);
	return refuse_say(w, ERR_INVALID, "file", "%s", words);
}

int
sheet_begin(struct work *w, FILE *in, struct sheet *s)
{
	unsigned seen = 0;
	int rc;

	csv_begin(&s->csv, in);
	if ((rc = csv_next(w, &s->csv)) < 0)
		return not_a_sheet(w);
	if (rc == 0)
		return refuse_say(w, ERR_INVALID, "file", "文件是空的");
	for (s->n = 0; s->n < s->csv.n; s->n++) {
		int m = member_of(text_normal(w->arena, s->csv.cells[s->n]));

		s->column[s->n] = m;
		if (m >= 0)
			seen |= 1u << m;
	}
	return (seen & 1u) != 0 && (seen & 2u) != 0 ? 0 : refuse_say(w, ERR_INVALID, "file",
	    "第1行应有“申请单号”和“发票号码”两列，请使用导出的表格填写");
}

static void
put_member(struct sheet_line *line, int m, const char *text)
{
	memcpy((char *)line + members[m].offset, &text, sizeof(text));
}

int
sheet_next(struct work *w, struct sheet *s, struct sheet_line *out)
{
	int rc = csv_next(w, &s->csv);

	if (rc <= 0)
		return rc;
	for (size_t i = 0; i < N_MEMBERS; i++)
		put_member(out, (int)i, "");
	for (size_t i = 0; i < s->csv.n && i < s->n; i++) {
		const char *cell = text_normal(w->arena, s->csv.cells[i]);

		if (s->column[i] >= 0)	/* what we put before a formula, or a spreadsheet before text */
			put_member(out, s->column[i], cell[0] == '\'' ? cell + 1 : cell);
	}
	return 1;
}
