/* SPDX-License-Identifier: MIT */
/*
 * What every row of the route table must obey.  Who gets through which row,
 * with real objects, is tests/web/t160-matrix.sh.
 */
#include "test.h"

#include <string.h>

#include "fcgi/router.h"

#define MEMBERS		(RIGHT_MEMBER | RIGHT_APPLY | RIGHT_COMPANY)
#define LOOKERS		(RIGHT_VIEW | RIGHT_AUDIT | RIGHT_STAFF)
#define EACH(r)		const struct route *r = routes; r < routes + n_routes; r++

static int
reads(const struct route *r)
{
	return strcmp(r->method, "GET") == 0;
}

/* What a person or a provider changes leaves a line in the audit book, but: */
static const struct {
	const char	*method, *path, *why;
} unaudited[] = {
	{ "PUT", "/api/drafts/{draft}",
	    "autosave: every few seconds, and a draft is nobody's but its writer's" },
	{ "PUT", "/api/dossiers/{dossier}",
	    "autosave: the same; its submission and its reviews leave lines" },
	{ "POST", "/api/quote", "reads the tariff: POST only because the cart is long" },
	{ "POST", "/api/messages/read", "one has read one's own inbox" },
	{ "POST", "/api/messages/{message}/read", "the same, one of it" },
	{ "POST", "/api/held/price", "reads the tariff: POST only because the choice is long" },
};
#define N_UNAUDITED	(sizeof(unaudited) / sizeof(*unaudited))

static int
may_be_silent(const struct route *r, size_t k)
{
	return strcmp(r->method, unaudited[k].method) == 0 &&
	    strcmp(r->path, unaudited[k].path) == 0;
}

static void
every_change_leaves_a_line_in_the_audit_book(void **state)
{
	(void)state;
	for (EACH(r)) {
		size_t k = 0;

		while (k < N_UNAUDITED && !may_be_silent(r, k))
			k++;
		if (!reads(r) && r->audit == NULL && k == N_UNAUDITED)
			fail_msg("%s %s has no audit name", r->method, r->path);
	}
}

static void
every_exception_is_still_one(void **state)
{
	(void)state;
	for (size_t k = 0; k < N_UNAUDITED; k++) {
		const struct route *found = NULL;

		for (EACH(r))
			if (may_be_silent(r, k))
				found = r;
		if (found == NULL || found->audit != NULL)
			fail_msg("%s needs no exception: %s", unaudited[k].path, unaudited[k].why);
	}
}

static void
rows_of_staff_are_closed_to_applicants(void **state)
{
	(void)state;
	for (EACH(r)) {
		if (strncmp(r->path, "/api/staff/", 11) != 0)
			continue;
		if (r->who == 0 || r->who & MEMBERS)
			fail_msg("%s %s is open to applicants", r->method, r->path);
		if (!reads(r) && r->who & LOOKERS)
			fail_msg("%s %s: who may only look may change it", r->method, r->path);
	}
}

/* Whoever is not signed in reaches what is named here and nothing else. */
static void
rows_for_everybody_are_few(void **state)
{
	static const char *const open[] = {
		"/healthz", "/readyz", "/metrics", "/api/session", "/api/catalog",
		"/api/agreements", "/api/demo/messages", "/notify/sandbox",
		"/api/sandbox/{token}", "/api/sandbox/{token}/pay", "/notify/phone",
		"/api/sandbox/phone/{token}",
		"/api/captcha", "/api/captcha/{captcha}", "/api/register", "/api/register/code",
		"/api/reset", "/api/reset/code", "/api/status",
	};
	const size_t n = sizeof(open) / sizeof(*open);

	(void)state;
	for (EACH(r)) {
		size_t k = 0;

		while (k < n && strcmp(open[k], r->path) != 0)
			k++;
		if (r->who == 0 && k == n)
			fail_msg("%s %s is open to everybody", r->method, r->path);
		if ((strstr(r->path, "sandbox") != NULL || strstr(r->path, "demo") != NULL) &&
		    !(r->gates & GATE_DEMO))
			fail_msg("%s exists in production", r->path);
	}
}

/* A handler that changes something never hangs on a GET. */
static void
no_get_changes_anything(void **state)
{
	(void)state;
	for (EACH(r))
		for (EACH(other))
			if (r->handler == other->handler && reads(r) != reads(other))
				fail_msg("%s changes like %s %s", r->path, other->method,
				    other->path);
}

static void
only_rows_that_take_a_body_have_a_limit_for_it(void **state)
{
	(void)state;
	for (EACH(r)) {
		int bodyless = reads(r) || strcmp(r->method, "DELETE") == 0;

		if (bodyless != (r->body_max == 0))
			fail_msg("%s %s: body of %zu bytes", r->method, r->path, r->body_max);
		if (r->body_max > (r->gates & GATE_UPLOAD ? 6 * MB : 64 * KB))
			fail_msg("%s %s: a body this large?", r->method, r->path);
	}
}

/* What a handler takes is declared beside it: docs/openapi.json lives on it. */
static void
every_route_that_takes_a_body_says_what_it_reads(void **state)
{
	(void)state;
	for (EACH(r)) {
		const struct input *in = input_of(r->handler);

		if (r->body_max > 0 && !(r->gates & GATE_SIGNED) && in == NULL)
			fail_msg("%s %s: write INPUT(handler, fields) beside its field table, or"
			    " INPUT_NONE(handler)", r->method, r->path);
		if (in != NULL && r->body_max == 0)
			fail_msg("%s %s takes no body but has an INPUT", r->method, r->path);
		if (in != NULL && in->file != !!(r->gates & GATE_UPLOAD))
			fail_msg("%s %s: INPUT_FILE belongs to routes with UPLOAD", r->method, r->path);
	}
}

static void
what_a_body_may_hold_has_a_name_words_and_bounds(void **state)
{
	(void)state;
	for (EACH(r)) {
		const struct input *in = input_of(r->handler);

		for (size_t i = 0; in != NULL && i < in->n; i++) {
			const struct field *f = &in->fields[i];

			if (f->name == NULL || f->words == NULL || f->min > f->max)
				fail_msg("%s %s: field %zu", r->method, r->path, i);
		}
	}
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(every_change_leaves_a_line_in_the_audit_book),
	cmocka_unit_test(every_exception_is_still_one),
	cmocka_unit_test(rows_of_staff_are_closed_to_applicants),
	cmocka_unit_test(rows_for_everybody_are_few),
	cmocka_unit_test(no_get_changes_anything),
	cmocka_unit_test(every_route_that_takes_a_body_says_what_it_reads),
	cmocka_unit_test(what_a_body_may_hold_has_a_name_words_and_bounds),
	cmocka_unit_test(only_rows_that_take_a_body_have_a_limit_for_it),
};

TEST_MAIN(tests)
