/* SPDX-License-Identifier: MIT */
/*
 * The few primitives of the house, all from OpenSSL.  Keys are 32 bytes
 * unless said otherwise.  Functions that cannot fail on good arguments end
 * the process when OpenSSL refuses (our mistake or a broken library).
 */
#ifndef BASE_CRYPTO_H
#define BASE_CRYPTO_H

#include <stddef.h>
#include <stdint.h>

#define KEY_LEN		32
#define HASH_LEN	32
#define GCM_IV_LEN	12
#define GCM_TAG_LEN	16
#define GCM_OVERHEAD	(GCM_IV_LEN + GCM_TAG_LEN)	/* iv, ciphertext, tag */
#define PID_LEN		16
#define SIGN_LEN	64

void	crypto_random(void *out, size_t n);
void	crypto_wipe(void *p, size_t n);
int	crypto_same(const void *a, const void *b, size_t n);	/* constant time */

void	sha256(const void *p, size_t n, unsigned char out[HASH_LEN]);
void	hmac_sha256(const unsigned char *key, size_t key_len, const void *p, size_t n,
	    unsigned char out[HASH_LEN]);
/* HKDF-SHA256 (RFC 5869) without salt: one key per purpose. */
void	crypto_derive(const unsigned char key[KEY_LEN], const char *info,
	    unsigned char out[KEY_LEN]);

/* A hash fed in pieces: uploads, files. */
struct hasher;
struct hasher	*hasher_new(void);
void	hasher_add(struct hasher *h, const void *p, size_t n);
void	hasher_end(struct hasher *h, unsigned char out[HASH_LEN]);	/* and frees */

/*
 * AES-256-GCM.  `out` holds n + GCM_OVERHEAD bytes; open returns -1 when the
 * tag does not fit the bytes, the additional data or the key.
 */
void	gcm_seal(const unsigned char key[KEY_LEN], const char *aad, const void *p,
	    size_t n, unsigned char *out);
int	gcm_open(const unsigned char key[KEY_LEN], const char *aad,
	    const unsigned char *sealed, size_t n, unsigned char *out);

/*
 * Passwords: scrypt N=2^15 r=8 p=3 (ASVS 5.0 appendix C; 178 ms CPU, 37 MiB),
 * only in pool `login`.  The text form "scrypt$15$8$3$salt$hash" is stored.
 */
#define PASSWORD_TEXT_LEN	160
void	password_hash(const char *password, char out[PASSWORD_TEXT_LEN]);
int	password_ok(const char *password, const char *stored);

/* RFC 6238, SHA-1, 6 digits, 30 s; `step` is epoch / 30. */
uint32_t totp_code(const unsigned char *seed, size_t len, int64_t step);

/* Ed25519: provider evidence of the sandbox, checkpoints of the audit book. */
void	sign_make_key(unsigned char private_key[KEY_LEN], unsigned char public_key[KEY_LEN]);
void	sign_public(const unsigned char private_key[KEY_LEN], unsigned char public_key[KEY_LEN]);
void	sign_bytes(const unsigned char private_key[KEY_LEN], const void *p, size_t n,
	    unsigned char out[SIGN_LEN]);
int	sign_ok(const unsigned char public_key[KEY_LEN], const void *p, size_t n,
	    const unsigned char sig[SIGN_LEN]);

#endif
