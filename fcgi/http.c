/* SPDX-License-Identifier: MIT */
/* From bytes to one object: address, query, JSON and form bodies. */
#include <string.h>
#include <strings.h>

#include "http.h"
#include "modules/base/text.h"
#include "upload.h"

#define CHUNK	(32 * KB)

/* ---- the address ---- */

/*
 * Our addresses are pids and plain words, so a canonical one needs no escape
 * at all: whatever nginx and we could read differently is simply not found.
 */
static int
path_char(char ch)
{
	return (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') ||
	    (ch >= '0' && ch <= '9') || ch == '-' || ch == '_' || ch == '.' || ch == '~';
}

static int
path_ok(const char *p, size_t n)
{
	size_t part = 0;

	if (n < 2 || n > PATH_BYTES || p[0] != '/' || p[n - 1] == '/')
		return 0;
	for (size_t i = 1; i < n; i++) {
		if (p[i] == '/') {
			if (part == 0)
				return 0;
			part = 0;
		} else if (!path_char(p[i]) || (p[i] == '.' && part == 0)) {
			return 0;	/* no part begins with a dot */
		} else {
			part++;
		}
	}
	return 1;
}

int
http_path(struct call *c, const char *request_uri)
{
	size_t n;

	c->path = "?";
	c->query_text = "";
	if (request_uri == NULL)
		return refuse(c->w, ERR_NOTFOUND, "no REQUEST_URI");
	n = strcspn(request_uri, "?");
	if (!path_ok(request_uri, n))
		return refuse(c->w, ERR_NOTFOUND, "address is not canonical");
	c->path = arena_strndup(c->w->arena, request_uri, n);
	if (request_uri[n] == '?')
		c->query_text = request_uri + n + 1;
	if (strlen(c->query_text) > QUERY_BYTES)
		return refuse(c->w, ERR_TOOBIG, "query of %zu bytes", strlen(c->query_text));
	return 0;
}

/* ---- name=value&... ---- */

static int
hex_digit(char ch)
{
	if (ch >= '0' && ch <= '9')
		return ch - '0';
	ch |= 32;
	return ch >= 'a' && ch <= 'f' ? ch - 'a' + 10 : -1;
}

static char *
unescape(struct work *w, const char *s, size_t n)
{
	char *out = arena_alloc(w->arena, n + 1);
	size_t k = 0;

	for (size_t i = 0; i < n; i++) {
		if (s[i] != '%') {
			out[k++] = (char)(s[i] == '+' ? ' ' : s[i]);
			continue;
		}
		if (n - i < 3 || hex_digit(s[i + 1]) < 0 || hex_digit(s[i + 2]) < 0)
			return NULL;
		out[k++] = (char)(hex_digit(s[i + 1]) << 4 | hex_digit(s[i + 2]));
		i += 2;
	}
	return utf8_ok(out, k) ? out : NULL;
}

static int
pair_put(struct work *w, struct json *o, const char *s, size_t n)
{
	const char *eq = memchr(s, '=', n);
	size_t name_len = eq == NULL ? n : (size_t)(eq - s);
	char *name = unescape(w, s, name_len);
	char *value = eq == NULL ? arena_strdup(w->arena, "") :
	    unescape(w, eq + 1, n - name_len - 1);

	if (name == NULL || value == NULL || *name == '\0')
		return refuse(w, ERR_INVALID, "bad escape or UTF-8 in a form value");
	if (js_get(o, name) != NULL)
		return refuse(w, ERR_INVALID, "a form value is given twice");
	js_put_text(o, name, value);
	return 0;
}

int
http_pairs(struct work *w, const char *text, size_t len, struct json **out)
{
	unsigned pairs = 0;

	*out = js_object(w);
	while (len > 0) {
		const char *amp = memchr(text, '&', len);
		size_t n = amp == NULL ? len : (size_t)(amp - text);

		if (n > 0 && ++pairs > QUERY_PAIRS)
			return refuse(w, ERR_INVALID, "more than %d form values", QUERY_PAIRS);
		if (n > 0 && pair_put(w, *out, text, n) < 0)
			return -1;
		n += amp != NULL;
		text += n;
		len -= n;
	}
	return 0;
}

/* ---- the body ---- */

int
http_type_is(const char *content_type, const char *want)
{
	size_t n = strlen(want);

	return content_type != NULL && strncasecmp(content_type, want, n) == 0 &&
	    (content_type[n] == '\0' || content_type[n] == ';' || content_type[n] == ' ');
}

/* Digits only; empty and absent are 0. */
static int
content_length(struct call *c, size_t *out)
{
	const char *s = call_env(c, "CONTENT_LENGTH");

	*out = 0;
	if (s == NULL || *s == '\0')
		return 0;
	if (strlen(s) > 12 || strspn(s, "0123456789") != strlen(s))
		return refuse(c->w, ERR_INVALID, "bad CONTENT_LENGTH");
	*out = (size_t)strtoull(s, NULL, 10);
	return 0;
}

/* An unread body would make nginx see a reset instead of our answer. */
static void
drain(struct call *c)
{
	char buf[8192];
	size_t seen = 0;
	ssize_t n;

	while (seen < BODY_DRAIN && (n = c->read(c->read_arg, buf, sizeof(buf))) > 0)
		seen += (size_t)n;
}

/* All `len` bytes into `take`, and then the end: nothing less, nothing more. */
static int
read_exactly(struct call *c, size_t len, int (*take)(void *, const void *, size_t),
    void *arg)
{
	char *buf = arena_alloc(c->w->arena, CHUNK);
	size_t seen = 0;

	for (;;) {
		ssize_t n = c->read(c->read_arg, buf, CHUNK);

		if (n < 0 || (n == 0 && seen < len))
			return refuse(c->w, ERR_INVALID, "body ends after %zu of %zu bytes",
			    seen, len);
		if (n == 0)
			return 0;
		if ((size_t)n > len - seen)
			return refuse(c->w, ERR_INVALID, "body is longer than declared");
		seen += (size_t)n;
		if (take(arg, buf, (size_t)n) < 0)
			return -1;
	}
}

struct copy {
	char	*to;
};

static int
copy_take(void *arg, const void *p, size_t n)
{
	struct copy *copy = arg;

	memcpy(copy->to, p, n);
	copy->to += n;
	return 0;
}

static int
read_raw(struct call *c, size_t len)
{
	char *buf = arena_alloc(c->w->arena, len + 1);
	struct copy copy = { buf };

	c->raw = (struct blob){ (unsigned char *)buf, len };
	return read_exactly(c, len, copy_take, &copy);
}

static int
parse_raw(struct call *c)
{
	const char *type = call_env(c, "CONTENT_TYPE"), *text = (const char *)c->raw.p;

	if (http_type_is(type, "application/x-www-form-urlencoded"))
		return http_pairs(c->w, text, c->raw.n, &c->body);
	if (!http_type_is(type, "application/json"))
		return refuse(c->w, ERR_TYPE, "body type is not offered here");
	if (js_parse(c->w, text, c->raw.n, &c->body) < 0)
		return -1;
	if (!js_is_object(c->body))
		return refuse(c->w, ERR_INVALID, "body is not a JSON object");
	return 0;
}

static int
read_upload(struct call *c, size_t len)
{
	struct upload *u = upload_new(c, len);

	if (u == NULL || read_exactly(c, len, upload_take, u) < 0)
		return -1;
	return upload_end(u);
}

static int
read_body(struct call *c, size_t len)
{
	if (c->route->gates & GATE_UPLOAD) {
		if (!http_type_is(call_env(c, "CONTENT_TYPE"), "multipart/form-data"))
			return refuse(c->w, ERR_TYPE, "an upload must be multipart/form-data");
		return read_upload(c, len);
	}
	if (read_raw(c, len) < 0)
		return -1;
	return c->route->gates & GATE_SIGNED || len == 0 ? 0 : parse_raw(c);
}

int
http_body(struct call *c)
{
	size_t len;

	c->body = js_object(c->w);
	if (content_length(c, &len) < 0) {
		drain(c);
		return -1;
	}
	if (len > c->route->body_max) {
		drain(c);
		return refuse(c->w, ERR_TOOBIG, "body of %zu bytes, %zu allowed", len,
		    c->route->body_max);
	}
	if (read_body(c, len) < 0) {
		drain(c);
		return -1;
	}
	return 0;
}
