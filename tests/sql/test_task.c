/* SPDX-License-Identifier: MIT */
/* The outbox on a real server: claims, leases, pauses, the bell. */
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sql_test.h"
#include "modules/base/json.h"
#include "modules/outbox/task.h"

#define MANY	300
#define CLERKS	4

DB_SQL(sql_wipe, "test.task_wipe", "DELETE FROM task", 0, 0);
DB_SQL(sql_count, "test.task_count", "SELECT COUNT(*) FROM task WHERE state = ?", 1, 1);
DB_SQL(sql_most, "test.task_most", "SELECT MAX(version) FROM task", 0, 1);
DB_SQL(sql_due, "test.task_due_of", "SELECT COALESCE(due_at, 0) FROM task WHERE tkey = ?", 1, 1);
DB_SQL(sql_raw, "test.task_raw",
    "SELECT COUNT(*) FROM task WHERE payload IS NOT NULL AND INSTR(payload, ?) = 0", 1, 1);
DB_SQL(sql_left, "test.task_left", "SELECT COUNT(*) FROM task WHERE payload IS NOT NULL", 0, 1);

static int64_t
count(const char *state)
{
	int64_t n = -1;

	sql_ok(db_int(&sql_w, &sql_count, &n, DB_ARGS(DB_V(state))));
	return n;
}

static int64_t
number(const struct db_sql *sql, struct db_args args)
{
	int64_t n = -1;

	sql_ok(db_int(&sql_w, sql, &n, args));
	return n;
}

struct wish {
	const char	*key, *secret;
	int64_t		 due;
	int		 n, fail;
};

static int
add_tx(struct work *w, void *arg)
{
	const struct wish *wish = arg;

	for (int i = 0; i < wish->n; i++) {
		struct json *p = js_object(w);

		js_put_text(p, "secret", wish->secret);
		if (task_add(w, "talk.test", arena_printf(w->arena, "%s%d", wish->key, i), p,
			wish->due) < 0)
			return -1;
	}
	return wish->fail ? refuse(w, ERR_CONFLICT, "as the test wants") : 0;
}

static void
add(const char *key, int n, int64_t due)
{
	struct wish wish = { .key = key, .secret = "884213", .due = due, .n = n };

	sql_ok(db_tx(&sql_w, add_tx, &wish));
}

static int
fresh(void **s)
{
	(void)s;
	if (sql_w.db == NULL)
		return 0;
	sql_clear();
	sql_w.now = 1632094200;
	sql_ok(db_exec(&sql_w, &sql_wipe, DB_NO_ARGS));
	return 0;
}

static struct task *
claim(void)
{
	struct task *t = NULL;
	int rc = task_claim(&sql_w, TASK_TALK, &t);

	sql_ok(rc);
	return rc == 1 ? t : NULL;
}

static void
a_task_lives_and_dies_with_its_cause(void **s)
{
	struct wish wish = { .key = "k", .secret = "x", .n = 1, .fail = 1 };

	(void)s;
	SQL_NEEDED;
	assert_int_equal(db_tx(&sql_w, add_tx, &wish), -1);
	sql_clear();
	assert_int_equal(count("QUEUED"), 0);
}

static void
the_same_key_is_the_same_task(void **s)
{
	(void)s;
	SQL_NEEDED;
	add("k", 1, 0);
	add("k", 1, 0);
	assert_int_equal(count("QUEUED"), 1);
	assert_non_null(claim());
	assert_null(claim());
	add("k", 1, 0);
	assert_int_equal(count("CLAIMED"), 1);
	assert_int_equal(count("QUEUED"), 0);
}

static void
what_is_due_later_waits(void **s)
{
	(void)s;
	SQL_NEEDED;
	add("k", 1, sql_w.now + 60);
	assert_null(claim());
	sql_w.now += 60;
	assert_non_null(claim());
}

static void
another_pool_does_not_see_it(void **s)
{
	struct task *t;

	(void)s;
	SQL_NEEDED;
	add("k", 1, 0);
	assert_int_equal(task_claim(&sql_w, TASK_PAY, &t), 0);
}

/* A child takes what it can; its exit code is how many, at most 100. */
static int
greedy_clerk(void)
{
	struct work w = sql_slip();
	struct task *t;
	int n = 0, rc;

	while ((rc = task_claim(&w, TASK_TALK, &t)) == 1 && task_done(&w, t) == 0)
		n++;
	sql_slip_end(&w);
	return rc != 0 ? 255 : n > 100 ? 100 : n;
}

static void
clerks_racing_for_tasks_take_each_once(void **s)
{
	pid_t kids[CLERKS];
	int greedy = 0;

	(void)s;
	SQL_NEEDED;
	add("race", MANY, 0);
	for (int i = 0; i < CLERKS; i++)
		if ((kids[i] = fork()) == 0)
			_exit(greedy_clerk());
	for (int i = 0; i < CLERKS; i++) {
		int st;

		assert_int_equal(waitpid(kids[i], &st, 0), kids[i]);
		assert_true(WIFEXITED(st) && WEXITSTATUS(st) != 255);
		greedy += WEXITSTATUS(st) > 0;
	}
	assert_int_equal(count("DONE"), MANY);
	assert_int_equal(number(&sql_most, DB_NO_ARGS), 1);	/* claimed once each */
	assert_true(greedy > 1);
}

static void
a_failure_waits_longer_each_time_and_then_is_dead(void **s)
{
	int64_t pause = 0;
	struct pid pid;

	(void)s;
	SQL_NEEDED;
	add("k", 1, 0);
	for (int try = 1; try < 5; try++) {
		struct task *t = claim();
		int64_t due;

		assert_non_null(t);
		assert_int_equal(t->tries, try);
		assert_int_equal(task_failed(&sql_w, t, 5, "no answer"), 0);
		assert_null(claim());
		due = number(&sql_due, DB_ARGS(DB_V("k0"))) - sql_w.now;
		assert_true(due > pause);
		pause = due;
		sql_w.now += due;
		pid = t->pid;
	}
	assert_int_equal(task_failed(&sql_w, claim(), 5, "no answer"), 1);
	assert_int_equal(count("DEAD"), 1);
	sql_w.now += 1000000;
	assert_null(claim());
	sql_ok(task_retry(&sql_w, &pid));
	assert_int_equal(claim()->tries, 1);
	assert_int_equal(task_retry(&sql_w, &pid), -1);	/* only the dead are woken */
	assert_int_equal(sql_w.fault.code, ERR_CONFLICT);
}

static void
the_pause_grows_to_half_an_hour_and_never_beyond_a_quarter_more(void **s)
{
	(void)s;
	assert_int_equal(task_pause(1, 0), 2);
	assert_int_equal(task_pause(3, 0), 8);
	assert_int_equal(task_pause(10, 0), 1024);
	assert_int_equal(task_pause(50, 0), 1800);
	for (int64_t t = 1; t < 60; t++)
		for (int dice = 0; dice < 256; dice++)
			assert_in_range(task_pause(t, (unsigned char)dice),
			    task_pause(t, 0), task_pause(t, 0) * 5 / 4);
}

static void
a_dead_clerks_task_is_taken_again_and_its_late_end_counts_no_more(void **s)
{
	struct task *first, *second;

	(void)s;
	SQL_NEEDED;
	add("k", 1, 0);
	first = claim();
	assert_null(claim());
	sql_w.now += 3600;		/* the lease is over */
	second = claim();
	assert_non_null(second);
	assert_int_equal(second->id, first->id);
	assert_int_equal(task_done(&sql_w, first), -1);
	assert_int_equal(sql_w.fault.code, ERR_CONFLICT);
	fault_clear(&sql_w);
	sql_ok(task_done(&sql_w, second));
	assert_int_equal(count("DONE"), 1);
}

static void
a_poller_comes_again_without_using_up_its_tries(void **s)
{
	(void)s;
	SQL_NEEDED;
	add("k", 1, 0);
	for (int i = 0; i < 20; i++) {
		struct task *t = claim();

		assert_int_equal(t->tries, 1);
		sql_ok(task_again(&sql_w, t, sql_w.now + 5));
		sql_w.now += 5;
	}
}

static void
a_secret_is_sealed_and_gone_when_done(void **s)
{
	struct task *t;

	(void)s;
	SQL_NEEDED;
	add("k", 1, 0);
	assert_int_equal(number(&sql_raw, DB_ARGS(DB_V("884213"))), 1);
	t = claim();
	assert_string_equal(js_get_text(t->payload, "secret"), "884213");
	sql_ok(task_done(&sql_w, t));
	assert_int_equal(number(&sql_left, DB_NO_ARGS), 0);
}

static void
counts_and_lists_show_what_is_open(void **s)
{
	struct task_count *c;
	struct task *list;
	size_t n;

	(void)s;
	SQL_NEEDED;
	add("k", 3, 0);
	sql_ok(task_done(&sql_w, claim()));
	claim();
	sql_ok(task_counts(&sql_w, &c, &n));
	assert_int_equal(n, 2);
	assert_int_equal(c[0].n + c[1].n, 2);
	sql_ok(task_list(&sql_w, NULL, 0, 10, &list, &n));
	assert_int_equal(n, 2);
	sql_ok(task_list(&sql_w, "DONE", 0, 10, &list, &n));
	assert_int_equal(n, 1);
	sql_ok((int)task_sweep(&sql_w, sql_w.now + 1));
	assert_int_equal(count("DONE"), 0);
}

static int
bell_socket(const char *dir)
{
	struct sockaddr_un a = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0);

	snprintf(a.sun_path, sizeof(a.sun_path), "%s/clerk.bell", dir);
	unlink(a.sun_path);
	assert_int_equal(bind(fd, (struct sockaddr *)&a, sizeof(a)), 0);
	return fd;
}

static void
the_bell_names_the_pool_and_rings_once(void **s)
{
	char dir[] = "/tmp/caportal-bell-XXXXXX", text[16] = "";
	struct conf conf = *sql_w.conf;
	int fd;

	(void)s;
	SQL_NEEDED;
	assert_non_null(mkdtemp(dir));
	fd = bell_socket(dir);
	conf.socket_dir = dir;
	sql_w.conf = &conf;
	task_bell(&sql_w);			/* forget earlier tests */
	while (recv(fd, text, sizeof(text), 0) > 0)
		;
	add("later", 1, sql_w.now + 60);
	task_bell(&sql_w);
	assert_int_equal(recv(fd, text, sizeof(text), 0), -1);
	add("now", 1, 0);
	task_bell(&sql_w);
	task_bell(&sql_w);
	assert_int_equal(recv(fd, text, sizeof(text), 0), 5);
	assert_memory_equal(text, "talk\n", 5);
	assert_int_equal(recv(fd, text, sizeof(text), 0), -1);
	close(fd);
	unlink(arena_printf(sql_w.arena, "%s/clerk.bell", dir));
	rmdir(dir);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(a_task_lives_and_dies_with_its_cause, fresh),
		cmocka_unit_test_setup(the_same_key_is_the_same_task, fresh),
		cmocka_unit_test_setup(what_is_due_later_waits, fresh),
		cmocka_unit_test_setup(another_pool_does_not_see_it, fresh),
		cmocka_unit_test_setup(clerks_racing_for_tasks_take_each_once, fresh),
		cmocka_unit_test_setup(a_failure_waits_longer_each_time_and_then_is_dead, fresh),
		cmocka_unit_test(the_pause_grows_to_half_an_hour_and_never_beyond_a_quarter_more),
		cmocka_unit_test_setup(
		    a_dead_clerks_task_is_taken_again_and_its_late_end_counts_no_more, fresh),
		cmocka_unit_test_setup(a_poller_comes_again_without_using_up_its_tries, fresh),
		cmocka_unit_test_setup(a_secret_is_sealed_and_gone_when_done, fresh),
		cmocka_unit_test_setup(counts_and_lists_show_what_is_open, fresh),
		cmocka_unit_test_setup(the_bell_names_the_pool_and_rings_once, fresh),
	};

	SQL_TEST_MAIN(tests);
}
