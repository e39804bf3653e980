/* SPDX-License-Identifier: MIT */
/* What a worker may no longer do, tried by a child of the test. */
#include <errno.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

#include "fcgi/master.h"

/* The wait status of a child that tries `act` behind the filter. */
static int
tried(int (*act)(void))
{
	pid_t pid = fork();
	int status;

	if (pid == 0) {
		confine_worker();
		_exit(act());
	}
	assert_true(pid > 0 && waitpid(pid, &status, 0) == pid);
	return status;
}

/* Sanitized builds leave the filter out (confine.c), so they have less to show. */
#ifndef __SANITIZE_ADDRESS__

static int
run_a_program(void)
{
	char *const argv[] = { (char *)(uintptr_t)"true", NULL };

	execv("/bin/true", argv);
	return 1;
}

static int
make_a_child(void)
{
	pid_t pid = fork();

	if (pid == 0)
		_exit(0);
	return !(pid < 0 && errno == EPERM);
}

static int
call_outside(void)
{
	return !(socket(AF_INET, SOCK_STREAM, 0) < 0 && errno == EPERM &&
	    socket(AF_INET6, SOCK_DGRAM, 0) < 0 && errno == EPERM);
}

static void
a_worker_cannot_run_programs(void **state)
{
	int status;

	(void)state;
	status = tried(run_a_program);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGSYS);
}

static void
a_worker_cannot_fork(void **state)
{
	(void)state;
	assert_int_equal(tried(make_a_child), 0);
}

static void
a_worker_has_no_network(void **state)
{
	(void)state;
	assert_int_equal(tried(call_outside), 0);
}

#endif

static int
call_the_database(void)
{
	return socket(AF_UNIX, SOCK_STREAM, 0) < 0;
}

static void
a_worker_reaches_the_database(void **state)
{
	(void)state;
	assert_int_equal(tried(call_the_database), 0);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
#ifndef __SANITIZE_ADDRESS__
		cmocka_unit_test(a_worker_cannot_run_programs),
		cmocka_unit_test(a_worker_cannot_fork),
		cmocka_unit_test(a_worker_has_no_network),
#endif
		cmocka_unit_test(a_worker_reaches_the_database),
	};

	if (argc > 1)
		cmocka_set_test_filter(argv[1]);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
