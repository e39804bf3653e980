/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "modules/base/crypto.h"
#include "modules/base/text.h"
#include "seal.h"

#define VERSION	1
#define HEAD	2		/* version, key id */

static const char *const uses[KEY__MAX] = {
	[KEY_SEAL] = "seal", [KEY_INDEX] = "index", [KEY_FILE] = "file",
	[KEY_PAPER] = "paper", [KEY_CSRF] = "csrf", [KEY_AUDIT] = "audit",
	[KEY_TOKEN] = "token",
};

struct keyring {
	int		id;
	unsigned char	keys[KEY__MAX][KEY_LEN];
};

static int
read_master(struct work *w, const char *path, unsigned char master[KEY_LEN])
{
	char line[2 * KEY_LEN + 2] = "";
	FILE *f = fopen(path, "re");
	struct stat st;
	int ok;

	if (f == NULL)
		return refuse(w, ERR_BUG, "cannot read the key file %s", path);
	ok = fstat(fileno(f), &st) == 0 && fgets(line, sizeof(line), f) != NULL;
	fclose(f);
	if (ok && (st.st_mode & 077) != 0)
		return refuse(w, ERR_BUG, "%s must have mode 0600", path);
	line[strcspn(line, "\n")] = '\0';
	ok = ok && hex_bytes(line, master, KEY_LEN) == 0;
	crypto_wipe(line, sizeof(line));
	return ok ? 0 : refuse(w, ERR_BUG, "%s does not hold 64 hex digits", path);
}

const struct keyring *
keyring_of(const unsigned char master[KEY_LEN])
{
	struct keyring *k = calloc(1, sizeof(*k));

	BUG_ON(k == NULL);
	k->id = 1;
	for (int i = 0; i < KEY__MAX; i++)
		crypto_derive(master, uses[i], k->keys[i]);
	return k;
}

int
keyring_load(struct work *w, const char *path, const struct keyring **out)
{
	unsigned char master[KEY_LEN];

	if (read_master(w, path, master) < 0)
		return -1;
	*out = keyring_of(master);
	crypto_wipe(master, sizeof(master));
	return 0;
}

const unsigned char *
keyring_key(const struct keyring *k, enum key_use use)
{
	return k->keys[use];
}

int
keyring_id(const struct keyring *k)
{
	return k->id;
}

DB_SQL(sql_check_add, "seal.check_add",
    "INSERT IGNORE INTO key_check (id, value) VALUES (?, ?)", 2, 0);
DB_SQL(sql_check_get, "seal.check_get",
    "SELECT value FROM key_check WHERE id = ?", 1, 1);

struct check_row {
	struct blob	value;
};

int
keyring_check(struct work *w)
{
	static const struct db_col cols[] = { DB_COL(check_row, value) };
	unsigned char mac[HASH_LEN];
	struct check_row row;
	int id = w->keys->id;

	hmac_sha256(w->keys->keys[KEY_SEAL], KEY_LEN, "check", 5, mac);
	if (db_exec(w, &sql_check_add, DB_ARGS(DB_V(id),
		DB_V(((struct blob){ mac, sizeof(mac) })))) < 0 ||
	    db_one(w, &sql_check_get, cols, &row, DB_ARGS(DB_V(id))) < 0)
		return -1;
	if (row.value.n != HASH_LEN || !crypto_same(row.value.p, mac, HASH_LEN))
		return refuse(w, ERR_BUG, "the key file is not the one this database was"
		    " sealed with");
	return 0;
}

static const char *
aad_of(struct work *w, const char *where, const struct pid *row)
{
	return arena_printf(w->arena, "%s:%s", where,
	    hex_text(w->arena, row->b, sizeof(row->b)));
}

struct blob
seal_text(struct work *w, const char *where, const struct pid *row, const char *plain)
{
	size_t n;
	unsigned char *out;

	if (plain == NULL)
		return (struct blob){ NULL, 0 };
	n = strlen(plain);
	out = arena_alloc(w->arena, HEAD + n + GCM_OVERHEAD);
	out[0] = VERSION;
	out[1] = (unsigned char)w->keys->id;
	gcm_seal(w->keys->keys[KEY_SEAL], aad_of(w, where, row), plain, n, out + HEAD);
	return (struct blob){ out, HEAD + n + GCM_OVERHEAD };
}

int
seal_open(struct work *w, const char *where, const struct pid *row, struct blob sealed,
    const char **out)
{
	unsigned char *plain;

	*out = NULL;
	if (sealed.p == NULL)
		return 0;
	if (sealed.n < HEAD + GCM_OVERHEAD || sealed.p[0] != VERSION ||
	    sealed.p[1] != w->keys->id)
		return refuse(w, ERR_BUG, "%s: sealed by another key or version", where);
	plain = arena_alloc(w->arena, sealed.n - HEAD - GCM_OVERHEAD + 1);
	if (gcm_open(w->keys->keys[KEY_SEAL], aad_of(w, where, row), sealed.p + HEAD,
		sealed.n - HEAD, plain) < 0)
		return refuse(w, ERR_BUG, "%s: value does not belong to its row", where);
	*out = (const char *)plain;
	return 0;
}

struct blob
seal_index(struct work *w, const char *where, const char *normal)
{
	const char *text = arena_printf(w->arena, "%s:%s", where, normal);
	unsigned char *out = arena_alloc(w->arena, HASH_LEN);

	hmac_sha256(w->keys->keys[KEY_INDEX], KEY_LEN, text, strlen(text), out);
	return (struct blob){ out, HASH_LEN };
}
