/* SPDX-License-Identifier: MIT */
/*
 * The counter for businesses on certificates that are held already: 新增平台
 * (A1-A3, D3:51-144) and 延期年检 (U1-U6, D1:224-396).  One or more certificates
 * are chosen, each with its platforms; out come one order a certificate, paid
 * together.  Where nothing is printed or stamped there is no draft: the page
 * shows price and 原/现关联平台, and sends what it showed.  Others want a stamped
 * paper of one certificate; what was typed, the paper and its scan wait in a
 * draft until they are submitted (held_paper.h).
 *
 *	platform	`platforms` are added to those held; in force at payment,
 *			at once when nothing is to be paid
 *	reissue		a new key and certificate, the end date stays; B1-B4
 *	change, cancel, unlock	X1-X3: reviewed, cancel by two
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
	/* What is asked where it matters; in a submission with a paper the draft has it. */
	const char	*bids;		/* NONE, OPEN: is a bid under way?  "" where nobody asks */
	const char	*bid_day;	/* OPEN: its opening, "2026-11-20" or "" */
	const char	*reason;	/* reissue: a code of the catalogue */
	const char	*remark;	/* what happened, what is to be changed */
	const char	*handler, *handler_phone;
	/* of a submission */
	const char	*draft;		/* where the paper and its scan are */
	const char	*way, *point, *address;	/* delivery.h: when nothing is to be paid */
	struct json	*recipient;
};
extern const struct field held_fields[11];		/* of a submission */
extern const struct field held_paper_fields[8];		/* of a paper */
extern const struct field held_ask_fields[3];		/* of a question for the price */

/*
 * {service, words, certs: [{pid, holder, ..., held, offered, refused}], paper,
 * reasons, draft}; `certs`: pids with commas between them.  `draft`: what was
 * begun for the only certificate, or null.
 */
int	held_show(struct work *w, const char *service, const char *certs, struct json **out);
/* {fen, items: [{cert, fen, lines, was, now, dropped}]}; nothing is written. */
int	held_price(struct work *w, const struct held_form *f, struct json **out);
/* Keeps what was typed in a draft and prints it; the draft (held_paper.h). */
int	held_papers(struct work *w, const struct held_form *f, struct json **out);
/* {orders, next}: CHECKOUT, REVIEW, or DONE when nothing is to be paid. */
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

/*
 * The reviewer found another reason (D4:76): the price follows it, and an order
 * that was free waits for its payment after the approval.  What was paid already
 * is finance's to give back.
 */
struct held_reclass {
	int64_t		 version;	/* of the order */
	const char	*reason, *words;
};
extern const struct field held_reclass_fields[3];
int	held_reclassify(struct work *w, const struct pid *review, const struct held_reclass *r,
	    struct json **out);

/* The holder reports the key lost, or found again; the certificate's state follows. */
int	held_lost(struct work *w, const struct pid *cert, int lost);

#endif
