/* SPDX-License-Identifier: MIT */
/*
 * From the wire to the handler: default deny.  The order is fixed: address,
 * route, pool, environment, gate (session, rights, CSRF), body, idempotency,
 * handler, roll-back, answer, audit.
 */
#ifndef FCGI_ROUTER_H
#define FCGI_ROUTER_H

#include "http.h"

extern const struct route routes[];
extern const size_t n_routes;

/*
 * The row for method and path, its {name} parts in c->params.  Refuses with
 * NOTFOUND, or METHOD (and an Allow header) when only the method is wrong.
 */
int	route_find(struct call *c);
/* True when `path` fits `pattern`; params may be NULL. */
int	route_fits(const char *pattern, const char *path, struct work *w,
	    struct json *params);

/* Serves one request from c->env and c->read; always fills the answer. */
void	router_serve(struct call *c, enum pool pool);

/* fcgi/gate.c: who asks, and may they? Fills c->w->actor. */
int	gate_open(struct call *c);
/* fcgi/gate.c: the actor of a visitor without a session. */
extern const struct actor nobody;

#endif
