/* SPDX-License-Identifier: MIT */
/*
 * The gate: session cookie, rights, CSRF.
 *
 * Cookies: __Host-sid holds the session's token (SameSite=Lax, Strict for
 * staff), __Host-pre a random value before login.  The CSRF token of a visitor
 * is an HMAC of __Host-pre, of a session an HMAC of its token's hash, so it
 * changes with every new token.  Unsafe methods must come from our own pages:
 * Origin and Sec-Fetch-Site are checked whenever the browser sends them.
 *
 * Order of refusals: 401 no session, 403 no right, 403 password to be changed
 * first, 403 foreign page or wrong token.
 */
#ifndef FCGI_GATE_H
#define FCGI_GATE_H

#include "http.h"

struct session;

/*
 * The CSRF token for this caller; gives a visitor without one the cookie it
 * belongs to.
 */
const char	*gate_csrf(struct call *c);
/* After login and every change of token: reads the new session and sends the
 * cookie; c->session and the actor are the new ones. */
int	gate_enter(struct call *c, const char *token);
/* After logout: forgets cookie, cache and storage in the browser. */
void	gate_leave(struct call *c);

#endif
