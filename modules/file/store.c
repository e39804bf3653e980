/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "modules/base/text.h"
#include "limits.h"
#include "store_path.h"

struct store_put {
	struct work	*w;
	struct pid	 pid;
	const char	*temp;
	int		 fd;			/* -1: ended or aborted */
	struct hasher	*hash;
	unsigned char	 key[KEY_LEN];
	uint64_t	 piece;			/* number of the piece being filled */
	int64_t		 size;
	size_t		 held;			/* plain bytes waiting in `plain` */
	unsigned char	 plain[STORE_PIECE];
	unsigned char	 sealed[SEALED_PIECE];
};

const char *
store_dir_of(struct work *w, const struct pid *pid)
{
	return arena_printf(w->arena, "%s/%02x", w->conf->store_dir, pid->b[0]);
}

const char *
store_path_of(struct work *w, const struct pid *pid)
{
	return arena_printf(w->arena, "%s/%s", store_dir_of(w, pid),
	    hex_text(w->arena, pid->b, sizeof(pid->b)));
}

const char *
store_tmp(struct work *w)
{
	return arena_printf(w->arena, "%s/tmp", w->conf->store_dir);
}

void
store_key(struct work *w, const struct pid *pid, unsigned char key[KEY_LEN])
{
	const char *info = arena_printf(w->arena, "file:%s",
	    hex_text(w->arena, pid->b, sizeof(pid->b)));

	crypto_derive(keyring_key(w->keys, KEY_FILE), info, key);
}

void
store_aad(char aad[AAD_LEN], const struct pid *pid, uint64_t piece, int last)
{
	size_t n = 0;

	for (size_t i = 0; i < sizeof(pid->b); i++)
		n += (size_t)snprintf(aad + n, AAD_LEN - n, "%02x", pid->b[i]);
	snprintf(aad + n, AAD_LEN - n, ":%llu:%s", (unsigned long long)piece,
	    last ? "last" : "more");
}

/* A full disk is said as such; the rest is a fault of the installation. */
static int
io_fault(struct work *w, const char *what, const char *path)
{
	int no = errno;

	return refuse(w, no == ENOSPC || no == EDQUOT ? ERR_FULL : ERR_BUG, "%s %s: %s",
	    what, path, strerror(no));
}

static int
write_all(struct work *w, int fd, const void *p, size_t n)
{
	const unsigned char *at = p;

	while (n > 0) {
		ssize_t done = write(fd, at, n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return io_fault(w, "write", "store");
		at += done;
		n -= (size_t)done;
	}
	return 0;
}

/*
 * Worker and clerk may be two users of one group, so the modes are said and
 * not left to the umask; new files take the folder's group.
 */
static int
make_dir(struct work *w, const char *path)
{
	if (mkdir(path, 0770) < 0)
		return errno == EEXIST ? 0 : io_fault(w, "mkdir", path);
	return chmod(path, 02770) < 0 ? io_fault(w, "chmod", path) : 0;
}

static int
sync_dir(struct work *w, const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC), rc;

	if (fd < 0)
		return io_fault(w, "open", path);
	rc = fsync(fd);
	close(fd);
	return rc < 0 ? io_fault(w, "fsync", path) : 0;
}

static void
abort_later(void *put)
{
	store_put_abort(put);
}

static int
write_head(struct work *w, int fd)
{
	unsigned char head[STORE_HEAD] = STORE_MAGIC;

	head[4] = (unsigned char)keyring_id(w->keys);
	return write_all(w, fd, head, sizeof(head));
}

int
store_put_begin(struct work *w, struct store_put **out)
{
	struct store_put *put = ARENA_NEW(w->arena, struct store_put);

	put->w = w;
	put->fd = -1;
	put->pid = pid_new();
	put->temp = arena_printf(w->arena, "%s/%s", store_tmp(w),
	    hex_text(w->arena, put->pid.b, sizeof(put->pid.b)));
	store_key(w, &put->pid, put->key);
	if (make_dir(w, w->conf->store_dir) < 0 || make_dir(w, store_tmp(w)) < 0)
		return -1;
	put->fd = open(put->temp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0440);
	if (put->fd < 0)
		return io_fault(w, "create", put->temp);
	put->hash = hasher_new();
	arena_defer(w->arena, abort_later, put);
	*out = put;
	if (fchmod(put->fd, 0440) < 0)
		return io_fault(w, "chmod", put->temp);
	return write_head(w, put->fd);
}

static int
write_piece(struct store_put *put, int last)
{
	char aad[AAD_LEN];

	store_aad(aad, &put->pid, put->piece++, last);
	gcm_seal(put->key, aad, put->plain, put->held, put->sealed);
	if (write_all(put->w, put->fd, put->sealed, put->held + GCM_OVERHEAD) < 0)
		return -1;
	put->held = 0;
	return 0;
}

/* A full piece waits until more comes: only then it is not the last one. */
int
store_put_add(struct work *w, struct store_put *put, const void *p, size_t n)
{
	const unsigned char *at = p;

	BUG_ON(put->fd < 0);
	if (put->size + (int64_t)n > KEPT_MAX_BYTES)
		return refuse(w, ERR_TOOBIG, "a file above %d bytes", KEPT_MAX_BYTES);
	hasher_add(put->hash, p, n);
	put->size += (int64_t)n;
	while (n > 0) {
		size_t room, take;

		if (put->held == STORE_PIECE && write_piece(put, 0) < 0)
			return -1;
		room = STORE_PIECE - put->held;
		take = n < room ? n : room;
		memcpy(put->plain + put->held, at, take);
		put->held += take;
		at += take;
		n -= take;
	}
	return 0;
}

int64_t
store_put_size(const struct store_put *put)
{
	return put->size;
}

/* temp -> final name; the folder is synced, and its parent when it is new. */
static int
settle(struct work *w, struct store_put *put)
{
	const char *dir = store_dir_of(w, &put->pid), *path = store_path_of(w, &put->pid);
	int fresh = access(dir, F_OK) < 0;

	if (fsync(put->fd) < 0)
		return io_fault(w, "fsync", put->temp);
	if (make_dir(w, dir) < 0)
		return -1;
	if (rename(put->temp, path) < 0)
		return io_fault(w, "rename", path);
	put->temp = path;			/* what an abort takes away from here on */
	if (sync_dir(w, dir) < 0 || (fresh && sync_dir(w, w->conf->store_dir) < 0))
		return -1;
	return 0;
}

static void
release(struct store_put *put)
{
	unsigned char rest[HASH_LEN];

	if (put->fd < 0)
		return;
	close(put->fd);
	put->fd = -1;
	if (put->hash != NULL)
		hasher_end(put->hash, rest);
	put->hash = NULL;
	crypto_wipe(put->key, sizeof(put->key));
	crypto_wipe(put->plain, sizeof(put->plain));
}

int
store_put_end(struct work *w, struct store_put *put, struct file *out)
{
	unsigned char *sum = arena_alloc(w->arena, HASH_LEN);

	BUG_ON(put->fd < 0);
	if (write_piece(put, 1) < 0 || settle(w, put) < 0) {
		store_put_abort(put);
		return -1;
	}
	hasher_end(put->hash, sum);
	put->hash = NULL;
	release(put);
	*out = (struct file){ .pid = put->pid, .size = put->size,
	    .sha256 = { sum, HASH_LEN }, .key_id = keyring_id(w->keys) };
	return 0;
}

void
store_put_abort(struct store_put *put)
{
	if (put->fd < 0)
		return;
	unlink(put->temp);
	release(put);
}

int
store_put_bytes(struct work *w, struct blob bytes, struct file *out)
{
	struct store_put *put;

	return store_put_begin(w, &put) < 0 || store_put_add(w, put, bytes.p, bytes.n) < 0 ||
	    store_put_end(w, put, out) < 0 ? -1 : 0;
}

void
store_drop(struct work *w, const struct pid *pid)
{
	unlink(store_path_of(w, pid));
}
