/* SPDX-License-Identifier: MIT */
#include "test.h"

#include <string.h>

#include "db/seal.h"
#include "fcgi/gate.h"
#include "fcgi/router.h"
#include "modules/account/session.h"
#include "modules/base/conf.h"

static const unsigned char master[32] = "thirty-two bytes of a test key!";
static const struct keyring *keys;
static const struct route post = { "POST", "/api/x", NULL, 0, GATE_CSRF, 0, POOL_WEB, NULL };
static const struct route member = { "GET", "/api/y", NULL, RIGHT_MEMBER, 0, 0, POOL_WEB, NULL };

struct scene {
	struct work	 w;
	struct conf	 conf;
	struct call	 c;
	struct pair	 env[8];
};

static void
scene_begin(struct scene *s, const struct route *r)
{
	memset(s, 0, sizeof(*s));
	s->w = test_slip();
	conf_defaults(&s->w, "/nowhere", &s->conf);
	s->w.conf = &s->conf;
	s->w.keys = keys == NULL ? (keys = keyring_of(master)) : keys;
	s->c = (struct call){ .w = &s->w, .route = r, .method = r->method, .path = r->path,
	    .env = s->env };
}

static void
header(struct scene *s, const char *name, const char *value)
{
	s->env[s->c.nenv++] = (struct pair){ name, value };
}

#define COOKIE	"__Host-pre=ABCDEFGHIJKLMNOPQRSTUV"

static const char *
token_of_cookie(void)
{
	static char token[64];
	struct scene s;

	scene_begin(&s, &post);
	header(&s, "HTTP_COOKIE", COOKIE);
	snprintf(token, sizeof(token), "%s", gate_csrf(&s.c));
	assert_null(s.c.headers);
	test_slip_end(&s.w);
	return token;
}

static void
expect_post(const char *cookie, const char *token, const char *origin, const char *site,
    enum err want)
{
	struct scene s;

	scene_begin(&s, &post);
	if (cookie != NULL)
		header(&s, "HTTP_COOKIE", cookie);
	if (token != NULL)
		header(&s, "HTTP_X_CSRF_TOKEN", token);
	if (origin != NULL)
		header(&s, "HTTP_ORIGIN", origin);
	if (site != NULL)
		header(&s, "HTTP_SEC_FETCH_SITE", site);
	assert_int_equal(gate_open(&s.c), want == ERR_NONE ? 0 : -1);
	assert_int_equal(s.w.fault.code, want);
	test_slip_end(&s.w);
}

static void
a_visitor_is_given_a_cookie_and_its_token(void **state)
{
	struct scene s;

	(void)state;
	scene_begin(&s, &post);
	assert_int_equal(strlen(gate_csrf(&s.c)), 43);
	assert_non_null(strstr(s.c.headers, "Set-Cookie: __Host-pre="));
	assert_non_null(strstr(s.c.headers, "Secure; HttpOnly; SameSite=Lax"));
	test_slip_end(&s.w);
}

static void
the_token_opens_the_gate_only_with_its_cookie(void **state)
{
	const char *token = token_of_cookie();

	(void)state;
	expect_post(COOKIE, token, NULL, NULL, ERR_NONE);
	expect_post(COOKIE, NULL, NULL, NULL, ERR_CSRF);
	expect_post(COOKIE, "", NULL, NULL, ERR_CSRF);
	expect_post(NULL, token, NULL, NULL, ERR_CSRF);
	expect_post("__Host-pre=VUTSRQPONMLKJIHGFEDCBA", token, NULL, NULL, ERR_CSRF);
	expect_post("pre=ABCDEFGHIJKLMNOPQRSTUV", token, NULL, NULL, ERR_CSRF);
}

static void
a_foreign_page_does_not_pass(void **state)
{
	const char *token = token_of_cookie();

	(void)state;
	expect_post(COOKIE, token, "http://127.0.0.1:8080", "same-origin", ERR_NONE);
	expect_post(COOKIE, token, "http://evil.example", NULL, ERR_CSRF);
	expect_post(COOKIE, token, "null", NULL, ERR_CSRF);
	expect_post(COOKIE, token, "http://127.0.0.1:8080.evil.example", NULL, ERR_CSRF);
	expect_post(COOKIE, token, NULL, "cross-site", ERR_CSRF);
	expect_post(COOKIE, token, NULL, "same-site", ERR_CSRF);
	expect_post(COOKIE, token, NULL, "none", ERR_CSRF);
}

static void
a_session_has_another_token_than_the_visitor_it_was(void **state)
{
	unsigned char hash[32] = { 1 };
	struct session session = { .token_hash = { hash, sizeof(hash) } };
	struct scene s;
	const char *first;

	(void)state;
	scene_begin(&s, &post);
	header(&s, "HTTP_COOKIE", COOKIE);
	s.c.session = &session;
	first = gate_csrf(&s.c);
	assert_string_not_equal(first, token_of_cookie());
	hash[0] = 2;					/* rotated */
	assert_string_not_equal(first, gate_csrf(&s.c));
	test_slip_end(&s.w);
}

static void
without_a_session_rights_are_asked_for_in_vain(void **state)
{
	struct scene s;

	(void)state;
	scene_begin(&s, &member);
	assert_int_equal(gate_open(&s.c), -1);
	assert_int_equal(s.w.fault.code, ERR_LOGIN);
	test_slip_end(&s.w);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_visitor_is_given_a_cookie_and_its_token),
		cmocka_unit_test(the_token_opens_the_gate_only_with_its_cookie),
		cmocka_unit_test(a_foreign_page_does_not_pass),
		cmocka_unit_test(a_session_has_another_token_than_the_visitor_it_was),
		cmocka_unit_test(without_a_session_rights_are_asked_for_in_vain),
	};

	if (argc > 1)
		cmocka_set_test_filter(argv[1]);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
