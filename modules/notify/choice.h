/* SPDX-License-Identifier: MIT */
/*
 * What a person chose to be told and how: on which days before a certificate
 * ends, by which ways, to which mail address.  Who chose nothing gets what the
 * house proposes: all days of the setting expiry_days, by SMS and inbox.
 *
 * Business goes on by SMS and inbox whatever was chosen; MAIL adds the mail.
 */
#ifndef NOTIFY_CHOICE_H
#define NOTIFY_CHOICE_H

#include "db/db.h"

enum notify_kind { NOTIFY_SMS = 1 << 0, NOTIFY_MAIL = 1 << 1, NOTIFY_SITE = 1 << 2,
	NOTIFY_ALL = (1 << 3) - 1 };

struct notify_choice {
	const char	*days;		/* "90 30 7" */
	unsigned	 kinds;		/* enum notify_kind, or-ed */
	const char	*email;		/* NULL: none */
};

/* Bit of a kind's code, 0 when there is none; and the codes of the bits. */
unsigned	 notify_kind_of(const char *code);
const char	*notify_kinds_text(struct work *w, unsigned kinds);

int	choice_get(struct work *w, int64_t account_id, struct notify_choice *out);
/* Inside a transaction. */
int	choice_set(struct work *w, int64_t account_id, const struct notify_choice *c);

#endif
