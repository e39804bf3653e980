/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "modules/base/crypto.h"
#include "totp.h"

static int
is_code(const unsigned char seed[TOTP_SEED], int64_t step, const char *code)
{
	char want[7];

	snprintf(want, sizeof(want), "%06u", totp_code(seed, TOTP_SEED, step) % 1000000);
	return crypto_same(want, code, 6);
}

int64_t
totp_step(const unsigned char seed[TOTP_SEED], int64_t now, int64_t last, const char *code)
{
	int64_t step = now / TOTP_STEP;

	if (strlen(code) != 6)
		return 0;
	if (step > last && is_code(seed, step, code))
		return step;
	if (now % TOTP_STEP < TOTP_GRACE && step - 1 > last && is_code(seed, step - 1, code))
		return step - 1;
	return 0;
}
