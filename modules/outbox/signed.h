/* SPDX-License-Identifier: MIT */
/*
 * Signed notes of the sandboxes (bank, phone app) to the house, and the house's
 * look at them.  POST, a JSON body with "nonce" and "timestamp", headers
 * Sandbox-Timestamp, Sandbox-Nonce, Sandbox-Signature: Ed25519 in hex over
 * "timestamp \n nonce \n body \n" (the shape of WeChat v3).  A note more than
 * five minutes older than its arrival is refused.  The key is made in the file
 * of setting sandbox_key by the clerk that needs it first; workers have none
 * and only keep what comes.
 */
#ifndef OUTBOX_SIGNED_H
#define OUTBOX_SIGNED_H

#include "db/db.h"

#define SANDBOX_SKEW		300	/* seconds */

struct http_request;
struct json;

/* The clerk's key file; makes it when it is missing. */
int	sandbox_key(struct work *w, unsigned char private_key[32]);
/* Signature in hex over timestamp, nonce and body. */
const char *sandbox_signature(struct work *w, const unsigned char private_key[32],
	    const char *timestamp, const char *nonce, struct blob body);
/* The text that is signed. */
struct blob sandbox_signed_text(struct work *w, const char *timestamp,
	    const char *nonce, struct blob body);

/* `body` with nonce and timestamp as a signed request to `url`. */
int	sandbox_sign(struct work *w, const char *url, struct json *body,
	    struct http_request *out);
/* Sends it; -1: not received, it is sent again later. */
int	sandbox_post(struct work *w, const char *what, const struct http_request *rq);
/* What came, as the inbox kept it: 0 when it is signed, fresh and JSON. */
int	sandbox_read(struct work *w, const char *headers, struct blob body,
	    int64_t received_at, struct json **out);

#endif
