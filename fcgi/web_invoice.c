/* SPDX-License-Identifier: MIT */
/* Invoices: headings, the own list, the finance desk. */
#include "handlers.h"
#include "modules/service/courier.h"
#include "modules/service/invoice_desk.h"

/* ---- the applicant ---- */

INPUT(heading_add_web, invoice_heading_fields);
INPUT(heading_set_web, invoice_heading_fields);
INPUT(group_invoice_web, invoice_fields);

int
heading_list_web(struct call *c)
{
	struct json *j;

	return invoices_headings(c->w, &j) < 0 ? -1 : answer_json(c, 200, j);
}

int
heading_add_web(struct call *c)
{
	struct json *j;

	return invoices_heading_add(c->w, c->body, &j) < 0 ? -1 : answer_json(c, 201, j);
}

int
heading_set_web(struct call *c)
{
	struct json *j;
	struct pid pid;

	if (call_pid(c, "heading", &pid) < 0 ||
	    invoices_heading_set(c->w, &pid, c->body, &j) < 0)
		return -1;
	return answer_json(c, 200, j);
}

int
heading_drop_web(struct call *c)
{
	struct pid pid;

	if (call_pid(c, "heading", &pid) < 0 || invoices_heading_drop(c->w, &pid) < 0)
		return -1;
	return answer_empty(c, 204);
}

int
group_invoice_web(struct call *c)
{
	struct json *j;
	struct pid pid;

	if (call_pid(c, "group", &pid) < 0 || invoices_change(c->w, &pid, c->body, &j) < 0)
		return -1;
	return answer_json(c, 200, j);
}

#define FILTER	QUERY_TEXT(state, 16, "发票状态"), QUERY_TEXT(q, 60, "单号或单位名称")

static const struct field list_query[] = { FILTER, QUERY_PAGE };
static const struct field count_query[] = { FILTER };
static const struct field desk_query[] = {
	FILTER, QUERY_TEXT(batch, 24, "批次"), QUERY_PAGE,
};
static const struct field sheet_query[] = { FILTER, QUERY_TEXT(batch, 24, "批次") };
QUERY(invoice_list_web, list_query);
QUERY(invoice_count_web, count_query);
QUERY(desk_invoices_web, desk_query);
QUERY(desk_invoices_count_web, sheet_query);
QUERY(desk_invoices_sheet_web, sheet_query);

static struct invoice_filter
filter_of(struct call *c)
{
	return (struct invoice_filter){ .state = call_code(c, "state"),
	    .q = call_query(c, "q") };
}

int
invoice_list_web(struct call *c)
{
	struct invoice_filter f = filter_of(c);
	struct json *j;

	call_page(c, &f.page, &f.size);
	return invoices_list(c->w, &f, &j) < 0 ? -1 : answer_json(c, 200, j);
}

int
invoice_count_web(struct call *c)
{
	struct invoice_filter f = filter_of(c);
	struct json *j;

	return invoices_count(c->w, &f, &j) < 0 ? -1 : answer_json(c, 200, j);
}

struct resend_form {
	const char	*email;
};

static const struct field resend_fields[] = {
	FIELD_TEXT(resend_form, email, 1, 100, "接收邮箱", NULL),
};
INPUT(invoice_resend_web, resend_fields);

int
invoice_resend_web(struct call *c)
{
	struct resend_form f;
	struct json *j;
	struct pid pid;

	if (call_pid(c, "invoice", &pid) < 0 ||
	    fields_read(c->w, c->body, resend_fields, N_FIELDS(resend_fields), &f) < 0 ||
	    invoices_resend(c->w, &pid, f.email, &j) < 0)
		return -1;
	return answer_json(c, 200, j);
}

/* ---- finance ---- */

static struct invoice_filter
desk_filter(struct call *c)
{
	struct invoice_filter f = filter_of(c);

	f.batch = call_code(c, "batch");
	return f;
}

int
desk_invoices_web(struct call *c)
{
	struct invoice_filter f = desk_filter(c);
	struct json *j;

	call_page(c, &f.page, &f.size);
	if (invoices_list(c->w, &f, &j) < 0 || courier_carriers(c->w, j) < 0)
		return -1;
	return answer_json(c, 200, j);
}

int
desk_invoices_count_web(struct call *c)
{
	struct invoice_filter f = desk_filter(c);
	struct json *j;

	return invoices_count(c->w, &f, &j) < 0 ? -1 : answer_json(c, 200, j);
}

int
desk_invoices_sheet_web(struct call *c)
{
	struct invoice_filter f = desk_filter(c);
	struct blob csv;

	if (invoice_desk_sheet(c->w, &f, &csv) < 0)
		return -1;
	return answer_bytes(c, 200, "text/csv; charset=utf-8", csv, "发票.csv");
}

INPUT_NONE(desk_invoices_export_web);

int
desk_invoices_export_web(struct call *c)
{
	struct json *j;

	return invoice_desk_export(c->w, &j) < 0 ? -1 : answer_json(c, 200, j);
}

INPUT_IN(caportal_input, desk_invoices_import_web, NULL, 0, 1);

int
desk_invoices_import_web(struct call *c)
{
	struct upload_part *part;
	struct json *j;

	if (call_file(c, "file", &part) < 0 ||
	    invoice_desk_import(c->w, part->bytes, &j) < 0)
		return -1;
	return answer_json(c, 200, j);
}

struct post_form {
	const char	*carrier, *waybill;
};

static const struct field post_fields[] = {
	FIELD_TEXT(post_form, carrier, 2, 20, "快递公司", NULL),
	FIELD_TEXT(post_form, waybill, 6, 40, "运单号", NULL),
};
INPUT(desk_invoice_post_web, post_fields);

int
desk_invoice_post_web(struct call *c)
{
	struct post_form f;
	struct json *j;
	struct pid pid;

	if (call_pid(c, "invoice", &pid) < 0 ||
	    fields_read(c->w, c->body, post_fields, N_FIELDS(post_fields), &f) < 0 ||
	    invoice_desk_post(c->w, &pid, f.carrier, f.waybill, &j) < 0)
		return -1;
	return answer_json(c, 200, j);
}

INPUT_NONE(desk_invoice_retry_web);

int
desk_invoice_retry_web(struct call *c)
{
	struct json *j;
	struct pid pid;

	if (call_pid(c, "invoice", &pid) < 0 || invoice_desk_retry(c->w, &pid, &j) < 0)
		return -1;
	return answer_json(c, 200, j);
}
