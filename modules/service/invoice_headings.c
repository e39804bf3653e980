/* SPDX-License-Identifier: MIT */
/* 发票抬头 (C1): the book, and what the enterprise's approved data suggest. */
#include <string.h>

#include "dossier_kinds.h"
#include "invoices.h"
#include "modules/base/json.h"
#include "modules/base/text.h"
#include "modules/company/company.h"

struct json *
invoices_parts(struct work *w, const char *text, const char *sep)
{
	struct json *list = js_array(w);

	for (text += strspn(text, sep); *text != '\0'; text += strspn(text, sep)) {
		size_t n = strcspn(text, sep);

		js_add_text(list, arena_strndup(w->arena, text, n));
		text += n;
	}
	return list;
}

static int
types_json(struct work *w, struct json **out)
{
	struct invoice_type *t;
	size_t n;

	if (invoice_types(w, &t, &n) < 0)
		return -1;
	*out = js_array(w);
	for (size_t i = 0; i < n; i++) {
		struct json *j = js_object(w);

		js_put_text(j, "code", t[i].code);
		js_put_text(j, "words", t[i].words);
		js_put_text(j, "sends", t[i].sends);
		js_put(j, "wants", invoices_parts(w, t[i].wants, " "));
		js_put(j, "notices", invoices_parts(w, t[i].notices, "\n"));
		js_add(*out, j);
	}
	return 0;
}

static struct json *
row_json(struct work *w, const struct heading_row *r)
{
	struct json *j = invoices_heading_json(w, &r->h);

	js_put_text(j, "pid", r->id == 0 ? NULL : pid_text(w, &r->pid));
	js_put_bool(j, "enterprise", r->account_id == 0);
	js_put_bool(j, "editable", r->id != 0 && heading_may(w, r));
	return j;
}

/* ---- what is known of the enterprise ---- */

static const char *
or_empty(const char *s)
{
	return s == NULL ? "" : s;
}

/* Page 2 of 企业信息 (E5), as it was approved. */
static int
approved(struct work *w, int64_t company_id, struct heading *h)
{
	struct dossier *d;
	struct json *j;

	if (dossier_in_force(w, DOSSIER_COMPANY, company_id, &d) < 0)
		return -1;
	if (d == NULL)
		return 0;
	if (js_parse(w, d->data, strlen(d->data), &j) < 0)
		return -1;
	*h = (struct heading){ or_empty(js_get_text(j, "invoice_name")),
	    or_empty(js_get_text(j, "invoice_tax_no")),
	    or_empty(js_get_text(j, "invoice_address")),
	    or_empty(js_get_text(j, "invoice_phone")), or_empty(js_get_text(j, "invoice_bank")),
	    or_empty(js_get_text(j, "invoice_account")), or_empty(js_get_text(j, "email")) };
	return 0;
}

static int
suggest(struct work *w, struct json *items)
{
	struct heading_row r = { 0 };
	struct company c;

	if (w->actor->company_id == 0)
		return 0;
	if (company_get(w, w->actor->company_id, &c) < 0)
		return -1;
	r.h = (struct heading){ c.name, c.credit_code, "", or_empty(c.phone), "", "", "" };
	if (approved(w, c.id, &r.h) < 0)
		return -1;
	js_add(items, row_json(w, &r));
	return 0;
}

int
invoices_headings(struct work *w, struct json **out)
{
	struct json *items = js_array(w), *types;
	struct heading_row *r;
	int enterprise = 0;
	size_t n;

	if (types_json(w, &types) < 0 || heading_list(w, &r, &n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		enterprise |= r[i].account_id == 0;
		js_add(items, row_json(w, &r[i]));
	}
	if (!enterprise && suggest(w, items) < 0)
		return -1;
	*out = js_object(w);
	js_put(*out, "types", types);
	js_put(*out, "items", items);
	return 0;
}

/* ---- writing ---- */

struct writing {
	const struct pid	*pid;	/* NULL: a new one */
	struct heading		 h;
	struct heading_row	*r;
};

static int
own(struct work *w, size_t *out)
{
	struct heading_row *r;
	size_t n;

	*out = 0;
	if (heading_list(w, &r, &n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		*out += (size_t)heading_may(w, &r[i]);
	return 0;
}

static int
write_tx(struct work *w, void *arg)
{
	struct writing *x = arg;
	size_t n;

	if (x->pid != NULL)
		return heading_get(w, x->pid, &x->r) < 0 || heading_set(w, x->r, &x->h) < 0 ?
		    -1 : 0;
	if (own(w, &n) < 0)
		return -1;
	if (n >= HEADINGS_MAX)
		return refuse_say(w, ERR_CONFLICT, NULL,
		    "最多保存%d个发票抬头，请先删除不用的抬头", HEADINGS_MAX);
	return heading_add(w, &x->h, &x->r);
}

static int
write_heading(struct work *w, struct writing *x, const struct json *form, struct json **out)
{
	if (invoices_heading_read(w, form, &x->h) < 0 || db_tx(w, write_tx, x) < 0)
		return -1;
	*out = row_json(w, x->r);
	return 0;
}

int
invoices_heading_add(struct work *w, const struct json *form, struct json **out)
{
	return write_heading(w, &(struct writing){ .pid = NULL }, form, out);
}

int
invoices_heading_set(struct work *w, const struct pid *pid, const struct json *form,
    struct json **out)
{
	return write_heading(w, &(struct writing){ .pid = pid }, form, out);
}

static int
drop_tx(struct work *w, void *arg)
{
	struct heading_row *r;

	return heading_get(w, arg, &r) < 0 ? -1 : heading_drop(w, r);
}

int
invoices_heading_drop(struct work *w, const struct pid *pid)
{
	struct pid p = *pid;

	return db_tx(w, drop_tx, &p);
}
