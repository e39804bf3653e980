/* SPDX-License-Identifier: MIT */
/*
 * 收件人信息, 新增地址信息 (C4): what an account keeps for its parcels.  Each
 * account sees its own book alone.  An address is {pid, name, phone, region,
 * address, line, preferred}; the first one becomes the preferred one.
 */
#ifndef SERVICE_ADDRESS_BOOK_H
#define SERVICE_ADDRESS_BOOK_H

#include "db/db.h"

struct json;

struct address_form {
	const char	*name, *phone, *region, *address;
	int		 preferred;
};

/* {items: [address]} */
int	address_book_list(struct work *w, struct json **out);
int	address_book_add(struct work *w, const struct address_form *f, struct json **out);
int	address_book_set(struct work *w, const struct pid *pid, const struct address_form *f,
	    struct json **out);
int	address_book_drop(struct work *w, const struct pid *pid);
/* What an order keeps of it: {name, phone, address}. */
int	address_book_recipient(struct work *w, const char *pid, struct json **out);

#endif
