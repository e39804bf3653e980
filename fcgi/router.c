/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "modules/base/conf.h"
#include "modules/base/log.h"
#include "modules/base/text.h"
#include "router.h"

#define SENTINEL	"CAPORTAL_END"	/* the last parameter nginx sends */

/* ---- the table ---- */

static int
part_fits(const char *pattern, size_t pn, const char *part, size_t n, struct work *w,
    struct json *params)
{
	if (pattern[0] != '{')
		return pn == n && memcmp(pattern, part, n) == 0;
	if (params != NULL)
		js_put_text(params, arena_strndup(w->arena, pattern + 1, pn - 2),
		    arena_strndup(w->arena, part, n));
	return n > 0 && n <= 64;
}

int
route_fits(const char *pattern, const char *path, struct work *w, struct json *params)
{
	while (*pattern == '/' && *path == '/') {
		size_t pn = strcspn(++pattern, "/"), n = strcspn(++path, "/");

		if (!part_fits(pattern, pn, path, n, w, params))
			return 0;
		pattern += pn;
		path += n;
	}
	return *pattern == '\0' && *path == '\0';
}

static void
allow_add(struct call *c, const char **allow, const char *method)
{
	*allow = *allow == NULL ? method :
	    arena_printf(c->w->arena, "%s, %s", *allow, method);
}

int
route_find(struct call *c)
{
	const char *allow = NULL;

	for (size_t i = 0; i < n_routes; i++) {
		const struct route *r = &routes[i];

		if (!route_fits(r->path, c->path, c->w, NULL))
			continue;
		if (strcmp(r->method, c->method) == 0) {
			c->route = r;
			c->params = js_object(c->w);
			route_fits(r->path, c->path, c->w, c->params);
			return 0;
		}
		allow_add(c, &allow, r->method);
	}
	if (allow == NULL)
		return refuse(c->w, ERR_NOTFOUND, "no route %s", c->path);
	answer_header(c, "Allow", allow);
	return refuse(c->w, ERR_METHOD, "%s %s", c->method, c->path);
}

/* ---- checks before the handler ---- */

/* Headers that decide something must not come twice. */
static const char *const single[] = {
	"REQUEST_METHOD", "REQUEST_URI", "CONTENT_LENGTH", "CONTENT_TYPE", "HTTP_COOKIE",
	"HTTP_X_CSRF_TOKEN", "HTTP_IDEMPOTENCY_KEY", "HTTP_ORIGIN", "HTTP_SEC_FETCH_SITE",
	"HTTP_AUTHORIZATION", "REMOTE_ADDR", "REQUEST_ID", SENTINEL,
};

static int
env_single(struct call *c)
{
	for (size_t k = 0; k < sizeof(single) / sizeof(*single); k++) {
		int seen = 0;

		for (size_t i = 0; i < c->nenv; i++)
			seen += strcmp(c->env[i].name, single[k]) == 0;
		if (seen > 1)
			return refuse(c->w, ERR_INVALID, "%s is given %d times", single[k], seen);
	}
	if (call_env(c, SENTINEL) == NULL)
		return refuse(c->w, ERR_INVALID, "parameters end early");
	return 0;
}

static int
pool_ok(struct call *c, enum pool pool)
{
	if (c->route->pool == pool || c->route->pool == POOL_ANY)
		return 0;
	log_line(LOG_WARN, "request=%s route=\"%s %s\" came to pool %s: is nginx's include stale?",
	    c->w->request_id, c->method, c->route->path, pool_name(pool));
	return refuse(c->w, ERR_NOTFOUND, "route of another pool");
}

static int
environment_ok(struct call *c)
{
	if (c->route->gates & GATE_DEMO && c->w->conf->env == ENV_PRODUCTION)
		return refuse(c->w, ERR_NOTFOUND, "demo route in production");
	return 0;
}

static int
enter(struct call *c)
{
	if (c->route->gates & (GATE_BARE | GATE_SIGNED)) {
		c->w->actor = &nobody;
		return 0;
	}
	return gate_open(c);
}

static int
prepare(struct call *c, enum pool pool)
{
	if (env_single(c) < 0 ||
	    http_path(c, call_env(c, "REQUEST_URI")) < 0 ||
	    route_find(c) < 0 ||
	    pool_ok(c, pool) < 0 ||
	    environment_ok(c) < 0 ||
	    http_pairs(c->w, c->query_text, strlen(c->query_text), &c->query) < 0)
		return -1;
	return enter(c) < 0 ? -1 : http_body(c);
}

/* ---- serving ---- */

static const char *
request_id(struct call *c)
{
	const char *id = call_env(c, "REQUEST_ID");

	if (id != NULL && strlen(id) >= 8 && strlen(id) <= 36 &&
	    strspn(id, "0123456789abcdefABCDEF-") == strlen(id))
		return id;
	return "-";
}

static void
start(struct call *c)
{
	const char *method = call_env(c, "REQUEST_METHOD"), *ip = call_env(c, "REMOTE_ADDR");

	c->method = method == NULL || strlen(method) > 16 ? "?" : method;
	c->w->request_id = request_id(c);
	c->w->ip = ip == NULL ? "" : ip;
	c->w->actor = &nobody;
	c->path = "?";
	c->query = js_object(c->w);
	c->params = js_object(c->w);
	c->body = js_object(c->w);
}

void
router_serve(struct call *c, enum pool pool)
{
	int rc;

	start(c);
	rc = prepare(c, pool);
	if (rc == 0)
		rc = c->route->handler(c);
	if (c->w->db != NULL && db_in_tx(c->w)) {
		BUG_ON(rc == 0);	/* a handler answered inside a transaction */
		db_abandon(c->w);
	}
	if (rc < 0)
		answer_fault(c);
}
