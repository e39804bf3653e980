/* SPDX-License-Identifier: MIT */
/*
 * The counter for businesses on certificates that are held already: 新增平台
 * (A1-A3, D3:51-144) and 延期年检 (U1-U6, D1:224-396).  One or more certificates
 * are chosen, each with its platforms; out come one order a certificate, paid
 * together.  Nothing is printed or stamped, so there is no draft: the page
 * shows price and 原/现关联平台, and sends what it showed.
 *
 *	platform	`platforms` are added to those held; in force at payment,
 *			at once when nothing is to be paid
 *	renew		`platforms` are all that shall be accepted; a paid order
 *			waits until the key is updated (held_update()), then what
 *			was left out stops (design 3) and the new end date holds
 *
 * Bid files are encrypted for a certificate and useless with another one, so who
 * renews, replaces or changes it is asked for bids under way (D2:5-9); the
 * answer is kept with the order.
 *
 * THE HELD TABLE (held_kind.c) says which business may take which certificate,
 * with the words when it may not, and what it does to the certificate.  Windows
 * and end dates are rows of renewal_rule, not code.
 */
#ifndef SERVICE_HELD_H
#define SERVICE_HELD_H

#include "modules/base/fields.h"
#include "modules/catalog/catalog.h"
#include "modules/cert/cert.h"
#include "modules/order/order.h"

struct json;

#define HELD_MAX	20		/* certificates in one application */

struct held_form {
	const char	*service;
	struct json	*items;		/* [{cert, platforms: [code]}] */
	int64_t		 fen;		/* what the page showed */
	int		 confirmed;	/* the notice was read (D3:51) */
	const char	*bids;		/* NONE, OPEN: is a bid under way?  "" where nobody asks */
	const char	*bid_day;	/* OPEN: its opening, "2026-11-20" or "" */
};
extern const struct field held_fields[6];		/* of a submission */
extern const struct field held_ask_fields[2];		/* of a question for the price */

/*
 * {service, words, certs: [{pid, holder, ..., held, offered, refused}]};
 * `certs`: pids with commas between them.
 */
int	held_show(struct work *w, const char *service, const char *certs, struct json **out);
/* {fen, items: [{cert, fen, lines, was, now, dropped}]}; nothing is written. */
int	held_price(struct work *w, const struct held_form *f, struct json **out);
/* {orders, next}: CHECKOUT, or DONE when nothing is to be paid. */
int	held_submit(struct work *w, const struct held_form *f, struct json **out);
/* The same answer again for a replayed submission; `order`: the first one. */
int	held_submitted(struct work *w, const struct pid *order, struct json **out);

/* Codes of the businesses that can be done, for the buttons of CA管理. */
struct json *held_acts(struct work *w, const struct catalog *cat, const struct cert *c);

/* What a state of its order means for the certificate; from service_entered(). */
int	held_entered(struct work *w, struct order *o);

/*
 * The maker at the desk wrote the new certificate into the key (D1:400; the
 * holder does it alone once the key client is there).  `seen` is the serial of
 * the certificate that was in the key: another one is told and refused.
 * `serial` is the new one, "" when it stayed.  `out`: the order's page.
 */
struct held_update {
	const char	*seen, *serial;
};
extern const struct field held_update_fields[2];
int	held_update(struct work *w, const struct pid *order, const struct held_update *u,
	    struct json **out);

#endif
