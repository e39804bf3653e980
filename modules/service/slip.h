/* SPDX-License-Identifier: MIT */
/*
 * 领取凭证: the sheet a holder may print and bring (F3).  The clerk prints it
 * once when the voucher was issued; its bytes are kept like those of any form.
 */
#ifndef SERVICE_SLIP_H
#define SERVICE_SLIP_H

#include "modules/deliver/voucher.h"
#include "modules/order/order.h"
#include "modules/outbox/task.h"

/* Inside the transaction that issued the voucher. */
int	slip_ask(struct work *w, const struct order *o, const struct voucher *v);
/* v may be NULL. */
int	slip_has(struct work *w, const struct voucher *v, int *out);
int	slip_bytes(struct work *w, const struct voucher *v, struct blob *pdf);

/* Task timer.slip. */
int	run_slip(struct work *w, const struct task *t, int64_t *again);

#endif
