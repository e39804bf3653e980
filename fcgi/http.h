/* SPDX-License-Identifier: MIT */
/*
 * The reception.  A request becomes a struct call: the slip `w` plus what came
 * over the wire and what will go back.  A handler (fcgi/web_*.c) reads, calls
 * one function of modules/service, and answers:
 *
 *	int
 *	order_get_web(struct call *c)
 *	{
 *		struct pid pid;
 *		struct json *order;
 *
 *		if (call_pid(c, "order", &pid) < 0 ||
 *		    desk_order(c->w, &pid, &order) < 0)
 *			return -1;
 *		return answer_json(c, 200, order);
 *	}
 *
 * Beside its field table stands INPUT(order_edit_web, edit_fields) (input.h).
 *
 * It never has SQL, never frees and never writes the fault's words: the router
 * rolls back what is open, and answer_fault() turns the first fault into
 * application/problem+json.  All texts live until the answer is sent.
 *
 * By the time a handler runs, the router has checked: the path is canonical
 * UTF-8, the route's method, pool, environment, rights (fcgi/gate.c), CSRF
 * and Origin, body length, media type, and the idempotency key's form.
 */
#ifndef FCGI_HTTP_H
#define FCGI_HTTP_H

#include "db/db.h"
#include "input.h"
#include "modules/base/json.h"
#include "modules/base/work.h"

#define KB	1024u
#define MB	(1024u * 1024u)

#define BODY_DRAIN	(8 * MB)	/* a refused body is read away up to here */
#define QUERY_PAIRS	64		/* name=value pairs in a query or form */
#define PATH_BYTES	1024		/* a longer address is not ours */
#define QUERY_BYTES	4096

enum pool {
	POOL_WEB,		/* quick: milliseconds */
	POOL_SLOW,		/* uploads, files, PDF */
	POOL_LOGIN,		/* scrypt */
	POOL_ANY,		/* answered in every pool: health */
	POOL__MAX
};
#define POOLS	POOL_ANY	/* pools that have workers */

const char	*pool_name(enum pool p);	/* "web" */
enum pool	 pool_find(const char *name);	/* POOL__MAX: none */

/* What a row of the route table asks for besides rights. */
enum gate {
	GATE_CSRF	= 1 << 0,	/* X-CSRF-Token, Origin, Sec-Fetch-Site */
	GATE_SIGNED	= 1 << 1,	/* no session; raw bytes are kept as evidence */
	GATE_UPLOAD	= 1 << 2,	/* multipart/form-data with files */
	GATE_IDEMPOTENT	= 1 << 3,	/* Idempotency-Key is wanted */
	GATE_DEMO	= 1 << 4,	/* not found in production */
	GATE_BARE	= 1 << 5,	/* no session is looked at: health */
};

struct call;
struct session;

struct route {
	const char	*method;
	const char	*path;			/* "/api/orders/{order}" */
	int		(*handler)(struct call *);
	unsigned	 who;			/* any of these rights; 0: everybody */
	unsigned	 gates;
	size_t		 body_max;		/* bytes; 0: no body allowed */
	enum pool	 pool;
	const char	*audit;			/* action in the audit book, or NULL */
};

/* A header or CGI parameter as it came: "HTTP_COOKIE", "REQUEST_URI". */
struct pair {
	const char	*name, *value;
};

/*
 * One file of a multipart body.  The bytes are in memory (at most the route's
 * body_max): nothing readable is written to disk on the way to the store.
 */
struct upload_part {
	const char	*field;			/* name of the form field */
	const char	*name;			/* the person's file name: metadata only */
	const char	*type;			/* claimed media type, "" when absent */
	struct blob	 bytes;
	unsigned char	 sha256[32];
};

struct call {
	struct work		*w;
	const struct route	*route;
	const char		*method;
	const char		*path;		/* decoded once, canonical */
	struct json		*params;	/* {name} parts of the path */
	struct json		*query;		/* texts */
	struct json		*body;		/* object; empty when there is none */
	struct blob		 raw;		/* the body's bytes, not for uploads */
	struct upload_part	*files;
	size_t			 nfiles;
	const char		*object;	/* for the audit line; NULL: the path */
	const char		*detail;	/* the same: the words of a verdict; NULL: none */
	const struct session	*session;	/* fcgi/gate.c; NULL: a visitor */

	/* what came */
	const struct pair	*env;
	size_t			 nenv;
	const char		*query_text;
	/* reads up to n bytes of the body; 0 at the end, -1 broken */
	ssize_t			(*read)(void *arg, void *p, size_t n);
	/* true when whoever asked has hung up; NULL: nobody can */
	int			(*gone)(void *arg);
	void			*read_arg;	/* of both */

	/* for a replayed idempotent request */
	int			 replayed;
	struct pid		 replay_object;

	/* what goes back */
	int			 status;
	const char		*type;
	const char		*headers;	/* "Name: value\r\n"..., or NULL */
	struct blob		 out;
	int			(*more)(struct work *, void *, struct blob *); /* answer_stream() */
	void			*more_arg;
	int			 no_cache_header; /* the handler gave its own */
};

/* ---- reading ---- */

const char	*call_param(struct call *c, const char *name);	/* never NULL */
int		 call_pid(struct call *c, const char *name, struct pid *out);
const char	*call_query(struct call *c, const char *name);	/* NULL when absent */
/* The same for one of our codes; text that cannot be one becomes "?", which no row has. */
const char	*call_code(struct call *c, const char *name);
/* Absent, not a number or out of bounds: `otherwise`. */
int64_t		 call_query_int(struct call *c, const char *name, int64_t otherwise,
		    int64_t min, int64_t max);
/* 1-based page (at most 1000) and size (10 unless asked, at most 100). */
void		 call_page(struct call *c, int64_t *page, int64_t *size);
/* A request header by its usual name, "X-CSRF-Token"; NULL when absent. */
const char	*call_header(struct call *c, const char *name);
const char	*call_env(struct call *c, const char *name);	/* "REMOTE_ADDR" */
const char	*call_cookie(struct call *c, const char *name);
/* The file of a form field, or ERR_INVALID on that field. */
int		 call_file(struct call *c, const char *field, struct upload_part **out);
/*
 * An IDEMPOTENT route asks first: 1 when this key already had its effect on
 * `object`; the handler then only renders that object again.
 */
int		 call_replayed(struct call *c, struct pid *object);

/* ---- answering; all return 0 ---- */

int	answer_json(struct call *c, int status, struct json *j);
int	answer_empty(struct call *c, int status);
/* disposition: NULL, or a file name offered for saving (UTF-8). */
int	answer_bytes(struct call *c, int status, const char *type, struct blob b,
	    const char *disposition);
/*
 * A long answer piece by piece: more() gives 1 and a piece, 0 at the end.  The
 * first piece is made at once, so that what is wrong from the beginning is told
 * in words; later -1 cuts the connection.  What a piece takes from the arena is
 * given back when it was sent, so memory stays flat; `arg` lives as long as the
 * call.  more() runs outside of a transaction, after the audit line was written.
 */
int	answer_stream(struct call *c, const char *type, const char *disposition,
	    int (*more)(struct work *w, void *arg, struct blob *piece), void *arg);
int	answer_redirect(struct call *c, const char *where);	/* 303, own paths only */
void	answer_header(struct call *c, const char *name, const char *value);
/* __Host- rules: Secure, HttpOnly, Path=/; max_age 0 deletes, < 0 session. */
void	answer_cookie(struct call *c, const char *name, const char *value,
	    int64_t max_age, int strict);
/* The only place where a fault becomes words for a person. */
void	answer_fault(struct call *c);

/* ---- for the router and tests ---- */

/*
 * Decodes REQUEST_URI once.  Refuses (NOTFOUND) what is not canonical: bad
 * escapes, control characters, encoded slashes, "//", "." and ".." parts, bad
 * UTF-8.  Fills path and query_text.
 */
int	http_path(struct call *c, const char *request_uri);
/* name=value&... into an object of texts; a repeated name is refused. */
int	http_pairs(struct work *w, const char *text, size_t len, struct json **out);
/* Reads and parses the body as the route allows. */
int	http_body(struct call *c);
/* Media type without parameters, lower case. */
int	http_type_is(const char *content_type, const char *want);

#endif
