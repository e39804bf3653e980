/* SPDX-License-Identifier: MIT */
/* What handlers read from a request. */
#include <string.h>
#include <strings.h>

#include "http.h"
#include "modules/base/conf.h"
#include "modules/base/log.h"

#define HEADER_NAME	64
#define COOKIE_BYTES	512

static const char *const pool_names[] = {
	[POOL_WEB] = "web", [POOL_SLOW] = "slow", [POOL_LOGIN] = "login", [POOL_ANY] = "any",
};

const char *
pool_name(enum pool p)
{
	return pool_names[p];
}

enum pool
pool_find(const char *name)
{
	enum pool p = 0;

	while (p < POOL__MAX && strcmp(pool_names[p], name) != 0)
		p++;
	return p;
}

const char *
call_param(struct call *c, const char *name)
{
	const char *s = js_get_text(c->params, name);

	BUG_ON(s == NULL);	/* the handler and its row disagree */
	return s;
}

int
call_pid(struct call *c, const char *name, struct pid *out)
{
	return pid_parse(c->w, call_param(c, name), out);
}

/* What a handler reads stands in its QUERY: t165-openapi looks for this line. */
static void
ask_declared(struct call *c, const char *name)
{
	const struct input *q = query_of(c->route->handler);
	size_t i = 0;

	while (q != NULL && i < q->n && strcmp(q->fields[i].name, name) != 0)
		i++;
	if (q == NULL || i == q->n)
		log_line(LOG_WARN, "undeclared query=%s route=\"%s %s\"", name,
		    c->route->method, c->route->path);
}

const char *
call_query(struct call *c, const char *name)
{
	if (c->route != NULL && c->w->conf != NULL && c->w->conf->env == ENV_TEST)
		ask_declared(c, name);
	return js_get_text(c->query, name);
}

const char *
call_code(struct call *c, const char *name)
{
	static const char alphabet[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_";
	const char *s = call_query(c, name);

	return s == NULL || strspn(s, alphabet) == strlen(s) ? s : "?";
}

int64_t
call_query_int(struct call *c, const char *name, int64_t otherwise, int64_t min,
    int64_t max)
{
	const char *s = call_query(c, name);
	char *end;
	long long n;

	if (s == NULL || strlen(s) > 18 || strspn(s, "-0123456789") != strlen(s))
		return otherwise;
	n = strtoll(s, &end, 10);
	return *s == '\0' || *end != '\0' || n < min || n > max ? otherwise : n;
}

void
call_page(struct call *c, int64_t *page, int64_t *size)
{
	*page = call_query_int(c, "page", 1, 1, 1000);
	*size = call_query_int(c, "size", 10, 1, 100);
}

const char *
call_env(struct call *c, const char *name)
{
	for (size_t i = 0; i < c->nenv; i++)
		if (strcmp(c->env[i].name, name) == 0)
			return c->env[i].value;
	return NULL;
}

const char *
call_header(struct call *c, const char *name)
{
	char cgi[HEADER_NAME] = "HTTP_";
	size_t n = strlen(name);
	const char *value;

	BUG_ON(n + sizeof("HTTP_") > sizeof(cgi));
	for (size_t i = 0; i < n; i++)
		cgi[5 + i] = (char)(name[i] == '-' ? '_' :
		    name[i] >= 'a' && name[i] <= 'z' ? name[i] - 32 : name[i]);
	value = call_env(c, cgi);
	return value == NULL || *value == '\0' ? NULL : value;
}

const char *
call_cookie(struct call *c, const char *name)
{
	char want[HEADER_NAME];
	const char *p = call_header(c, "Cookie");
	size_t n;

	n = (size_t)snprintf(want, sizeof(want), "__Host-%s=", name);
	BUG_ON(n >= sizeof(want));
	while (p != NULL && *p != '\0') {
		size_t len;

		p += strspn(p, " ;");
		len = strcspn(p, ";");
		if (len > n && len < COOKIE_BYTES && strncmp(p, want, n) == 0)
			return arena_strndup(c->w->arena, p + n, len - n);
		p += len;
	}
	return NULL;
}

int
call_file(struct call *c, const char *field, struct upload_part **out)
{
	for (size_t i = 0; i < c->nfiles; i++)
		if (strcmp(c->files[i].field, field) == 0) {
			*out = &c->files[i];
			return 0;
		}
	return fault_field(c->w, field, "请选择要上传的文件");
}

int
call_replayed(struct call *c, struct pid *object)
{
	if (c->replayed)
		*object = c->replay_object;
	return c->replayed;
}
