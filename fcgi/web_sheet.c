/* SPDX-License-Identifier: MIT */
/* Papers for reading, and the bundle of what the applicant sent. */
#include "handlers.h"
#include "http.h"
#include "modules/base/fields.h"
#include "modules/service/bundle.h"
#include "modules/service/sheets.h"

int
order_sheet_web(struct call *c)
{
	struct blob pdf;
	struct pid order;

	if (call_pid(c, "order", &order) < 0 ||
	    sheets_draw(c->w, &order, call_param(c, "sheet"), &pdf) < 0)
		return -1;
	return answer_bytes(c, 200, "application/pdf", pdf, NULL);
}

int
order_bundle_web(struct call *c)
{
	struct bundle *bundle;
	const char *name;
	struct pid order;
	int files;

	if (call_pid(c, "order", &order) < 0 ||
	    bundle_begin(c->w, &order, &bundle, &files, &name) < 0)
		return -1;
	c->detail = arena_printf(c->w->arena, "files=%d", files);
	return answer_stream(c, "application/zip", name, bundle_more, bundle);
}

int
seal_template_web(struct call *c)
{
	struct blob pdf;

	if (sheets_template(c->w, &pdf) < 0)
		return -1;
	return answer_bytes(c, 200, "application/pdf", pdf, NULL);
}

static const struct field day_query[] = {
	QUERY_TEXT(day, 10, "日期"),
};
QUERY(shipping_sheet_web, day_query);

int
shipping_sheet_web(struct call *c)
{
	struct blob pdf;

	if (sheets_courier(c->w, call_query(c, "day"), &pdf) < 0)
		return -1;
	return answer_bytes(c, 200, "application/pdf", pdf, NULL);
}
