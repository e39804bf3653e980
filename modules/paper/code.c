/* SPDX-License-Identifier: MIT */
#include <qrencode.h>
#include <string.h>

#include "code.h"
#include "layout.h"
#include "modules/base/crypto.h"
#include "modules/base/text.h"

#define HEAD	"CP1"
#define SIGNED	(3 + CODE_ID_LEN + 2 + 1)	/* characters under the MAC */
#define MAC_LEN	10

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

int
code_make(struct work *w, const char *text, enum code_level level, struct code **out)
{
	QRcode *q = QRcode_encodeString(text, 0, level == CODE_H ? QR_ECLEVEL_H :
	    QR_ECLEVEL_M, QR_MODE_8, 0);
	unsigned char *dark;
	int n;

	if (q == NULL)
		return refuse(w, ERR_BUG, "no code for %zu characters", strlen(text));
	n = q->width;
	dark = arena_alloc(w->arena, (size_t)(n * n));
	for (int i = 0; i < n * n; i++)
		dark[i] = q->data[i] & 1;
	QRcode_free(q);
	*out = ARENA_NEW(w->arena, struct code);
	**out = (struct code){ .n = n, .dark = dark };
	return 0;
}

static const char *
mac_of(struct arena *a, const unsigned char *key, const char *text)
{
	unsigned char mac[HASH_LEN];

	hmac_sha256(key, KEY_LEN, text, SIGNED, mac);
	return base32_text(a, mac, MAC_LEN);
}

const char *
code_stamp_text(struct arena *a, const struct stamp *s, unsigned page)
{
	unsigned v = (unsigned)s->version;
	char text[SIGNED + 1];

	memcpy(text, HEAD, 3);
	memcpy(text + 3, s->id, CODE_ID_LEN);
	text[15] = digits[v >> 5 & 31];
	text[16] = digits[v & 31];
	text[17] = digits[page & 31];
	text[SIGNED] = '\0';
	return arena_printf(a, "%s%s", text, mac_of(a, s->key, text));
}

static int
digit(char c)
{
	const char *p = c == '\0' ? NULL : strchr(digits, c);

	return p == NULL ? -1 : (int)(p - digits);
}

int
code_stamp_read(const char *text, const unsigned char *key, char id[CODE_ID_LEN + 1],
    int *version, int *page)
{
	unsigned char mac[HASH_LEN], theirs[MAC_LEN];

	if (strlen(text) != CODE_TEXT_LEN || memcmp(text, HEAD, 3) != 0 ||
	    base32_bytes(text + SIGNED, theirs, MAC_LEN) < 0)
		return -1;
	for (int i = 3; i < SIGNED; i++)
		if (digit(text[i]) < 0)
			return -1;
	hmac_sha256(key, KEY_LEN, text, SIGNED, mac);
	if (!crypto_same(mac, theirs, MAC_LEN))
		return -1;
	memcpy(id, text + 3, CODE_ID_LEN);
	id[CODE_ID_LEN] = '\0';
	*version = digit(text[15]) << 5 | digit(text[16]);
	*page = digit(text[17]);
	return 0;
}
