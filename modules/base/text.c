/* SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "arena.h"
#include "text.h"

/* ---- UTF-8 (RFC 3629) ---- */

static int
tail(unsigned char c)
{
	return (c & 0xC0) == 0x80;
}

int32_t
utf8_next(const char **s)
{
	const unsigned char *p = (const unsigned char *)*s;
	int32_t cp;

	if (p[0] < 0x80) {
		*s += p[0] != 0;
		return p[0];
	}
	if (p[0] >= 0xC2 && p[0] < 0xE0 && tail(p[1])) {
		*s += 2;
		return (p[0] & 0x1F) << 6 | (p[1] & 0x3F);
	}
	if ((p[0] & 0xF0) == 0xE0 && tail(p[1]) && tail(p[2])) {
		cp = (p[0] & 0x0F) << 12 | (p[1] & 0x3F) << 6 | (p[2] & 0x3F);
		*s += 3;
		return cp < 0x800 || (cp >= 0xD800 && cp < 0xE000) ? -1 : cp;
	}
	if ((p[0] & 0xF8) == 0xF0 && tail(p[1]) && tail(p[2]) && tail(p[3])) {
		cp = (p[0] & 0x07) << 18 | (p[1] & 0x3F) << 12 |
		    (p[2] & 0x3F) << 6 | (p[3] & 0x3F);
		*s += 4;
		return cp < 0x10000 || cp > 0x10FFFF ? -1 : cp;
	}
	*s += 1;
	return -1;
}

size_t
utf8_put(char out[4], int32_t cp)
{
	if (cp < 0x80) {
		out[0] = (char)cp;
		return 1;
	}
	if (cp < 0x800) {
		out[0] = (char)(0xC0 | cp >> 6);
		out[1] = (char)(0x80 | (cp & 0x3F));
		return 2;
	}
	if (cp < 0x10000) {
		out[0] = (char)(0xE0 | cp >> 12);
		out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
		out[2] = (char)(0x80 | (cp & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | cp >> 18);
	out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
	out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
	out[3] = (char)(0x80 | (cp & 0x3F));
	return 4;
}

int
utf8_ok(const char *s, size_t len)
{
	const char *end = s + len;

	if (memchr(s, '\0', len) != NULL)
		return 0;
	while (s < end)
		if (utf8_next(&s) < 0 || s > end)
			return 0;
	return 1;
}

size_t
utf8_count(const char *s)
{
	size_t n = 0;

	while (utf8_next(&s) != 0)
		n++;
	return n;
}

/* ---- what people type ---- */

static int32_t
fold(int32_t cp)
{
	if (cp == 0x3000 || cp == 0xA0 || cp == 0xFEFF)
		return ' ';
	if (cp >= 0xFF01 && cp <= 0xFF5E && cp != 0xFF0C && cp != 0xFF1A &&
	    cp != 0xFF1B && cp != 0xFF01 && cp != 0xFF1F && cp != 0xFF08 && cp != 0xFF09)
		return cp - 0xFEE0;		/* full-width letters and digits */
	if (cp < 0)
		return 0xFFFD;
	return cp < ' ' || cp == 127 ? ' ' : cp;
}

char *
text_normal(struct arena *a, const char *s)
{
	char *out = arena_alloc(a, strlen(s) * 3 + 1), *p = out;
	int32_t cp;

	while ((cp = utf8_next(&s)) != 0) {
		cp = fold(cp);
		if (cp != ' ' || p != out)
			p += utf8_put(p, cp);
	}
	while (p > out && p[-1] == ' ')
		p--;
	*p = '\0';
	return out;
}

int
text_empty(const char *s)
{
	return s == NULL || s[strspn(s, " \t\r\n")] == '\0';
}

int
text_in(const char *word, const char *const *list)
{
	for (; *list != NULL; list++)
		if (strcmp(word, *list) == 0)
			return 1;
	return 0;
}

char *
phone_normal(struct arena *a, const char *s)
{
	char *t = text_normal(a, s), *p = t;

	for (const char *q = t; *q != '\0'; q++)
		if (*q != ' ' && *q != '-')
			*p++ = *q;
	*p = '\0';
	if (strncmp(t, "+86", 3) == 0)
		return t + 3;
	return strlen(t) == 13 && strncmp(t, "86", 2) == 0 ? t + 2 : t;
}

int
email_ok(const char *s)
{
	const char *at = strchr(s, '@');

	return at != NULL && at != s && strlen(s) <= 120 && strchr(at + 1, '@') == NULL &&
	    strchr(at + 1, '.') != NULL && at[1] != '.' && s[strlen(s) - 1] != '.' &&
	    strcspn(s, " ,;<>\"'\\") == strlen(s);
}

static char *
mask(struct arena *a, const char *s, size_t head, size_t keep)
{
	char *out = arena_strdup(a, s);
	size_t n = strlen(s);

	if (n <= head + keep)
		return memset(out, '*', n);
	memset(out + head, '*', n - head - keep);
	return out;
}

char *
mask_id_number(struct arena *a, const char *s)
{
	return mask(a, s, 4, 4);
}

char *
mask_phone(struct arena *a, const char *s)
{
	return mask(a, s, 3, 4);
}

/* ---- encodings ---- */

char *
hex_text(struct arena *a, const void *p, size_t n)
{
	const unsigned char *b = p;
	char *out = arena_alloc(a, n * 2 + 1);

	for (size_t i = 0; i < n; i++) {
		out[2 * i] = "0123456789abcdef"[b[i] >> 4];
		out[2 * i + 1] = "0123456789abcdef"[b[i] & 15];
	}
	return out;
}

int
hex_bytes(const char *s, unsigned char *out, size_t n)
{
	if (strlen(s) != n * 2 || strspn(s, "0123456789abcdefABCDEF") != n * 2)
		return -1;
	for (size_t i = 0; i < n; i++) {
		unsigned v;

		sscanf(s + 2 * i, "%2x", &v);
		out[i] = (unsigned char)v;
	}
	return 0;
}

/* Regroups n bytes into symbols of `bits` bits, most significant first. */
static char *
regroup(struct arena *a, const unsigned char *b, size_t n, unsigned bits,
    const char *alphabet)
{
	char *out = arena_alloc(a, n * 8 / bits + 2), *p = out;
	unsigned have = 0, acc = 0;

	for (size_t i = 0; i < n; i++) {
		acc = acc << 8 | b[i];
		for (have += 8; have >= bits; have -= bits)
			*p++ = alphabet[acc >> (have - bits) & ((1u << bits) - 1)];
	}
	if (have > 0)
		*p++ = alphabet[acc << (bits - have) & ((1u << bits) - 1)];
	return out;
}

static const char base32_alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

char *
base32_text(struct arena *a, const void *p, size_t n)
{
	return regroup(a, p, n, 5, base32_alphabet);
}

char *
base64url_text(struct arena *a, const void *p, size_t n)
{
	return regroup(a, p, n, 6, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	    "0123456789-_");
}

int
base32_bytes(const char *s, unsigned char *out, size_t n)
{
	unsigned have = 0, acc = 0;
	size_t len = (n * 8 + 4) / 5, got = 0;

	if (strlen(s) != len || strspn(s, base32_alphabet) != len)
		return -1;
	for (; *s != '\0'; s++) {
		acc = acc << 5 | (unsigned)(strchr(base32_alphabet, *s) - base32_alphabet);
		have += 5;
		if (have >= 8) {
			have -= 8;
			out[got++] = (unsigned char)(acc >> have);
		}
	}
	return (acc & ((1u << have) - 1)) == 0 ? 0 : -1;	/* one spelling per value */
}

char *
yuan_text(struct arena *a, int64_t fen)
{
	uint64_t n = fen < 0 ? -(uint64_t)fen : (uint64_t)fen;

	return arena_printf(a, "%s%llu.%02llu", fen < 0 ? "-" : "",
	    (unsigned long long)(n / 100), (unsigned long long)(n % 100));
}
