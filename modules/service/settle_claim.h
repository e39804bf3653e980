/* SPDX-License-Identifier: MIT */
/* Inside settling: what settle.c lends to settle_tasks.c. */
#ifndef SERVICE_SETTLE_CLAIM_H
#define SERVICE_SETTLE_CLAIM_H

#include "settle.h"

/* Evidence of a notify: the inbox row ends in the same transaction. */
int	settle_claim(struct work *w, const struct pay_evidence *ev,
	    const struct pay_inbox *in, enum pay_verdict *out);
/* A message to the person of an account, inside a transaction. */
int	settle_tell(struct work *w, const char *event, const char *key, int64_t account_id,
	    const char *no, int64_t fen);

/* Money a person accepted: the group's orders go on, surplus is told. */
int	settle_accepted(struct work *w, const struct pay_result *r);

#endif
