/* SPDX-License-Identifier: MIT */
/*
 * The door to libcurl: one request to the outside, with one deadline.  Only
 * the clerk opens it.  No redirects, no proxy, certificates always checked,
 * answers capped at 1 MiB.
 *
 * Outcome classes of a call (integrations.md 12): an answer came (status and
 * body, whatever they say), or RETRY when nothing can have reached the other
 * side, or UNKNOWN when it may have.
 */
#ifndef BASE_HTTP_CLIENT_H
#define BASE_HTTP_CLIENT_H

#include <stddef.h>

struct work;

enum http_outcome { HTTP_ANSWERED, HTTP_RETRY, HTTP_UNKNOWN };

struct http_request {
	const char		*method;	/* "GET", "POST" */
	const char		*url;
	const char *const	*headers;	/* "Name: value", NULL-terminated, or NULL */
	const void		*body;
	size_t			 len;
	int			 timeout_ms;
};

struct http_reply {
	int		 status;
	const char	*body;		/* NUL-terminated, in the arena */
	size_t		 len;
	const char	*error;		/* for the log when not answered */
};

enum http_outcome http_call(struct work *w, const struct http_request *rq,
	    struct http_reply *out);

#endif
