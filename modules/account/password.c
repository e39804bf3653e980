/* SPDX-License-Identifier: MIT */
#include <string.h>
#include <strings.h>

#include "modules/base/crypto.h"
#include "modules/base/text.h"
#include "password.h"

/*
 * The words the published lists of frequent passwords are made of; a password
 * is refused when nothing but digits and marks remains beside one of them.
 */
static const char *const common[] = {
	"password", "passw0rd", "p@ssword", "p@ssw0rd", "qwertyuiop", "qwerty", "qazwsx",
	"1qaz2wsx", "1q2w3e4r", "asdfghjkl", "asdfgh", "zxcvbnm", "zxcvbn", "abc123",
	"iloveyou", "woaini", "5201314", "welcome", "letmein", "administrator", "admin",
	"monkey", "dragon", "sunshine", "princess", "football", "superman", "batman",
	"master", "changeme", "test", "guest", "root", "user", "login", "default",
	"computer", "internet", "shenyang", "dalian", "liaoning", "zhongguo", "china",
	"wangyut", "aini", "taobao", "tencent", "huawei", "company", "secret", "trustno1",
	NULL
};

/* What stands on every page of this house. */
static const char *const house[] = {
	"lnwlzb", "caportal", "网联", "辽易通", "互联互通", NULL
};

static const char *
find_word(const char *s, const char *word)
{
	size_t n = strlen(word);

	for (; *s != '\0'; s++)
		if (strncasecmp(s, word, n) == 0)
			return s;
	return NULL;
}

/* Nothing but digits and ASCII marks in s[0..n) */
static int
plain(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if ((s[i] >= 'a' && s[i] <= 'z') || (s[i] >= 'A' && s[i] <= 'Z') ||
		    (unsigned char)s[i] >= 0x80)
			return 0;
	return 1;
}

static int
is_common(const char *s)
{
	for (const char *const *w = common; *w != NULL; w++) {
		const char *at = find_word(s, *w);
		size_t n = strlen(*w);

		/* "password", "admin2026!!", "passwordpassword" */
		while (at != NULL && plain(s, (size_t)(at - s))) {
			const char *rest = at + n, *again = find_word(rest, *w);

			if (again == NULL) {
				if (plain(rest, strlen(rest)))
					return 1;
				break;
			}
			if (!plain(rest, (size_t)(again - rest)))
				break;
			s = rest;
			at = again;
		}
	}
	return 0;
}

/* Neighbours in the alphabet, in the row of digits, or the same sign. */
static int
is_run(const char *s)
{
	size_t n = strlen(s), runs = 0;

	for (size_t i = 1; i < n; i++) {
		int d = s[i] - s[i - 1];

		runs += (d >= -1 && d <= 1) || (s[i] == '0' && s[i - 1] == '9');
	}
	return runs * 4 >= (n - 1) * 3;
}

/* A short block again and again: 1234512345, abab…, and few different signs. */
static int
is_repetition(const char *s)
{
	size_t n = strlen(s), different = 0;
	char seen[256] = { 0 };

	for (size_t i = 0; i < n; i++)
		if (!seen[(unsigned char)s[i]]++)
			different++;
	if (different < 5)
		return 1;
	for (size_t block = 1; block <= n / 2 && block <= 6; block++)
		if (memcmp(s, s + block, n - block) == 0)
			return 1;
	return 0;
}

static int
contains_any(const char *s, const char *const *list)
{
	for (; list != NULL && *list != NULL; list++)
		if (utf8_count(*list) >= 2 && strlen(*list) >= 3 && find_word(s, *list) != NULL)
			return 1;
	return 0;
}

const char *
password_weak(const char *password, const char *const *about)
{
	size_t n = utf8_count(password);

	if (n < PASSWORD_MIN)
		return "新密码至少10个字符";
	if (n > PASSWORD_MAX)
		return "新密码不能超过128个字符";
	if (contains_any(password, about))
		return "新密码不能包含用户名、姓名、手机号或证件号码";
	if (contains_any(password, house) || is_common(password) || is_run(password) ||
	    is_repetition(password))
		return "新密码过于常见，容易被猜中，请换一个";
	return NULL;
}

void
password_once(char out[PASSWORD_ONCE_LEN])
{
	static const char signs[] = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
	unsigned char dice[16];
	char *p = out;

	crypto_random(dice, sizeof(dice));
	for (int i = 0; i < 16; i++) {
		if (i > 0 && i % 4 == 0)
			*p++ = '-';
		*p++ = signs[dice[i] & 31];
	}
	*p = '\0';
	crypto_wipe(dice, sizeof(dice));
}
