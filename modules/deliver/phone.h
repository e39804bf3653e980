/* SPDX-License-Identifier: MIT */
/*
 * The app that carries certificates in phones (辽易通), behind one struct of
 * functions.  Only the clerk calls open, query and close; none of them runs
 * inside a transaction.  A fault says why an outcome is not OK.
 *
 * The sandbox has two halves that talk over HTTP only: phone.c is our driver,
 * phone_app.c the app: its books, the holder's press on 下载证书, the signed note
 * (modules/outbox/signed.h) it posts to setting phone_notify_url:
 *
 *	{"download", "serial", "not_before", "not_after", "nonce", "timestamp"}
 *
 * It makes certificates of the length that was ordered, from the moment of the
 * download on, the last day to its end.
 */
#ifndef DELIVER_PHONE_H
#define DELIVER_PHONE_H

#include "modules/outbox/outside.h"
#include "db/db.h"

struct json;

/* What the app is asked to hold ready. */
struct phone_wish {
	struct pid	 download;
	const char	*words;		/* for the holder: 新办移动个人证书 赵明辉 */
	const char	*vendor;
	int		 years;
	int64_t		 expires_at;
};

/* A certificate that is in the phone. */
struct phone_evidence {
	struct pid	 download;
	const char	*serial;
	int64_t		 not_before, not_after;
};

enum phone_found { PHONE_ABSENT, PHONE_WAITING, PHONE_LOADED };

struct phone_driver {
	const char	*name;
	/* OK: *link is the text of the QR; the same wish again gives the same. */
	enum outside	(*open)(struct work *w, const struct phone_wish *wish,
			    const char **link);
	/* OK: what the app knows; evidence is filled when LOADED. */
	enum outside	(*query)(struct work *w, const struct pid *download,
			    enum phone_found *found, struct phone_evidence *ev);
	/* OK: the link leads nowhere any more, or was used before: ask. */
	enum outside	(*close)(struct work *w, const struct pid *download);
	/* A note as the inbox kept it.  0: signed by the app and read; -1: refused. */
	int		(*parse)(struct work *w, const char *headers, struct blob body,
			    int64_t received_at, struct phone_evidence *out);
};

extern const struct phone_driver phone_sandbox;

/* The one of this installation, or NULL: no certificates in phones. */
const struct phone_driver *phone_driver(const struct work *w);

/* ---- the app of the sandbox ---- */

/* What its page shows: {words, state, expires_at, not_after}. */
int	phone_app_page(struct work *w, const struct pid *token, struct json **out);
/* The press, inside a transaction: only a task; the clerk is the app. */
int	phone_app_press(struct work *w, const struct pid *token);
/* Its half, inside a transaction: makes the certificate, adds task
 * talk.phone_notify; an expired or closed link gives none. */
int	phone_app_load(struct work *w, const struct pid *token);
/* Posts the note; -1: not received, sent again later. */
int	phone_app_send(struct work *w, const struct pid *token);

#endif
