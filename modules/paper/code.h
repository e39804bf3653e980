/* SPDX-License-Identifier: MIT */
/*
 * The door to libqrencode.  The two codes of a form that will be stamped
 * carry 34 characters of the alphanumeric alphabet, level H, which is version
 * 3: 29 modules, 25 mm (facts/scan.md 2):
 *
 *	CP1  form id (12)  form version (2)  page (1)  MAC (16)
 *
 * The numbers are base32 digits (RFC 4648).  The MAC is the first 80 bits of
 * HMAC-SHA256 under the keyring's KEY_PAPER over the 18 characters before it.
 */
#ifndef PAPER_CODE_H
#define PAPER_CODE_H

#include <stdint.h>

struct arena;
struct stamp;
struct work;

enum code_level { CODE_M, CODE_H };

#define CODE_ID_LEN	12
#define CODE_TEXT_LEN	34
#define CODE_MODULES	29

struct code {
	int			 n;	/* modules a side */
	const unsigned char	*dark;	/* n * n, 1 = dark */
};

int	code_make(struct work *w, const char *text, enum code_level level, struct code **out);
const char *code_stamp_text(struct arena *a, const struct stamp *s, unsigned page);
/* Splits and checks a text read from a scan; 0 when the MAC fits the key. */
int	code_stamp_read(const char *text, const unsigned char *key, char id[CODE_ID_LEN + 1],
	    int *version, int *page);

#endif
