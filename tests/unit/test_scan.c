/* SPDX-License-Identifier: MIT */
/*
 * caportal-scan as the clerk runs it: what comes out, what is refused, and
 * that the walls stand.
 */
#include "picture.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "modules/base/clock.h"
#include "modules/base/conf.h"
#include "modules/file/pdf_look.h"
#include "modules/file/sniff.h"
#include "modules/scan/sandbox.h"
#include "modules/service/scan_child.h"

static struct conf conf = { .scan_program = BUILDDIR "/caportal-scan" };

static struct work
slip(void)
{
	struct work w = test_slip();

	w.conf = &conf;
	return w;
}

#define OUT_MAX	(4u << 20)

static enum scan_end
run(struct work *w, struct scan_step a, struct scan_step b, struct blob in, int wall_ms,
    struct blob *out)
{
	struct scan_step steps[] = { a, b };
	struct scan_bytes got = { .p = arena_alloc(w->arena, OUT_MAX), .max = OUT_MAX };
	enum scan_end end;

	assert_int_equal(scan_run(w, steps, b.words[0] == NULL ? 1 : 2, in, scan_keep, &got,
	    wall_ms, &end), 0);
	*out = (struct blob){ got.p, got.n };
	return end;
}

static enum scan_end
preview(struct work *w, struct blob in, const char *turn, struct blob *out)
{
	return run(w, (struct scan_step){ { "preview", turn } }, (struct scan_step){ { NULL } },
	    in, SCAN_WALL_MS, out);
}

static enum scan_end
pages(struct work *w, struct blob in, int wall_ms, struct blob *out)
{
	return run(w, (struct scan_step){ { "pages" } },
	    (struct scan_step){ { "preview", "1" } }, in, wall_ms, out);
}

static void
every_good_sample_becomes_a_plain_jpeg(void **s)
{
	static const char *const good[] = { "pictures/small.jpg", "pictures/progressive.jpg",
		"pictures/grey.jpg", "pictures/small.png", "pictures/palette.png",
		"pictures/interlaced.png", "pictures/small.bmp", "pictures/palette.bmp",
		"pictures/v5.bmp", "scan-samples/form/2_20_bstamp_s200_0.jpg",
		"scan-samples/idcard/id07f_a4.jpg", "scan-samples/licence/r03_photo16.jpg" };

	(void)s;
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++) {
		struct work w = slip();
		struct blob in = picture(&w, good[i]), out;
		struct sniffed was, is;

		assert_int_equal(preview(&w, in, "1", &out), SCAN_DONE);
		sniff_bytes(in.p, in.n, &was);
		assert_int_equal(sniff_bytes(out.p, out.n, &is), SNIFF_OK);
		assert_int_equal(is.type, TYPE_JPG);
		assert_true(is.width <= 1600 && is.height <= 1600);
		if (was.width <= 1600 && was.height <= 1600)
			assert_true(is.width == was.width && is.height == was.height);
		else
			assert_true(is.width == 1600 || is.height == 1600);
		test_slip_end(&w);
	}
}

static void
the_hostile_samples_are_refused_also_here(void **s)
{
	static const char *const bad[] = { "b_bmpbig.bmp", "b_bmpneg.bmp", "b_fake.jpg",
		"b_gif.jpg", "b_hdr_2g.png", "formbomb.pdf" };

	(void)s;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		struct work w = slip();
		struct blob out;

		assert_int_equal(preview(&w, picture(&w, arena_printf(w.arena,
		    "scan-samples/hostile/%s", bad[i])), "1", &out), SCAN_UNREADABLE);
		assert_int_equal(out.n, 0);
		test_slip_end(&w);
	}
}

static void
a_cut_or_bombed_picture_is_refused(void **s)
{
	struct work w = slip();
	struct blob jpg = picture(&w, "scan-samples/form/2_20_ph1123_0.jpg"),
	    png = picture(&w, "pictures/small.png"), out;

	(void)s;
	assert_int_equal(preview(&w, piece(jpg, 0, 300), "1", &out), SCAN_UNREADABLE);
	assert_int_equal(preview(&w, png_claiming(&w, png, 10000, 10000, 8), "1", &out),
	    SCAN_UNREADABLE);
	assert_int_equal(preview(&w, piece(png, 0, 0), "1", &out), SCAN_UNREADABLE);
	test_slip_end(&w);
}

/* ---- EXIF ---- */

#define W	40
#define H	24

/* Where in the stored picture the pixel lies that is shown at x, y (EXIF 2.3). */
static void
stored_at(int turn, int x, int y, int *sx, int *sy)
{
	*sx = turn >= 5 ? y : x;
	*sy = turn >= 5 ? x : y;
	if (turn == 2 || turn == 3 || turn == 7 || turn == 8)
		*sx = W - 1 - *sx;
	if (turn == 3 || turn == 4 || turn == 6 || turn == 7)
		*sy = H - 1 - *sy;
}

/* The stored picture as it should be shown under `turn`, as BMP. */
static struct blob
shown_under(struct work *w, int turn)
{
	int width = turn >= 5 ? H : W, height = turn >= 5 ? W : H;
	size_t row = ((size_t)width * 3 + 3) / 4 * 4, n = 54 + row * (size_t)height;
	unsigned char *p = arena_alloc(w->arena, n);

	memcpy(p, "BM", 2);
	p[10] = 54;
	p[14] = 40;
	p[18] = (unsigned char)width;
	p[22] = (unsigned char)height;
	p[26] = 1;
	p[28] = 24;
	for (int i = 0; i < 4; i++)
		p[2 + i] = (unsigned char)(n >> 8 * i);
	for (int y = 0; y < height; y++)
		for (int x = 0; x < width; x++) {
			unsigned char *at = p + 54 + row * (size_t)(height - 1 - y) + 3 * x;
			int sx, sy;

			stored_at(turn, x, y, &sx, &sy);
			at[0] = (unsigned char)(6 * sx);
			at[1] = (unsigned char)(10 * sy);
			at[2] = sx < W / 2 && sy < H / 2 ? 255 : 0;
		}
	return (struct blob){ p, n };
}

static void
the_picture_is_turned_as_the_camera_was_held(void **s)
{
	static const char *const turns[] = { "1", "2", "3", "4", "5", "6", "7", "8" };

	(void)s;
	for (int turn = 1; turn <= 8; turn++) {
		struct work w = slip();
		struct blob want, got;

		assert_int_equal(preview(&w, shown_under(&w, turn), "1", &want), SCAN_DONE);
		assert_int_equal(preview(&w, shown_under(&w, 1), turns[turn - 1], &got),
		    SCAN_DONE);
		assert_int_equal(got.n, want.n);
		assert_memory_equal(got.p, want.p, want.n);
		test_slip_end(&w);
	}
}

static void
the_preview_holds_nothing_of_the_camera(void **s)
{
	struct work w = slip();
	struct blob in = jpg_turned(&w, picture(&w, "pictures/small.jpg"), 6), out;
	struct sniffed is;

	(void)s;
	assert_non_null(memmem(in.p, in.n, "Exif", 4));
	assert_int_equal(preview(&w, in, "6", &out), SCAN_DONE);
	assert_null(memmem(out.p, out.n, "Exif", 4));
	assert_int_equal(sniff_bytes(out.p, out.n, &is), SNIFF_OK);
	assert_true(is.width == 21 && is.height == 33);
	test_slip_end(&w);
}

/* ---- PDF ---- */

static void
a_pdf_becomes_its_first_pages_below_each_other(void **s)
{
	struct work w = slip();
	struct blob out;
	struct sniffed is;

	(void)s;
	assert_int_equal(pages(&w, picture(&w, "pictures/plain.pdf"), SCAN_WALL_MS, &out),
	    SCAN_DONE);
	assert_int_equal(sniff_bytes(out.p, out.n, &is), SNIFF_OK);
	assert_true(is.height == 1600 && is.width > 1100);
	assert_int_equal(pages(&w, picture(&w, "pictures/five.pdf"), SCAN_WALL_MS, &out),
	    SCAN_DONE);
	assert_int_equal(sniff_bytes(out.p, out.n, &is), SNIFF_OK);
	assert_true(is.height > 3 * 1600 && is.height < 3 * 1600 + 100);
	test_slip_end(&w);
}

static void
what_is_no_pdf_gives_no_pages(void **s)
{
	struct work w = slip();
	struct blob out;

	(void)s;
	assert_int_equal(pages(&w, bytes_of("%PDF-1.4\nnothing\n%%EOF"), SCAN_WALL_MS, &out),
	    SCAN_UNREADABLE);
	test_slip_end(&w);
}

static void
a_pdf_that_never_ends_is_killed_by_the_clock(void **s)
{
	struct work w = slip();
	struct blob out;
	int64_t began = clock_monotonic_us();

	(void)s;
	assert_int_equal(pages(&w, picture(&w, "scan-samples/hostile/formbomb.pdf"), 400, &out),
	    SCAN_KILLED);
	assert_true(clock_monotonic_us() - began < 5000000);
	test_slip_end(&w);
}

static int
look(void *l, const void *p, size_t n)
{
	return pdf_look_add(l, p, n);
}

static void
active_content_of_a_pdf_is_found_wherever_it_hides(void **s)
{
	static const struct { const char *name, *found; int pages; } cases[] = {
		{ "plain.pdf", NULL, 1 }, { "five.pdf", NULL, 5 }, { "words.pdf", NULL, 1 },
		{ "openaction.pdf", "/OpenAction", 0 }, { "objstm.pdf", "/OpenAction", 0 },
		{ "hexname.pdf", "/JavaScript", 0 }, { "launch.pdf", "/Launch", 0 },
		{ "encrypted.pdf", "/Encrypt", 0 },
	};

	(void)s;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct work w = slip();
		struct scan_step objects = { { "objects" } };
		struct pdf_look l = { 0 };
		enum scan_end end;

		assert_int_equal(scan_run(&w, &objects, 1, picture(&w,
		    arena_printf(w.arena, "pictures/%s", cases[i].name)), look, &l,
		    SCAN_WALL_MS, &end), 0);
		if (cases[i].found == NULL) {
			assert_int_equal(end, SCAN_DONE);
			assert_null(l.found);
			assert_int_equal(l.pages, cases[i].pages);
		} else {
			assert_int_equal(end, SCAN_STOPPED);
			assert_string_equal(l.found, cases[i].found);
		}
		test_slip_end(&w);
	}
}

/* The same answer however the pieces fall; words in a text do not count. */
static void
the_look_does_not_depend_on_pieces(void **s)
{
	static const char bad[] = "{\"a\":\"u:/JS\",\"/K\":\"x\\\"/JS\",\"/S\":\"/JavaScript\"}";
	static const char good[] = "{\"a\":\"u:/JS\",\"b\":\"\\\\\",\"/K\":\"x\\\"/JS\","
	    "\"c\":\"/JavaScripts\",\"/Type\":\"/Page\",\"/Type\":\"/Pages\"}";

	(void)s;
	for (size_t step = 1; step < sizeof(bad); step++) {
		struct pdf_look l = { 0 }, k = { 0 };

		for (size_t i = 0; i < sizeof(bad) - 1; i += step)
			pdf_look_add(&l, bad + i, sizeof(bad) - 1 - i < step ?
			    sizeof(bad) - 1 - i : step);
		assert_string_equal(l.found, "/JavaScript");
		for (size_t i = 0; i < sizeof(good) - 1; i += step)
			pdf_look_add(&k, good + i, sizeof(good) - 1 - i < step ?
			    sizeof(good) - 1 - i : step);
		assert_null(k.found);
		assert_int_equal(k.pages, 1);
	}
}

/* ---- the walls ---- */

static void
a_missing_program_is_our_fault_and_said_so(void **s)
{
	struct work w = slip();
	struct conf other = { .scan_program = "/nonexistent/caportal-scan" };
	struct scan_step step = { { "preview", "1" } };
	struct scan_bytes got = { 0 };
	enum scan_end end;

	(void)s;
	w.conf = &other;
	assert_int_equal(scan_run(&w, &step, 1, bytes_of("x"), scan_keep, &got, 1000, &end), -1);
	assert_int_equal(w.fault.code, ERR_BUG);
	test_slip_end(&w);
}

static int
status_of(void (*child)(void *), void *arg)
{
	pid_t pid = fork();
	int status = -1;

	assert_true(pid >= 0);
	if (pid == 0) {
		child(arg);
		_exit(77);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return status;
}

static void
call_behind_the_wall(void *number)
{
	if (sandbox_pure() == 0)
		syscall(*(long *)number, 0, 0, 0, 0, 0, 0);
}

#ifdef __SANITIZE_ADDRESS__
#define FILTER_CLOSED	0	/* ASan needs more calls: see sandbox.c */
#else
#define FILTER_CLOSED	1
#endif

static void
our_decoder_can_only_read_and_write(void **s)
{
	static long calls[] = { SYS_socket, SYS_openat, SYS_open, SYS_execve, SYS_fork,
		SYS_clone, SYS_ptrace, SYS_rename, SYS_unlink, SYS_kill, SYS_prctl, SYS_connect,
		SYS_memfd_create, SYS_io_uring_setup, SYS_landlock_create_ruleset };
	long harmless = SYS_brk;

	(void)s;
	for (size_t i = 0; FILTER_CLOSED && i < sizeof(calls) / sizeof(*calls); i++) {
		int status = status_of(call_behind_the_wall, &calls[i]);

		assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS);
	}
	assert_int_equal(WEXITSTATUS(status_of(call_behind_the_wall, &harmless)), 77);
}

static void
shell_behind_the_wall(void *words)
{
	char *argv[] = { (char *)"/bin/sh", (char *)"-c", words, NULL };
	int null = open("/dev/null", O_WRONLY);

	dup2(null, 2);
	sandbox_exec(argv);
}

static int
shell(const char *words)
{
	int status = status_of(shell_behind_the_wall, (void *)words);

	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static int
landlock_here(void)
{
	return syscall(SYS_landlock_create_ruleset, NULL, 0,
	    LANDLOCK_CREATE_RULESET_VERSION) > 0;
}

static void
a_foreign_program_cannot_write_start_or_peek(void **s)
{
	(void)s;
	assert_int_equal(shell("exit 42"), 42);
	assert_int_not_equal(shell("echo x > /tmp/caportal-must-not-be && exit 42"), 42);
	assert_int_not_equal(access("/tmp/caportal-must-not-be", F_OK), 0);
	assert_int_not_equal(shell("exec /bin/true"), 0);
	assert_int_not_equal(shell("/bin/true; exit 42"), 42);
	assert_int_not_equal(shell("(exit 0) && exit 42"), 42);
	if (landlock_here())
		assert_int_not_equal(shell("read x < /etc/passwd && exit 42"), 42);
	assert_int_equal(shell("ulimit -c 1 2>/dev/null && exit 1; exit 42"), 42);
}

static void
keep_words(void *out)
{
	int *to = out;

	dup2(to[1], 1);
	execl("/usr/bin/ldd", "ldd", BUILDDIR "/caportal-scan", NULL);
}

static void
the_program_has_no_database_in_it(void **s)
{
	char text[16384] = "";
	size_t n = 0;
	ssize_t got;
	int to[2];

	(void)s;
	assert_int_equal(pipe(to), 0);
	assert_int_equal(status_of(keep_words, to), 0);
	close(to[1]);
	while ((got = read(to[0], text + n, sizeof(text) - 1 - n)) > 0)
		n += (size_t)got;
	close(to[0]);
	assert_non_null(strstr(text, "liblept"));
	assert_null(strstr(text, "libmariadb"));
	assert_null(strstr(text, "libcrypto"));
	assert_null(strstr(text, "libcurl"));
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(every_good_sample_becomes_a_plain_jpeg),
	cmocka_unit_test(the_hostile_samples_are_refused_also_here),
	cmocka_unit_test(a_cut_or_bombed_picture_is_refused),
	cmocka_unit_test(the_picture_is_turned_as_the_camera_was_held),
	cmocka_unit_test(the_preview_holds_nothing_of_the_camera),
	cmocka_unit_test(a_pdf_becomes_its_first_pages_below_each_other),
	cmocka_unit_test(what_is_no_pdf_gives_no_pages),
	cmocka_unit_test(a_pdf_that_never_ends_is_killed_by_the_clock),
	cmocka_unit_test(active_content_of_a_pdf_is_found_wherever_it_hides),
	cmocka_unit_test(the_look_does_not_depend_on_pieces),
	cmocka_unit_test(a_missing_program_is_our_fault_and_said_so),
	cmocka_unit_test(our_decoder_can_only_read_and_write),
	cmocka_unit_test(a_foreign_program_cannot_write_start_or_peek),
	cmocka_unit_test(the_program_has_no_database_in_it),
};

TEST_MAIN(tests)
