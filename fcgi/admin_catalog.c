/* SPDX-License-Identifier: MIT */
/* Verbs about the catalogue. */
#include "admin.h"
#include "modules/base/json.h"
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
