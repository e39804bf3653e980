/* SPDX-License-Identifier: MIT */
/*
 * The desk of the security administrator and the auditor: the lock of an account,
 * the audit book.  Accounts: accounts.h.
 */
#ifndef SERVICE_SECURITY_H
#define SERVICE_SECURITY_H

#include "db/db.h"

struct json;

int	security_unlock(struct work *w, const struct pid *account);
int	security_audit(struct work *w, int64_t page, int64_t size, struct json **out);
int	security_audit_check(struct work *w, struct json **out);

#endif
