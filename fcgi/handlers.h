/* SPDX-License-Identifier: MIT */
/*
 * Every handler of the route table, grouped by the file it lives in.  Keep
 * the groups in the order of routes.c.
 */
#ifndef FCGI_HANDLERS_H
#define FCGI_HANDLERS_H

#include "http.h"

/* web_health.c */
int	healthz_web(struct call *c);
int	readyz_web(struct call *c);
int	metrics_web(struct call *c);

#endif
