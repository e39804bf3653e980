/* SPDX-License-Identifier: MIT */
/*
 * 进度查询 without signing in: the number of an order and the last four digits of
 * the phone of its holder, its handler (经办人) or whoever applied, for the words
 * of its state and what comes next.  Nothing else of the order leaves.
 *
 * A captcha is used up first, then the tries are taken:
 *
 *	one network	30 an hour
 *	one number	5 failures a day, whether there is such an order or not
 *
 * A number nobody has and digits that are wrong are one answer: INVALID, field
 * "no".  10^4 endings against 5 tries a day keep guessing out.
 */
#ifndef SERVICE_STATUS_CHECK_H
#define SERVICE_STATUS_CHECK_H

#include "db/db.h"

struct json;

struct status_ask {
	const char	*no, *digits, *captcha, *answer;
};

/* {no, state: {code, words}, next, at}: next is a sentence, at its last change */
int	status_check(struct work *w, const struct status_ask *ask, struct json **out);

#endif
