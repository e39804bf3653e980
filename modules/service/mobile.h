/* SPDX-License-Identifier: MIT */
/*
 * Certificates in phones (N10, requirements 7.4 DOWNLOAD): an approved order
 * waits in DOWNLOAD with a link (modules/deliver/download.h) until the app says
 * that the holder loaded the certificate.  Then the certificate has its serial
 * and its dates as the app gave them, is in use at once, and the order is done.
 * A link runs out and is issued anew; asking for the money back ends it.
 *
 * Evidence has one door.  A note of the app is kept by the worker, looked at by
 * the clerk, and asked back at the app before anything is believed; a lost note
 * is made up for by asking every ten minutes.
 */
#ifndef SERVICE_MOBILE_H
#define SERVICE_MOBILE_H

#include "modules/order/order.h"
#include "modules/outbox/task.h"
#include "modules/pay/pay.h"

struct json;

#define MOBILE_PROVIDER	"phone"		/* in the inbox */

/* Inside the transaction that brought the order to DOWNLOAD; once. */
int	mobile_open(struct work *w, const struct order *o);
/* Inside a transaction, the order taken: its link leads nowhere any more. */
int	mobile_void(struct work *w, const struct order *o, const char *why);

/* The page 移动证书 of the holder and the applicant. */
int	mobile_page(struct work *w, const struct pid *order, struct json **out);
/* A new link in the place of one that ran out or was given up. */
int	mobile_again(struct work *w, const struct pid *order, struct json **out);
/* What the QR says; CONFLICT while there is none. */
int	mobile_code(struct work *w, const struct pid *order, const char **link);

/* The app's note as it came: kept for the clerk. */
int	mobile_keep_note(struct work *w, struct json *headers, struct blob body);
/* The press in the sandbox's app: a task. */
int	mobile_press(struct work *w, const struct pid *token);

/* The clerk. */
int	mobile_inbox(struct work *w, const struct pay_inbox *in);
int	mobile_run_open(struct work *w, const struct task *t, int64_t *again);
int	mobile_run_query(struct work *w, const struct task *t, int64_t *again);
int	mobile_run_close(struct work *w, const struct task *t, int64_t *again);
int	mobile_run_press(struct work *w, const struct task *t, int64_t *again);
int	mobile_run_notify(struct work *w, const struct task *t, int64_t *again);

#endif
