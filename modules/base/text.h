/* SPDX-License-Identifier: MIT */
/*
 * Text as people type it, and the numbers printed on their papers.  All text
 * is UTF-8; lengths for people count characters, not bytes.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stddef.h>
#include <stdint.h>

struct arena;

/* Next code point, advancing *s; -1 at a bad sequence, 0 at the end. */
int32_t	utf8_next(const char **s);
size_t	utf8_put(char out[4], int32_t cp);		/* bytes written */
int	utf8_ok(const char *s, size_t len);		/* no NUL, no surrogates, no overlong */
size_t	utf8_count(const char *s);			/* characters */

/* Trim, fold full-width ASCII to ASCII, control characters to blanks. */
char	*text_normal(struct arena *a, const char *s);
int	text_empty(const char *s);			/* NULL or only blanks */
int	text_in(const char *word, const char *const *list);	/* NULL-terminated list */

/* 身份证号 (GB 11643): 18 characters, real date, MOD 11-2. */
int	id_number_ok(const char *s);
/* 统一社会信用代码 (GB 32100): alphabet, length and check character. */
int	credit_code_shape_ok(const char *s);
int	credit_code_ok(const char *s);
/* 组织机构代码 (GB 11714), 9 characters. */
int	org_code_ok(const char *s);
/* 纳税人识别号: credit code, ID number, or the older forms of 15 and 20. */
int	taxpayer_id_ok(const char *s);
int	bank_card_ok(const char *s);			/* Luhn, 13..19 digits */
int	bank_account_ok(const char *s);			/* 8..32 digits, no check digit */
/* Mainland mobile: ^1[3-9][0-9]{9}$ but 154, after phone_normal(). */
int	phone_ok(const char *s);
char	*phone_normal(struct arena *a, const char *s);	/* strips +86, blanks, dashes */
int	email_ok(const char *s);
/* A landline with its area code, or a mobile: 7..20 digits, - + ( ) and blanks. */
int	telephone_ok(const char *s);

/* What screens and logs show: 2101**********0001, 138****0001. */
char	*mask_id_number(struct arena *a, const char *s);
char	*mask_phone(struct arena *a, const char *s);

char	*hex_text(struct arena *a, const void *p, size_t n);
int	hex_bytes(const char *s, unsigned char *out, size_t n);	/* exactly 2n digits */

/* RFC 4648 base32 without padding, upper case: the pids in URLs. */
char	*base32_text(struct arena *a, const void *p, size_t n);
int	base32_bytes(const char *s, unsigned char *out, size_t n);
char	*base64url_text(struct arena *a, const void *p, size_t n);

char	*yuan_text(struct arena *a, int64_t fen);	/* "750.00" */

#endif
