/* SPDX-License-Identifier: MIT */
/*
 * Invoices (C1-C3, C7, C9; D0:180-208, D0:351-353): what the payer chooses with
 * the click on payment, and what payment and refund mean for it.
 *
 * A choice is {type, name, tax_no, address, phone, bank, account, email,
 * recipient: {name, phone, address}}; without a type nothing is issued (不开具).
 * What a type wants is a row of invoice_type.  The click freezes the type
 * (发票类型选择后不可更改): afterwards ERR_CONFLICT, while heading and e-mail may be
 * corrected until the money came.  One invoice for all orders of a payment.
 *
 * Shapes: invoice_type, invoice_heading, invoice, invoice_full (fcgi/shapes.c).
 */
#ifndef SERVICE_INVOICES_H
#define SERVICE_INVOICES_H

#include "modules/base/fields.h"
#include "modules/invoice/invoice.h"
#include "modules/outbox/task.h"

struct json;
struct pay_group;
struct order;

extern const struct field invoice_fields[9];	/* of a choice */
extern const struct field invoice_heading_fields[7];

/* ---- called by checkout and settlement ---- */

struct invoice_choice {
	const struct invoice_type	*type;		/* NULL: 不开具 */
	struct heading			 heading;
	struct json			*recipient;	/* NULL: not asked for */
};

/* Reads and checks "invoice" of the checkout; `delivery` is the recipient of the
 * parcel or NULL, who then gets the paper too.  Faults name "invoice.field". */
int	invoices_read(struct work *w, const struct json *form, struct json *delivery,
	    struct invoice_choice *out);
/* In the transaction of the checkout, before the old payment is given up: an
 * order whose payment runs keeps the type that was chosen for it. */
int	invoices_same(struct work *w, int64_t order_id, const struct invoice_choice *c);
/* The new group's invoice. */
int	invoices_choose(struct work *w, const struct pay_group *g,
	    const struct invoice_choice *c);
/* The group was paid: 待开票.  The group was given up: nothing to issue. */
int	invoices_paid(struct work *w, int64_t group_id);
int	invoices_closed(struct work *w, int64_t group_id);
/*
 * Money of the group is back.  Not yet issued: the amount shrinks, nothing is
 * left to issue when all of it is back.  Issued, or with the tax platform: a
 * red letter is asked for.
 */
int	invoices_refunded(struct work *w, int64_t group_id, int64_t refund_id, int64_t fen);
/* A mail of the clerk is out: the invoice it carried is 已发送. */
int	invoices_mail_out(struct work *w, const struct task *t);

/* ---- the applicant ---- */

/* {pid, type, type_words, title, ..., state, state_words} or NULL: none chosen. */
int	invoices_of_group(struct work *w, int64_t group_id, struct json **out);
/* Heading and e-mail before the payment; another type is ERR_CONFLICT. */
int	invoices_change(struct work *w, const struct pid *group, const struct json *form,
	    struct json **out);
int	invoices_list(struct work *w, const struct invoice_filter *f, struct json **out);
int	invoices_count(struct work *w, const struct invoice_filter *f, struct json **out);
/* The mail once more, to this address. */
int	invoices_resend(struct work *w, const struct pid *pid, const char *email,
	    struct json **out);
/* {types, items}: kinds in force and the headings to choose from; without one of
 * its own the enterprise's approved data are suggested (pid null). */
int	invoices_headings(struct work *w, struct json **out);
int	invoices_heading_add(struct work *w, const struct json *form, struct json **out);
int	invoices_heading_set(struct work *w, const struct pid *pid, const struct json *form,
	    struct json **out);
int	invoices_heading_drop(struct work *w, const struct pid *pid);

/* Shapes, and the mail; for the staff's half too. */
int	invoices_json(struct work *w, const struct invoice *v, int full, struct json **out);
int	invoices_send(struct work *w, struct invoice *v);
/* A heading as typed, checked; name and tax number are wanted. */
int	invoices_heading_read(struct work *w, const struct json *form, struct heading *out);
/* A text parted by one of `sep` as a list. */
struct json *invoices_parts(struct work *w, const char *text, const char *sep);
struct json *invoices_heading_json(struct work *w, const struct heading *h);

#endif
