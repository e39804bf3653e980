/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "test.h"

#include "fcgi/http.h"
#include "fcgi/router.h"

static struct work w;
static struct call c;

/* A body that comes in pieces of `step` bytes and may break. */
static struct body {
	const char	*p;
	size_t		 n, step;
	int		 broken;
} body;

static ssize_t
body_read(void *arg, void *p, size_t n)
{
	struct body *b = arg;

	if (b->n == 0)
		return b->broken ? -1 : 0;
	if (n > b->step)
		n = b->step;
	if (n > b->n)
		n = b->n;
	memcpy(p, b->p, n);
	b->p += n;
	b->n -= n;
	return (ssize_t)n;
}

static struct pair env[4];
static const struct route json_route = { .body_max = 100 };
static const struct route upload_route = { .body_max = 1000, .gates = GATE_UPLOAD };
static const struct route signed_route = { .body_max = 100, .gates = GATE_SIGNED };
static const struct route empty_route = { .body_max = 0 };

static int
begin(void **state)
{
	(void)state;
	w = test_slip();
	memset(&c, 0, sizeof(c));
	c.w = &w;
	c.env = env;
	return 0;
}

static int
end(void **state)
{
	(void)state;
	test_slip_end(&w);
	return 0;
}

static int
read_as(const struct route *r, const char *type, const char *length, const char *text,
    size_t step)
{
	body = (struct body){ text, strlen(text), step, 0 };
	env[0] = (struct pair){ "CONTENT_TYPE", type };
	env[1] = (struct pair){ "CONTENT_LENGTH", length };
	c.nenv = 2;
	c.route = r;
	c.read = body_read;
	c.read_arg = &body;
	fault_clear(&w);
	return http_body(&c);
}

static void
only_canonical_addresses_are_found(void **state)
{
	static const char *const bad[] = { "", "/", "api", "//api", "/api/", "/api//x", "/a/./b",
		"/a/../b", "/.git", "/a%2fb", "/a%2e%2e", "/x\r\nSet-Cookie:a", "/a\\b", "/a;b",
		"/a b", "/a%00", "http://x/a", "/\xe4\xb8\xad", "/a+b", "*" };

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		fault_clear(&w);
		if (http_path(&c, bad[i]) != -1)
			fail_msg("%s was taken", bad[i]);
		assert_int_equal(w.fault.code, ERR_NOTFOUND);
	}
	fault_clear(&w);
	assert_int_equal(http_path(&c, "/api/orders/AB2?q=%2e&x"), 0);
	assert_string_equal(c.path, "/api/orders/AB2");
	assert_string_equal(c.query_text, "q=%2e&x");
}

static void
a_query_becomes_texts(void **state)
{
	struct json *q;

	(void)state;
	assert_int_equal(http_pairs(&w, "a=1&b=%E4%B8%AD+x&c&d=", 22, &q), 0);
	assert_string_equal(js_get_text(q, "a"), "1");
	assert_string_equal(js_get_text(q, "b"), "中 x");
	assert_string_equal(js_get_text(q, "c"), "");
	assert_string_equal(js_get_text(q, "d"), "");
	assert_null(js_get_text(q, "e"));
}

static void
a_bad_query_is_refused(void **state)
{
	static const char *const bad[] = { "a=%", "a=%4", "a=%zz", "a=%00", "a=%ff", "=1",
		"a=1&a=2", "%=1" };
	struct json *q;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		fault_clear(&w);
		if (http_pairs(&w, bad[i], strlen(bad[i]), &q) != -1)
			fail_msg("%s was taken", bad[i]);
		assert_int_equal(w.fault.code, ERR_INVALID);
	}
}

static void
a_body_is_whole_or_refused(void **state)
{
	static const char json[] = "{\"a\":1}";

	(void)state;
	for (size_t step = 1; step < 9; step++) {
		assert_int_equal(read_as(&json_route, "application/json", "7", json, step), 0);
		assert_int_equal(js_get_int(c.body, "a", 0), 1);
	}
	assert_int_equal(read_as(&json_route, "application/json", "8", json, 3), -1);
	assert_int_equal(read_as(&json_route, "application/json", "6", json, 3), -1);
	assert_int_equal(read_as(&json_route, "application/json", "", json, 3), -1);
	assert_int_equal(read_as(&json_route, "application/json", "-7", json, 3), -1);
	assert_int_equal(read_as(&json_route, "application/json", "0x7", json, 3), -1);
	assert_int_equal(read_as(&json_route, "application/json", "99999999999999", json, 3), -1);
}

static void
a_broken_connection_is_not_an_end(void **state)
{
	(void)state;
	body = (struct body){ "{}", 2, 2, 1 };
	env[0] = (struct pair){ "CONTENT_TYPE", "application/json" };
	env[1] = (struct pair){ "CONTENT_LENGTH", "2" };
	c.nenv = 2;
	c.route = &json_route;
	c.read = body_read;
	c.read_arg = &body;
	assert_int_equal(http_body(&c), -1);
}

static void
a_route_without_body_takes_none(void **state)
{
	(void)state;
	assert_int_equal(read_as(&empty_route, "application/json", "2", "{}", 9), -1);
	assert_int_equal(w.fault.code, ERR_TOOBIG);
	assert_int_equal(read_as(&empty_route, "", "", "", 9), 0);
	assert_true(js_is_object(c.body));
}

static void
json_and_forms_become_one_object(void **state)
{
	(void)state;
	assert_int_equal(read_as(&json_route, "application/x-www-form-urlencoded", "7", "a=b&c=d", 2), 0);
	assert_string_equal(js_get_text(c.body, "c"), "d");
	assert_int_equal(read_as(&json_route, "Application/JSON; charset=utf-8", "2", "{}", 2), 0);
	assert_int_equal(read_as(&json_route, "application/json", "2", "[]", 2), -1);
	assert_int_equal(read_as(&json_route, "application/jsonx", "2", "{}", 2), -1);
	assert_int_equal(w.fault.code, ERR_TYPE);
	assert_int_equal(read_as(&json_route, "text/plain", "2", "{}", 2), -1);
	assert_int_equal(read_as(&signed_route, "text/xml", "4", "<a/>", 2), 0);
	assert_memory_equal(c.raw.p, "<a/>", 4);
}

static void
an_upload_gives_fields_and_files(void **state)
{
	static const char text[] =
	    "--b\r\nContent-Disposition: form-data; name=\"slot\"\r\n\r\napply_form\r\n"
	    "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n"
	    "Content-Type: image/png\r\n\r\nabc\r\n--b--\r\n";
	static const unsigned char abc[] = { 0xba, 0x78, 0x16, 0xbf };
	struct upload_part *f;
	char n[24];

	(void)state;
	snprintf(n, sizeof(n), "%zu", strlen(text));
	assert_int_equal(read_as(&upload_route, "multipart/form-data; boundary=b", n, text, 5), 0);
	assert_string_equal(js_get_text(c.body, "slot"), "apply_form");
	assert_int_equal(call_file(&c, "file", &f), 0);
	assert_string_equal(f->name, "a.png");
	assert_string_equal(f->type, "image/png");
	assert_int_equal(f->bytes.n, 3);
	assert_memory_equal(f->sha256, abc, sizeof(abc));
	assert_int_equal(call_file(&c, "other", &f), -1);
	assert_string_equal(w.fault.fields[0].field, "other");
	assert_int_equal(read_as(&upload_route, "application/json", "2", "{}", 5), -1);
	assert_int_equal(w.fault.code, ERR_TYPE);
}

static void
a_field_given_twice_is_refused(void **state)
{
	static const char text[] =
	    "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n"
	    "--b\r\nContent-Disposition: form-data; name=\"a\"; filename=\"x\"\r\n\r\n2\r\n--b--\r\n";
	char n[24];

	(void)state;
	snprintf(n, sizeof(n), "%zu", strlen(text));
	assert_int_equal(read_as(&upload_route, "multipart/form-data; boundary=b", n, text, 5), -1);
}

static void
cookies_are_found_by_their_whole_name(void **state)
{
	(void)state;
	env[0] = (struct pair){ "HTTP_COOKIE", "x__Host-sid=no; __Host-sid2=no; __Host-sid=yes; a=b" };
	c.nenv = 1;
	assert_string_equal(call_cookie(&c, "sid"), "yes");
	assert_null(call_cookie(&c, "pre"));
	assert_null(call_cookie(&c, "si"));
}

static void
numbers_in_a_query_are_bounded(void **state)
{
	(void)state;
	assert_int_equal(http_pairs(&w, "a=7&b=x&c=99&d=&e=12345678901234567890", 38, &c.query), 0);
	assert_int_equal(call_query_int(&c, "a", 1, 0, 10), 7);
	assert_int_equal(call_query_int(&c, "b", 1, 0, 10), 1);
	assert_int_equal(call_query_int(&c, "c", 1, 0, 10), 1);
	assert_int_equal(call_query_int(&c, "d", 1, 0, 10), 1);
	assert_int_equal(call_query_int(&c, "e", 1, 0, 10), 1);
}

static void
what_cannot_be_a_code_fits_no_row(void **state)
{
	static const char query[] = "a=TO_SHIP&b=%E5%BE%85&c=a%27&d=";

	(void)state;
	assert_int_equal(http_pairs(&w, query, sizeof(query) - 1, &c.query), 0);
	assert_string_equal(call_code(&c, "a"), "TO_SHIP");
	assert_string_equal(call_code(&c, "b"), "?");
	assert_string_equal(call_code(&c, "c"), "?");
	assert_string_equal(call_code(&c, "d"), "");
	assert_null(call_code(&c, "e"));
}

static void
a_fault_becomes_a_problem_with_words(void **state)
{
	struct json *j;

	(void)state;
	w.request_id = "abc";
	fault_field(&w, "phone", "手机号格式不正确");
	fault_field(&w, "name", "请填写姓名");
	answer_fault(&c);
	assert_int_equal(c.status, 422);
	assert_string_equal(c.type, "application/problem+json");
	assert_int_equal(js_parse(&w, (const char *)c.out.p, c.out.n, &j), 0);
	assert_string_equal(js_get_text(j, "code"), "invalid");
	assert_string_equal(js_get_text(j, "field"), "phone");
	assert_string_equal(js_get_text(js_path(j, "fields.1"), "field"), "name");
	assert_string_equal(js_get_text(j, "request_id"), "abc");
}

static void
our_own_mistakes_tell_people_nothing(void **state)
{
	(void)state;
	refuse_say(&w, ERR_BUG, NULL, "secret detail");
	answer_fault(&c);
	assert_int_equal(c.status, 500);
	assert_null(strstr((const char *)c.out.p, "secret"));
}

static void
every_row_of_the_table_is_sound(void **state)
{
	(void)state;
	for (size_t i = 0; i < n_routes; i++) {
		const struct route *r = &routes[i];
		int unsafe = strcmp(r->method, "GET") != 0;

		if (r->path[0] != '/' || r->handler == NULL || r->pool >= POOL__MAX)
			fail_msg("%s %s is not complete", r->method, r->path);
		if (!unsafe && (r->gates & (GATE_CSRF | GATE_UPLOAD | GATE_IDEMPOTENT) || r->body_max))
			fail_msg("GET %s has the gates of a change", r->path);
		if (unsafe && !(r->gates & (GATE_CSRF | GATE_SIGNED)))
			fail_msg("%s %s is open to other sites", r->method, r->path);
		if (r->gates & GATE_UPLOAD && r->pool != POOL_SLOW)
			fail_msg("%s %s: uploads belong to pool slow", r->method, r->path);
		for (size_t k = 0; k < i; k++)
			if (strcmp(r->path, routes[k].path) == 0 &&
			    strcmp(r->method, routes[k].method) == 0)
				fail_msg("%s %s stands twice", r->method, r->path);
	}
}

/* "/api/orders/count" must stand before "/api/orders/{order}". */
static void
no_row_hides_a_later_one(void **state)
{
	(void)state;
	for (size_t i = 0; i < n_routes; i++)
		for (size_t k = i + 1; k < n_routes; k++)
			if (strcmp(routes[i].method, routes[k].method) == 0 &&
			    strchr(routes[k].path, '{') == NULL &&
			    route_fits(routes[i].path, routes[k].path, &w, NULL))
				fail_msg("%s hides %s", routes[i].path, routes[k].path);
}

static void
unknown_addresses_and_methods_are_refused(void **state)
{
	(void)state;
	c.method = "GET";
	c.path = "/api/nothing";
	assert_int_equal(route_find(&c), -1);
	assert_int_equal(w.fault.code, ERR_NOTFOUND);
	fault_clear(&w);
	c.method = "POST";
	c.path = "/healthz";
	assert_int_equal(route_find(&c), -1);
	assert_int_equal(w.fault.code, ERR_METHOD);
	assert_string_equal(c.headers, "Allow: GET\r\n");
	fault_clear(&w);
	c.method = "GET";
	assert_int_equal(route_find(&c), 0);
}

#define T(f)	cmocka_unit_test_setup_teardown(f, begin, end)

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		T(only_canonical_addresses_are_found), T(a_query_becomes_texts),
		T(a_bad_query_is_refused), T(a_body_is_whole_or_refused),
		T(a_broken_connection_is_not_an_end), T(a_route_without_body_takes_none),
		T(json_and_forms_become_one_object), T(an_upload_gives_fields_and_files),
		T(a_field_given_twice_is_refused), T(cookies_are_found_by_their_whole_name),
		T(numbers_in_a_query_are_bounded), T(what_cannot_be_a_code_fits_no_row),
		T(a_fault_becomes_a_problem_with_words),
		T(our_own_mistakes_tell_people_nothing), T(every_row_of_the_table_is_sound),
		T(no_row_hides_a_later_one), T(unknown_addresses_and_methods_are_refused),
	};

	if (argc > 1)
		cmocka_set_test_filter(argv[1]);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
