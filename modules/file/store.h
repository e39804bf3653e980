/* SPDX-License-Identifier: MIT */
/*
 * The encrypted file store (design 7): <store_dir>/ab/<pid in hex>, and
 * <store_dir>/tmp for what is not finished.
 *
 * Each file has its own key, HKDF(KEY_FILE, pid).  The plain bytes are cut
 * into pieces of 64 KiB, each sealed with AES-256-GCM; the additional data
 * holds the pid, the piece's number and whether it is the last.  So a piece
 * that was changed, moved, dropped or cut off does not open.
 *
 * Putting, streamed (nothing but one piece is held in memory):
 *
 *	store_put_begin(w, &put);			temp file
 *	store_put_add(w, put, p, n); ...		seal, hash
 *	store_put_end(w, put, &f);			fsync, rename, fsync folders
 *	... sniff, check; then in the transaction:
 *	file_add(w, &f);				the row
 *
 * A crash leaves at most a temp file or a file without a row; the sweeper
 * takes both away after an hour.  A put that is not ended is aborted when the
 * arena is reset.
 */
#ifndef FILE_STORE_H
#define FILE_STORE_H

#include "file.h"

#define STORE_PIECE	(64 << 10)

struct store_put;

int	store_put_begin(struct work *w, struct store_put **out);
/* Refuses (TOOBIG) above KEPT_MAX_BYTES, (FULL) when the disk is full. */
int	store_put_add(struct work *w, struct store_put *put, const void *p, size_t n);
int64_t	store_put_size(const struct store_put *put);	/* plain bytes so far */
/* Sets pid, sha256, size and key_id of *out; all else is zero. */
int	store_put_end(struct work *w, struct store_put *put, struct file *out);
void	store_put_abort(struct store_put *put);		/* again or after end: nothing */

/* All of it in one go. */
int	store_put_bytes(struct work *w, struct blob bytes, struct file *out);

/* The whole file in the arena, SHA-256 compared with the row. */
int	store_read(struct work *w, const struct file *f, struct blob *out);
/*
 * In pieces of at most 64 KiB, for answers and pipes.  The sink returns 0 or
 * -1 to stop.  Every piece has been opened (so is genuine) before the sink
 * sees it; the whole is compared with the row at the end.
 */
int	store_stream(struct work *w, const struct file *f,
	    int (*sink)(void *arg, const void *p, size_t n), void *arg);
/* Writes the plain bytes to a descriptor. */
int	store_read_fd(struct work *w, const struct file *f, int fd);

/* Takes bytes away that have no row (a refused upload); missing is no fault. */
void	store_drop(struct work *w, const struct pid *pid);

struct store_count {
	int64_t	seen, swept, missing, damaged;
};

/* Temp files and files without a row that are older than SWEEP_AGE. */
int	store_sweep(struct work *w, struct store_count *out);
/*
 * For `caportal-admin check`: every row has its file (`deep`: and it opens
 * and has the row's SHA-256).  `tell` gets a line per fault.
 */
int	store_check(struct work *w, int deep, void (*tell)(const struct file *, const char *),
	    struct store_count *out);

#endif
