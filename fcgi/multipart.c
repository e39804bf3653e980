/* SPDX-License-Identifier: MIT */
#include <string.h>
#include <strings.h>

#include "modules/base/text.h"
#include "modules/base/work.h"
#include "multipart.h"

enum state { BODY, AFTER, AFTER_CR, AFTER_DASH, HEADER, LAST, LAST_CR, OVER };

struct multipart {
	struct work			*w;
	const struct multipart_sink	*sink;
	void				*arg;
	enum state			 state;
	/* "\r\n--boundary": \r stands only in front, so a match never restarts inside */
	char				 needle[MULTIPART_BOUNDARY + 5];
	size_t				 needle_len, matched;
	char				 header[MULTIPART_HEADER + 1];
	size_t				 header_len;
	unsigned			 parts;
};

static int
wrong(struct multipart *m, const char *what)
{
	return refuse(m->w, ERR_INVALID, "multipart: %s", what);
}

/* ---- the boundary ---- */

static int
boundary_char(char ch)
{
	return (ch >= '0' && ch <= '9') || (ch >= 'A' && ch <= 'Z') ||
	    (ch >= 'a' && ch <= 'z') || (ch != '\0' && strchr("'()+_,-./:=?", ch) != NULL);
}

static const char *
boundary_of(const char *content_type, size_t *len)
{
	const char *p = strcasestr(content_type, "boundary=");
	size_t n = 0;
	int quoted;

	if (p == NULL)
		return NULL;
	p += strlen("boundary=");
	quoted = *p == '"';
	p += quoted;
	while (boundary_char(p[n]))
		n++;
	if (n == 0 || n > MULTIPART_BOUNDARY || (quoted && p[n] != '"') ||
	    (!quoted && p[n] != '\0' && p[n] != ';' && p[n] != ' '))
		return NULL;
	*len = n;
	return p;
}

struct multipart *
multipart_new(struct work *w, const char *content_type,
    const struct multipart_sink *sink, void *arg)
{
	struct multipart *m = ARENA_NEW(w->arena, struct multipart);
	size_t n;
	const char *b = boundary_of(content_type, &n);

	if (b == NULL) {
		refuse(w, ERR_INVALID, "multipart: no usable boundary");
		return NULL;
	}
	memcpy(m->needle, "\r\n--", 4);
	memcpy(m->needle + 4, b, n);
	m->needle_len = n + 4;
	m->matched = 2;		/* the body begins as if a line had just ended */
	m->w = w;
	m->sink = sink;
	m->arg = arg;
	return m;
}

/* ---- the header block of a part ---- */

struct head {
	const char	*field, *name, *type;
	int		 form_data;
};

/* A parameter value: "text" with \" inside, or a token.  Advances *p. */
static char *
value_read(struct multipart *m, char **p)
{
	char *out = *p, *to = *p, *s = *p;

	if (*s != '"') {
		s += strcspn(s, "; ");
		*p = s;
		return arena_strndup(m->w->arena, out, (size_t)(s - out));
	}
	for (s++; *s != '"'; s++) {
		if (*s == '\0')
			return NULL;
		if (*s == '\\' && s[1] == '"')
			s++;
		*to++ = *s;
	}
	*p = s + 1;
	return arena_strndup(m->w->arena, out, (size_t)(to - out));
}

static int
field_ok(const char *s)
{
	size_t n = strlen(s);

	return n >= 1 && n <= 64 && strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789_.-") == n;
}

/* Some browsers send a path; only the last part is a name. */
static const char *
base_name(const char *s)
{
	for (const char *p = s; *p != '\0'; p++)
		if (*p == '/' || *p == '\\')
			s = p + 1;
	return s;
}

static int
parameter(struct multipart *m, char **p, struct head *h)
{
	char *name = *p, *value;
	size_t n = strcspn(name, "=; ");

	if (name[n] != '=')
		return wrong(m, "a parameter without value");
	*p = name + n + 1;
	if ((value = value_read(m, p)) == NULL || !utf8_ok(value, strlen(value)))
		return wrong(m, "a bad parameter value");
	if (n == 4 && strncasecmp(name, "name", n) == 0) {
		if (h->field != NULL || !field_ok(value))
			return wrong(m, "a bad field name");
		h->field = value;
	} else if (n == 8 && strncasecmp(name, "filename", n) == 0) {
		if (h->name != NULL)
			return wrong(m, "two file names");
		h->name = base_name(value);
	} else {
		return wrong(m, "an unknown parameter");
	}
	return 0;
}

static int
disposition(struct multipart *m, char *v, struct head *h)
{
	size_t n = strcspn(v, "; ");

	if (h->form_data || n != 9 || strncasecmp(v, "form-data", n) != 0)
		return wrong(m, "not form-data");
	h->form_data = 1;
	for (v += n; v += strspn(v, "; "), *v != '\0';)
		if (parameter(m, &v, h) < 0)
			return -1;
	return 0;
}

static int
header_line(struct multipart *m, char *line, struct head *h)
{
	char *colon = strchr(line, ':'), *value;

	if (colon == NULL || colon == line || *line == ' ' || *line == '\t' || colon[-1] == ' ')
		return wrong(m, "a bad header line");
	*colon = '\0';
	value = colon + 1 + strspn(colon + 1, " \t");
	if (strcasecmp(line, "Content-Disposition") == 0)
		return disposition(m, value, h);
	if (strcasecmp(line, "Content-Type") == 0) {
		if (h->type != NULL || !utf8_ok(value, strlen(value)) || strlen(value) > 100)
			return wrong(m, "a bad content type");
		h->type = arena_strdup(m->w->arena, value);
	} else if (strcasecmp(line, "Content-Transfer-Encoding") == 0 &&
	    strcasecmp(value, "binary") != 0 && strcasecmp(value, "8bit") != 0 &&
	    strcasecmp(value, "7bit") != 0) {
		return wrong(m, "a transfer encoding");
	}
	return 0;
}

static int
header_block(struct multipart *m)
{
	struct head h = { 0 };
	struct multipart_part part;
	char *line = m->header, *end;

	m->header[m->header_len] = '\0';
	for (; (end = strstr(line, "\r\n")) != NULL && end != line; line = end + 2) {
		*end = '\0';
		if (strpbrk(line, "\r\n") != NULL || header_line(m, line, &h) < 0)
			return wrong(m, "a bare line break in a header");
	}
	if (!h.form_data || h.field == NULL)
		return wrong(m, "a part without a name");
	if (++m->parts > MULTIPART_PARTS)
		return wrong(m, "too many parts");
	part = (struct multipart_part){ h.field, h.name, h.type == NULL ? "" : h.type };
	m->state = BODY;
	return m->sink->begin(m->arg, &part);
}

static int
feed_header(struct multipart *m, char ch)
{
	if (ch == '\0')
		return wrong(m, "NUL in a header");
	if (m->header_len == MULTIPART_HEADER)
		return fault_field(m->w, "file", "文件名过长，请改短后重新上传");
	m->header[m->header_len++] = ch;
	if (ch != '\n' || m->header_len < 4 ||
	    memcmp(m->header + m->header_len - 4, "\r\n\r\n", 4) != 0)
		return 0;
	return header_block(m);
}

/* ---- between parts ---- */

/* Before the first part there is nothing to give or to end. */
static int
emit(struct multipart *m, const void *p, size_t n)
{
	if (m->parts == 0)
		return wrong(m, "bytes before the first boundary");
	return n == 0 ? 0 : m->sink->add(m->arg, p, n);
}

static int
boundary_seen(struct multipart *m)
{
	m->matched = 0;
	m->header_len = 0;
	m->state = AFTER;
	return m->parts == 0 ? 0 : m->sink->end(m->arg);
}

/* Takes at least one byte; the count goes to *used. */
static int
feed_body(struct multipart *m, const char *p, size_t n, size_t *used)
{
	const char *cr;

	*used = 1;
	if (m->matched > 0) {
		if (*p == m->needle[m->matched])
			return ++m->matched == m->needle_len ? boundary_seen(m) : 0;
		*used = 0;		/* looked at again from the start */
		n = m->matched;
		m->matched = 0;
		return emit(m, m->needle, n);
	}
	if ((cr = memchr(p, '\r', n)) == p) {
		m->matched = 1;
		return 0;
	}
	*used = cr == NULL ? n : (size_t)(cr - p);
	return emit(m, p, *used);
}

static int
feed_mark(struct multipart *m, char ch)
{
	switch (m->state) {
	case AFTER:
		m->state = ch == '\r' ? AFTER_CR : AFTER_DASH;
		return ch == '\r' || ch == '-' ? 0 : wrong(m, "text behind a boundary");
	case AFTER_CR:
		m->state = HEADER;
		return ch == '\n' ? 0 : wrong(m, "a boundary line without end");
	case AFTER_DASH:
		m->state = LAST;
		return ch == '-' ? 0 : wrong(m, "half a closing boundary");
	case LAST:
		m->state = LAST_CR;
		return ch == '\r' ? 0 : wrong(m, "text behind the end");
	case LAST_CR:
		m->state = OVER;
		return ch == '\n' ? 0 : wrong(m, "text behind the end");
	default:
		return wrong(m, "text behind the end");
	}
}

int
multipart_feed(struct multipart *m, const void *bytes, size_t n)
{
	const char *p = bytes;

	while (n > 0) {
		size_t used = 1;
		int rc = m->state == BODY ? feed_body(m, p, n, &used) :
		    m->state == HEADER ? feed_header(m, *p) : feed_mark(m, *p);

		if (rc < 0)
			return -1;
		p += used;
		n -= used;
	}
	return 0;
}

int
multipart_end(struct multipart *m)
{
	if (m->state != LAST && m->state != OVER)
		return wrong(m, "no closing boundary");
	return 0;
}
