/* SPDX-License-Identifier: MIT */
/*
 * Files without rows, rows without files.  Ages are taken from the file
 * system's own clock (a file touched now), because the house's clock may be
 * moved in tests and another machine may have written the file.
 */
#include <dirent.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "modules/base/log.h"
#include "modules/base/text.h"
#include "limits.h"
#include "store_path.h"

DB_SQL(sql_known, "file.known", "SELECT COUNT(*) FROM file WHERE pid = ?", 1, 1);
DB_SQL(sql_page, "file.page",
    "SELECT id, pid, sha256, size, key_id FROM file WHERE id > ? ORDER BY id LIMIT 500", 1, 5);

static int
fs_now(struct work *w, int64_t *out)
{
	const char *path = arena_printf(w->arena, "%s/now", store_tmp(w));
	int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	struct stat st;
	int ok;

	ok = fd >= 0 && futimens(fd, NULL) == 0 && fstat(fd, &st) == 0;
	if (fd >= 0)
		close(fd);
	if (!ok)
		return refuse(w, ERR_BUG, "cannot touch %s", path);
	*out = st.st_mtime;
	return 0;
}

static int
old_enough(const char *path, int64_t now)
{
	struct stat st;

	return lstat(path, &st) == 0 && S_ISREG(st.st_mode) && now - st.st_mtime > SWEEP_AGE;
}

static void
sweep_one(const char *path, struct store_count *c)
{
	if (unlink(path) == 0) {
		c->swept++;
		log_line(LOG_INFO, "event=file.swept path=%s", path);
	}
}

/* 1: may go (old and no row), 0: stays, -1: fault */
static int
is_orphan(struct work *w, const char *dir, const char *name, int64_t now)
{
	struct pid pid;
	int64_t rows;

	if (!old_enough(arena_printf(w->arena, "%s/%s", dir, name), now))
		return 0;
	if (hex_bytes(name, pid.b, sizeof(pid.b)) < 0)
		return 0;			/* not ours: leave it alone */
	if (db_int(w, &sql_known, &rows, DB_ARGS(DB_V(&pid))) < 0)
		return -1;
	return rows == 0;
}

static void
close_dir(void *d)
{
	closedir(d);
}

/* `temp`: everything old goes, rows or not. */
static int
sweep_dir(struct work *w, const char *dir, int temp, int64_t now, struct store_count *c)
{
	DIR *d = opendir(dir);
	struct dirent *e;
	int rc = 0;

	if (d == NULL)
		return 0;			/* no file has fallen into this shard yet */
	arena_defer(w->arena, close_dir, d);
	while (rc >= 0 && (e = readdir(d)) != NULL) {
		struct arena_mark mark = arena_mark(w->arena);

		if (e->d_name[0] == '.' || strcmp(e->d_name, "now") == 0)
			continue;
		c->seen++;
		rc = temp ? old_enough(arena_printf(w->arena, "%s/%s", dir, e->d_name), now) :
		    is_orphan(w, dir, e->d_name, now);
		if (rc == 1)
			sweep_one(arena_printf(w->arena, "%s/%s", dir, e->d_name), c);
		if (rc >= 0)
			arena_rewind(w->arena, mark);
	}
	return rc < 0 ? -1 : 0;
}

int
store_sweep(struct work *w, struct store_count *out)
{
	int64_t now = 0;

	*out = (struct store_count){ 0 };
	if (access(store_tmp(w), F_OK) < 0)
		return 0;			/* nothing was ever put */
	if (fs_now(w, &now) < 0 || sweep_dir(w, store_tmp(w), 1, now, out) < 0)
		return -1;
	for (unsigned shard = 0; shard < 256; shard++) {
		struct arena_mark mark = arena_mark(w->arena);
		struct pid first = { .b = { (unsigned char)shard } };

		if (sweep_dir(w, store_dir_of(w, &first), 0, now, out) < 0)
			return -1;
		arena_rewind(w->arena, mark);
	}
	return 0;
}

static int
swallow(void *arg, const void *p, size_t n)
{
	(void)arg;
	(void)p;
	(void)n;
	return 0;
}

static void
check_one(struct work *w, const struct file *f, int deep,
    void (*tell)(const struct file *, const char *), struct store_count *c)
{
	c->seen++;
	if (access(store_path_of(w, &f->pid), F_OK) < 0) {
		c->missing++;
		tell(f, "is missing in the store");
	} else if (deep && store_stream(w, f, swallow, NULL) < 0) {
		c->damaged++;
		tell(f, w->fault.detail);
		fault_clear(w);
	}
}

int
store_check(struct work *w, int deep, void (*tell)(const struct file *, const char *),
    struct store_count *out)
{
	static const struct db_col cols[] = {
		DB_COL(file, id), DB_COL(file, pid), DB_COL(file, sha256), DB_COL(file, size),
		DB_COL(file, key_id),
	};
	struct file *list;
	int64_t after = 0;
	size_t n;

	*out = (struct store_count){ 0 };
	do {
		struct arena_mark mark = arena_mark(w->arena);

		if (db_list(w, &sql_page, cols, &list, &n, DB_ARGS(DB_V(after))) < 0)
			return -1;
		for (size_t i = 0; i < n; i++)
			check_one(w, &list[i], deep, tell, out);
		if (n > 0)
			after = list[n - 1].id;
		arena_rewind(w->arena, mark);
	} while (n > 0);
	return 0;
}
