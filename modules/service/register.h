/* SPDX-License-Identifier: MIT */
/*
 * The counter of those who come for the first time, or have forgotten (L1, L2,
 * L7, L8): captcha, code by SMS, registration, password reset, another phone.
 *
 * A page never learns whether a number is known: asking for a code does not even
 * look (the clerk does, afterwards), so answer and time are the same; only the
 * owner of the number reads which it was.  Before a code goes out the captcha is used up
 * and the tries are taken:
 *
 *	one number	one a minute, 5 a day
 *	one network	30 an hour (captchas: 200 a quarter of an hour)
 *	the house	2,000 an hour
 *
 * A code holds for one purpose, number and browser (modules/account/phone_code.h).
 */
#ifndef SERVICE_REGISTER_H
#define SERVICE_REGISTER_H

#include "db/db.h"

struct json;

#define CODE_REGISTER	"register"
#define CODE_RESET	"reset"
#define CODE_PHONE	"phone"

struct task;

/* {pid, image, ends_at} */
int	register_captcha(struct work *w, struct json **out);

struct code_ask {
	const char	*phone, *captcha, *answer;
};
/* {resend_at}; `visitor` is what only this browser has. */
int	register_code(struct work *w, const char *purpose, const struct code_ask *a,
	    const char *visitor, struct json **out);

/* Task talk.code: the message that fits the number. */
int	run_phone_code(struct work *w, const struct task *t, int64_t *again);

struct registering {
	const char	*phone, *code, *password;
	struct json	*agreements;
};
/* Runs scrypt.  *token: of the session that begins with it. */
int	register_account(struct work *w, const struct registering *r, const char *visitor,
	    const char *agent, const char **token);

/* Runs scrypt.  All sessions end. */
int	register_reset(struct work *w, const struct registering *r, const char *visitor);

/* The signed-in member's own number; wants the password.  Runs scrypt. */
int	register_phone(struct work *w, const struct registering *r, const char *visitor,
	    const char **token);

#endif
