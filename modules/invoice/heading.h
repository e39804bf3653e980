/* SPDX-License-Identifier: MIT */
/*
 * 发票抬头 (C1; D0:180-192, D1:368-382): what stands at the head of an invoice,
 * and the book of them.  The enterprise's own headings are kept by its 管理员 and
 * used by all who act for it; others keep headings of their own for the same
 * enterprise.  An invoice takes a copy, so a later change moves no invoice.
 *
 * Name and tax number are plain, the rest is sealed together.
 */
#ifndef INVOICE_HEADING_H
#define INVOICE_HEADING_H

#include "db/db.h"

struct json;

/* Texts are never NULL; what nobody typed is "". */
struct heading {
	const char	*name;		/* 单位名称 */
	const char	*tax_no;	/* 纳税人识别号 */
	const char	*address, *phone;
	const char	*bank, *account;	/* 开户行, 开户行账号 */
	const char	*email;
};

struct heading_row {
	int64_t		 id;
	struct pid	 pid;
	int64_t		 account_id;	/* 0: the enterprise's */
	struct blob	 data;
	int		 version;
	const char	*name, *tax_no;
	struct heading	 h;		/* all of it */
};

#define HEADINGS_MAX	20		/* one owner keeps */

/* Of the chosen identity's enterprise: its own first, then the actor's. */
int	heading_list(struct work *w, struct heading_row **out, size_t *n);
/* One the actor may change; others find nothing. */
int	heading_get(struct work *w, const struct pid *pid, struct heading_row **out);
int	heading_may(const struct work *w, const struct heading_row *r);

/* Inside a transaction. */
int	heading_add(struct work *w, const struct heading *h, struct heading_row **out);
int	heading_set(struct work *w, struct heading_row *r, const struct heading *h);
int	heading_drop(struct work *w, const struct heading_row *r);

/* The sealed part and back: also of an invoice, which adds a recipient. */
struct json	*heading_data(struct work *w, const struct heading *h);
void		 heading_fill(const struct json *data, struct heading *h);

#endif
