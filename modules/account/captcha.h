/* SPDX-License-Identifier: MIT */
/*
 * The arithmetic captcha (L1: 只填写计算结果).  One question, one answer, one
 * try: it is used up before it is compared, right or wrong.  The picture is made
 * of strokes with jitter; nothing in it is text.
 */
#ifndef ACCOUNT_CAPTCHA_H
#define ACCOUNT_CAPTCHA_H

#include "db/db.h"

#define CAPTCHA_LIFE	300		/* seconds */

/* In a transaction. */
int	captcha_make(struct work *w, struct pid *out);
/* SVG of one that is open; NOTFOUND otherwise. */
int	captcha_draw(struct work *w, const struct pid *captcha, const char **svg);
/* In own committed transactions; a wrong answer is INVALID, field "answer". */
int	captcha_use(struct work *w, const char *captcha, const char *answer);
/* The clerk: forgets old ones, at most 1,000 a call. */
int	captcha_sweep(struct work *w);

/* Pure: the strokes of "37+5=?" for a seed. */
const char *captcha_svg(struct arena *a, const char *question, uint64_t seed);

#endif
