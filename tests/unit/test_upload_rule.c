/* SPDX-License-Identifier: MIT */
/* S21 and K2: sizes, types and contents against the rule of a slot. */
#include "picture.h"

#include "modules/file/upload.h"

static const struct upload_rule anshan = { "apply_form", "申请表",
	TYPE_JPG | TYPE_PNG | TYPE_BMP, 200 << 10, 2048 << 10 };
static const struct upload_rule main_channel = { "apply_form", "申请表",
	TYPE_JPG | TYPE_PNG | TYPE_PDF, 0, 5 << 20 };

static void
refused_size(const struct upload_rule *r, int64_t n, const char *words)
{
	struct work w = test_slip();

	assert_int_equal(upload_check_size(&w, r, n), -1);
	assert_string_equal(w.fault.words, words);
	assert_string_equal(w.fault.fields[0].field, "apply_form");
	test_slip_end(&w);
}

static void
both_ends_of_the_size_are_allowed(void **s)
{
	struct work w = test_slip();

	(void)s;
	refused_size(&anshan, 199 << 10, "申请表：文件大小不能小于200KB");
	refused_size(&anshan, (200 << 10) - 1, "申请表：文件大小不能小于200KB");
	assert_int_equal(upload_check_size(&w, &anshan, 200 << 10), 0);
	assert_int_equal(upload_check_size(&w, &anshan, 2048 << 10), 0);
	refused_size(&anshan, (2048 << 10) + 1, "申请表：文件大小不能超过2048KB");
	refused_size(&anshan, 2049 << 10, "申请表：文件大小不能超过2048KB");
	refused_size(&main_channel, 0, "申请表：文件是空的，请重新选择");
	test_slip_end(&w);
}

/* A real BMP of 24 bits, 1000 pixels wide: 3000 bytes a row. */
static struct blob
bmp_of(struct work *w, uint32_t height)
{
	size_t n = 54 + 3000 * (size_t)height;
	unsigned char *p = arena_alloc(w->arena, n);

	memcpy(p, "BM", 2);
	for (int i = 0; i < 4; i++) {
		p[2 + i] = (unsigned char)(n >> 8 * i);
		p[18 + i] = (unsigned char)(1000u >> 8 * i);
		p[22 + i] = (unsigned char)(height >> 8 * i);
	}
	p[10] = 54;
	p[14] = 40;
	p[26] = 1;
	p[28] = 24;
	return (struct blob){ p, n };
}

static int
checked(struct work *w, const struct upload_rule *r, const char *name, struct blob b)
{
	struct sniffed found;

	fault_clear(w);
	return upload_check_bytes(w, r, name, b, &found);
}

static void
a_bmp_is_taken_in_anshan_and_refused_on_main(void **s)
{
	struct work w = test_slip();
	struct blob b = bmp_of(&w, 100);

	(void)s;
	assert_int_equal(checked(&w, &anshan, "扫描件.BMP", b), 0);
	assert_int_equal(checked(&w, &main_channel, "扫描件.bmp", b), -1);
	assert_int_equal(w.fault.code, ERR_TYPE);
	assert_string_equal(w.fault.words,
	    "申请表：文件格式不符合要求，只能上传JPG、PNG、PDF格式的文件");
	test_slip_end(&w);
}

static void
a_jpg_that_is_something_else_is_refused_by_its_content(void **s)
{
	struct work w = test_slip();
	struct blob pdf = picture(&w, "pictures/plain.pdf"), png = picture(&w, "pictures/small.png");

	(void)s;
	assert_int_equal(checked(&w, &main_channel, "a.jpg", pdf), -1);
	assert_string_equal(w.fault.words, "申请表：文件内容与扩展名不一致，实际内容为PDF");
	assert_int_equal(checked(&w, &main_channel, "a.jpg",
	    picture(&w, "scan-samples/hostile/b_fake.jpg")), -1);
	assert_string_equal(w.fault.words, "申请表：文件内容不是可识别的图片或PDF");
	assert_int_equal(checked(&w, &main_channel, "a.jpg",
	    picture(&w, "scan-samples/hostile/b_gif.jpg")), -1);
	assert_int_equal(checked(&w, &main_channel, "a.jpg",
	    bytes_of("<!DOCTYPE html><script>alert(1)</script>")), -1);
	assert_int_equal(checked(&w, &main_channel, "a.jpg", png), -1);
	assert_string_equal(w.fault.words, "申请表：文件内容与扩展名不一致，实际内容为PNG");
	assert_int_equal(checked(&w, &main_channel, "a.png", png), 0);
	test_slip_end(&w);
}

static void
a_bomb_is_refused_with_words_about_its_size(void **s)
{
	struct work w = test_slip();
	struct blob bomb = png_claiming(&w, picture(&w, "pictures/small.png"), 10000, 10000, 8);

	(void)s;
	assert_int_equal(checked(&w, &main_channel, "a.png", bomb), -1);
	assert_string_equal(w.fault.words, "申请表：图片尺寸过大，每边不能超过12000像素，"
	    "总像素不能超过4000万");
	test_slip_end(&w);
}

static void
a_name_must_have_the_extension_of_its_type(void **s)
{
	static const char *const bad[] = { "a", "a.gif", "a.jpg.exe", ".", "jpg", "a.\xff" };

	(void)s;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		struct work w = test_slip();

		assert_int_equal(upload_check_name(&w, &anshan, bad[i]), -1);
		assert_non_null(strstr(w.fault.words, "申请表："));
		test_slip_end(&w);
	}
}

static void
a_rule_of_the_catalogue_is_read_and_shown(void **s)
{
	struct work w = test_slip();
	unsigned types;

	(void)s;
	assert_int_equal(upload_types(&w, "jpg,jpeg,png,bmp", &types), 0);
	assert_int_equal(types, anshan.types);
	assert_string_equal(upload_types_words(&w, types), "JPG、PNG、BMP");
	assert_int_equal(upload_types(&w, "jpg,exe", &types), -1);
	test_slip_end(&w);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(both_ends_of_the_size_are_allowed),
	cmocka_unit_test(a_bmp_is_taken_in_anshan_and_refused_on_main),
	cmocka_unit_test(a_jpg_that_is_something_else_is_refused_by_its_content),
	cmocka_unit_test(a_bomb_is_refused_with_words_about_its_size),
	cmocka_unit_test(a_name_must_have_the_extension_of_its_type),
	cmocka_unit_test(a_rule_of_the_catalogue_is_read_and_shown),
};

TEST_MAIN(tests)
