/* SPDX-License-Identifier: MIT */
#include <limits.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/kdf.h>
#include <openssl/rand.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "crypto.h"
#include "fault.h"

#define SCRYPT_N	(1 << 15)
#define SCRYPT_R	8
#define SCRYPT_P	3
#define SCRYPT_MEM	(64u << 20)	/* the 32 MiB default of OpenSSL fails */
#define SALT_LEN	16

void
crypto_random(void *out, size_t n)
{
	BUG_ON(n > INT_MAX || RAND_bytes(out, (int)n) != 1);
}

void
crypto_wipe(void *p, size_t n)
{
	OPENSSL_cleanse(p, n);
}

int
crypto_same(const void *a, const void *b, size_t n)
{
	return CRYPTO_memcmp(a, b, n) == 0;
}

void
sha256(const void *p, size_t n, unsigned char out[HASH_LEN])
{
	BUG_ON(EVP_Digest(p, n, out, NULL, EVP_sha256(), NULL) != 1);
}

void
hmac_sha256(const unsigned char *key, size_t key_len, const void *p, size_t n,
    unsigned char out[HASH_LEN])
{
	unsigned len = HASH_LEN;

	BUG_ON(key_len > INT_MAX ||
	    HMAC(EVP_sha256(), key, (int)key_len, p, n, out, &len) == NULL);
}

void
crypto_derive(const unsigned char key[KEY_LEN], const char *info,
    unsigned char out[KEY_LEN])
{
	EVP_PKEY_CTX *c = EVP_PKEY_CTX_new_id(EVP_PKEY_HKDF, NULL);
	size_t len = KEY_LEN;

	BUG_ON(c == NULL || EVP_PKEY_derive_init(c) != 1 ||
	    EVP_PKEY_CTX_set_hkdf_md(c, EVP_sha256()) != 1 ||
	    EVP_PKEY_CTX_set1_hkdf_key(c, key, KEY_LEN) != 1 ||
	    EVP_PKEY_CTX_add1_hkdf_info(c, (const unsigned char *)info,
		(int)strlen(info)) != 1 ||
	    EVP_PKEY_derive(c, out, &len) != 1);
	EVP_PKEY_CTX_free(c);
}

struct hasher {
	EVP_MD_CTX	*ctx;
};

struct hasher *
hasher_new(void)
{
	struct hasher *h = malloc(sizeof(*h));

	BUG_ON(h == NULL || (h->ctx = EVP_MD_CTX_new()) == NULL ||
	    EVP_DigestInit_ex(h->ctx, EVP_sha256(), NULL) != 1);
	return h;
}

void
hasher_add(struct hasher *h, const void *p, size_t n)
{
	BUG_ON(EVP_DigestUpdate(h->ctx, p, n) != 1);
}

void
hasher_end(struct hasher *h, unsigned char out[HASH_LEN])
{
	BUG_ON(EVP_DigestFinal_ex(h->ctx, out, NULL) != 1);
	EVP_MD_CTX_free(h->ctx);
	free(h);
}

void
gcm_seal(const unsigned char key[KEY_LEN], const char *aad, const void *p,
    size_t n, unsigned char *out)
{
	EVP_CIPHER_CTX *c = EVP_CIPHER_CTX_new();
	int len, ad;

	crypto_random(out, GCM_IV_LEN);
	BUG_ON(c == NULL || n > INT_MAX ||
	    EVP_EncryptInit_ex(c, EVP_aes_256_gcm(), NULL, key, out) != 1 ||
	    EVP_EncryptUpdate(c, NULL, &ad, (const unsigned char *)aad, (int)strlen(aad)) != 1 ||
	    EVP_EncryptUpdate(c, out + GCM_IV_LEN, &len, p, (int)n) != 1 ||
	    EVP_EncryptFinal_ex(c, out + GCM_IV_LEN + n, &len) != 1 ||
	    EVP_CIPHER_CTX_ctrl(c, EVP_CTRL_GCM_GET_TAG, GCM_TAG_LEN,
		out + GCM_IV_LEN + n) != 1);
	EVP_CIPHER_CTX_free(c);
}

int
gcm_open(const unsigned char key[KEY_LEN], const char *aad,
    const unsigned char *sealed, size_t n, unsigned char *out)
{
	EVP_CIPHER_CTX *c = EVP_CIPHER_CTX_new();
	unsigned char tag[GCM_TAG_LEN];
	int len, ok;

	BUG_ON(c == NULL);
	if (n < GCM_OVERHEAD || n > INT_MAX) {
		EVP_CIPHER_CTX_free(c);
		return -1;
	}
	n -= GCM_OVERHEAD;
	memcpy(tag, sealed + GCM_IV_LEN + n, GCM_TAG_LEN);
	ok = EVP_DecryptInit_ex(c, EVP_aes_256_gcm(), NULL, key, sealed) == 1 &&
	    EVP_DecryptUpdate(c, NULL, &len, (const unsigned char *)aad, (int)strlen(aad)) == 1 &&
	    EVP_DecryptUpdate(c, out, &len, sealed + GCM_IV_LEN, (int)n) == 1 &&
	    EVP_CIPHER_CTX_ctrl(c, EVP_CTRL_GCM_SET_TAG, GCM_TAG_LEN, tag) == 1 &&
	    EVP_DecryptFinal_ex(c, out + n, &len) == 1;
	EVP_CIPHER_CTX_free(c);
	return ok ? 0 : -1;
}

/* ---- passwords ---- */

static void
scrypt(const char *password, const unsigned char salt[SALT_LEN],
    unsigned char out[HASH_LEN])
{
	BUG_ON(EVP_PBE_scrypt(password, strlen(password), salt, SALT_LEN, SCRYPT_N,
	    SCRYPT_R, SCRYPT_P, SCRYPT_MEM, out, HASH_LEN) != 1);
}

static void
hex_put(char *out, const unsigned char *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		snprintf(out + 2 * i, 3, "%02x", p[i]);
}

static int
hex_take(const char *s, unsigned char *out, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		unsigned v;

		if (sscanf(s + 2 * i, "%2x", &v) != 1)
			return -1;
		out[i] = (unsigned char)v;
	}
	return 0;
}

#define PREFIX		"scrypt$15$8$3$"
#define PREFIX_LEN	(sizeof(PREFIX) - 1)

void
password_hash(const char *password, char out[PASSWORD_TEXT_LEN])
{
	unsigned char salt[SALT_LEN], hash[HASH_LEN];

	crypto_random(salt, sizeof(salt));
	scrypt(password, salt, hash);
	memcpy(out, PREFIX, PREFIX_LEN);
	hex_put(out + PREFIX_LEN, salt, SALT_LEN);
	out[PREFIX_LEN + 2 * SALT_LEN] = '$';
	hex_put(out + PREFIX_LEN + 2 * SALT_LEN + 1, hash, HASH_LEN);
}

int
password_ok(const char *password, const char *stored)
{
	unsigned char salt[SALT_LEN], want[HASH_LEN], got[HASH_LEN];

	if (strlen(stored) != PREFIX_LEN + 2 * SALT_LEN + 1 + 2 * HASH_LEN ||
	    strncmp(stored, PREFIX, PREFIX_LEN) != 0 ||
	    hex_take(stored + PREFIX_LEN, salt, SALT_LEN) < 0 ||
	    hex_take(stored + PREFIX_LEN + 2 * SALT_LEN + 1, want, HASH_LEN) < 0)
		return 0;
	scrypt(password, salt, got);
	return crypto_same(want, got, HASH_LEN);
}

uint32_t
totp_code(const unsigned char *seed, size_t len, int64_t step)
{
	unsigned char message[8], mac[EVP_MAX_MD_SIZE];
	unsigned n = sizeof(mac), at;

	for (int i = 7; i >= 0; i--, step >>= 8)
		message[i] = (unsigned char)(step & 0xFF);
	BUG_ON(HMAC(EVP_sha1(), seed, (int)len, message, sizeof(message), mac, &n) == NULL);
	at = mac[n - 1] & 15;
	return ((uint32_t)(mac[at] & 0x7F) << 24 | (uint32_t)mac[at + 1] << 16 |
	    (uint32_t)mac[at + 2] << 8 | mac[at + 3]) % 1000000;
}

/* ---- Ed25519 ---- */

void
sign_public(const unsigned char private_key[KEY_LEN], unsigned char public_key[KEY_LEN])
{
	EVP_PKEY *k = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, NULL, private_key, KEY_LEN);
	size_t len = KEY_LEN;

	BUG_ON(k == NULL || EVP_PKEY_get_raw_public_key(k, public_key, &len) != 1);
	EVP_PKEY_free(k);
}

void
sign_make_key(unsigned char private_key[KEY_LEN], unsigned char public_key[KEY_LEN])
{
	crypto_random(private_key, KEY_LEN);
	sign_public(private_key, public_key);
}

void
sign_bytes(const unsigned char private_key[KEY_LEN], const void *p, size_t n,
    unsigned char out[SIGN_LEN])
{
	EVP_PKEY *k = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, NULL, private_key, KEY_LEN);
	EVP_MD_CTX *c = EVP_MD_CTX_new();
	size_t len = SIGN_LEN;

	BUG_ON(k == NULL || c == NULL ||
	    EVP_DigestSignInit(c, NULL, NULL, NULL, k) != 1 ||
	    EVP_DigestSign(c, out, &len, p, n) != 1);
	EVP_MD_CTX_free(c);
	EVP_PKEY_free(k);
}

int
sign_ok(const unsigned char public_key[KEY_LEN], const void *p, size_t n,
    const unsigned char sig[SIGN_LEN])
{
	EVP_PKEY *k = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, public_key, KEY_LEN);
	EVP_MD_CTX *c = EVP_MD_CTX_new();
	int ok = k != NULL && c != NULL &&
	    EVP_DigestVerifyInit(c, NULL, NULL, NULL, k) == 1 &&
	    EVP_DigestVerify(c, sig, SIGN_LEN, p, n) == 1;

	EVP_MD_CTX_free(c);
	EVP_PKEY_free(k);
	return ok;
}
