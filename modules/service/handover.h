/* SPDX-License-Identifier: MIT */
/*
 * 管理员变更: another member becomes the 管理员 of an enterprise (requirements
 * 7.6).  The 管理员 names the member, or a member asks for itself with proof when
 * the 管理员 is gone; a reviewer decides on the proof, never the two alone.
 *
 * Old REMOVED and new ACTIVE happen in one transaction: at no moment are there two,
 * or none.  What the old one was besides in the enterprise stays; drafts go where
 * nothing is left.  Both are told by SMS, so that a false proof does not pass
 * unseen.
 */
#ifndef SERVICE_HANDOVER_H
#define SERVICE_HANDOVER_H

#include "db/db.h"

/*
 * May this member take over?  Refuses on field `to`: who is no member of the
 * enterprise (like a stranger), not complete, or the 管理员 already.  *person_id: whose.
 */
int	handover_check(struct work *w, int64_t company_id, const struct pid *to,
	    int64_t *person_id);
/* In the transaction of the approval, by the reviewer; checks again. */
int	handover_settle(struct work *w, int64_t company_id, const struct pid *to);

#endif
