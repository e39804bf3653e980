/* SPDX-License-Identifier: MIT */
#include "test.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "modules/base/json.h"
#include "modules/base/text.h"
#include "modules/paper/code.h"
#include "modules/paper/layout.h"
#include "modules/paper/paper.h"

#define FORMS	SRCDIR "/modules/paper/forms"

static const unsigned char key[32] = { 7 };
static const struct paper_stamp stamp = { .id = "7K2QXM5TB3CD", .version = 3,
	.no = "BJCAXZ20220421082505996", .key = key };

static struct json *
sample(struct work *w, const char *name)
{
	char *text = arena_alloc(w->arena, 65536);
	FILE *f = fopen(arena_printf(w->arena, "%s/tests/data/form-%s.json", SRCDIR, name),
	    "re");
	struct json *j;
	size_t n;

	assert_non_null(f);
	n = fread(text, 1, 65535, f);
	fclose(f);
	assert_int_equal(js_parse(w, text, n, &j), 0);
	return j;
}

static struct layout
laid(struct work *w, const char *form, struct json *values)
{
	const struct form *f;
	struct layout l = { .w = w, .values = values, .stamp = { .id = stamp.id,
		.no = stamp.no, .hash = "0123456789abcdef", .version = 3, .key = key } };

	assert_int_equal(form_find(w, FORMS, form, &f), 0);
	l.form = f;
	l.ink = ink_new(w->arena, f->ink);
	assert_int_equal(layout_run(&l), 0);
	return l;
}

static unsigned
marks(struct work *w, const char *s, struct mark **out)
{
	assert_int_equal(faces_open(w), 0);
	*out = ARENA_ARRAY(w->arena, struct mark, strlen(s) + 1);
	return ink_marks(ink_new(w->arena, NULL), CHAIN_HEI, s, strlen(s), *out);
}

/* Lines as text, joined by '|'. */
static const char *
broken(struct work *w, const char *s, int ems)
{
	struct mark *m;
	unsigned n = marks(w, s, &m), lines;
	struct line *l = ARENA_ARRAY(w->arena, struct line, n + 1);
	char *out = arena_alloc(w->arena, 8 * (size_t)n + 8), *p = out;

	lines = lines_break(m, n, ems * 1000, 1000, 0, l);
	for (unsigned i = 0; i < lines; i++) {
		if (i > 0)
			*p++ = '|';
		for (unsigned k = 0; k < l[i].n; k++) {
			char c[4];
			size_t len = 0;
			int32_t cp = l[i].m[k].cp;

			/* three bytes or one are enough here */
			if (cp < 0x80)
				c[len++] = (char)cp;
			else {
				c[len++] = (char)(0xe0 | cp >> 12);
				c[len++] = (char)(0x80 | (cp >> 6 & 63));
				c[len++] = (char)(0x80 | (cp & 63));
			}
			memcpy(p, c, len);
			p += len;
		}
	}
	return out;
}

static void
no_line_begins_with_a_closing_sign_or_ends_with_an_opening_one(void **s)
{
	struct work w = test_slip();

	(void)s;
	assert_string_equal(broken(&w, "甲乙丙，丁戊", 3), "甲乙|丙，丁|戊");
	assert_string_equal(broken(&w, "甲乙（丙）丁", 3), "甲乙|（丙）|丁");
	assert_string_equal(broken(&w, "《数字证书》。", 6), "《数字证|书》。");
	test_slip_end(&w);
}

static void
ascii_words_stay_whole_and_over_long_ones_are_cut(void **s)
{
	struct work w = test_slip();

	(void)s;
	assert_string_equal(broken(&w, "订单 ABCD-0123 号", 6), "订单 |ABCD-0123 |号");
	assert_string_equal(broken(&w, "一\n二", 9), "一|二");
	assert_null(strstr(broken(&w, "WWWWWWWWWWWWWWWW", 4), "WWWWWWWW"));
	test_slip_end(&w);
}

static unsigned
count(const struct layout *l, int32_t cp, int *least)
{
	unsigned n = 0;

	for (unsigned i = 0; i < l->nsheets; i++)
		for (unsigned k = 0; k < l->sheets[i].n; k++) {
			const struct item *it = &l->sheets[i].items[k];

			for (unsigned j = 0; it->kind == ITEM_TEXT && j < it->n; j++)
				if (it->marks[j].cp == cp) {
					n++;
					if (least != NULL && it->size < *least)
						*least = it->size;
				}
		}
	return n;
}

static char *
repeated(struct work *w, const char *what, unsigned n)
{
	size_t len = strlen(what);
	char *out = arena_alloc(w->arena, n * len + 1);

	for (unsigned i = 0; i < n; i++)
		memcpy(out + i * len, what, len);
	return out;
}

static void
a_long_value_is_set_smaller_before_its_row_grows(void **s)
{
	struct work w = test_slip();
	struct json *v = sample(&w, "g01");
	struct layout l;
	int least = 9999;

	(void)s;
	js_put_text(js_get(v, "company"), "name", repeated(&w, "鑫", 58));
	l = laid(&w, "apply", v);
	assert_int_equal(count(&l, 0x946b, &least), 58);
	assert_true(least < 950 && least >= 650);
	assert_int_equal(l.nsheets, 1);
	test_slip_end(&w);
}

static void
a_thousand_characters_in_any_field_lose_nothing(void **s)
{
	static const char *const fields[][2] = { { "company", "name" }, { "company", "address" },
		{ "company", "region" }, { "holder", "name" }, { "handler", "name" } };
	struct work w = test_slip();

	(void)s;
	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++) {
		struct json *v = sample(&w, "g01");
		struct layout l;

		js_put_text(js_get(v, fields[i][0]), fields[i][1], repeated(&w, "鑫", 1000));
		l = laid(&w, "apply", v);
		assert_int_equal(count(&l, 0x946b, NULL), 1000);
	}
	test_slip_end(&w);
}

/* Every value long at once: nothing lies below the body or on another row. */
static void
rows_higher_than_a_page_go_on_over_pages(void **s)
{
	struct work w = test_slip();
	struct json *v = sample(&w, "g01");
	struct layout l;

	(void)s;
	js_put_text(v, "remark", repeated(&w, "鑫", 30000));
	js_put_text(js_get(v, "company"), "region", repeated(&w, "鑫", 3000));
	l = laid(&w, "apply", v);
	assert_int_equal(count(&l, 0x946b, NULL), 33000);
	assert_true(l.nsheets > 3);
	for (unsigned i = 0; i < l.nsheets; i++)
		for (unsigned k = 0; k < l.sheets[i].n; k++) {
			const struct item *it = &l.sheets[i].items[k];

			if (it->kind == ITEM_TEXT && it->marks[0].cp == 0x946b)
				assert_true(it->y <= l.bottom && it->y >= l.top);
		}
	test_slip_end(&w);
}

static void
the_head_of_the_price_list_comes_again_on_the_next_page(void **s)
{
	struct work w = test_slip();
	struct json *v = sample(&w, "g01"), *lines = js_array(&w), *price = js_get(v, "price");
	struct layout l;

	(void)s;
	for (int i = 0; i < 120; i++) {
		struct json *one = js_object(&w);

		js_put_text(one, "words", "平台");
		js_put_int(one, "fen", 5000);
		js_add(lines, one);
	}
	js_put(price, "lines", lines);
	l = laid(&w, "apply", v);
	assert_true(l.nsheets >= 2);
	assert_int_equal(count(&l, 0x9879, NULL) % 2, 0);
	for (unsigned i = 0, heads = 0; i < l.nsheets; i++)
		for (unsigned k = 0; k < l.sheets[i].n; k++) {
			const struct item *it = &l.sheets[i].items[k];

			/* 收费项目 */
			heads += it->kind == ITEM_TEXT && it->n == 4 && it->marks[0].cp == 0x6536;
			if (i + 1 == l.nsheets && k + 1 == l.sheets[i].n)
				assert_true(heads >= 4);
		}
	test_slip_end(&w);
}

static void
the_same_input_gives_the_same_bytes(void **s)
{
	struct work w = test_slip();
	struct paper_stamp other = stamp;
	struct paper_pdf a, b, c;

	(void)s;
	other.no = "BJCAXZ20220421082505997";
	assert_int_equal(paper_render(&w, "apply", sample(&w, "g01"), &stamp, &a), 0);
	assert_int_equal(paper_render(&w, "apply", sample(&w, "g01"), &stamp, &b), 0);
	assert_int_equal(paper_render(&w, "apply", sample(&w, "g01"), &other, &c), 0);
	assert_int_equal(a.bytes.n, b.bytes.n);
	assert_memory_equal(a.bytes.p, b.bytes.p, a.bytes.n);
	assert_true(a.bytes.n != c.bytes.n || memcmp(a.bytes.p, c.bytes.p, a.bytes.n) != 0);
	assert_string_equal(a.hash, c.hash);	/* the number is not what it says */
	test_slip_end(&w);
}

/* No state of one document shows in the next. */
static void
alternating_forms_equal_those_of_a_fresh_start(void **s)
{
	static const char *const names[] = { "欧阳𠮷", "王㛃", "李昇堃", "赵䶮", "刘洋" };
	struct work w = test_slip();
	struct paper_pdf warm[10], cold;

	(void)s;
	for (int round = 0; round < 2; round++)
		for (int i = 0; i < 10; i++) {
			const char *form = i % 2 == 0 ? "apply" : "slip";
			struct json *v = sample(&w, i % 2 == 0 ? "g01" : "slip");

			js_put_text(js_get(v, "holder"), "name", names[i % 5]);
			if (round == 1) {
				forms_drop();
				faces_close();
			}
			assert_int_equal(paper_render(&w, form, v, &stamp,
			    round == 0 ? &warm[i] : &cold), 0);
			if (round == 0)
				continue;
			assert_int_equal(cold.bytes.n, warm[i].bytes.n);
			assert_memory_equal(cold.bytes.p, warm[i].bytes.p, cold.bytes.n);
		}
	test_slip_end(&w);
}

static void
the_stamp_has_34_characters_and_29_modules(void **s)
{
	struct work w = test_slip();

	(void)s;
	for (int v = 1; v < 1024; v += 31) {
		struct stamp st = { .id = stamp.id, .version = v, .key = key };
		const char *text = code_stamp_text(w.arena, &st, 1 + (unsigned)v % 30);
		struct code *c;
		char id[CODE_ID_LEN + 1];
		int version, page;

		assert_int_equal(strlen(text), CODE_TEXT_LEN);
		assert_int_equal(code_make(&w, text, CODE_H, &c), 0);
		assert_int_equal(c->n, CODE_MODULES);
		assert_int_equal(code_stamp_read(text, key, id, &version, &page), 0);
		assert_string_equal(id, stamp.id);
		assert_int_equal(version, v);
		assert_int_equal(page, 1 + v % 30);
	}
	test_slip_end(&w);
}

static void
a_changed_stamp_is_refused(void **s)
{
	struct work w = test_slip();
	struct stamp st = { .id = stamp.id, .version = 3, .key = key };
	const char *good = code_stamp_text(w.arena, &st, 1);
	char id[CODE_ID_LEN + 1];
	int version, page;

	(void)s;
	for (int i = 0; i < CODE_TEXT_LEN; i++) {
		char *bad = arena_strdup(w.arena, good);

		bad[i] = bad[i] == 'A' ? 'B' : 'A';
		assert_int_equal(code_stamp_read(bad, key, id, &version, &page), -1);
	}
	test_slip_end(&w);
}

static void
a_broken_form_is_refused_with_its_line(void **s)
{
	static const struct {
		const char	*text, *says;
	} bad[] = {
		{ "<form id=\"bad\" version=\"1\" title=\"x\" margin=\"12\">\n<body>\n<blink/>\n"
		  "</body>\n</form>\n", "bad.xml:3:" },
		{ "<form id=\"bad\" version=\"1\" title=\"x\" margin=\"12\">\n<body>\n"
		  "<text>{a|gold}</text>\n</body>\n</form>\n", "bad.xml:3: no filter gold" },
		{ "<form id=\"bad\" version=\"1\" title=\"x\" margin=\"12\">\n<body>\n"
		  "<table cols=\"10 10\"><section>\n<row><cell>x</cell></row>\n</section></table>\n"
		  "</body>\n</form>\n", "bad.xml:4: cells span 1 of 2 columns" },
		{ "<form id=\"bad\" version=\"1\" title=\"x\" margin=\"9\">\n<body>\n"
		  "<text>x</text></body></form>\n", "bad.xml:1:" },
	};
	char dir[] = "/tmp/test_paper.XXXXXX";

	(void)s;
	assert_non_null(mkdtemp(dir));
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		struct work w = test_slip();
		const char *xml = arena_printf(w.arena, "%s/bad.xml", dir);
		const char *rng = arena_printf(w.arena, "%s/form.rng", dir);
		const struct form *f;
		FILE *to = fopen(xml, "we");

		fputs(bad[i].text, to);
		fclose(to);
		unlink(rng);
		assert_int_equal(symlink(FORMS "/form.rng", rng), 0);
		assert_int_equal(form_find(&w, dir, "bad", &f), -1);
		if (strstr(w.fault.detail, bad[i].says) == NULL)
			fail_msg("%s does not say %s", w.fault.detail, bad[i].says);
		unlink(xml);
		unlink(rng);
		test_slip_end(&w);
	}
	rmdir(dir);
}

static void
signs_of_the_engine_in_values_are_only_text(void **s)
{
	static const char nasty[] = "{company.name} {{ ()\\<>%鑫\x01\x1b\x7f\t\r鑫 BT ET /F0 Tj";
	struct work w = test_slip();
	struct json *v = sample(&w, "g01");
	struct layout l;
	struct paper_pdf pdf;

	(void)s;
	js_put_text(v, "remark", nasty);
	l = laid(&w, "apply", v);
	assert_int_equal(count(&l, 0x946b, NULL), 2);
	assert_int_equal(count(&l, 1, NULL) + count(&l, '\t', NULL) + count(&l, 0x7f, NULL), 0);
	assert_true(count(&l, '{', NULL) == 3 && count(&l, '\\', NULL) == 1);
	assert_int_equal(paper_render(&w, "apply", v, &stamp, &pdf), 0);
	test_slip_end(&w);
}

static void
a_character_in_no_font_is_drawn_as_a_geta_and_reported(void **s)
{
	struct work w = test_slip();
	struct json *v = sample(&w, "g01");
	struct paper_pdf pdf;

	(void)s;
	js_put_text(v, "remark", "甲\xcd\xb8乙\xef\xbf\xbf\xcd\xb8");	/* U+0378, U+FFFF */
	assert_int_equal(paper_render(&w, "apply", v, &stamp, &pdf), 0);
	assert_int_equal(pdf.nmissing, 2);
	assert_int_equal(pdf.missing[0], 0x378);
	assert_int_equal(pdf.missing[1], 0xffff);
	js_put_text(v, "remark", "𠮷㛃䶮堃昇𬎆𫖯𪚥");
	assert_int_equal(paper_render(&w, "apply", v, &stamp, &pdf), 0);
	assert_int_equal(pdf.nmissing, 0);
	test_slip_end(&w);
}

static void
two_characters_of_one_glyph_keep_their_own_codes(void **s)
{
	struct work w = test_slip();
	int32_t *first = ARENA_ARRAY(w.arena, int32_t, 65536);
	struct ink *k;
	int pairs = 0;

	(void)s;
	assert_int_equal(faces_open(&w), 0);
	k = ink_new(w.arena, NULL);
	for (int32_t cp = 0x20; cp < 0x10000; cp++) {
		struct glyph g = glyph_of(CHAIN_HEI, cp);
		char text[8];
		struct mark m[8];
		size_t n;

		if (!g.known || g.face != 0 || (cp >= 0x7f && cp < 0xa0) ||
		    (cp >= 0xd800 && cp < 0xe000))
			continue;
		if (first[g.gid] == 0) {
			first[g.gid] = cp;
			continue;
		}
		n = utf8_put(text, first[g.gid]);
		n += utf8_put(text + n, cp);
		assert_int_equal(ink_marks(k, CHAIN_HEI, text, n, m), 2);
		assert_int_equal(m[0].font, m[1].font);
		assert_int_not_equal(m[0].cid, m[1].cid);
		pairs++;
	}
	assert_true(pairs > 0);
	test_slip_end(&w);
}

static void
amounts_in_words_follow_the_rules_of_the_bank(void **s)
{
	static const struct {
		int64_t		 fen;
		const char	*words;
	} cases[] = {
		{ 75000, "柒佰伍拾元整" }, { 0, "零元整" }, { 1, "壹分" }, { 10, "壹角" },
		{ 100, "壹元整" }, { 101, "壹元零壹分" }, { 150, "壹元伍角" },
		{ 1000, "壹拾元整" }, { 10500, "壹佰零伍元整" }, { 100100, "壹仟零壹元整" },
		{ 1000000, "壹万元整" }, { 1000500, "壹万零伍元整" },
		{ 10010000, "壹拾万零壹佰元整" }, { 123456789, "壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分" },
		{ 10000000000, "壹亿元整" }, { -5000, "负伍拾元整" },
	};
	struct work w = test_slip();

	(void)s;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_string_equal(rmb_text(w.arena, cases[i].fen), cases[i].words);
	test_slip_end(&w);
}

static void
the_title_and_the_price_are_on_the_form_of_g01(void **s)
{
	struct work w = test_slip();
	struct json *v = sample(&w, "g01"), *lines = js_path(v, "price.lines");
	struct paper_pdf pdf;
	struct layout l = laid(&w, "apply", v);
	int64_t sum = 0;
	unsigned ticks = 0, codes = 0;

	(void)s;
	for (size_t i = 0; i < js_size(lines); i++)
		sum += js_get_int(js_at(lines, i), "fen", 0);
	assert_int_equal(sum, js_get_int(js_get(v, "price"), "fen", -1));
	for (unsigned k = 0; k < l.sheets[0].n; k++) {
		ticks += l.sheets[0].items[k].kind == ITEM_TICK;
		codes += l.sheets[0].items[k].kind == ITEM_CODE;
	}
	assert_int_equal(ticks, 11 + 3);	/* platforms; lock, vendor, medium */
	assert_int_equal(codes, 2);
	assert_int_equal(paper_render(&w, "apply", v, &stamp, &pdf), 0);
	assert_true(pdf.bytes.n <= 60 * 1024);
	assert_string_equal(pdf.title, "CA互联互通（辽宁版）数字证书申请表 欧阳𠮷");
	test_slip_end(&w);
}

int
main(int argc, char **argv)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_line_begins_with_a_closing_sign_or_ends_with_an_opening_one),
		cmocka_unit_test(ascii_words_stay_whole_and_over_long_ones_are_cut),
		cmocka_unit_test(a_long_value_is_set_smaller_before_its_row_grows),
		cmocka_unit_test(a_thousand_characters_in_any_field_lose_nothing),
		cmocka_unit_test(rows_higher_than_a_page_go_on_over_pages),
		cmocka_unit_test(the_head_of_the_price_list_comes_again_on_the_next_page),
		cmocka_unit_test(the_same_input_gives_the_same_bytes),
		cmocka_unit_test(alternating_forms_equal_those_of_a_fresh_start),
		cmocka_unit_test(the_stamp_has_34_characters_and_29_modules),
		cmocka_unit_test(a_changed_stamp_is_refused),
		cmocka_unit_test(a_broken_form_is_refused_with_its_line),
		cmocka_unit_test(signs_of_the_engine_in_values_are_only_text),
		cmocka_unit_test(a_character_in_no_font_is_drawn_as_a_geta_and_reported),
		cmocka_unit_test(two_characters_of_one_glyph_keep_their_own_codes),
		cmocka_unit_test(amounts_in_words_follow_the_rules_of_the_bank),
		cmocka_unit_test(the_title_and_the_price_are_on_the_form_of_g01),
	};
	int rc;

	paper_forms_dir(FORMS);
	if (argc > 1)
		cmocka_set_test_filter(argv[1]);
	rc = cmocka_run_group_tests(tests, NULL, NULL);
	forms_drop();
	faces_close();
	return rc;
}
