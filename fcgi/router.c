/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "modules/audit/chain.h"
#include "modules/base/clock.h"
#include "modules/base/conf.h"
#include "modules/base/crypto.h"
#include "modules/base/log.h"
#include "modules/base/text.h"
#include "modules/outbox/task.h"
#include "modules/service/idem.h"
#include "router.h"

#define SENTINEL	"CAPORTAL_END"	/* the last parameter nginx sends */
#define BEGUN		"CAPORTAL_BEGUN"	/* when nginx passed it on: "1795223339.196" */
#define QUEUE_MS	2000	/* longer nobody waits for a KDF */

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
	"HTTP_AUTHORIZATION", "REMOTE_ADDR", "REQUEST_ID", BEGUN, SENTINEL,
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

/*
 * A flood of logins must not become a queue of minutes: who has waited too
 * long for a worker is sent away at once, and the queue melts.
 */
static int
queue_ok(struct call *c, enum pool pool)
{
	const char *begun = call_env(c, BEGUN);
	int64_t waited = begun == NULL ? 0 :
	    clock_machine_ms() - (int64_t)(strtod(begun, NULL) * 1000);

	if (pool != POOL_LOGIN || waited <= QUEUE_MS)
		return 0;
	return refuse(c->w, ERR_BUSY, "waited %lld ms for a worker", (long long)waited);
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

/*
 * Nothing dear is begun for nobody.  Once begun, it is finished: the client's
 * key or the next look at the page tells what became of it.
 */
static int
still_wanted(struct call *c, enum pool pool)
{
	if (pool == POOL_WEB || c->gone == NULL || !c->gone(c->read_arg))
		return 0;
	return refuse(c->w, ERR_BUSY, "the client has left");
}

static int
prepare(struct call *c, enum pool pool)
{
	if (env_single(c) < 0 ||
	    http_path(c, call_env(c, "REQUEST_URI")) < 0 ||
	    route_find(c) < 0 ||
	    pool_ok(c, pool) < 0 ||
	    queue_ok(c, pool) < 0 ||
	    environment_ok(c) < 0 ||
	    http_pairs(c->w, c->query_text, strlen(c->query_text), &c->query) < 0)
		return -1;
	return enter(c) < 0 || http_body(c) < 0 ? -1 : still_wanted(c, pool);
}

/* ---- one effect per key ---- */

static int
key_ok(const char *s)
{
	size_t n = s == NULL ? 0 : strlen(s);

	return n >= 8 && n <= 64 && strspn(s, "0123456789abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ-_") == n;
}

/* The address belongs to the body: the same key must not serve two objects. */
static int
take_key(struct call *c)
{
	struct idem *i = ARENA_NEW(c->w->arena, struct idem);
	const char *text;

	i->key = call_header(c, "Idempotency-Key");
	if (!key_ok(i->key))
		return refuse(c->w, ERR_INVALID, "Idempotency-Key is missing or malformed");
	i->route = c->route->path;
	text = arena_printf(c->w->arena, "%s\n%s", c->path, js_canonical(c->w, c->body));
	sha256(text, strlen(text), i->body_hash);
	c->w->idem = i;
	return 0;
}

static int
handle_once(struct call *c)
{
	struct idem *i = c->w->idem;
	int rc = idem_find(c->w, i);

	if (rc < 0)
		return -1;
	c->replayed = rc;
	c->replay_object = i->object;
	return c->route->handler(c);
}

/*
 * The same request may have had its effect elsewhere while this one stood
 * before a lock: whatever it was then refused for, the effect is shown.
 */
static int
handle_again(struct call *c)
{
	struct fault fault = c->w->fault;

	fault_clear(c->w);
	if (idem_find(c->w, c->w->idem) != 1) {
		c->w->fault = fault;
		return -1;
	}
	c->headers = NULL;
	c->replayed = 1;
	c->replay_object = c->w->idem->object;
	return c->route->handler(c);
}

static int
handle(struct call *c)
{
	int rc;

	if (!(c->route->gates & GATE_IDEMPOTENT))
		return c->route->handler(c);
	if (take_key(c) < 0)
		return -1;
	rc = handle_once(c);
	return rc < 0 && !c->replayed && !db_in_tx(c->w) ? handle_again(c) : rc;
}

/* ---- the audit book ---- */

/* After the handler and its roll-back; also what was refused leaves its line. */
static void
audit(struct call *c, int rc)
{
	struct fault fault = c->w->fault;

	if (c->route == NULL || c->route->audit == NULL || c->replayed)
		return;
	fault_clear(c->w);
	if (audit_add(c->w, c->route->audit, c->object == NULL ? c->path : c->object,
		rc == 0 ? "ok" : err_name(fault.code), c->detail) < 0)
		log_line(LOG_ERROR, "request=%s err=audit detail=\"%s\"", c->w->request_id,
		    c->w->fault.detail == NULL ? "" : c->w->fault.detail);
	c->w->fault = fault;
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
	c->w->idem = NULL;
	c->w->catalog_version = 0;
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
		rc = handle(c);
	if (c->w->db != NULL && db_in_tx(c->w)) {
		BUG_ON(rc == 0);	/* a handler answered inside a transaction */
		db_abandon(c->w);
	}
	if (rc < 0)
		answer_fault(c);
	audit(c, rc);
	task_bell(c->w);
}
