/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store_path.h"

/*
 * One reader: opens piece after piece.  `last` is not written in the file; it
 * follows from the length, and the additional data proves it.
 */
struct reader {
	struct work		*w;
	const struct file	*f;
	const char		*path;
	int			 fd;
	uint64_t		 piece;
	int64_t			 left;			/* sealed bytes still to come */
	struct hasher		*hash;
	unsigned char		 key[KEY_LEN];
	unsigned char		 sealed[SEALED_PIECE];
	unsigned char		 plain[STORE_PIECE];
};

static int
damaged(struct reader *r, const char *how)
{
	return refuse(r->w, ERR_BUG, "stored file %s: %s", r->path, how);
}

static int
read_all(int fd, void *p, size_t n)
{
	unsigned char *at = p;

	while (n > 0) {
		ssize_t got = read(fd, at, n);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return -1;
		at += got;
		n -= (size_t)got;
	}
	return 0;
}

static void
reader_end(void *arg)
{
	struct reader *r = arg;
	unsigned char rest[HASH_LEN];

	if (r->hash != NULL)
		hasher_end(r->hash, rest);
	r->hash = NULL;
	if (r->fd >= 0)
		close(r->fd);
	r->fd = -1;
	crypto_wipe(r->key, sizeof(r->key));
	crypto_wipe(r->plain, sizeof(r->plain));
}

static int
reader_begin(struct work *w, const struct file *f, struct reader **out)
{
	struct reader *r = ARENA_NEW(w->arena, struct reader);
	unsigned char head[STORE_HEAD];
	struct stat st;

	r->w = w;
	r->f = f;
	r->path = store_path_of(w, &f->pid);
	r->fd = open(r->path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (r->fd < 0)
		return damaged(r, strerror(errno));
	arena_defer(w->arena, reader_end, r);
	r->hash = hasher_new();
	store_key(w, &f->pid, r->key);
	if (fstat(r->fd, &st) < 0 || read_all(r->fd, head, sizeof(head)) < 0 ||
	    memcmp(head, STORE_MAGIC, 4) != 0)
		return damaged(r, "no head");
	if (head[4] != keyring_id(w->keys))
		return damaged(r, "sealed under another key");
	r->left = st.st_size - STORE_HEAD;
	*out = r;
	return 0;
}

/* 1: a piece of *n bytes lies in r->plain; 0: that was all; -1 */
static int
reader_next(struct reader *r, size_t *n)
{
	size_t take = r->left > SEALED_PIECE ? SEALED_PIECE : (size_t)r->left;
	char aad[AAD_LEN];

	if (r->left == 0 && r->piece > 0)
		return 0;
	if (take < GCM_OVERHEAD || read_all(r->fd, r->sealed, take) < 0)
		return damaged(r, "cut off");
	r->left -= (int64_t)take;
	store_aad(aad, &r->f->pid, r->piece++, r->left == 0);
	if (gcm_open(r->key, aad, r->sealed, take, r->plain) < 0)
		return damaged(r, "a piece does not open");
	*n = take - GCM_OVERHEAD;
	hasher_add(r->hash, r->plain, *n);
	return 1;
}

static int
same_as_row(struct reader *r, int64_t size)
{
	unsigned char sum[HASH_LEN];

	hasher_end(r->hash, sum);
	r->hash = NULL;
	if (size != r->f->size || r->f->sha256.n != HASH_LEN ||
	    memcmp(sum, r->f->sha256.p, HASH_LEN) != 0)
		return damaged(r, "is not what its row says");
	return 0;
}

int
store_stream(struct work *w, const struct file *f,
    int (*sink)(void *arg, const void *p, size_t n), void *arg)
{
	struct reader *r = NULL;
	int64_t size = 0;
	size_t n = 0;
	int rc;

	if (reader_begin(w, f, &r) < 0)
		return -1;
	while ((rc = reader_next(r, &n)) == 1) {
		size += (int64_t)n;
		if (sink(arg, r->plain, n) < 0)
			return refuse(w, ERR_BUSY, "reading %s was given up", r->path);
	}
	if (rc == 0)
		rc = same_as_row(r, size);
	reader_end(r);
	return rc;
}

struct filling {
	unsigned char	*p;
	size_t		 n, room;
};

static int
fill(void *arg, const void *p, size_t n)
{
	struct filling *to = arg;

	if (n > to->room - to->n)		/* longer than its row says */
		return -1;
	memcpy(to->p + to->n, p, n);
	to->n += n;
	return 0;
}

int
store_read(struct work *w, const struct file *f, struct blob *out)
{
	struct filling to = { .room = (size_t)f->size };

	to.p = arena_alloc(w->arena, to.room + 1);
	if (store_stream(w, f, fill, &to) < 0)
		return -1;
	*out = (struct blob){ to.p, to.n };
	return 0;
}

static int
write_fd(void *arg, const void *p, size_t n)
{
	const unsigned char *at = p;
	int fd = *(int *)arg;

	while (n > 0) {
		ssize_t done = write(fd, at, n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return -1;
		at += done;
		n -= (size_t)done;
	}
	return 0;
}

int
store_read_fd(struct work *w, const struct file *f, int fd)
{
	return store_stream(w, f, write_fd, &fd);
}
