/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "db/seal.h"
#include "gate.h"
#include "modules/account/session.h"
#include "modules/base/conf.h"
#include "modules/base/crypto.h"
#include "modules/base/text.h"
#include "router.h"

#define PRE_BYTES	16
#define PRE_TEXT	22	/* base64url of it */
#define SID_TEXT	43

const struct actor nobody = { .channel = "MAIN", .name = "" };

/* ---- who ---- */

static int
read_session(struct call *c)
{
	struct actor *visitor = ARENA_NEW(c->w->arena, struct actor);
	struct session *s = ARENA_NEW(c->w->arena, struct session);
	const char *token = call_cookie(c, "sid");
	int rc;

	*visitor = (struct actor){ .channel = c->w->conf->channel, .name = "" };
	c->w->actor = visitor;
	c->session = NULL;
	if (token == NULL || strlen(token) != SID_TEXT)
		return 0;
	if ((rc = session_open(c->w, token, s)) < 0)
		return -1;
	if (rc == 1) {
		c->session = s;
		c->w->actor = session_actor(c->w, s);
	}
	return 0;
}

/* What somebody with a one-time password may reach: sign in and out, sessions,
 * the new password, the own TOTP seed. */
static int
is_first_step(const char *path)
{
	return strcmp(path, "/api/session") == 0 || strncmp(path, "/api/sessions", 13) == 0 ||
	    strcmp(path, "/api/account/password") == 0 ||
	    strncmp(path, "/api/account/totp", 17) == 0;
}

static int
check_first_step(struct call *c)
{
	const struct session *s = c->session;

	if (!(s->must_change || s->must_enrol) || is_first_step(c->route->path))
		return 0;
	refuse_say(c->w, ERR_DENIED, NULL, "首次登录须先设置新%s",
	    s->must_change ? "密码" : "的动态口令");
	c->w->fault.extra = js_object(c->w);
	js_put_bool(c->w->fault.extra, s->must_change ? "must_change" : "must_enrol", 1);
	return -1;
}

static int
check_rights(struct call *c)
{
	if (c->route->who == 0)
		return 0;
	if (c->session == NULL)
		return refuse(c->w, ERR_LOGIN, "no session");
	if (!work_may(c->w, c->route->who))
		return refuse(c->w, ERR_DENIED, "rights %#x do not hold %#x",
		    c->w->actor->rights, c->route->who);
	return check_first_step(c);
}

/* ---- from our own page ---- */

static int
is_unsafe(const char *method)
{
	return strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0;
}

static int
check_origin(struct call *c)
{
	const char *origin = call_header(c, "Origin"), *site = call_header(c, "Sec-Fetch-Site");

	if (origin != NULL && strcmp(origin, c->w->conf->site_origin) != 0)
		return refuse(c->w, ERR_CSRF, "request from another origin");
	if (site != NULL && strcmp(site, "same-origin") != 0)
		return refuse(c->w, ERR_CSRF, "Sec-Fetch-Site: %.20s", site);
	return 0;
}

static const char *
token_text(struct call *c, const char *kind, const void *p, size_t n)
{
	unsigned char mac[HASH_LEN];
	const char *s = arena_printf(c->w->arena, "%s:%s", kind, hex_text(c->w->arena, p, n));

	hmac_sha256(keyring_key(c->w->keys, KEY_CSRF), KEY_LEN, s, strlen(s), mac);
	return base64url_text(c->w->arena, mac, sizeof(mac));
}

/* NULL: this caller has nothing a token could belong to. */
static const char *
csrf_wanted(struct call *c)
{
	const char *pre;

	if (c->session != NULL)
		return token_text(c, "sid", c->session->token_hash.p, c->session->token_hash.n);
	pre = call_cookie(c, "pre");
	if (pre == NULL || strlen(pre) != PRE_TEXT)
		return NULL;
	return token_text(c, "pre", pre, PRE_TEXT);
}

static int
check_csrf(struct call *c)
{
	const char *got = call_header(c, "X-CSRF-Token"), *want = csrf_wanted(c);

	if (want == NULL || got == NULL || strlen(got) != strlen(want) ||
	    !crypto_same(got, want, strlen(want)))
		return refuse(c->w, ERR_CSRF, "%s CSRF token", got == NULL ? "no" : "wrong");
	return 0;
}

int
gate_open(struct call *c)
{
	if (read_session(c) < 0 || check_rights(c) < 0)
		return -1;
	if (!is_unsafe(c->method))
		return 0;
	if (check_origin(c) < 0)
		return -1;
	return (c->route->gates & GATE_CSRF) != 0 ? check_csrf(c) : 0;
}

/* ---- cookies ---- */

const char *
gate_csrf(struct call *c)
{
	const char *token = csrf_wanted(c);
	unsigned char fresh[PRE_BYTES];
	const char *pre;

	if (token != NULL)
		return token;
	crypto_random(fresh, sizeof(fresh));
	pre = base64url_text(c->w->arena, fresh, sizeof(fresh));
	answer_cookie(c, "pre", pre, -1, 0);
	return token_text(c, "pre", pre, PRE_TEXT);
}

int
gate_enter(struct call *c, const char *token)
{
	struct session *s = ARENA_NEW(c->w->arena, struct session);
	int rc = session_open(c->w, token, s);

	if (rc < 0)
		return -1;
	if (rc == 0)
		return refuse(c->w, ERR_LOGIN, "the new session ended at once");
	c->session = s;
	c->w->actor = session_actor(c->w, s);
	answer_cookie(c, "sid", token, -1, strcmp(s->kind, "staff") == 0);
	return 0;
}

void
gate_leave(struct call *c)
{
	c->session = NULL;
	answer_cookie(c, "sid", "", 0, 0);
	answer_header(c, "Clear-Site-Data", "\"cache\", \"cookies\", \"storage\"");
}
