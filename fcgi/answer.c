/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "http.h"

#define RETRY_SECONDS	5

void
answer_header(struct call *c, const char *name, const char *value)
{
	/* A line break here would let a value write headers of its own. */
	BUG_ON(strpbrk(value, "\r\n") != NULL || strpbrk(name, "\r\n: ") != NULL);
	c->headers = arena_printf(c->w->arena, "%s%s: %s\r\n",
	    c->headers == NULL ? "" : c->headers, name, value);
}

int
answer_json(struct call *c, int status, struct json *j)
{
	size_t n;
	const char *text = js_print(c->w, j, &n);

	c->status = status;
	c->type = "application/json";
	c->out = (struct blob){ (const unsigned char *)text, n };
	return 0;
}

int
answer_empty(struct call *c, int status)
{
	c->status = status;
	c->type = NULL;
	c->out = (struct blob){ NULL, 0 };
	return 0;
}

/* RFC 8187: everything but plain letters and digits is escaped. */
static const char *
header_text(struct call *c, const char *s)
{
	static const char hex[] = "0123456789ABCDEF";
	char *out = arena_alloc(c->w->arena, strlen(s) * 3 + 1), *p = out;

	for (; *s != '\0'; s++) {
		unsigned char b = (unsigned char)*s;

		if ((b >= '0' && b <= '9') || (b >= 'A' && b <= 'Z') ||
		    (b >= 'a' && b <= 'z') || b == '.' || b == '-' || b == '_') {
			*p++ = (char)b;
		} else {
			*p++ = '%';
			*p++ = hex[b >> 4];
			*p++ = hex[b & 15];
		}
	}
	return out;
}

/* Private files are shown in an own, powerless origin (facts/frontend 6). */
int
answer_bytes(struct call *c, int status, const char *type, struct blob b,
    const char *disposition)
{
	c->status = status;
	c->type = type;
	c->out = b;
	answer_header(c, "Content-Security-Policy",
	    "default-src 'none'; sandbox; frame-ancestors 'self'");
	if (disposition != NULL)
		answer_header(c, "Content-Disposition", arena_printf(c->w->arena,
		    "attachment; filename*=UTF-8''%s", header_text(c, disposition)));
	return 0;
}

int
answer_stream(struct call *c, const char *type, const char *disposition,
    int (*more)(struct work *w, void *arg, struct blob *piece), void *arg)
{
	struct blob first = { NULL, 0 };
	int rc = more(c->w, arg, &first);

	if (rc < 0)
		return -1;
	c->more = rc == 1 ? more : NULL;
	c->more_arg = arg;
	return answer_bytes(c, 200, type, first, disposition);
}

int
answer_redirect(struct call *c, const char *where)
{
	BUG_ON(where[0] != '/' || where[1] == '/');
	answer_header(c, "Location", where);
	return answer_empty(c, 303);
}

void
answer_cookie(struct call *c, const char *name, const char *value, int64_t max_age,
    int strict)
{
	const char *age = max_age < 0 ? "" :
	    arena_printf(c->w->arena, "; Max-Age=%lld", (long long)max_age);

	BUG_ON(strpbrk(value, "; ,") != NULL);
	answer_header(c, "Set-Cookie", arena_printf(c->w->arena,
	    "__Host-%s=%s; Path=/; Secure; HttpOnly; SameSite=%s%s", name, value,
	    strict ? "Strict" : "Lax", age));
}

static void
put_fields(struct call *c, struct json *o)
{
	const struct fault *f = &c->w->fault;
	struct json *list;

	if (f->nfields == 0)
		return;
	js_put_text(o, "field", f->fields[0].field);
	list = js_array(c->w);
	for (unsigned i = 0; i < f->nfields; i++) {
		struct json *row = js_object(c->w);

		js_put_text(row, "field", f->fields[i].field);
		js_put_text(row, "words", f->fields[i].words);
		js_add(list, row);
	}
	js_put(o, "fields", list);
}

static void
put_extra(struct json *o, struct json *extra)
{
	const char *key;
	struct json *value;

	if (extra == NULL)
		return;
	for (void *it = js_next(extra, NULL, &key, &value); it != NULL;
	    it = js_next(extra, it, &key, &value))
		js_put(o, key, value);
}

static const char *
title_of(int status)
{
	switch (status) {
	case 401: return "Unauthorized";
	case 403: return "Forbidden";
	case 404: return "Not Found";
	case 405: return "Method Not Allowed";
	case 409: return "Conflict";
	case 413: return "Content Too Large";
	case 415: return "Unsupported Media Type";
	case 422: return "Unprocessable Content";
	case 429: return "Too Many Requests";
	case 503: return "Service Unavailable";
	case 507: return "Insufficient Storage";
	}
	return "Internal Server Error";
}

void
answer_fault(struct call *c)
{
	struct fault *f = &c->w->fault;
	struct json *o = js_object(c->w);
	int ours;

	if (f->code == ERR_NONE)	/* -1 without a reason is our mistake */
		refuse(c->w, ERR_BUG, "a handler failed without a fault");
	ours = f->code == ERR_BUG || f->code == ERR_BUSY || f->code == ERR_FULL;
	js_put_text(o, "type", "about:blank");
	js_put_text(o, "title", title_of(err_http(f->code)));
	js_put_int(o, "status", err_http(f->code));
	js_put_text(o, "code", err_name(f->code));
	js_put_text(o, "words", f->words != NULL && !ours ? f->words : err_words(f->code));
	put_fields(c, o);
	js_put_text(o, "request_id", c->w->request_id);
	put_extra(o, f->extra);
	answer_json(c, err_http(f->code), o);
	c->more = NULL;
	c->type = "application/problem+json";
	if (f->code == ERR_BUSY || f->code == ERR_LIMIT)
		answer_header(c, "Retry-After", arena_printf(c->w->arena, "%lld",
		    (long long)js_get_int(f->extra, "retry_after", RETRY_SECONDS)));
}
