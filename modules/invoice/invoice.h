/* SPDX-License-Identifier: MIT */
/*
 * Invoices: rows, steps, history (steps.h), the kinds there are, the lists.
 * One row a payment group, made with the click on payment, and one for each
 * red letter.  The room knows payments by id and orders by their numbers; what
 * a payment or a refund means for an invoice is modules/service/invoices.c.
 *
 * Whose: db/scope.h, as the payment group.  _take functions lock and want a
 * transaction; the lock comes after those of group, attempt and orders.
 * Money is fen: what the tax platform writes on the paper, so it shrinks when
 * money goes back before the issue, and stays afterwards.
 */
#ifndef INVOICE_INVOICE_H
#define INVOICE_INVOICE_H

#include "db/db.h"
#include "heading.h"
#include "steps.h"

struct json;

/* ---- kinds (type.c): rows, so another kind is no C ---- */

struct invoice_type {
	const char	*code, *words;
	const char	*sends;		/* "MAIL", "POST" */
	const char	*wants;		/* "name tax_no email": may not be empty */
	const char	*notices;	/* a line each */
};

/* Those in force today, in their order. */
int	invoice_types(struct work *w, struct invoice_type **out, size_t *n);
/* NULL in *out when today has none of this code. */
int	invoice_type_find(struct work *w, const char *code, struct invoice_type **out);
/* Whatever the day: words of an old invoice; the code itself when unknown. */
int	invoice_type_words(struct work *w, const char *code, const char **out);
int	invoice_type_wants(const struct invoice_type *t, const char *field);

/* ---- rows (invoice.c) ---- */

struct invoice {
	int64_t			 id;
	struct pid		 pid;
	const char		*no;		/* what finance calls it: the group's number */
	int64_t			 group_id, refund_id, blue_id;
	int64_t			 account_id, company_id, person_id, point_id;
	const char		*orders;	/* numbers, parted by blanks */
	const char		*type, *sends;
	const char		*title, *tax_no;
	struct blob		 data;		/* sealed */
	int64_t			 fen;
	const char		*state_code;
	enum invoice_state	 state;
	int64_t			 paid_at;
	const char		*batch, *code, *number, *issued_on, *link;
	const char		*carrier, *waybill;
	int			 mails;
	const char		*words;
	int			 version;
	int64_t			 created_at;
	int64_t			 red_fen;	/* of its red letters that are not void */
	const char		*blue_number;	/* of a red letter */
	/* from the data */
	struct heading		 heading;
	struct json		*recipient;	/* {name, phone, address} or NULL */
};

unsigned	invoice_traits(const struct invoice *v);
int	invoice_get(struct work *w, const struct pid *pid, struct invoice **out);	/* scoped */
int	invoice_take_id(struct work *w, int64_t id, struct invoice **out);
/* 1, 0, -1: the invoice of a group, its row for a refund (0: itself). */
int	invoice_take_of(struct work *w, int64_t group_id, int64_t refund_id,
	    struct invoice **out);
int	invoice_of_group(struct work *w, int64_t group_id, struct invoice **out);	/* 1, 0, -1 */
/* 1, 0, -1: by the number finance knows. */
int	invoice_take_no(struct work *w, const char *no, struct invoice **out);
/* Its red letters, oldest first. */
int	invoice_reds(struct work *w, int64_t blue_id, struct invoice **out, size_t *n);
/* Does another one carry this code and number? */
int	invoice_number_taken(struct work *w, const char *code, const char *number, int64_t id,
	    int *yes);

/* Inside a transaction.  Wants no, group_id and the scope ids, orders, type,
 * sends, heading, recipient, fen; refund_id and blue_id for a red letter. */
int	invoice_add(struct work *w, struct invoice *v);
/* The step and, in the same statement, batch, paid_at, code, number, issued_on,
 * link, carrier, waybill and words of the struct. */
int	invoice_move(struct work *w, struct invoice *v, enum invoice_act act, const char *words);
/* Heading, e-mail and recipient; history says so. */
int	invoice_change(struct work *w, struct invoice *v, const char *words);
/* Money that went back before the issue. */
int	invoice_fen_set(struct work *w, struct invoice *v, int64_t fen, const char *words);
/* Counts a mail and leaves a line; *v->mails tells the mails apart. */
int	invoice_mailed(struct work *w, struct invoice *v, const char *words);

/* ---- lists (list.c): what was paid for ---- */

struct invoice_filter {
	const char	*state, *batch, *q;	/* NULL: any; q: part of a number, the title */
	int64_t		 page, size;	/* the newest first */
};
int	invoice_list(struct work *w, const struct invoice_filter *f, struct invoice **out,
	    size_t *n);
int	invoice_count(struct work *w, const struct invoice_filter *f, int64_t *out);
/* What waits to be exported, oldest first: ids. */
int	invoice_waiting(struct work *w, int64_t **ids, size_t *n);

/* Inside the room: the columns of a row, and what is read out of them. */
#define INVOICE_COLS \
	"i.id, i.pid, i.no, i.group_id, i.refund_id, i.blue_id, i.account_id, i.company_id," \
	" i.person_id, i.point_id, i.orders, i.type, i.sends, i.title, i.tax_no, i.data," \
	" i.fen, i.state, i.paid_at, i.batch, i.code, i.number, i.issued_on, i.link," \
	" i.carrier, i.waybill, i.mails, i.words, i.version, i.created_at," \
	" (SELECT CAST(COALESCE(SUM(r.fen), 0) AS SIGNED) FROM invoice r" \
	" WHERE r.blue_id = i.id AND r.state <> 'VOID')," \
	" (SELECT b.number FROM invoice b WHERE b.id = i.blue_id)"
#define INVOICE_NCOLS	32
extern const struct db_col invoice_cols[INVOICE_NCOLS];
int	invoice_open(struct work *w, struct invoice *v);

#endif
