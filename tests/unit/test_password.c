/* SPDX-License-Identifier: MIT */
#include "test.h"

#include <string.h>

#include "modules/account/password.h"

static const char *const about[] = { "liujianguo", "刘建国", "13800000001", "19800101", NULL };

static void
weak_passwords_are_refused(void **s)
{
	static const char *const weak[] = {
		"", "short", "123456789", "1234567890", "0987654321", "aaaaaaaaaaaa",
		"abcdefghijkl", "password12", "Password2026!", "p@ssw0rd!!!", "qwertyuiop",
		"1234512345", "ababababab", "admin2026!!", "passwordpassword",
		"lnwlzb-2026-x", "网联综合服务平台2026", "5201314woaini", "1111122222",
		"Liujianguo#77", "x13800000001", "ab19800101cd", "我是刘建国很高兴见到你",
	};

	(void)s;
	for (size_t i = 0; i < sizeof(weak) / sizeof(*weak); i++)
		if (password_weak(weak[i], about) == NULL)
			fail_msg("%s should be refused", weak[i]);
}

static void
good_passwords_pass_whatever_they_are_made_of(void **s)
{
	static const char *const good[] = {
		"correct horse battery staple", "tuesday-lamp-7", "沈河边的老榆树开花了吗",
		"kZ8!rVq2#m", "mylittledragonflyteapot", "x8Kd 92 lq!!",
	};
	char once[PASSWORD_ONCE_LEN];

	(void)s;
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++)
		if (password_weak(good[i], about) != NULL)
			fail_msg("%s: %s", good[i], password_weak(good[i], about));
	password_once(once);
	assert_int_equal(strlen(once), 19);
	assert_null(password_weak(once, about));
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(weak_passwords_are_refused),
		cmocka_unit_test(good_passwords_pass_whatever_they_are_made_of),
	};

	if (argc > 1)
		cmocka_set_test_filter(argv[1]);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
