/* SPDX-License-Identifier: MIT */
/*
 * 收件人信息 (C4): the address book of an account.  Name, phone, region and
 * address of a row are sealed together.  The owner is in every WHERE: others
 * find nothing.  An order keeps a copy of what it was sent to, so a later
 * change here never moves a parcel.
 */
#ifndef DELIVER_ADDRESS_H
#define DELIVER_ADDRESS_H

#include "db/db.h"

struct address {
	int64_t		 id;
	struct pid	 pid;
	struct blob	 data;		/* sealed */
	int		 is_preferred;
	int		 version;
	/* from the data */
	const char	*name, *phone;
	const char	*region;	/* "辽宁省/沈阳市/和平区", may be empty */
	const char	*address;
};

#define ADDRESS_MAX	20		/* rows an account keeps */

/* The preferred one first, then the last used. */
int	address_list(struct work *w, struct address **out, size_t *n);
int	address_get(struct work *w, const struct pid *pid, struct address **out);
/* Where a courier goes: region and address in one line. */
const char	*address_line(struct work *w, const struct address *a);

/* Inside a transaction; _add and _set take name, phone, region, address. */
int	address_add(struct work *w, struct address *a);
int	address_set(struct work *w, struct address *a);
int	address_drop(struct work *w, const struct address *a);
/* Nobody is preferred afterwards, or this one. */
int	address_prefer(struct work *w, const struct address *a);

#endif
