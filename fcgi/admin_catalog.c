/* SPDX-License-Identifier: MIT */
/* Verbs about the catalogue. */
#include <string.h>

#include "admin.h"
#include "modules/base/json.h"
#include "modules/service/lint.h"
#include "modules/service/quote.h"
#include "modules/service/site.h"

#define CASE_MAX	(1u << 20)

/* One golden case on standard input, its price on standard output. */
int
quote_verb(struct work *w, int argc, char **argv)
{
	char *text = arena_alloc(w->arena, CASE_MAX);
	size_t n = fread(text, 1, CASE_MAX, stdin);
	struct json *kase, *price;

	(void)argc;
	(void)argv;
	if (n == CASE_MAX)
		return refuse(w, ERR_TOOBIG, "the case is larger than %u bytes", CASE_MAX);
	if (js_parse(w, text, n, &kase) < 0 || quote_case(w, kase, &price) < 0)
		return -1;
	puts(js_print(w, price, NULL));
	return 0;
}

int
site_verb(struct work *w, int argc, char **argv)
{
	(void)argc;
	(void)argv;
	return site_print(w);
}

/* Proves the policies in the database (modules/service/lint.h). */
int
policy_verb(struct work *w, int argc, char **argv)
{
	const struct catalog *c;
	struct json *problems;
	int64_t looked;

	if (argc != 2 || strcmp(argv[1], "lint") != 0)
		return refuse(w, ERR_INVALID, "policy lint");
	if (catalog_get(w, &c) < 0 || lint_all(w, c, &problems, &looked) < 0)
		return -1;
	for (size_t i = 0; i < js_size(problems); i++)
		puts(js_as_text(js_at(problems, i)));
	if (js_size(problems) > 0)
		return refuse(w, ERR_CONFLICT, "%zu problems in %lld policies", js_size(problems),
		    (long long)looked);
	printf("%lld policies: every road ends, money and keys are released at most once\n",
	    (long long)looked);
	return 0;
}
