/* SPDX-License-Identifier: MIT */
/* The store without rows: what is put comes back, what was touched does not. */
#include "picture.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "db/seal.h"
#include "modules/base/conf.h"
#include "modules/base/crypto.h"
#include "modules/base/text.h"
#include "modules/file/limits.h"
#include "modules/file/store.h"

static char root[] = "/tmp/caportal-store-XXXXXX";
static const struct keyring *keys;
static struct conf conf;

static struct work
slip(void)
{
	struct work w = test_slip();

	w.conf = &conf;
	w.keys = keys;
	return w;
}

static int
make_root(void **s)
{
	static const unsigned char master[32] = { 7 };

	(void)s;
	keys = keyring_of(master);
	conf.store_dir = mkdtemp(root);
	return conf.store_dir == NULL ? -1 : 0;
}

/* How many files lie below a folder; `gone`: and takes them away. */
static int
walk(const char *dir, int gone)
{
	struct dirent *e;
	DIR *d = opendir(dir);
	int n = 0;

	while (d != NULL && (e = readdir(d)) != NULL) {
		char path[512];

		if (e->d_name[0] == '.')
			continue;
		snprintf(path, sizeof(path), "%s/%s", dir, e->d_name);
		if (e->d_type == DT_DIR)
			n += walk(path, gone);
		else
			n++;
		if (gone)
			remove(path);
	}
	if (d != NULL)
		closedir(d);
	return n;
}

static int
drop_root(void **s)
{
	(void)s;
	walk(root, 1);
	return rmdir(root);
}

static const char *
path_of(struct work *w, const struct file *f)
{
	const char *hex = hex_text(w->arena, f->pid.b, sizeof(f->pid.b));

	return arena_printf(w->arena, "%s/%.2s/%s", root, hex, hex);
}

static struct blob
pattern(struct work *w, size_t n)
{
	unsigned char *p = arena_alloc(w->arena, n + 1);

	for (size_t i = 0; i < n; i++)
		p[i] = (unsigned char)(i * 2654435761u >> 24);
	return (struct blob){ p, n };
}

static void
what_is_put_comes_back(void **s)
{
	static const size_t sizes[] = { 0, 1, STORE_PIECE - 1, STORE_PIECE, STORE_PIECE + 1,
		2 * STORE_PIECE, 3 * STORE_PIECE + 17, 2048 << 10 };
	static const size_t steps[] = { 1 << 20, 7001, STORE_PIECE };

	(void)s;
	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++)
		for (size_t k = 0; k < 3; k++) {
			struct work w = slip();
			struct blob in = pattern(&w, sizes[i]), out;
			unsigned char sum[HASH_LEN];
			struct store_put *put;
			struct file f;

			assert_int_equal(store_put_begin(&w, &put), 0);
			for (size_t at = 0; at < in.n; at += steps[k]) {
				size_t n = in.n - at < steps[k] ? in.n - at : steps[k];

				assert_int_equal(store_put_add(&w, put, in.p + at, n), 0);
			}
			assert_int_equal(store_put_size(put), (int64_t)in.n);
			assert_int_equal(store_put_end(&w, put, &f), 0);
			sha256(in.p, in.n, sum);
			assert_memory_equal(f.sha256.p, sum, HASH_LEN);
			assert_int_equal(f.size, (int64_t)in.n);
			assert_int_equal(store_read(&w, &f, &out), 0);
			assert_int_equal(out.n, in.n);
			assert_memory_equal(out.p, in.p, in.n);
			store_drop(&w, &f.pid);
			test_slip_end(&w);
		}
	assert_int_equal(walk(root, 0), 0);
}

static void
stored_bytes_do_not_show_what_they_hold(void **s)
{
	struct work w = slip();
	struct blob raw;
	struct file f;
	unsigned char *p = arena_alloc(w.arena, 4096);
	int fd;

	(void)s;
	assert_int_equal(store_put_bytes(&w, bytes_of("%PDF-1.4 a secret page"), &f), 0);
	fd = open(path_of(&w, &f), O_RDONLY);
	assert_true(fd >= 0);
	raw = (struct blob){ p, (size_t)read(fd, p, 4096) };
	close(fd);
	assert_null(memmem(raw.p, raw.n, "secret", 6));
	assert_null(memmem(raw.p, raw.n, "%PDF", 4));
	store_drop(&w, &f.pid);
	test_slip_end(&w);
}

/* Writes other bytes over a stored file. */
static void
overwrite(const char *path, struct blob b)
{
	int fd;

	unlink(path);
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL, 0600);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, b.p, b.n), (ssize_t)b.n);
	close(fd);
}

static struct blob
raw_of(struct work *w, const char *path)
{
	unsigned char *p = arena_alloc(w->arena, 1 << 20);
	int fd = open(path, O_RDONLY);
	ssize_t n = read(fd, p, 1 << 20);

	close(fd);
	return (struct blob){ p, (size_t)n };
}

static void
refused_to_read(const struct file *f)
{
	struct work w = slip();
	struct blob out;

	assert_int_equal(store_read(&w, f, &out), -1);
	assert_int_equal(w.fault.code, ERR_BUG);
	test_slip_end(&w);
}

static void
a_flipped_byte_is_noticed(void **s)
{
	struct work w = slip();
	struct file f;
	struct blob raw;
	unsigned char *p;

	(void)s;
	assert_int_equal(store_put_bytes(&w, pattern(&w, 300), &f), 0);
	raw = raw_of(&w, path_of(&w, &f));
	for (size_t i = 0; i < raw.n; i += i == 4 ? 4 : 1) {	/* 5..7 are unused */
		p = copy(&w, raw);
		p[i] ^= 0x10;
		overwrite(path_of(&w, &f), (struct blob){ p, raw.n });
		refused_to_read(&f);
	}
	store_drop(&w, &f.pid);
	test_slip_end(&w);
}

/* Also at the borders of pieces, where every piece left is whole. */
static void
a_file_that_was_cut_is_noticed(void **s)
{
	static const size_t sealed = STORE_PIECE + GCM_OVERHEAD;
	struct work w = slip();
	struct file f;
	struct blob raw;
	size_t cuts[] = { 0, 4, 8, 9, 8 + sealed, 8 + 2 * sealed, 8 + sealed - 1,
		8 + 2 * sealed + 27 };

	(void)s;
	assert_int_equal(store_put_bytes(&w, pattern(&w, 2 * STORE_PIECE + 100), &f), 0);
	raw = raw_of(&w, path_of(&w, &f));
	assert_int_equal(raw.n, 8 + 2 * sealed + 100 + GCM_OVERHEAD);
	for (size_t i = 0; i < sizeof(cuts) / sizeof(*cuts); i++) {
		overwrite(path_of(&w, &f), piece(raw, 0, cuts[i]));
		refused_to_read(&f);
	}
	/* the second piece left out: both others are genuine */
	overwrite(path_of(&w, &f), joined(&w, piece(raw, 0, 8 + sealed),
	    piece(raw, 8 + 2 * sealed, 100 + GCM_OVERHEAD)));
	refused_to_read(&f);
	overwrite(path_of(&w, &f), raw);
	{
		struct blob out;

		assert_int_equal(store_read(&w, &f, &out), 0);
	}
	store_drop(&w, &f.pid);
	test_slip_end(&w);
}

static int
count(void *n, const void *p, size_t len)
{
	(void)p;
	*(size_t *)n += len;
	return 0;
}

/* Streaming hands pieces out before the whole is compared: each proves its place. */
static void
a_piece_out_of_its_place_is_never_shown(void **s)
{
	static const size_t sealed = STORE_PIECE + GCM_OVERHEAD;
	struct work w = slip();
	struct file f;
	struct blob raw;
	size_t shown = 0;

	(void)s;
	assert_int_equal(store_put_bytes(&w, pattern(&w, 3 * STORE_PIECE), &f), 0);
	raw = raw_of(&w, path_of(&w, &f));
	overwrite(path_of(&w, &f), joined(&w, joined(&w, piece(raw, 0, 8),
	    piece(raw, 8 + sealed, sealed)), joined(&w, piece(raw, 8, sealed),
	    piece(raw, 8 + 2 * sealed, sealed))));
	assert_int_equal(store_stream(&w, &f, count, &shown), -1);
	assert_int_equal(shown, 0);
	fault_clear(&w);
	overwrite(path_of(&w, &f), piece(raw, 0, 8 + 2 * sealed));
	assert_int_equal(store_stream(&w, &f, count, &shown), -1);
	assert_int_equal(shown, STORE_PIECE);		/* the second claims to be the last */
	store_drop(&w, &f.pid);
	test_slip_end(&w);
}

static void
a_file_does_not_open_under_another_name(void **s)
{
	struct work w = slip();
	struct file a, b, mixed;

	(void)s;
	assert_int_equal(store_put_bytes(&w, pattern(&w, 100), &a), 0);
	assert_int_equal(store_put_bytes(&w, pattern(&w, 100), &b), 0);
	overwrite(path_of(&w, &b), raw_of(&w, path_of(&w, &a)));
	refused_to_read(&b);
	mixed = a;
	mixed.sha256 = (struct blob){ (const unsigned char *)"0123456789abcdef0123456789abcdef", 32 };
	refused_to_read(&mixed);
	store_drop(&w, &a.pid);
	store_drop(&w, &b.pid);
	test_slip_end(&w);
}

static void
an_abandoned_put_leaves_nothing(void **s)
{
	struct work w = slip();
	struct store_put *put;

	(void)s;
	assert_int_equal(store_put_begin(&w, &put), 0);
	assert_int_equal(store_put_add(&w, put, "abc", 3), 0);
	assert_int_equal(walk(root, 0), 1);
	test_slip_end(&w);				/* the arena takes it away */
	assert_int_equal(walk(root, 0), 0);
}

static void
too_much_is_refused_while_it_comes(void **s)
{
	struct work w = slip();
	struct store_put *put;
	unsigned char *mb = arena_alloc(w.arena, 1 << 20);
	int rc = 0;

	(void)s;
	assert_int_equal(store_put_begin(&w, &put), 0);
	for (int i = 0; rc == 0 && i < 40; i++)
		rc = store_put_add(&w, put, mb, 1 << 20);
	assert_int_equal(rc, -1);
	assert_int_equal(w.fault.code, ERR_TOOBIG);
	test_slip_end(&w);
	assert_int_equal(walk(root, 0), 0);
}

/* Puts 1 MB after 1 MB until it is killed. */
static void
put_for_ever(void)
{
	for (;;) {
		struct work w = slip();
		struct file f;

		if (store_put_bytes(&w, pattern(&w, 300000), &f) < 0)
			_exit(1);
		test_slip_end(&w);
	}
}

/* Every file under a final name opens from its first to its last piece. */
static void
all_whole(struct work *w, const char *dir, int *n)
{
	DIR *d = opendir(dir);
	struct dirent *e;

	while ((e = readdir(d)) != NULL) {
		struct file f = { .size = 300000 };
		struct blob in = pattern(w, 300000), out;
		unsigned char *sum = arena_alloc(w->arena, HASH_LEN);

		if (hex_bytes(e->d_name, f.pid.b, 16) < 0)
			continue;
		sha256(in.p, in.n, sum);
		f.sha256 = (struct blob){ sum, HASH_LEN };
		assert_int_equal(store_read(w, &f, &out), 0);
		(*n)++;
	}
	closedir(d);
}

static void
a_killed_put_leaves_no_partial_file_under_its_name(void **s)
{
	int whole = 0;

	(void)s;
	for (int round = 0; round < 12; round++) {
		struct work w = slip();
		pid_t child = fork();

		assert_true(child >= 0);
		if (child == 0)
			put_for_ever();
		usleep(3000 + 1700u * (unsigned)round);	/* somewhere in the middle */
		kill(child, SIGKILL);
		waitpid(child, NULL, 0);
		for (int shard = 0; shard < 256; shard++) {
			const char *dir = arena_printf(w.arena, "%s/%02x", root, shard);

			if (access(dir, F_OK) == 0)
				all_whole(&w, dir, &whole);
		}
		test_slip_end(&w);
		walk(root, 1);
	}
	print_message("%d whole files found after 12 kills\n", whole);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(what_is_put_comes_back),
	cmocka_unit_test(stored_bytes_do_not_show_what_they_hold),
	cmocka_unit_test(a_flipped_byte_is_noticed),
	cmocka_unit_test(a_file_that_was_cut_is_noticed),
	cmocka_unit_test(a_piece_out_of_its_place_is_never_shown),
	cmocka_unit_test(a_file_does_not_open_under_another_name),
	cmocka_unit_test(an_abandoned_put_leaves_nothing),
	cmocka_unit_test(too_much_is_refused_while_it_comes),
	cmocka_unit_test(a_killed_put_leaves_no_partial_file_under_its_name),
};

int
main(int argc, char **argv)
{
	if (argc > 1)
		cmocka_set_test_filter(argv[1]);
	return cmocka_run_group_tests(tests, make_root, drop_root);
}
