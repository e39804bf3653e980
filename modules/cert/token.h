/* SPDX-License-Identifier: MIT */
/*
 * USB keys.  The serial printed on a key is unique in the house; a key is
 * personalised once, with a certificate, and never when its model is blocked
 * (D3:56: the maker ended its support).  Whether a model is blocked is the
 * catalogue's row and comes in as data.
 */
#ifndef CERT_TOKEN_H
#define CERT_TOKEN_H

#include "db/db.h"
#include "steps.h"

struct token {
	int64_t		 id;
	struct pid	 pid;
	const char	*serial, *media_vendor, *model;
	const char	*state_code;
	enum token_state state;			/* from the code */
	int64_t		 cert_id, point_id;	/* 0: none */
	int64_t		 first_handout_at;	/* 0: never; the warranty starts here */
	int		 version;
	const char	*made_for;		/* words of its making, or NULL; not stored in the row */
};

/* Upper case letters, digits and dashes; NULL when it is none. */
const char	*token_serial_normal(struct work *w, const char *typed);
/* NULL in *out when there is none. */
int	token_find(struct work *w, const char *serial, struct token **out);
int	token_of_cert(struct work *w, int64_t cert_id, struct token **out);

/* Inside a transaction; the key enters the stock. */
int	token_add(struct work *w, struct token *t);
int	token_move(struct work *w, struct token *t, enum token_act act, const char *words);
/*
 * Binds key and certificate: takes the key from the stock, or enters it into
 * the stock first when its serial is new (driver `manual`).
 */
int	token_personalise(struct work *w, struct token *t, int64_t cert_id, int blocked);

#endif
