/* SPDX-License-Identifier: MIT */
/*
 * Which new passwords are refused (facts/reliability.md 3.1): short ones, the
 * common ones of the lists attackers begin with, runs and repetitions, and
 * those made of what everybody knows about the person.  No rules about kinds
 * of characters, no forced change after a time, nothing is cut off.
 */
#ifndef ACCOUNT_PASSWORD_H
#define ACCOUNT_PASSWORD_H

#define PASSWORD_MIN	10		/* characters */
#define PASSWORD_MAX	128

/*
 * NULL: good, else Chinese words.  `about` is a NULL-terminated list of what
 * must not be part of it (username, phone, date of birth); texts under 3
 * characters are passed over.
 */
const char	*password_weak(const char *password, const char *const *about);
/* A one-time password people can type: 4 groups of 4 from 32 signs, 80 bits. */
#define PASSWORD_ONCE_LEN	20
void	password_once(char out[PASSWORD_ONCE_LEN]);

#endif
