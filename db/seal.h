/* SPDX-License-Identifier: MIT */
/*
 * Sealed columns: ID numbers, phones, bank accounts, TOTP seeds, recipients.
 * Stored form: version byte, key id byte, then AES-256-GCM (iv, text, tag);
 * the additional data is "table.column" and the row's pid, so a value cannot
 * be moved to another row or column.  A blind index (HMAC-SHA256 under its own
 * key, over the normalised value) serves equality look-ups.
 *
 * The keyring comes from one file of mode 0600 and never leaves the process.
 * A check value in the database makes a process refuse other keys.
 */
#ifndef DB_SEAL_H
#define DB_SEAL_H

#include "db.h"

enum key_use { KEY_SEAL, KEY_INDEX, KEY_FILE, KEY_PAPER, KEY_CSRF, KEY_AUDIT,
	KEY_TOKEN, KEY__MAX };

struct keyring;

/* Reads 64 hex digits; refuses a file others can read.  Lives until exit. */
int	keyring_load(struct work *w, const char *path, const struct keyring **out);
/* A ring from given bytes: unit tests. */
const struct keyring *keyring_of(const unsigned char master[32]);
/* The purpose key, 32 bytes. */
const unsigned char *keyring_key(const struct keyring *k, enum key_use use);
int	keyring_id(const struct keyring *k);
/* The first process ever writes the check value, all others compare. */
int	keyring_check(struct work *w);

struct blob	seal_text(struct work *w, const char *where, const struct pid *row,
		    const char *plain);			/* NULL plain: NULL blob */
/* NULL stays NULL; a value that does not open is a bug (wrong row or key). */
int	seal_open(struct work *w, const char *where, const struct pid *row,
	    struct blob sealed, const char **out);
/* 32 bytes for a unique or ordinary index column. */
struct blob	seal_index(struct work *w, const char *where, const char *normal);

#endif
