/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "invoice_desk.h"
#include "invoice_sheet.h"
#include "modules/base/clock.h"
#include "modules/base/crypto.h"
#include "modules/base/json.h"
#include "modules/base/text.h"
#include "modules/deliver/parcel.h"
#include "tell.h"

/* ---- out to the tax platform ---- */

struct export {
	const char	*batch;
	int64_t		 count;
};

static int
export_tx(struct work *w, void *arg)
{
	struct export *e = arg;
	int64_t *ids;
	size_t n;

	e->count = 0;
	if (invoice_waiting(w, &ids, &n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		struct invoice *v;

		if (invoice_take_id(w, ids[i], &v) < 0)
			return -1;
		if (v->state != INVOICE_WAIT_ISSUE)
			continue;		/* a colleague was faster */
		v->batch = e->batch;
		v->words = NULL;
		if (invoice_move(w, v, INVOICE_ACT_EXPORT, e->batch) < 0)
			return -1;
		e->count++;
	}
	return 0;
}

int
invoice_desk_export(struct work *w, struct json **out)
{
	unsigned char r[4];
	struct export e;

	crypto_random(r, sizeof(r));
	e.batch = arena_printf(w->arena, "K%d%s", date_number(w->now),
	    base32_text(w->arena, r, sizeof(r)));
	if (db_tx(w, export_tx, &e) < 0)
		return -1;
	*out = js_object(w);
	js_put_text(*out, "batch", e.count == 0 ? NULL : e.batch);
	js_put_int(*out, "count", e.count);
	return 0;
}

int
invoice_desk_sheet(struct work *w, const struct invoice_filter *f, struct blob *out)
{
	struct invoice_filter all = *f;
	struct invoice *v;
	int64_t total;
	size_t n;

	if (invoice_count(w, f, &total) < 0)
		return -1;
	if (total > SHEET_MAX)
		return refuse_say(w, ERR_INVALID, NULL, "共%lld条，一次最多导出%d条，请缩小查询条件",
		    (long long)total, SHEET_MAX);
	all.page = 1;
	all.size = SHEET_MAX;
	return invoice_list(w, &all, &v, &n) < 0 ? -1 : sheet_write(w, v, n, out);
}

/* ---- back from it ---- */

struct result {
	const struct sheet_line	*line;
	int			 known;
};

static int
digits(const char *s, size_t a, size_t b)
{
	size_t n = strlen(s);

	return (n == a || n == b) && strspn(s, "0123456789") == n;
}

/* 数电票: 20 digits without a code; the older ones 8 with a code of 10 or 12. */
static int
check_line(struct work *w, const struct sheet_line *l)
{
	struct civil day;

	if (!digits(l->number, 8, 20))
		return refuse_say(w, ERR_INVALID, NULL, "发票号码应为8位或20位数字");
	if (*l->code != '\0' && !digits(l->code, 10, 12))
		return refuse_say(w, ERR_INVALID, NULL, "发票代码应为10位或12位数字");
	if (strlen(l->number) == 8 && *l->code == '\0')
		return refuse_say(w, ERR_INVALID, NULL, "8位发票号码需要填写发票代码");
	if (date_parse(l->issued_on, &day) < 0 || civil_epoch(&day) > w->now)
		return refuse_say(w, ERR_INVALID, NULL,
		    "开票日期应为不晚于今天的日期，例如2026-11-20");
	if (*l->link != '\0' && (strncmp(l->link, "https://", 8) != 0 ||
	    strlen(l->link) > 300 || strpbrk(l->link, " <>\"'\\") != NULL))
		return refuse_say(w, ERR_INVALID, NULL, "下载地址应以https://开头");
	return 0;
}

/* Its red letters were for a paper that does not exist. */
static int
drop_reds(struct work *w, struct invoice *v)
{
	struct invoice *reds, *r;
	size_t n;

	if (invoice_reds(w, v->id, &reds, &n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		if (reds[i].state != INVOICE_RED_REQUESTED)
			continue;
		if (invoice_take_id(w, reds[i].id, &r) < 0 ||
		    invoice_move(w, r, INVOICE_ACT_DROP, "原发票开具失败") < 0 ||
		    invoice_fen_set(w, v, v->fen - r->fen, "退款") < 0)
			return -1;
	}
	return v->fen > 0 ? 0 : invoice_move(w, v, INVOICE_ACT_DROP, "款项已全部退回");
}

static int
failed(struct work *w, struct invoice *v, const char *why)
{
	if (v->refund_id != 0)
		return refuse_say(w, ERR_INVALID, NULL, "红字发票不能登记失败，请重新开具");
	v->words = arena_printf(w->arena, "%.*s", 190, why);
	while (!utf8_ok(v->words, strlen(v->words)))	/* not in the middle of a character */
		v->words = arena_strndup(w->arena, v->words, strlen(v->words) - 1);
	return invoice_move(w, v, INVOICE_ACT_FAIL, v->words) < 0 ? -1 : drop_reds(w, v);
}

static int
issued(struct work *w, struct invoice *v, const struct sheet_line *l)
{
	int taken;

	if (check_line(w, l) < 0 ||
	    invoice_number_taken(w, l->code, l->number, v->id, &taken) < 0)
		return -1;
	if (v->refund_id != 0 && v->blue_number == NULL)
		return refuse_say(w, ERR_CONFLICT, NULL, "原发票尚未登记，请先登记原发票");
	if (taken)
		return refuse_say(w, ERR_INVALID, NULL, "发票号码%s已登记在另一笔申请下", l->number);
	v->number = l->number;
	v->code = l->code;
	v->issued_on = l->issued_on;
	v->link = *l->link == '\0' ? NULL : l->link;
	v->words = NULL;
	if (invoice_move(w, v, v->refund_id != 0 ? INVOICE_ACT_RED_ISSUE : INVOICE_ACT_ISSUE,
		l->number) < 0)
		return -1;
	return invoice_traits(v) & INVOICE_MAIL ? invoices_send(w, v) : 0;
}

static int
known(const struct invoice *v, const struct sheet_line *l)
{
	return v->number != NULL && strcmp(v->number, l->number) == 0 &&
	    strcmp(v->code, l->code) == 0;
}

static int
line_tx(struct work *w, void *arg)
{
	struct result *r = arg;
	const struct sheet_line *l = r->line;
	struct invoice *v;
	int rc = invoice_take_no(w, l->no, &v);

	r->known = 0;
	if (rc < 0)
		return -1;
	if (rc == 0)
		return refuse_say(w, ERR_NOTFOUND, NULL, "没有这个申请单号");
	if (known(v, l)) {
		r->known = 1;
		return 0;
	}
	if (v->state != INVOICE_ISSUING && v->state != INVOICE_RED_REQUESTED)
		return refuse_say(w, ERR_CONFLICT, NULL, "申请单当前状态为“%s”，不能登记开票结果",
		    invoice_state_words(v->state));
	if (*l->number == '\0' && *l->failed != '\0')
		return failed(w, v, l->failed);
	return issued(w, v, l);
}

static int
empty(const struct sheet_line *l)
{
	return *l->number == '\0' && *l->code == '\0' && *l->issued_on == '\0' &&
	    *l->failed == '\0';
}

struct report {
	struct json	*lines;
	int64_t		 done, known, refused;
};

static void
add_line(struct work *w, struct report *r, int64_t line, const char *no, const char *result,
    const char *words)
{
	struct json *j = js_object(w);

	js_put_int(j, "line", line);
	js_put_text(j, "no", no);
	js_put_text(j, "result", result);
	js_put_text(j, "words", words);
	js_add(r->lines, j);
}

/* A line the database did not answer to ends the import: its fault goes out. */
static int
one_line(struct work *w, int64_t line, const struct sheet_line *l, struct report *r)
{
	struct result x = { .line = l };

	if (empty(l)) {
		r->known++;
		add_line(w, r, line, l->no, "empty", "未填写结果，未处理");
		return 0;
	}
	if (db_tx(w, line_tx, &x) == 0) {
		*(x.known ? &r->known : &r->done) += 1;
		add_line(w, r, line, l->no, x.known ? "known" : "done",
		    x.known ? "已登记过，未重复处理" : "已登记");
		return 0;
	}
	if (w->fault.words == NULL || err_http(w->fault.code) >= 500)
		return -1;
	r->refused++;
	add_line(w, r, line, l->no, "refused", w->fault.words);
	fault_clear(w);
	return 0;
}

static int
read_all(struct work *w, FILE *in, struct report *r)
{
	struct sheet_line line;
	struct sheet s;
	int64_t n = 0;
	int rc;

	if (sheet_begin(w, in, &s) < 0)
		return -1;
	while ((rc = sheet_next(w, &s, &line)) == 1) {
		if (++n > SHEET_MAX)
			return refuse_say(w, ERR_TOOBIG, "file", "一次最多导入%d行", SHEET_MAX);
		if (one_line(w, s.csv.line, &line, r) < 0)
			return -1;
	}
	if (rc < 0) {		/* what stands above was done: the report says where it ends */
		r->refused++;
		add_line(w, r, s.csv.line, "", "refused", w->fault.words);
		fault_clear(w);
	}
	return 0;
}

int
invoice_desk_import(struct work *w, struct blob csv, struct json **out)
{
	struct report r = { .lines = js_array(w) };
	FILE *in = csv.n == 0 ? NULL : fmemopen((void *)(uintptr_t)csv.p, csv.n, "r");
	int rc;

	if (in == NULL)
		return fault_field(w, "file", "文件是空的");
	rc = read_all(w, in, &r);
	fclose(in);
	*out = js_object(w);
	js_put_int(*out, "done", r.done);
	js_put_int(*out, "known", r.known);
	js_put_int(*out, "refused", r.refused);
	js_put(*out, "lines", r.lines);
	return rc;
}

/* ---- paper, and another try ---- */

struct posting {
	const struct pid	*pid;
	const char		*carrier, *waybill;
	enum invoice_act	 act;
	struct invoice		*v;
};

static int
take(struct work *w, struct posting *p)
{
	struct invoice *v;

	return invoice_get(w, p->pid, &v) < 0 ? -1 : invoice_take_id(w, v->id, &p->v);
}

static int
tell_posted(struct work *w, const struct invoice *v)
{
	struct json *values = js_object(w);
	const char *type;

	if (invoice_type_words(w, v->type, &type) < 0)
		return -1;
	js_put_text(values, "orders", v->orders);
	js_put_text(values, "type", type);
	js_put_text(values, "number", v->number);
	js_put_text(values, "carrier", v->carrier);
	js_put_text(values, "waybill", v->waybill);
	return tell_account(w, v->account_id, "invoice.posted", v->no, values);
}

static int
post_tx(struct work *w, void *arg)
{
	struct posting *p = arg;

	if (take(w, p) < 0)
		return -1;
	if (p->v->state != INVOICE_ISSUED || (invoice_traits(p->v) & INVOICE_MAIL))
		return refuse_say(w, ERR_CONFLICT, NULL, "该发票当前状态为“%s”，不能登记寄出",
		    invoice_state_words(p->v->state));
	p->v->carrier = p->carrier;
	p->v->waybill = p->waybill;
	return invoice_move(w, p->v, INVOICE_ACT_POST, p->waybill) < 0 ? -1 :
	    tell_posted(w, p->v);
}

int
invoice_desk_post(struct work *w, const struct pid *pid, const char *carrier,
    const char *waybill, struct json **out)
{
	struct posting p = { .pid = pid };
	struct carrier *c;

	if (carrier_find(w, carrier, &c) < 0)
		return -1;
	if (c == NULL)
		return fault_field(w, "carrier", "没有这家快递公司，请重新选择");
	p.carrier = c->words;
	p.waybill = carrier_waybill(w, c->shapes, waybill);
	if (p.waybill == NULL)
		return fault_field(w, "waybill", "%s的运单号应为%s，请核对", c->words, c->hint);
	return db_tx(w, post_tx, &p) < 0 ? -1 : invoices_json(w, p.v, 1, out);
}

static int
retry_tx(struct work *w, void *arg)
{
	struct posting *p = arg;

	return take(w, p) < 0 ? -1 : invoice_move(w, p->v, INVOICE_ACT_RETRY, NULL);
}

int
invoice_desk_retry(struct work *w, const struct pid *pid, struct json **out)
{
	struct posting p = { .pid = pid };

	return db_tx(w, retry_tx, &p) < 0 ? -1 : invoices_json(w, p.v, 1, out);
}
