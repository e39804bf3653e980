/* SPDX-License-Identifier: MIT */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "modules/content/markup.h"

static char *
html_of(const char *body)
{
	char *text = NULL;
	size_t n;
	FILE *to = open_memstream(&text, &n);

	markup_html(to, body);
	fclose(to);
	return text;
}

static void
becomes(const char *body, const char *html)
{
	char *text = html_of(body);

	assert_string_equal(text, html);
	free(text);
}

static void
lines_become_paragraphs_headings_and_lists(void **state)
{
	(void)state;
	becomes("", "");
	becomes("甲\n乙", "<p>甲</p>\n<p>乙</p>\n");
	becomes("# 甲\n## 乙", "<h2>甲</h2>\n<h3>乙</h3>\n");
	becomes("- 甲\n- 乙\n丙", "<ul>\n<li>甲</li>\n<li>乙</li>\n</ul>\n<p>丙</p>\n");
	becomes("1. 甲\n2. 乙\n\n- 丙", "<ol>\n<li>甲</li>\n<li>乙</li>\n</ol>\n<ul>\n<li>丙</li>\n</ul>\n");
	becomes("甲  \r\n#乙\n1.5元", "<p>甲</p>\n<p>#乙</p>\n<p>1.5元</p>\n");
}

static void
no_tag_can_be_written(void **state)
{
	(void)state;
	becomes("<script>alert('1')</script>",
	    "<p>&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;</p>\n");
	becomes("# <b onclick=\"x\">", "<h2>&lt;b onclick=&quot;x&quot;&gt;</h2>\n");
	becomes("&lt;i&gt;", "<p>&amp;lt;i&amp;gt;</p>\n");
	becomes("a\001b\033c", "<p>a b c</p>\n");
}

static void
links_lead_to_own_pages_only(void **state)
{
	(void)state;
	becomes("见[价格](/info/price.html)。", "<p>见<a href=\"/info/price.html\">价格</a>。</p>\n");
	becomes("[<i>](/a)", "<p><a href=\"/a\">&lt;i&gt;</a></p>\n");
	becomes("[x](//evil.example/)", "<p>[x](//evil.example/)</p>\n");
	becomes("[x](javascript:alert)", "<p>[x](javascript:alert)</p>\n");
	becomes("[x](https://evil.example/)", "<p>[x](https://evil.example/)</p>\n");
	becomes("[x](/a\"onclick=b)", "<p>[x](/a&quot;onclick=b)</p>\n");
	becomes("[x](/\\evil)", "<p>[x](/\\evil)</p>\n");
	becomes("[](/a) [x]( [x", "<p>[](/a) [x]( [x</p>\n");
}

/* The only '<' of an output open or close one of our own tags. */
static void
whatever_is_typed_stays_text(void **state)
{
	static const char alphabet[] = "<>&\"'[]()/#-1. \n\rab\\:";
	unsigned seed = 20260101;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		char body[48], *text;
		size_t n = seed % (sizeof(body) - 1);

		for (size_t k = 0; k < n; k++) {
			seed = seed * 1103515245u + 12345u;
			body[k] = alphabet[(seed >> 16) % (sizeof(alphabet) - 1)];
		}
		body[n] = '\0';
		text = html_of(body);
		for (char *p = text; (p = strchr(p, '<')) != NULL; p++)
			assert_true(strncmp(p, "<p>", 3) == 0 || strncmp(p, "</", 2) == 0 ||
			    strncmp(p, "<h", 2) == 0 || strncmp(p, "<ul>", 4) == 0 ||
			    strncmp(p, "<ol>", 4) == 0 || strncmp(p, "<li>", 4) == 0 ||
			    strncmp(p, "<a href=\"/", 10) == 0);
		assert_null(strstr(text, "href=\"//"));
		free(text);
		seed += (unsigned)i;
	}
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(lines_become_paragraphs_headings_and_lists),
	cmocka_unit_test(no_tag_can_be_written),
	cmocka_unit_test(links_lead_to_own_pages_only),
	cmocka_unit_test(whatever_is_typed_stays_text),
};

TEST_MAIN(tests)
