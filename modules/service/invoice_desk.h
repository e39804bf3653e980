/* SPDX-License-Identifier: MIT */
/*
 * The finance desk of invoices: what waits goes as a sheet (CSV) to the tax
 * platform, the sheet comes back with numbers, paper goes out by post.
 *
 * Export first marks what waits (开票中, a batch number), so no invoice is
 * issued twice and none is forgotten when a download breaks: the sheet of a
 * batch may be fetched again at any time.
 *
 * The sheet's columns are invoice_sheet.h; a line that comes back names the
 * 申请单号 and either number, date and, where there are such, code and address, or
 * why it failed.  Every line is a transaction of its own: a bad one is reported
 * and stops nothing, one that is known already changes nothing.
 */
#ifndef SERVICE_INVOICE_DESK_H
#define SERVICE_INVOICE_DESK_H

#include "invoices.h"

/* {batch, count}; batch is null when nothing waited. */
int	invoice_desk_export(struct work *w, struct json **out);
/* The CSV of what the filter finds, more than SHEET_MAX lines is INVALID. */
int	invoice_desk_sheet(struct work *w, const struct invoice_filter *f, struct blob *out);
/* {done, known, refused, lines: [{line, no, result, words}]} */
int	invoice_desk_import(struct work *w, struct blob csv, struct json **out);
/* By hand; 发票: the paper is on its way. */
int	invoice_desk_post(struct work *w, const struct pid *pid, const char *carrier,
	    const char *waybill, struct json **out);
int	invoice_desk_retry(struct work *w, const struct pid *pid, struct json **out);

#endif
