/* SPDX-License-Identifier: MIT */
#include "picture.h"

#include "modules/file/limits.h"
#include "modules/file/sniff.h"

static struct sniffed found;

static enum sniff
sniff(struct blob b)
{
	return sniff_bytes(b.p, b.n, &found);
}

static void
every_good_sample_is_accepted_with_its_size(void **s)
{
	static const struct {
		const char	*name;
		enum file_type	 type;
		int		 width, height;
	} good[] = {
		{ "pictures/small.jpg", TYPE_JPG, 33, 21 },
		{ "pictures/progressive.jpg", TYPE_JPG, 33, 21 },
		{ "pictures/grey.jpg", TYPE_JPG, 33, 21 },
		{ "pictures/small.png", TYPE_PNG, 33, 21 },
		{ "pictures/palette.png", TYPE_PNG, 33, 21 },
		{ "pictures/interlaced.png", TYPE_PNG, 33, 21 },
		{ "pictures/small.bmp", TYPE_BMP, 33, 21 },
		{ "pictures/palette.bmp", TYPE_BMP, 33, 21 },
		{ "pictures/v5.bmp", TYPE_BMP, 33, 21 },
		{ "pictures/plain.pdf", TYPE_PDF, 0, 0 },
		{ "pictures/objstm.pdf", TYPE_PDF, 0, 0 },
		{ "pictures/encrypted.pdf", TYPE_PDF, 0, 0 },
		{ "scan-samples/hostile/formbomb.pdf", TYPE_PDF, 0, 0 },
		{ "scan-samples/form/2_20_bstamp_s200_0.jpg", TYPE_JPG, 1653, 2337 },
		{ "scan-samples/form/2_20_ph1123_0.jpg", TYPE_JPG, 842, 1123 },
		{ "scan-samples/form/2_20_s150_0.jpg", TYPE_JPG, 1240, 1753 },
		{ "scan-samples/form/3_25_stamp_ph1600_0.jpg", TYPE_JPG, 1200, 1600 },
		{ "scan-samples/form/Nthumb_ph1123_2.jpg", TYPE_JPG, 842, 1123 },
		{ "scan-samples/idcard/id00f_photolow.jpg", TYPE_JPG, 0, 0 },
		{ "scan-samples/idcard/id02f_s200.jpg", TYPE_JPG, 0, 0 },
		{ "scan-samples/idcard/id07f_a4.jpg", TYPE_JPG, 0, 0 },
		{ "scan-samples/licence/r03_photo16.jpg", TYPE_JPG, 1200, 1600 },
		{ "scan-samples/licence/r07_photo3.jpg", TYPE_JPG, 1500, 2000 },
		{ "scan-samples/licence/r11_photo3_rot.jpg", TYPE_JPG, 0, 0 },
		{ "scan-samples/licence/r12_web1200.jpg", TYPE_JPG, 0, 0 },
	};

	(void)s;
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++) {
		struct work w = test_slip();
		enum sniff rc = sniff(picture(&w, good[i].name));

		if (rc != SNIFF_OK)
			print_error("%s: %d\n", good[i].name, rc);
		assert_int_equal(rc, SNIFF_OK);
		assert_int_equal(found.type, good[i].type);
		if (good[i].width != 0) {
			assert_int_equal(found.width, good[i].width);
			assert_int_equal(found.height, good[i].height);
		}
		test_slip_end(&w);
	}
}

static void
every_hostile_sample_is_refused(void **s)
{
	static const struct {
		const char	*name;
		enum sniff	 want;
	} bad[] = {
		{ "scan-samples/hostile/b_bmpbig.bmp", SNIFF_PIXELS },
		{ "scan-samples/hostile/b_bmpneg.bmp", SNIFF_ODD },
		{ "scan-samples/hostile/b_fake.jpg", SNIFF_UNKNOWN },
		{ "scan-samples/hostile/b_gif.jpg", SNIFF_UNKNOWN },
		{ "scan-samples/hostile/b_hdr_2g.png", SNIFF_PIXELS },
		{ "pictures/cmyk.jpg", SNIFF_ODD },
		{ "pictures/v4.bmp", SNIFF_ODD },
		{ "pictures/deep.png", SNIFF_ODD },
	};

	(void)s;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		struct work w = test_slip();

		assert_int_equal(sniff(picture(&w, bad[i].name)), bad[i].want);
		test_slip_end(&w);
	}
}

/* All prefixes of a picture, the whole one excepted. */
static void
refused_at_every_cut(const char *name)
{
	struct work w = test_slip();
	struct blob b = picture(&w, name);

	assert_int_equal(sniff(b), SNIFF_OK);
	for (size_t n = 0; n < b.n; n++) {
		/* its own memory, so that a read past the end is seen */
		unsigned char *p = arena_memdup(w.arena, b.p, n > 0 ? n : 1);

		if (sniff((struct blob){ p, n }) == SNIFF_OK)
			print_error("%s accepted after %zu of %zu bytes\n", name, n, b.n);
		assert_int_not_equal(sniff((struct blob){ p, n }), SNIFF_OK);
	}
	test_slip_end(&w);
}

static void
a_picture_cut_at_any_byte_is_never_accepted(void **s)
{
	(void)s;
	refused_at_every_cut("pictures/small.jpg");
	refused_at_every_cut("pictures/progressive.jpg");
	refused_at_every_cut("pictures/small.png");
	refused_at_every_cut("pictures/interlaced.png");
	refused_at_every_cut("pictures/small.bmp");
	refused_at_every_cut("pictures/v5.bmp");
}

/* The blanks after %%EOF may go, nothing else. */
static void
a_pdf_without_its_end_is_refused(void **s)
{
	struct work w = test_slip();
	struct blob b = picture(&w, "pictures/plain.pdf");

	(void)s;
	for (size_t n = 0; n + 1 < b.n; n++)
		assert_int_not_equal(sniff(piece(b, 0, n)), SNIFF_OK);
	test_slip_end(&w);
}

static void
anything_after_the_end_is_refused(void **s)
{
	static const char *const names[] = { "pictures/small.jpg", "pictures/small.png",
		"pictures/small.bmp", "pictures/plain.pdf" };
	static const char *const tails[] = { "PK\3\4hello", "<script>alert(1)</script>",
		"%PDF-1.4\n%%EOF", "x" };

	(void)s;
	for (size_t i = 0; i < 4; i++)
		for (size_t k = 0; k < 4; k++) {
			struct work w = test_slip();
			struct blob b = joined(&w, picture(&w, names[i]), bytes_of(tails[k]));
			enum sniff rc = sniff(b);

			/* a PDF that ends in %%EOF again has a bad startxref instead */
			assert_true(rc == SNIFF_TRAIL || rc == SNIFF_BROKEN ||
			    rc == SNIFF_CUT);
			test_slip_end(&w);
		}
}

static void
two_formats_in_one_file_are_refused(void **s)
{
	struct work w = test_slip();
	struct blob jpg = picture(&w, "pictures/small.jpg"),
	    png = picture(&w, "pictures/small.png"), pdf = picture(&w, "pictures/plain.pdf");

	(void)s;
	assert_int_equal(sniff(joined(&w, png, pdf)), SNIFF_TRAIL);
	assert_int_equal(sniff(joined(&w, jpg, png)), SNIFF_TRAIL);
	assert_int_equal(sniff(joined(&w, jpg, jpg)), SNIFF_TRAIL);
	assert_int_not_equal(sniff(joined(&w, pdf, jpg)), SNIFF_OK);
	assert_int_equal(sniff(joined(&w, bytes_of("GIF89a"), jpg)), SNIFF_UNKNOWN);
	assert_int_equal(sniff(joined(&w, bytes_of(" "), pdf)), SNIFF_UNKNOWN);
	test_slip_end(&w);
}

static void
a_picture_of_too_many_pixels_is_refused_by_its_header(void **s)
{
	struct work w = test_slip();
	struct blob png = picture(&w, "pictures/small.png");
	unsigned char *jpg = copy(&w, picture(&w, "pictures/small.jpg"));
	struct blob whole = picture(&w, "pictures/small.jpg");
	unsigned char *sof = memmem(jpg, whole.n, "\xff\xc0\0\x11", 4);

	(void)s;
	assert_int_equal(sniff(png_claiming(&w, png, 10000, 10000, 8)), SNIFF_PIXELS);
	assert_int_equal(sniff(png_claiming(&w, png, 12001, 1, 8)), SNIFF_PIXELS);
	assert_int_equal(sniff(png_claiming(&w, png, 8000, 5001, 8)), SNIFF_PIXELS);
	assert_int_equal(sniff(png_claiming(&w, png, 8000, 5000, 8)), SNIFF_OK);
	assert_int_equal(sniff(png_claiming(&w, png, 0, 5, 8)), SNIFF_BROKEN);
	assert_non_null(sof);
	memset(sof + 5, 0x27, 4);				/* 10023 x 10023 */
	assert_int_equal(sniff((struct blob){ jpg, whole.n }), SNIFF_PIXELS);
	test_slip_end(&w);
}

static void
a_jpeg_of_three_thousand_scans_is_refused(void **s)
{
	struct work w = test_slip();
	struct blob b = picture(&w, "pictures/small.jpg");
	const unsigned char *sos = memmem(b.p, b.n, "\xff\xda", 2);
	struct blob scan = piece(b, (size_t)(sos - b.p), b.n - 2 - (size_t)(sos - b.p));

	(void)s;
	for (int i = 0; i < 9; i++)		/* 10 scans */
		b = inserted(&w, b, b.n - 2, scan);
	assert_int_equal(sniff(b), SNIFF_OK);
	for (int i = 0; i < JPEG_SCANS; i++)
		b = inserted(&w, b, b.n - 2, scan);
	assert_int_equal(sniff(b), SNIFF_ODD);
	test_slip_end(&w);
}

static void
a_png_with_a_wrong_crc_is_refused(void **s)
{
	struct work w = test_slip();
	struct blob b = picture(&w, "pictures/small.png");
	unsigned char *p = copy(&w, b);

	(void)s;
	for (size_t i = 8; i < b.n; i++) {
		p[i] ^= 1;
		assert_int_not_equal(sniff((struct blob){ p, b.n }), SNIFF_OK);
		p[i] ^= 1;
	}
	test_slip_end(&w);
}

static void
a_png_with_a_text_bomb_or_an_animation_is_refused(void **s)
{
	struct work w = test_slip();
	struct blob b = picture(&w, "pictures/small.png"), many = b,
	    big = { arena_alloc(w.arena, PNG_EXTRA_BYTES + 1), PNG_EXTRA_BYTES + 1 };

	(void)s;
	assert_int_equal(sniff(inserted(&w, b, 33, png_chunk(&w, "tEXt", bytes_of("a\0b")))),
	    SNIFF_OK);
	assert_int_equal(sniff(inserted(&w, b, 33, png_chunk(&w, "zTXt", big))), SNIFF_ODD);
	assert_int_equal(sniff(inserted(&w, b, 33, png_chunk(&w, "acTL", bytes_of("12345678")))),
	    SNIFF_ODD);
	for (int i = 0; i <= PNG_EXTRA_CHUNKS; i++)
		many = inserted(&w, many, 33, png_chunk(&w, "tEXt", bytes_of("a")));
	assert_int_equal(sniff(many), SNIFF_ODD);
	test_slip_end(&w);
}

static void
a_bmp_whose_sizes_disagree_is_refused(void **s)
{
	struct work w = test_slip();
	struct blob b = picture(&w, "pictures/small.bmp");
	static const struct { size_t at; unsigned char value; } lies[] = {
		{ 2, 0 },	/* file size */
		{ 10, 200 },	/* where the rows begin */
		{ 18, 200 },	/* width */
		{ 22, 200 },	/* height */
		{ 26, 2 },	/* planes */
		{ 28, 16 },	/* bits */
		{ 30, 1 },	/* packing */
		{ 46, 200 },	/* colours */
	};

	(void)s;
	for (size_t i = 0; i < sizeof(lies) / sizeof(*lies); i++) {
		unsigned char *p = copy(&w, b);

		p[lies[i].at] = lies[i].value;
		assert_int_not_equal(sniff((struct blob){ p, b.n }), SNIFF_OK);
	}
	test_slip_end(&w);
}

static void
the_camera_s_turn_is_read(void **s)
{
	(void)s;
	for (int turn = 0; turn <= 9; turn++) {
		struct work w = test_slip();
		struct blob b = jpg_turned(&w, picture(&w, "pictures/small.jpg"), turn);

		assert_int_equal(sniff(b), SNIFF_OK);
		assert_int_equal(found.orientation, turn >= 1 && turn <= 8 ? turn : 1);
		test_slip_end(&w);
	}
}

static void
types_have_names_and_names_have_types(void **s)
{
	(void)s;
	assert_int_equal(type_of_file_name("扫描件.JPEG"), TYPE_JPG);
	assert_int_equal(type_of_file_name("a.pdf.jpg"), TYPE_JPG);
	assert_int_equal(type_of_file_name("jpg"), TYPE_NONE);
	assert_int_equal(type_of_file_name("a.jpg "), TYPE_NONE);
	assert_string_equal(type_name(TYPE_JPG), "jpg");
	assert_string_equal(type_mime(TYPE_BMP), "image/bmp");
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(every_good_sample_is_accepted_with_its_size),
	cmocka_unit_test(every_hostile_sample_is_refused),
	cmocka_unit_test(a_picture_cut_at_any_byte_is_never_accepted),
	cmocka_unit_test(a_pdf_without_its_end_is_refused),
	cmocka_unit_test(anything_after_the_end_is_refused),
	cmocka_unit_test(two_formats_in_one_file_are_refused),
	cmocka_unit_test(a_picture_of_too_many_pixels_is_refused_by_its_header),
	cmocka_unit_test(a_jpeg_of_three_thousand_scans_is_refused),
	cmocka_unit_test(a_png_with_a_wrong_crc_is_refused),
	cmocka_unit_test(a_png_with_a_text_bomb_or_an_animation_is_refused),
	cmocka_unit_test(a_bmp_whose_sizes_disagree_is_refused),
	cmocka_unit_test(the_camera_s_turn_is_read),
	cmocka_unit_test(types_have_names_and_names_have_types),
};

TEST_MAIN(tests)
