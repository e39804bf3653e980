/* SPDX-License-Identifier: MIT */
/*
 * 关联公司及身份选择 (R1-R7): what a person is in which enterprise, asking for
 * more, taking it back, leaving.
 *
 * Who asks must be complete (已完善).  Name and code must be those of the
 * enterprise; the answer never gives the registered name, nor whose it is:
 *
 *	approved, another type	REQUESTED; its 管理员 is told by SMS (D0:272)
 *	approved, ADMIN		refused while it has one (R3): hand-over
 *	unknown, ADMIN		a NEW enterprise and a FOUNDING 管理员, confirmed
 *				with the review of the enterprise's data
 *	unknown, another type	refused: 企业尚未注册
 *
 * An enterprise imported without a 管理员 is founded like an unknown one, with
 * its own name.  A NEW one whose founder went away takes the next one's name.
 * The channel is the person's choice for a NEW enterprise, else the house's:
 * both roads are open to an enterprise of any city, and an approved one keeps
 * the channel it came with.
 */
#ifndef SERVICE_IDENTITIES_H
#define SERVICE_IDENTITIES_H

#include "modules/person/identity.h"

struct json;

struct identity_ask {
	const char	*company;	/* name */
	const char	*credit_code;
	const char	*type;		/* code of identity_type */
	const char	*channel;	/* "": the house's */
};

int	identities_list(struct work *w, struct json **out);
/* {items: [{code, words}], channels: [{code, words}]} for the form. */
int	identities_types(struct work *w, struct json **out);
/* Ten a day and account.  *out: the identity. */
int	identities_ask(struct work *w, const struct identity_ask *a, struct json **out);
/* Takes a request back, or leaves; the 管理员 hands over first. */
int	identities_drop(struct work *w, const struct pid *identity);

struct json	*identities_json(struct work *w, const struct identity *i);
/*
 * In the transaction that ended an identity: where the person is nothing more in
 * the enterprise, the drafts typed there are dropped.  Orders run on: they belong
 * to the enterprise.
 */
int	identities_ended(struct work *w, const struct identity *i);

#endif
