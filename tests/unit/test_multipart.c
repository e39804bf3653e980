/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "test.h"

#include "fcgi/multipart.h"

/* What came out of a parse, as one readable text. */
struct seen {
	char	 text[4096];
	size_t	 n;
};

static void
note(struct seen *s, const void *p, size_t n)
{
	assert_true(s->n + n < sizeof(s->text));
	memcpy(s->text + s->n, p, n);
	s->n += n;
}

static int
on_begin(void *arg, const struct multipart_part *p)
{
	char line[256];
	int n = snprintf(line, sizeof(line), "[%s|%s|%s:", p->field,
	    p->name == NULL ? "-" : p->name, p->type);

	note(arg, line, (size_t)n);
	return 0;
}

static int
on_add(void *arg, const void *p, size_t n)
{
	note(arg, p, n);
	return 0;
}

static int
on_end(void *arg)
{
	note(arg, "]", 1);
	return 0;
}

static const struct multipart_sink sink = { on_begin, on_add, on_end };

#define TYPE	"multipart/form-data; boundary=XyZ"
#define PART(name)	"--XyZ\r\nContent-Disposition: form-data; name=\"" name "\"\r\n\r\n"
#define FILEPART(name, file) \
	"--XyZ\r\nContent-Disposition: form-data; name=\"" name "\"; filename=\"" file \
	"\"\r\nContent-Type: image/png\r\n\r\n"
#define END	"--XyZ--\r\n"

/* Feeds text cut in two at `cut`; 0 when the whole body was right. */
static int
parse(const char *type, const char *text, size_t n, size_t cut, struct seen *out)
{
	struct work w = test_slip();
	struct multipart *m;
	int rc = -1;

	out->n = 0;
	m = multipart_new(&w, type, &sink, out);
	if (m != NULL && multipart_feed(m, text, cut) == 0 &&
	    multipart_feed(m, text + cut, n - cut) == 0)
		rc = multipart_end(m);
	out->text[out->n] = '\0';
	if (rc < 0)
		assert_int_equal(w.fault.code, ERR_INVALID);
	test_slip_end(&w);
	return rc;
}

static const struct {
	const char	*body;
	const char	*want;		/* NULL: refused */
} cases[] = {
	{ PART("a") "1\r\n" END, "[a|-|:1]" },
	{ PART("a") "1\r\n" "--XyZ--", "[a|-|:1]" },
	{ PART("a") "\r\n" END, "[a|-|:]" },
	{ END, "" },
	{ PART("a") "1\r\n" PART("b.c-d_9") "2\r\n" END, "[a|-|:1][b.c-d_9|-|:2]" },
	{ FILEPART("f", "x.png") "\x89PNG\r\n\x1a\n\r\n" END, "[f|x.png|image/png:\x89PNG\r\n\x1a\n]" },
	{ FILEPART("f", "C:\\\\dir\\\\x.png") "1\r\n" END, "[f|x.png|image/png:1]" },
	{ FILEPART("f", "a\\\"b.png") "1\r\n" END, "[f|a\"b.png|image/png:1]" },
	{ FILEPART("f", "公章.png") "1\r\n" END, "[f|公章.png|image/png:1]" },
	/* near misses of the boundary are content */
	{ PART("a") "\r\n--Xy\r\n-XyZ\r\r\n--\r\n" END, "[a|-|:\r\n--Xy\r\n-XyZ\r\r\n--]" },
	{ PART("a") "--XyZ--\r\n" END, "[a|-|:--XyZ--]" },
	{ PART("a") "\r\r\n" END, "[a|-|:\r]" },
	/* refused */
	{ "", NULL },
	{ "preamble\r\n" PART("a") "1\r\n" END, NULL },
	{ PART("a") "1\r\n", NULL },
	{ PART("a") "1\r\n--XyZ", NULL },
	{ PART("a") "1\r\n--XyZ-", NULL },
	{ PART("a") "1\r\n--XyZ--x", NULL },
	{ PART("a") "1\r\n" END "\r\n", NULL },
	{ PART("a") "1\r\n--XyZZ\r\n" END, NULL },
	{ PART("a") "1\r\n--XyZ \r\n" END, NULL },
	{ PART("a b") "1\r\n" END, NULL },
	{ PART("") "1\r\n" END, NULL },
	{ "--XyZ\r\nContent-Disposition: form-data\r\n\r\n1\r\n" END, NULL },
	{ "--XyZ\r\nContent-Type: text/plain\r\n\r\n1\r\n" END, NULL },
	{ "--XyZ\r\n\r\n1\r\n" END, NULL },
	{ "--XyZ\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\n1\r\n" END, NULL },
	{ "--XyZ\r\nContent-Disposition: form-data; name=\"a\"; name=\"b\"\r\n\r\n1\r\n" END, NULL },
	{ "--XyZ\r\nContent-Disposition: form-data; name=\"a\"; filename*=UTF-8''x\r\n\r\n1\r\n" END, NULL },
	{ "--XyZ\r\nContent-Disposition: form-data; name=\"a\r\n\r\n1\r\n" END, NULL },
	{ "--XyZ\r\nContent-Disposition: form-data;\r\n name=\"a\"\r\n\r\n1\r\n" END, NULL },
	{ "--XyZ\r\nContent-Disposition : form-data; name=\"a\"\r\n\r\n1\r\n" END, NULL },
	{ "--XyZ\r\nContent-Disposition: form-data; name=\"a\"\nX: y\r\n\r\n1\r\n" END, NULL },
	{ "--XyZ\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Transfer-Encoding: base64\r\n\r\n1\r\n" END, NULL },
	{ FILEPART("f", "\xff.png") "1\r\n" END, NULL },
};

static void
every_body_reads_the_same_wherever_it_is_cut(void **state)
{
	struct seen seen;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		size_t n = strlen(cases[i].body);

		for (size_t cut = 0; cut <= n; cut++) {
			int rc = parse(TYPE, cases[i].body, n, cut, &seen);

			if ((rc == 0) != (cases[i].want != NULL))
				fail_msg("case %zu cut %zu: %d", i, cut, rc);
			if (rc == 0)
				assert_string_equal(seen.text, cases[i].want);
		}
	}
}

static void
no_beginning_of_a_body_is_a_whole_body(void **state)
{
	const char *body = FILEPART("f", "x.png") "data\r\n" PART("a") "1\r\n" "--XyZ--";
	struct seen seen;

	(void)state;
	for (size_t n = 0; n < strlen(body); n++)
		assert_int_equal(parse(TYPE, body, n, n / 2, &seen), -1);
	assert_int_equal(parse(TYPE, body, strlen(body), 0, &seen), 0);
}

static void
a_zero_byte_may_be_content_but_not_a_header(void **state)
{
	static const char good[] = PART("a") "x\0y\r\n" END;
	static const char bad[] = "--XyZ\r\nContent-Disposition: form-data; name=\"a\0\"\r\n\r\n1\r\n" END;
	struct seen seen;

	(void)state;
	assert_int_equal(parse(TYPE, good, sizeof(good) - 1, 9, &seen), 0);
	assert_int_equal(parse(TYPE, bad, sizeof(bad) - 1, 9, &seen), -1);
}

static void
only_a_sane_boundary_is_taken(void **state)
{
	static const char *const bad[] = {
		"multipart/form-data", "multipart/form-data; boundary=",
		"multipart/form-data; boundary=\"a", "multipart/form-data; boundary=a\rb",
		"multipart/form-data; boundary="
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
	};
	struct seen seen;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		assert_int_equal(parse(bad[i], END, strlen(END), 0, &seen), -1);
	assert_int_equal(parse("multipart/form-data; charset=x; boundary=\"XyZ\"", END,
	    strlen(END), 0, &seen), 0);
}

static void
header_blocks_and_parts_have_an_end(void **state)
{
	static char big[MULTIPART_HEADER + 64], many[(MULTIPART_PARTS + 2) * 64];
	struct seen seen;
	size_t n;

	(void)state;
	n = (size_t)snprintf(big, sizeof(big), "--XyZ\r\nX: ");
	memset(big + n, 'a', sizeof(big) - n);
	assert_int_equal(parse(TYPE, big, sizeof(big), 0, &seen), -1);

	many[0] = '\0';
	n = 0;
	for (int i = 0; i <= MULTIPART_PARTS; i++)
		n += (size_t)snprintf(many + n, sizeof(many) - n, PART("a") "\r\n");
	n += (size_t)snprintf(many + n, sizeof(many) - n, END);
	assert_int_equal(parse(TYPE, many, n, 0, &seen), -1);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_body_reads_the_same_wherever_it_is_cut),
		cmocka_unit_test(no_beginning_of_a_body_is_a_whole_body),
		cmocka_unit_test(a_zero_byte_may_be_content_but_not_a_header),
		cmocka_unit_test(only_a_sane_boundary_is_taken),
		cmocka_unit_test(header_blocks_and_parts_have_an_end),
	};

	if (argc > 1)
		cmocka_set_test_filter(argv[1]);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
